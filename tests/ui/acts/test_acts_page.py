"""The library of acts: looked through, marked, added to, and put on the card."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QScrollBar

from smallacts_desktop.domain.act_library import ActFilter
from smallacts_desktop.domain.acts import Act, ActSize, Place
from smallacts_desktop.domain.entries import EntryDraft
from smallacts_desktop.domain.journal_errors import DiskFullError
from smallacts_desktop.ui.acts.act_dialog import ActDialog
from smallacts_desktop.ui.acts.own_act_dialog import OwnActDialog
from smallacts_desktop.ui.acts.page import ActsPage
from tests.ui.app_fixture import AppFixture

_Dialog = TypeVar("_Dialog", bound=QDialog)
LONG = "Wave to everybody on the very long bridge over the river now"
UNBROKEN = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


def go(app: AppFixture) -> ActsPage:
    """Go to the page."""
    app.window.workspace.show_page("acts")
    QApplication.processEvents()
    return app.window.workspace.pages.acts


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


def come_back(app: AppFixture) -> None:
    """Be at the window again, as the window manager does once a dialog is gone."""
    QApplication.processEvents()
    with app.qtbot.waitActive(app.window):
        app.window.activateWindow()


def spoken(page: ActsPage, row: int) -> str:
    """What a screen reader says of a row."""
    return str(page.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole))


def click_star(app: AppFixture, page: ActsPage, row: int) -> None:
    """Click on the star of a row."""
    place = page.list.delegate.star_place(page.model.index(row)).center()
    app.qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_every_act_is_there(app: AppFixture) -> None:
    """In the order of the catalogue; the field says how many there are."""
    page = go(app)
    acts = list(app.journal.catalogue)
    assert titles(page) == [act.title for act in acts]
    assert page.search.field.placeholderText() == f"Search {len(acts)} acts"
    assert app.sees("Ideas to try yourself, or to suggest to someone else")


def test_typing_finds_acts(app: AppFixture) -> None:
    """Each word begins a word of the title or the hint; the heading counts."""
    page = go(app)
    app.write(page.search.field, "neigh WIND")
    assert "Nod to a neighbour from the window" in titles(page)
    expected = app.journal.acts.all(ActFilter(text="neigh WIND"))
    assert titles(page) == [marked.act.title for marked in expected]
    assert 0 < len(expected) < 20
    app.qtbot.keyClick(page.search.field, Qt.Key.Key_Escape)
    assert len(titles(page)) == len(app.journal.catalogue)


def test_size_and_place_narrow_the_list(app: AppFixture) -> None:
    """Both at once; a place that is chosen again is let go."""
    page = go(app)
    app.click("Smaller", page)
    app.click("Library", page)
    shown = [page.model.act_at(row).act for row in range(page.model.rowCount())]
    assert shown
    assert all(act.size is ActSize.SMALLER and Place.LIBRARY in act.places for act in shown)
    app.click("Library", page)
    assert len(titles(page)) == len(app.journal.catalogue.of_size(ActSize.SMALLER))


def test_nothing_found_leads_back(app: AppFixture) -> None:
    """One sentence and one button, which brings every act back and the keyboard to the field."""
    page = go(app)
    app.write(page.search.field, "zzzz")
    assert app.sees("No act matches.")
    app.press("Clear the search")
    assert len(titles(page)) == len(app.journal.catalogue)
    assert page.search.field.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_F])
def test_a_key_makes_a_favourite(app: AppFixture, key: Qt.Key) -> None:
    """And takes that back; the keyboard stays on the row, and a screen reader hears it."""
    page = go(app)
    focus_row(page, 2)
    act = page.model.act_at(2).act
    app.qtbot.keyClick(page.list, key)
    assert [s.act.id for s in app.journal.acts.all(ActFilter(favourites=True))] == [act.id]
    assert "A favourite." in spoken(page, 2)
    assert page.list.currentIndex().row() == 2
    app.qtbot.keyClick(page.list, key)
    assert app.journal.acts.all(ActFilter(favourites=True)) == []
    assert "Not a favourite." in spoken(page, 2)


def test_a_click_on_the_star_opens_nothing(app: AppFixture) -> None:
    """It marks the act; a click beside it opens the act."""
    page = go(app)
    click_star(app, page, 1)
    assert page.model.act_at(1).favourite
    assert QApplication.activeModalWidget() is None
    app.qtbot.mouseClick(
        page.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=page.list.visualRect(page.model.index(1)).center(),
    )
    assert open_dialog(ActDialog).marked.act == page.model.act_at(1).act


def test_the_star_is_large_enough_to_hit(app: AppFixture) -> None:
    """At the smallest text too, and in both directions."""
    app.theme.set_scale(0.8)
    page = go(app)
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        page.list.setLayoutDirection(direction)
        page.list.doItemsLayout()
        place = page.list.delegate.star_place(page.model.index(0))
        assert min(place.width(), place.height()) >= 24
        assert page.list.visualRect(page.model.index(0)).contains(place)
        leading = place.center().x() < page.list.viewport().width() // 2
        assert leading is (direction is Qt.LayoutDirection.RightToLeft)


def test_a_favourite_that_is_let_go_leaves_the_favourites(app: AppFixture) -> None:
    """The keyboard goes on to the row that takes its place; with the last it goes to the button."""
    acts = list(app.journal.catalogue)
    for act in acts[:2]:
        app.journal.acts.set_favourite(act.id, True)
    page = go(app)
    app.click("Favourites", page)
    assert titles(page) == [act.title for act in acts[:2]]
    focus_row(page, 1)
    app.qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert titles(page) == [acts[0].title]
    assert page.list.currentIndex().row() == 0
    app.qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert app.sees("Choose the star beside an act, and it will be kept here.")
    assert page.empty.button.hasFocus()


def test_hidden_acts_are_shown_on_request(app: AppFixture) -> None:
    """They are said to be hidden, in words."""
    hidden = list(app.journal.catalogue)[1]
    app.journal.acts.set_hidden(hidden.id, True)
    page = go(app)
    assert hidden.title not in titles(page)
    app.click("Show hidden", page)
    row = titles(page).index(hidden.title)
    assert spoken(page, row).endswith("Hidden.")
    assert not spoken(page, 0).endswith("Hidden.")


def test_when_every_act_is_hidden_there_is_a_way_out(app: AppFixture) -> None:
    """One button shows them."""
    for act in app.journal.catalogue:
        app.journal.acts.set_hidden(act.id, True)
    page = go(app)
    assert app.sees("You have hidden every act.")
    app.press("Show hidden acts")
    assert len(titles(page)) == len(app.journal.catalogue)


def test_enter_opens_an_act_and_escape_returns_to_its_row(app: AppFixture) -> None:
    """By keyboard alone."""
    page = go(app)
    focus_row(page, 3)
    app.qtbot.keyClick(page.list, Qt.Key.Key_Return)
    dialog = open_dialog(ActDialog)
    assert dialog.try_button.hasFocus()
    app.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    come_back(app)
    assert page.list.hasFocus()
    assert page.list.currentIndex().row() == 3


def test_down_in_the_field_goes_to_the_list(app: AppFixture) -> None:
    """So that a search needs no Tab."""
    page = go(app)
    app.write(page.search.field, "smile")
    app.qtbot.keyClick(page.search.field, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    assert page.list.currentIndex().row() == 0


def test_an_act_goes_on_the_card(app: AppFixture) -> None:
    """It is today's act, which is what is seen next; the mood before can still be given."""
    page = go(app)
    act = page.model.act_at(4).act
    page.open_act(act.id)
    app.click("Put it on today’s card", open_dialog(ActDialog))
    assert app.journal.card.pending() is None
    assert app.journal.card.act() == act
    assert app.journal.card.size is act.size
    assert app.window.workspace.stack.currentWidget() is app.window.workspace.pages.today
    assert app.sees(act.title)


