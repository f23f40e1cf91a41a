"""All entries, newest first: opened, edited, deleted and brought back."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar

from smallacts_desktop.domain.backups import ListedEntry
from smallacts_desktop.domain.entries import EntryDraft
from smallacts_desktop.ui.entry_form.form import EntryForm
from smallacts_desktop.ui.journal.entry_list import PAGE
from smallacts_desktop.ui.journal.page import JournalPage
from tests.domain.strategies import act_entry
from tests.ui.app_fixture import TODAY, AppFixture, day
from tests.ui.places import complete_layout


def page(app: AppFixture) -> JournalPage:
    """The page under test."""
    return app.window.workspace.pages.journal


def form(app: AppFixture) -> EntryForm:
    """The form of the open entry."""
    card = page(app).form_card
    assert card is not None
    return card.form


def fill(app: AppFixture, entries: int) -> None:
    """Put many entries in, one a day."""
    many = [act_entry(TODAY - timedelta(days=n), number=n + 1) for n in range(entries)]
    app.journal.import_entries(many, ())


def go(app: AppFixture) -> JournalPage:
    """Go to the page."""
    app.window.show()
    app.click("Journal")
    return page(app)


def open_first(app: AppFixture) -> EntryForm:
    """Click on the first row of the list, and ask for its form."""
    view = go(app).list
    app.qtbot.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=view.visualRect(view.model().index(0, 0)).center(),
    )
    QApplication.processEvents()
    app.click("Edit")
    return form(app)


@pytest.fixture
def read_rows(app: AppFixture, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows each reading of a page of entries brought, as it happens."""
    counts: list[int] = []
    read = app.journal.page

    def counted(offset: int, limit: int, *wanted: Any) -> list[ListedEntry]:  # noqa: ANN401 - passed on
        rows = read(offset, limit, *wanted)
        counts.append(len(rows))
        return rows

    monkeypatch.setattr(app.journal, "page", counted)
    return counts


def test_an_empty_journal_says_what_will_be_here(app: AppFixture) -> None:
    """And leads back to the card."""
    go(app)
    assert app.sees("What you do and write will be kept here, newest first.")
    app.click("Go to today’s card")
    assert app.window.workspace.stack.currentWidget() is app.window.workspace.pages.today


def test_entries_are_read_as_the_list_is_scrolled(app: AppFixture, read_rows: list[int]) -> None:
    """Opening costs one page of rows however many there are; the rest comes when looked for."""
    fill(app, 3 * PAGE + 50)
    view = go(app).list
    assert read_rows == [PAGE]
    assert view.model().rowCount() == PAGE
    assert app.sees(f"{3 * PAGE + 50} entries, newest first")
    dates = [page(app).model.entry_at(row).date for row in range(3)]
    assert dates == [day(0), day(1), day(2)]
    while page(app).model.has_more():
        bar = page(app).verticalScrollBar()
        bar.setValue(bar.maximum())
        QApplication.processEvents()
    assert sum(read_rows) == view.model().rowCount() == 3 * PAGE + 50


@pytest.mark.parametrize("filters", [False, True])
@pytest.mark.parametrize(
    ("width", "height", "scale"), [(1120, 760, 1.0), (640, 480, 1.0), (640, 480, 2.0)]
)
def test_there_is_one_scroll_bar_at_a_time(
    app: AppFixture, width: int, height: int, scale: float, filters: bool
) -> None:
    """The page's own, whether or not the filters are open."""
    fill(app, 60)
    app.theme.set_scale(scale)
    app.window.resize(width, height)
    view = go(app).list
    page(app).search.section.set_open(filters)
    QApplication.processEvents()
    bars = [bar for bar in page(app).findChildren(QScrollBar) if bar.isVisible()]
    assert bars == [page(app).verticalScrollBar()]
    assert view.visualRect(view.model().index(59, 0)).bottom() < view.height()


def test_the_keyboard_brings_rows_into_view(app: AppFixture) -> None:
    """By row, by page and to the end; the page follows, and more rows are read on the way."""
    fill(app, PAGE + 50)
    view = go(app).list
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))

    def is_seen() -> bool:
        QApplication.processEvents()
        row = view.visualRect(view.currentIndex())
        top = view.viewport().mapTo(page(app).viewport(), row.topLeft()).y()
        return top >= 0 and top + row.height() <= page(app).viewport().height() + 1

    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown):
        before = view.currentIndex().row()
        app.qtbot.keyClick(view, key)
        assert view.currentIndex().row() > before
        assert is_seen()
    app.qtbot.keyClick(view, Qt.Key.Key_End)
    assert is_seen()
    assert view.model().rowCount() == PAGE + 50
    before = view.currentIndex().row()
    app.qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.currentIndex().row() < before - 1
    assert is_seen()
    app.qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.currentIndex().row() == 0
    assert is_seen()


def test_a_list_out_of_sight_leaves_an_open_entry_where_it_was_scrolled_to(
    app: AppFixture,
) -> None:
    """A list brings a row that was clicked into view half a second later; it may be hidden by then.

    The page then jumped to its top under the mouse.
    """
    fill(app, 60)
    app.window.resize(640, 480)
    open_first(app)
    complete_layout(app)
    bar = page(app).verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    # Qt does this by itself, a tenth of a second after a second click would be a double-click.
    page(app).list.scrollTo(page(app).list.currentIndex())
    assert bar.value() == bar.maximum()


