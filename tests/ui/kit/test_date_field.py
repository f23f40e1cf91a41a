"""The calendar of a date field, opened and used as a person does."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, QLocale, QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smallacts_desktop.domain.typed_dates import read_date
from smallacts_desktop.tokens import ThemeName
from smallacts_desktop.ui.kit.date_field import DateField
from smallacts_desktop.ui.kit.day_picker import DayPicker, date_words
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.theme import Theme

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
        target = self.field.childAt(arrow)
        assert target is not None
        QTest.mouseClick(target, Qt.MouseButton.LeftButton)
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


class Typed:
    """A date field in a form, with the keyboard elsewhere at first."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.window = QWidget()
        rows = QVBoxLayout(self.window)
        self.field, self.other = DateField(theme), QLineEdit()
        rows.addWidget(self.field)
        rows.addWidget(self.other)
        self.field.setDisplayFormat("ddd d MMM yyyy")
        self.field.setDateRange(FIRST, LAST.addDays(10))
        self.field.setDate(CHOSEN)
        self.heard: list[QDate] = []
        self.field.dateChanged.connect(self.heard.append)
        qtbot.addWidget(self.window)
        self.window.resize(theme.px(420), theme.px(240))
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.other.setFocus()

    def said(self) -> list[str]:
        """The sentences that stand in the form."""
        labels = self.window.findChildren(ProblemLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]


@pytest.fixture
def typed(theme: Theme, qtbot: QtBot) -> Typed:
    """A date in a form."""
    return Typed(theme, qtbot)


def _press(
    field: DateField,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    QTest.keyClick(field, key, modifier)


@pytest.mark.parametrize("way", ["click", "tab", "select all"])
@pytest.mark.parametrize("text", ["20 Nov 2026", "20/11/2026", "2026-11-20", "Mon 20 nov"])
@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_date_is_typed_in_place_of_the_one_that_is_there(
    typed: Typed, way: str, text: str, end: Qt.Key
) -> None:
    """After a click anywhere in it, by Tab, or after Ctrl+A; no key before says what is meant."""
    field = typed.field
    if way == "tab":
        field.setFocus(Qt.FocusReason.TabFocusReason)
    else:
        handle = typed.window.windowHandle()
        assert handle is not None
        place = field.mapTo(typed.window, QPoint(30, field.height() // 2))
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        QApplication.processEvents()
    if way == "select all":
        _press(field, Qt.Key.Key_End)
        _press(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert field.hasFocus()
    QTest.keyClicks(field, text)
    assert typed.heard == []
    _press(field, end)
    assert typed.heard == [QDate(2026, 11, 20)]
    assert field.text() == "Fri 20 Nov 2026"
    assert typed.said() == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("tea time", "That cannot be read as a date. Write it like this: Wed 18 Nov 2026."),
        ("", "That cannot be read as a date. Write it like this: Wed 18 Nov 2026."),
        ("31/11/2026", "That cannot be read as a date. Write it like this: Wed 18 Nov 2026."),
        ("2 Nov 2026", "Choose Tue 3 Nov 2026 or a later day."),
        ("3 Dec 2026", "Choose Wed 2 Dec 2026 or an earlier day."),
    ],
)
def test_what_is_no_date_is_told_at_the_field_and_changes_nothing(
    typed: Typed, text: str, sentence: str
) -> None:
    """What was typed stays to be put right, marked; Escape puts the date back."""
    field = typed.field
    field.setFocus(Qt.FocusReason.TabFocusReason)
    _press(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)
    _press(field, Qt.Key.Key_Tab)
    assert typed.other.hasFocus()
    assert (typed.said(), typed.heard, field.date()) == ([sentence], [], CHOSEN)
    assert (field.text(), field.property("refused")) == (text, True)
    assert field.accessibleDescription() == sentence
    assert not field.settle()
    assert field.hasFocus()
    _press(field, Qt.Key.Key_Escape)
    assert (typed.said(), field.text()) == ([], "Wed 18 Nov 2026")
    assert not field.property("refused")
    assert field.settle()


def test_the_arrow_keys_go_by_day(typed: Typed) -> None:
    """Page Up and Down by month; beyond what is allowed they stay."""
    field = typed.field
    field.setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_PageUp):
        _press(field, key)
        seen.append(field.date().toString("yyyy-MM-dd"))
    assert seen == ["2026-11-19", "2026-11-18", "2026-11-17", "2026-12-02"]


@pytest.mark.parametrize("key", ["Alt+Down", "F4"])
def test_the_keyboard_opens_the_calendar(typed: Typed, key: str) -> None:
    """At the date that was typed just now; Escape closes it and changes nothing."""
    field = typed.field
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(field, "20 Nov")
    alt = Qt.KeyboardModifier.AltModifier
    if key == "F4":
        _press(field, Qt.Key.Key_F4)
    else:
        _press(field, Qt.Key.Key_Down, alt)
    picker = field.calendarWidget()
    assert picker.isVisible()
    assert picker.selectedDate() == QDate(2026, 11, 20)
    table = picker.findChild(QTableView)
    assert table is not None
    QTest.keyClick(table, Qt.Key.Key_Left)
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert not picker.isVisible()
    assert field.date() == QDate(2026, 11, 20)


@pytest.mark.parametrize("region", ["en_GB", "en_US", "de_DE", "fr_FR", "es_ES", "pl_PL", "ja_JP"])
def test_a_date_of_any_region_is_read_as_it_is_written(region: str) -> None:
    """Every day of a year, long, short and as the field writes it; each is that day again."""
    locale, words = QLocale(region), date_words(region)
    day, far = date(2026, 1, 1), date(9999, 12, 31)
    while day.year == 2026:
        shown = QDate(day.year, day.month, day.day)
        for pattern in ("ddd d MMM yyyy", "d MMM yyyy", "dddd d MMMM yyyy", "yyyy-MM-dd"):
            text = locale.toString(shown, pattern)
            assert read_date(text, words, day, far) == day, text
        day += timedelta(days=1)


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
