"""The year as small squares and the month as large cells with their numbers, under their names."""

from datetime import date

from PySide6.QtCore import QLocale, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from smallacts_desktop.domain.heatmap import DAYS_IN_WEEK, YearGrid
from smallacts_desktop.tokens import SPACE_S, SPACE_XS
from smallacts_desktop.ui.calendar.heat_view import DayGridView
from smallacts_desktop.ui.kit.heat_cell import RING_REACH, fill_of, ink_on, paint_ground, paint_mark
from smallacts_desktop.ui.kit.tables import AnyIndex
from smallacts_desktop.ui.kit.theme import TextRole, Theme
from smallacts_desktop.ui.text.day_sentences import HeatmapMode

# How far one square is from the next, in pixels at 100 % text and below; it grows with the text.
SMALLEST_PITCH = 9
LARGEST_PITCH = 28
# Below this the squares are under ten pixels, and a month is easier to see and to touch.
EASY_PITCH = 12
SMALLEST_GAP = 2
_GAP_SHARE = 0.17
_MOST_WEEKS = 54
# Of a month's weeks, in pixels at 100 % text.
_ROW, _TALLEST_ROW = 44, 54
_MARK = 20
# Monday, Wednesday, Friday and Sunday; the others are told by their neighbours.
_NAMED_WEEKDAYS = (0, 2, 4, 6)
_SHORT, _NARROW = QLocale.FormatType.ShortFormat, QLocale.FormatType.NarrowFormat

_Label = tuple[str, QRect]


class NameHeader(QHeaderView):
    """A header that paints free-standing words instead of sections, and takes no clicks."""

    alignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

    def __init__(self, orientation: Qt.Orientation, view: DayGridView) -> None:
        super().__init__(orientation, view)
        self._theme, self._days = view.theme, view.days
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def labels(self) -> list[_Label]:
        """The words that fit, and where they stand, without two touching."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        return QSize(0, self._metrics().height() + self._theme.px(SPACE_XS))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - a dozen words, all at once
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(self._theme.tokens.surface))
        painter.setFont(self._theme.font(TextRole.CAPTION))
        painter.setPen(QColor(self._theme.tokens.ink_soft))
        for name, area in self.labels():
            painter.drawText(area, self.alignment | Qt.TextFlag.TextDontClip, name)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._theme.font(TextRole.CAPTION))

    def _weekday(self, place: int, length: QLocale.FormatType) -> str:
        weekday = self._days.grid.weekday(place) if self._days.grid is not None else place
        return QLocale().standaloneDayName(weekday + 1, length)


class MonthHeader(NameHeader):
    """Each month's name above its first full week; shorter or fewer names where room is short."""

    def labels(self) -> list[_Label]:
        """The months' names."""
        short, gap = self._placed(_SHORT), self._theme.px(SPACE_XS)
        if len(_apart(short, gap)) == len(short):
            return short
        return _apart(self._placed(_NARROW), gap)

    def _placed(self, form: QLocale.FormatType) -> list[_Label]:
        grid, placed = self._days.grid, []
        columns = grid.month_columns() if isinstance(grid, YearGrid) else {}
        for month, column in columns.items():
            name = QLocale().standaloneMonthName(month, form)
            width = self._metrics().horizontalAdvance(name)
            edge = self.sectionViewportPosition(column)
            if self.isRightToLeft():
                edge += self.sectionSize(column) - width
            if column == 0:
                edge += -RING_REACH if self.isRightToLeft() else RING_REACH
            placed.append((name, QRect(edge, 0, width, self._metrics().height())))
        return placed


