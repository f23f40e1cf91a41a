"""All entries, newest first: opened, edited, deleted and brought back."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar

from smallacts_desktop.domain.damage import ListedEntry
from smallacts_desktop.domain.drafts import EntryDraft
from smallacts_desktop.ui.entry_form.form import EntryForm
from smallacts_desktop.ui.journal.entry_list import PAGE
from smallacts_desktop.ui.journal.page import JournalPage
from tests.domain.strategies import act_entry
from tests.ui.app_fixture import TODAY, AppFixture, day
from tests.ui.places import lay_out


def page(room: AppFixture) -> JournalPage:
    """The page under test."""
    return room.window.workspace.pages.journal


def form(room: AppFixture) -> EntryForm:
    """The form of the open entry."""
    card = page(room).form_card
    assert card is not None
    return card.form


def fill(room: AppFixture, entries: int) -> None:
    """Put many entries in, one a day."""
    many = [act_entry(TODAY - timedelta(days=n), number=n + 1) for n in range(entries)]
    room.journal.take_in(many, ())


def go(room: AppFixture) -> JournalPage:
    """Go to the page."""
    room.window.show()
    room.click("Journal")
    return page(room)


def open_first(room: AppFixture) -> EntryForm:
    """Click on the first row of the list."""
    view = go(room).list
    room.qtbot.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=view.visualRect(view.model().index(0, 0)).center(),
    )
    QApplication.processEvents()
    return form(room)


@pytest.fixture
def read_rows(room: AppFixture, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows each reading of a page of entries brought, as it happens."""
    counts: list[int] = []
    read = room.journal.page

    def counted(offset: int, limit: int, *wanted: Any) -> list[ListedEntry]:  # noqa: ANN401 - passed on
        rows = read(offset, limit, *wanted)
        counts.append(len(rows))
        return rows

    monkeypatch.setattr(room.journal, "page", counted)
    return counts


def test_an_empty_journal_says_what_will_be_here(room: AppFixture) -> None:
    """And leads back to the card."""
    go(room)
    assert room.sees("What you do and write will be kept here, newest first.")
    room.click("Go to today’s card")
    assert room.window.workspace.stack.currentWidget() is room.window.workspace.pages.today


def test_entries_are_read_as_the_list_is_scrolled(room: AppFixture, read_rows: list[int]) -> None:
    """Opening costs one page of rows however many there are; the rest comes when looked for."""
    fill(room, 3 * PAGE + 50)
    view = go(room).list
    assert read_rows == [PAGE]
    assert view.model().rowCount() == PAGE
    assert room.sees(f"{3 * PAGE + 50} entries, newest first")
    dates = [page(room).model.entry_at(row).date for row in range(3)]
    assert dates == [day(0), day(1), day(2)]
    while page(room).model.has_more():
        bar = page(room).verticalScrollBar()
        bar.setValue(bar.maximum())
        QApplication.processEvents()
    assert sum(read_rows) == view.model().rowCount() == 3 * PAGE + 50


@pytest.mark.parametrize("filters", [False, True])
@pytest.mark.parametrize(
    ("width", "height", "scale"), [(1120, 760, 1.0), (640, 480, 1.0), (640, 480, 2.0)]
)
def test_there_is_one_scroll_bar_at_a_time(
    room: AppFixture, width: int, height: int, scale: float, filters: bool
) -> None:
    """The page's own, whether or not the filters are open."""
    fill(room, 60)
    room.theme.set_scale(scale)
    room.window.resize(width, height)
    view = go(room).list
    page(room).search.expander.set_open(filters)
    QApplication.processEvents()
    bars = [bar for bar in page(room).findChildren(QScrollBar) if bar.isVisible()]
    assert bars == [page(room).verticalScrollBar()]
    assert view.visualRect(view.model().index(59, 0)).bottom() < view.height()


def test_the_keyboard_brings_rows_into_view(room: AppFixture) -> None:
    """By row, by page and to the end; the page follows, and more rows are read on the way."""
    fill(room, PAGE + 50)
    view = go(room).list
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))

    def is_seen() -> bool:
        QApplication.processEvents()
        row = view.visualRect(view.currentIndex())
        top = view.viewport().mapTo(page(room).viewport(), row.topLeft()).y()
        return top >= 0 and top + row.height() <= page(room).viewport().height() + 1

    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown):
        before = view.currentIndex().row()
        room.qtbot.keyClick(view, key)
        assert view.currentIndex().row() > before
        assert is_seen()
    room.qtbot.keyClick(view, Qt.Key.Key_End)
    assert is_seen()
    assert view.model().rowCount() == PAGE + 50
    before = view.currentIndex().row()
    room.qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.currentIndex().row() < before - 1
    assert is_seen()
    room.qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.currentIndex().row() == 0
    assert is_seen()


def test_a_list_out_of_sight_leaves_an_open_entry_where_it_was_scrolled_to(
    room: AppFixture,
) -> None:
    """A list brings a row that was clicked into view half a second later; it may be hidden by then.

    The page then jumped to its top under the mouse.
    """
    fill(room, 60)
    room.window.resize(640, 480)
    open_first(room)
    lay_out(room)
    bar = page(room).verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    # Qt does this by itself, a tenth of a second after a second click would be a double-click.
    page(room).list.scrollTo(page(room).list.currentIndex())
    assert bar.value() == bar.maximum()


