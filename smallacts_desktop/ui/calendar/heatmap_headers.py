"""The names that stand above and beside the days: months and weekdays."""

from PySide6.QtCore import QLocale, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from smallacts_desktop.domain.heatmap import DAYS_IN_WEEK
from smallacts_desktop.tokens import SPACE_S, SPACE_XS
from smallacts_desktop.ui.calendar.heatmap_model import HeatmapModel, MonthModel
from smallacts_desktop.ui.kit.heat_cell import RING_REACH
from smallacts_desktop.ui.kit.theme import TextRole, Theme

# Monday, Wednesday, Friday and Sunday; the others are told by their neighbours.
_NAMED_WEEKDAYS = (0, 2, 4, 6)


class _QuietHeader(QHeaderView):
    """A header that paints free-standing words instead of sections, and takes no clicks."""

    def __init__(self, orientation: Qt.Orientation, theme: Theme, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self._theme = theme
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._theme.font(TextRole.CAPTION))

    def _painter(self) -> QPainter:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(self._theme.tokens.surface))
        painter.setFont(self._theme.font(TextRole.CAPTION))
        painter.setPen(QColor(self._theme.tokens.ink_soft))
        return painter


class MonthHeader(_QuietHeader):
    """Each month's name above its first full week; shorter or fewer names where room is short."""

    def __init__(self, theme: Theme, heatmap: HeatmapModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, theme, parent)
        self._heatmap = heatmap

    def sizeHint(self) -> QSize:
        return QSize(0, self._metrics().height() + self._theme.px(SPACE_XS))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - a dozen words, all at once
        painter = self._painter()
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for name, area in self.labels():
            painter.drawText(area, middle | Qt.TextFlag.TextDontClip, name)

    def labels(self) -> list[tuple[str, QRect]]:
        """Return the names that fit and where they stand, without two touching."""
        short = self._placed(QLocale.FormatType.ShortFormat)
        gap = self._theme.px(SPACE_XS)
        if len(_apart(short, gap)) == len(short):
            return short
        return _apart(self._placed(QLocale.FormatType.NarrowFormat), gap)

    def _placed(self, form: QLocale.FormatType) -> list[tuple[str, QRect]]:
        placed = []
        for month, column in self._heatmap.month_columns().items():
            name = QLocale().standaloneMonthName(month, form)
            width = self._metrics().horizontalAdvance(name)
            edge = self.sectionViewportPosition(column)
            if self.isRightToLeft():
                edge += self.sectionSize(column) - width
            if column == 0:
                edge += -RING_REACH if self.isRightToLeft() else RING_REACH
            placed.append((name, QRect(edge, 0, width, self._metrics().height())))
        return placed


class WeekdayHeader(_QuietHeader):
    """The letters of four weekdays; fewer where the rows are lower than the letters."""

    def __init__(self, theme: Theme, heatmap: HeatmapModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, theme, parent)
        self._heatmap = heatmap

    def sizeHint(self) -> QSize:
        """The widest letter and the space beside it."""
        widths = (self._metrics().horizontalAdvance(_letter(day)) for day in range(DAYS_IN_WEEK))
        return QSize(max(widths) + self._theme.px(SPACE_S), 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - four letters, all at once
        painter = self._painter()
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        for letter, area in self.labels():
            flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
            painter.drawText(area, flags, letter)

    def labels(self) -> list[tuple[str, QRect]]:
        """Return the letters that fit and the rows they stand in, without two touching."""
        rows = [row for row in range(self.count()) if self._heatmap.weekday(row) in _NAMED_WEEKDAYS]
        height = self._metrics().capHeight() + 2
        pitch = self.sectionSize(1) if self.count() > 1 else 0
        placed: list[tuple[str, QRect]] = []
        for row in rows:
            top = self.sectionViewportPosition(row) + (RING_REACH if row == 0 else 0)
            area = QRect(0, top, self.viewport().width(), pitch)
            if not placed or area.center().y() - placed[-1][1].center().y() >= height:
                placed.append((_letter(self._heatmap.weekday(row)), area))
        return placed


class WeekdayNames(_QuietHeader):
    """The seven weekdays above a month: short names, or letters where those would touch."""

    def __init__(self, theme: Theme, month: MonthModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, theme, parent)
        self._month = month

    def sizeHint(self) -> QSize:
        return QSize(0, self._metrics().height() + self._theme.px(SPACE_XS))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - seven words, all at once
        painter = self._painter()
        for name, area in self.labels():
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(area, flags | Qt.TextFlag.TextDontClip, name)

    def labels(self) -> list[tuple[str, QRect]]:
        """Return the names and the columns they stand over."""
        names = [self._name(place, QLocale.FormatType.ShortFormat) for place in range(self.count())]
        room = min((self.sectionSize(place) for place in range(self.count())), default=0)
        widest = max(map(self._metrics().horizontalAdvance, names), default=0)
        if widest + self._theme.px(SPACE_XS) > room:
            narrow = QLocale.FormatType.NarrowFormat
            names = [self._name(place, narrow) for place in range(self.count())]
        height = self.viewport().height()
        return [
            (name, QRect(self.sectionViewportPosition(place), 0, self.sectionSize(place), height))
            for place, name in enumerate(names)
        ]

    def _name(self, place: int, length: QLocale.FormatType) -> str:
        return QLocale().standaloneDayName(self._month.weekday(place) + 1, length)


def _letter(weekday: int) -> str:
    return QLocale().standaloneDayName(weekday + 1, QLocale.FormatType.NarrowFormat)


def _apart(labels: list[tuple[str, QRect]], gap: int) -> list[tuple[str, QRect]]:
    kept: list[tuple[str, QRect]] = []
    for name, area in labels:
        if not kept or not area.adjusted(-gap, 0, gap, 0).intersects(kept[-1][1]):
            kept.append((name, area))
    return kept
