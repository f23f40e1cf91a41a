"""Mood before and after by group: a dashed circle, a full one, and the stretch between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from smallacts_desktop.domain.groups import Dimension, Group, Moods, Quartiles
from smallacts_desktop.domain.insights import InsightsReport
from smallacts_desktop.sharing.report.chart_geometry import (
    Box,
    Change,
    Dot,
    Mark,
    MarkRole,
    MoodScale,
    Side,
    Words,
)
from smallacts_desktop.ui.insights.chart import NO_DRAWING, Chart, ChartStyle, Drawing, Table
from smallacts_desktop.ui.text import insight_words, words
from smallacts_desktop.ui.text.insight_words import dimension_word, group_label

# More rows than this are for the table: a chart is for a look, not for reading through.
MOST_ROWS = 8
# Of the groups that are too few to show, no more than this stand among so many.
MOST_TOO_FEW = 4
_ROW, _ROW_PADDING, _LABEL_GAP, _LABELS_AT_LEAST = 52.0, 12.0, 24.0, 180.0
_LABELS_AT_MOST = 0.42  # of the width
_NARROWEST_SCALE = 220.0
_DOT, _OUTER_DOT, _VALUE_GAP, _BAND = 8.5, 12.0, 8.0, 13.0
_ABOVE_KEY, _KEY_GAP, _SIGN_GAP, _LINE_GAP = 14.0, 24.0, 8.0, 4.0


def mood_chart(report: InsightsReport, dimension: Dimension) -> Chart:
    """The middle mood before and after, and the middle half, for the groups of one dimension."""
    title, groups = _title(dimension), report.groups[dimension]
    shown = _worth_drawing(groups)
    note = _note(groups, shown, dimension)
    spoken = "; ".join(_spoken(group, dimension) for group in shown)
    return Chart(
        title,
        note,
        f"{title}: {spoken}. {note}".strip() if shown else f"{title}. {note}",
        insight_words.subtitle(report),
        Table(_headers(dimension), tuple(_row(group, dimension) for group in groups)),
        lambda style, width: _Rows(style, width, shown, dimension).drawing(),
    )


def _title(dimension: Dimension) -> str:
    translate = QCoreApplication.translate
    return {
        Dimension.SIZE: translate("Insights", "Mood before and after, by size of act"),
        Dimension.PLACE: translate("Insights", "Mood before and after, by place"),
        Dimension.RESPONSE: translate("Insights", "Mood before and after, by how people responded"),
        Dimension.TIME_OF_DAY: translate("Insights", "Mood before and after, by time of day"),
    }[dimension]


def _worth_drawing(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The groups to draw, in the same order."""
    enough = [group for group in groups if group.moods is not None][:MOST_ROWS]
    few = [group for group in groups if group.moods is None]
    few = few[: min(MOST_TOO_FEW, MOST_ROWS - len(enough))]
    return tuple(group for group in groups if group in enough or group in few)


def _note(groups: Sequence[Group], shown: Sequence[Group], dimension: Dimension) -> str:
    """What is in the table alone, and where middles mislead; blank when neither is so."""
    translate = QCoreApplication.translate
    if not shown:
        return translate("Insights", "There are no acts with both moods to show here yet.")
    parts = []
    if more := len(groups) - len(shown):
        one = translate("Insights", "{count} more is in the table.")
        parts.append(
            words.plural(one, translate("Insights", "{count} more are in the table."), more)
        )
    names = [
        group_label(dimension, group.value)
        for group in shown
        if group.moods is not None and _points_other_way(group.moods)
    ]
    if names:
        text = translate(
            "Insights",
            "Take care with {names}: act by act, the middle change goes the other way. "
            "It is in the table.",
        )
        parts.append(text.format(names=QLocale().createSeparatedList(names)))
    return " ".join(parts)


def _points_other_way(moods: Moods) -> bool:
    """Whether the two middles go one way while most single acts go the other."""
    return (moods.after.median - moods.before.median) * moods.change.median < 0


