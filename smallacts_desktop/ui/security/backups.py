"""What the window does with backups, and the dialog that restores one."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QListWidgetItem, QWidget

from smallacts_desktop.domain.backups import (
    Checked,
    Moved,
    Restored,
    Snapshot,
    SnapshotKind,
    SnapshotPreview,
    TakenSnapshot,
    counted,
)
from smallacts_desktop.domain.errors import NoBackupChosenError
from smallacts_desktop.domain.journal_errors import SnapshotLockedError
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.ui.kit.basics import Label, body, quiet_button
from smallacts_desktop.ui.kit.desktop import first_folder
from smallacts_desktop.ui.kit.dialogs import wait_for
from smallacts_desktop.ui.kit.jobs import Progress, settle_background
from smallacts_desktop.ui.kit.lists import row_list
from smallacts_desktop.ui.kit.step_dialog import DoneStep, Step, StepDialog
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.security.passphrase_fields import PassphraseStep
from smallacts_desktop.ui.text import backup_words

translate = QCoreApplication.translate


class BackupWork:
    """What the window does with the backups of the journal of ``vault``.

    ``save_words`` writes what is half-written on the pages, before the journal is archived.
    """

    def __init__(self, vault: Vault, theme: Theme, save_words: Callable[[], None]) -> None:
        self._vault, self._theme, self._save_words = vault, theme, save_words

    def snapshots(self, parent: QWidget) -> list[Snapshot]:
        """Those there are, the newest first."""
        what = translate("BackupWork", "Looking for backups")
        backups = self._vault.backups
        return wait_for(self._theme, what, lambda _: backups.snapshots(), parent)

    def preview(self, file: Path, passphrase: str | None, parent: QWidget) -> SnapshotPreview:
        """What a backup holds, every page of it verified; raises as ``Backups.preview`` does."""
        what = translate("BackupWork", "Reading the backup")
        backups = self._vault.backups

        def look(progress: Progress) -> SnapshotPreview:
            return backups.preview(file, passphrase, lambda: progress(0, 1))

        return wait_for(self._theme, what, look, parent)

    def back_up(self, target: Path | None, parent: QWidget) -> TakenSnapshot:
        """Take a copy now: into the folder of backups, or to ``target``."""
        what = translate("BackupWork", "Making a backup")
        self._save_words()
        backups = self._vault.backups
        return wait_for(
            self._theme, what, lambda _: backups.back_up(target), parent, stoppable=False
        )

    def check(self, parent: QWidget) -> list[Checked]:
        """Look at everything: the journal row by row, what goes with it, and each backup."""
        what = translate("BackupWork", "Looking at everything")
        return wait_for(self._theme, what, self._vault.backups.check, parent)

    def move(self, parent: QWidget) -> Moved:
        """Carry the snapshots of former folders to the folder of now; what is left stays known."""
        what = translate("BackupWork", "Moving your backups")
        return wait_for(self._theme, what, self._vault.backups.move_snapshots, parent)

    def restore(self, file: Path, passphrase: str | None, parent: QWidget) -> Restored:
        """Put a backup in the journal's place, which is archived first.

        Until it is about to take its place it can be stopped: then CancelledError is raised.
        """
        what = translate("BackupWork", "Bringing the backup back")
        vault = self._vault

        def restore(progress: Progress) -> Restored:
            return vault.restore(file, passphrase, lambda: progress(0, 1))

        self._save_words()
        settle_background()
        with vault.paused() if vault.is_open else nullcontext():
            return wait_for(self._theme, what, restore, parent)


_LIST_HEIGHT = 220
_PATH = Qt.ItemDataRole.UserRole


def ask_backup(parent: QWidget) -> Path | None:
    """Ask for a backup file; None when the person changed their mind."""
    chosen, _ = QFileDialog.getOpenFileName(
        parent,
        translate("RestoreDialog", "Choose a backup"),
        str(first_folder()),
        translate("RestoreDialog", "Backups (*.smallacts *.db);;All files (*)"),
    )
    return Path(chosen) if chosen else None


class ChooseStep(Step):
    """The snapshots there are, the newest first and chosen, and a way to any other file."""

    def __init__(self, theme: Theme, snapshots: list[Snapshot]) -> None:
        title = translate("RestoreDialog", "Bring a backup back")
        super().__init__(theme, title, translate("RestoreDialog", "Look into it"))
        self.ask: Callable[[QWidget], Path | None] = ask_backup
        self.list = row_list(theme, translate("RestoreDialog", "Backups, the newest first"))
        self.list.setMinimumHeight(theme.px(_LIST_HEIGHT))
        # Anyone who brings a journal back that was archived has gone back before: those come last.
        for snapshot in sorted(snapshots, key=lambda item: item.kind is SnapshotKind.ARCHIVED):
            self._add(backup_words.row(snapshot), snapshot.path)
        count = counted(snapshot.kind for snapshot in snapshots)
        self.count = body(backup_words.there_are(count), soft=True)
        self.count.setVisible(bool(count))
        other = translate("RestoreDialog", "Another file…")
        self.other_button = quiet_button(other, self._ask_other)
        self.other_button.setProperty("flush", True)
        none = translate("RestoreDialog", "There is no backup in the folder of backups.")
        self.empty = body(none)
        self.empty.setVisible(not snapshots)
        self.list.setVisible(bool(snapshots))
        for part in (self.empty, self.count, self.list):
            self.rows.addWidget(part)
        self.rows.addWidget(self.other_button, alignment=Qt.AlignmentFlag.AlignLeading)
        self.list.setCurrentRow(0)
        self.setFocusProxy(self.list if snapshots else self.other_button)
        self.list.itemActivated.connect(self.entered)

    @property
    def file(self) -> Path:
        """The chosen backup. Raises NoBackupChosenError."""
        item = self.list.currentItem()
        if item is None:
            raise NoBackupChosenError
        path: Path = item.data(_PATH)
        return path

    def choose(self, file: Path) -> None:
        """Have ``file``, which is none of the program's own snapshots, as the chosen one."""
        self._add(file.name, file)
        self.list.setVisible(True)
        self.empty.hide()
        self.list.setCurrentRow(self.list.count() - 1)

    def _ask_other(self) -> None:
        file = self.ask(self)
        if file is not None:
            self.choose(file)
            self.entered.emit()

    def _add(self, text: str, path: Path) -> None:
        item = QListWidgetItem(text)
        item.setData(_PATH, path)
        self.list.addItem(item)


