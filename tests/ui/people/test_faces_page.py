"""Familiar faces: the path with each person, and what may be done about a nickname."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import Entry, Outcome
from smallacts_desktop.domain.journal_errors import DiskFullError
from smallacts_desktop.ui.entry_form.form import FormCard
from smallacts_desktop.ui.people.face_card import FaceCard, FacePath
from smallacts_desktop.ui.people.page import (
    SHOWN_AT_ONCE,
    FacesPage,
    ForgetFaceDialog,
    RenameFaceDialog,
)
from smallacts_desktop.ui.today.act_card import ChooseCard
from tests.domain.strategies import act_entry, note_entry
from tests.ui.app_fixture import AppFixture, day

_Dialog = TypeVar("_Dialog", bound=QDialog)
ANN, BOB = "spaniel man, park", "Maria at the till"
SMILE, HELLO, CHAT = ActSize


def save_entries(app: AppFixture, *entries: Entry) -> None:
    """Keep entries without the window."""
    app.journal.import_entries(entries, ())
    app.journal.announce_all_changed()


def go(app: AppFixture) -> FacesPage:
    """Go there by the journal, as a person does."""
    app.window.workspace.show_page("journal")
    app.click("Familiar faces")
    QApplication.processEvents()
    assert app.window.workspace.stack.currentWidget() is app.window.workspace.pages.faces
    return app.window.workspace.pages.faces


def card(page: FacesPage, nickname: str) -> FaceCard:
    """The card of one face."""
    (found,) = [card for card in page.cards if card.face.nickname == nickname]
    return found


def path(shown: FaceCard) -> str:
    """The path as a screen reader says it."""
    (found,) = shown.findChildren(FacePath)
    return found.accessibleName()


def said(app: AppFixture, shown: QWidget) -> str:
    """Every label on a card."""
    return "\n".join(app.texts(shown))


def dialog(kind: type[_Dialog]) -> _Dialog:
    """The dialog that stands over the page."""
    QApplication.processEvents()
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


@contextmanager
def closing(app: AppFixture, shown: QDialog) -> Iterator[None]:
    """Do something that closes a dialog, and be at the window again."""
    with app.qtbot.waitSignal(shown.finished):
        yield
    QApplication.processEvents()
    with app.qtbot.waitActive(app.window):
        app.window.activateWindow()


@pytest.fixture
def known(app: AppFixture) -> AppFixture:
    """One face with a smile and two hellos, and one that was met once."""
    save_entries(
        app,
        act_entry(day(20), 1, person=ANN),
        act_entry(day(9), 2, person=ANN.upper(), size=HELLO),
        act_entry(day(4), 3, person=f" {ANN} ", size=HELLO),
        act_entry(day(2), 4, person=ANN, size=CHAT, outcome=Outcome.NOT_THIS_TIME),
        note_entry(day(1), 5, person=BOB),
        act_entry(day(8), 6, person=BOB, size=SMILE, note="Maria at the till smiled first."),
    )
    return app


def persons(app: AppFixture) -> Sequence[str]:
    """The nickname of every entry, by the number it was made with."""
    return [entry.person for entry in sorted(app.entries(), key=lambda e: e.id.int)]


def test_nobody_yet(app: AppFixture) -> None:
    """The page says how people come here, and leads back."""
    page = go(app)
    assert app.sees("They will show here.", page)
    assert page.cards == []
    app.click("Back to the journal")
    assert app.window.workspace.stack.currentWidget() is app.window.workspace.pages.journal


def test_the_path_has_its_dates(known: AppFixture) -> None:
    """The first day of each size that was done; what was not done is no step."""
    page = go(known)
    assert [shown.face.entries for shown in page.cards] == [2, 4]
    ann = page.cards[1]
    assert path(ann) == (
        "A smile: 2 Nov 2026. A hello: from 13 Nov 2026, 2 times. A chat: not so far."
    )
    assert "4 entries, the last on 20 Nov 2026" in said(known, ann)
    assert path(card(page, BOB)) == (
        "A smile: 14 Nov 2026. A hello: not so far. A chat: not so far."
    )


def test_the_next_step_is_words_alone(known: AppFixture) -> None:
    """It is offered, once; looking at it chooses nothing anywhere."""
    size = known.journal.card.size
    page = go(known)
    assert "A next step with them, if and when you like: a hello." in said(known, card(page, BOB))
    assert known.journal.card.size is size
    assert known.journal.card.pending() is None
    known.window.workspace.show_page("today")
    shown = known.window.workspace.pages.today.card
    assert isinstance(shown, ChooseCard)
    assert shown.sizes.act_size is size


def test_something_done_with_them_begins_a_form(known: AppFixture) -> None:
    """Their nickname is there; what it was is for the person to say."""
    page = go(known)
    known.click("Add an act with them", card(page, BOB))
    form = known.window.workspace.pages.today.card
    assert isinstance(form, FormCard)
    assert form.form.person.text() == BOB
    assert form.form.answers().size is None
    known.write(form.form.what, "Waved")
    form.form.size_chips.chips[0].click()
    known.click("Save")
    assert [entry.act for entry in known.entries() if entry.person == BOB].count("Waved") == 1
    assert "A smile: from 14 Nov 2026, 2 times" in path(card(go(known), BOB))


def test_a_whole_path_offers_nothing_more(app: AppFixture) -> None:
    """All three are there; nothing larger is asked for."""
    save_entries(
        app, *[act_entry(day(n), n + 1, person=ANN, size=s) for n, s in enumerate(ActSize)]
    )
    shown = card(go(app), ANN)
    assert "all of them are there with this person" in said(app, shown)
    assert "next step" not in said(app, shown)


def test_their_entries_are_listed(known: AppFixture) -> None:
    """In the journal, however the nickname is spelled; the filter shows why."""
    page = go(known)
    known.click("See the entries", page.cards[1])
    journal = known.window.workspace.pages.journal
    assert known.window.workspace.stack.currentWidget() is journal
    assert journal.model.total() == 4
    assert journal.search.person.isVisible()


def test_a_nickname_is_changed_everywhere(known: AppFixture) -> None:
    """By keyboard: the field holds the old one, Enter keeps the new one."""
    page = go(known)
    known.click("Rename…", card(page, BOB))
    shown = dialog(RenameFaceDialog)
    assert shown.field.text() == BOB
    shown.field.selectAll()
    known.write(shown.field, "Maria")
    with closing(known, shown):
        known.qtbot.keyClick(shown.field, Qt.Key.Key_Return)
    known.qtbot.waitUntil(lambda: page.cards[0].face.nickname == "Maria")
    assert persons(known)[4:] == ["Maria", "Maria"]
    assert known.journal.entry(UUID(int=6)).note == "Maria at the till smiled first."
    assert QApplication.focusWidget() is not None


def test_two_faces_become_one(known: AppFixture) -> None:
    """The dialog says so before it happens."""
    page = go(known)
    known.click("Rename…", card(page, BOB))
    shown = dialog(RenameFaceDialog)
    shown.field.selectAll()
    shown.field.insert(f" {ANN.upper()} ")
    assert "The two become one." in shown.hint.text()
    with closing(known, shown):
        known.click("Save", shown)
    known.qtbot.waitUntil(lambda: len(page.cards) == 1)
    assert page.cards[0].face.entries == 6


def test_a_blank_nickname_is_refused(known: AppFixture) -> None:
    """One sentence in the dialog; nothing has changed."""
    before = persons(known)
    known.click("Rename…", card(go(known), BOB))
    shown = dialog(RenameFaceDialog)
    shown.field.clear()
    known.qtbot.keyClick(shown.field, Qt.Key.Key_Return)
    known.qtbot.waitUntil(shown.problem.isVisible)
    assert persons(known) == before
    with closing(known, shown):
        known.qtbot.keyClick(shown, Qt.Key.Key_Escape)


def test_a_nickname_is_forgotten_after_asking(known: AppFixture) -> None:
    """It leaves every entry; the entries and their notes stay; no file holds it any more."""
    page = go(known)
    known.click("Forget…", page.cards[1])
    shown = dialog(ForgetFaceDialog)
    assert known.sees("is taken out of every entry (4)", shown)
    assert shown.keep_button.hasFocus()
    with closing(known, shown):
        known.click("Forget", shown)
    known.qtbot.waitUntil(lambda: len(page.cards) == 1)
    assert persons(known) == ["", "", "", "", BOB, BOB]
    # Once the dialog has gone the window becomes the active one again, in its own time.
    known.qtbot.waitUntil(page.cards[0].note_button.hasFocus)
    stored = b"".join(file.read_bytes() for file in known.paths.data.iterdir() if file.is_file())
    assert ANN.encode() not in stored.lower()


def test_keeping_a_nickname_changes_nothing(known: AppFixture) -> None:
    """Escape is the same as “Keep”."""
    before = persons(known)
    page = go(known)
    known.click("Forget…", page.cards[0])
    shown = dialog(ForgetFaceDialog)
    with closing(known, shown):
        known.qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert persons(known) == before


def test_a_full_disk_is_said_on_the_page(
    known: AppFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The nickname stays, and the page says why."""

    def full(_nickname: str) -> int:
        raise DiskFullError

    monkeypatch.setattr(known.journal.faces, "forget", full)
    page = go(known)
    known.click("Forget…", page.cards[0])
    shown = dialog(ForgetFaceDialog)
    with closing(known, shown):
        known.click("Forget", shown)
    known.qtbot.waitUntil(page.problem.isVisible)
    assert len(page.cards) == 2


