"""A full disk is told where the person is; what they typed stays, and what shows is kept."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.domain.journal_errors import DiskFaultError, DiskFullError
from smallacts_desktop.domain.people import OwnContact
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.ui.calendar.day_card import MoveEntryDialog
from smallacts_desktop.ui.entry_form.form import FormCard
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.settings.contacts import ContactDialog
from smallacts_desktop.ui.shell.first_run import FirstRun
from smallacts_desktop.ui.today.act_card import ChooseCard, WaitingCard
from tests.ui.app_fixture import TODAY, AppFixture

FULL, FAULT = "The disk is full", "The disk reports a fault"
MIRA = OwnContact("Mira", "07700 900123")
FullDisk = Callable[[], AbstractContextManager[None]]


@pytest.fixture(autouse=True)
def nothing_uncaught(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No error may come as far as the last net: there it would be told, but away from its place."""
    caught: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: caught.append(error))
    yield
    assert caught == []


@pytest.fixture
def full_disk() -> FullDisk:
    """While it lasts, no statement can write to the journal; what a transaction began is undone."""

    def refuse(*_args: object, **_given: object) -> int:
        raise DiskFullError

    @contextmanager
    def full() -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Database, "run", refuse)
            patch.setattr(Database, "run_many", refuse)
            yield

    return full


def bar(app: AppFixture) -> str:
    """What the line at the bottom of the window says."""
    return app.window.workspace.message_bar.text


def choose_card(app: AppFixture) -> ChooseCard:
    """Today's card, from which an act is chosen."""
    card = app.window.workspace.pages.today.card
    assert isinstance(card, ChooseCard)
    return card


def form_card(app: AppFixture) -> FormCard:
    """The form that is open on Today."""
    card = app.window.workspace.pages.today.card
    assert isinstance(card, FormCard)
    return card


def dialog_over(app: AppFixture) -> QDialog:
    """The dialog that stands over the window."""
    app.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    return dialog


def test_an_act_that_could_not_be_begun_can_be_tried_again(
    app: AppFixture, full_disk: FullDisk
) -> None:
    """The card stays; once there is room the sentence goes with the next press."""
    app.open()
    with full_disk():
        app.click("I’ll try this")
        assert FULL in bar(app)
        assert app.journal.card.pending() is None
        choose_card(app)
    app.click("I’ll try this")
    assert bar(app) == ""
    assert isinstance(app.window.workspace.pages.today.card, WaitingCard)


def test_a_size_that_could_not_be_kept_is_not_shown_as_chosen(
    app: AppFixture, full_disk: FullDisk
) -> None:
    """The bar of sizes goes back to what the journal holds."""
    app.open()
    sizes = choose_card(app).sizes
    before = sizes.act_size
    with full_disk():
        app.qtbot.mouseClick(sizes.segments[-1], Qt.MouseButton.LeftButton)
        assert FULL in bar(app)
        assert choose_card(app).sizes.act_size is before
        assert sizes.segments[list(ActSize).index(before)].isChecked()
    app.qtbot.mouseClick(sizes.segments[-1], Qt.MouseButton.LeftButton)
    assert app.journal.card.size is list(ActSize)[-1]
    assert bar(app) == ""


def test_a_form_that_could_not_be_saved_keeps_its_words(
    app: AppFixture, full_disk: FullDisk
) -> None:
    """The sentence is at the button, and pressing it again saves."""
    app.open().workspace.just_write()
    app.write(form_card(app).form.note, "A robin came")
    with full_disk():
        app.click("Save")
        assert app.sees(FULL, form_card(app))
        assert form_card(app).form.note.toPlainText() == "A robin came"
    app.click("Save")
    assert [entry.note for entry in app.entries()] == ["A robin came"]


def test_words_that_could_not_be_kept_as_they_were_typed_are_told_of_once_they_are_not(
    app: AppFixture, full_disk: FullDisk
) -> None:
    """Without taking the keyboard; the next word that is kept takes the sentence back."""
    app.open().workspace.just_write()
    note = form_card(app).form.note
    with full_disk():
        app.write(note, "A robin")
        app.qtbot.waitUntil(lambda: FULL in bar(app))
        assert note.hasFocus()
    app.qtbot.keyClicks(note, " came")
    app.qtbot.waitUntil(lambda: bar(app) == "")
    assert "A robin came" in app.stored_drafts()


