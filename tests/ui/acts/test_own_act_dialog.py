"""An act in the person's own words: made, changed, and never thrown away unasked."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.act_library import ActFilter
from smallacts_desktop.domain.acts import Act, ActSize, Place
from smallacts_desktop.journal.acts import bundled_catalogue
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.storage.rows.store import Store
from smallacts_desktop.ui.acts.own_act_dialog import OwnActDialog
from smallacts_desktop.ui.kit.basics import Label
from smallacts_desktop.ui.kit.theme import Theme
from tests.conftest import Screen

NOW = datetime(2026, 11, 22, 10, 12, tzinfo=UTC)


@pytest.fixture
def journal(data_folder: Path) -> Iterator[Journal]:
    """An empty journal with the catalogue."""
    acts = bundled_catalogue()
    made = Journal(Store.open(data_folder / "journal.db"), FixedClock(NOW), acts)
    yield made
    made.close()


class Writer:
    """A person with the dialog open. ``dialog`` is the dialog."""

    def __init__(self, theme: Theme, journal: Journal, window: QWidget, qtbot: QtBot) -> None:
        self._theme, self.journal, self._window, self.qtbot = theme, journal, window, qtbot

    def open(self, act: Act | None = None) -> OwnActDialog:
        """Open it, for a new act or for one there is."""
        dialog = OwnActDialog(self._theme, self.journal, self._window, act)
        self.qtbot.addWidget(dialog)
        with self.qtbot.waitActive(dialog):
            dialog.open()
        QApplication.processEvents()
        return dialog

    def own(self) -> list[Act]:
        """The person's own acts."""
        return [marked.act for marked in self.journal.acts.all(ActFilter(own=True))]


@pytest.fixture
def writer(theme: Theme, journal: Journal, screen: Screen, qtbot: QtBot) -> Writer:
    """A person with an empty journal before a window."""
    window = QWidget()
    screen.show(window, 1120, 760)
    return Writer(theme, journal, window, qtbot)


def texts(dialog: OwnActDialog) -> list[str]:
    """Every sentence that can be seen."""
    return [label.text() for label in dialog.findChildren(Label) if label.isVisible()]


def test_an_act_is_made_by_keyboard(writer: Writer) -> None:
    """The keyboard starts in the title; size, hint and places are reached by Tab; Enter saves."""
    dialog, qtbot = writer.open(), writer.qtbot
    assert dialog.title.hasFocus()
    qtbot.keyClicks(dialog.title, "Wave to  the bin lorry ")
    qtbot.keyClick(dialog.title, Qt.Key.Key_Tab)
    assert dialog.hint.hasFocus()
    qtbot.keyClicks(dialog.hint, "They often wave back.")
    qtbot.keyClick(dialog.hint, Qt.Key.Key_Tab)
    assert dialog.places.boxes[Place.HOME].hasFocus()
    qtbot.keyClick(dialog.places.boxes[Place.HOME], Qt.Key.Key_Space)
    dialog.sizes.segments[2].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(dialog.sizes.segments[2], Qt.Key.Key_Space)
    qtbot.keyClick(dialog.places.boxes[Place.HOME], Qt.Key.Key_Return)
    (act,) = writer.own()
    assert (act.size, act.title) == (ActSize.SMALL, "Wave to the bin lorry")
    assert (act.hint, act.places) == ("They often wave back.", (Place.HOME,))
    assert not dialog.isVisible()


@pytest.mark.parametrize("field", ["title", "hint"])
def test_enter_saves(writer: Writer, field: str) -> None:
    """In the hint as well, which has no lines of its own; without a place it is anywhere."""
    dialog = writer.open()
    dialog.title.setText("Wave")
    writer.qtbot.keyClick(getattr(dialog, field), Qt.Key.Key_Return)
    assert [(act.title, act.places) for act in writer.own()] == [("Wave", (Place.ANYWHERE,))]


def test_a_title_is_asked_for(writer: Writer) -> None:
    """One sentence in the dialog, and nothing is kept."""
    dialog = writer.open()
    writer.qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    assert "Say in a few words what the act is." in texts(dialog)
    assert writer.own() == []
    assert dialog.isVisible()


def test_words_too_many_are_counted_and_kept(writer: Writer) -> None:
    """The counter speaks up near the end; nothing typed or pasted is cut off."""
    dialog = writer.open()
    dialog.title.setText("x" * 44)
    assert not dialog.counter.isVisible()
    dialog.title.setText("x" * 59)
    assert dialog.counter.text() == "Room for 1 more character."
    assert dialog.counter.isVisible()
    dialog.title.setText("x" * 63)
    assert dialog.counter.text() == "3 characters too many."
    writer.qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    assert "That text is too long. It can have 60 characters." in texts(dialog)
    assert dialog.title.text() == "x" * 63
    assert writer.own() == []


def test_an_act_is_changed(writer: Writer) -> None:
    """Everything is there to be changed, and it stays the same act."""
    act = writer.journal.acts.add_own(ActSize.SMALLER, "Wave", "Gently.", [Place.PARK, Place.SHOPS])
    dialog = writer.open(act)
    assert dialog.sizes.act_size is ActSize.SMALLER
    assert (dialog.title.text(), dialog.hint.toPlainText()) == ("Wave", "Gently.")
    dialog.places.boxes[Place.PARK].setChecked(False)
    dialog.title.setText("Nod")
    dialog.save_button.click()
    assert writer.own() == [Act(act.id, ActSize.SMALLER, "Nod", "Gently.", (Place.SHOPS,))]


def test_an_act_that_is_gone_is_told(writer: Writer) -> None:
    """One sentence, with the words still there."""
    act = writer.journal.acts.add_own(ActSize.SMALL, "Wave")
    dialog = writer.open(act)
    writer.journal.acts.remove_own(act.id)
    dialog.title.setText("Nod")
    dialog.save_button.click()
    assert "That act is no longer in your list." in texts(dialog)
    assert dialog.title.text() == "Nod"


def test_escape_leaves_at_once_when_nothing_was_written(writer: Writer) -> None:
    """No question without a reason."""
    dialog = writer.open()
    writer.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_escape_asks_before_words_are_lost(writer: Writer) -> None:
    """The safe answer has the keyboard; a second Escape stays as well."""
    dialog, qtbot = writer.open(), writer.qtbot
    qtbot.keyClicks(dialog.title, "Wave")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert "What you have written is not saved yet. Leave it?" in texts(dialog)
    assert QApplication.focusWidget() is dialog.stay_button
    qtbot.keyClick(dialog.stay_button, Qt.Key.Key_Return)
    assert dialog.title.hasFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.title.text() == "Wave"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.leave_button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(dialog.leave_button, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert writer.own() == []


def test_closing_the_window_asks_too(writer: Writer) -> None:
    """The cross of the window throws nothing away either."""
    dialog = writer.open()
    dialog.title.setText("Wave")
    dialog.close()
    assert dialog.isVisible()
    assert dialog.stay_button.isVisible()
