"""Access to a journal: open it, lock it, and change what opens it or what is in its place."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from smallacts_desktop.domain.backups import (
    KeyChange,
    OldSnapshots,
    Rescued,
    RescueOffer,
    Restored,
)
from smallacts_desktop.domain.journal_errors import (
    HasPassphraseError,
    JournalLockedError,
    WrongPassphraseError,
)
from smallacts_desktop.domain.passphrase import RecoveryCode, check_passphrase
from smallacts_desktop.journal.vault.key_change import change_journal, check_rekeyable, follow
from smallacts_desktop.journal.vault.keys import Proof, Ready
from smallacts_desktop.journal.vault.opening import Opening
from smallacts_desktop.journal.vault.restore import Rescue, archive_lost, restore
from smallacts_desktop.storage.file import replacement
from smallacts_desktop.storage.file.driver import database_versions
from smallacts_desktop.storage.file.foreign_file import Tick
from smallacts_desktop.storage.keys.keys import Key, copy_of
from smallacts_desktop.storage.keys.rekeying import Unfinished, remembered
from smallacts_desktop.storage.rows.store import Store

Progress = Callable[[int, int], None]


def library_versions() -> dict[str, str]:
    """The libraries that the journal is kept with, each with its version, such as ``SQLite``."""
    return database_versions()


class Vault(Opening):
    """The way of the window and the command line to a person's journal."""

    def start_anew(self) -> None:
        """Begin an empty journal, because the person chose to, in the place of a lost one.

        What is left of that is kept under other names. Raises a JournalError.
        """
        with self._use.alone():
            archive_lost(self._paths, self.clock)
            Store.open(self._paths.journal, clock=self.clock).close()

    # Damage that is found late

    def check(self) -> bool:
        """Look at every page of the open journal, in any other thread; only reads.

        Gives way when something is to be written: returns whether all has been looked at. Raises
        DamagedJournalError; then ``close_damaged`` is for the window's thread.
        """
        store = self._opened()
        with store.worker_connection():
            return store.database.check_health()

    def close_damaged(self) -> None:
        """Close the journal that ``check`` found damaged, and keep its key for ``rescue``."""
        key = copy_of(self._opened().database.key)
        self._close()
        self._damaged = Ready(key)

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

    def _rekey(
        self,
        key: Key | None,
        code: RecoveryCode | None,
        old_snapshots: OldSnapshots,
        progress: Progress | None,
    ) -> KeyChange:
        journal, former = self._paths.journal, copy_of(self._opened().database.key)
        folders = self.backups.all_folders
        with self._use.alone():
            check_rekeyable(journal)
            replacement.finish_interrupted(journal, folders)
            older = [item.path for item in self.backups.snapshots()]
            if progress is not None:
                progress(0, len(older) + 2)
            newest = self.backups.take().path
            if progress is not None:
                progress(1, len(older) + 2)
            names = tuple(path.name for path in older if path.exists())
            change = (
                Unfinished((former,), (newest.name,), names)
                if old_snapshots is OldSnapshots.DELETE
                else Unfinished((former,), (newest.name, *names))
            )
            change = change.after(remembered(journal, former))
            is_tidy = change_journal(journal, key, code, change)
            self._change_key(key)
            return replace(follow(journal, key, change, folders, progress), is_tidy=is_tidy)

    def _change_key(self, key: Key | None) -> None:
        database = self._opened().database
        old = database.key
        database.use_key(key)
        if old is not None:
            old.forget()

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
            replacement.finish_interrupted(self._paths.journal, backups.all_folders)
            done = restore(
                self._paths.journal, file, key, backups.folders, self.clock,
                backups.latest_day(), tick,
            )  # fmt: skip
        self._damaged = None
        if self._journal is not None:
            self._journal.forget_undo()
            self._change_key(key)
        return done

    def rescue_offer(self) -> RescueOffer:
        """What can be done after a DamagedJournalError; takes time, in any thread, only reads.

        Raises JournalLockedError when the journal is not known to be damaged, and DiskFaultError or
        FileNotReadError where a snapshot cannot be read just now.
        """
        return self._rescue().offer()

    def rescue(self) -> Rescued:
        """Put the newest good snapshot, and what can be read besides, in the journal's place.

        Takes time, in any thread. The damaged file is archived. Then ``ready_after_rescue``
        is for ``enter``. Raises JournalLockedError when the journal is not known to be damaged,
        and a JournalError or FileNotReadError; then nothing has changed.
        """
        rescue = self._rescue()
        with self._use.alone():
            replacement.finish_interrupted(self._paths.journal, self.backups.all_folders)
            return rescue.carry_out()

    def ready_after_rescue(self) -> Ready:
        """The rescued journal, looked at as ``prepare`` does; raises what that does."""
        return self._checked(copy_of(self._known_damaged().key))

    def _rescue(self) -> Rescue:
        return Rescue(self._paths.journal, self._known_damaged().key, self.backups, self.clock)

    def _known_damaged(self) -> Ready:
        if self._damaged is None:
            raise JournalLockedError
        return self._damaged