def test_nicknames_stay_out_of_a_share(known: AppFixture) -> None:
    """What a support worker would see names nobody, unless it is chosen."""
    known.window.workspace.show_page("share")
    share = known.window.workspace.pages.share
    known.qtbot.waitUntil(lambda: share.model.rowCount() == 6)

    def preview() -> str:
        model = share.model
        cells = (
            model.index(row, column).data()
            for row in range(model.rowCount())
            for column in range(model.columnCount())
        )
        return "\n".join(map(str, cells)).casefold()

    assert ANN not in preview()
    assert BOB.casefold() not in preview()
    known.click("Who with, by nickname", share)
    known.qtbot.waitUntil(lambda: ANN in preview())


def test_signs_in_a_nickname_stay_plain(app: AppFixture) -> None:
    """What the person wrote is never read as mark-up, on the card or in the dialog."""
    odd = "<b>A & B</b> {name} &amp;"
    save_entries(app, act_entry(day(0), 1, person=odd))
    page = go(app)
    assert odd in app.texts(card(page, odd))
    app.click("Forget…", page.cards[0])
    shown = dialog(ForgetFaceDialog)
    assert app.sees(f"“{odd}” is taken out of every entry (1)", shown)
    with closing(app, shown):
        app.click("Keep", shown)


def test_many_faces_come_a_few_at_a_time(app: AppFixture) -> None:
    """The rest on request, with the keyboard on the first new one."""
    save_entries(
        app, *[act_entry(day(n), n + 1, person=f"Face {n}") for n in range(SHOWN_AT_ONCE + 5)]
    )
    page = go(app)
    assert len(page.cards) == SHOWN_AT_ONCE
    app.press("Show more")
    assert len(page.cards) == SHOWN_AT_ONCE + 5
    assert page.cards[SHOWN_AT_ONCE].note_button.hasFocus()
    assert not page.more_button.isVisible()
