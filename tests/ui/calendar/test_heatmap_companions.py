from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.heatmap import DaySummary
from smallacts_desktop.tokens import LIGHT
from smallacts_desktop.ui.calendar.day_table import DayColumn, DayTable
from smallacts_desktop.ui.calendar.heat_legend import HeatLegend
from smallacts_desktop.ui.kit.theme import TextRole, Theme
from smallacts_desktop.ui.text.day_sentences import HeatmapMode
from smallacts_desktop.ui.today.side_cards import SteppingStones
from smallacts_desktop.ui.today.week_strip import WeekStrip, week_sentence

TODAY = date(2026, 11, 22)


def week(*acts: int) -> list[DaySummary]:
    """Return the seven days up to today with these numbers of acts."""
    first = TODAY - timedelta(days=len(acts) - 1)
    return [DaySummary(first + timedelta(days=n), done, done) for n, done in enumerate(acts)]


@pytest.fixture
def strip(qtbot: QtBot, theme: Theme) -> WeekStrip:
    """A strip on the screen, with five acts on four days."""
    strip = WeekStrip(theme)
    qtbot.addWidget(strip)
    strip.set_week(week(2, 0, 1, 1, 0, 1, 0), TODAY)
    with qtbot.waitActive(strip):
        strip.show()
        strip.activateWindow()
    return strip


@pytest.mark.parametrize(
    ("acts", "words"),
    [
        ((0, 0, 0), "The last seven days: no acts noted."),
        ((0, 1, 0), "The last seven days: 1 act."),
        ((0, 3, 0), "The last seven days: 3 acts on 1 day."),
        ((2, 3, 0), "The last seven days: 5 acts on 2 days."),
    ],
)
def test_the_week_is_told_in_a_sentence(acts: tuple[int, ...], words: str) -> None:
    """The sentence counts in good English."""
    assert week_sentence(week(*acts)) == words


def test_a_screen_reader_hears_the_week_and_each_day(strip: WeekStrip) -> None:
    """The strip has a summary, and seven buttons with a sentence each."""
    group = QAccessible.queryAccessibleInterface(strip)
    assert group.text(QAccessible.Text.Name) == "The last seven days: 5 acts on 4 days."
    names = [group.child(n).text(QAccessible.Text.Name) for n in range(group.childCount())]
    assert len(names) == 7
    assert names[0] == "Monday 16 November 2026: 2 acts."
    assert names[-1] == "Sunday 22 November 2026: no acts noted."
    assert [cell.toolTip() for cell in strip.cells()] == names


def test_days_of_the_week_have_the_colour_of_their_level(strip: WeekStrip) -> None:
    """The strip and the year use the same colours."""
    first = strip.cells()[0]
    image = first.grab().toImage()
    assert image.pixelColor(first.square().center().toPoint()).name().upper() == LIGHT.heat[2]


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.25, 2.0])
def test_the_squares_of_the_week_are_all_of_one_size(
    strip: WeekStrip, theme: Theme, scale: float
) -> None:
    """A whole number of pixels at every width, in even steps, within the strip."""
    theme.set_scale(scale)
    for width in range(strip.minimumSizeHint().width(), 260):
        strip.resize(width, strip.sizeHint().height())
        squares = [
            cell.square().translated(cell.geometry().topLeft().toPointF()) for cell in strip.cells()
        ]
        assert len({(square.width(), square.height()) for square in squares}) == 1
        assert squares[0].width() == int(squares[0].width()) >= 16
        steps = {b.left() - a.left() for a, b in pairwise(squares)}
        assert len(steps) == 1
        assert squares[-1].right() <= width


def test_a_click_opens_a_day_of_the_week(strip: WeekStrip, qtbot: QtBot) -> None:
    """The day under the pointer opens."""
    with qtbot.waitSignal(strip.day_activated) as opened:
        QTest.mouseClick(strip.cells()[2], Qt.MouseButton.LeftButton)
    assert opened.args == [date(2026, 11, 18)]


