"""The shelf of acts: looked through, marked, added to, and put on the card."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QScrollBar

from smallacts_desktop.domain.act_library import ActFilter
from smallacts_desktop.domain.acts import Act, ActSize, Place
from smallacts_desktop.domain.drafts import EntryDraft
from smallacts_desktop.domain.errors import DiskFullError
from smallacts_desktop.ui.acts.act_dialog import ActDialog
from smallacts_desktop.ui.acts.own_act_dialog import OwnActDialog
from smallacts_desktop.ui.acts.page import ActsPage
from tests.ui.app_fixture import AppFixture

_Dialog = TypeVar("_Dialog", bound=QDialog)
LONG = "Wave to everybody on the very long bridge over the river now"
UNBROKEN = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


def go(room: AppFixture) -> ActsPage:
    """Go to the page."""
    room.window.workspace.show_page("acts")
    QApplication.processEvents()
    return room.window.workspace.pages.acts


def titles(page: ActsPage) -> list[str]:
    """What the rows say, from the top."""
    return [page.model.act_at(row).act.title for row in range(page.model.rowCount())]


def focus_row(page: ActsPage, row: int) -> None:
    """Put the keyboard on a row."""
    page.list.setFocus(Qt.FocusReason.TabFocusReason)
    page.list.go_to(row)


def open_dialog(kind: type[_Dialog]) -> _Dialog:
    """The dialog that stands over the window."""
    QApplication.processEvents()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog


def come_back(room: AppFixture) -> None:
    """Be at the window again, as the window manager does once a dialog is gone."""
    QApplication.processEvents()
    with room.qtbot.waitActive(room.window):
        room.window.activateWindow()


def spoken(page: ActsPage, row: int) -> str:
    """What a screen reader says of a row."""
    return str(page.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole))


def click_star(room: AppFixture, page: ActsPage, row: int) -> None:
    """Click on the star of a row."""
    place = page.list.delegate.star_place(page.model.index(row)).center()
    room.qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_every_act_is_there(room: AppFixture) -> None:
    """In the order of the catalogue; the field says how many there are."""
    page = go(room)
    acts = list(room.journal.catalogue)
    assert titles(page) == [act.title for act in acts]
    assert page.search.field.placeholderText() == f"Search {len(acts)} acts"
    assert room.sees("Ideas to try yourself, or to suggest to someone else")


def test_typing_finds_acts(room: AppFixture) -> None:
    """Each word begins a word of the title or the hint; the heading counts."""
    page = go(room)
    room.write(page.search.field, "neigh WIND")
    assert "Nod to a neighbour from the window" in titles(page)
    expected = room.journal.acts.all(ActFilter(text="neigh WIND"))
    assert titles(page) == [shelved.act.title for shelved in expected]
    assert 0 < len(expected) < 20
    room.qtbot.keyClick(page.search.field, Qt.Key.Key_Escape)
    assert len(titles(page)) == len(room.journal.catalogue)


def test_size_and_place_narrow_the_list(room: AppFixture) -> None:
    """Both at once; a place that is chosen again is let go."""
    page = go(room)
    room.click("Smaller", page)
    room.click("Library", page)
    shown = [page.model.act_at(row).act for row in range(page.model.rowCount())]
    assert shown
    assert all(act.size is ActSize.SMALLER and Place.LIBRARY in act.places for act in shown)
    room.click("Library", page)
    assert len(titles(page)) == len(room.journal.catalogue.of_size(ActSize.SMALLER))


def test_nothing_found_leads_back(room: AppFixture) -> None:
    """One sentence and one button, which brings every act back and the keyboard to the field."""
    page = go(room)
    room.write(page.search.field, "zzzz")
    assert room.sees("No act matches.")
    room.press("Clear the search")
    assert len(titles(page)) == len(room.journal.catalogue)
    assert page.search.field.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_F])
def test_a_key_makes_a_favourite(room: AppFixture, key: Qt.Key) -> None:
    """And takes that back; the keyboard stays on the row, and a screen reader hears it."""
    page = go(room)
    focus_row(page, 2)
    act = page.model.act_at(2).act
    room.qtbot.keyClick(page.list, key)
    assert [s.act.id for s in room.journal.acts.all(ActFilter(favourites=True))] == [act.id]
    assert "A favourite." in spoken(page, 2)
    assert page.list.currentIndex().row() == 2
    room.qtbot.keyClick(page.list, key)
    assert room.journal.acts.all(ActFilter(favourites=True)) == []
    assert "Not a favourite." in spoken(page, 2)


def test_a_click_on_the_star_opens_nothing(room: AppFixture) -> None:
    """It marks the act; a click beside it opens the act."""
    page = go(room)
    click_star(room, page, 1)
    assert page.model.act_at(1).favourite
    assert QApplication.activeModalWidget() is None
    room.qtbot.mouseClick(
        page.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=page.list.visualRect(page.model.index(1)).center(),
    )
    assert open_dialog(ActDialog).shelved.act == page.model.act_at(1).act


def test_the_star_is_large_enough_to_hit(room: AppFixture) -> None:
    """At the smallest text too, and in both directions."""
    room.theme.set_scale(0.8)
    page = go(room)
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        page.list.setLayoutDirection(direction)
        page.list.doItemsLayout()
        place = page.list.delegate.star_place(page.model.index(0))
        assert min(place.width(), place.height()) >= 24
        assert page.list.visualRect(page.model.index(0)).contains(place)
        leading = place.center().x() < page.list.viewport().width() // 2
        assert leading is (direction is Qt.LayoutDirection.RightToLeft)


def test_a_favourite_that_is_let_go_leaves_the_favourites(room: AppFixture) -> None:
    """The keyboard goes on to the row that takes its place; with the last it goes to the button."""
    acts = list(room.journal.catalogue)
    for act in acts[:2]:
        room.journal.acts.set_favourite(act.id, True)
    page = go(room)
    room.click("Favourites", page)
    assert titles(page) == [act.title for act in acts[:2]]
    focus_row(page, 1)
    room.qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert titles(page) == [acts[0].title]
    assert page.list.currentIndex().row() == 0
    room.qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert room.sees("Choose the star beside an act, and it will be kept here.")
    assert page.empty.button.hasFocus()


def test_hidden_acts_are_shown_on_request(room: AppFixture) -> None:
    """They are said to be hidden, in words."""
    hidden = list(room.journal.catalogue)[1]
    room.journal.acts.set_hidden(hidden.id, True)
    page = go(room)
    assert hidden.title not in titles(page)
    room.click("Show hidden", page)
    row = titles(page).index(hidden.title)
    assert spoken(page, row).endswith("Hidden.")
    assert not spoken(page, 0).endswith("Hidden.")


def test_when_every_act_is_hidden_there_is_a_way_out(room: AppFixture) -> None:
    """One button shows them."""
    for act in room.journal.catalogue:
        room.journal.acts.set_hidden(act.id, True)
    page = go(room)
    assert room.sees("You have hidden every act.")
    room.press("Show hidden acts")
    assert len(titles(page)) == len(room.journal.catalogue)


def test_enter_opens_an_act_and_escape_returns_to_its_row(room: AppFixture) -> None:
    """By keyboard alone."""
    page = go(room)
    focus_row(page, 3)
    room.qtbot.keyClick(page.list, Qt.Key.Key_Return)
    dialog = open_dialog(ActDialog)
    assert dialog.try_button.hasFocus()
    room.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    come_back(room)
    assert page.list.hasFocus()
    assert page.list.currentIndex().row() == 3


def test_down_in_the_field_goes_to_the_list(room: AppFixture) -> None:
    """So that a search needs no Tab."""
    page = go(room)
    room.write(page.search.field, "smile")
    room.qtbot.keyClick(page.search.field, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    assert page.list.currentIndex().row() == 0


def test_an_act_goes_on_the_card(room: AppFixture) -> None:
    """It is today's act, which is what is seen next; the mood before can still be given."""
    page = go(room)
    act = page.model.act_at(4).act
    page.open_act(act.id)
    room.click("Put it on today’s card", open_dialog(ActDialog))
    assert room.journal.card.pending() is None
    assert room.journal.card.act() == act
    assert room.journal.card.size is act.size
    assert room.window.workspace.stack.currentWidget() is room.window.workspace.pages.today
    assert room.sees(act.title)