def _spoken(group: Group, dimension: Dimension) -> str:
    name, count = _names(group, dimension)
    if group.moods is None:
        return f"{name}, {count}, {insight_words.too_few()}"
    text = QCoreApplication.translate("Insights", "{name}, {count}, from {before} to {after}")
    before, after = _numbers(group.moods)
    return text.format(name=name, count=count, before=before, after=after)


def _headers(dimension: Dimension) -> tuple[str, ...]:
    return (
        dimension_word(dimension),
        QCoreApplication.translate("Insights", "Acts"),
        QCoreApplication.translate("Insights", "Middle before"),
        QCoreApplication.translate("Insights", "Middle after"),
        QCoreApplication.translate("Insights", "Middle change"),
        QCoreApplication.translate("Insights", "Half before"),
        QCoreApplication.translate("Insights", "Half after"),
        QCoreApplication.translate("Insights", "Half of changes"),
    )


def _row(group: Group, dimension: Dimension) -> tuple[str, ...]:
    """A row of the table; a group of too few acts has its count and no numbers."""
    name, count = group_label(dimension, group.value), QLocale().toString(group.count)
    if group.moods is None:
        return name, count, insight_words.too_few(), "", "", "", "", ""
    moods = group.moods
    return (
        name,
        count,
        *_numbers(moods),
        insight_words.change(moods.change.median),
        insight_words.middle_half(moods.before),
        insight_words.middle_half(moods.after),
        insight_words.middle_half(moods.change, signed=True),
    )


def _names(group: Group, dimension: Dimension) -> tuple[str, str]:
    count = insight_words.counted(group.count, group.confidence)
    return group_label(dimension, group.value), count


def _numbers(moods: Moods) -> tuple[str, str]:
    return insight_words.mood(moods.before.median), insight_words.mood(moods.after.median)


class _Rows:
    """The rows at a width: names beside the scale, or above it where it would be too short."""

    def __init__(
        self, style: ChartStyle, width: float, groups: Sequence[Group], dimension: Dimension
    ) -> None:
        self._style, self._width, self._groups = style, width, groups
        self._names = [_names(group, dimension) for group in groups]
        self._name, self._detail = style.height(MarkRole.NAME), style.height(MarkRole.DETAIL)

    def drawing(self) -> Drawing:
        """The rows, the numbers of the scale under them, and the key."""
        if not self._groups:
            return NO_DRAWING
        self._measure()
        bottom = len(self._groups) * self._row + self._detail + self._style.px(10)
        key = _Key(self._style, self._width)
        return Drawing(bottom + key.height, self._marks(key, bottom))

    def _measure(self) -> None:
        style, width, px = self._style, self._width, self._style.px
        widest = max(
            max(style.width(MarkRole.NAME, name), style.width(MarkRole.DETAIL, count))
            for name, count in self._names
        )
        reach = px(_DOT + _VALUE_GAP) + style.width(MarkRole.NUMBER_AFTER, insight_words.mood(4.5))
        names = self._name + self._detail
        room = max(widest + px(_LABEL_GAP), min(px(_LABELS_AT_LEAST), width * 0.25))
        labels = min(room, width * _LABELS_AT_MOST)
        self._stacked = width - labels - 2 * reach < px(_NARROWEST_SCALE)
        self._head = names if self._stacked else 0.0
        self._row = max(px(_ROW), names + px(_ROW_PADDING)) + self._head
        self._room = width if self._stacked else labels - px(_VALUE_GAP)
        self._scale = MoodScale(reach if self._stacked else labels + reach, width - reach)

    def _marks(self, key: "_Key", bottom: float) -> Iterator[Mark]:
        end = len(self._groups) * self._row
        numbers = end + self._style.px(5) + self._detail / 2
        yield from self._scale.grid(0, end, numbers)
        for number, (group, names) in enumerate(zip(self._groups, self._names, strict=True)):
            top = number * self._row
            yield from self._heading(top, *names)
            middle = top + self._head + (self._row - self._head) / 2
            if group.moods is None:
                gap = self._style.px(4)
                x = self._scale.at(0) + 2 * gap
                yield Words(MarkRole.DETAIL, insight_words.too_few(), x, middle, ground=gap)
            else:
                yield from self._moods(middle, group.moods)
        yield from key.marks(bottom)

    def _heading(self, top: float, name: str, count: str) -> Iterator[Mark]:
        style = self._style
        y = top + (self._row - self._name - self._detail) / 2
        if self._stacked:
            y = top + style.px(_ROW_PADDING / 2)
        ground = 4.0 if self._stacked else None
        for look, text, middle in (
            (MarkRole.NAME, name, y + self._name / 2),
            (MarkRole.DETAIL, count, y + self._name + self._detail / 2),
        ):
            yield Words(look, style.elided(look, text, self._room), 0.0, middle, ground=ground)

    def _moods(self, middle: float, moods: Moods) -> Iterator[Mark]:
        px, before, after = self._style.px, moods.before, moods.after
        yield from self._half(MarkRole.HALF_BEFORE, middle - px(_BAND), before)
        yield from self._half(MarkRole.HALF_AFTER, middle, after)
        change = Change(self._scale, middle, before.median, after.median)
        # No line as strong as the text may run through it, nor up to it like a dash.
        ground = None if self._style.faint_lines else px(_VALUE_GAP)
        beside = px(_DOT + _VALUE_GAP)
        yield from change.numbers(*_numbers(moods), beside=beside, ground=ground)
        yield from change.dots(px(_DOT), px(_OUTER_DOT), px(_DOT))

    def _half(self, look: MarkRole, top: float, quartiles: Quartiles) -> Iterator[Mark]:
        if quartiles.lower != quartiles.upper:
            x = self._scale.at(quartiles.lower)
            width = self._scale.at(quartiles.upper) - x
            yield Box(look, x, top, width, self._style.px(_BAND))


