"""Page one: always one sheet, read in a minute, with charts that a grey printer can draw."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from smallacts_desktop.domain.groups import Group
from smallacts_desktop.sharing.paper.pdf_canvas import (
    PdfCanvas,
    TextLine,
    TextStyle,
    fitting,
    height_of,
)
from smallacts_desktop.sharing.report import chart_geometry as geometry
from smallacts_desktop.sharing.report import words as said
from smallacts_desktop.sharing.report.chart_geometry import MarkRole, MoodScale
from smallacts_desktop.sharing.report.model import Report
from smallacts_desktop.sharing.report.words import ReportWords, mood
from smallacts_desktop.tokens import LIGHT

_ROW, _BAR_HEIGHT = 16.5, 8.0
_LABEL, _NUMBER = 84.0, 24.0
_MOOD_ROW, _MOOD_LABEL, _DOT, _OUTER_DOT, _INNER_DOT = 27.0, 104.0, 4.2, 5.6, 2.4
_MARK_TEXTS = {
    MarkRole.VALUE: (TextStyle.STRONG, LIGHT.ink),
    MarkRole.DETAIL: (TextStyle.SMALL, LIGHT.ink_soft),
    MarkRole.NUMBER_BEFORE: (TextStyle.SMALL, LIGHT.ink),
    MarkRole.NUMBER_AFTER: (TextStyle.SMALL_STRONG, LIGHT.ink),
}


def bars(
    canvas: PdfCanvas, counts: Sequence[tuple[str, int]], x: float, y: float, width: float
) -> float:
    """One bar a count, with its label before and its number after it; returns the end."""
    widest = max((canvas.text_width(label, TextStyle.BODY) for label, _ in counts), default=0.0)
    label_width = min(max(widest + 10, 62.0), _LABEL + 10)
    longest = width - label_width - _NUMBER
    lengths = geometry.bar_lengths([count for _, count in counts], longest, least=1.5)
    for (label, count), length in zip(counts, lengths, strict=True):
        lines = canvas.lines(label, TextStyle.BODY, label_width - 6)
        end = canvas.draw(lines, x, y, LIGHT.ink)
        middle = y + TextStyle.BODY.leading / 2
        bar = geometry.lying_bar(str(count), x + label_width, middle, length, _BAR_HEIGHT / 2, 6)
        _draw_marks(canvas, bar)
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
        _draw_marks(canvas, scale.grid(y, end, end + 2 + TextStyle.SMALL.leading / 2))
    for group in groups:
        _group(canvas, group, words, x, y, scale)
        y += _MOOD_ROW
    if shown:
        y += 4 + TextStyle.SMALL.leading
    return canvas.write(words.mood_basis(report), TextStyle.SMALL, x, y, LIGHT.ink_soft, width)


def _key(canvas: PdfCanvas, words: ReportWords, x: float, y: float) -> float:
    middle = y + TextStyle.SMALL.leading / 2
    for label, look in ((said.BEFORE, MarkRole.BEFORE), (said.AFTER, MarkRole.AFTER)):
        text = words.text(label)
        dot = geometry.Dot(look, x + 3.4, middle, 3.0)
        _draw_marks(canvas, (dot, geometry.Words(MarkRole.DETAIL, text, x + 10, middle)))
        x += canvas.text_width(text, TextStyle.SMALL) + 24
    return y + TextStyle.SMALL.leading + 4


def _group(
    canvas: PdfCanvas, group: Group, words: ReportWords, x: float, y: float, scale: MoodScale
) -> None:
    canvas.write(words.size(group.value), TextStyle.STRONG, x, y, LIGHT.ink, _MOOD_LABEL)
    below = y + TextStyle.STRONG.leading - 2.5
    room = _MOOD_LABEL if group.moods else scale.end - x
    canvas.write(words.group(group), TextStyle.SMALL, x, below, LIGHT.ink_soft, room)
    if group.moods is not None:
        before, after = group.moods.before.median, group.moods.after.median
        change = geometry.Change(scale, y + _MOOD_ROW / 2 - 1, before, after)
        _draw_marks(canvas, change.dots(_DOT, _OUTER_DOT, _INNER_DOT))
        second = mood(after) if before != after else ""
        _draw_marks(canvas, change.numbers(mood(before), second, beside=_DOT + 4, ground=1))


def _draw_marks(canvas: PdfCanvas, marks: Iterable[geometry.Mark]) -> None:
    for mark in marks:
        match mark:
            case geometry.Line():
                link = mark.look is MarkRole.LINK
                colour, thick = (LIGHT.primary, 2.2) if link else (LIGHT.line, 0.6)
                canvas.rule(mark.x1, mark.y1, mark.x2, mark.y2, colour, thick)
            case geometry.Box():
                canvas.rect(mark.x, mark.y, mark.width, mark.height, LIGHT.heat[3])
            case geometry.Dot():
                fill = LIGHT.surface if mark.look is MarkRole.BEFORE else LIGHT.primary
                canvas.circle(mark.x, mark.y, mark.radius, fill, LIGHT.primary, 1.3)
            case geometry.Words():
                _draw_words(canvas, mark)


def _draw_words(canvas: PdfCanvas, words: geometry.Words) -> None:
    style, colour = _MARK_TEXTS[words.look]
    width = canvas.text_width(words.text, style)
    x, top = words.x - words.side.value * width, words.y - style.leading / 2
    if (ground := words.ground) is not None:
        canvas.rect(x - ground, top + 1, width + 2 * ground, style.leading - 2, LIGHT.surface)
    canvas.write(words.text, style, x, top, colour, width + 40)


MARGIN, TOP, BOTTOM = 46.0, 44.0, 54.0
_GUTTER, _GAP = 30.0, 17.0
_LEFT_PART = 0.57
_BOX_PAD, _BAR = 10.0, 2.4
_NAME_LINES = 2


@dataclass(frozen=True, slots=True)
class InFull:
    """A text that page one shortens and part two holds whole."""

    heading: str
    words: str


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    pieces: tuple[tuple[str, str], ...]  # each with a caption above it, or none
    boxed: bool


def page_one(canvas: PdfCanvas, report: Report, words: ReportWords) -> tuple[InFull, ...]:
    """Draw page one; returns the texts that did not fit and must follow in full."""
    cut: list[InFull] = []
    y = _header(canvas, report, words, cut)
    y = _numbers(canvas, report, words, y)
    bottom = _what_these_are(canvas, words)
    _own_words(canvas, _sections(report, words), words, (y, bottom), cut)
    return tuple(cut)


def heading(canvas: PdfCanvas, text: str, x: float, y: float, width: float) -> float:
    """A section's heading; returns where the section starts."""
    return canvas.write(text, TextStyle.HEADING, x, y, LIGHT.primary, width) + 3


