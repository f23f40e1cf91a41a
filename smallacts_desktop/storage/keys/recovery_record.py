"""Which recovery file goes with the journal: the journal's own record of it.

Only the recovery code opens a recovery file, so a check could not tell a damaged one, or another
journal's, from the right one. The journal remembers what the file looked like when it was first
seen beside it under its key of now.
"""

import hashlib
from contextlib import closing
from pathlib import Path

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.storage.file.db_errors import domain_errors
from smallacts_desktop.storage.file.driver import Driver
from smallacts_desktop.storage.keys.key_files import RECOVERY
from smallacts_desktop.storage.keys.keys import Key
from smallacts_desktop.storage.rows.preferences import PreferenceRows
from smallacts_desktop.storage.rows.statements import Statement
from smallacts_desktop.storage.rows.tables import PREFERENCES

_CHOICE = "recovery"
_BYTES = 16
_LARGEST = 1 << 20
_P = PREFERENCES.source.c
_ASK = Statement(PREFERENCES.source.select(_P.value).where(_P.key == _CHOICE))


def remember_recovery(preferences: PreferenceRows, journal: Path, key: Key | None) -> None:
    """Note the recovery file beside an open journal, unless that is done for this key.

    The salt tells one key from another and is no secret: it is the file's first bytes.
    """
    if key is None or _is_of(preferences.get(_CHOICE), key):
        return
    fingerprint = _fingerprint(journal.with_suffix(RECOVERY))
    if fingerprint:
        preferences.set(_CHOICE, f"{key.salt.hex()} {fingerprint}")


def is_another_recovery(journal: Path, key: Key) -> bool:
    """Whether the recovery file is not the one that the journal remembers; only reads."""
    try:
        with domain_errors(journal), closing(Driver(journal, key, mode="ro")) as driver:
            driver.connect()
            rows = driver.ask(_ASK.sql, _ASK.values({}))
    except SmallActsError:
        return False
    known = str(rows[0][0]) if rows else None
    if not _is_of(known, key):
        return False
    return known != f"{key.salt.hex()} {_fingerprint(journal.with_suffix(RECOVERY))}"


def _is_of(known: str | None, key: Key) -> bool:
    return known is not None and known.startswith(f"{key.salt.hex()} ")


def _fingerprint(recovery: Path) -> str:
    """What tells one file from another; blank for none, and for one too large to be one."""
    try:
        if recovery.stat().st_size > _LARGEST:
            return ""
        return hashlib.blake2b(recovery.read_bytes(), digest_size=_BYTES).hexdigest()
    except OSError:
        return ""
