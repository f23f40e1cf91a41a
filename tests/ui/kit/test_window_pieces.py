"""The rail, the message bar, notes, labels and the focus ring."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QPoint, QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smallacts_desktop.domain.entries import NOTE_LIMIT
from smallacts_desktop.ui.entry_form.note_edit import NoteEdit, NoteField
from smallacts_desktop.ui.kit.actions import GO_TO, LOCK_JOURNAL
from smallacts_desktop.ui.kit.basics import Card, IconButton, Label, primary_button
from smallacts_desktop.ui.kit.drawings import EmptyState
from smallacts_desktop.ui.kit.input_events import FocusRing, _Ring
from smallacts_desktop.ui.kit.messages import MessageBar
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.shell.rail import Rail
from tests.conftest import Screen


@pytest.fixture
def rail(theme: Theme, screen: Screen) -> Rail:
    """A rail with two pages, the settings and an action."""
    made = Rail(theme)
    made.add_page("today", "nav-today", GO_TO["today"])
    made.add_page("calendar", "nav-calendar", GO_TO["calendar"])
    made.add_lower("settings", "nav-settings", GO_TO["settings"])
    made.add_lower("lock", "nav-lock", LOCK_JOURNAL, selectable=False)
    made.set_current("today")
    screen.show(made, 212, 600)
    return made


def test_a_page_is_chosen_by_mouse(rail: Rail, qtbot: QtBot) -> None:
    """The chosen page is told and becomes the current one."""
    with qtbot.waitSignal(rail.page_chosen) as told:
        qtbot.mouseClick(rail.button("calendar"), Qt.MouseButton.LeftButton)
    assert told.args == ["calendar"]
    assert rail.current == "calendar"
    assert not rail.button("today").isChecked()


def test_a_page_is_chosen_by_key(rail: Rail, screen: Screen, qtbot: QtBot) -> None:
    """Arrows go from item to item without choosing; Enter chooses."""
    screen.focus(rail.button("today"))
    with qtbot.assertNotEmitted(rail.page_chosen):
        qtbot.keyClick(rail.button("today"), Qt.Key.Key_Down)
        qtbot.keyClick(rail.button("calendar"), Qt.Key.Key_Down)
    assert rail.button("settings").hasFocus()
    with qtbot.waitSignal(rail.page_chosen) as told:
        qtbot.keyClick(rail.button("settings"), Qt.Key.Key_Return)
    assert told.args == ["settings"]


def test_an_action_leaves_the_current_page(rail: Rail, qtbot: QtBot) -> None:
    """Locking is told but is no page; choosing the current page again keeps it marked."""
    with qtbot.waitSignal(rail.page_chosen):
        qtbot.mouseClick(rail.button("lock"), Qt.MouseButton.LeftButton)
    assert rail.current == "today"
    qtbot.mouseClick(rail.button("today"), Qt.MouseButton.LeftButton)
    assert rail.button("today").isChecked()


def test_a_narrow_rail_is_a_row_of_named_icons(rail: Rail, theme: Theme) -> None:
    """Compact at 200 %, all items fit the narrowest window; each tells its name and key."""
    assert rail.wants_compact(QSize(859, 700))
    assert not rail.wants_compact(QSize(860, 700))
    assert rail.wants_compact(QSize(1200, 200))
    theme.set_scale(2.0)
    rail.set_compact(True)
    assert rail.minimumSizeHint().width() <= 640
    assert rail.button("calendar").toolTip() == "Calendar (Ctrl+2)"
    assert rail.button("calendar").accessibleName() == "Calendar"


def test_a_message_stays_until_its_button_is_pressed(theme: Theme, qtbot: QtBot) -> None:
    """The button calls what it offers, once, and the bar goes."""
    bar = MessageBar(theme)
    qtbot.addWidget(bar)
    calls: list[str] = []
    bar.show_message("That entry is deleted.", "Undo", lambda: calls.append("undo"))
    assert bar.text == "That entry is deleted."
    qtbot.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    assert calls == ["undo"]
    assert bar.text == ""
    assert not bar.isVisible()


def test_an_action_may_bring_the_next_message(theme: Theme, qtbot: QtBot) -> None:
    """What the button's work says is not cleared by the press."""
    bar = MessageBar(theme)
    qtbot.addWidget(bar)
    bar.show_message("Not saved.", "Try again", lambda: bar.show_message("Saved."))
    bar.button.click()
    assert bar.text == "Saved."
    assert bar.button.isHidden()


def test_an_empty_page_offers_one_thing(theme: Theme, qtbot: QtBot) -> None:
    """Its button is told; without words there is no button."""
    state = EmptyState(theme, "empty-journal", "Your journal begins with your first act.", "Go")
    qtbot.addWidget(state)
    with qtbot.waitSignal(state.chosen):
        qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)
    state.set_words("Nothing here today.")
    assert state.button.isHidden()


