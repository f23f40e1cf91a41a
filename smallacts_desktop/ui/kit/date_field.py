"""A field for a date, typed as people write it or chosen in a calendar; and two, for a span."""

from datetime import date
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QStyle, QWidget

from smallacts_desktop.domain.days import FIRST_DAY, Period
from smallacts_desktop.domain.errors import NotADateError
from smallacts_desktop.domain.typed_dates import read_date
from smallacts_desktop.tokens import SPACE_L, SPACE_XS
from smallacts_desktop.ui.kit.basics import IconButton, heading
from smallacts_desktop.ui.kit.day_picker import DayPicker, date_words
from smallacts_desktop.ui.kit.flow_layout import FlowRow, Rows, column
from smallacts_desktop.ui.kit.messages import ProblemLabel, announce
from smallacts_desktop.ui.kit.theme import Theme

translate = QCoreApplication.translate

# Every month with every weekday, in days of two figures.
_SAMPLES = [QDate(2026, month, day) for month in range(1, 13) for day in range(20, 27)]
# What stands beside the text: padding at both ends, the arrow, and the outline with the caret.
_PADDING, _ARROW, _OUTLINE = 12, 32, 8
_ARROW_ICON = 16
_STEPS = {
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
    Qt.Key.Key_PageUp: (0, 1),
    Qt.Key.Key_PageDown: (0, -1),
}


class DateField(QLineEdit):
    """Takes "23 Nov 2026", "23/11/2026" or "2026-11-23" when the person leaves it or presses Enter.

    ``date()`` is the date in force. What is no date stays as it was typed, with a mark and a
    sentence at the field, and the date stays what it was; ``settle`` tells whether that is so.
    The arrow keys go by day, Page Up and Down by month, Alt+Down or F4 opens the calendar, and
    Escape puts the date back. ``problem`` says the sentence; without one the field has its own.

    ``dateChanged(QDate)``: another date is in force.
    """

    dateChanged = Signal(QDate)

    def __init__(self, theme: Theme, problem: ProblemLabel | None = None) -> None:
        super().__init__()
        self._theme, self._problem = theme, problem
        self._picker: DayPicker | None = None
        self._pattern, self._date = "d MMM yyyy", QDate(2000, 1, 1)
        self._first = QDate(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day)
        self._last = QDate(9999, 12, 31)
        self._selects_all = False
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        name = translate("DateField", "Open the calendar")
        self.button = IconButton(theme, "chevron-down", name, icon_px=_ARROW_ICON)
        self.button.setParent(self)
        # The keyboard opens the calendar by Alt+Down; one stop for Tab is enough.
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.open_calendar)
        self.editingFinished.connect(self._finish)
        self.textEdited.connect(self._clear_problem)
        theme.changed.connect(self._measure)
        self._measure()
        self._show_date()

    # The date

    def date(self) -> QDate:
        """The date in force, also while another is being typed."""
        return self._date

    def setDate(self, day: QDate) -> None:
        """Show ``day``, or the nearest that is allowed."""
        allowed = min(max(day, self._first), self._last)
        changed, self._date = allowed != self._date, allowed
        self._show_date()
        if changed:
            self.dateChanged.emit(allowed)

    def settle(self) -> bool:
        """Take in what was typed; False when it is no date, which is told at the field."""
        sentence = self._read_typed()
        if sentence:
            self._own_problem().refuse(sentence, self)
        return not sentence

    @property
    def is_read(self) -> bool:
        """Whether what stands in the field is the date in force."""
        return self.text() == self._text_of(self._date)

    def maximumDate(self) -> QDate:
        """The last date that can be chosen."""
        return self._last

    def setMaximumDate(self, day: QDate) -> None:
        """Allow dates up to ``day``."""
        self.setDateRange(self._first, day)

    def setMinimumDate(self, day: QDate) -> None:
        """Allow dates from ``day`` on."""
        self.setDateRange(day, self._last)

    def setDateRange(self, first: QDate, last: QDate) -> None:
        """Allow dates from ``first`` to ``last``; a date beyond becomes the nearest of them."""
        self._first, self._last = first, last
        if not first <= self._date <= last:
            self.setDate(self._date)

    def setDisplayFormat(self, pattern: str) -> None:
        """Write dates in ``pattern``, as QLocale has them."""
        self._pattern = pattern
        self._show_date()
        self.updateGeometry()

    # The calendar

    def calendarWidget(self) -> DayPicker:
        """The calendar, made when it is first wanted."""
        if self._picker is None:
            self._picker = DayPicker(self._theme)
            self._picker.setParent(self, Qt.WindowType.Popup)
            self._picker.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)
            self._picker.clicked.connect(self._choose)
            self._picker.activated.connect(self._choose)
        return self._picker

    def open_calendar(self) -> None:
        """Show the calendar under the field, or over it where there is more room."""
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self._finish()
        picker = self.calendarWidget()
        picker.setDateRange(self._first, self._last)
        picker.setSelectedDate(self._date)
        picker.resize(picker.sizeHint())
        picker.move(self._place_for(picker.size()))
        picker.show()
        picker.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place_for(self, size: QSize) -> QPoint:
        screen = self.screen().availableGeometry()
        below, above = self.mapToGlobal(QPoint(0, self.height())), self.mapToGlobal(QPoint(0, 0))
        fits = below.y() + size.height() <= screen.bottom() + 1
        top = below.y() if fits else max(screen.top(), above.y() - size.height())
        left = below.x() + (self.width() - size.width() if self.isRightToLeft() else 0)
        return QPoint(max(screen.left(), min(left, screen.right() + 1 - size.width())), top)

    def _choose(self, day: QDate) -> None:
        self.calendarWidget().close()
        self.setDate(day)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, open the calendar, put the date back, or type."""
        key, alt = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.AltModifier
        if key is Qt.Key.Key_F4 or (alt and key is Qt.Key.Key_Down):
            self.open_calendar()
        elif key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._step(*_STEPS[key])
        elif key is Qt.Key.Key_Escape and not self.is_read:
            self._show_date()
            self.selectAll()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A click into the field selects all of it, so that what is typed takes its place."""
        super().focusInEvent(event)
        self._selects_all = event.reason() is Qt.FocusReason.MouseFocusReason

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select all after the click that came in, unless it was a drag over some of it."""
        super().mouseReleaseEvent(event)
        if self._selects_all and not self.hasSelectedText():
            self.selectAll()
        self._selects_all = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_button()

    def sizeHint(self) -> QSize:
        """Wide enough for the longest name of a day and of a month."""
        widest = _widest(self.font().toString(), self.locale().name(), self._pattern)
        width = widest + 2 * self._theme.px(_PADDING) + self._theme.px(_ARROW) + _OUTLINE
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The same: a date that is cut off is another date."""
        return self.sizeHint()

    # What was typed

    def _finish(self) -> None:
        sentence = self._read_typed()
        if sentence:
            # The keyboard goes where the person leads it; the field is marked and tells why.
            self._own_problem().point_at(self, sentence)
            announce(self, sentence)

    def _read_typed(self) -> str:
        """Let what was typed be the date; returns why it cannot be, or nothing."""
        if self.is_read:
            return ""
        try:
            read = read_date(
                self.text(), date_words(self.locale().name()), _day(self._date), _day(self._last)
            )
        except NotADateError:
            said = translate(
                "DateField", "That cannot be read as a date. Write it like this: {example}."
            )
            return said.format(example=self._text_of(self._date))
        found = QDate(read.year, read.month, read.day)
        if found < self._first:
            said = translate("DateField", "Choose {day} or a later day.")
            return said.format(day=self._text_of(self._first))
        if found > self._last:
            said = translate("DateField", "Choose {day} or an earlier day.")
            return said.format(day=self._text_of(self._last))
        self.setDate(found)
        return ""

    def _step(self, days: int, months: int) -> None:
        self._read_typed()
        self.setDate(self._date.addDays(days).addMonths(months))
        self.selectAll()

    def _text_of(self, day: QDate) -> str:
        return self.locale().toString(day, self._pattern)

    def _show_date(self) -> None:
        self.setText(self._text_of(self._date))
        self._clear_problem()

    def _clear_problem(self) -> None:
        if self._problem is not None and self.property("refused"):
            self._problem.clear_problem()

    def _own_problem(self) -> ProblemLabel:
        if self._problem is None:
            self._problem = ProblemLabel()
            self._problem.hide()
            self._problem.setParent(self.window())
        return self._problem

    def _measure(self) -> None:
        arrow = self._theme.px(_ARROW)
        self.setTextMargins(*((arrow, 0, 0, 0) if self.isRightToLeft() else (0, 0, arrow, 0)))
        self._place_button()
        self.updateGeometry()

    def _place_button(self) -> None:
        width = self._theme.px(_ARROW)
        place = QRect(self.width() - width - 1, 1, width, self.height() - 2)
        self.button.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))


