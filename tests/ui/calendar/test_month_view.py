from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smallacts_desktop.domain.heatmap import DaySummary, MonthGrid
from smallacts_desktop.tokens import LIGHT, ThemeName
from smallacts_desktop.ui.calendar.heatmap import MonthView, WeekdayNames
from smallacts_desktop.ui.kit.heat_cell import fill_of, ink_on
from smallacts_desktop.ui.kit.theme import Theme, contrast_ratio
from smallacts_desktop.ui.text.day_sentences import HeatmapMode, span_name

TODAY = date(2026, 11, 20)
LEVELS = {
    date(2026, 11, 2 + acts): DaySummary(date(2026, 11, 2 + acts), acts, 1) for acts in range(5)
}
ShowMonth = Callable[..., MonthView]


@pytest.fixture
def show_month(qtbot: QtBot, theme: Theme) -> ShowMonth:
    """A function that shows November 2026, 500 pixels wide and with the keyboard."""

    def show(*, week_start: int = 0, mode: HeatmapMode = HeatmapMode.ACTS) -> MonthView:
        view = MonthView(theme)
        qtbot.addWidget(view)
        view.set_days(MonthGrid(2026, 11, week_start), LEVELS, TODAY, mode)
        view.resize(500, view.height())
        with qtbot.waitActive(view):
            view.show()
            view.activateWindow()
        view.setFocus()
        return view

    return show


@pytest.mark.parametrize(
    ("key", "end"),
    [
        (Qt.Key.Key_Left, date(2026, 11, 9)),
        (Qt.Key.Key_Right, date(2026, 11, 11)),
        (Qt.Key.Key_Up, date(2026, 11, 3)),
        (Qt.Key.Key_Down, date(2026, 11, 17)),
        (Qt.Key.Key_End, TODAY),
        (Qt.Key.Key_PageDown, TODAY),
    ],
)
def test_keys_move_where_they_point(show_month: ShowMonth, key: Qt.Key, end: date) -> None:
    """Across by day, down by week."""
    view = show_month()
    view.set_reach(date(2026, 1, 1), TODAY)
    view.select_day(date(2026, 11, 10))
    QTest.keyClick(view, key)
    assert view.current_day() == end


def test_right_is_the_day_before_where_people_read_from_right_to_left(
    show_month: ShowMonth,
) -> None:
    """The arrow goes where it points."""
    view = show_month()
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view.select_day(date(2026, 11, 10))
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.current_day() == date(2026, 11, 9)


@pytest.mark.parametrize(
    ("key", "beyond"),
    [
        (Qt.Key.Key_Up, date(2026, 10, 27)),
        (Qt.Key.Key_PageUp, date(2026, 10, 3)),
        (Qt.Key.Key_Home, date(2026, 1, 1)),
    ],
)
def test_a_key_beyond_the_month_tells_the_day(
    show_month: ShowMonth, qtbot: QtBot, key: Qt.Key, beyond: date
) -> None:
    """The owner shows the month of that day."""
    view = show_month()
    view.set_reach(date(2026, 1, 1), TODAY)
    view.select_day(date(2026, 11, 3))
    with qtbot.waitSignal(view.day_beyond) as told:
        QTest.keyClick(view, key)
    assert told.args == [beyond]


def test_a_click_opens_a_day_that_has_been(show_month: ShowMonth) -> None:
    """A day to come takes no choice."""
    view = show_month()
    opened: list[date] = []
    view.day_activated.connect(opened.append)
    for day in (date(2026, 11, 5), date(2026, 11, 25)):
        place = view.cell_rect(view.days.index_of(day)).center().toPoint()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [date(2026, 11, 5)]


def test_a_screen_reader_hears_the_same_sentences(show_month: ShowMonth) -> None:
    """The table is called after its month and each cell is a sentence."""
    table = QAccessible.queryAccessibleInterface(show_month())
    assert table.text(QAccessible.Text.Name) == "Calendar of November 2026"
    names = [table.child(place).text(QAccessible.Text.Name) for place in range(table.childCount())]
    assert "Wednesday 4 November 2026: 2 acts." in names
    assert "Saturday 21 November 2026: still to come." in names
    assert "Monday" in names
    assert sum("2026: " in name for name in names) == 30


def test_cells_have_the_colours_of_their_levels_and_fill_the_width(show_month: ShowMonth) -> None:
    """The same ramp as the year; no cell or row is cut off."""
    view = show_month()
    image = view.viewport().grab().toImage()
    for day, colour in zip(LEVELS, LIGHT.heat, strict=True):
        cell = view.cell_rect(view.days.index_of(day))
        place = cell.topLeft().toPoint()
        assert image.pixelColor(place.x() + 8, place.y() + 6).name().upper() == colour
    assert view.horizontalHeader().length() == view.viewport().width()
    assert view.viewport().height() >= view.verticalHeader().length()


def test_the_chosen_day_and_today_wear_rings(show_month: ShowMonth) -> None:
    """Whole rings, at the edges too."""
    view = show_month()
    chosen = date(2026, 11, 1)
    view.select_day(chosen)
    image = view.viewport().grab().toImage()
    for day, colour in ((chosen, LIGHT.focus), (TODAY, LIGHT.ink)):
        cell = view.cell_rect(view.days.index_of(day))
        for x in (cell.left() - 3, cell.right() + 2):
            assert image.pixelColor(int(x), int(cell.center().y())) == QColor(colour)


@pytest.mark.parametrize("choice", [ThemeName.LIGHT, ThemeName.DARK, ThemeName.HIGH_CONTRAST])
def test_numbers_can_be_read_on_every_level(theme: Theme, choice: ThemeName) -> None:
    """At 4.5:1 at least in every theme and mode, and at 7:1 on all but the middle of a ramp."""
    theme.set_choice(choice)
    levels = {
        HeatmapMode.ACTS: (None, 0, 1, 2, 3, 4),
        HeatmapMode.MOOD_AFTER: (None, 1, 2, 3, 4),
        HeatmapMode.MOOD_CHANGE: (None, -2, -1, 0, 1, 2),
    }
    ratios = []
    for mode, shown in levels.items():
        for level in shown:
            fill = fill_of(theme.tokens, mode, level)
            ratios.append(contrast_ratio(ink_on(theme.tokens, fill), fill))
    assert min(ratios) >= 4.5
    assert sum(ratio >= 7 for ratio in ratios) >= len(ratios) * 0.6


def test_weekdays_are_named_from_the_start_of_the_week(show_month: ShowMonth, theme: Theme) -> None:
    """Short names where they fit, letters where they would touch."""
    view = show_month(week_start=6)
    names = view.horizontalHeader()
    assert isinstance(names, WeekdayNames)
    assert [name for name, _ in names.labels()][:2] == ["Sun", "Mon"]
    theme.set_scale(2.0)
    view.resize(300, view.height())
    view.fit()
    assert [name for name, _ in names.labels()][:2] == ["S", "M"]


def test_a_month_is_named_in_the_persons_language() -> None:
    """As it stands alone, not as it is bent inside a date."""
    assert span_name(MonthGrid(2026, 11)) == "November 2026"
    QLocale.setDefault(QLocale(QLocale.Language.Polish, QLocale.Country.Poland))
    assert span_name(MonthGrid(2026, 11)) == "listopad 2026"
