"""The charts of a report, to be drawn as inline SVG; a data table beside each says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from smallacts_desktop.domain.groups import Group
from smallacts_desktop.sharing.report.chart_geometry import (
    Box,
    Change,
    Dot,
    Line,
    Look,
    Mark,
    MoodScale,
    Side,
    Words,
    bar_lengths,
    lying_bar,
)
from smallacts_desktop.sharing.report.words import ReportWords, mood

_WIDTH, _ROW, _MOOD_ROW, _LABEL = 560, 30, 44, 130
_STRONG = {Look.NAME, Look.VALUE, Look.NUMBER_AFTER}


@dataclass(frozen=True, slots=True)
class Tag:
    """One SVG element by its name and attributes, around ``text`` when it is none of its own."""

    tag: str
    attributes: Mapping[str, str | float]
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn, in SVG units; ``name`` begins the ids, ``described`` tells all of it."""

    name: str
    title: str
    described: str
    height: int
    marks: Sequence[Tag]
    width: int = _WIDTH


def bar_chart(name: str, title: str, counts: Sequence[tuple[str, int]]) -> Chart:
    """One bar a count."""
    lengths = bar_lengths([count for _, count in counts], _WIDTH - _LABEL - 60, least=2)
    marks: list[Mark] = []
    for row, ((label, count), length) in enumerate(zip(counts, lengths, strict=True)):
        middle = row * _ROW + _ROW // 2
        marks.append(Words(Look.LABEL, label, 0, middle))
        marks += lying_bar(str(count), _LABEL, middle, round(length), 7, 8)
    described = "; ".join(f"{label}: {count}" for label, count in counts)
    return Chart(name, title, described, _ROW * max(1, len(counts)), _tags(marks))


def mood_chart(name: str, title: str, groups: Sequence[Group], words: ReportWords) -> Chart | None:
    """A dumbbell for each group with moods; None when no group has any."""
    shown = [(group, group.moods) for group in groups if group.moods is not None]
    if not shown:
        return None
    height = _MOOD_ROW * len(shown)
    scale = MoodScale(_LABEL + 16, _WIDTH - 24)
    marks = list(scale.grid(0, height, height + 14))
    for row, (group, moods) in enumerate(shown):
        y, before, after = row * _MOOD_ROW + 22, moods.before.median, moods.after.median
        change = Change(scale, y, before, after)
        marks.append(Words(Look.NAME, words.size(group.value), 0, y))
        marks += change.dots(6, 9, 4)
        marks += change.numbers(mood(before), mood(after) if before != after else "", above=14)
    described = "; ".join(words.group_aloud(group) for group, _ in shown)
    return Chart(name, title, described, height + 26, _tags(marks))


def _tags(marks: Sequence[Mark]) -> list[Tag]:
    return [_tag(mark) for mark in marks]


def _tag(mark: Mark) -> Tag:
    match mark:
        case Line(look, x1, y1, x2, y2):
            kind = "change" if look is Look.LINK else "grid"
            return _rounded("line", {"class": kind, "x1": x1, "y1": y1, "x2": x2, "y2": y2})
        case Box(_, x, y, width, height):
            place = {"x": x, "y": y, "width": width, "height": height, "rx": 3}
            return _rounded("rect", {"class": "bar", **place})
        case Dot(look, x, y, radius):
            kind = "before" if look is Look.BEFORE else "after"
            return _rounded("circle", {"class": kind, "cx": x, "cy": y, "r": radius})
        case Words(look, text, x, y, side):
            attributes: dict[str, str | float] = {"x": x, "y": y + 5}
            if look in _STRONG:
                attributes["class"] = "strong"
            if side is Side.MIDDLE:
                attributes["text-anchor"] = "middle"
            return _rounded("text", attributes, text)
    raise TypeError(mark)


def _rounded(tag: str, attributes: Mapping[str, str | float], text: str | None = None) -> Tag:
    values = {
        name: value if isinstance(value, str) else round(value, 1)
        for name, value in attributes.items()
    }
    return Tag(tag, values, text)