@dataclass(frozen=True, slots=True)
class _Key:
    """What the marks mean, in as many lines as it takes."""

    style: ChartStyle
    width: float

    @property
    def height(self) -> float:
        """The height, with the gap above."""
        lines = 1 + max(line for _, _, line in self._places())
        return self.style.px(_ABOVE_KEY) + lines * self._line

    def marks(self, top: float) -> Iterator[Mark]:
        """The signs and their names from ``top`` down."""
        dot, half = self._dot, self.style.px(_BAND / 2)
        for number, (name, x, line) in enumerate(self._places()):
            y = top + self.style.px(_ABOVE_KEY) + (line + 0.5) * self._line
            yield from (
                (Dot(MarkRole.BEFORE, x + dot + 1, y, dot),),
                (Dot(MarkRole.AFTER, x + dot, y, dot),),
                (
                    Box(MarkRole.HALF_BEFORE, x, y - half, 2 * half, half),
                    Box(MarkRole.HALF_AFTER, x, y, 2 * half, half),
                ),
            )[number]
            yield Words(MarkRole.DETAIL, name, x + self._sign, y, Side.START)

    @property
    def _dot(self) -> float:
        return self.style.px(_DOT * 0.8)

    @property
    def _sign(self) -> float:
        return 2 * self._dot + self.style.px(_SIGN_GAP)

    @property
    def _line(self) -> float:
        return self.style.height(MarkRole.DETAIL) + self.style.px(_LINE_GAP)

    def _places(self) -> Iterator[tuple[str, float, int]]:
        x, line = 0.0, 0
        for name in (
            QCoreApplication.translate("Insights", "Middle mood before"),
            QCoreApplication.translate("Insights", "Middle mood after"),
            QCoreApplication.translate("Insights", "Middle half of moods"),
        ):
            needed = self._sign + self.style.width(MarkRole.DETAIL, name)
            if x and x + needed > self.width:
                x, line = 0.0, line + 1
            yield name, x, line
            x += needed + self.style.px(_KEY_GAP)