def test_a_card_in_use_is_left_alone(room: AppFixture) -> None:
    """One sentence says so, and the waiting act goes on waiting."""
    first, second = list(room.journal.catalogue)[:2]
    room.journal.card.start(first, 4)
    page = go(room)
    page.open_act(second.id)
    dialog = open_dialog(ActDialog)
    room.click("Put it on today’s card", dialog)
    assert room.sees("Another act is waiting on your card.", dialog)
    pending = room.journal.card.pending()
    assert pending is not None
    assert pending.act_id == first.id


def test_an_own_act_is_added(room: AppFixture) -> None:
    """It is at the top of the list with the keyboard on it, whatever was searched for before."""
    page = go(room)
    room.write(page.search.field, "zzzz")
    room.press("Add your own")
    dialog = open_dialog(OwnActDialog)
    room.qtbot.keyClicks(dialog.title, "Wave to the bin lorry")
    room.qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    come_back(room)
    assert titles(page)[0] == "Wave to the bin lorry"
    assert page.list.hasFocus()
    assert page.list.currentIndex().row() == 0
    assert "Your own act." in spoken(page, 0)


def test_without_own_acts_one_is_offered_to_be_made(room: AppFixture) -> None:
    """The list of one's own starts with a button."""
    page = go(room)
    room.click("My own", page)
    assert room.sees("Acts that you make up yourself will be kept here.")
    room.press("Add your own act")
    assert open_dialog(OwnActDialog).title.hasFocus()