def _header(canvas: PdfCanvas, report: Report, words: ReportWords, cut: list[InFull]) -> float:
    width = canvas.width - 2 * MARGIN
    for radius, colour in ((9.0, LIGHT.heat[1]), (6.0, LIGHT.heat[2]), (2.8, LIGHT.primary)):
        fill = colour if radius < 5 else LIGHT.surface
        canvas.circle(MARGIN + 10, TOP + 11, radius, fill, colour)
    x = MARGIN + 28
    made = canvas.lines(words.made(report), TextStyle.SMALL, 150, end=True)
    canvas.draw(made, canvas.width - MARGIN - 150, TOP - 2, LIGHT.ink_soft)
    y = canvas.write(
        words.text(said.EYEBROW), TextStyle.SMALL, x, TOP - 2, LIGHT.ink_soft, width - 180
    )
    y = canvas.write(words.text(said.TITLE), TextStyle.TITLE, x, y - 4, LIGHT.ink, width - 28) + 1
    if report.name:
        lines = canvas.lines(report.name, TextStyle.NAME, width - 28)
        if len(lines) > _NAME_LINES:
            cut.append(InFull(words.text(said.NAME), report.name))
        y = canvas.draw(lines[:_NAME_LINES], x, y, LIGHT.ink)
        if len(lines) > _NAME_LINES:
            y = canvas.write(
                words.text(said.FOLLOWS), TextStyle.SMALL, x, y, LIGHT.ink_soft, width - 28
            )
    y = canvas.write(words.period(report), TextStyle.STRONG, x, y, LIGHT.ink, width - 28)
    y = (
        canvas.write(
            " · ".join(words.contents(report)), TextStyle.BODY, x, y, LIGHT.ink_soft, width - 28
        )
        + 9
    )
    canvas.rule(MARGIN, y, canvas.width - MARGIN, y, LIGHT.line, 0.8)
    return y + 12


