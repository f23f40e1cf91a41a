"""Access to a journal: open it, lock it, and change what opens it."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from smallacts_desktop.clock import Clock, SystemClock
from smallacts_desktop.domain.backups import (
    KeyChange,
    OldSnapshots,
    Rescued,
    RescueOffer,
    Restored,
)
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import (
    DamagedJournalError,
    HasPassphraseError,
    JournalError,
    JournalLockedError,
    JournalLostError,
    RecoveryMissingError,
    UnfinishedChangeError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from smallacts_desktop.domain.passphrase import RecoveryCode, check_passphrase, normalised
from smallacts_desktop.journal.acts import bundled_catalogue
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.journal.vault import keys as journal_keys
from smallacts_desktop.journal.vault.attempts import AttemptLimiter
from smallacts_desktop.journal.vault.backups import Backups
from smallacts_desktop.journal.vault.daily_snapshot import DailySnapshot
from smallacts_desktop.journal.vault.key_change import (
    change_journal,
    check_rekeyable,
    follow,
    needs_settling,
    settle,
)
from smallacts_desktop.journal.vault.keys import Found
from smallacts_desktop.journal.vault.restore import Rescue, archive_lost, loss, restore
from smallacts_desktop.paths import Paths
from smallacts_desktop.settings import SettingsStore
from smallacts_desktop.storage.file import files, replacement
from smallacts_desktop.storage.file.driver import database_versions
from smallacts_desktop.storage.file.file_lock import FileUse
from smallacts_desktop.storage.file.files import check_place
from smallacts_desktop.storage.file.foreign_file import Tick
from smallacts_desktop.storage.file.full_check import remember_recovery
from smallacts_desktop.storage.keys import key_files
from smallacts_desktop.storage.keys.keys import Key, copy_of
from smallacts_desktop.storage.keys.rekeying import Unfinished, remembered
from smallacts_desktop.storage.rows.store import Store


def library_versions() -> dict[str, str]:
    """The libraries by name, each with its version, such as ``SQLite`` and ``3.53.0``."""
    return database_versions()


Progress = Callable[[int, int], None]


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


class Vault:
    """The way of the window and the command line to a person's journal.

    At most one journal is open through it. The key is kept in memory while the journal is open,
    or damaged and not yet given up by ``lock``; the passphrase never is. ``backups`` are its
    snapshots, ``daily`` the one of each day.
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
    ) -> None:
        """``on_wait`` is called when another process has to be waited for.

        ``settings`` are those of the window, which may change; a command reads them itself.

        One that ``only_looks`` is for ``hold_key``: no change is finished and nothing swept.
        """
        self._only_looks = only_looks
        self._paths, self._rng = paths, rng
        self._clock = clock or SystemClock()
        self._use = FileUse(paths.use_lock, on_wait)
        self._attempts = AttemptLimiter(self._clock, paths.attempts)
        self._store: Store | None = None
        self._journal: Journal | None = None
        # A journal that is not open and whose key is known: to be rescued, or to be looked at.
        self._damaged: Ready | None = None
        self.settings = settings or SettingsStore(paths.settings)
        self.backups = Backups(
            paths, self.settings, self._clock, self._attempts, self._key_for_backups, self._use
        )
        self.daily = DailySnapshot(self.backups, self._clock)

    # What there is

    @property
    def clock(self) -> Clock:
        """The clock that the journal follows."""
        return self._clock

    @property
    def has_passphrase(self) -> bool:
        """Whether the journal in the file is encrypted; False where there is none yet.

        A change of passphrase that was interrupted while it was in force is finished first. Raises
        UnfinishedChangeError where this vault only looks.
        """
        if self._store is not None:
            return self._store.database.key is not None
        journal = self._paths.journal
        check_place(journal, *files.beside(journal))
        self._finish_first()
        if files.is_encrypted(journal):
            return True
        # A damaged first page may look like nothing at all; its companion still tells.
        return bool(key_files.keychecks(journal)) and not files.is_plain(journal)

    def loss(self) -> JournalLostError | None:
        """What is missing where something says that there was a journal; None where all is well.

        Raises OwnFileBlockedError where something else than a file is in its place, and
        UnfinishedChangeError where this vault only looks.
        """
        check_place(self._paths.journal, *files.beside(self._paths.journal))
        self._finish_first()
        return loss(self._paths, self.backups, noted=self.settings.current.journal_made)

    def start_anew(self) -> None:
        """Begin an empty journal, because the person chose to, in the place of a lost one.

        What is left of that is kept under other names. Raises a JournalError.
        """
        with self._use.alone():
            archive_lost(self._paths, self._clock)
            Store.open(self._paths.journal, clock=self._clock).close()

    @property
    def has_recovery(self) -> bool:
        """Whether a recovery code can open the journal, as far as can be seen without one."""
        return bool(key_files.recoveries(self._paths.journal))

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
        return self._attempts.wait_seconds()

    # Opening and locking

    def put_in_order(self) -> None:
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
            self.put_in_order()
        elif journal.exists():
            # Another process may be at it just now, and is waited for.
            with self._use.shared():
                self._require_no_change()
        else:
            self._require_no_change()

    def _require_no_change(self) -> None:
        journal = self._paths.journal
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
                self._use.take_alone()
            elif not self._use.try_alone():
                self._use.share()
            if self._use.is_alone:
                replacement.put_in_order(self._paths.journal, self.backups.all_folders)
            yield
        finally:
            # A damaged journal may be rescued next; else nobody has it open after a failure.
            self._use.share()

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
            return self._ready(
                self._guess(
                    lambda journal: journal_keys.from_passphrase(journal, passphrase),
                    WrongPassphraseError,
                )
            )

    def prepare_with_code(self, code: str) -> Ready:
        """``prepare`` with the recovery code in place of the passphrase.

        Raises RecoveryMissingError, WrongRecoveryCodeError and what ``prepare`` does.
        """
        with self._release_on_failure(), self._having_files():
            if not self.has_recovery:
                raise RecoveryMissingError
            return self._ready(
                self._guess(
                    lambda journal: journal_keys.from_code(journal, RecoveryCode.read(code)),
                    WrongRecoveryCodeError,
                )
            )

    def _require_presence(self) -> None:
        lost = self.loss()
        if lost is not None:
            raise lost

    @contextmanager
    def _release_on_failure(self) -> Iterator[None]:
        """Leave the files to others when the journal did not open; not where it is damaged."""
        try:
            yield
        except BaseException:
            if self._store is None and self._damaged is None:
                self._use.release()
            raise

    def prepare_with_either(self, typed: str) -> Ready:
        """``prepare`` with what may be the passphrase or the recovery code; one guess, not two.

        Raises WrongPassphraseError and what ``prepare`` does.
        """
        with self._release_on_failure(), self._having_files():
            return self._ready(self._found(typed))

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
                self._damaged = Ready(self._found(typed).key)
                self._attempts.forget()

    def _found(self, typed: str) -> Found:
        """The key that the passphrase, or the recovery code, stands for; one guess, not two."""
        looks = self._only_looks

        def by_either(journal: Path) -> Found | None:
            found = journal_keys.from_passphrase(journal, typed, only_looks=looks)
            if found is None:
                with suppress(WrongRecoveryCodeError):
                    code = RecoveryCode.read(typed)
                    found = journal_keys.from_code(journal, code, only_looks=looks)
            return found

        return self._guess(by_either, WrongPassphraseError)

    def _guess(self, find: Callable[[Path], Found | None], wrong: type[JournalError]) -> Found:
        """The key that is found; ``wrong`` is raised without one, and the next guess is slower."""
        self._attempts.check()
        found = find(self._paths.journal)
        if found is None:
            self._attempts.note_wrong()
            raise wrong
        return found

    def enter(self, ready: Ready) -> Journal:
        """Open the journal in the window's thread, which takes some milliseconds."""
        self._close()
        self._use.share()
        self._store = Store.open(self._paths.journal, ready.key, clock=self._clock, checked=True)
        self._remember_recovery()
        self._journal = Journal(
            self._store, self._clock, bundled_catalogue(), self._rng, self.backups.copy_of
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
        if damaged is not None and damaged.key is not None:
            damaged.key.forget()

    def verify(self, passphrase: str) -> Proof:
        """The proof that the one who sits there now knows the open journal's passphrase.

        Asked for before the passphrase is changed or taken away; takes a moment, in any thread,
        and slows down like opening. Raises WrongPassphraseError, TooManyAttemptsError, or
        JournalLockedError when none is open.
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

    # What opens it

    def set_passphrase(
        self,
        passphrase: str,
        code: RecoveryCode,
        old: OldSnapshots = OldSnapshots.REKEY,
        progress: Progress | None = None,
    ) -> KeyChange:
        """Give the journal its first passphrase, in any thread while it is ``paused``.

        A snapshot is taken first. The journal is written again beside itself, compared, and put in
        place in one step; until then the old one stays whole. ``code`` is what the person can
        recover it with from now on. Then the snapshots follow: they get the new key or, except
        for the newest, are deleted, as ``old`` says. ``progress`` may raise CancelledError until
        the journal has its new key. Raises HasPassphraseError, PassphraseTooShortError or a
        JournalError; then nothing has changed.
        """
        if self.has_passphrase:
            raise HasPassphraseError
        return self._rekey(Key.new(check_passphrase(passphrase)), code, old, progress)

    def change_passphrase(
        self,
        proof: Proof,
        passphrase: str,
        code: RecoveryCode,
        old: OldSnapshots = OldSnapshots.REKEY,
        progress: Progress | None = None,
    ) -> KeyChange:
        """Give the journal another passphrase; see ``set_passphrase``.

        ``proof`` is what ``verify`` gave, or what opened the journal. Raises WrongPassphraseError
        when it proves nothing any more; then nothing has changed.
        """
        self._require(proof)
        return self._rekey(Key.new(check_passphrase(passphrase)), code, old, progress)

    def remove_passphrase(
        self,
        proof: Proof,
        old: OldSnapshots = OldSnapshots.REKEY,
        progress: Progress | None = None,
    ) -> KeyChange:
        """Make the journal and its snapshots plain files; see ``change_passphrase``."""
        self._require(proof)
        return self._rekey(None, None, old, progress)

    def check_rekeyable(self) -> None:
        """Raise what stands in the way of another passphrase, before anybody thinks of one.

        Raises OwnFileBlockedError or LinkedJournalError.
        """
        check_rekeyable(self._paths.journal)

    def _require(self, proof: Proof) -> None:
        if not self._is_proven(proof):
            raise WrongPassphraseError

    def _is_proven(self, proof: Proof) -> bool:
        return proof.key is not None and proof.key == self._opened().database.key

    def _rekey(
        self,
        key: Key | None,
        code: RecoveryCode | None,
        wish: OldSnapshots,
        progress: Progress | None,
    ) -> KeyChange:
        journal, former = self._paths.journal, copy_of(self._opened().database.key)
        folders = self.backups.all_folders
        with self._use.alone():
            check_rekeyable(journal)
            replacement.put_in_order(journal, folders)
            older = [item.path for item in self.backups.snapshots()]
            if progress is not None:
                progress(0, len(older) + 2)
            newest = self.backups.take().path
            if progress is not None:
                progress(1, len(older) + 2)
            names = tuple(path.name for path in older if path.exists())
            change = (
                Unfinished((former,), (newest.name,), names)
                if wish is OldSnapshots.DELETE
                else Unfinished((former,), (newest.name, *names))
            )
            change = change.after(remembered(journal, former))
            is_tidy = change_journal(journal, key, code, change)
            self._change_key(key)
            return replace(follow(journal, key, change, folders, progress), is_tidy=is_tidy)

    # Another journal in its place

    def restore(
        self, file: Path, passphrase: str | None = None, tick: Tick | None = None
    ) -> Restored:
        """Put what a snapshot or backup holds in the journal's place, in any thread.

        The journal is ``paused`` or not open; it is archived first, whatever opens it or whether
        it is damaged. The restored one has the passphrase that the file has: ``Restored`` says
        whether that is another one, and what could not be taken. ``tick`` may raise
        CancelledError. Raises what ``Backups.preview`` does, and a JournalError; then nothing has
        changed.
        """
        file, backups = file.absolute(), self.backups
        key = backups.key_for(file, passphrase)
        with self._use.alone():
            replacement.put_in_order(self._paths.journal, backups.all_folders)
            done = restore(
                self._paths.journal, file, key, backups.folders, self._clock,
                backups.latest_day(), tick,
            )  # fmt: skip
        self._damaged = None
        if self._journal is not None:
            self._journal.forget_undo()
            self._change_key(key)
        return done

    def rescue_offer(self) -> RescueOffer:
        """What can be done after a DamagedJournalError; takes time, in any thread, only reads.

        Raises JournalLockedError when the journal is not known to be damaged.
        """
        return self._rescue().offer()

    def rescue(self) -> Rescued:
        """Put the newest good snapshot, and what can be read besides, in the journal's place.

        Takes time, in any thread. The damaged file is archived. Then ``ready_after_rescue``
        is for ``enter``. Raises JournalLockedError when the journal is not known to be damaged,
        and a JournalError; then nothing has changed.
        """
        rescue = self._rescue()
        with self._use.alone():
            replacement.put_in_order(self._paths.journal, self.backups.all_folders)
            return rescue.carry_out()

    def ready_after_rescue(self) -> Ready:
        """The rescued journal, looked at as ``prepare`` does; raises what that does."""
        if self._damaged is None:
            raise JournalLockedError
        return self._checked(copy_of(self._damaged.key))

    def _rescue(self) -> Rescue:
        if self._damaged is None:
            raise JournalLockedError
        return Rescue(self._paths.journal, self._damaged.key, self.backups, self._clock)

    def _key_for_backups(self) -> Key | None:
        if self._store is None and self._damaged is not None:
            return copy_of(self._damaged.key)
        return copy_of(self._opened().database.key)

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
        self._damaged = None
        try:
            Store.open(journal, key, clock=self._clock, folders=folders).close()
        except DamagedJournalError:
            self._damaged = Ready(key)
            raise
        if not is_new and self._use.is_alone:
            self._settle(key)
        return Ready(key)

    def _settle(self, key: Key | None) -> None:
        journal, found = self._paths.journal, self.backups.snapshots()
        if needs_settling(journal, key, found):
            settle(journal, key, found, self.backups.all_folders)
