"""The calendar of a date field, opened and used as a person does."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate, QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QToolButton
from pytestqt.qtbot import QtBot

from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.tokens import ThemeName
from smallacts_desktop.ui.widgets.date_field import DateField
from smallacts_desktop.ui.widgets.day_picker import DayPicker

FIRST, LAST, CHOSEN = QDate(2026, 11, 3), QDate(2026, 11, 22), QDate(2026, 11, 18)
LOOKS = [
    (ThemeName.LIGHT, 1.0), (ThemeName.DARK, 1.0), (ThemeName.HIGH_CONTRAST, 1.0),
    (ThemeName.LIGHT, 2.0),
]  # fmt: skip


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme on the application, taken off again after the test."""
    theme = Theme()
    theme.set_choice(ThemeName.LIGHT)
    theme.set_week_start(0)
    theme.apply(qapp)
    yield theme
    theme.leave()


class Opened:
    """A date field whose calendar was opened with the mouse."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.field = DateField(theme)
        self.field.setDateRange(FIRST, LAST)
        self.field.setDate(CHOSEN)
        qtbot.addWidget(self.field)
        self.field.resize(theme.px(200), theme.control_height)
        with qtbot.waitExposed(self.field):
            self.field.show()
        arrow = QPoint(self.field.width() - 12, self.field.height() // 2)
        QTest.mouseClick(
            self.field, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, arrow
        )
        picker = self.field.calendarWidget()
        assert isinstance(picker, DayPicker)
        self.picker = picker
        qtbot.waitUntil(picker.isVisible)
        table = picker.findChild(QTableView)
        assert table is not None
        self.table = table

    def cell(self, day: int) -> QModelIndex:
        """The cell of a day of November: the month begins on the seventh place of the table."""
        place = 6 + day - 1
        index = self.table.model().index(1 + place // 7, place % 7)
        assert index.data() == day
        return index

    def image(self, day: int) -> QImage:
        """How a day is painted."""
        return self.table.viewport().grab(self.table.visualRect(self.cell(day))).toImage()

    def click(self, day: int) -> None:
        """Click on a day."""
        QTest.mouseClick(
            self.table.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            self.table.visualRect(self.cell(day)).center(),
        )


def longest_line(image: QImage) -> int:
    """The longest run of inked pixels across."""
    ground = image.pixel(0, 0)
    longest = 0
    for y in range(image.height()):
        run = 0
        for x in range(image.width()):
            run = run + 1 if image.pixel(x, y) != ground else 0
            longest = max(longest, run)
    return longest


@pytest.mark.parametrize(("choice", "scale"), LOOKS)
def test_days_that_cannot_be_chosen_are_struck_through(
    theme: Theme, qtbot: QtBot, choice: ThemeName, scale: float
) -> None:
    """Before the first and after the last; those between are not. It needs no colour."""
    theme.set_choice(choice)
    theme.set_scale(scale)
    opened = Opened(theme, qtbot)
    number = opened.picker.fontMetrics().horizontalAdvance("23")
    for day in (23, 27):
        assert longest_line(opened.image(day)) >= number - 1
    for day in (14, 16, 20):
        assert longest_line(opened.image(day)) < number - 1
    rows = opened.table.verticalHeader()
    assert min(rows.sectionSize(row) for row in range(1, 7)) >= 24 * scale
    assert opened.table.horizontalScrollBar().maximum() == 0


def test_such_a_day_is_not_chosen_by_a_click(theme: Theme, qtbot: QtBot) -> None:
    """One between the first and the last is."""
    opened = Opened(theme, qtbot)
    opened.click(24)
    assert opened.field.date() == CHOSEN
    opened.click(12)
    assert opened.field.date() == QDate(2026, 11, 12)


def test_the_keyboard_stops_at_the_last_day(theme: Theme, qtbot: QtBot) -> None:
    """The arrow keys go by day and week; Return takes the day and closes the calendar."""
    opened = Opened(theme, qtbot)
    QTest.keyClick(opened.table, Qt.Key.Key_Right)
    assert opened.picker.selectedDate() == CHOSEN.addDays(1)
    QTest.keyClick(opened.table, Qt.Key.Key_Down)
    assert opened.picker.selectedDate() == LAST
    QTest.keyClick(opened.table, Qt.Key.Key_Return)
    assert opened.field.date() == LAST
    assert not opened.picker.isVisible()


def test_the_week_begins_where_the_person_wants_it(theme: Theme, qtbot: QtBot) -> None:
    """At once, in a calendar that was made before."""
    opened = Opened(theme, qtbot)
    assert opened.picker.firstDayOfWeek() == Qt.DayOfWeek.Monday
    theme.set_week_start(6)
    assert opened.picker.firstDayOfWeek() == Qt.DayOfWeek.Sunday


def test_weekends_look_like_other_days(theme: Theme, qtbot: QtBot) -> None:
    """Neither their names nor their numbers are red."""
    opened = Opened(theme, qtbot)
    image = opened.picker.grab().toImage()
    colours = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    reds = [c for c in map(QColor, colours) if c.red() > c.green() + 40 and c.red() > c.blue() + 40]
    assert reds == []


@pytest.mark.parametrize("name", [ThemeName.LIGHT, ThemeName.DARK, ThemeName.HIGH_CONTRAST])
def test_there_is_no_arrow_to_a_month_that_cannot_be_chosen(
    theme: Theme, qtbot: QtBot, name: ThemeName
) -> None:
    """A pale arrow on a dark ground looks as if it could be pressed."""
    theme.set_choice(name)
    opened = Opened(theme, qtbot)
    picker = opened.picker
    arrow = picker.findChild(QToolButton, "qt_calendar_nextmonth")
    assert arrow is not None
    assert not arrow.isEnabled()
    assert len(_colours(arrow.grab().toImage())) == 1
    picker.setMaximumDate(LAST.addMonths(1))
    assert arrow.isEnabled()
    assert len(_colours(arrow.grab().toImage())) > 1


def _colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
