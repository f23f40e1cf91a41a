"""Which key opens a snapshot: the journal's own, or one from a passphrase or recovery code."""

from contextlib import suppress
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