class PreviewStep(Step):
    """What the backup holds, and what is about to happen."""

    def __init__(self, theme: Theme) -> None:
        title = translate("RestoreDialog", "What this backup holds")
        super().__init__(theme, title, translate("RestoreDialog", "Bring it back"))
        self.when, self.holds, self.left_out, self.key = body(), body(), body(), Label()
        kept_first = translate(
            "RestoreDialog",
            "Your journal as it is now is kept first, in the folder of backups. Nothing is "
            "overwritten.",
        )
        self.aside = body(kept_first)
        for part in (self.when, self.holds, self.left_out, self.key, self.aside):
            self.rows.addWidget(part)

    def show_preview(self, preview: SnapshotPreview) -> None:
        """Say what ``preview`` tells."""
        made = translate("RestoreDialog", "It was made on {moment}.")
        self.when.setText(made.format(moment=backup_words.moment(preview.taken_at)))
        self.holds.setText(backup_words.holds(preview))
        self.left_out.setText(backup_words.left_out(preview.left_out))
        self.left_out.setVisible(bool(preview.left_out))
        self.key.setText(backup_words.opens_with(preview))
        self.key.setVisible(bool(self.key.text()))


class RestoreDialog(StepDialog):
    """Accepted when a backup was brought back; ``result_of_work`` says what that did.

    ``file`` is a backup that the person came with; otherwise the newest snapshot is chosen.
    """

    def __init__(
        self,
        theme: Theme,
        work: BackupWork,
        snapshots: list[Snapshot],
        parent: QWidget,
        file: Path | None = None,
    ) -> None:
        super().__init__(theme, translate("RestoreDialog", "Restore"), parent)
        self._work = work
        self.result_of_work: Restored | None = None
        self._passphrase: str | None = None
        self.choosing = ChooseStep(theme, snapshots)
        self.locked = _locked_step(theme)
        self.preview = PreviewStep(theme)
        if file is not None:
            self.choosing.choose(file)
        self.begin([self.choosing, self.locked, self.preview], self._restore)

    def step_after(self) -> Step | None:
        """From choosing, or from the passphrase, to the preview; then on to the work."""
        if self.step is self.preview:
            return None
        self._passphrase = self.locked.field.text() if self.step is self.locked else None
        try:
            found = self._work.preview(self.choosing.file, self._passphrase, self)
        except SnapshotLockedError:
            return self.locked
        self.preview.show_preview(found)
        return self.preview

    def step_before(self) -> Step:
        """Back to the list."""
        return self.choosing

    def _restore(self) -> DoneStep:
        self.result_of_work = self._work.restore(self.choosing.file, self._passphrase, self)
        title = translate("RestoreDialog", "The backup is back")
        return DoneStep(self.theme, title, backup_words.restored(self.result_of_work))


def _locked_step(theme: Theme) -> PassphraseStep:
    """Asks for the passphrase of a backup that has one of its own."""
    return PassphraseStep(
        theme,
        translate("RestoreDialog", "This backup has a passphrase of its own"),
        translate("RestoreDialog", "It is the one your journal had when the backup was made."),
        translate("RestoreDialog", "Its passphrase, or its recovery code"),
        translate("RestoreDialog", "Look into it"),
    )
