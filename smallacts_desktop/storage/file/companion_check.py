"""The small files beside a journal and its snapshots, looked at for damage; only reads."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from smallacts_desktop.domain.backups import Finding
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP
from smallacts_desktop.storage.file.files import is_encrypted
from smallacts_desktop.storage.file.swap import (
    NEXT,
    Place,
    is_in_force,
    is_waiting,
    next_to,
    of_journal,
)
from smallacts_desktop.storage.keys.key_files import KEYCHECK, RECOVERY, opens
from smallacts_desktop.storage.keys.keys import Key, salt_of
from smallacts_desktop.storage.keys.pending_rekey import REKEYING
from smallacts_desktop.storage.keys.recovery_record import is_another_recovery
from smallacts_desktop.storage.snapshots.snapshot_folder import PART, place_of

_MISSING = QT_TRANSLATE_NOOP("Damage", "It is not beside the journal, which has a passphrase.")
_LEFT_OVER = QT_TRANSLATE_NOOP("Damage", "It is left over: the journal has no passphrase.")
_KEYCHECK = QT_TRANSLATE_NOOP("Damage", "It does not go with the journal's passphrase.")
_NO_RECOVERY = QT_TRANSLATE_NOOP(
    "Damage", "It cannot be a recovery file, so no recovery code opens the journal."
)
_OTHER_RECOVERY = QT_TRANSLATE_NOOP(
    "Damage", "It is not the recovery file that was made for this journal, or it is damaged."
)
_REKEYING = QT_TRANSLATE_NOOP("Damage", "A change of passphrase has not come to every backup yet.")
_UNFINISHED = QT_TRANSLATE_NOOP(
    "Damage", "A change of several files is not finished. Opening Small Acts finishes it."
)
_NO_CHANGE = QT_TRANSLATE_NOOP(
    "Damage", "It tells of no change of these files. Opening Small Acts puts it out of the way."
)
_ORPHAN = QT_TRANSLATE_NOOP("Damage", "The backup that it belongs to is not there.")
_HALF = QT_TRANSLATE_NOOP("Damage", "It is only half written.")
# Both files are SQLCipher files of whole pages: the key check is one table that holds nothing,
# the recovery file one with a row, so each has a page for what it consists of and one for that.
_PAGE, _PAGES = 4096, 2

Told = tuple[Path, Finding]


def key_file_damage(journal: Path, key: Key | None) -> Iterator[Told]:
    """What is wrong with the files that go with the passphrase of a journal, which has ``key``."""
    keycheck, recovery = journal.with_suffix(KEYCHECK), journal.with_suffix(RECOVERY)
    for path in (keycheck, recovery):
        if path.exists() != (key is not None):
            yield path, Finding(_LEFT_OVER if key is None else _MISSING)
    if key is not None and keycheck.exists() and not _goes_with(keycheck, key):
        yield keycheck, Finding(_KEYCHECK)
    if key is not None and recovery.exists():
        if not _has_form(recovery):
            yield recovery, Finding(_NO_RECOVERY)
        elif is_another_recovery(journal, key):
            yield recovery, Finding(_OTHER_RECOVERY)
    change = journal.with_suffix(REKEYING)
    if os.path.lexists(change):
        yield change, Finding(_REKEYING)
    place = of_journal(journal)
    if is_waiting(place):
        yield place.intent_file, _about_intent(place)
    for path in (journal, keycheck, recovery):
        if os.path.lexists(next_to(path)):
            yield next_to(path), Finding(_HALF)


def orphans(folders: Iterable[Path]) -> Iterator[Told]:
    """Files in folders of snapshots that are parts of a snapshot that is not there."""
    for folder in folders:
        try:
            paths = sorted(folder.iterdir())
        except OSError:
            continue
        names = {path.name for path in paths}
        for path in paths:
            if path.suffix == RECOVERY and f"{path.stem}.smallacts" not in names:
                yield path, Finding(_ORPHAN)
            elif path == place_of(folder).intent_file:
                yield path, _about_intent(place_of(folder))
            elif path.name.endswith((f".smallacts{PART}", f"{RECOVERY}{PART}", NEXT)):
                yield path, Finding(_HALF)
            elif path.suffix == RECOVERY and not _has_form(path):
                yield path, Finding(_NO_RECOVERY)


def _about_intent(place: Place) -> Finding:
    return Finding(_UNFINISHED if is_in_force(place) else _NO_CHANGE)


def _goes_with(keycheck: Path, key: Key) -> bool:
    try:
        return salt_of(keycheck) == key.salt and _is_whole(keycheck) and opens(keycheck, key)
    except (OSError, SmallActsError):
        return False


def _has_form(recovery: Path) -> bool:
    """Whether it looks like a recovery file; what is in it only its code can tell."""
    with suppress(OSError, SmallActsError):
        return _is_whole(recovery) and is_encrypted(recovery)
    return False


def _is_whole(path: Path) -> bool:
    size = path.stat().st_size
    return size == _PAGES * _PAGE
