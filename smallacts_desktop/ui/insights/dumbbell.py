"""Mood before and after by group: a dashed circle, a full one, and the stretch between them."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QLocale, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from smallacts_desktop.domain.entries import HIGHEST_MOOD, LOWEST_MOOD
from smallacts_desktop.domain.groups import Dimension, Group, Moods
from smallacts_desktop.domain.insights import InsightsReport
from smallacts_desktop.ui.insights.chart import (
    ChartPainter,
    ChartStyle,
    Table,
    elided,
    line_height,
)
from smallacts_desktop.ui.insights.dumbbell_marks import (
    DOT,
    VALUE_GAP,
    DumbbellLayout,
    dumbbell_legend,
    paint_bands,
    paint_dots,
    paint_values,
)
from smallacts_desktop.ui.kit.theme import TextRole
from smallacts_desktop.ui.text import insight_words, words
from smallacts_desktop.ui.text.insight_words import dimension_word, group_label

# More rows than this are for the table: a chart is for a look, not for reading through.
MOST_ROWS = 8
# Of the groups that are too few to show, no more than this stand among so many.
MOST_TOO_FEW = 4
_TICKS = range(LOWEST_MOOD, HIGHEST_MOOD + 1, 2)
_ROW, _ROW_PADDING, _LABEL_GAP, _LABELS_AT_LEAST = 52.0, 12.0, 24.0, 180.0
_LABELS_AT_MOST = 0.42  # of the width
_NARROWEST_SCALE = 220.0


class DumbbellChart:
    """The middle mood before and after, and the middle half, for the groups of one dimension."""

    def __init__(self, report: InsightsReport, dimension: Dimension) -> None:
        self._report = report
        self._dimension = dimension
        self._groups = report.groups[dimension]
        self._shown = _worth_drawing(self._groups)

    @property
    def title(self) -> str:
        """The heading."""
        return {
            Dimension.SIZE: QCoreApplication.translate(
                "Insights", "Mood before and after, by size of act"
            ),
            Dimension.PLACE: QCoreApplication.translate(
                "Insights", "Mood before and after, by place"
            ),
            Dimension.RESPONSE: QCoreApplication.translate(
                "Insights", "Mood before and after, by how people responded"
            ),
            Dimension.TIME_OF_DAY: QCoreApplication.translate(
                "Insights", "Mood before and after, by time of day"
            ),
        }[self._dimension]

    @property
    def note(self) -> str:
        """What is in the table alone, and where middles mislead; blank when neither is so."""
        if not self._shown:
            return QCoreApplication.translate(
                "Insights", "There are no acts with both moods to show here yet."
            )
        return " ".join(part for part in (self._more(), self._other_ways()) if part)

    def _other_ways(self) -> str:
        """The groups whose two middles go one way while most single acts go the other."""
        names = [
            group_label(self._dimension, group.value)
            for group in self._shown
            if group.moods is not None and _points_other_way(group.moods)
        ]
        if not names:
            return ""
        text = QCoreApplication.translate(
            "Insights",
            "Take care with {names}: act by act, the middle change goes the other way. "
            "It is in the table.",
        )
        return text.format(names=QLocale().createSeparatedList(names))

    def _more(self) -> str:
        more = len(self._groups) - len(self._shown)
        if not more:
            return ""
        return words.plural(
            QCoreApplication.translate("Insights", "{count} more is in the table."),
            QCoreApplication.translate("Insights", "{count} more are in the table."),
            more,
        )

    @property
    def basis(self) -> str:
        """When the notes are from and how many acts there are."""
        return insight_words.subtitle(self._report)

    @property
    def summary(self) -> str:
        """Every drawn row in one sentence."""
        if not self._shown:
            return f"{self.title}. {self.note}"
        rows = "; ".join(self._spoken(group) for group in self._shown)
        return f"{self.title}: {rows}. {self.note}".strip()

    def _spoken(self, group: Group) -> str:
        name = group_label(self._dimension, group.value)
        count = insight_words.counted(group.count, group.confidence)
        if group.moods is None:
            return f"{name}, {count}, {insight_words.too_few()}"
        text = QCoreApplication.translate("Insights", "{name}, {count}, from {before} to {after}")
        before = insight_words.mood(group.moods.before.median)
        after = insight_words.mood(group.moods.after.median)
        return text.format(name=name, count=count, before=before, after=after)

    def table(self) -> Table:
        """Every group, the ones that are too few with a count and no numbers."""
        headers = (
            dimension_word(self._dimension),
            QCoreApplication.translate("Insights", "Acts"),
            QCoreApplication.translate("Insights", "Middle before"),
            QCoreApplication.translate("Insights", "Middle after"),
            QCoreApplication.translate("Insights", "Middle change"),
            QCoreApplication.translate("Insights", "Half before"),
            QCoreApplication.translate("Insights", "Half after"),
            QCoreApplication.translate("Insights", "Half of changes"),
        )
        return Table(headers, tuple(self._row(group) for group in self._groups))

    def _row(self, group: Group) -> tuple[str, ...]:
        name = group_label(self._dimension, group.value)
        count = QLocale().toString(group.count)
        if group.moods is None:
            return name, count, insight_words.too_few(), "", "", "", "", ""
        moods = group.moods
        return (
            name,
            count,
            insight_words.mood(moods.before.median),
            insight_words.mood(moods.after.median),
            insight_words.change(moods.change.median),
            insight_words.middle_half(moods.before),
            insight_words.middle_half(moods.after),
            insight_words.middle_half(moods.change, signed=True),
        )

    def height(self, style: ChartStyle, width: float) -> float:
        """The rows, the numbers of the scale and the key."""
        if not self._shown:
            return 0.0
        rows = len(self._shown) * self._layout(style, width).row
        return rows + self._scale_height(style) + dumbbell_legend(style).height(style, width)

    def paint(self, painter: QPainter, style: ChartStyle, area: QRectF) -> None:
        """Draw the chart."""
        if not self._shown:
            return
        chart = ChartPainter(painter, style, area)
        layout = self._layout(style, area.width())
        bottom = len(self._shown) * layout.row
        self._paint_scale(chart, layout, bottom)
        for number, group in enumerate(self._shown):
            self._paint_row(chart, layout, number * layout.row, group)
        dumbbell_legend(style).paint(chart, bottom + self._scale_height(style), area.width())

    def _layout(self, style: ChartStyle, width: float) -> DumbbellLayout:
        widest = max(_widest_label(style, self._labels(group)) for group in self._shown)
        value = style.metrics(TextRole.CAPTION_BOLD).horizontalAdvance(insight_words.mood(4.5))
        reach = style.px(DOT + VALUE_GAP) + value
        names = line_height(style, TextRole.BODY_BOLD) + line_height(style, TextRole.CAPTION)
        room = max(widest + style.px(_LABEL_GAP), min(style.px(_LABELS_AT_LEAST), width * 0.25))
        labels = min(room, width * _LABELS_AT_MOST)
        row = max(style.px(_ROW), names + style.px(_ROW_PADDING))
        if width - labels - 2 * reach >= style.px(_NARROWEST_SCALE):
            return DumbbellLayout(labels + reach, width - reach, labels, row, 0.0, stacked=False)
        return DumbbellLayout(reach, width - reach, width, row + names, names, stacked=True)

    def _labels(self, group: Group) -> tuple[str, str]:
        name = group_label(self._dimension, group.value)
        return name, insight_words.counted(group.count, group.confidence)

    def _scale_height(self, style: ChartStyle) -> float:
        return line_height(style, TextRole.CAPTION) + style.px(10)

    def _paint_scale(self, chart: ChartPainter, layout: DumbbellLayout, bottom: float) -> None:
        style = chart.style
        height = line_height(style, TextRole.CAPTION)
        for mood in _TICKS:
            x = layout.x(mood)
            chart.grid_line(chart.at(x, 0), chart.at(x, bottom))
            box = chart.rect(x - style.px(20), bottom + style.px(5), style.px(40), height)
            number = insight_words.mood(mood)
            colour = style.tokens.ink_soft
            chart.text(number, box, TextRole.CAPTION, colour, Qt.AlignmentFlag.AlignHCenter)

    def _paint_row(
        self, chart: ChartPainter, layout: DumbbellLayout, top: float, group: Group
    ) -> None:
        self._paint_names(chart, layout, top, group)
        middle = top + layout.head + (layout.row - layout.head) / 2
        if group.moods is None:
            self._paint_too_few(chart, layout, middle)
            return
        paint_bands(chart, layout, middle, group.moods)
        paint_values(chart, layout, middle, group.moods)
        paint_dots(chart, layout, middle, group.moods)

    def _paint_names(
        self, chart: ChartPainter, layout: DumbbellLayout, top: float, group: Group
    ) -> None:
        style = chart.style
        name, count = self._labels(group)
        first = line_height(style, TextRole.BODY_BOLD)
        second = line_height(style, TextRole.CAPTION)
        y = top + (
            style.px(_ROW_PADDING / 2) if layout.stacked else (layout.row - first - second) / 2
        )
        room = layout.labels - (0.0 if layout.stacked else style.px(VALUE_GAP))
        for text, role, line, height, colour in (
            (name, TextRole.BODY_BOLD, y, first, style.tokens.ink),
            (count, TextRole.CAPTION, y + first, second, style.tokens.ink_soft),
        ):
            box = chart.rect(0, line, room, height)
            if layout.stacked:
                ground = chart.rect(0, line, min(room, chart.width_of(text, role) + 4), height)
                chart.painter.fillRect(ground, QColor(style.tokens.surface))
            chart.text(elided(style.metrics(role), text, room), box, role, colour)

    def _paint_too_few(self, chart: ChartPainter, layout: DumbbellLayout, middle: float) -> None:
        style, text = chart.style, insight_words.too_few()
        height = line_height(style, TextRole.CAPTION)
        width = chart.width_of(text, TextRole.CAPTION) + style.px(8)
        box = chart.rect(layout.x(0) + style.px(4), middle - height / 2, width, height)
        chart.painter.fillRect(box, QColor(style.tokens.surface))
        colour = style.tokens.ink_soft
        chart.text(text, box, TextRole.CAPTION, colour, Qt.AlignmentFlag.AlignHCenter)


def _worth_drawing(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The groups to draw, in the same order."""
    enough = [group for group in groups if group.moods is not None][:MOST_ROWS]
    few = [group for group in groups if group.moods is None]
    few = few[: min(MOST_TOO_FEW, MOST_ROWS - len(enough))]
    return tuple(group for group in groups if group in enough or group in few)


def _points_other_way(moods: Moods) -> bool:
    return (moods.after.median - moods.before.median) * moods.change.median < 0


def _widest_label(style: ChartStyle, labels: Iterable[str]) -> float:
    roles = (TextRole.BODY_BOLD, TextRole.CAPTION)
    return max(
        style.metrics(role).horizontalAdvance(text)
        for role, text in zip(roles, labels, strict=True)
    )
