from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QLocale, QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from smallacts_desktop.domain.heatmap import DaySummary, YearGrid
from smallacts_desktop.tokens import LIGHT, ThemeName
from smallacts_desktop.ui.calendar.heatmap import HeatmapView, MonthHeader, WeekdayHeader
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text.day_sentences import HeatmapMode

TODAY = date(2026, 11, 20)
ShowYear = Callable[..., HeatmapView]
# Six days of one column, with 0 to 4 acts and a fifth day of many.
LEVELS = {
    date(2026, 3, 2 + acts): DaySummary(date(2026, 3, 2 + acts), acts, 1) for acts in range(5)
}


def middle(view: HeatmapView, day: date) -> QPoint:
    """Return the middle of a day's square."""
    return view.cell_rect(view.days.index_of(day)).center().toPoint()


def picture(view: HeatmapView) -> QImage:
    """Return the days as painted."""
    return view.viewport().grab().toImage()


def widen(view: HeatmapView, qtbot: QtBot) -> None:
    """Make the squares as large as they get, and wait for the window to follow."""
    view.resize(1500, 300)
    qtbot.waitUntil(lambda: view.viewport().height() >= view.verticalHeader().length())
    assert view.rowHeight(1) > 20


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        (Qt.Key.Key_Down, date(2026, 11, 10), date(2026, 11, 11)),
        (Qt.Key.Key_Up, date(2026, 11, 10), date(2026, 11, 9)),
        (Qt.Key.Key_Up, date(2026, 11, 9), date(2026, 11, 8)),
        (Qt.Key.Key_Down, date(2026, 11, 8), date(2026, 11, 9)),
        (Qt.Key.Key_Left, date(2026, 11, 10), date(2026, 11, 3)),
        (Qt.Key.Key_Right, date(2026, 11, 10), date(2026, 11, 17)),
        (Qt.Key.Key_PageUp, date(2026, 11, 10), date(2026, 10, 10)),
        (Qt.Key.Key_PageUp, date(2026, 3, 31), date(2026, 2, 28)),
        (Qt.Key.Key_PageUp, date(2026, 1, 20), date(2026, 1, 1)),
        (Qt.Key.Key_PageDown, date(2026, 9, 30), date(2026, 10, 30)),
        (Qt.Key.Key_PageDown, date(2026, 11, 1), TODAY),
        (Qt.Key.Key_Home, date(2026, 11, 10), date(2026, 1, 1)),
        (Qt.Key.Key_End, date(2026, 3, 1), TODAY),
        (Qt.Key.Key_Right, date(2026, 11, 18), date(2026, 11, 18)),
        (Qt.Key.Key_Down, TODAY, TODAY),
        (Qt.Key.Key_Left, date(2026, 1, 3), date(2026, 1, 3)),
        (Qt.Key.Key_Up, date(2026, 1, 1), date(2026, 1, 1)),
    ],
)
def test_keys_move_by_day_week_month_and_year(
    show_year: ShowYear, key: Qt.Key, start: date, end: date
) -> None:
    """The keyboard reaches every day of the year up to today, and no other."""
    view = show_year()
    view.select_day(start)
    QTest.keyClick(view, key)
    assert view.current_day() == end


def test_end_reaches_the_last_day_of_a_leap_year_that_is_over(show_year: ShowYear) -> None:
    """29 February has its place, and the year ends in December."""
    view = show_year(year=2024)
    view.select_day(date(2024, 2, 28))
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.current_day() == date(2024, 2, 29)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.current_day() == date(2024, 12, 31)


def test_left_is_the_later_week_where_people_read_from_right_to_left(show_year: ShowYear) -> None:
    """The arrow goes where it points."""
    view = show_year()
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view.select_day(date(2026, 11, 3))
    before = middle(view, date(2026, 11, 3))
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.current_day() == date(2026, 11, 10)
    assert middle(view, date(2026, 11, 10)).x() < before.x()


def test_the_keyboard_starts_at_today(show_year: ShowYear) -> None:
    """With no day chosen, the focus brings the latest day."""
    assert show_year().current_day() == TODAY


def test_moving_tells_the_day(show_year: ShowYear, qtbot: QtBot) -> None:
    """Every move is announced with the day it led to."""
    view = show_year()
    with qtbot.waitSignal(view.day_selected) as moved:
        QTest.keyClick(view, Qt.Key.Key_Up)
    assert moved.args == [date(2026, 11, 19)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_return_opens_the_day(show_year: ShowYear, qtbot: QtBot, key: Qt.Key) -> None:
    """The day that is current is the day that opens."""
    view = show_year()
    view.select_day(date(2026, 5, 4))
    with qtbot.waitSignal(view.day_activated) as opened:
        QTest.keyClick(view, key)
    assert opened.args == [date(2026, 5, 4)]


def test_a_click_chooses_and_opens_the_day(show_year: ShowYear) -> None:
    """One click is enough; a double click opens the same day."""
    view = show_year()
    chosen: list[date] = []
    opened: list[date] = []
    view.day_selected.connect(chosen.append)
    view.day_activated.connect(opened.append)
    day = date(2026, 5, 4)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, day))
    assert (chosen, opened) == ([day], [day])
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, day))
    assert set(opened) == {day}


