"""Opening and locking a journal: the part of ``Vault`` that leaves the journal as it is."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress

from smallacts_desktop.clock import Clock, SystemClock
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import (
    DamagedJournalError,
    JournalLockedError,
    JournalLostError,
    RecoveryMissingError,
    UnfinishedChangeError,
    WrongPassphraseError,
)
from smallacts_desktop.domain.passphrase import normalised
from smallacts_desktop.journal.acts import bundled_catalogue
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.journal.vault.attempts import AttemptLimiter
from smallacts_desktop.journal.vault.backups import Backups
from smallacts_desktop.journal.vault.daily_snapshot import DailySnapshot
from smallacts_desktop.journal.vault.key_change import settle
from smallacts_desktop.journal.vault.keys import Found, KeyFinder, Proof, Ready
from smallacts_desktop.journal.vault.restore import loss
from smallacts_desktop.paths import Paths
from smallacts_desktop.settings import SettingsStore
from smallacts_desktop.storage.file import files, replacement
from smallacts_desktop.storage.file.file_lock import FileUse
from smallacts_desktop.storage.file.full_check import remember_recovery
from smallacts_desktop.storage.keys import key_files
from smallacts_desktop.storage.keys.keys import Key, copy_of
from smallacts_desktop.storage.rows.store import Store


class Opening:
    """Opens, locks and opens again; at most one journal is open through it.

    The key is kept in memory while the journal is open, or damaged and not yet given up by
    ``lock``; the passphrase never is. ``clock`` is the one that the journal follows, ``backups``
    are its snapshots, ``daily`` is the one of each day.
    """

    def __init__(
        self,
        paths: Paths,
        clock: Clock | None = None,
        rng: random.Random | None = None,
        on_wait: Callable[[], None] | None = None,
        *,
        settings: SettingsStore | None = None,
        only_looks: bool = False,
        checks_later: bool = False,
    ) -> None:
        """``on_wait`` is called when another process has to be waited for.

        ``settings`` are those of the window, which may change; a command reads them itself.
        One that ``only_looks`` is for ``hold_key``: no change is finished and nothing swept. One
        that ``checks_later`` opens before the whole file is looked at, which ``check`` is for.
        """
        self._paths, self._rng = paths, rng
        self._only_looks, self._checks_later = only_looks, checks_later
        self.clock = clock or SystemClock()
        self._use = FileUse(paths.use_lock, on_wait)
        self._attempts = AttemptLimiter(self.clock, paths.attempts)
        self._keys = KeyFinder(paths.journal, self._attempts, only_looks=only_looks)
        self._store: Store | None = None
        self._journal: Journal | None = None
        # A journal that is not open and whose key is known: to be rescued, or to be looked at.
        self._damaged: Ready | None = None
        self.settings = settings or SettingsStore(paths.settings)
        self.backups = Backups(
            paths, self.settings, self.clock, self._attempts, self._key_for_backups, self._use
        )
        self.daily = DailySnapshot(self.backups, self.clock)

    # What there is

    @property
    def has_passphrase(self) -> bool:
        """Whether the journal in the file is encrypted; False where there is none yet.

        A change of passphrase that was interrupted while it was in force is finished first. Raises
        UnfinishedChangeError where this vault only looks.
        """
        if self._store is not None:
            return self._store.database.key is not None
        journal = self._paths.journal
        files.check_place(journal, *files.beside(journal))
        self._finish_first()
        if files.is_encrypted(journal):
            return True
        # A damaged first page may look like nothing at all; the file beside it still shows that.
        return bool(key_files.keychecks(journal)) and not files.is_plain(journal)

    def loss(self) -> JournalLostError | None:
        """What is missing where something says that there was a journal; None where all is well.

        Raises OwnFileBlockedError, and UnfinishedChangeError where this vault only looks.
        """
        files.check_place(self._paths.journal, *files.beside(self._paths.journal))
        self._finish_first()
        return loss(self._paths, self.backups, noted=self.settings.current.journal_made)

    @property
    def has_recovery(self) -> bool:
        """Whether a recovery code can open the journal, as far as can be seen without one."""
        return bool(key_files.recoveries(self._paths.journal))

    @property
    def is_open(self) -> bool:
        """Whether ``journal`` is there."""
        return self._journal is not None

    @property
    def journal(self) -> Journal:
        """The open journal. Raises JournalLockedError while there is none."""
        if self._journal is None:
            raise JournalLockedError
        return self._journal

    def wait_seconds(self) -> float:
        """How long until another passphrase may be tried; 0.0 for now."""
        return self._attempts.wait_seconds()

    # The files, before anything is opened

    def finish_interrupted(self) -> None:
        """Finish a change of files that was interrupted, before anything is asked of the journal.

        Does nothing while it is open, or while another process has the files open and nothing
        has to be finished. Raises a JournalError; then it is finished another time.
        """
        if self._store is not None or not self._paths.data.is_dir():
            return
        with self._having_files():
            pass
        if self._damaged is None:
            self._use.release()

    def _finish_first(self) -> None:
        journal = self._paths.journal
        if not replacement.is_waiting(journal):
            return
        if not self._only_looks:
            self.finish_interrupted()
            return
        # Another process may be at it just now, and is waited for.
        with self._use.shared() if journal.exists() else nullcontext():
            if replacement.is_waiting(journal) and replacement.is_in_force(journal):
                raise UnfinishedChangeError(name=journal.with_suffix(".intent").name)

    @contextmanager
    def _having_files(self) -> Iterator[None]:
        """Have the files alone, where nobody else has them, and shared when the block is over.

        A change that is in force is finished first, and what was half-made is removed. Behind a
        lock page the journal may still be open; then all is in order.
        """
        if self._store is not None:
            yield
            return
        try:
            if self._only_looks:
                self._use.share()
            elif replacement.is_waiting(self._paths.journal):
                self._use.acquire_exclusively()
            elif not self._use.try_alone():
                self._use.share()
            if self._use.is_alone:
                replacement.finish_interrupted(self._paths.journal, self.backups.all_folders)
            yield
        finally:
            # A damaged journal may be rescued next; else nobody has it open after a failure.
            self._use.share()

    @contextmanager
    def _release_on_failure(self) -> Iterator[None]:
        """Leave the files to others when the journal did not open; not where it is damaged."""
        try:
            yield
        except BaseException:
            if self._store is None and self._damaged is None:
                self._use.release()
            raise

    # Opening and locking

    def prepare(self, passphrase: str | None = None) -> Ready:
        """Do what takes time at opening, in any thread: the key, the health, the schema.

        Without a passphrase a plain journal is meant, which is made when there is none. Raises
        JournalLockedError, WrongPassphraseError, TooManyAttemptsError, DamagedJournalError (then
        the passphrase is the right one), NewerJournalError and the like; then nothing has changed.
        """
        with self._release_on_failure(), self._having_files():
            self._require_presence()
            if not self.has_passphrase:
                return self._checked(None)
            if passphrase is None:
                raise JournalLockedError
            return self._ready(self._keys.by_passphrase(passphrase))

    def prepare_with_code(self, code: str) -> Ready:
        """``prepare`` with the recovery code in place of the passphrase.

        Raises RecoveryMissingError, WrongRecoveryCodeError and what ``prepare`` does.
        """
        with self._release_on_failure(), self._having_files():
            if not self.has_recovery:
                raise RecoveryMissingError
            return self._ready(self._keys.by_code(code))

    def prepare_with_either(self, typed: str) -> Ready:
        """``prepare`` with what may be the passphrase or the recovery code; one guess, not two."""
        with self._release_on_failure(), self._having_files():
            return self._ready(self._keys.by_either(typed))

    def hold_key(self, typed: str | None = None) -> None:
        """Keep the key for ``backups`` alone until ``lock``, in a vault that only looks.

        ``typed`` is the passphrase or the recovery code, None for a plain journal. Raises
        JournalLockedError, WrongPassphraseError, TooManyAttemptsError or UnfinishedChangeError.
        """
        with self._release_on_failure(), self._having_files():
            self._require_presence()
            if not self.has_passphrase:
                self._damaged = Ready(None)
            elif typed is None:
                raise JournalLockedError
            else:
                self._damaged = Ready(self._keys.by_either(typed).key)
                self._attempts.forget()

    def _require_presence(self) -> None:
        if (lost := self.loss()) is not None:
            raise lost

    def _ready(self, found: Found) -> Ready:
        self._attempts.forget()
        if not found.opens:
            self._damaged = Ready(found.key)
            raise DamagedJournalError
        return self._checked(found.key)

    def _checked(self, key: Key | None) -> Ready:
        """Open the journal once, with everything that is to be looked at, and close it."""
        journal, folders = self._paths.journal, self.backups.folders
        is_new = not journal.exists() or files.size_of(journal) == 0
        # What was found to be damaged before is looked at in whole.
        whole = not self._checks_later or self._damaged is not None
        try:
            Store.open(journal, key, clock=self.clock, folders=folders, whole=whole).close()
        except DamagedJournalError:
            self._damaged = Ready(key)
            raise
        self._damaged = None
        if not is_new and self._use.is_alone:
            settle(journal, key, self.backups.snapshots(), self.backups.all_folders)
        return Ready(key)

    def enter(self, ready: Ready) -> Journal:
        """Open the journal in the window's thread, which takes some milliseconds."""
        self._close()
        self._use.share()
        self._store = Store.open(self._paths.journal, ready.key, clock=self.clock, checked=True)
        self._remember_recovery()
        self._journal = Journal(
            self._store, self.clock, bundled_catalogue(), self._rng, self.backups.copy_of
        )
        return self._journal

    def _remember_recovery(self) -> None:
        """Note which recovery file goes with the open journal; a full disk can wait."""
        store = self._opened()
        with suppress(SmallActsError):
            remember_recovery(store.preferences, self._paths.journal, store.database.key)

    def open(self, passphrase: str | None = None) -> Journal:
        """``prepare`` and ``enter``, for those who can wait."""
        return self.enter(self.prepare(passphrase))

    def lock(self) -> None:
        """Close the journal and forget its key; harmless when it is locked already."""
        self._close()
        self._use.release()

    def _close(self) -> None:
        store, journal, damaged = self._store, self._journal, self._damaged
        self._store = self._journal = self._damaged = None
        if journal is not None:
            journal.close()
        if store is not None and store.database.key is not None:
            store.database.key.forget()
        if damaged is not None:
            damaged.forget()

    def verify(self, passphrase: str) -> Proof:
        """The proof that the one who sits there now knows the open journal's passphrase.

        Takes a moment, in any thread, and slows down like opening. Raises WrongPassphraseError,
        TooManyAttemptsError, or JournalLockedError when none is open.
        """
        own = self._opened().database.key
        if own is None:
            raise WrongPassphraseError
        self._attempts.check()
        proof = Proof(Key.from_passphrase(normalised(passphrase), own.salt))
        if not self._is_proven(proof):
            proof.forget()
            self._attempts.note_wrong()
            raise WrongPassphraseError
        self._attempts.forget()
        return proof

    def _is_proven(self, proof: Proof) -> bool:
        return proof.key is not None and proof.key == self._opened().database.key

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Close the file for as long as another thread puts a new one in its place.

        Belongs to the thread that opened the journal; nothing may use the journal meanwhile.
        """
        database = self._opened().database
        database.close()
        try:
            yield
        finally:
            # What was done is done, and is no failure because of a disk that stumbles now: whoever
            # uses the journal next is told.
            with suppress(SmallActsError):
                database.reopen()
                self._remember_recovery()

    def _opened(self) -> Store:
        if self._store is None:
            raise JournalLockedError
        return self._store

    def _key_for_backups(self) -> Key | None:
        if self._store is None and self._damaged is not None:
            return copy_of(self._damaged.key)
        return copy_of(self._opened().database.key)