def removed(room: AppFixture) -> Act:
    """An own act with marks, taken off the shelf by its button."""
    own = room.journal.acts.add_own(ActSize.SMALL, "Wave to the bin lorry")
    room.journal.acts.set_favourite(own.id, True)
    go(room).open_act(own.id)
    room.click("Remove", open_dialog(ActDialog))
    come_back(room)
    assert room.journal.acts.find(own.id) is None
    assert room.window.workspace.message_bar.text == "The act is removed."
    return own


def by_button(room: AppFixture) -> None:
    """Press Undo in the bar."""
    room.click("Undo")


def by_key(room: AppFixture) -> None:
    """Press the key for undo in the list."""
    assert room.window.workspace.pages.acts.list.hasFocus()
    QTest.keySequence(
        room.window.workspace.pages.acts.list, QKeySequence(QKeySequence.StandardKey.Undo)
    )


@pytest.mark.parametrize("undo", [by_button, by_key])
def test_a_removed_act_comes_back(room: AppFixture, undo: Callable[[AppFixture], None]) -> None:
    """With its marks and the keyboard on it; an entry deleted before stays deleted."""
    entry = room.entry("Smiled")
    room.journal.delete(entry.id)
    own = removed(room)
    undo(room)
    back = room.journal.acts.find(own.id)
    assert back is not None
    assert (back.act, back.favourite) == (own, True)
    assert room.window.workspace.pages.acts.list.currentIndex().row() == 0
    assert room.entries() == []
    QTest.keySequence(
        room.window.workspace.pages.acts.list, QKeySequence(QKeySequence.StandardKey.Undo)
    )
    assert room.entries() == [entry]


def test_an_entry_keeps_the_title_it_was_done_under(room: AppFixture) -> None:
    """Editing an own act changes neither what was written nor what waits."""
    own = room.journal.acts.add_own(ActSize.SMALL, "Wave to the lorry")
    room.journal.card.start(own, 5)
    done = room.journal.complete(EntryDraft(act=own.title, mood_after=6))
    room.journal.card.start(own, 5)
    page = go(room)
    page.open_act(own.id)
    dialog = open_dialog(ActDialog)
    room.click("Edit", dialog)
    form = open_dialog(OwnActDialog)
    form.title.setText("Wave to the milk float")
    room.click("Save", form)
    QApplication.processEvents()
    assert room.sees("Wave to the milk float", dialog)
    assert titles(page)[0] == "Wave to the milk float"
    assert room.journal.entry(done.id).act == "Wave to the lorry"
    pending = room.journal.card.pending()
    assert pending is not None
    assert pending.title == "Wave to the lorry"
    assert room.window.workspace.pages.journal.model.entry_at(0).act == "Wave to the lorry"


def test_a_full_disk_is_told(room: AppFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence on the page, and the star stays as it was."""

    def full(*_: object) -> None:
        raise DiskFullError

    page = go(room)
    monkeypatch.setattr(room.journal.acts, "set_favourite", full)
    focus_row(page, 0)
    room.qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert room.sees("The disk is full")
    assert not page.model.act_at(0).favourite


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("title", [LONG, UNBROKEN])
def test_long_words_fit_a_small_window(room: AppFixture, scale: float, title: str) -> None:
    """No sideways scrolling, nothing beyond the row, and the current row is in the window."""
    room.journal.acts.add_own(ActSize.SMALL, title, "A long hint, " * 15, [Place.PARK, Place.CAFE])
    room.theme.set_scale(scale)
    room.width, room.height = 640, 480
    page = go(room)
    assert page.horizontalScrollBar().maximum() == 0
    focus_row(page, 5)
    room.qtbot.keyClick(page.list, Qt.Key.Key_Up)
    QApplication.processEvents()
    current = page.list.visualRect(page.list.currentIndex())
    assert page.list.currentIndex().row() == 4
    seen = current.translated(page.list.viewport().mapTo(page.viewport(), QPoint(0, 0)))
    assert seen.top() >= 0
    assert seen.top() < page.viewport().height()
    assert seen.bottom() <= page.viewport().height() or current.height() > page.viewport().height()
    assert [bar for bar in page.findChildren(QScrollBar) if bar.isVisible()] == [
        page.verticalScrollBar()
    ]
    index = page.model.index(0)
    row = page.list.delegate.row(index)
    whole = page.list.visualRect(index).translated(-page.list.visualRect(index).topLeft())
    for part in (row.title[0], row.hint[0], row.star, *(pill.place for pill in row.pills)):
        assert whole.contains(part)
    assert not any(row.title[0].intersects(pill.place) for pill in row.pills)


def test_filters_fold_away_in_a_small_window(room: AppFixture) -> None:
    """One quiet line opens them; in a wide window they are always there."""
    page = go(room)
    assert page.search.places.isVisible()
    assert not page.search.expander.button.isVisible()
    room.window.resize(640, 480)
    QApplication.processEvents()
    assert not page.search.places.isVisible()
    room.press("Filters")
    assert page.search.places.isVisible()
    assert page.search.sizes.isVisible()
    room.window.resize(1120, 760)
    QApplication.processEvents()
    assert page.search.sizes.isVisible()
    assert not page.search.expander.button.isVisible()
