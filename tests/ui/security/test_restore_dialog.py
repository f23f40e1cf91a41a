"""Bringing a backup back, by a person at the dialog."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.entries import EntryDraft
from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.ui.kit.dialogs import WaitingDialog
from smallacts_desktop.ui.kit.step_dialog import DoneStep
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.security.backups import BackupWork, RestoreDialog
from tests.cli import hostile
from tests.conftest import Screen
from tests.storage.samples import note_entry

NOW = datetime(2026, 11, 22, 10, 12, tzinfo=UTC)
OTHER = "the words of another"


@dataclass
class OpenedJournal:
    """A journal, its window, and the dialog in front of it."""

    folder: Path
    vault: Vault
    clock: FixedClock
    theme: Theme
    window: QWidget
    qtbot: QtBot
    dialog: RestoreDialog = field(init=False)

    def write(self, note: str) -> None:
        """Keep one more entry, an hour later."""
        self.clock.at += timedelta(hours=1)
        self.vault.journal.write(EntryDraft(act="Smiled", note=note))

    def ask(self) -> RestoreDialog:
        """Open the dialog."""
        work = BackupWork(self.vault, self.theme, lambda: None)
        snapshots = self.vault.backups.snapshots()
        self.dialog = RestoreDialog(self.theme, work, snapshots, self.window)
        self.qtbot.addWidget(self.dialog)
        with self.qtbot.waitActive(self.dialog):
            self.dialog.open()
        return self.dialog

    def go(self) -> None:
        """Press the main button."""
        self.qtbot.mouseClick(self.dialog.go_button, Qt.MouseButton.LeftButton)

    def notes(self) -> list[str]:
        """What the open journal holds."""
        return sorted(entry.note for entry in self.vault.journal.entries())


@pytest.fixture
def opened(tmp_path: Path, theme: Theme, screen: Screen, qtbot: QtBot) -> Iterator[OpenedJournal]:
    """Two entries, one of them newer than the only snapshot."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    clock = FixedClock(NOW)
    vault = Vault(Paths.inside(tmp_path / "data"), clock)
    vault.open()
    window = QWidget()
    screen.show(window, 1120, 760)
    made = OpenedJournal(tmp_path, vault, clock, theme, window, qtbot)
    made.write("first")
    vault.backups.take()
    made.write("second")
    yield made
    vault.lock()
    QLocale.setDefault(before)


def test_a_snapshot_is_looked_into_and_brought_back(opened: OpenedJournal) -> None:
    """By keyboard: the newest is chosen; what it holds is said before anything happens."""
    dialog = opened.ask()
    assert dialog.choosing.list.currentItem().text().startswith("Sunday 22 November 2026, 11:12")
    opened.qtbot.keyClick(dialog.choosing.list, Qt.Key.Key_Return)
    assert dialog.step is dialog.preview
    assert "It holds 1 act, from 22 Nov 2026." in dialog.preview.holds.text()
    assert "kept first, in the folder of backups" in dialog.preview.aside.text()
    assert opened.notes() == ["first", "second"]
    opened.go()
    assert isinstance(dialog.step, DoneStep)
    assert opened.notes() == ["first"]
    opened.go()
    assert dialog.result() == QDialog.DialogCode.Accepted
    aside = dialog.result_of_work
    assert aside is not None
    assert aside.archived is not None
    assert opened.vault.backups.preview(aside.archived).entries == 2


def test_leaving_at_the_preview_changes_nothing(opened: OpenedJournal) -> None:
    """Looking costs nothing."""
    dialog = opened.ask()
    opened.go()
    opened.qtbot.mouseClick(dialog.back_button, Qt.MouseButton.LeftButton)
    assert dialog.step is dialog.choosing
    opened.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert opened.notes() == ["first", "second"]


def test_a_file_that_is_no_backup_is_refused_in_a_sentence(opened: OpenedJournal) -> None:
    """It is named, and the dialog stays where it is."""
    other = opened.folder / "holiday.smallacts"
    other.write_text("not a backup at all, whatever its name says " * 100, encoding="utf-8")
    dialog = opened.ask()
    dialog.choosing.ask = lambda _parent: other
    opened.qtbot.mouseClick(dialog.choosing.other_button, Qt.MouseButton.LeftButton)
    assert dialog.step in (dialog.choosing, dialog.locked)
    if dialog.step is dialog.locked:
        opened.qtbot.keyClicks(dialog.locked.field.edit, "anything at all")
        opened.go()
    assert "holiday.smallacts" in dialog.problem or "passphrase" in dialog.problem
    assert opened.notes() == ["first", "second"]