class WeekdayHeader(NameHeader):
    """The letters of four weekdays; fewer where the rows are lower than the letters."""

    def sizeHint(self) -> QSize:
        """The widest letter and the space beside it."""
        letters = (self._weekday(place, _NARROW) for place in range(DAYS_IN_WEEK))
        widest = max(map(self._metrics().horizontalAdvance, letters))
        return QSize(widest + self._theme.px(SPACE_S), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Keep the letters away from the squares."""
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        self.alignment = side | Qt.AlignmentFlag.AlignVCenter
        super().paintEvent(event)

    def labels(self) -> list[_Label]:
        """The letters, in the rows they stand in."""
        height = self._metrics().capHeight() + 2
        pitch = self.sectionSize(1) if self.count() > 1 else 0
        placed: list[_Label] = []
        for row in range(self.count()):
            top = self.sectionViewportPosition(row) + (RING_REACH if row == 0 else 0)
            area = QRect(0, top, self.viewport().width(), pitch)
            is_named = self._days.grid is not None and (
                self._days.grid.weekday(row) in _NAMED_WEEKDAYS
            )
            fits = not placed or area.center().y() - placed[-1][1].center().y() >= height
            if is_named and fits:
                placed.append((self._weekday(row, _NARROW), area))
        return placed


class WeekdayNames(NameHeader):
    """The seven weekdays above a month: short names, or letters where those would touch."""

    alignment = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop

    def labels(self) -> list[_Label]:
        """The names, over their columns."""
        names = [self._weekday(place, _SHORT) for place in range(self.count())]
        room = min((self.sectionSize(place) for place in range(self.count())), default=0)
        widest = max(map(self._metrics().horizontalAdvance, names), default=0)
        if widest + self._theme.px(SPACE_XS) > room:
            names = [self._weekday(place, _NARROW) for place in range(self.count())]
        height = self.viewport().height()
        return [
            (name, QRect(self.sectionViewportPosition(place), 0, self.sectionSize(place), height))
            for place, name in enumerate(names)
        ]


class HeatmapView(DayGridView):
    """The year of days. Up and down move by day, left and right by week, within the year.

    Left and right swap where people read from right to left.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._pitch = SMALLEST_PITCH
        super().__init__(theme, parent)
        self._months = MonthHeader(Qt.Orientation.Horizontal, self)
        self._weekdays = WeekdayHeader(Qt.Orientation.Vertical, self)
        self.setHorizontalHeader(self._months)
        self.setVerticalHeader(self._weekdays)

    @property
    def easy_width(self) -> int:
        """From this width in pixels on, any year's squares are easy to see."""
        return (
            self._weekdays.sizeHint().width()
            + 2 * RING_REACH
            + _MOST_WEEKS * self._grown(EASY_PITCH)
        )

    def place_in(self, area: QRect, row: int, column: int) -> QRectF:
        """A square, with room for a ring at the edges of the year."""
        side = self._pitch - self._gap()
        left = area.left() + (RING_REACH if self._is_leftmost(column) else 0)
        top = area.top() + (RING_REACH if row == 0 else 0)
        return QRectF(left, top, side, side)

    def _is_leftmost(self, column: int) -> bool:
        mirrored = self.isRightToLeft()
        return column == (self.days.columnCount() - 1 if mirrored else 0)

    def _gap(self) -> int:
        return max(SMALLEST_GAP, int(self._pitch * _GAP_SHARE))

    def _exact_pitch(self) -> float:
        room = self.width() - self._weekdays.sizeHint().width() - 2 * RING_REACH
        weeks = max(1, self.days.columnCount())
        smallest, largest = self._grown(SMALLEST_PITCH), self._grown(LARGEST_PITCH)
        return min(float(largest), max(float(smallest), room / weeks))

    def _grown(self, pitch: int) -> int:
        return max(pitch, self.theme.px(pitch))

    def fit(self) -> None:
        """Give each week and weekday its share of the width, and the view the height it needs."""
        weeks, pitch = self.days.columnCount(), self._exact_pitch()
        # Every cell asks for it at every paint; measuring the letters again each time is slow.
        self._pitch = int(pitch)
        self._weekdays.setFixedWidth(self._weekdays.sizeHint().width())
        for column in range(weeks):
            # Whole pixels keep the squares sharp; the rounding is spread over the year.
            width = round((column + 1) * pitch) - round(column * pitch)
            at_end = column in (0, weeks - 1)
            self.setColumnWidth(column, width + (RING_REACH if at_end else 0))
        for row in range(self.days.rowCount()):
            at_end = row in (0, DAYS_IN_WEEK - 1)
            self.setRowHeight(row, self._pitch + (RING_REACH if at_end else 0))
        self._months.updateGeometry()
        self.updateGeometries()
        height = self._months.sizeHint().height() + self._weekdays.length()
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self._weekdays.sizeHint().width() + self._months.length() > self.width():
            policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn
            height += self.horizontalScrollBar().sizeHint().height()
        self.setHorizontalScrollBarPolicy(policy)
        self.setFixedHeight(height)
        self.scrollTo(self.currentIndex())
        self.viewport().update()

    def scrollTo(
        self,
        index: AnyIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a day into sight together with its ring."""
        super().scrollTo(index, hint)
        if not index.isValid():
            return
        ring = self.cell_rect(index).adjusted(-RING_REACH, 0, RING_REACH, 0)
        beyond = min(0.0, ring.left()) + max(0.0, ring.right() - self.viewport().width())
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() + round(-beyond if self.isRightToLeft() else beyond))


class MonthView(DayGridView):
    """A month of days. Left and right move by day, up and down by week, on into other months.

    Left and right swap where people read from right to left.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._names = WeekdayNames(Qt.Orientation.Horizontal, self)
        self.setHorizontalHeader(self._names)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def place_in(self, area: QRect, row: int, column: int) -> QRectF:
        """The whole area but for the room of a ring."""
        del row, column
        reach = RING_REACH
        return QRectF(area).adjusted(reach, reach, -reach, -reach)

    def paint_cell(self, painter: QPainter, cell: QRectF, day: date, level: int | None) -> None:
        """Paint a day with its number, and beside or above it its mark where there is one."""
        tokens, mode = self.theme.tokens, self.days.mode
        if day > self.days.today:
            super().paint_cell(painter, cell, day, level)
            self._paint_number(painter, cell, day, tokens.ink_soft)
            return
        paint_ground(painter, cell, self.theme, mode, level)
        colour = ink_on(tokens, fill_of(tokens, mode, level))
        if not self._is_marked(level):
            self._paint_number(painter, cell, day, colour)
            return
        for_number, for_mark = self._halves(cell)
        self._paint_number(painter, for_number, day, colour)
        paint_mark(painter, for_mark, self.theme, mode, level)

    def _is_marked(self, level: int | None) -> bool:
        if level is None:
            return False
        if self.days.mode is HeatmapMode.MOOD_CHANGE:
            return True
        return self.theme.marks and level > 0

    def _halves(self, cell: QRectF) -> tuple[QRectF, QRectF]:
        """Where the number and the mark stand: side by side, or above each other."""
        metrics = QFontMetrics(self.theme.font(TextRole.BODY))
        side = min(float(self.theme.px(_MARK)), cell.width() / 2, cell.height() / 2)
        mark = QRectF(0, 0, side, side)
        if metrics.horizontalAdvance("00") + side * 1.5 < cell.width():
            number = cell.adjusted(0, 0, -cell.width() / 2, 0)
            rest = cell.adjusted(cell.width() / 2, 0, 0, 0)
            if self.isRightToLeft():
                number, rest = rest, number
        else:
            number = cell.adjusted(0, 2, 0, -side - 2)
            rest = QRectF(cell.left(), number.bottom(), cell.width(), side)
        mark.moveCenter(rest.center())
        return number, mark

    def _paint_number(self, painter: QPainter, area: QRectF, day: date, colour: str) -> None:
        painter.setFont(self.theme.font(TextRole.BODY))
        painter.setPen(QColor(colour))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
        painter.drawText(area, int(flags), QLocale().toString(day.day))

    def fit(self) -> None:
        """Share the width among the weekdays; give the weeks room for numbers and marks."""
        room = max(DAYS_IN_WEEK, self.width())
        for column in range(self.days.columnCount()):
            left, right = (round(room * n / DAYS_IN_WEEK) for n in (column, column + 1))
            self.setColumnWidth(column, right - left)
        height = self._row_height(room / DAYS_IN_WEEK)
        for row in range(self.days.rowCount()):
            self.setRowHeight(row, height)
        self._names.updateGeometry()
        self.updateGeometries()
        self.setFixedHeight(self._names.sizeHint().height() + self.days.rowCount() * height)
        self.viewport().update()

    def _row_height(self, column_width: float) -> int:
        number = QFontMetrics(self.theme.font(TextRole.BODY)).height()
        least = number + self.theme.px(_MARK) + 4
        wanted = max(self.theme.px(_ROW), min(self.theme.px(_TALLEST_ROW), round(column_width)))
        return 2 * RING_REACH + max(least, wanted - 2 * RING_REACH)


def _apart(labels: list[_Label], gap: int) -> list[_Label]:
    kept: list[_Label] = []
    for name, area in labels:
        if not kept or not area.adjusted(-gap, 0, gap, 0).intersects(kept[-1][1]):
            kept.append((name, area))
    return kept
