"""The charts of a report as inline SVG; a data table beside each says the same in numbers."""

from collections.abc import Sequence
from html import escape

from smallacts_desktop.domain.entries import HIGHEST_MOOD
from smallacts_desktop.domain.groups import Group
from smallacts_desktop.sharing.report.words import ReportWords, mood

_WIDTH, _ROW, _LABEL = 560, 30, 130


def _svg(name: str, title: str, described: str, height: int, inside: str) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(described)}</desc>{inside}</svg>'
    )


def bar_chart(name: str, title: str, counts: Sequence[tuple[str, int]]) -> str:
    """One bar a count."""
    most = max((count for _, count in counts), default=0)
    parts = []
    for row, (label, count) in enumerate(counts):
        middle = row * _ROW + _ROW // 2
        length = round((_WIDTH - _LABEL - 60) * count / most) if most else 0
        parts.append(_text(0, middle, label))
        if count:
            parts.append(
                f'<rect class="bar" x="{_LABEL}" y="{middle - 7}" width="{max(length, 2)}" '
                'height="14" rx="3"/>'
            )
        parts.append(_text(_LABEL + length + 8, middle, str(count), strong=True))
    described = "; ".join(f"{label}: {count}" for label, count in counts)
    return _svg(name, title, described, _ROW * max(1, len(counts)), "".join(parts))


def mood_chart(name: str, title: str, groups: Sequence[Group], words: ReportWords) -> str:
    """A dumbbell for each group with moods; blank when no group has any."""
    shown = [group for group in groups if group.moods]
    if not shown:
        return ""
    height = 44 * len(shown)
    parts = []
    for value in range(0, HIGHEST_MOOD + 1, 2):
        at = _at(value)
        parts.append(f'<line class="grid" x1="{at}" y1="0" x2="{at}" y2="{height}"/>')
        parts.append(_text(at, height + 14, str(value), middle=True))
    for row, group in enumerate(shown):
        parts.append(_dumbbell(group, row * 44 + 22, words.size(group.value)))
    described = "; ".join(words.group_aloud(group) for group in shown)
    return _svg(name, title, described, height + 26, "".join(parts))


def _at(value: float) -> float:
    return round(_LABEL + 16 + (_WIDTH - _LABEL - 40) * value / HIGHEST_MOOD, 1)


def _dumbbell(group: Group, y: int, label: str) -> str:
    if group.moods is None:
        return ""
    before, after = group.moods.before.median, group.moods.after.median
    one, other = _at(before), _at(after)
    marks = [
        _text(0, y, label, strong=True),
        f'<line class="change" x1="{one}" y1="{y}" x2="{other}" y2="{y}"/>',
        f'<circle class="before" cx="{one}" cy="{y}" r="{9 if before == after else 6}"/>',
        f'<circle class="after" cx="{other}" cy="{y}" r="{4 if before == after else 6}"/>',
        _text(one, y - 14, mood(before), middle=True),
    ]
    if before != after:
        marks.append(_text(other, y - 14, mood(after), strong=True, middle=True))
    return "".join(marks)


def _text(x: float, y: float, text: str, *, strong: bool = False, middle: bool = False) -> str:
    kind = ' class="strong"' if strong else ""
    anchor = ' text-anchor="middle"' if middle else ""
    return f'<text x="{x}" y="{y + 5}"{kind}{anchor}>{escape(text)}</text>'
