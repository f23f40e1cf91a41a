"""The door in front of a journal: open it, lock it, and change what opens it."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from smallacts_desktop.clock import Clock, SystemClock
from smallacts_desktop.domain.errors import (
    DamagedJournalError,
    JournalLockedError,
    RecoveryMissingError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from smallacts_desktop.domain.passphrase import check_passphrase, normalised
from smallacts_desktop.domain.recovery_code import RecoveryCode
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.journal.opening import bundled_catalogue
from smallacts_desktop.journal.tries import Tries
from smallacts_desktop.paths import Paths
from smallacts_desktop.storage import files, rekeying, sealing
from smallacts_desktop.storage.keys import Key
from smallacts_desktop.storage.store import Store

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Ready:
    """A journal that ``prepare`` found sound and brought up to date; for ``enter`` alone."""

    key: Key | None


class Vault:
    """The way of the window and the command line to a person's journal.

    At most one journal is open through it. The key is kept in memory while the journal is open,
    the passphrase never is.
    """

    def __init__(
        self, paths: Paths, clock: Clock | None = None, rng: random.Random | None = None
    ) -> None:
        self._paths, self._rng = paths, rng
        self._clock = clock or SystemClock()
        self._tries = Tries(self._clock)
        self._store: Store | None = None
        self._journal: Journal | None = None

    # What there is

    @property
    def has_passphrase(self) -> bool:
        """Whether the journal in the file is encrypted; False where there is none yet."""
        if self._store is not None:
            return self._store.database.key is not None
        journal = self._paths.journal
        if files.is_sealed(journal):
            return True
        # A damaged first page may look like nothing at all; its companion still tells.
        return bool(sealing.keychecks(journal)) and not files.is_plain(journal)

    @property
    def has_recovery(self) -> bool:
        """Whether a recovery code can open the journal, as far as can be seen without one."""
        return bool(sealing.recoveries(self._paths.journal))

    @property
    def is_open(self) -> bool:
        """Whether the journal is open."""
        return self._journal is not None

    @property
    def journal(self) -> Journal:
        """The open journal. Raises JournalLockedError while there is none."""
        if self._journal is None:
            raise JournalLockedError
        return self._journal

    def wait_seconds(self) -> float:
        """How long until another passphrase may be tried; 0.0 for now."""
        return self._tries.wait_seconds()

    # Opening and locking

    def prepare(self, passphrase: str | None = None) -> Ready:
        """Do what takes time at opening, in any thread: the key, the health, the schema.

        Without a passphrase a plain journal is meant, which is made when there is none. Raises
        JournalLockedError, WrongPassphraseError, TooManyTriesError, DamagedJournalError (then the
        passphrase is the right one), NewerJournalError and the like; then nothing has changed.
        """
        if not self.has_passphrase:
            return self._checked(None)
        if passphrase is None:
            raise JournalLockedError
        self._tries.check()
        key = self._key_from(normalised(passphrase))
        if key is None:
            self._tries.note_wrong()
            raise WrongPassphraseError
        self._tries.forget()
        return self._checked(key)

    def prepare_with_code(self, code: str) -> Ready:
        """``prepare`` with the recovery code in place of the passphrase.

        Raises RecoveryMissingError, WrongRecoveryCodeError and what ``prepare`` does.
        """
        if not self.has_recovery:
            raise RecoveryMissingError
        self._tries.check()
        key = self._key_from_code(RecoveryCode.read(code))
        if key is None:
            self._tries.note_wrong()
            raise WrongRecoveryCodeError
        self._tries.forget()
        return self._checked(key)

    def enter(self, ready: Ready) -> Journal:
        """Open the journal in the window's thread, which takes some milliseconds."""
        self.lock()
        self._store = Store.open(self._paths.journal, ready.key, clock=self._clock, checked=True)
        self._journal = Journal(self._store, self._clock, bundled_catalogue(), self._rng)
        return self._journal

    def open(self, passphrase: str | None = None) -> Journal:
        """``prepare`` and ``enter``, for those who can wait."""
        return self.enter(self.prepare(passphrase))

    def lock(self) -> None:
        """Close the journal and forget its key; harmless when it is locked already."""
        store, journal = self._store, self._journal
        self._store = self._journal = None
        if journal is not None:
            journal.close()
        if store is not None and store.database.key is not None:
            store.database.key.forget()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Let go of the file for as long as another thread puts a new one in its place.

        Belongs to the thread that opened the journal; nothing may use the journal meanwhile.
        """
        database = self._opened().database
        database.close()
        try:
            yield
        finally:
            database.reopen()

    # What opens it

    def set_passphrase(self, passphrase: str, code: RecoveryCode) -> None:
        """Give the journal a passphrase, or another one, in any thread while it is ``paused``.

        The journal is written anew beside itself, compared, and put in place in one step; until
        then the old one stays whole. ``code`` is what the person can recover it with from now on.
        Raises PassphraseTooShortError or a JournalError; then nothing has changed.
        """
        key = Key.new(check_passphrase(passphrase))
        journal = self._paths.journal
        rekeying.write_under(journal, self._opened().database.key, key)
        sealing.write_next(journal, key, code)
        rekeying.put_in_place(journal)
        sealing.take_up_next(journal)
        self._change_key(key)

    def remove_passphrase(self) -> None:
        """Make the journal a plain file, in any thread while it is ``paused``."""
        journal = self._paths.journal
        rekeying.write_under(journal, self._opened().database.key, None)
        rekeying.put_in_place(journal)
        sealing.remove_seals(journal)
        self._change_key(None)

    def _change_key(self, key: Key | None) -> None:
        database = self._opened().database
        old = database.key
        database.use_key(key)
        if old is not None:
            old.forget()

    def _opened(self) -> Store:
        if self._store is None:
            raise JournalLockedError
        return self._store

    def _checked(self, key: Key | None) -> Ready:
        """Open the journal once, with everything that is to be looked at, and close it."""
        Store.open(self._paths.journal, key, clock=self._clock).close()
        if key is not None:
            sealing.settle(self._paths.journal, key)
        return Ready(key)

    def _key_from(self, passphrase: str) -> Key | None:
        """The journal's key, if this is its passphrase.

        Raises DamagedJournalError when the passphrase is right by the key check, and opens the
        journal none the less.
        """
        journal = self._paths.journal
        keys = [Key.from_passphrase(passphrase, salt) for salt in sealing.salts(journal)]
        for key in keys:
            if sealing.opens(journal, key):
                return key
        for check in sealing.keychecks(journal):
            if any(sealing.opens(check, key) for key in keys):
                raise DamagedJournalError
        return None

    def _key_from_code(self, code: RecoveryCode) -> Key | None:
        found = None
        for recovery in sealing.recoveries(self._paths.journal):
            key = sealing.read_recovery(recovery, code)
            if key is not None and sealing.opens(self._paths.journal, key):
                return key
            if key is not None and key.salt in sealing.salts(self._paths.journal):
                found = key
        if found is not None:
            raise DamagedJournalError
        return None