def _numbers(canvas: PdfCanvas, report: Report, words: ReportWords, y: float) -> float:
    left = (canvas.width - 2 * MARGIN - _GUTTER) * _LEFT_PART
    x2 = MARGIN + left + _GUTTER
    right = canvas.width - MARGIN - x2
    return max(
        _acts_and_moods(canvas, report, words, (MARGIN, y), left),
        _expected_and_in_the_way(canvas, report, words, (x2, y), right),
    )


def _acts_and_moods(
    canvas: PdfCanvas, report: Report, words: ReportWords, corner: tuple[float, float], width: float
) -> float:
    x, y = corner
    y = heading(canvas, words.text(said.ACTS), x, y, width)
    sizes = [(words.size(size), count) for size, count in report.sizes]
    y = bars(canvas, sizes, x, y, width) + _GAP
    y = heading(canvas, words.text(said.MOODS), x, y, width)
    return mood_chart(canvas, report, words, x, y, width) + _GAP


def _expected_and_in_the_way(
    canvas: PdfCanvas, report: Report, words: ReportWords, corner: tuple[float, float], width: float
) -> float:
    x, y = corner
    y = heading(canvas, words.text(said.EXPECTED), x, y, width)
    answers = [(words.expectation(answer), count) for answer, count in report.expectations]
    if any(count for _, count in answers):
        y = bars(canvas, answers, x, y, width)
    y = canvas.write(words.answered(report), TextStyle.SMALL, x, y, LIGHT.ink_soft, width) + _GAP
    y = heading(canvas, words.text(said.IN_THE_WAY), x, y, width)
    barriers = [(words.barrier(barrier), count) for barrier, count in report.barriers]
    y = bars(canvas, barriers, x, y, width)
    below = words.not_this_time(report)
    return canvas.write(below, TextStyle.SMALL, x, y, LIGHT.ink_soft, width) + _GAP


def _what_these_are(canvas: PdfCanvas, words: ReportWords) -> float:
    """Draw what the numbers are and are not at the foot; returns the top of it."""
    width = canvas.width - 2 * MARGIN
    first = canvas.lines(words.text(said.WHAT_THESE_ARE), TextStyle.SMALL_STRONG, width)
    rest = canvas.lines(words.text(said.ARE_AND_ARE_NOT), TextStyle.SMALL, width)
    top = canvas.height - BOTTOM - height_of(first) - height_of(rest)
    canvas.rule(MARGIN, top - 7, canvas.width - MARGIN, top - 7, LIGHT.line, 0.8)
    canvas.draw(rest, MARGIN, canvas.draw(first, MARGIN, top, LIGHT.ink_soft), LIGHT.ink_soft)
    return top - 7 - _GAP + 6


def _sections(report: Report, words: ReportWords) -> list[_Section]:
    sections = []
    if report.talk_about:
        sections.append(_Section(words.text(said.TALK), (("", report.talk_about),), boxed=True))
    if report.quotes:
        pieces = tuple((words.day(quote.day), quote.words) for quote in report.quotes)
        sections.append(_Section(words.text(said.OWN_WORDS), pieces, boxed=False))
    return sections


def _own_words(
    canvas: PdfCanvas,
    sections: list[_Section],
    words: ReportWords,
    room: tuple[float, float],
    cut: list[InFull],
) -> None:
    """Share the room that is left: what one section leaves the other gets."""
    y, bottom = room
    for number, section in enumerate(sections):
        later = sum(_wanted(canvas, other) for other in sections[number + 1 :])
        fair = (bottom - y) / (len(sections) - number)
        height = max(fair, bottom - y - later)
        y = _section(canvas, section, words, (y, y + height), cut) + _GAP - 4