@lru_cache(maxsize=16)
def _widest(font: str, region: str, pattern: str) -> int:
    described, locale = QFont(), QLocale(region)
    described.fromString(font)
    metrics = QFontMetrics(described)
    return max(metrics.horizontalAdvance(locale.toString(day, pattern)) for day in _SAMPLES)


def _day(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


translate = QCoreApplication.translate


class DateSpan(QWidget):
    """Two dates, From and To, neither later than today.

    Dates the wrong way round are taken the other way round, and a sentence at the field says so.

    Signals: ``changed``, another date was chosen.
    """

    changed = Signal()

    def __init__(self, theme: Theme, first: date, today: date) -> None:
        super().__init__()
        self._theme = theme
        self.problem = ProblemLabel(stays=True)
        self.problem.hide()
        self.first = self._field(translate("DateSpan", "From"))
        self.last = self._field(translate("DateSpan", "To"))
        headed = [
            column(theme, heading(field.accessibleName(), field), field, gap=SPACE_XS)
            for field in (self.first, self.last)
        ]
        Rows(theme, self, FlowRow(*headed, gap=theme.px(SPACE_L)), self.problem)
        self.set_today(today)
        self.first.setDate(_qt(first))
        self.last.setDate(_qt(today))
        for field in (self.first, self.last):
            field.dateChanged.connect(lambda _day, at=field: self._follow(at))

    @property
    def period(self) -> Period:
        """The days between the two, both included."""
        return Period.between(_day(self.first.date()), _day(self.last.date()))

    def set_today(self, today: date) -> None:
        """Let a new day be chosen; a last day that was left at the latest follows it."""
        follows = self.last.date() == self.last.maximumDate()
        for field in (self.first, self.last):
            field.setMaximumDate(_qt(today))
        if follows:
            self.last.setDate(_qt(today))

    def _follow(self, field: DateField) -> None:
        if self.first.date() > self.last.date():
            if not self.problem.text():
                sentence = translate(
                    "DateSpan",
                    "“From” is later than “To”, so the two are taken the other way round.",
                )
                self.problem.point_at(field, sentence)
                announce(self.problem, sentence)
        elif self.first.is_read and self.last.is_read:
            self.problem.clear_problem()
        self.changed.emit()

    def _field(self, name: str) -> DateField:
        field = DateField(self._theme, self.problem)
        field.setDisplayFormat("d MMM yyyy")
        field.setMinimumDate(_qt(FIRST_DAY))
        field.setAccessibleName(name)
        return field


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