def test_deleting_does_not_read_the_whole_list(app: AppFixture, read_rows: list[int]) -> None:
    """An entry that is gone is not looked for to the end of the journal."""
    fill(app, 10 * PAGE)
    open_first(app)
    read_rows.clear()
    app.click("Delete")
    assert sum(read_rows) <= 3 * PAGE


def test_an_entry_is_edited_and_the_edit_undone(app: AppFixture) -> None:
    """The message bar tells what was done and takes it back on request, and again."""
    before = app.entry("Smiled", note="Old words.")
    note = open_first(app).note
    assert note.toPlainText() == "Old words."
    note.selectAll()
    app.write(note, "New words.")
    app.click("Save")
    assert app.journal.entry(before.id).note == "New words."
    assert app.window.workspace.message_bar.text == "Your changes are saved."
    app.click("Undo")
    assert app.journal.entry(before.id) == before
    app.click("Redo")
    assert app.journal.entry(before.id).note == "New words."


def test_an_entry_opens_by_key(app: AppFixture) -> None:
    """Enter opens it; Back leads from its form to reading, and from there to its row."""
    app.entry("Smiled")
    view = go(app).list
    view.setCurrentIndex(view.model().index(0, 0))
    view.setFocus()
    app.qtbot.keyClick(view, Qt.Key.Key_Return)
    QApplication.processEvents()
    app.click("Edit")
    assert form(app).what.hasFocus()
    app.click("Back")
    app.click("Back to the list")
    assert view.hasFocus()
    assert view.currentIndex().row() == 0


def test_an_edit_that_breaks_a_rule_changes_nothing(app: AppFixture) -> None:
    """The sentence stands in the form, and the entry is as it was."""
    before = app.entry("Smiled")
    open_first(app).what.clear()
    app.click("Save")
    assert app.sees("Say in a few words what you did.")
    assert app.journal.entry(before.id) == before


def test_an_entry_is_deleted_and_brought_back(app: AppFixture) -> None:
    """By the button of the open entry, and by the key Delete in the list."""
    before = app.entry("Smiled")
    open_first(app)
    app.click("Delete")
    assert app.entries() == []
    assert app.window.workspace.message_bar.text == "The entry is deleted."
    app.click("Undo")
    assert app.entries() == [before]
    view = page(app).list
    view.setCurrentIndex(view.model().index(0, 0))
    app.qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert app.entries() == []
    app.qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert app.entries() == [before]
    QTest.keySequence(view, QKeySequence(QKeySequence.StandardKey.Redo))
    assert app.entries() == []


def test_undo_in_a_text_field_undoes_the_text(app: AppFixture) -> None:
    """The entry that was deleted a moment ago stays deleted while the person is typing."""
    gone = app.entry("Smiled")
    kept = app.entry("Waved", note="Tea.")
    app.window.show()
    app.journal.delete(gone.id)
    form = open_first(app)
    for field in (form.note, form.what):
        app.write(field, "xy")
        app.qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (form.note.toPlainText(), form.what.text()) == ("Tea.", "Waved")
    assert app.entries() == [kept]
    assert app.journal.can_undo


def test_undo_shows_the_open_entry_afresh(app: AppFixture) -> None:
    """What the form shows is what the journal holds once an earlier edit was taken back."""
    entry = app.entry("Smiled")
    app.journal.edit(entry.id, EntryDraft(act="Waved"))
    assert open_first(app).what.text() == "Waved"
    app.window.workspace.undo()
    assert form(app).what.text() == "Smiled"


def test_half_made_changes_come_back(app: AppFixture) -> None:
    """After a restart the entry is open again, with the words as they were typed."""
    before = app.entry("Smiled")
    note = open_first(app).note
    app.write(note, "half a thou")
    app.qtbot.waitUntil(lambda: "half a thou" in app.stored_drafts(), timeout=1000)
    app.restart()
    assert app.window.workspace.stack.currentWidget() is page(app)
    assert form(app).note.toPlainText() == "half a thou"
    assert app.entries() == [before]
    app.click("Save")
    assert app.stored_drafts() == ""
    assert app.entries()[0].note == "half a thou"


@pytest.mark.parametrize("by_key", [True, False])
def test_deleting_forgets_half_made_changes(app: AppFixture, by_key: bool) -> None:
    """Words about an entry that is gone do not stay behind in the file."""
    app.entry("Smiled")
    note = open_first(app).note
    app.write(note, "half a thou")
    if by_key:
        app.click("Back")
        app.click("Back to the list")
        app.qtbot.keyClick(page(app).list, Qt.Key.Key_Delete)
    else:
        app.click("Delete")
    assert app.entries() == []
    assert app.stored_drafts() == ""


def test_moving_an_entry_to_another_day_moves_its_row(app: AppFixture) -> None:
    """The list and the calendar follow."""
    moved = app.entry("Smiled")
    app.entry("Waved", date=day(1))
    go(app)
    app.journal.edit(moved.id, EntryDraft(act="Smiled", date=date(2026, 11, 1)))
    assert page(app).model.entry_at(1).id == moved.id
    app.window.workspace.pages.calendar.show_day(date(2026, 11, 1))
    assert app.window.workspace.pages.calendar.day_card.model.rowCount() == 1


def test_a_row_is_read_out_whole(app: AppFixture) -> None:
    """A screen reader says day, act, moods and that it is private."""
    app.entry("Smiled", mood_before=3, mood_after=5, private=True, note="Tea.\nThen rain.")
    model = go(app).model
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Sunday 22 November 2026, Smiled")
    assert spoken.endswith("mood before 3, mood after 5, Tea. Then rain., private")