def test_a_note_grows_with_its_words_and_then_scrolls(
    theme: Theme, screen: Screen, qtbot: QtBot
) -> None:
    """From two lines up to ten, and no further."""
    note = NoteEdit(theme)
    screen.show(note, 300, 60)
    two_lines = note.height()
    note.set_text("line\n" * 5)
    qtbot.waitUntil(lambda: note.height() > two_lines)
    six_lines = note.height()
    assert not note.verticalScrollBar().isVisible()
    note.set_text("line\n" * 60)
    qtbot.waitUntil(lambda: note.height() > six_lines)
    assert note.height() < 6 * two_lines
    note.set_text("")
    qtbot.waitUntil(lambda: note.height() == two_lines)


def test_tab_leaves_a_note(theme: Theme, screen: Screen, qtbot: QtBot) -> None:
    """Tab goes to the next control instead of into the words."""
    box = QWidget()
    rows = QVBoxLayout(box)
    note, after = NoteEdit(theme), QPushButton("Save")
    rows.addWidget(note)
    rows.addWidget(after)
    screen.show(box)
    screen.focus(note)
    qtbot.keyClick(note, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert note.text() == ""


def test_a_note_too_long_is_told_and_not_cut(theme: Theme, qtbot: QtBot) -> None:
    """Every character stays; a message stands under the field until it fits again."""
    field = NoteField(theme)
    qtbot.addWidget(field)
    field.edit.set_text("é" * NOTE_LIMIT)
    assert not field.edit.too_long
    with qtbot.waitSignal(field.edit.too_long_changed):
        field.edit.set_text("é" * (NOTE_LIMIT + 1))
    assert len(field.edit.text()) == NOTE_LIMIT + 1
    assert QLocale().toString(NOTE_LIMIT) in field.message
    field.edit.set_text("short")
    assert field.message == ""


def test_a_character_beyond_the_first_plane_counts_once(theme: Theme, qtbot: QtBot) -> None:
    """An emoji is one character, as it is to the journal."""
    note = NoteEdit(theme)
    qtbot.addWidget(note)
    note.set_text("🙂" * NOTE_LIMIT)
    assert not note.too_long


def test_words_are_never_cut_off_in_a_scroll_area(
    theme: Theme, screen: Screen, qtbot: QtBot
) -> None:
    """A scroll area asks no one for the height at a width; the label does that."""
    theme.set_scale(2.0)
    card = Card(theme)
    label = Label("You don’t need to stop, and it counts whether or not they smile back. " * 4)
    card.rows.addWidget(label)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(card)
    screen.show(area, 420, 200)
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()))
    assert card.rect().contains(label.geometry())
    assert card.height() > area.viewport().height()


@pytest.mark.usefixtures("theme")
def test_marked_up_words_are_shown_as_written(qtbot: QtBot) -> None:
    """What a person wrote is never read as mark-up."""
    label = Label("<b>bold</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.sizeHint().width() > Label("bold").sizeHint().width()


def test_controls_are_large_enough_to_hit(theme: Theme, qtbot: QtBot) -> None:
    """Buttons are at least 40 high, also at the smallest text."""
    theme.set_scale(0.8)
    for button in (primary_button("Save"), IconButton(theme, "trash", "Delete")):
        qtbot.addWidget(button)
        button.show()
        assert button.height() >= 40


@pytest.fixture
def ringed(qapp: QApplication, theme: Theme, screen: Screen) -> Iterator[QWidget]:
    """A window with a button and a field, and the focus ring at work."""
    ring = FocusRing(qapp, theme)
    box = QWidget()
    rows = QVBoxLayout(box)
    rows.setContentsMargins(0, 0, 0, 0)
    for control in (primary_button("First"), primary_button("Second"), QLineEdit()):
        rows.addWidget(control)
    screen.show(box)
    yield box
    ring.stop()


def _ring(window: QWidget) -> _Ring | None:
    return next((ring for ring in window.findChildren(_Ring) if ring.isVisible()), None)


def test_the_ring_surrounds_what_has_the_keyboard(ringed: QWidget, qtbot: QtBot) -> None:
    """It stands two pixels off the control on every side, and follows it."""
    first, second = ringed.findChildren(QPushButton)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    ring = _ring(ringed)
    assert ring is not None
    assert ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4)
    second.move(second.pos() + QPoint(0, 9))
    assert ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4)


def test_the_mouse_brings_no_ring_to_a_button(ringed: QWidget, qtbot: QtBot) -> None:
    """A click shows what it does by doing it; the next key brings the ring back."""
    first, _second = ringed.findChildren(QPushButton)
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert first.hasFocus()
    assert _ring(ringed) is None
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert _ring(ringed) is not None


def test_a_field_to_type_into_always_has_its_ring(ringed: QWidget, qtbot: QtBot) -> None:
    """Where the next letter goes is worth seeing, however one got there."""
    field = ringed.findChildren(QLineEdit)[0]
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert _ring(ringed) is not None


def test_a_control_may_go_while_it_has_the_ring(ringed: QWidget, qtbot: QtBot) -> None:
    """The ring goes with a control that is deleted or hidden."""
    first, second = ringed.findChildren(QPushButton)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    second.hide()
    ring = _ring(ringed)
    assert ring is None or not ring.geometry().intersects(second.geometry().adjusted(5, 5, -5, -5))
    with qtbot.waitSignal(first.destroyed):
        first.deleteLater()
