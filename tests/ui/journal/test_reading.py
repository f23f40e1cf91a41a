"""An entry to be reread: opened, left, stepped through, edited, and its changes let go."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import (
    Barrier,
    Entry,
    EntryDraft,
    EntryKind,
    Expectation,
    MoodRecorded,
    Outcome,
    Response,
)
from smallacts_desktop.ui.journal.edit_card import EditCard
from smallacts_desktop.ui.journal.page import JournalPage
from smallacts_desktop.ui.journal.reading import ReadingView
from smallacts_desktop.ui.text import reading_words
from tests.ui.app_fixture import AppFixture, day
from tests.ui.places import complete_layout

WORDS = "She fetched a book about lighthouses.\n\nI walked home the long way."
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(app: AppFixture) -> JournalPage:
    """The page, with three entries on it: the newest stands first."""
    for age, act in ((3, "Nodded"), (2, "Asked the librarian"), (1, "Waved")):
        app.entry(act, date=day(age), note=WORDS if age == 2 else "")
    app.window.workspace.show_page("journal")
    app.settle()
    return app.window.workspace.pages.journal


def reading(page: JournalPage) -> ReadingView:
    """What is read."""
    assert page.reading is not None
    return page.reading


def card(page: JournalPage) -> EditCard:
    """What is edited."""
    assert page.form_card is not None
    return page.form_card


def by_mouse(app: AppFixture, page: JournalPage, row: int) -> None:
    """Click on a row."""
    place = page.list.visualRect(page.model.index(row)).center()
    app.qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def by_key(app: AppFixture, page: JournalPage, row: int) -> None:
    """Press Enter on a row."""
    page.list.setFocus()
    page.list.setCurrentIndex(page.model.index(row))
    app.qtbot.keyClick(page.list, Qt.Key.Key_Return)


def by_action(app: AppFixture, page: JournalPage, row: int) -> None:
    """Let a screen reader choose a row."""
    app.act_on_row(page.list, page.model.index(row))


WAYS = pytest.mark.parametrize("open_row", [by_mouse, by_key, by_action])


@WAYS
def test_an_entry_opens_to_be_read(
    app: AppFixture, page: JournalPage, open_row: Callable[..., None]
) -> None:
    """With its words whole, as prose that can be copied and not written in; no form is there."""
    open_row(app, page, 1)
    app.settle()
    view = reading(page)
    assert page.form_card is None
    assert view.title.text() == "Asked the librarian"
    assert view.title.hasFocus()
    assert view.prose.toPlainText() == WORDS
    assert view.prose.isReadOnly()
    assert view.when.text() == "Friday 20 November 2026"
    app.click("Edit")
    assert card(page).form.what.text() == "Asked the librarian"


def test_words_are_never_taken_for_mark_up(app: AppFixture, page: JournalPage) -> None:
    """They are read as they were typed."""
    entry = app.entry("<b>Bold</b>", note="<a href='http://x'>x</a> & <img src=x>")
    page.open_entry(entry.id)
    assert reading(page).title.text() == "<b>Bold</b>"
    assert reading(page).prose.toPlainText() == entry.note


def test_the_prose_is_as_high_as_its_words(app: AppFixture, page: JournalPage) -> None:
    """Nothing of a long text is cut off; the page scrolls."""
    entry = app.entry("Wrote", note="A line.\n" * 200)
    page.open_entry(entry.id)
    complete_layout(app)
    prose = reading(page).prose
    assert prose.verticalScrollBar().maximum() == 0
    assert prose.height() >= prose.document().size().height()
    assert page.verticalScrollBar().maximum() > 0


def test_the_page_is_called_by_its_day_alone(page: JournalPage) -> None:
    """What a person wrote is in no name of the page."""
    page.open_entry(page.model.entry_at(1).id)
    assert page.accessibleName() == "Friday 20 November 2026"
    assert page.window().windowTitle() == "Small Acts"


def facts(entry: Entry) -> list[tuple[str, str]]:
    """The facts of an entry, without how they are spoken."""
    return [fact[:2] for fact in reading_words.facts(entry)]


def test_every_fact_has_its_name(app: AppFixture) -> None:
    """Those that were not given are left out."""
    entry = app.entry(
        "Asked",
        size=ActSize.SMALLER,
        mood_before=3,
        mood_before_recorded=MoodRecorded.BEFORE,
        mood_after=5,
        response=Response.WARM,
        expectation=Expectation.EASIER,
        place="library",
        person="librarian",
        private=True,
    )
    assert facts(entry) == [
        ("Mood", "3 → 5"),
        ("They responded", "Warmly"),
        ("Than you expected", "Easier"),
        ("Where", "Library"),
        ("With", "librarian"),
        ("Size", "Smaller"),
        ("Private", "Kept out of what you share"),
    ]
    assert reading_words.facts(entry)[0].spoken == "Mood before 3 and after 5."
    assert facts(app.entry("Nodded")) == []


def test_what_was_not_to_be_is_told_without_blame(app: AppFixture) -> None:
    """And with what got in the way, where that was kept."""
    answers = EntryDraft(act="Call", outcome=Outcome.NOT_THIS_TIME, barrier=Barrier.TIRED)
    assert facts(app.journal.write(answers)) == [
        ("What became of it", "Not this time"),
        ("What got in the way", "Tired"),
    ]
    note = app.journal.write(EntryDraft(kind=EntryKind.NOTE, note="Sea", mood_after=5))
    assert facts(note) == [("Mood", "5")]
    assert reading_words.facts(note)[0].spoken == "Mood 5."


def test_the_neighbours_are_a_button_or_a_key_away(app: AppFixture, page: JournalPage) -> None:
    """In the order of the list; at its ends there is none."""
    page.open_entry(page.model.entry_at(1).id)
    app.qtbot.mouseClick(reading(page).earlier, Qt.MouseButton.LeftButton)
    assert reading(page).title.text() == "Nodded"
    assert not reading(page).earlier.isEnabled()
    QTest.keyClick(page.window(), Qt.Key.Key_Left, ALT)
    assert reading(page).title.text() == "Nodded"
    for _ in range(2):
        QTest.keyClick(page.window(), Qt.Key.Key_Right, ALT)
    assert reading(page).title.text() == "Waved"
    assert not reading(page).later.isEnabled()
    app.act(reading(page).earlier, "Press")
    app.qtbot.waitUntil(lambda: reading(page).title.text() == "Asked the librarian")
    assert page.list.currentIndex().row() == 1


def test_neighbours_are_those_that_were_searched_for(app: AppFixture, page: JournalPage) -> None:
    """Others are passed over; an entry from elsewhere lets the search go."""
    ids = [page.model.entry_at(row).id for row in range(3)]
    for row in (0, 2):
        app.journal.edit(ids[row], EntryDraft(act="Tea", date=page.model.entry_at(row).date))
    page.search.field.setText("tea")
    page.search.changed.emit()
    assert page.model.total() == 2
    page.open_entry(ids[2])
    app.qtbot.mouseClick(reading(page).later, Qt.MouseButton.LeftButton)
    assert not reading(page).later.isEnabled()
    page.open_entry(ids[1])
    assert page.model.total() == 3
    assert reading(page).earlier.isEnabled()


def test_two_panes_where_there_is_room(app: AppFixture, page: JournalPage) -> None:
    """The list beside the entry, each with a bar of its own; one of them where it is narrow."""
    app.window.resize(1120, 760)
    page.open_entry(page.model.entry_at(1).id)
    complete_layout(app)
    assert page.list.isVisible()
    assert reading(page).isVisible()
    right_of_list = page.list.mapTo(page, page.list.rect().topRight()).x()
    assert right_of_list < reading(page).mapTo(page, QPoint()).x()
    by_mouse(app, page, 2)
    assert reading(page).title.text() == "Nodded"
    app.window.resize(640, 480)
    complete_layout(app)
    assert not page.list.isVisible()
    assert reading(page).isVisible()
    app.click("Back to the list")
    complete_layout(app)
    assert page.list.isVisible()
    assert page.reading is None


@pytest.mark.parametrize("editing", [False, True])
def test_the_rail_comes_back_to_the_list(app: AppFixture, page: JournalPage, editing: bool) -> None:
    """A click on “Journal”, from reading and from the form, whose words are kept."""
    page.open_entry(page.model.entry_at(1).id)
    if editing:
        page.edit_open()
        app.write(card(page).form.note, "half a thou")
    app.click("Journal")
    complete_layout(app)
    assert (page.reading, page.form_card) == (None, None)
    assert page.list.isVisible()
    assert page.list.hasFocus()
    assert ("half a thou" in app.stored_drafts()) is editing


def test_escape_goes_back_step_by_step_and_says_so(app: AppFixture, page: JournalPage) -> None:
    """From the form to reading, from reading to the list; nothing is lost on the way."""
    page.open_entry(page.model.entry_at(1).id)
    assert reading(page).back_button.toolTip() == "Back to the list (Esc)"
    app.click("Edit")
    assert app.sees("Back, or the Escape key, goes back to reading.")
    app.write(card(page).form.note, "half a thou")
    assert app.sees("Back, or the Escape key, keeps your changes for later.")
    app.qtbot.keyClick(card(page).form.note, Qt.Key.Key_Escape)
    assert reading(page).unsaved.isVisible()
    assert reading(page).prose.toPlainText() == WORDS
    assert "half a thou" in app.stored_drafts()
    app.qtbot.keyClick(reading(page).title, Qt.Key.Key_Escape)
    assert page.reading is None
    assert page.list.hasFocus()


def test_unsaved_changes_are_marked_in_the_list(app: AppFixture, page: JournalPage) -> None:
    """Aloud too, at once, and after a restart; saving takes the mark away."""
    spoken = Qt.ItemDataRole.AccessibleTextRole
    marked = ", with changes that are not saved"
    page.open_entry(page.model.entry_at(1).id)
    app.click("Edit")
    app.write(card(page).form.note, "half a thou")
    assert page.model.index(1).data(spoken).endswith(marked)
    card(page).leave()
    page.close_entry()
    app.restart()
    app.window.workspace.show_page("journal")
    page = app.window.workspace.pages.journal
    rows = [page.model.index(row).data(spoken).endswith(marked) for row in range(3)]
    assert rows == [False, True, False]
    page.open_entry(page.model.entry_at(1).id)
    app.click("Go on editing")
    assert "half a thou" in card(page).form.note.toPlainText()
    app.click("Save")
    assert "half a thou" in reading(page).prose.toPlainText()
    assert not page.model.index(1).data(spoken).endswith(marked)


def test_changes_that_the_person_takes_back_leave_no_mark(
    app: AppFixture, page: JournalPage
) -> None:
    """Typed and deleted again, the entry is as it was."""
    entry = page.model.entry_at(1)
    page.open_entry(entry.id)
    app.click("Edit")
    field = card(page).form.what
    app.write(field, "!")
    page.save_words()
    field.backspace()
    assert not card(page).discard_button.isVisible()
    card(page).leave()
    assert app.stored_drafts() == ""
    assert not page.model.is_unsaved(entry.id)


@pytest.mark.parametrize("way", ["mouse", "key", "action"])
def test_changes_are_discarded_on_request(app: AppFixture, page: JournalPage, way: str) -> None:
    """The button stands beside Save once there are any; the bar brings them back."""
    entry = page.model.entry_at(1)
    page.open_entry(entry.id)
    app.click("Edit")
    button = card(page).discard_button
    assert not button.isVisible()
    app.write(card(page).form.note, "half a thou")
    assert button.isVisible()
    items = [card(page).buttons.flow.itemAt(place) for place in (0, 1)]
    assert [item and item.widget() for item in items] == [card(page).save_button, button]
    if way == "mouse":
        app.click("Discard changes")
    elif way == "key":
        app.qtbot.keyClick(button, Qt.Key.Key_Return)
    else:
        app.act(button, "Press")
    app.qtbot.waitUntil(lambda: page.reading is not None)
    assert app.stored_drafts() == ""
    assert app.journal.entry(entry.id) == entry
    assert reading(page).prose.toPlainText() == WORDS
    assert app.window.workspace.message_bar.text == "Your changes are discarded."
    app.click("Undo")
    assert "half a thou" in card(page).form.note.toPlainText()
    assert "half a thou" in app.stored_drafts()


def test_an_edit_shows_in_what_is_read_and_is_undone(app: AppFixture, page: JournalPage) -> None:
    """Saving leads back to reading; undo shows the words of before."""
    page.open_entry(page.model.entry_at(1).id)
    QTest.keyClick(page.window(), Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    app.write(card(page).form.what, " twice")
    app.click("Save")
    assert reading(page).title.text() == "Asked the librarian twice"
    app.click("Undo")
    assert reading(page).title.text() == "Asked the librarian"


def test_an_entry_is_kept_out_of_shares_from_here(app: AppFixture, page: JournalPage) -> None:
    """By the menu, which says what it will do; it can be undone."""
    entry = page.model.entry_at(1)
    page.open_entry(entry.id)
    keep, _delete = reading(page).menu().actions()
    assert keep.text() == "Keep it out of what I share"
    keep.trigger()
    assert app.journal.entry(entry.id).private
    assert app.window.workspace.message_bar.text == "The entry is kept out of what you share."
    assert reading(page).menu().actions()[0].text() == "Let it be shared again"
    app.click("Undo")
    assert not app.journal.entry(entry.id).private


def test_an_entry_is_deleted_from_here(app: AppFixture, page: JournalPage) -> None:
    """By the menu; the list is there then, and undo brings the entry back."""
    page.open_entry(page.model.entry_at(1).id)
    _keep, delete = reading(page).menu().actions()
    delete.trigger()
    assert page.reading is None
    assert len(app.entries()) == 2
    app.click("Undo")
    assert len(app.entries()) == 3


def test_what_is_typed_outlives_an_undo_elsewhere(app: AppFixture, page: JournalPage) -> None:
    """The entry changes under the form; the words half-written stay."""
    entry = page.model.entry_at(1)
    app.journal.edit(entry.id, EntryDraft(act="Asked twice", note=WORDS, date=entry.date))
    page.open_entry(entry.id)
    app.click("Edit")
    app.write(card(page).form.note, "half a thou")
    app.window.workspace.undo()
    assert "half a thou" in card(page).form.note.toPlainText()


def test_the_mood_is_spoken_as_a_sentence(app: AppFixture, page: JournalPage) -> None:
    """A screen reader does not read an arrow."""
    entry = app.entry("Smiled", mood_before=3, mood_after=5)
    page.open_entry(entry.id)
    names = [
        QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name)
        for label in reading(page).facts.findChildren(type(reading(page).title))
    ]
    assert "Mood before 3, as you remembered it, and after 5." in names
