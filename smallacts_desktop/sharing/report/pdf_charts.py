"""The charts of page one, drawn as vectors and readable on a grey printer."""

from collections.abc import Iterable, Sequence

from smallacts_desktop.domain.groups import Group
from smallacts_desktop.sharing.paper.pdf_canvas import PdfCanvas, TextStyle
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
from smallacts_desktop.sharing.report.model import Report
from smallacts_desktop.sharing.report.words import AFTER, BEFORE, ReportWords, mood
from smallacts_desktop.tokens import LIGHT

_ROW, _BAR_HEIGHT = 16.5, 8.0
_LABEL, _NUMBER = 84.0, 24.0
_MOOD_ROW, _MOOD_LABEL, _DOT, _OUTER_DOT, _INNER_DOT = 27.0, 104.0, 4.2, 5.6, 2.4
_TEXTS = {
    Look.VALUE: (TextStyle.STRONG, LIGHT.ink),
    Look.DETAIL: (TextStyle.SMALL, LIGHT.ink_soft),
    Look.NUMBER_BEFORE: (TextStyle.SMALL, LIGHT.ink),
    Look.NUMBER_AFTER: (TextStyle.SMALL_STRONG, LIGHT.ink),
}
_BEFORE_X = {Side.START: 0.0, Side.MIDDLE: 0.5, Side.END: 1.0}


def bars(
    canvas: PdfCanvas, counts: Sequence[tuple[str, int]], x: float, y: float, width: float
) -> float:
    """One bar a count, with its label before and its number after it; returns the end."""
    widest = max((canvas.text_width(label, TextStyle.BODY) for label, _ in counts), default=0.0)
    label_width = min(max(widest + 10, 62.0), _LABEL + 10)
    longest = width - label_width - _NUMBER
    lengths = bar_lengths([count for _, count in counts], longest, least=1.5)
    for (label, count), length in zip(counts, lengths, strict=True):
        lines = canvas.lines(label, TextStyle.BODY, label_width - 6)
        end = canvas.draw(lines, x, y, LIGHT.ink)
        middle = y + TextStyle.BODY.leading / 2
        _draw(canvas, lying_bar(str(count), x + label_width, middle, length, _BAR_HEIGHT / 2, 6))
        y = max(y + _ROW, end)
    return y


def mood_chart(
    canvas: PdfCanvas, report: Report, words: ReportWords, x: float, y: float, width: float
) -> float:
    """A dumbbell for each size from the middle mood before to the one after; returns the end."""
    groups = list(report.moods)
    if report.overall.moods is not None:
        groups.append(report.overall)
    scale = MoodScale(x + _MOOD_LABEL + 8, x + width - 10)
    shown = any(group.moods for group in groups)
    if shown:
        y = _key(canvas, words, scale.start, y)
        end = y + _MOOD_ROW * len(groups)
        _draw(canvas, scale.grid(y, end, end + 2 + TextStyle.SMALL.leading / 2))
    for group in groups:
        _group(canvas, group, words, x, y, scale)
        y += _MOOD_ROW
    if shown:
        y += 4 + TextStyle.SMALL.leading
    return canvas.say(words.mood_basis(report), TextStyle.SMALL, x, y, LIGHT.ink_soft, width)


def _key(canvas: PdfCanvas, words: ReportWords, x: float, y: float) -> float:
    middle = y + TextStyle.SMALL.leading / 2
    for label, look in ((BEFORE, Look.BEFORE), (AFTER, Look.AFTER)):
        text = words.text(label)
        _draw(canvas, (Dot(look, x + 3.4, middle, 3.0), Words(Look.DETAIL, text, x + 10, middle)))
        x += canvas.text_width(text, TextStyle.SMALL) + 24
    return y + TextStyle.SMALL.leading + 4


def _group(
    canvas: PdfCanvas, group: Group, words: ReportWords, x: float, y: float, scale: MoodScale
) -> None:
    canvas.say(words.size(group.value), TextStyle.STRONG, x, y, LIGHT.ink, _MOOD_LABEL)
    below = y + TextStyle.STRONG.leading - 2.5
    room = _MOOD_LABEL if group.moods else scale.end - x
    canvas.say(words.group(group), TextStyle.SMALL, x, below, LIGHT.ink_soft, room)
    if group.moods is not None:
        before, after = group.moods.before.median, group.moods.after.median
        change = Change(scale, y + _MOOD_ROW / 2 - 1, before, after)
        _draw(canvas, change.dots(_DOT, _OUTER_DOT, _INNER_DOT))
        second = mood(after) if before != after else ""
        _draw(canvas, change.numbers(mood(before), second, beside=_DOT + 4, ground=1))


def _draw(canvas: PdfCanvas, marks: Iterable[Mark]) -> None:
    for mark in marks:
        match mark:
            case Line():
                link = mark.look is Look.LINK
                colour, thick = (LIGHT.primary, 2.2) if link else (LIGHT.line, 0.6)
                canvas.rule(mark.x1, mark.y1, mark.x2, mark.y2, colour, thick)
            case Box():
                canvas.rect(mark.x, mark.y, mark.width, mark.height, LIGHT.heat[3])
            case Dot():
                fill = LIGHT.surface if mark.look is Look.BEFORE else LIGHT.primary
                canvas.circle(mark.x, mark.y, mark.radius, fill, LIGHT.primary, 1.3)
            case Words():
                _words(canvas, mark)


def _words(canvas: PdfCanvas, words: Words) -> None:
    style, colour = _TEXTS[words.look]
    width = canvas.text_width(words.text, style)
    x, top = words.x - _BEFORE_X[words.side] * width, words.y - style.leading / 2
    if words.ground is not None:
        ground = words.ground
        canvas.rect(x - ground, top + 1, width + 2 * ground, style.leading - 2, LIGHT.surface)
    canvas.say(words.text, style, x, top, colour, width + 40)
