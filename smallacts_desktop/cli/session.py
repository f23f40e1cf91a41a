"""How a command gets into the journal."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from smallacts_desktop.cli.messages import Asking, say
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP
from smallacts_desktop.journal.vault.instance import alone
from smallacts_desktop.journal.vault.own_files import make_private
from smallacts_desktop.journal.vault.vault import Proof, Ready, Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.storage.file import files


class NoJournalError(SmallActsError):
    """There is no journal yet. Values: ``folder``."""

    template = QT_TRANSLATE_NOOP("Errors", "There is no journal in {folder}.")


class CliSession:
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

    @contextmanager
    def looked_at(self) -> Iterator[Vault]:
        """A vault that has the journal's key for ``backups``; nothing is opened, mended or swept.

        Raises as ``prepare`` and ``require_journal`` do, and UnfinishedChangeError.
        """
        vault = Vault(self.paths, on_wait=_say_waiting, only_looks=True)
        try:
            _require_journal(vault, self.paths)
            vault.hold_key(self.asking.passphrase() if vault.has_passphrase else None)
            yield vault
        finally:
            vault.lock()

    def has_journal(self) -> bool:
        """Whether there is a journal; looking for one does not make it.

        Raises JournalLostError where there was one.
        """
        return _has_journal(self.vault, self.paths)

    def require_journal(self) -> None:
        """Raise JournalLostError where there was a journal, and NoJournalError where never."""
        _require_journal(self.vault, self.paths)

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


def _has_journal(vault: Vault, paths: Paths) -> bool:
    lost = vault.loss()
    if lost is not None:
        raise lost
    return os.path.lexists(paths.journal) and files.size_of(paths.journal) > 0


def _require_journal(vault: Vault, paths: Paths) -> None:
    if not _has_journal(vault, paths):
        raise NoJournalError(folder=paths.data)


def _say_waiting() -> None:
    say("Waiting for another Small Acts that is using this journal…")
