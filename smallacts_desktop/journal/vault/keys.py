"""Which key opens the journal or a snapshot: its own, or one from a passphrase or recovery code."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from smallacts_desktop.domain.errors import FileNotReadError
from smallacts_desktop.domain.journal_errors import (
    DamagedSnapshotError,
    JournalError,
    JournalUnavailableError,
    NotASnapshotError,
    SnapshotLockedError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
    WrongSnapshotPassphraseError,
)
from smallacts_desktop.domain.passphrase import RecoveryCode, normalised
from smallacts_desktop.journal.vault.attempts import AttemptLimiter
from smallacts_desktop.storage.file import files, foreign_file
from smallacts_desktop.storage.keys import key_files
from smallacts_desktop.storage.keys.keys import SALT_BYTES, Key, salt_of


@dataclass(frozen=True, slots=True)
class Found:
    """The journal's key. ``opens`` is false when it is the right one and the journal is damaged."""

    key: Key
    opens: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """What only somebody gets who gave the passphrase or the recovery code of the journal.

    It holds until the journal is locked or its passphrase changes.
    """

    key: Key | None

    def forget(self) -> None:
        """Overwrite the key; nothing is proven any more."""
        if self.key is not None:
            self.key.forget()


class Ready(Proof):
    """A journal that ``prepare`` found sound and brought up to date, for ``enter``."""


class KeyFinder:
    """The journal's key from what somebody typed; each wrong guess makes the next one slower.

    One that ``only_looks`` leaves a commit that was interrupted as it is, and asks the key check.
    """

    def __init__(self, journal: Path, attempts: AttemptLimiter, *, only_looks: bool) -> None:
        self._journal, self._attempts, self._only_looks = journal, attempts, only_looks

    def by_passphrase(self, passphrase: str) -> Found:
        """Raises WrongPassphraseError or TooManyAttemptsError."""
        self._attempts.check()
        return self._right(self._from_passphrase(passphrase), WrongPassphraseError)

    def by_code(self, code: str) -> Found:
        """Raises WrongRecoveryCodeError or TooManyAttemptsError."""
        self._attempts.check()
        return self._right(self._from_code(RecoveryCode.read(code)), WrongRecoveryCodeError)

    def by_either(self, typed: str) -> Found:
        """By passphrase or recovery code; one guess, not two. Raises as ``by_passphrase`` does."""
        self._attempts.check()
        found = self._from_passphrase(typed)
        if found is None:
            with suppress(WrongRecoveryCodeError):
                found = self._from_code(RecoveryCode.read(typed))
        return self._right(found, WrongPassphraseError)

    def _right(self, found: Found | None, wrong: type[JournalError]) -> Found:
        if found is None:
            self._attempts.note_wrong()
            raise wrong
        return found

    def _from_passphrase(self, passphrase: str) -> Found | None:
        """The key check tells which key is the right one where damage hides it."""
        typed = normalised(passphrase)
        keys = [Key.from_passphrase(typed, salt) for salt in key_files.salts(self._journal)]
        for key in keys:
            if self._opens(key):
                return Found(key, opens=True)
        for check in key_files.keychecks(self._journal):
            for key in keys:
                if key_files.opens(check, key):
                    return Found(key, opens=False)
        return None

    def _from_code(self, code: RecoveryCode) -> Found | None:
        found = None
        for recovery in key_files.recoveries(self._journal):
            key = key_files.read_recovery(recovery, code)
            if key is not None and self._opens(key):
                return Found(key, opens=True)
            if key is not None and key.salt in key_files.salts(self._journal):
                found = Found(key, opens=False)
        return found

    def _opens(self, key: Key) -> bool:
        if self._only_looks and key_files.needs_undoing(self._journal):
            return False
        return key_files.opens(self._journal, key)


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
    if len(salt_of(file)) < SALT_BYTES:
        raise NotASnapshotError(name=file.name)
    if files.is_plain(file) or not files.is_encrypted(file):
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


def _keys_from(file: Path, passphrase: str) -> list[Key]:
    keys = [Key.from_passphrase(normalised(passphrase), salt_of(file))]
    with suppress(WrongRecoveryCodeError):
        code = RecoveryCode.read(passphrase)
        found = [key_files.read_recovery(path, code) for path in key_files.recoveries(file)]
        keys += [key for key in found if key is not None]
    return keys
