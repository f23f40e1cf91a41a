"""Looking for entries: by words, by filters, by both, and in a journal of many years."""

import time
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.domain.entries import Barrier, Entry, Outcome
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.ui.journal.entry_list import PAGE
from smallacts_desktop.ui.journal.entry_search import EntrySearch
from smallacts_desktop.ui.journal.page import JournalPage
from tests.domain.strategies import act_entry, note_entry
from tests.ui.app_fixture import TODAY, AppFixture, day
from tests.ui.pixels import marked_pixels

# Three times what a person would feel as at once: the machine that tests may be a slow one.
OPENS_WITHIN_S, ANSWERS_WITHIN_S = 0.45, 0.15
MANY = 12_000


def go(app: AppFixture) -> JournalPage:
    """Go to the page."""
    app.window.workspace.show_page("journal")
    QApplication.processEvents()
    return app.window.workspace.pages.journal


def search(app: AppFixture, text: str) -> JournalPage:
    """Type into the search field, and wait for the answer."""
    page = go(app)
    page.search.field.clear()
    if text.isascii():
        app.write(page.search.field, text)
    else:
        # Test keyboards have no keys for these; an input method inserts them likewise.
        page.search.field.insert(text)
    app.qtbot.waitUntil(lambda: page.model.filter.text == text)
    return page


def numbers(page: JournalPage) -> list[int]:
    """The entries on the list, by the number they were made with, the smallest first."""
    return sorted(page.model.entry_at(row).id.int for row in range(page.model.rowCount()))


def save_entries(app: AppFixture, *entries: Entry) -> None:
    """Keep entries without the window."""
    app.journal.import_entries(entries, ())
    app.journal.announce_all_changed()


def picture(page: JournalPage) -> QImage:
    """What the list looks like."""
    QApplication.processEvents()
    return page.list.viewport().grab().toImage()


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("dog", "The dog looked pleased"),
        ("DOG", "A dogged man"),
        ("cafe", "At the CAFÉ again"),
        ("Élan", "with elan"),
        ("strasse", "In der Straße"),
        ("犬", "今日は犬に会った"),
        ("會", "今天會下雨"),
        ("собак", "Собака улыбнулась"),
        ("κοσμε", "Γεια σου ΚΌΣΜΕ"),
        ("שלום", "שלום לך"),
        ("🐕", "A 🐕 in the park"),
    ],
)
def test_words_are_found_in_any_script(app: AppFixture, typed: str, note: str) -> None:
    """Whole words and beginnings, whatever the case and the accents."""
    save_entries(
        app,
        act_entry(day(0), 1, note=note),
        act_entry(day(1), 2, note="A quiet hotdog stand, décafé"),
    )
    assert numbers(search(app, typed)) == [1]
    assert app.sees("1 entry found")


def test_the_middle_of_a_word_is_not_found(app: AppFixture) -> None:
    """Otherwise “art” would find every heart."""
    save_entries(
        app, act_entry(day(0), 1, note="a heart"), act_entry(day(1), 2, note="an art fair")
    )
    assert numbers(search(app, "art")) == [2]


def test_every_word_has_to_be_there(app: AppFixture) -> None:
    """In any order, and in different texts of the entry."""
    save_entries(
        app,
        act_entry(day(0), 1, act="Waved", note="rain", place="Corner shop", person="Tall Ann"),
        act_entry(day(1), 2, act="Waved", note="sun", place="Corner shop"),
    )
    for typed in ("wav rain", "ann waved", "corner RAIN", "tall corner"):
        assert numbers(search(app, typed)) == [1], typed
    assert numbers(search(app, "waved")) == [1, 2]


def test_signs_alone_leave_the_list_as_it_is(app: AppFixture) -> None:
    """Quotes, stars and commands of the index are nothing but signs."""
    save_entries(app, act_entry(day(0), 1), act_entry(day(1), 2))
    assert numbers(search(app, '"* - (')) == [1, 2]
    assert app.sees("2 entries, newest first")


