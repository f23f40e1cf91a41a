"""What a change of the passphrase does to the open journal, off the window's thread."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from smallacts_desktop.domain.backups import KeyChange, OldSnapshots, SnapshotCount
from smallacts_desktop.domain.recovery_code import RecoveryCode
from smallacts_desktop.journal.vault.vault import Proof, Vault
from smallacts_desktop.ui.kit.jobs import Progress, settle_background
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.kit.waiting_dialog import wait_for

_Result = TypeVar("_Result")


class PassphraseWork:
    """Verifies, sets and removes the passphrase of the open journal of ``vault``.

    ``save_words`` writes what is half-written on the pages, which may not touch the journal while
    it is written again. ``snapshots`` counts the older snapshots that a change concerns.
    """

    def __init__(
        self,
        vault: Vault,
        theme: Theme,
        save_words: Callable[[], None],
        snapshots: Callable[[], SnapshotCount],
    ) -> None:
        self._vault, self._theme, self._save_words = vault, theme, save_words
        self.count_snapshots = snapshots

    def out_of_reach(self) -> tuple[Path, ...]:
        """Folders whose backups a change does not come to just now."""
        return self._vault.backups.out_of_reach

    def verify(self, passphrase: str, parent: QWidget) -> Proof:
        """Proof of the passphrase now. Raises WrongPassphraseError or TooManyAttemptsError."""
        what = QCoreApplication.translate("PassphraseWork", "Checking the passphrase")
        return wait_for(
            self._theme, what, lambda _: self._vault.verify(passphrase), parent, stoppable=False
        )

    def set(
        self, passphrase: str, code: RecoveryCode, old: OldSnapshots, parent: QWidget
    ) -> KeyChange:
        """Let this passphrase and code open the journal. After a JournalError they do not."""
        what = QCoreApplication.translate("PassphraseWork", "Locking your journal")

        def work(progress: Progress) -> KeyChange:
            return self._vault.set_passphrase(passphrase, code, old, progress)

        return self._while_paused(what, work, parent)

    def change(
        self,
        proof: Proof,
        passphrase: str,
        code: RecoveryCode,
        old: OldSnapshots,
        parent: QWidget,
    ) -> KeyChange:
        """Let this passphrase and code open the journal in the place of those until now."""
        what = QCoreApplication.translate("PassphraseWork", "Locking your journal")

        def work(progress: Progress) -> KeyChange:
            return self._vault.change_passphrase(proof, passphrase, code, old, progress)

        return self._while_paused(what, work, parent)

    def remove(self, proof: Proof, old: OldSnapshots, parent: QWidget) -> KeyChange:
        """Let anybody open the journal. Raises a JournalError; then it stays locked."""
        what = QCoreApplication.translate("PassphraseWork", "Removing the passphrase")

        def work(progress: Progress) -> KeyChange:
            return self._vault.remove_passphrase(proof, old, progress)

        return self._while_paused(what, work, parent)

    def _while_paused(
        self, what: str, work: Callable[[Progress], _Result], parent: QWidget
    ) -> _Result:
        self._save_words()
        settle_background()
        with self._vault.paused():
            # Once begun it is done as a whole: stopped in the middle it would be half of each.
            return wait_for(self._theme, what, work, parent, stoppable=False)
