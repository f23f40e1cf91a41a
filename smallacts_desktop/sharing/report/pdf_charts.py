"""The charts of page one, drawn as vectors and readable on a grey printer."""

from collections.abc import Sequence

from smallacts_desktop.domain.entries import HIGHEST_MOOD
from smallacts_desktop.domain.groups import Group
from smallacts_desktop.sharing.paper.pdf_canvas import PdfCanvas, TextStyle
from smallacts_desktop.sharing.report.model import Report
from smallacts_desktop.sharing.report.words import AFTER, BEFORE, ReportWords, mood
from smallacts_desktop.tokens import LIGHT

_ROW, _BAR_HEIGHT = 16.5, 8.0
_LABEL, _NUMBER = 84.0, 24.0
_MOOD_ROW, _MOOD_LABEL, _DOT = 27.0, 104.0, 4.2


def bars(
    canvas: PdfCanvas, counts: Sequence[tuple[str, int]], x: float, y: float, width: float
) -> float:
    """One bar a count, with its label before and its number after it; returns the end."""
    most = max((count for _, count in counts), default=0)
    widest = max((canvas.text_width(label, TextStyle.BODY) for label, _ in counts), default=0.0)
    label_width = min(max(widest + 10, 62.0), _LABEL + 10)
    room = width - label_width - _NUMBER
    for label, count in counts:
        lines = canvas.lines(label, TextStyle.BODY, label_width - 6)
        end = canvas.draw(lines, x, y, LIGHT.ink)
        height = max(_ROW, end - y)
        length = room * count / most if most else 0.0
        if count:
            top = y + (TextStyle.BODY.leading - _BAR_HEIGHT) / 2
            canvas.rect(x + label_width, top, max(length, 1.5), _BAR_HEIGHT, LIGHT.heat[3])
        canvas.say(
            str(count), TextStyle.STRONG, x + label_width + length + 6, y, LIGHT.ink, _NUMBER + 40
        )
        y += height
    return y


def mood_chart(
    canvas: PdfCanvas, report: Report, words: ReportWords, x: float, y: float, width: float
) -> float:
    """A dumbbell for each size from the middle mood before to the one after; returns the end."""
    groups = list(report.moods)
    if report.overall.moods is not None:
        groups.append(report.overall)
    left, right = x + _MOOD_LABEL + 8, x + width - 10
    shown = any(group.moods for group in groups)
    if shown:
        y = _key(canvas, words, left, y)
        _grid(canvas, left, right, y, y + _MOOD_ROW * len(groups))
    for group in groups:
        _group(canvas, group, words, (x, y), (left, right))
        y += _MOOD_ROW
    if shown:
        for value in range(0, HIGHEST_MOOD + 1, 2):
            at = _at(value, left, right)
            number = str(value)
            canvas.say(
                number, TextStyle.SMALL, at - canvas.text_width(number, TextStyle.SMALL) / 2, y + 2,
                LIGHT.ink_soft, 30,
            )  # fmt: skip
        y += 4 + TextStyle.SMALL.leading
    return canvas.say(words.mood_basis(report), TextStyle.SMALL, x, y, LIGHT.ink_soft, width)


def _at(value: float, left: float, right: float) -> float:
    return left + (right - left) * value / HIGHEST_MOOD


def _key(canvas: PdfCanvas, words: ReportWords, x: float, y: float) -> float:
    middle = y + TextStyle.SMALL.leading / 2
    for label, filled in ((BEFORE, False), (AFTER, True)):
        fill = LIGHT.primary if filled else LIGHT.surface
        canvas.circle(x + 3.4, middle, 3.0, fill, LIGHT.primary)
        text = words.text(label)
        canvas.say(text, TextStyle.SMALL, x + 10, y, LIGHT.ink_soft, 90)
        x += canvas.text_width(text, TextStyle.SMALL) + 24
    return y + TextStyle.SMALL.leading + 4


def _grid(canvas: PdfCanvas, left: float, right: float, top: float, bottom: float) -> None:
    for value in range(0, HIGHEST_MOOD + 1, 2):
        at = _at(value, left, right)
        canvas.rule(at, top, at, bottom, LIGHT.line, 0.6)


def _group(
    canvas: PdfCanvas,
    group: Group,
    words: ReportWords,
    corner: tuple[float, float],
    edges: tuple[float, float],
) -> None:
    x, y = corner
    canvas.say(words.size(group.value), TextStyle.STRONG, x, y, LIGHT.ink, _MOOD_LABEL)
    below = y + TextStyle.STRONG.leading - 2.5
    room = _MOOD_LABEL if group.moods else edges[1] - x
    canvas.say(words.group(group), TextStyle.SMALL, x, below, LIGHT.ink_soft, room)
    if group.moods is None:
        return
    before, after = group.moods.before.median, group.moods.after.median
    one, other = _at(before, *edges), _at(after, *edges)
    middle = y + _MOOD_ROW / 2 - 1
    canvas.rule(one, middle, other, middle, LIGHT.primary, 2.2)
    if before != after:
        canvas.circle(one, middle, _DOT, LIGHT.surface, LIGHT.primary, 1.3)
        canvas.circle(other, middle, _DOT, LIGHT.primary, LIGHT.primary, 1.3)
    else:
        canvas.circle(one, middle, _DOT + 1.4, LIGHT.surface, LIGHT.primary, 1.3)
        canvas.circle(other, middle, _DOT - 1.2, LIGHT.primary)
    _number(canvas, mood(before), one, middle, TextStyle.SMALL, before_it=before <= after)
    if before != after:
        _number(
            canvas, mood(after), other, middle, TextStyle.SMALL_STRONG, before_it=after < before
        )


def _number(
    canvas: PdfCanvas, text: str, at: float, middle: float, kind: TextStyle, *, before_it: bool
) -> None:
    wide = canvas.text_width(text, kind)
    x = at - _DOT - 4 - wide if before_it else at + _DOT + 4
    top = middle - kind.leading / 2
    canvas.rect(x - 1, top + 1, wide + 2, kind.leading - 2, LIGHT.surface)
    canvas.say(text, kind, x, top, LIGHT.ink, wide + 10)