def test_a_form_with_words_that_cannot_be_kept_is_not_left(
    app: AppFixture, full_disk: FullDisk
) -> None:
    """Neither by the rail, whose mark stays, nor by “Back”, nor by the key for another form."""
    space = app.open().workspace
    space.just_write()
    note = form_card(app).form.note
    with full_disk():
        app.write(note, "A robin")
        app.click("Calendar", space.rail)
        assert FULL in bar(app)
        assert space.rail.current == "today"
        assert space.stack.currentWidget() is space.pages.today
        app.click("Back")
        assert app.sees(FULL, form_card(app))
        space.just_write()
        assert form_card(app).form.note.toPlainText() == "A robin"
    app.click("Calendar", space.rail)
    assert space.rail.current == "calendar"
    assert "A robin" in app.stored_drafts()


def test_an_entry_that_could_not_be_deleted_stays_open(
    app: AppFixture, full_disk: FullDisk
) -> None:
    """Its form is there with its words, and the entry in the journal."""
    entry = app.entry("Waved")
    space = app.open().workspace
    space.show_page("journal")
    page = space.pages.journal
    page.open_entry(entry.id)
    page.edit_open()
    with full_disk():
        app.click("Delete")
        assert FULL in bar(app)
        assert page.form_card is not None
        assert app.entries() == [entry]
    app.click("Delete")
    assert app.entries() == []


