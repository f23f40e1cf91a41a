"""Page one: always one sheet, read in a minute."""

from dataclasses import dataclass

from smallacts_desktop.sharing.paper.pdf_canvas import (
    PdfCanvas,
    TextLine,
    TextStyle,
    fitting,
    height_of,
)
from smallacts_desktop.sharing.report.model import Report
from smallacts_desktop.sharing.report.pdf_charts import bars, mood_chart
from smallacts_desktop.sharing.report.words import (
    ACTS,
    ARE_AND_ARE_NOT,
    EXPECTED,
    EYEBROW,
    FOLLOWS,
    IN_THE_WAY,
    MOODS,
    NAME,
    OWN_WORDS,
    TALK,
    TITLE,
    WHAT_THESE_ARE,
    ReportWords,
)
from smallacts_desktop.tokens import LIGHT

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
    return canvas.say(text, TextStyle.HEADING, x, y, LIGHT.primary, width) + 3


def _header(canvas: PdfCanvas, report: Report, words: ReportWords, cut: list[InFull]) -> float:
    width = canvas.width - 2 * MARGIN
    for radius, colour in ((9.0, LIGHT.heat[1]), (6.0, LIGHT.heat[2]), (2.8, LIGHT.primary)):
        fill = colour if radius < 5 else LIGHT.surface
        canvas.circle(MARGIN + 10, TOP + 11, radius, fill, colour)
    x = MARGIN + 28
    made = words.made(report)
    canvas.draw(
        canvas.lines(made, TextStyle.SMALL, 150, end=True), canvas.width - MARGIN - 150, TOP - 2,
        LIGHT.ink_soft,
    )  # fmt: skip
    y = canvas.say(words.text(EYEBROW), TextStyle.SMALL, x, TOP - 2, LIGHT.ink_soft, width - 180)
    y = canvas.say(words.text(TITLE), TextStyle.TITLE, x, y - 4, LIGHT.ink, width - 28) + 1
    if report.name:
        lines = canvas.lines(report.name, TextStyle.NAME, width - 28)
        if len(lines) > _NAME_LINES:
            cut.append(InFull(words.text(NAME), report.name))
        y = canvas.draw(lines[:_NAME_LINES], x, y, LIGHT.ink)
        if len(lines) > _NAME_LINES:
            y = canvas.say(words.text(FOLLOWS), TextStyle.SMALL, x, y, LIGHT.ink_soft, width - 28)
    y = canvas.say(words.period(report), TextStyle.STRONG, x, y, LIGHT.ink, width - 28)
    contents = " · ".join(words.contents(report))
    y = canvas.say(contents, TextStyle.BODY, x, y, LIGHT.ink_soft, width - 28) + 9
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
    y = heading(canvas, words.text(ACTS), x, y, width)
    y = (
        bars(canvas, [(words.size(size), count) for size, count in report.sizes], x, y, width)
        + _GAP
    )
    y = heading(canvas, words.text(MOODS), x, y, width)
    return mood_chart(canvas, report, words, x, y, width) + _GAP


def _expected_and_in_the_way(
    canvas: PdfCanvas, report: Report, words: ReportWords, corner: tuple[float, float], width: float
) -> float:
    x, y = corner
    y = heading(canvas, words.text(EXPECTED), x, y, width)
    answers = [(words.expectation(answer), count) for answer, count in report.expectations]
    if any(count for _, count in answers):
        y = bars(canvas, answers, x, y, width)
    y = canvas.say(words.answered(report), TextStyle.SMALL, x, y, LIGHT.ink_soft, width) + _GAP
    y = heading(canvas, words.text(IN_THE_WAY), x, y, width)
    barriers = [(words.barrier(barrier), count) for barrier, count in report.barriers]
    y = bars(canvas, barriers, x, y, width)
    return (
        canvas.say(words.not_this_time(report), TextStyle.SMALL, x, y, LIGHT.ink_soft, width) + _GAP
    )


def _what_these_are(canvas: PdfCanvas, words: ReportWords) -> float:
    """Draw what the numbers are and are not at the foot; returns the top of it."""
    width = canvas.width - 2 * MARGIN
    text = words.text(ARE_AND_ARE_NOT)
    first = canvas.lines(words.text(WHAT_THESE_ARE), TextStyle.SMALL_STRONG, width)
    rest = canvas.lines(text, TextStyle.SMALL, width)
    top = canvas.height - BOTTOM - height_of(first) - height_of(rest)
    canvas.rule(MARGIN, top - 7, canvas.width - MARGIN, top - 7, LIGHT.line, 0.8)
    canvas.draw(rest, MARGIN, canvas.draw(first, MARGIN, top, LIGHT.ink_soft), LIGHT.ink_soft)
    return top - 7 - _GAP + 6


def _sections(report: Report, words: ReportWords) -> list[_Section]:
    sections = []
    if report.talk_about:
        sections.append(_Section(words.text(TALK), (("", report.talk_about),), boxed=True))
    if report.quotes:
        pieces = tuple((words.day(quote.day), quote.words) for quote in report.quotes)
        sections.append(_Section(words.text(OWN_WORDS), pieces, boxed=False))
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
        left = len(sections) - number
        fair = (bottom - y) / left
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
    width = canvas.width - 2 * MARGIN
    pad = _BOX_PAD if section.boxed else 0.0
    fitted, shortened = _fit(
        canvas, section, words, bottom - y - TextStyle.HEADING.leading - 3 - 2 * pad
    )
    if section.boxed:
        inside = sum(height_of(lines) for _, lines in fitted)
        canvas.rect(MARGIN, y, width, inside + TextStyle.HEADING.leading + 3 + 2 * pad, LIGHT.tint)
        canvas.rect(
            MARGIN, y, _BAR, inside + TextStyle.HEADING.leading + 3 + 2 * pad, LIGHT.primary
        )
    x = MARGIN + _BAR + _BOX_PAD if section.boxed else MARGIN
    y = heading(canvas, section.heading, x, y + pad, _inner_width(canvas))
    for caption, lines in fitted:
        start = y
        x = MARGIN + _BAR + _BOX_PAD
        if caption:
            y = canvas.say(caption, TextStyle.SMALL, x, y, LIGHT.ink_soft, _inner_width(canvas))
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
    note = canvas.lines(words.text(FOLLOWS), TextStyle.SMALL, width)
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