def test_a_fast_typist_is_answered_once(app: AppFixture) -> None:
    """The list is read when the keys pause, not at every key."""
    save_entries(app, act_entry(day(0), 1, note="looked pleased"))
    page = go(app)
    answers: list[str] = []
    page.search.changed.connect(lambda: answers.append(page.search.field.text()))
    with app.qtbot.waitSignal(page.search.changed):
        page.search.field.setText("p")
        page.search.field.setText("pl")
        page.search.field.setText("ple")
    assert answers == ["ple"]


def test_what_was_found_is_marked(app: AppFixture) -> None:
    """In the row, in the colour of the marks; without a search nothing is."""
    save_entries(app, act_entry(day(0), 1, note="The dog looked pleased"))
    page = go(app)
    assert marked_pixels(picture(page), app.theme.tokens) == 0
    search(app, "dog")
    one = marked_pixels(picture(page), app.theme.tokens)
    assert one > 20
    search(app, "dog pleased")
    assert marked_pixels(picture(page), app.theme.tokens) > 1.5 * one
    page.search.clear()
    assert marked_pixels(picture(page), app.theme.tokens) == 0


def test_a_hit_deep_in_a_long_note_is_shown(app: AppFixture) -> None:
    """The row shows the part of the note that says it."""
    save_entries(app, act_entry(day(0), 1, note="word " * 2000 + "spaniel at last"))
    page = search(app, "spaniel")
    assert marked_pixels(picture(page), app.theme.tokens) > 20


FILTERS: dict[str, tuple[Callable[[EntrySearch], None], list[int]]] = {
    "size": (lambda s: s.size_chips.chips[2].click(), [2]),
    "outcome": (lambda s: s.outcome.chips[1].click(), [3]),
    "a place with a code": (lambda s: s.place.setCurrentText("Library"), [2]),
    "an own place": (lambda s: s.place.setCurrentText("Corner shop"), [4]),
    "person": (lambda s: s.person.setCurrentText("Ann"), [2, 4]),
    "note": (lambda s: s.with_note.click(), [1, 3, 5]),
}


@pytest.fixture
def mixed(app: AppFixture) -> AppFixture:
    """Five entries that differ in everything a filter asks for."""
    save_entries(
        app,
        act_entry(day(0), 1, note="rain", place=""),
        act_entry(day(1), 2, size=ActSize.SMALL, place=Place.LIBRARY.value, person="Ann"),
        act_entry(
            day(2), 3, outcome=Outcome.NOT_THIS_TIME, barrier=Barrier.NO_TIME, note="x", place=""
        ),
        act_entry(day(3), 4, place="Corner shop", person="ann "),
        note_entry(day(40), 5),
    )
    return app


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_leaves_what_it_says(mixed: AppFixture, name: str) -> None:
    """At once, without typing; the button for everything takes it back."""
    choose, wanted = FILTERS[name]
    page = go(mixed)
    mixed.click("Filters", page)
    choose(page.search)
    assert numbers(page) == wanted
    mixed.click("Clear the search", page.search)
    assert numbers(page) == [1, 2, 3, 4, 5]
    assert page.search.filter().is_empty


def test_filters_and_words_go_together(mixed: AppFixture) -> None:
    """An entry has to be as everything asks."""
    page = search(mixed, "smile")
    mixed.click("Filters", page)
    page.search.person.setCurrentText("Ann")
    assert numbers(page) == [2, 4]
    page.search.size_chips.chips[0].click()
    assert numbers(page) == [4]
    page.search.with_note.click()
    assert numbers(page) == []
    assert page.nothing.isVisible()


def test_two_days_are_both_included(mixed: AppFixture) -> None:
    """From the first day to the last."""
    page = go(mixed)
    mixed.click("Filters", page)
    mixed.click("Between two days", page)
    page.search.span.first.setDate(QDate(2026, 11, 20))
    page.search.span.last.setDate(QDate(2026, 11, 21))
    assert numbers(page) == [2, 3]
    assert page.search.span.first.isVisible()


