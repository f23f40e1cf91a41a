"""What was deleted: brought back one by one, or let go for good."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.journal_errors import DiskFullError
from smallacts_desktop.journal.acts import bundled_catalogue
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.storage.rows.store import Store
from smallacts_desktop.storage.rows.tables import KEPT_ASIDE, CheckedTable
from smallacts_desktop.ui.journal.dialogs import DeletedDialog
from smallacts_desktop.ui.kit.theme import Theme
from tests.conftest import Screen
from tests.domain.strategies import act_entry

NOW = datetime(2026, 11, 22, 10, 12, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def journal(data_folder: Path) -> Iterator[Journal]:
    """A journal of four entries, of which the first three were deleted, one a minute."""
    clock = FixedClock(NOW)
    acts = bundled_catalogue()
    made = Journal(Store.open(data_folder / "journal.db"), clock, acts)
    made.import_entries([act_entry(TODAY, n, act=f"Act {n}") for n in range(1, 5)], ())
    for number in (1, 2, 3):
        made.delete(UUID(int=number))
        clock.at += timedelta(minutes=1)
    yield made
    QThreadPool.globalInstance().waitForDone()
    made.close()


@pytest.fixture
def window(screen: Screen) -> QWidget:
    """What the dialog stands before."""
    made = QWidget()
    screen.show(made, 1120, 760)
    return made


@pytest.fixture
def dialog(theme: Theme, journal: Journal, window: QWidget, qtbot: QtBot) -> DeletedDialog:
    """The open dialog."""
    made = DeletedDialog(theme, journal, window)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.open()
    return made


def listed(dialog: DeletedDialog) -> list[str]:
    """The first line of every row."""
    return [dialog.list.item(row).text().splitlines()[0] for row in range(dialog.list.count())]


def press(qtbot: QtBot, button: QPushButton) -> None:
    """Press a button by keyboard."""
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Space)


def there(journal: Journal) -> list[int]:
    """The numbers of the entries in the journal."""
    return sorted(entry.id.int for entry in journal.entries())


def test_the_last_deleted_is_first(dialog: DeletedDialog) -> None:
    """Each with the day until which it is kept; a screen reader hears the whole entry."""
    assert listed(dialog) == [f"22 Nov 2026: Act {n}" for n in (3, 2, 1)]
    assert dialog.list.item(0).text().endswith("Kept until 22 Dec 2026")
    spoken = dialog.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Sunday 22 November 2026, Act 3")
    assert not dialog.sure_button.isVisible()


@pytest.mark.parametrize("by_key", [True, False])
def test_one_entry_is_brought_back(
    dialog: DeletedDialog, journal: Journal, qtbot: QtBot, by_key: bool
) -> None:
    """The chosen one and no other, by Enter in the list or by the button."""
    dialog.list.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.brought_back):
        if by_key:
            qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
        else:
            press(qtbot, dialog.back_button)
    assert there(journal) == [2, 4]
    assert listed(dialog) == ["22 Nov 2026: Act 3", "22 Nov 2026: Act 1"]
    assert dialog.isVisible()


def test_nothing_left_says_so(dialog: DeletedDialog, qtbot: QtBot, journal: Journal) -> None:
    """One sentence in the place of the list, and the button that closes."""
    for _ in range(3):
        press(qtbot, dialog.back_button)
    assert there(journal) == [1, 2, 3, 4]
    assert dialog.nothing.isVisible()
    buttons = [button for button in dialog.findChildren(QPushButton) if button.isVisible()]
    assert buttons == [dialog.close_button]
    press(qtbot, dialog.close_button)
    assert not dialog.isVisible()


def test_emptying_asks_first(dialog: DeletedDialog, qtbot: QtBot, journal: Journal) -> None:
    """The keyboard is on the answer that keeps them."""
    press(qtbot, dialog.clear_button)
    assert dialog.question.isVisible()
    assert dialog.keep_button.hasFocus()
    assert not dialog.clear_button.isVisible()
    press(qtbot, dialog.keep_button)
    assert not dialog.question.isVisible()
    assert journal.deleted.count() == 3


def test_emptied_entries_are_gone(
    dialog: DeletedDialog, qtbot: QtBot, journal: Journal, data_folder: Path
) -> None:
    """From the list, from undo and from the file."""
    press(qtbot, dialog.clear_button)
    press(qtbot, dialog.sure_button)
    assert dialog.nothing.isVisible()
    assert journal.deleted.count() == 0
    assert not journal.can_undo
    assert there(journal) == [4]
    stored = b"".join(file.read_bytes() for file in data_folder.iterdir() if file.is_file())
    assert b"Act 4" in stored
    assert b"Act 1" not in stored


def test_a_full_disk_is_said(
    dialog: DeletedDialog, qtbot: QtBot, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence in the dialog; the entry stays where it was."""

    def full(_entry_id: UUID) -> None:
        raise DiskFullError

    monkeypatch.setattr(journal.deleted, "restore", full)
    press(qtbot, dialog.back_button)
    assert dialog.problem.isVisible()
    assert dialog.problem.text() != ""
    assert len(listed(dialog)) == 3


def test_undo_after_bringing_back_does_no_harm(
    dialog: DeletedDialog, qtbot: QtBot, journal: Journal
) -> None:
    """An entry that is back already stays as it is."""
    press(qtbot, dialog.back_button)
    journal.undo()
    assert there(journal) == [3, 4]


def test_every_word_fits(dialog: DeletedDialog, qtbot: QtBot) -> None:
    """With and without the question no label is cut off."""
    for button in (dialog.back_button, dialog.clear_button):
        press(qtbot, button)
        QApplication.processEvents()
        for label in dialog.findChildren(QLabel):
            if label.isVisible():
                assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_what_was_kept_aside_is_counted_and_goes_with_the_rest(
    theme: Theme, journal: Journal, window: QWidget, qtbot: QtBot, data_folder: Path
) -> None:
    """Even where no deleted entry is left: it holds words, and nobody would see it otherwise."""
    journal.deleted.empty()
    with closing(Store.open(data_folder / "journal.db")) as store:
        table = CheckedTable(store.database, KEPT_ASIDE)
        table.put({"number": 1, "origin": "entries", "contents": '{"note": "a spoilt word"}'})
    dialog = DeletedDialog(theme, journal, window)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
    assert dialog.besides.isVisible()
    assert dialog.besides.text().startswith("1 thing that could not be read is kept aside")
    assert not dialog.nothing.isVisible()
    assert not dialog.back_button.isVisible()
    qtbot.mouseClick(dialog.clear_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.sure_button, Qt.MouseButton.LeftButton)
    assert dialog.nothing.isVisible()
    assert not dialog.besides.isVisible()
    assert b"a spoilt word" not in (data_folder / "journal.db").read_bytes()