def test_the_week_is_one_tab_stop_with_arrow_keys_inside(strip: WeekStrip, qtbot: QtBot) -> None:
    """Tab finds today; the arrow keys, Home and End go from day to day; Return opens."""
    cells = strip.cells()
    stops = [cell for cell in cells if cell.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [cells[-1]]
    cells[-1].setFocus()
    QTest.keyClick(cells[-1], Qt.Key.Key_Left)
    assert cells[5].hasFocus()
    QTest.keyClick(cells[5], Qt.Key.Key_Right)
    QTest.keyClick(cells[6], Qt.Key.Key_Right)
    assert cells[6].hasFocus()
    QTest.keyClick(cells[6], Qt.Key.Key_Home)
    assert cells[0].hasFocus()
    with qtbot.waitSignal(strip.day_activated) as opened:
        QTest.keyClick(cells[0], Qt.Key.Key_Return)
    assert opened.args == [date(2026, 11, 16)]
    stops = [cell for cell in cells if cell.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [cells[0]]


def test_left_is_the_later_day_where_people_read_from_right_to_left(strip: WeekStrip) -> None:
    """The arrow goes where it points."""
    strip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    cells = strip.cells()
    cells[-1].setFocus()
    QTest.keyClick(cells[6], Qt.Key.Key_Right)
    assert cells[5].hasFocus()


def test_the_keyboard_stays_on_its_day_when_the_week_is_shown_anew(strip: WeekStrip) -> None:
    """A saved entry does not take the focus away."""
    cells = strip.cells()
    cells[3].setFocus()
    strip.set_week(week(2, 0, 1, 1, 0, 1, 1), TODAY)
    assert strip.cells()[3].hasFocus()


@pytest.mark.parametrize("mode", list(HeatmapMode))
def test_the_key_says_what_it_shows_and_grows_with_the_text(
    qtbot: QtBot, theme: Theme, mode: HeatmapMode
) -> None:
    """Each mode has a sentence of its own, and no key is smaller than its words."""
    legend = HeatLegend(theme)
    qtbot.addWidget(legend)
    legend.set_mode(mode)
    before = legend.sizeHint()
    assert legend.accessibleName().startswith("Key: ")
    theme.set_scale(2.0)
    assert legend.sizeHint().width() > before.width() * 1.5


def test_the_key_takes_more_lines_rather_than_lose_a_word(qtbot: QtBot, theme: Theme) -> None:
    """In a narrow window, groups move to the next line, and every direction stays explained."""
    legend = HeatLegend(theme)
    qtbot.addWidget(legend)
    legend.set_mode(HeatmapMode.MOOD_CHANGE)
    legend.resize(legend.sizeHint())
    legend.show()
    one_line = legend.height()
    legend.resize(legend.minimumSizeHint().width(), one_line)
    qtbot.waitUntil(lambda: legend.height() >= 3 * one_line)
    image = legend.grab().toImage()
    shown = {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
    }
    assert {*LIGHT.fell, *LIGHT.rose, LIGHT.line} <= shown


def test_the_key_to_the_acts_shows_every_level(qtbot: QtBot, theme: Theme) -> None:
    """From none to most, from the leading to the trailing side."""
    legend = HeatLegend(theme)
    qtbot.addWidget(legend)
    legend.resize(legend.sizeHint())
    image = legend.grab().toImage()
    row = [image.pixelColor(x, image.height() // 2).name().upper() for x in range(image.width())]
    places = [row.index(colour) for colour in LIGHT.heat]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("size", "filled"), [(ActSize.SMALLEST, 1), (ActSize.SMALLER, 2), (ActSize.SMALL, 3)]
)
def test_stones_are_filled_up_to_the_current_size(
    qtbot: QtBot, theme: Theme, size: ActSize, filled: int
) -> None:
    """The middle of a stone shows whether it has been reached, and the drawing is silent."""
    stones = SteppingStones(theme)
    qtbot.addWidget(stones)
    stones.resize(stones.sizeHint())
    stones.set_progress(size)
    image = stones.grab().toImage()
    middles = ((30, 68), (104, 45), (176, 19))
    shown = [image.pixelColor(x, y).name().upper() == LIGHT.primary for x, y in middles]
    assert shown.count(True) == filled
    assert shown == sorted(shown, reverse=True)
    assert stones.accessibleName() == ""
    assert stones.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_the_drawing_grows_with_the_text(qtbot: QtBot, theme: Theme) -> None:
    """Twice the text, twice the stones."""
    stones = SteppingStones(theme)
    qtbot.addWidget(stones)
    before = stones.sizeHint()
    theme.set_scale(2.0)
    assert stones.sizeHint() == QSize(before.width() * 2, before.height() * 2)


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> DayTable:
    """Three days with entries and one without."""
    table = DayTable(theme)
    qtbot.addWidget(table)
    table.set_days(
        [
            DaySummary(date(2026, 2, 1), 2, 3, 6.5, -1.0),
            DaySummary(date(2026, 10, 1), 10, 10, None, None),
            DaySummary(date(2026, 9, 1), 0, 1, 4.0, 2.5),
            DaySummary(date(2026, 9, 2)),
        ]
    )
    table.resize(700, 300)
    table.show()
    return table


def column(table: DayTable, which: DayColumn) -> list[str]:
    """Return the texts of a column, from top to bottom."""
    model = table.model()
    return [model.index(row, which).data() for row in range(model.rowCount())]


def test_the_table_shows_the_same_numbers_newest_first(table: DayTable) -> None:
    """Quiet days leave no row, and a missing mood is a dash, not a nought."""
    assert column(table, DayColumn.DAY) == [
        "Thursday 1 October 2026",
        "Tuesday 1 September 2026",
        "Sunday 1 February 2026",
    ]
    assert column(table, DayColumn.ACTS) == ["10", "0", "2"]
    assert column(table, DayColumn.MOOD_AFTER) == ["–", "4", "6.5"]
    assert column(table, DayColumn.MOOD_CHANGE) == ["–", "+2.5", "−1"]


def test_a_missing_mood_is_read_aloud_as_none_noted(table: DayTable) -> None:
    """A dash alone may be passed over in silence."""
    cell = table.model().index(0, DayColumn.MOOD_AFTER)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "None noted"


def test_a_column_sorts_by_number_not_by_text(table: DayTable) -> None:
    """Ten comes after two."""
    table.sortByColumn(DayColumn.ACTS, Qt.SortOrder.AscendingOrder)
    assert column(table, DayColumn.ACTS) == ["0", "2", "10"]


def test_return_opens_the_day_of_the_row(table: DayTable, qtbot: QtBot) -> None:
    """After sorting, the row still opens its own day."""
    table.sortByColumn(DayColumn.ACTS, Qt.SortOrder.AscendingOrder)
    table.setCurrentIndex(table.model().index(1, 0))
    with qtbot.waitSignal(table.day_activated) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [date(2026, 2, 1)]
    assert table.current_day() == date(2026, 2, 1)


def test_the_longest_day_is_never_cut_off(table: DayTable, theme: Theme) -> None:
    """At twice the text size the table scrolls rather than shorten a date."""
    theme.set_scale(2.0)
    needed = table.sizeHintForColumn(DayColumn.DAY)
    assert table.columnWidth(DayColumn.DAY) >= needed


@pytest.mark.parametrize("width", [530, 900])
def test_every_title_of_a_column_is_seen_whole_where_the_table_can_be(
    table: DayTable, qtbot: QtBot, width: int
) -> None:
    """“Mood change” goes on in a second line where one has no room, and comes back to one."""
    with qtbot.waitExposed(table):
        table.show()
    for each in (900, width):
        table.resize(each, 300)
        QApplication.processEvents()
        QApplication.processEvents()
    header = table.horizontalHeader()
    assert table.horizontalScrollBar().maximum() == 0
    for which in DayColumn:
        title = str(table.days.headerData(which, Qt.Orientation.Horizontal))
        metrics = QFontMetrics(table.theme.font(TextRole.CAPTION_BOLD))
        assert metrics.size(0, title).width() <= header.sectionSize(which), title
    assert table.days.is_stacked == (width == 530)
