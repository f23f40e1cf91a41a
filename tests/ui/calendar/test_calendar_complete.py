"""The calendar by keyboard alone: months, years, and moving what was noted on the wrong day."""

from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from smallacts_desktop.ui.calendar.calendar_days import Span
from smallacts_desktop.ui.calendar.day_card import MoveEntryDialog
from smallacts_desktop.ui.calendar.page import CalendarPage
from smallacts_desktop.ui.text.day_sentences import HeatmapMode
from tests.ui.app_fixture import TODAY, AppFixture, day

_MOST_TABS = 60


def go(app: AppFixture) -> CalendarPage:
    """Go to the page by its key."""
    app.window.show()
    press(app, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    return app.window.workspace.pages.calendar


def press(
    app: AppFixture,
    key: Qt.Key,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key wherever the keyboard is."""
    target = QApplication.activePopupWidget() or QApplication.activeModalWidget() or app.window
    QTest.keyClick(target.windowHandle(), key, held)
    QApplication.processEvents()


def tab_to(app: AppFixture, wanted: QWidget) -> None:
    """Press Tab until the keyboard is there."""
    for _ in range(_MOST_TABS):
        if wanted.hasFocus():
            return
        press(app, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never comes to the {type(wanted).__name__}")


def modal(app: AppFixture) -> MoveEntryDialog:
    """The dialog that asks for a day, once it is open."""
    app.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, MoveEntryDialog)
    return dialog


def test_a_narrow_window_shows_a_month_and_a_wide_one_the_year(app: AppFixture) -> None:
    """Squares too small to see give way to a month, without being asked."""
    app.width, app.height = 640, 480
    page = go(app)
    assert page.span is Span.MONTH
    assert page.month.isVisible()
    assert not page.heatmap.isVisible()
    assert app.sees("November 2026", page)
    app.window.resize(1120, 760)
    app.qtbot.waitUntil(lambda: page.span is Span.YEAR)
    assert app.sees("2026", page)


def test_the_choice_of_month_or_year_lasts(app: AppFixture) -> None:
    """Once chosen, the width no longer decides."""
    page = go(app)
    tab_to(app, page.foot.spans.segments[0])
    press(app, Qt.Key.Key_Right)
    assert page.span is Span.MONTH
    app.window.resize(1300, 760)
    QApplication.processEvents()
    assert page.span is Span.MONTH


def test_keys_lead_through_months_and_over_their_ends(app: AppFixture) -> None:
    """By day across, by week down, by month, and to the ends of the year; never past today."""
    app.entry("Smiled", date=date(2025, 6, 1))
    app.width = 640
    page = go(app)
    tab_to(app, page.month)
    steps = [
        (Qt.Key.Key_Left, date(2026, 11, 21)),
        (Qt.Key.Key_Up, date(2026, 11, 14)),
        (Qt.Key.Key_PageUp, date(2026, 10, 14)),
        (Qt.Key.Key_Down, date(2026, 10, 21)),
        (Qt.Key.Key_Down, date(2026, 10, 28)),
        (Qt.Key.Key_Down, date(2026, 11, 4)),
        (Qt.Key.Key_Home, date(2026, 1, 1)),
        (Qt.Key.Key_Left, date(2025, 12, 31)),
        (Qt.Key.Key_Home, date(2025, 1, 1)),
        (Qt.Key.Key_Left, date(2025, 1, 1)),
        (Qt.Key.Key_End, date(2025, 12, 31)),
        (Qt.Key.Key_Right, date(2026, 1, 1)),
        (Qt.Key.Key_End, TODAY),
        (Qt.Key.Key_PageDown, TODAY),
        (Qt.Key.Key_Right, TODAY),
    ]
    for key, expected in steps:
        press(app, key)
        assert (page.day, page.month.current_day()) == (expected, expected)
        assert page.month.hasFocus()


def test_arrows_step_by_month(app: AppFixture) -> None:
    """They are called after what they do, and stop at the ends."""
    app.entry("Smiled", date=date(2026, 9, 30))
    app.width = 640
    page = go(app)
    assert page.earlier.accessibleName() == "The month before"
    assert not page.later.isEnabled()
    tab_to(app, page.earlier)
    for _ in range(10):
        press(app, Qt.Key.Key_Space)
    assert page.day == date(2026, 1, 22)
    assert not page.earlier.isEnabled()
    assert app.sees("No acts noted in this month yet", page)


def test_enter_goes_into_the_day_and_escape_comes_back(app: AppFixture) -> None:
    """Into its entries, or on a quiet day to what can be added."""
    app.entry("Smiled", date=day(1))
    page = go(app)
    tab_to(app, page.heatmap)
    press(app, Qt.Key.Key_Return)
    assert page.day_card.add_button.hasFocus()
    press(app, Qt.Key.Key_Escape)
    assert page.heatmap.hasFocus()
    press(app, Qt.Key.Key_Up)
    press(app, Qt.Key.Key_Return)
    assert page.day_card.table.hasFocus()
    press(app, Qt.Key.Key_Escape)
    assert page.heatmap.hasFocus()


def test_a_note_can_be_added_to_the_day(app: AppFixture) -> None:
    """The form for words opens on that day."""
    page = go(app)
    tab_to(app, page.heatmap)
    press(app, Qt.Key.Key_Left)
    press(app, Qt.Key.Key_Return)
    tab_to(app, page.day_card.note_button)
    press(app, Qt.Key.Key_Space)
    card = page.note.card
    assert card is not None
    app.write(card.form.note, "Rain")
    app.click("Save")
    (entry,) = app.entries()
    assert (entry.date, entry.note) == (day(7), "Rain")


@pytest.mark.parametrize("by_key", [True, False])
def test_an_entry_moves_to_another_day_and_back(app: AppFixture, by_key: bool) -> None:
    """Everything it says goes along; Undo brings it back."""
    before = app.entry("Smiled", date=day(1), time=time(9), mood_after=6, note="Rain")
    page = go(app)
    tab_to(app, page.heatmap)
    press(app, Qt.Key.Key_Up)
    press(app, Qt.Key.Key_Return)
    if by_key:
        press(app, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    else:
        tab_to(app, page.day_card.move_button)
        press(app, Qt.Key.Key_Space)
    dialog = modal(app)
    assert dialog.field.hasFocus()
    assert dialog.field.maximumDate().toPython() == TODAY
    press(app, Qt.Key.Key_Down)
    press(app, Qt.Key.Key_Return)
    (moved,) = app.entries()
    assert moved.date == day(2)
    assert (moved.act, moved.time, moved.mood_after, moved.note) == ("Smiled", time(9), 6, "Rain")
    assert app.window.workspace.message_bar.text == "The entry is now on Friday 20 November."
    assert page.day_card.model.rowCount() == 0
    # Off screen no window manager gives the keyboard back to the window.
    with app.qtbot.waitActive(app.window):
        app.window.activateWindow()
    assert page.day_card.add_button.hasFocus()
    press(app, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert app.entries() == [before]
    assert page.day_card.model.rowCount() == 1


def test_the_same_day_moves_nothing(app: AppFixture) -> None:
    """No edit is recorded, so there is nothing to undo."""
    before = app.entry("Smiled", date=day(1))
    app.journal.forget_undo()
    page = go(app)
    page.show_day(day(1))
    page.day_card.move_button.click()
    modal(app)
    press(app, Qt.Key.Key_Return)
    assert QApplication.activeModalWidget() is None
    assert app.entries() == [before]
    assert not app.journal.can_undo


def test_the_menu_of_a_row_offers_the_same(app: AppFixture) -> None:
    """On the menu key, for the chosen row."""
    app.entry("Smiled", date=day(1))
    page = go(app)
    page.show_day(day(1))
    table = page.day_card.table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(
        table.viewport(), QContextMenuEvent(reason, QPoint(0, 0), table.mapToGlobal(QPoint(0, 0)))
    )
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["Open", "Move to another day…"]
    menu.actions()[1].trigger()
    menu.close()
    modal(app).reject()


def test_a_distant_year_is_chosen_from_a_list(app: AppFixture) -> None:
    """Offered from three years on, the latest first, by keyboard."""
    app.entry("Smiled", date=date(2011, 5, 1))
    page = go(app)
    assert not page.years.isVisible()
    app.entry("Waved", date=date(2019, 5, 1))
    QApplication.processEvents()
    assert page.years.isVisible()
    tab_to(app, page.years)
    press(app, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["2026", "2019", "2011"]
    press(app, Qt.Key.Key_Down)
    press(app, Qt.Key.Key_Down)
    press(app, Qt.Key.Key_Return)
    assert page.year == 2011
    assert app.sees("1 act on 1 day", page)


@pytest.mark.parametrize("mode", list(HeatmapMode))
@pytest.mark.parametrize("as_table", [False, True])
def test_the_page_never_scrolls_sideways(
    app: AppFixture, mode: HeatmapMode, as_table: bool
) -> None:
    """In the smallest window at twice the text size, down is the only way to scroll."""
    app.entry("Say hello to the person who is always at the bus stop", date=day(0), time=time(9))
    app.width, app.height = 640, 480
    page = go(app)
    app.theme.set_scale(2.0)
    page.modes.set_value(mode)
    if as_table:
        page.foot.as_table.click()
    QApplication.processEvents()
    assert page.horizontalScrollBar().maximum() == 0
    assert page.ground.width() <= page.viewport().width()
    card = page.day_card
    assert card.model.stacked
    assert card.table.columnWidth(0) <= card.table.viewport().width()
    cell = card.model.index(0, 0)
    room_for_words = QRect(0, 0, card.table.columnWidth(0) - 2 * app.theme.px(8), 0)
    wrap = int(Qt.TextFlag.TextWordWrap)
    words = card.table.fontMetrics().boundingRect(room_for_words, wrap, cell.data())
    assert words.height() > card.table.fontMetrics().height()
    assert card.table.rowHeight(0) >= words.height()


def test_the_table_scrolls_with_the_page(app: AppFixture) -> None:
    """It takes the height of its rows, so that there is one scroll bar; keys bring a row there."""
    for ago in range(22):
        app.entry("Waved", date=day(ago), time=time(9))
    app.width, app.height = 640, 480
    page = go(app)
    app.theme.set_scale(2.0)
    page.foot.as_table.click()
    app.settle()
    table = page.table
    assert table.model().rowCount() == 22
    assert table.verticalScrollBar().maximum() == 0
    assert table.viewport().height() >= 22 * table.rowHeight(0)
    app.qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > table.height())
    table.setFocus()
    table.selectRow(0)
    app.qtbot.keyClick(table, Qt.Key.Key_PageDown)
    app.qtbot.keyClick(table, Qt.Key.Key_PageDown)
    assert table.currentIndex().row() > 2
    app.qtbot.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert table.currentIndex().row() == 21
    last = table.visualRect(table.currentIndex()).center()
    seen = page.viewport().rect()
    assert seen.contains(table.viewport().mapTo(page.viewport(), last))


def test_rows_are_columns_where_there_is_room(app: AppFixture) -> None:
    """Time, act, size, mood and response, none of them cut off."""
    app.entry("Smiled", date=day(0), time=time(9), mood_after=6)
    page = go(app)
    table = page.day_card.table
    assert not page.day_card.model.stacked
    cells = [page.day_card.model.index(0, column) for column in range(5)]
    assert [cell.data() for cell in cells] == ["09:00", "Smiled", "", "– → 6", ""]
    for cell in cells:
        words = table.fontMetrics().horizontalAdvance(cell.data())
        assert table.visualRect(cell).width() > words
    assert table.horizontalHeader().length() <= table.viewport().width()
