"""Which key opens the journal or a snapshot: its own, or one from a passphrase or recovery code."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from smallacts_desktop.domain.errors import FileNotReadError
from smallacts_desktop.domain.journal_errors import (
    DamagedSnapshotError,
    JournalUnavailableError,
    NotASnapshotError,
    SnapshotLockedError,
    WrongRecoveryCodeError,
    WrongSnapshotPassphraseError,
)
from smallacts_desktop.domain.passphrase import RecoveryCode, normalised
from smallacts_desktop.storage.file import files, foreign_file
from smallacts_desktop.storage.keys import key_files
from smallacts_desktop.storage.keys.keys import SALT_BYTES, Key, salt_of


def key_for(file: Path, passphrase: str | None, known: Key | None) -> Key | None:
    """The key of a snapshot, None when it is a plain one.

    ``known`` is the journal's key and is tried first; ``passphrase`` may be a recovery code too.
    Raises FileNotReadError, LinkedSnapshotError, NotASnapshotError, DamagedSnapshotError,
    SnapshotLockedError or WrongSnapshotPassphraseError.
    """
    try:
        with foreign_file.plain_file(file):
            return _key_for(file, passphrase, known)
    except (JournalUnavailableError, OSError):
        raise FileNotReadError(name=file.name) from None


def _key_for(file: Path, passphrase: str | None, known: Key | None) -> Key | None:
    if not _is_sealed(file):
        return None
    if known is not None and foreign_file.opens(file, known):
        return known
    if known is not None and salt_of(file) == known.salt:
        raise DamagedSnapshotError(name=file.name)
    if passphrase is None:
        raise SnapshotLockedError(name=file.name)
    for key in _keys_from(file, passphrase):
        if foreign_file.opens(file, key):
            return key
    raise WrongSnapshotPassphraseError(name=file.name)


def _is_sealed(file: Path) -> bool:
    if len(salt_of(file)) < SALT_BYTES:
        raise NotASnapshotError(name=file.name)
    return not files.is_plain(file) and files.is_encrypted(file)


def _keys_from(file: Path, passphrase: str) -> list[Key]:
    keys = [Key.from_passphrase(normalised(passphrase), salt_of(file))]
    with suppress(WrongRecoveryCodeError):
        code = RecoveryCode.read(passphrase)
        found = [key_files.read_recovery(path, code) for path in key_files.recoveries(file)]
        keys += [key for key in found if key is not None]
    return keys


@dataclass(frozen=True, slots=True)
class Found:
    """The journal's key. ``opens`` is false when it is the right one and the journal is damaged."""

    key: Key
    opens: bool


def from_passphrase(journal: Path, passphrase: str, *, only_looks: bool = False) -> Found | None:
    """The journal's key, if this is its passphrase; the key check tells where damage hides it.

    Anyone who ``only_looks`` leaves a commit that was interrupted as it is, and asks the key check.
    """
    typed = normalised(passphrase)
    keys = [Key.from_passphrase(typed, salt) for salt in key_files.salts(journal)]
    for key in keys:
        if _opens(journal, key, only_looks=only_looks):
            return Found(key, opens=True)
    for check in key_files.keychecks(journal):
        for key in keys:
            if key_files.opens(check, key):
                return Found(key, opens=False)
    return None


def from_code(journal: Path, code: RecoveryCode, *, only_looks: bool = False) -> Found | None:
    """The journal's key, if the recovery file beside it is opened by this code."""
    found = None
    for recovery in key_files.recoveries(journal):
        key = key_files.read_recovery(recovery, code)
        if key is not None and _opens(journal, key, only_looks=only_looks):
            return Found(key, opens=True)
        if key is not None and key.salt in key_files.salts(journal):
            found = Found(key, opens=False)
    return found


def _opens(journal: Path, key: Key, *, only_looks: bool) -> bool:
    return not (only_looks and key_files.needs_undoing(journal)) and key_files.opens(journal, key)