@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2026, 12, 31)])
def test_a_click_on_a_day_to_come_does_nothing(show_year: ShowYear, day: date) -> None:
    """The day chosen before stays chosen, and nothing opens."""
    view = show_year()
    opened: list[date] = []
    view.day_activated.connect(opened.append)
    view.select_day(date(2026, 5, 4))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, day))
    view.select_day(day)
    assert (view.current_day(), opened) == (date(2026, 5, 4), [])


def test_a_year_to_come_takes_no_choice(show_year: ShowYear) -> None:
    """No key finds a day in next year."""
    view = show_year(year=2027)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(view, key)
    assert view.current_day() is None


def test_the_chosen_day_outlives_new_numbers(show_year: ShowYear) -> None:
    """Saving an entry or looking at moods leaves the person where they were."""
    view = show_year()
    day = date(2026, 5, 4)
    view.select_day(day)
    view.set_days(YearGrid(2026), LEVELS, TODAY, HeatmapMode.MOOD_AFTER)
    assert view.current_day() == day
    view.set_days(YearGrid(2026, 6), LEVELS, TODAY, HeatmapMode.ACTS)
    assert view.current_day() == day


def test_tab_leaves_the_heatmap(qtbot: QtBot, theme: Theme) -> None:
    """The table is one tab stop, not 365."""
    page = QWidget()
    row = QHBoxLayout(page)
    view, after = HeatmapView(theme), QLineEdit()
    row.addWidget(view)
    row.addWidget(after)
    qtbot.addWidget(page)
    view.set_days(YearGrid(2026), {}, TODAY)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_a_screen_reader_hears_a_sentence_for_every_day(show_year: ShowYear) -> None:
    """The table has a name and its cells read as sentences."""
    view = show_year(LEVELS)
    table = QAccessible.queryAccessibleInterface(view)
    assert table.text(QAccessible.Text.Name) == "Calendar of 2026"
    children = (table.child(place) for place in range(table.childCount()))
    names = [child.text(QAccessible.Text.Name) for child in children]
    assert "Tuesday 3 March 2026: 1 act." in names
    assert "Wednesday 4 March 2026: 2 acts." in names
    assert "Saturday 21 November 2026: still to come." in names
    assert sum("2026: " in name for name in names) == 365


def test_each_level_has_its_colour(show_year: ShowYear) -> None:
    """The middle of a square shows the level of its day."""
    view = show_year(LEVELS)
    image = picture(view)
    shown = [image.pixelColor(middle(view, day)).name().upper() for day in LEVELS]
    assert shown == list(LIGHT.heat)


def test_days_to_come_are_empty_outlines(show_year: ShowYear) -> None:
    """Nothing fills a day still to come."""
    view = show_year(LEVELS)
    image = picture(view)
    cell = view.cell_rect(view.days.index_of(date(2026, 12, 10)))
    assert image.pixelColor(cell.center().toPoint()).name().upper() == LIGHT.surface
    edge = QPoint(int(cell.center().x()), int(cell.top()))
    assert image.pixelColor(edge).name().upper() == LIGHT.line


def test_a_mood_gap_is_painted_as_a_quiet_day(show_year: ShowYear) -> None:
    """No mood looks like a quiet day, and the lowest mood does not."""
    gap, low = date(2026, 3, 3), date(2026, 3, 4)
    days = {gap: DaySummary(gap, 1, 1, None), low: DaySummary(low, 1, 1, 0.0)}
    view = show_year(days, mode=HeatmapMode.MOOD_AFTER)
    image = picture(view)
    assert image.pixelColor(middle(view, gap)).name().upper() == LIGHT.heat[0]
    assert image.pixelColor(middle(view, low)).name().upper() == LIGHT.heat[1]


def inked(image: QImage, cell: QRectF) -> int:
    """Count the pixels inside a square that differ clearly from its ground."""
    inner = cell.adjusted(3, 3, -3, -3).toRect()
    ground = image.pixelColor(int(cell.left()) + 2, inner.center().y()).lightness()
    return sum(
        abs(image.pixelColor(x, y).lightness() - ground) > 25
        for x in range(inner.left(), inner.right() + 1)
        for y in range(inner.top(), inner.bottom() + 1)
    )


@pytest.mark.parametrize("choice", [ThemeName.LIGHT, ThemeName.DARK, ThemeName.HIGH_CONTRAST])
def test_marks_grow_with_the_level(
    show_year: ShowYear, qtbot: QtBot, theme: Theme, choice: ThemeName
) -> None:
    """With marks on, levels differ by shape as well as by colour."""
    theme.set_choice(choice)
    theme.set_marks(True)
    view = show_year(LEVELS)
    widen(view, qtbot)
    image = picture(view)
    counts = [inked(image, view.cell_rect(view.days.index_of(day))) for day in LEVELS]
    assert counts[0] == 0
    assert counts == sorted(set(counts))