def test_a_backup_with_another_passphrase_asks_for_it(
    opened: OpenedJournal, tmp_path: Path
) -> None:
    """A wrong one is refused; with the right one it is said what opens the journal afterwards."""
    other = Vault(Paths.inside(tmp_path / "other"), FixedClock(NOW))
    other.open().write(EntryDraft(act="Waved", note="elsewhere"))
    with other.paused():
        other.set_passphrase(OTHER, RecoveryCode.new())
    file = other.backups.back_up(tmp_path / "from-elsewhere.smallacts").path
    other.lock()
    dialog = opened.ask()
    dialog.choosing.ask = lambda _parent: file
    opened.qtbot.mouseClick(dialog.choosing.other_button, Qt.MouseButton.LeftButton)
    assert dialog.step is dialog.locked
    opened.qtbot.keyClicks(dialog.locked.field.edit, "not these words")
    opened.qtbot.keyClick(dialog.locked.field.edit, Qt.Key.Key_Return)
    assert "does not open" in dialog.problem
    dialog.locked.field.edit.selectAll()
    opened.qtbot.keyClicks(dialog.locked.field.edit, OTHER)
    opened.qtbot.keyClick(dialog.locked.field.edit, Qt.Key.Key_Return)
    assert dialog.preview.isVisible()
    assert "with the passphrase of this backup" in dialog.preview.key.text()
    opened.go()
    assert opened.notes() == ["elsewhere"]
    assert isinstance(dialog.step, DoneStep)
    assert "It now opens with the passphrase of the backup." in dialog.step.sentences
    assert opened.vault.has_passphrase


def test_without_any_backup_there_is_still_another_file(opened: OpenedJournal) -> None:
    """The list gives way to a sentence; "go on" asks for a choice."""
    for snapshot in opened.vault.backups.snapshots():
        snapshot.path.unlink()
    dialog = opened.ask()
    assert dialog.choosing.empty.isVisible()
    assert not dialog.choosing.list.isVisible()
    opened.go()
    assert dialog.problem == "Choose a backup first."


@pytest.mark.parametrize("kind", ["a trigger that deletes", "an endless view", "a pipe"])
def test_a_hostile_file_is_refused_in_a_sentence(opened: OpenedJournal, kind: str) -> None:
    """Nothing in it runs, nobody waits, and the dialog stays where it is."""
    good = opened.vault.backups.snapshots()[0].path
    file = opened.folder / "from a stranger.smallacts"
    hostile.REFUSED[kind](good, file)
    dialog = opened.ask()
    dialog.choosing.ask = lambda _parent: file
    opened.qtbot.mouseClick(dialog.choosing.other_button, Qt.MouseButton.LeftButton)
    assert dialog.step is dialog.choosing
    assert "“from a stranger.smallacts”" in dialog.problem
    assert "othing was changed." in dialog.problem
    assert opened.notes() == ["first", "second"]


def test_what_cannot_be_read_is_counted_before_the_rest_comes_back(opened: OpenedJournal) -> None:
    """And said again afterwards."""
    good = opened.vault.backups.snapshots()[0].path
    file = opened.folder / "from a stranger.smallacts"
    hostile.ONE_ENTRY_LESS["a note that is too long"](good, file)
    dialog = opened.ask()
    dialog.choosing.ask = lambda _parent: file
    opened.qtbot.mouseClick(dialog.choosing.other_button, Qt.MouseButton.LeftButton)
    assert dialog.step is dialog.preview
    sentence = "1 entry in it cannot be read, and stays in the backup."
    assert dialog.preview.left_out.isVisible()
    assert dialog.preview.left_out.text() == sentence
    assert opened.notes() == ["first", "second"]
    opened.go()
    assert isinstance(dialog.step, DoneStep)
    assert dialog.step.sentences[1] == (
        "1 entry could not be read and was left out. The backup still holds what was left out."
    )
    assert opened.notes() == ["first"]
    assert file.exists()


def test_bringing_back_can_be_stopped(opened: OpenedJournal) -> None:
    """As reading the backup can: the journal is as it was, open, and nothing half-made is left."""
    with opened.vault.journal.worker():
        opened.vault.journal.import_entries([note_entry(note=f"n{n}") for n in range(3000)], ())
    opened.clock.at += timedelta(hours=1)
    opened.vault.backups.take()
    opened.write("third")
    dialog = opened.ask()
    opened.go()
    assert dialog.step is dialog.preview
    before = sorted(path.name for path in opened.folder.rglob("*"))
    watch = QTimer(opened.window, interval=0)

    def stop() -> None:
        waiting = QApplication.activeModalWidget()
        if isinstance(waiting, WaitingDialog):
            watch.stop()
            opened.qtbot.mouseClick(waiting.cancel_button, Qt.MouseButton.LeftButton)

    watch.timeout.connect(stop)
    watch.start()
    opened.go()
    assert dialog.problem == "Stopped. Nothing was changed."
    assert dialog.step is dialog.preview
    assert len(opened.notes()) == 3003
    assert sorted(path.name for path in opened.folder.rglob("*")) == before
    opened.go()
    assert isinstance(dialog.step, DoneStep)
    assert len(opened.notes()) == 3002
