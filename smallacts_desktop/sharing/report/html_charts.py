"""The charts of a report, to be drawn as inline SVG; a data table beside each says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from smallacts_desktop.domain.entries import HIGHEST_MOOD
from smallacts_desktop.domain.groups import Group
from smallacts_desktop.sharing.report.words import ReportWords, mood

_WIDTH, _ROW, _LABEL = 560, 30, 130


@dataclass(frozen=True, slots=True)
class Mark:
    """One SVG element by its tag and attributes, around ``text`` when it is none of its own."""

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
    marks: Sequence[Mark]
    width: int = _WIDTH


def bar_chart(name: str, title: str, counts: Sequence[tuple[str, int]]) -> Chart:
    """One bar a count."""
    most = max((count for _, count in counts), default=0)
    marks = []
    for row, (label, count) in enumerate(counts):
        middle = row * _ROW + _ROW // 2
        length = round((_WIDTH - _LABEL - 60) * count / most) if most else 0
        marks.append(_text(0, middle, label))
        if count:
            place = {"x": _LABEL, "y": middle - 7, "width": max(length, 2), "height": 14, "rx": 3}
            marks.append(Mark("rect", {"class": "bar", **place}))
        marks.append(_text(_LABEL + length + 8, middle, str(count), strong=True))
    described = "; ".join(f"{label}: {count}" for label, count in counts)
    return Chart(name, title, described, _ROW * max(1, len(counts)), marks)


def mood_chart(name: str, title: str, groups: Sequence[Group], words: ReportWords) -> Chart | None:
    """A dumbbell for each group with moods; None when no group has any."""
    shown = [group for group in groups if group.moods]
    if not shown:
        return None
    height = 44 * len(shown)
    marks = []
    for value in range(0, HIGHEST_MOOD + 1, 2):
        at = _at(value)
        marks.append(_line("grid", at, 0, at, height))
        marks.append(_text(at, height + 14, str(value), middle=True))
    for row, group in enumerate(shown):
        marks += _dumbbell(group, row * 44 + 22, words.size(group.value))
    described = "; ".join(words.group_aloud(group) for group in shown)
    return Chart(name, title, described, height + 26, marks)


def _at(value: float) -> float:
    return round(_LABEL + 16 + (_WIDTH - _LABEL - 40) * value / HIGHEST_MOOD, 1)


def _dumbbell(group: Group, y: int, label: str) -> list[Mark]:
    if group.moods is None:
        return []
    before, after = group.moods.before.median, group.moods.after.median
    one, other = _at(before), _at(after)
    same = before == after
    marks = [
        _text(0, y, label, strong=True),
        _line("change", one, y, other, y),
        Mark("circle", {"class": "before", "cx": one, "cy": y, "r": 9 if same else 6}),
        Mark("circle", {"class": "after", "cx": other, "cy": y, "r": 4 if same else 6}),
        _text(one, y - 14, mood(before), middle=True),
    ]
    if not same:
        marks.append(_text(other, y - 14, mood(after), strong=True, middle=True))
    return marks


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> Mark:
    return Mark("line", {"class": kind, "x1": x1, "y1": y1, "x2": x2, "y2": y2})


def _text(x: float, y: float, text: str, *, strong: bool = False, middle: bool = False) -> Mark:
    attributes: dict[str, str | float] = {"x": x, "y": y + 5}
    if strong:
        attributes["class"] = "strong"
    if middle:
        attributes["text-anchor"] = "middle"
    return Mark("text", attributes, text)