def test_deleting_does_not_read_the_whole_list(room: AppFixture, read_rows: list[int]) -> None:
    """An entry that is gone is not looked for to the end of the journal."""
    fill(room, 10 * PAGE)
    open_first(room)
    read_rows.clear()
    room.click("Delete")
    assert sum(read_rows) <= 3 * PAGE


def test_an_entry_is_edited_and_the_edit_undone(room: AppFixture) -> None:
    """The message bar tells what was done and takes it back on request, and again."""
    before = room.entry("Smiled", note="Old words.")
    note = open_first(room).note
    assert note.toPlainText() == "Old words."
    note.selectAll()
    room.write(note, "New words.")
    room.click("Save")
    assert room.journal.entry(before.id).note == "New words."
    assert room.window.workspace.message_bar.text == "Your changes are saved."
    room.click("Undo")
    assert room.journal.entry(before.id) == before
    room.click("Redo")
    assert room.journal.entry(before.id).note == "New words."


def test_an_entry_opens_by_key(room: AppFixture) -> None:
    """Enter opens it and the keyboard is in its form; Back returns to its row."""
    room.entry("Smiled")
    view = go(room).list
    view.setCurrentIndex(view.model().index(0, 0))
    view.setFocus()
    room.qtbot.keyClick(view, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert form(room).what.hasFocus()
    room.click("Back")
    assert view.hasFocus()
    assert view.currentIndex().row() == 0


def test_an_edit_that_breaks_a_rule_changes_nothing(room: AppFixture) -> None:
    """The sentence stands in the form, and the entry is as it was."""
    before = room.entry("Smiled")
    open_first(room).what.clear()
    room.click("Save")
    assert room.sees("Say in a few words what you did.")
    assert room.journal.entry(before.id) == before


def test_an_entry_is_deleted_and_brought_back(room: AppFixture) -> None:
    """By the button of the open entry, and by the key Delete in the list."""
    before = room.entry("Smiled")
    open_first(room)
    room.click("Delete")
    assert room.entries() == []
    assert room.window.workspace.message_bar.text == "The entry is deleted."
    room.click("Undo")
    assert room.entries() == [before]
    view = page(room).list
    view.setCurrentIndex(view.model().index(0, 0))
    room.qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert room.entries() == []
    room.qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert room.entries() == [before]
    QTest.keySequence(view, QKeySequence(QKeySequence.StandardKey.Redo))
    assert room.entries() == []


def test_undo_in_a_text_field_undoes_the_text(room: AppFixture) -> None:
    """The entry that was deleted a moment ago stays deleted while the person is typing."""
    gone = room.entry("Smiled")
    kept = room.entry("Waved", note="Tea.")
    room.window.show()
    room.journal.delete(gone.id)
    form = open_first(room)
    for field in (form.note, form.what):
        room.write(field, "xy")
        room.qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (form.note.toPlainText(), form.what.text()) == ("Tea.", "Waved")
    assert room.entries() == [kept]
    assert room.journal.can_undo


def test_undo_shows_the_open_entry_afresh(room: AppFixture) -> None:
    """What the form shows is what the journal holds once an earlier edit was taken back."""
    entry = room.entry("Smiled")
    room.journal.edit(entry.id, EntryDraft(act="Waved"))
    assert open_first(room).what.text() == "Waved"
    room.window.workspace.undo()
    assert form(room).what.text() == "Smiled"


def test_half_made_changes_come_back(room: AppFixture) -> None:
    """After a restart the entry is open again, with the words as they were typed."""
    before = room.entry("Smiled")
    note = open_first(room).note
    room.write(note, "half a thou")
    room.qtbot.waitUntil(lambda: "half a thou" in room.stored_drafts(), timeout=1000)
    room.restart()
    assert room.window.workspace.stack.currentWidget() is page(room)
    assert form(room).note.toPlainText() == "half a thou"
    assert room.entries() == [before]
    room.click("Save")
    assert room.stored_drafts() == ""
    assert room.entries()[0].note == "half a thou"


@pytest.mark.parametrize("by_key", [True, False])
def test_deleting_forgets_half_made_changes(room: AppFixture, by_key: bool) -> None:
    """Words about an entry that is gone do not stay behind in the file."""
    room.entry("Smiled")
    note = open_first(room).note
    room.write(note, "half a thou")
    if by_key:
        room.click("Back")
        room.qtbot.keyClick(page(room).list, Qt.Key.Key_Delete)
    else:
        room.click("Delete")
    assert room.entries() == []
    assert room.stored_drafts() == ""


def test_moving_an_entry_to_another_day_moves_its_row(room: AppFixture) -> None:
    """The list and the calendar follow."""
    moved = room.entry("Smiled")
    room.entry("Waved", date=day(1))
    go(room)
    room.journal.edit(moved.id, EntryDraft(act="Smiled", date=date(2026, 11, 1)))
    assert page(room).model.entry_at(1).id == moved.id
    room.window.workspace.pages.calendar.show_day(date(2026, 11, 1))
    assert room.window.workspace.pages.calendar.day_card.model.rowCount() == 1


def test_a_row_is_read_out_whole(room: AppFixture) -> None:
    """A screen reader says day, act, moods and that it is private."""
    room.entry("Smiled", mood_before=3, mood_after=5, private=True, note="Tea.\nThen rain.")
    model = go(room).model
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Sunday 22 November 2026, Smiled")
    assert spoken.endswith("mood before 3, mood after 5, Tea. Then rain., private")