def test_high_contrast_draws_marks_without_being_asked(show_year: ShowYear, theme: Theme) -> None:
    """Nobody who asked for contrast has to find a second setting."""
    view = show_year(LEVELS)
    day = date(2026, 3, 5)
    cell = view.cell_rect(view.days.index_of(day))
    assert inked(picture(view), cell) == 0
    theme.set_choice(ThemeName.HIGH_CONTRAST)
    assert inked(picture(view), cell) > 0


def test_the_direction_of_a_change_is_a_shape(show_year: ShowYear, qtbot: QtBot) -> None:
    """Fell, same and rose differ where the colours are taken away."""
    days = {}
    for number, change in enumerate((-3.0, 0.0, 3.0)):
        day = date(2026, 3, 3 + number)
        days[day] = DaySummary(day, 1, 1, 5.0, change)
    view = show_year(days, mode=HeatmapMode.MOOD_CHANGE)
    widen(view, qtbot)
    image = picture(view)
    widths = []
    for day in days:
        cell = view.cell_rect(view.days.index_of(day))
        upper, lower = cell.adjusted(0, 0, 0, -cell.height() / 2), cell.adjusted(0, 11, 0, 0)
        widths.append(inked(image, upper) - inked(image, lower))
    fell, same, rose = widths
    assert fell > same > rose


def test_the_chosen_day_has_a_ring_and_so_does_today(show_year: ShowYear) -> None:
    """Two pixels off the square stands the ring, in the colour of focus or of ink."""
    view = show_year(LEVELS)
    chosen = date(2026, 3, 4)
    view.select_day(chosen)
    image = picture(view)
    for day, colour in ((chosen, LIGHT.focus), (TODAY, LIGHT.ink)):
        cell = view.cell_rect(view.days.index_of(day))
        on_ring = QPoint(int(cell.left()) - 3, int(cell.center().y()))
        assert image.pixelColor(on_ring) == QColor(colour)


@pytest.mark.parametrize("day", [date(2026, 6, 1), date(2026, 3, 1), date(2026, 1, 1)])
def test_a_ring_is_whole_at_the_edges(show_year: ShowYear, day: date) -> None:
    """The first and last rows and columns leave room for the ring."""
    view = show_year(today=date(2026, 12, 31))
    view.select_day(day)
    ring = view.cell_rect(view.days.index_of(day)).adjusted(-4, -4, 4, 4)
    assert QRectF(view.viewport().rect()).contains(ring)


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_a_narrow_heatmap_scrolls_to_the_whole_ring(
    show_year: ShowYear, qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    """Where the year is wider than its room, the chosen day is always in sight."""
    view = show_year()
    view.setLayoutDirection(direction)
    view.resize(300, view.height())
    qtbot.waitUntil(lambda: view.horizontalScrollBar().isVisible())
    for day in (date(2026, 1, 1), date(2026, 8, 5), TODAY, date(2026, 4, 8)):
        view.select_day(day)
        ring = view.cell_rect(view.days.index_of(day)).adjusted(-4, 0, 4, 0)
        assert ring.left() >= 0
        assert ring.right() <= view.viewport().width()


@pytest.mark.parametrize("width", [500, 640, 800, 1200])
def test_the_year_fills_its_width_with_squares_and_asks_for_its_height(
    show_year: ShowYear, width: int
) -> None:
    """No square is cut off, none is stretched, and no scroll bar is needed from 520 pixels on."""
    view = show_year()
    view.resize(width, view.height())
    headers = view.horizontalHeader(), view.verticalHeader()
    assert view.height() >= headers[0].height() + headers[1].length()
    cell = view.cell_rect(view.days.index_of(date(2026, 12, 31)))
    assert cell.width() == cell.height()
    if width > 520:
        assert not view.horizontalScrollBar().isVisible()
        spare = width - headers[1].width() - headers[0].length()
        assert 0 <= spare <= 2


def test_months_and_weekdays_are_named_without_touching(show_year: ShowYear, theme: Theme) -> None:
    """At any text size the labels that are shown stand apart."""
    view = show_year(week_start=6)
    months, weekdays = view.horizontalHeader(), view.verticalHeader()
    assert isinstance(months, MonthHeader)
    assert isinstance(weekdays, WeekdayHeader)
    assert [name for name, _ in months.labels()][:3] == ["Jan", "Feb", "Mar"]
    assert [letter for letter, _ in weekdays.labels()] == ["S", "M", "W", "F"]
    theme.set_scale(2.0)
    areas = [area for _, area in months.labels()]
    assert len(areas) >= 6
    assert all(a.right() < b.left() for a, b in pairwise(areas))
    height = weekdays.fontMetrics().capHeight()
    rows = [area.center().y() for _, area in weekdays.labels()]
    assert all(b - a >= height for a, b in pairwise(rows))


def test_names_follow_the_region(show_year: ShowYear) -> None:
    """Months are named in the person's language."""
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    view = show_year()
    months = view.horizontalHeader()
    assert isinstance(months, MonthHeader)
    assert "Okt" in [name for name, _ in months.labels()]
