"""How a command gets into the journal."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from smallacts_desktop.commands.talking import Asking, say
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP
from smallacts_desktop.journal.instance import alone
from smallacts_desktop.journal.own_files import make_private
from smallacts_desktop.journal.vault import Proof, Ready, Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.storage import files


class NoJournalError(SmallActsError):
    """There is no journal yet. Values: ``folder``."""

    template = QT_TRANSLATE_NOOP("Errors", "There is no journal in {folder}.")


class Door:
    """One data folder, and how to ask for the passphrase of what is locked in it.

    ``proof`` is of who opened the journal last, for changing what opens it.
    """

    def __init__(self, paths: Paths, asking: Asking | None = None) -> None:
        self.paths = paths
        self.asking = asking or Asking(from_input=False)
        self.vault = Vault(paths, on_wait=_say_waiting)
        self.proof = Proof(None)

    def prepare(self) -> Ready:
        """Look at the journal; asks for its passphrase, which may be the recovery code instead.

        Raises a JournalError, or NoPassphraseError.
        """
        make_private(self.paths, self.vault.backups.other_folders)
        if not self.vault.has_passphrase:
            return self.vault.prepare()
        return self.vault.prepare_with_either(self.asking.passphrase())

    def hold_key(self) -> None:
        """Have the journal's key for ``backups``, without opening the journal or mending anything.

        Raises as ``prepare`` does.
        """
        locked = self.vault.has_passphrase
        self.vault.hold_key(self.asking.passphrase() if locked else None)

    def has_journal(self) -> bool:
        """Whether there is a journal; looking for one does not make it.

        Raises JournalLostError where there was one.
        """
        lost = self.vault.loss()
        if lost is not None:
            raise lost
        journal = self.paths.journal
        return os.path.lexists(journal) and files.size_of(journal) > 0

    def require_journal(self) -> None:
        """Raise JournalLostError where there was a journal, and NoJournalError where never."""
        if not self.has_journal():
            raise NoJournalError(folder=self.paths.data)

    def alone(self) -> AbstractContextManager[None]:
        """Hold the journal for work that must not run beside a window or another such command.

        Raises JournalOpenElsewhereError after some seconds.
        """
        return alone(self.paths, on_wait=_say_waiting)

    @contextmanager
    def opened(self) -> Iterator[Vault]:
        """The journal, opened, and locked again when the context ends."""
        try:
            ready = self.prepare()
            self.vault.enter(ready)
            self.proof = ready
            yield self.vault
        finally:
            self.vault.lock()


def _say_waiting() -> None:
    say("Waiting for another Small Acts that is using this journal…")