def test_what_could_not_be_undone_can_still_be(app: AppFixture, full_disk: FullDisk) -> None:
    """By the same key, once there is room."""
    entry = app.entry("Waved")
    app.open()
    app.journal.delete(entry.id)
    with full_disk():
        app.qtbot.keyClick(app.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert FULL in bar(app)
        assert app.entries() == []
    app.qtbot.keyClick(app.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert app.entries() == [entry]


def test_a_star_that_could_not_be_kept_is_not_shown(app: AppFixture, full_disk: FullDisk) -> None:
    """The sentence is on the page, over the list."""
    space = app.open().workspace
    space.show_page("acts")
    page = space.pages.acts
    page.list.setFocus(Qt.FocusReason.TabFocusReason)
    page.list.go_to(0)
    with full_disk():
        app.qtbot.keyClick(page.list, Qt.Key.Key_Space)
        assert FULL in page.problem.text()
        assert page.problem.isVisible()
        assert not page.model.act_at(0).favourite
    app.qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert page.model.act_at(0).favourite
    assert not page.problem.isVisible()


def test_a_start_of_day_that_could_not_be_kept_is_not_shown(
    app: AppFixture, full_disk: FullDisk
) -> None:
    """The chip goes back, with the sentence under it."""
    space = app.open().workspace
    space.show_page("settings")
    days = space.pages.settings.days
    before = app.journal.preferences.day_start
    other = next(chip for chip in days.day_start.chips if not chip.isChecked())
    with full_disk():
        app.qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
        assert app.sees(FULL, days)
        assert days.day_start.value == before
        assert not other.isChecked()
    app.qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
    assert not app.sees(FULL, days)
    assert app.journal.preferences.day_start == days.day_start.value != before


def test_a_place_that_could_not_be_kept_is_not_ticked(app: AppFixture, full_disk: FullDisk) -> None:
    """And can be ticked once there is room."""
    space = app.open().workspace
    space.show_page("settings")
    card = space.pages.settings.places
    box = card.choice.boxes[Place.PARK]
    with full_disk():
        box.click()
        assert app.sees(FULL, card)
        assert not box.isChecked()
    box.click()
    assert app.journal.preferences.places == {Place.PARK}
    assert not app.sees(FULL, card)


def test_a_contact_that_could_not_be_kept_stays_in_its_dialog(
    app: AppFixture, full_disk: FullDisk
) -> None:
    """With every word; saving again keeps it."""
    app.open().workspace.show_page("settings")
    app.click("Add a contact…")
    dialog = dialog_over(app)
    assert isinstance(dialog, ContactDialog)
    app.write(dialog.name, MIRA.name)
    app.write(dialog.call, MIRA.call)
    with full_disk():
        app.click("Save", dialog)
        assert FULL in dialog.problem.text()
        assert dialog.isVisible()
    app.click("Save", dialog)
    assert app.journal.preferences.own_contacts == (MIRA,)


def test_a_contact_that_could_not_be_removed_stays_in_the_list(
    app: AppFixture, full_disk: FullDisk
) -> None:
    """The card says why, and offers nothing to undo."""
    app.journal.preferences.own_contacts = (MIRA,)
    space = app.open().workspace
    space.show_page("settings")
    card = space.pages.settings.contacts
    with full_disk():
        app.click("Remove Mira", card)
        assert app.sees(FULL, card)
        assert app.sees("Mira", card)
    assert bar(app) == ""


def test_an_entry_that_could_not_be_moved_stays_on_its_day(
    app: AppFixture, full_disk: FullDisk
) -> None:
    """The dialog stays with the day that was chosen."""
    entry = app.entry("Waved")
    space = app.open().workspace
    space.show_page("calendar")
    space.pages.calendar.day_card.move_wanted.emit(entry.id)
    dialog = dialog_over(app)
    assert isinstance(dialog, MoveEntryDialog)
    before = TODAY - timedelta(days=1)
    dialog.field.setDate(QDate(before.year, before.month, before.day))
    with full_disk():
        app.click("Move", dialog)
        assert app.sees(FULL, dialog)
        assert app.entries()[0].date == TODAY
    app.click("Move", dialog)
    assert app.entries()[0].date == before


@pytest.fixture
def bad_disk() -> FullDisk:
    """While it lasts, nothing can be read from the journal."""

    def fail(*_args: object, **_given: object) -> None:
        raise DiskFaultError

    @contextmanager
    def bad() -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Database, "ask", fail)
            patch.setattr(Database, "ask_raw", fail)
            yield

    return bad


def test_a_disk_that_cannot_be_read_is_told_too(app: AppFixture, bad_disk: FullDisk) -> None:
    """By the pages that read when a control is used, and by going to one that cannot be read."""
    app.entry("Waved")
    space = app.open().workspace
    space.show_page("calendar")
    space.show_page("journal")
    with bad_disk():
        space.pages.journal.search.field.setText("waved")
        app.qtbot.waitUntil(lambda: FAULT in bar(app))
        space.message_bar.clear()
        space.pages.calendar.modes.segments[-1].click()
        assert FAULT in bar(app)
        space.message_bar.clear()
        app.click("Insights", space.rail)
        assert FAULT in bar(app)
        assert space.rail.current == "journal"
    app.click("Insights", space.rail)
    assert space.rail.current == "insights"


def test_a_journal_that_cannot_be_read_as_it_opens_is_told(
    app: AppFixture, bad_disk: FullDisk
) -> None:
    """Its pages are there for when it can be read, and the window can be left."""
    window = app.open()
    with bad_disk():
        window.show_journal(app.journal)
        assert FAULT in bar(app)
        window.workspace.message_bar.clear()
        assert not window.workspace.notice_new_day()
        assert FAULT in bar(app)
        window.workspace.hide()
        window.workspace.show()
    assert window.workspace.notice_new_day()
    assert window.workspace.show_page("today")


def test_a_card_of_today_that_cannot_be_read_is_told(app: AppFixture, bad_disk: FullDisk) -> None:
    """What was on the card stays, and the same press shows the next one once it can be read."""
    space = app.open().workspace
    app.click("I’ll try this")
    app.click("Not this time")
    for wanted in ("Back", "I’ve done something else"):
        card = space.pages.today.card
        with bad_disk():
            app.click(wanted)
            assert FAULT in bar(app)
            assert space.pages.today.card is card
        space.message_bar.clear()
        app.click(wanted)
        assert space.pages.today.card is not card
        assert bar(app) == ""
    card = space.pages.today.card
    with bad_disk():
        space.pages.today.show_start()
        assert FAULT in bar(app)
        assert space.pages.today.card is card


def test_a_start_that_could_not_be_kept_stays_on_its_screen(
    full_disk: FullDisk, theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    """The first run goes on once it is kept, or by skipping it."""
    vault = Vault(Paths.inside(tmp_path / "data"))
    vault.open()
    made = FirstRun(theme, vault.journal)
    qtbot.addWidget(made)
    made.show()
    made.show_screen(1)
    screen = made.where_to_start
    with full_disk():
        screen.go_button.click()
        assert FULL in screen.problem.text()
        assert screen.isVisible()
    screen.go_button.click()
    assert made.who_else.isVisible()
    vault.lock()