def test_a_card_in_use_is_left_alone(app: AppFixture) -> None:
    """One sentence says so, and the waiting act goes on waiting."""
    first, second = list(app.journal.catalogue)[:2]
    app.journal.card.start(first, 4)
    page = go(app)
    page.open_act(second.id)
    dialog = open_dialog(ActDialog)
    app.click("Put it on today’s card", dialog)
    assert app.sees("Another act is waiting on your card.", dialog)
    pending = app.journal.card.pending()
    assert pending is not None
    assert pending.act_id == first.id


def test_an_own_act_is_added(app: AppFixture) -> None:
    """It is at the top of the list with the keyboard on it, whatever was searched for before."""
    page = go(app)
    app.write(page.search.field, "zzzz")
    app.press("Add your own")
    dialog = open_dialog(OwnActDialog)
    app.qtbot.keyClicks(dialog.title, "Wave to the bin lorry")
    app.qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    come_back(app)
    assert titles(page)[0] == "Wave to the bin lorry"
    assert page.list.hasFocus()
    assert page.list.currentIndex().row() == 0
    assert "Your own act." in spoken(page, 0)


def test_without_own_acts_one_is_offered_to_be_made(app: AppFixture) -> None:
    """The list of one's own starts with a button."""
    page = go(app)
    app.click("My own", page)
    assert app.sees("Acts that you make up yourself will be kept here.")
    app.press("Add your own act")
    assert open_dialog(OwnActDialog).title.hasFocus()