def test_a_new_day_can_be_asked_for(mixed: AppFixture) -> None:
    """A window that is open overnight lets the new day in."""
    page = go(mixed)
    mixed.clock.at += timedelta(days=1)
    mixed.window.workspace.notice_new_day()
    tomorrow = TODAY + timedelta(days=1)
    assert page.search.span.last.date().toPython() == tomorrow
    save_entries(mixed, act_entry(tomorrow, 6))
    mixed.click("Filters", page)
    mixed.click("Between two days", page)
    assert 6 in numbers(page)


def test_nothing_found_leads_back(app: AppFixture) -> None:
    """One sentence and one button, which brings the list back and the keyboard to the field."""
    save_entries(app, act_entry(day(0), 1))
    page = search(app, "zeppelin")
    assert app.sees("No entry matches.")
    assert not page.list.isVisible()
    app.press("Clear the search")
    assert numbers(page) == [1]
    assert page.search.field.hasFocus()


def test_a_journal_without_entries_has_no_search(app: AppFixture) -> None:
    """There is nothing to look for, and the page says what will be there."""
    page = go(app)
    assert not page.search.isVisible()
    assert page.empty.isVisible()
    assert not page.deleted_button.isVisible()


def test_down_goes_into_the_list_that_was_asked_for(app: AppFixture) -> None:
    """Even before the pause after the last key is over; Enter opens its first entry."""
    save_entries(app, act_entry(day(0), 1, note="rain"), act_entry(day(1), 2, note="a dog"))
    page = go(app)
    app.write(page.search.field, "dog")
    app.qtbot.keyClick(page.search.field, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    assert page.list.currentIndex().row() == 0
    app.qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.reading is not None
    assert page.reading.prose.toPlainText() == "a dog"


def test_escape_clears_the_words(app: AppFixture) -> None:
    """And leaves the filters."""
    save_entries(app, act_entry(day(0), 1), act_entry(day(1), 2, size=ActSize.SMALL))
    page = search(app, "zzz")
    page.search.size_chips.set_value(ActSize.SMALL)
    app.qtbot.keyClick(page.search.field, Qt.Key.Key_Escape)
    app.qtbot.waitUntil(lambda: page.model.filter.text == "")
    assert numbers(page) == [2]


def test_a_found_entry_that_changes_leaves_the_list(app: AppFixture) -> None:
    """Edited so that it no longer says the word; and it comes back by undo."""
    save_entries(app, act_entry(day(0), 1, note="a dog"), act_entry(day(1), 2, note="a dog too"))
    page = search(app, "dog")
    page.open_entry(UUID(int=1))
    page.edit_open()
    assert page.form_card is not None
    page.form_card.form.note.setPlainText("a cat")
    app.click("Save")
    assert numbers(page) == [2]
    app.window.workspace.undo()
    assert numbers(page) == [1, 2]


def test_a_long_journal_is_searched_without_a_pause(app: AppFixture) -> None:
    """Twelve thousand entries: a page of rows is read, and each key is answered at once."""
    texts = ("He nodded back and the dog looked pleased", "Rain, and we laughed", "")
    many = [
        act_entry(TODAY - timedelta(days=n // 4), n + 1, note=texts[n % 3]) for n in range(MANY)
    ]
    app.journal.import_entries(many, ())
    page = app.window.workspace.pages.journal
    page.on_change(Change(everything=True))
    started = time.process_time()
    page.on_change(Change(everything=True))
    go(app)
    assert time.process_time() - started < OPENS_WITHIN_S
    assert page.model.rowCount() == PAGE
    for typed in ("p", "pl", "pleased", "pleased dog", "zz"):
        started = time.process_time()
        page.search.field.setText(typed)
        page.search.changed.emit()
        QApplication.processEvents()
        assert time.process_time() - started < ANSWERS_WITHIN_S, typed
        assert page.model.rowCount() <= 2 * PAGE
