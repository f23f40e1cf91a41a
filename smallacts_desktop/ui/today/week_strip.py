"""The last seven days as seven squares, a small window on the heatmap."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from smallacts_desktop.domain.heatmap import DaySummary, act_level
from smallacts_desktop.tokens import SPACE_XS
from smallacts_desktop.ui.kit.heat_cell import RING_REACH, paint_day, paint_rim, paint_ring
from smallacts_desktop.ui.kit.theme import TextRole, Theme, repaint_on_change
from smallacts_desktop.ui.text.day_sentences import HeatmapMode, day_sentence

translate = QCoreApplication.translate

_SIDE = 26
_SMALLEST_SIDE = 16
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WeekStrip(QWidget):
    """Seven days, the latest last, each a button with a full sentence as its name.

    One tab stop: the arrow keys, Home and End go from day to day. Without acts a day is quiet.

    ``day_activated(date)``: a day was opened by a click, Return, Enter or Space.
    """

    day_activated = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells: list[WeekDay] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._measure)

    def set_week(self, days: Sequence[DaySummary], today: date) -> None:
        """Show ``days``, from the earliest to the latest; the ring marks ``today``."""
        while len(self._cells) < len(days):
            self._add_cell()
        while len(self._cells) > len(days):
            cell = self._cells.pop()
            cell.hide()
            cell.deleteLater()
        for cell, summary in zip(self._cells, days, strict=True):
            cell.set_day(summary, today)
        if self._cells and self._tab_stop() is None:
            self._move_tab_stop(self._cells[-1])
        self.setAccessibleName(week_sentence(days))
        self._measure()

    def cells(self) -> list["WeekDay"]:
        """Return the days' buttons, the earliest first."""
        return list(self._cells)

    def _add_cell(self) -> None:
        cell = WeekDay(self._theme, self)
        cell.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        cell.clicked.connect(lambda: self._open(cell))
        cell.show()
        self._cells.append(cell)

    def sizeHint(self) -> QSize:
        hints = [cell.sizeHint() for cell in self._cells]
        return QSize(
            sum(hint.width() for hint in hints), max((h.height() for h in hints), default=0)
        )

    def minimumSizeHint(self) -> QSize:
        widths = [cell.minimumSizeHint().width() for cell in self._cells]
        return QSize(sum(widths), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place()

    def _measure(self) -> None:
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        """Give each day the same whole width; a layout would give some a pixel more."""
        if not self._cells:
            return
        width = self.width() // len(self._cells)
        for number, cell in enumerate(self._cells):
            place = QRect(number * width, 0, width, self.height())
            cell.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))

    def _open(self, cell: "WeekDay") -> None:
        self._move_tab_stop(cell)
        self.day_activated.emit(cell.day)

    def _tab_stop(self) -> "WeekDay | None":
        stops = (c for c in self._cells if c.focusPolicy() is Qt.FocusPolicy.StrongFocus)
        return next(stops, None)

    def _move_tab_stop(self, cell: "WeekDay") -> None:
        for other in self._cells:
            other.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from day to day; the days' buttons pass their unused keys on to this."""
        key, cell = Qt.Key(event.key()), self._tab_stop()
        if cell is None or (key not in _STEPS and key not in _ENDS):
            super().keyPressEvent(event)
            return
        if key in _ENDS:
            target = self._cells[_ENDS[key]]
        else:
            step = -_STEPS[key] if self.isRightToLeft() else _STEPS[key]
            place = self._cells.index(cell) + step
            target = self._cells[min(len(self._cells) - 1, max(0, place))]
        self._move_tab_stop(target)
        target.setFocus(Qt.FocusReason.TabFocusReason)


class WeekDay(QAbstractButton):
    """One day of the strip: its square, and the letter of its weekday under it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._summary = DaySummary(date.min)
        self._is_today = False
        # It paints its own ring, around the square alone.
        self.setProperty("focusRing", False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        repaint_on_change(theme, self)

    @property
    def day(self) -> date:
        """The day shown."""
        return self._summary.day

    def set_day(self, summary: DaySummary, today: date) -> None:
        """Show ``summary``."""
        self._summary, self._is_today = summary, summary.day == today
        sentence = day_sentence(summary, today, HeatmapMode.ACTS)
        self.setAccessibleName(sentence)
        self.setToolTip(sentence)
        self.update()

    def sizeHint(self) -> QSize:
        return self._size(self._theme.px(_SIDE))

    def minimumSizeHint(self) -> QSize:
        return QSize(_SMALLEST_SIDE + 2 * RING_REACH, self.sizeHint().height())

    def _size(self, side: int) -> QSize:
        letter = self._metrics().height() + self._theme.px(SPACE_XS)
        return QSize(side + 2 * RING_REACH, side + 2 * RING_REACH + letter)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._theme.font(TextRole.CAPTION))

    def square(self) -> QRectF:
        """Return the square, as large as the width allows, without its ring."""
        side = min(self._theme.px(_SIDE), self.width() - 2 * RING_REACH)
        return QRectF((self.width() - side) // 2, RING_REACH, side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the day on Return as on Space; leave the arrow keys to the strip."""
        if event.key() in _OPENING_KEYS:
            self.click()
        elif Qt.Key(event.key()) in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one small square
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, square = self._theme.tokens, self.square()
        paint_day(painter, square, self._theme, HeatmapMode.ACTS, act_level(self._summary.acts))
        if self.hasFocus():
            paint_ring(painter, square, self._theme, tokens.focus)
            if self._is_today:
                paint_rim(painter, square, self._theme)
        elif self._is_today:
            paint_ring(painter, square, self._theme, tokens.ink)
        top = int(square.bottom()) + RING_REACH
        area = QRect(0, top, self.width(), self.height() - top)
        painter.setFont(self._theme.font(TextRole.CAPTION))
        painter.setPen(QColor(tokens.ink_soft))
        letter = QLocale().standaloneDayName(self.day.isoweekday(), QLocale.FormatType.NarrowFormat)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, letter)


def week_sentence(days: Sequence[DaySummary]) -> str:
    """Return the week in one sentence: how many acts, and on how many days."""
    acts = sum(summary.acts for summary in days)
    on_days = sum(summary.acts > 0 for summary in days)
    if acts == 0:
        return translate("Calendar", "The last seven days: no acts noted.")
    if acts == 1:
        return translate("Calendar", "The last seven days: 1 act.")
    if on_days == 1:
        text = translate("Calendar", "The last seven days: {acts} acts on 1 day.")
    else:
        text = translate("Calendar", "The last seven days: {acts} acts on {days} days.")
    return text.format(acts=QLocale().toString(acts), days=QLocale().toString(on_days))