def removed(app: AppFixture) -> Act:
    """An own act with marks, taken out of the library by its button."""
    own = app.journal.acts.add_own(ActSize.SMALL, "Wave to the bin lorry")
    app.journal.acts.set_favourite(own.id, True)
    go(app).open_act(own.id)
    app.click("Remove", open_dialog(ActDialog))
    come_back(app)
    assert app.journal.acts.find(own.id) is None
    assert app.window.workspace.message_bar.text == "The act is removed."
    return own


def by_button(app: AppFixture) -> None:
    """Press Undo in the bar."""
    app.click("Undo")


def by_key(app: AppFixture) -> None:
    """Press the key for undo in the list."""
    assert app.window.workspace.pages.acts.list.hasFocus()
    QTest.keySequence(
        app.window.workspace.pages.acts.list, QKeySequence(QKeySequence.StandardKey.Undo)
    )


@pytest.mark.parametrize("undo", [by_button, by_key])
def test_a_removed_act_comes_back(app: AppFixture, undo: Callable[[AppFixture], None]) -> None:
    """With its marks and the keyboard on it; an entry deleted before stays deleted."""
    entry = app.entry("Smiled")
    app.journal.delete(entry.id)
    own = removed(app)
    undo(app)
    back = app.journal.acts.find(own.id)
    assert back is not None
    assert (back.act, back.favourite) == (own, True)
    assert app.window.workspace.pages.acts.list.currentIndex().row() == 0
    assert app.entries() == []
    QTest.keySequence(
        app.window.workspace.pages.acts.list, QKeySequence(QKeySequence.StandardKey.Undo)
    )
    assert app.entries() == [entry]


def test_an_entry_keeps_the_title_it_was_done_under(app: AppFixture) -> None:
    """Editing an own act changes neither what was written nor what waits."""
    own = app.journal.acts.add_own(ActSize.SMALL, "Wave to the lorry")
    app.journal.card.start(own, 5)
    done = app.journal.complete(EntryDraft(act=own.title, mood_after=6))
    app.journal.card.start(own, 5)
    page = go(app)
    page.open_act(own.id)
    dialog = open_dialog(ActDialog)
    app.click("Edit", dialog)
    form = open_dialog(OwnActDialog)
    form.title.setText("Wave to the milk float")
    app.click("Save", form)
    QApplication.processEvents()
    assert app.sees("Wave to the milk float", dialog)
    assert titles(page)[0] == "Wave to the milk float"
    assert app.journal.entry(done.id).act == "Wave to the lorry"
    pending = app.journal.card.pending()
    assert pending is not None
    assert pending.title == "Wave to the lorry"
    assert app.window.workspace.pages.journal.model.entry_at(0).act == "Wave to the lorry"


def test_a_full_disk_is_told(app: AppFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence on the page, and the star stays as it was."""

    def full(*_: object) -> None:
        raise DiskFullError

    page = go(app)
    monkeypatch.setattr(app.journal.acts, "set_favourite", full)
    focus_row(page, 0)
    app.qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert app.sees("The disk is full")
    assert not page.model.act_at(0).favourite


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("title", [LONG, UNBROKEN])
def test_long_words_fit_a_small_window(app: AppFixture, scale: float, title: str) -> None:
    """No sideways scrolling, nothing beyond the row, and the current row is in the window."""
    app.journal.acts.add_own(ActSize.SMALL, title, "A long hint, " * 15, [Place.PARK, Place.CAFE])
    app.theme.set_scale(scale)
    app.width, app.height = 640, 480
    page = go(app)
    assert page.horizontalScrollBar().maximum() == 0
    focus_row(page, 5)
    app.qtbot.keyClick(page.list, Qt.Key.Key_Up)
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


def test_filters_fold_away_in_a_small_window(app: AppFixture) -> None:
    """One quiet line opens them; in a wide window they are always there."""
    page = go(app)
    assert page.search.places.isVisible()
    assert not page.search.section.button.isVisible()
    app.window.resize(640, 480)
    QApplication.processEvents()
    assert not page.search.places.isVisible()
    app.press("Filters")
    assert page.search.places.isVisible()
    assert page.search.sizes.isVisible()
    app.window.resize(1120, 760)
    QApplication.processEvents()
    assert page.search.sizes.isVisible()
    assert not page.search.section.button.isVisible()
