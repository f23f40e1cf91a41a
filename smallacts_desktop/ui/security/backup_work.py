"""Looking into backups and bringing one back, off the window's thread."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from smallacts_desktop.domain.backups import (
    Checked,
    Moved,
    Restored,
    Snapshot,
    SnapshotPreview,
    Taken,
)
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.ui.kit.jobs import Progress, settle_background
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.kit.waiting_dialog import wait_for


class BackupWork:
    """What the window does with the backups of the journal of ``vault``.

    ``save_words`` writes what is half-written on the pages, before the journal is archived.
    """

    def __init__(self, vault: Vault, theme: Theme, save_words: Callable[[], None]) -> None:
        self._vault, self._theme, self._save_words = vault, theme, save_words

    def snapshots(self, parent: QWidget) -> list[Snapshot]:
        """Those there are, the newest first."""
        what = QCoreApplication.translate("BackupWork", "Looking for backups")
        backups = self._vault.backups
        return wait_for(self._theme, what, lambda _: backups.snapshots(), parent)

    def preview(self, file: Path, passphrase: str | None, parent: QWidget) -> SnapshotPreview:
        """What a backup holds, every page of it verified; raises as ``Backups.preview`` does."""
        what = QCoreApplication.translate("BackupWork", "Reading the backup")
        backups = self._vault.backups

        def look(progress: Progress) -> SnapshotPreview:
            return backups.preview(file, passphrase, lambda: progress(0, 1))

        return wait_for(self._theme, what, look, parent)

    def back_up(self, target: Path | None, parent: QWidget) -> Taken:
        """Take a copy now: into the folder of backups, or to ``target``."""
        what = QCoreApplication.translate("BackupWork", "Making a backup")
        self._save_words()
        backups = self._vault.backups
        return wait_for(
            self._theme, what, lambda _: backups.back_up(target), parent, stoppable=False
        )

    def check(self, parent: QWidget) -> list[Checked]:
        """Look at everything: the journal row by row, what goes with it, and each backup."""
        what = QCoreApplication.translate("BackupWork", "Looking at everything")
        return wait_for(self._theme, what, self._vault.backups.check, parent)

    def move(self, parent: QWidget) -> Moved:
        """Carry the snapshots of former folders to the folder of now; what is left stays known."""
        what = QCoreApplication.translate("BackupWork", "Moving your backups")
        return wait_for(self._theme, what, self._vault.backups.move_snapshots, parent)

    def restore(self, file: Path, passphrase: str | None, parent: QWidget) -> Restored:
        """Put a backup in the journal's place, which is archived first.

        Until it is about to take its place it can be stopped: then CancelledError is raised.
        """
        what = QCoreApplication.translate("BackupWork", "Bringing the backup back")
        vault = self._vault

        def restore(progress: Progress) -> Restored:
            return vault.restore(file, passphrase, lambda: progress(0, 1))

        self._save_words()
        settle_background()
        with vault.paused() if vault.is_open else nullcontext():
            return wait_for(self._theme, what, restore, parent)