def _inner_width(canvas: PdfCanvas) -> float:
    return canvas.width - 2 * MARGIN - 2 * _BOX_PAD - _BAR


def _wanted(canvas: PdfCanvas, section: _Section) -> float:
    height = (
        canvas.lines(section.heading, TextStyle.HEADING, _inner_width(canvas))[0].height + 3 + _GAP
    )
    height += 2 * _BOX_PAD if section.boxed else 0
    for caption, text in section.pieces:
        height += height_of(canvas.lines(text, TextStyle.BODY, _inner_width(canvas))) + 7
        height += TextStyle.SMALL.leading if caption else 0
    return height


def _section(
    canvas: PdfCanvas,
    section: _Section,
    words: ReportWords,
    room: tuple[float, float],
    cut: list[InFull],
) -> float:
    y, bottom = room
    pad = _BOX_PAD if section.boxed else 0.0
    fitted, shortened = _fit(
        canvas, section, words, bottom - y - TextStyle.HEADING.leading - 3 - 2 * pad
    )
    if section.boxed:
        inside = sum(height_of(lines) for _, lines in fitted)
        tall = inside + TextStyle.HEADING.leading + 3 + 2 * pad
        canvas.rect(MARGIN, y, canvas.width - 2 * MARGIN, tall, LIGHT.tint)
        canvas.rect(MARGIN, y, _BAR, tall, LIGHT.primary)
    x = MARGIN + _BAR + _BOX_PAD if section.boxed else MARGIN
    y = heading(canvas, section.heading, x, y + pad, _inner_width(canvas))
    for caption, lines in fitted:
        start = y
        x = MARGIN + _BAR + _BOX_PAD
        if caption:
            y = canvas.write(caption, TextStyle.SMALL, x, y, LIGHT.ink_soft, _inner_width(canvas))
        y = canvas.draw(lines, x, y, LIGHT.ink)
        if not section.boxed:
            canvas.rect(MARGIN, start + 1, _BAR, y - start - 2, LIGHT.edge)
            y += 7
    for caption, text in (section.pieces[number] for number in shortened):
        named = f"{section.heading} ({caption})" if caption else section.heading
        cut.append(InFull(named, text))
    return y + pad


def _fit(
    canvas: PdfCanvas, section: _Section, words: ReportWords, height: float
) -> tuple[list[tuple[str, list[TextLine]]], list[int]]:
    """The lines of each piece that go into a height, and which pieces are not there whole."""
    width = _inner_width(canvas)
    note = canvas.lines(words.text(said.FOLLOWS), TextStyle.SMALL, width)
    laid = [
        (caption, canvas.lines(text, TextStyle.BODY, width)) for caption, text in section.pieces
    ]
    extra = [
        (TextStyle.SMALL.leading if caption else 0) + (0 if section.boxed else 7)
        for caption, _ in laid
    ]
    if sum(extra) + sum(height_of(lines) for _, lines in laid) <= height:
        return laid, []
    height -= height_of(note)
    fitted: list[tuple[str, list[TextLine]]] = []
    whole = [False] * len(laid)
    for number, (caption, lines) in enumerate(laid):
        later = sum(
            room + height_of(other)
            for room, (_, other) in zip(extra[number + 1 :], laid[number + 1 :], strict=True)
        )
        fair = max(height / (len(laid) - number), height - later) - extra[number]
        # Where the fair part is less than a line, the first pieces still get one each.
        count = fitting(lines, fair) or min(1, fitting(lines, height - extra[number]))
        if not count:
            break
        fitted.append((caption, lines[:count]))
        whole[number] = count == len(lines)
        height -= extra[number] + height_of(lines[:count])
    if fitted:
        caption, lines = fitted[-1]
        fitted[-1] = (caption, [*lines, *note])
    else:
        fitted.append(("", note))
    return fitted, [number for number, is_whole in enumerate(whole) if not is_whole]
