"""The report as one web page that holds everything it needs, for anyone who uses a screen reader.

No script, no font, no picture and no address from elsewhere: opening it sends nothing. How it looks
is in the template; Jinja2 escapes whatever is put into that.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.groups import Group
from smallacts_desktop.paths import read_resource
from smallacts_desktop.sharing.report import chart_geometry as geometry
from smallacts_desktop.sharing.report import words as said
from smallacts_desktop.sharing.report.model import Progress, Report
from smallacts_desktop.sharing.report.words import (
    ReportWords,
    Translate,
    mood,
    mood_after,
    mood_change,
)
from smallacts_desktop.tokens import DARK, LIGHT, Tokens

_WIDTH, _ROW, _MOOD_ROW, _LABEL = 560, 30, 44, 130
_STRONG = {geometry.MarkRole.NAME, geometry.MarkRole.VALUE, geometry.MarkRole.NUMBER_AFTER}


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
    lengths = geometry.bar_lengths([count for _, count in counts], _WIDTH - _LABEL - 60, least=2)
    marks: list[geometry.Mark] = []
    for row, ((label, count), length) in enumerate(zip(counts, lengths, strict=True)):
        middle = row * _ROW + _ROW // 2
        marks.append(geometry.Words(geometry.MarkRole.LABEL, label, 0, middle))
        marks += geometry.lying_bar(str(count), _LABEL, middle, round(length), 7, 8)
    described = "; ".join(f"{label}: {count}" for label, count in counts)
    return Chart(name, title, described, _ROW * max(1, len(counts)), list(map(_tag, marks)))


def mood_chart(name: str, title: str, groups: Sequence[Group], words: ReportWords) -> Chart | None:
    """A dumbbell for each group with moods; None when no group has any."""
    shown = [(group, group.moods) for group in groups if group.moods is not None]
    if not shown:
        return None
    height = _MOOD_ROW * len(shown)
    scale = geometry.MoodScale(_LABEL + 16, _WIDTH - 24)
    marks = list(scale.grid(0, height, height + 14))
    for row, (group, moods) in enumerate(shown):
        y, before, after = row * _MOOD_ROW + 22, moods.before.median, moods.after.median
        change = geometry.Change(scale, y, before, after)
        marks.append(geometry.Words(geometry.MarkRole.NAME, words.size(group.value), 0, y))
        marks += change.dots(6, 9, 4)
        marks += change.numbers(mood(before), mood(after) if before != after else "", above=14)
    described = "; ".join(words.group_aloud(group) for group, _ in shown)
    return Chart(name, title, described, height + 26, list(map(_tag, marks)))


def _tag(mark: geometry.Mark) -> Tag:
    match mark:
        case geometry.Line(look, x1, y1, x2, y2):
            kind = "change" if look is geometry.MarkRole.LINK else "grid"
            return _rounded("line", {"class": kind, "x1": x1, "y1": y1, "x2": x2, "y2": y2})
        case geometry.Box(_, x, y, width, height):
            place = {"x": x, "y": y, "width": width, "height": height, "rx": 3}
            return _rounded("rect", {"class": "bar", **place})
        case geometry.Dot(look, x, y, radius):
            kind = "before" if look is geometry.MarkRole.BEFORE else "after"
            return _rounded("circle", {"class": kind, "cx": x, "cy": y, "r": radius})
        case geometry.Words(look, text, x, y, side):
            attributes: dict[str, str | float] = {"x": x, "y": y + 5}
            if look in _STRONG:
                attributes["class"] = "strong"
            if side is geometry.Side.MIDDLE:
                attributes["text-anchor"] = "middle"
            return _rounded("text", attributes, text)
    raise TypeError(mark)


def _rounded(tag: str, attributes: Mapping[str, str | float], text: str | None = None) -> Tag:
    values = {
        name: value if isinstance(value, str) else round(value, 1)
        for name, value in attributes.items()
    }
    return Tag(tag, values, text)


_TEMPLATE = "report.html.jinja"
_ROWS_PER_STEP = 200
# What no web page may hold, though a note may.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of texts; the first of each row is its heading."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading and what is below it, in this order."""

    heading: str
    below: str = ""
    chart: Chart | None = None
    table: _Table | None = None


@dataclass(frozen=True, slots=True)
class _Quote:
    """A note that the person chose to show: its ISO date, the day in words, and its paragraphs."""

    date: str
    day: str
    words: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Row:
    """One entry by the cells of its row; ``place``, ``person`` and ``note`` None for no column.

    ``private`` is blank, or the word that marks the entry so.
    """

    happened: str
    written: str
    act: str
    private: str
    size: str
    place: str | None
    person: str | None
    outcome: str
    moods: tuple[str, str, str]
    response: str
    expectation: str
    note: str | None


@dataclass(frozen=True, slots=True)
class _Entries:
    """The table of all entries; ``rows`` can be gone through once."""

    caption: str
    heads: Sequence[str]
    rows: Iterator[_Row]


def html_report(
    report: Report,
    translate: Translate,
    language: str = "en-GB",
    progress: Progress | None = None,
) -> bytes:
    """The report as one UTF-8 web page; the same report gives the same bytes.

    ``language`` is the tag of the language that ``translate`` speaks. ``progress`` is called with
    rows done and rows in all; whatever it raises (CancelledError) ends the work.
    """
    words = ReportWords(translate)
    page = _filled(
        language=language,
        title=words.document_title(report),
        paper=_colours(LIGHT),
        dark=_colours(DARK),
        eyebrow=words.text(said.EYEBROW),
        heading=words.text(said.TITLE),
        name=report.name,
        period=words.period(report),
        contents=" · ".join(words.contents(report)),
        made=words.made(report),
        numbers=_numbers(report, words),
        talk_heading=words.text(said.TALK),
        talk=_paragraphs(report.talk_about),
        quotes_heading=words.text(said.OWN_WORDS),
        quotes=[
            _Quote(quote.day.isoformat(), words.day(quote.day), _paragraphs(quote.words))
            for quote in report.quotes
        ],
        about=_Section(words.text(said.WHAT_THESE_ARE), words.text(said.ARE_AND_ARE_NOT)),
        no_entries=_Section(words.text(said.ENTRIES), words.text(said.NO_ENTRIES)),
        entries=_entries(report, words, progress) if report.rows else None,
    )
    return page.encode("utf-8", "replace")


def _filled(**values: object) -> str:
    # Here alone: it takes time to import, and the window opens without it.
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - see above

    environment = Environment(
        autoescape=True,
        finalize=_without_controls,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    page: str = environment.from_string(read_resource(_TEMPLATE)).render(**values)
    return page


def _without_controls(value: object) -> object:
    return _CONTROLS.sub("", value) if type(value) is str else value


def _colours(look: Tokens) -> str:
    return (
        f"--ground:{look.surface};--tint:{look.tint};--line:{look.line};--edge:{look.edge};"
        f"--ink:{look.ink};--soft:{look.ink_soft};--primary:{look.primary};--bar:{look.heat[3]}"
    )


def _paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\r?\n|\r", text) if part.strip()]


def _numbers(report: Report, words: ReportWords) -> list[_Section]:
    sizes = [(words.size(size), count) for size, count in report.sizes]
    answers = [(words.expectation(answer), count) for answer, count in report.expectations]
    barriers = [(words.barrier(barrier), count) for barrier, count in report.barriers]
    answered = any(count for _, count in answers)
    return [
        _counts("acts", said.ACTS, said.SIZE, sizes, words),
        _moods(report, words),
        _counts(
            "expected", said.EXPECTED, said.ANSWER, answers if answered else [], words,
            words.answered(report),
        ),
        _counts(
            "barriers", said.IN_THE_WAY, said.REASON, barriers, words, words.not_this_time(report)
        ),
    ]  # fmt: skip


def _counts(
    name: str,
    title: str,
    label: str,
    counts: Sequence[tuple[str, int]],
    words: ReportWords,
    below: str = "",
) -> _Section:
    title = words.text(title)
    if not counts:
        return _Section(title, below)
    rows = [(text, str(count)) for text, count in counts]
    table = _Table(title, (words.text(label), words.text(said.COUNT)), rows)
    return _Section(title, below, bar_chart(name, title, counts), table)


def _moods(report: Report, words: ReportWords) -> _Section:
    groups = [*report.moods, report.overall]
    title = words.text(said.MOODS)
    rows = [
        (
            words.size(group.value),
            mood(group.moods.before.median) if group.moods else "–",
            mood(group.moods.after.median) if group.moods else "–",
            words.group(group),
        )
        for group in groups
    ]
    heads = [words.text(text) for text in (said.SIZE, said.BEFORE, said.AFTER, said.COUNT)]
    chart = mood_chart("moods", title, groups, words)
    return _Section(title, words.mood_basis(report), chart, _Table(title, heads, rows))


def _entries(report: Report, words: ReportWords, progress: Progress | None) -> _Entries:
    places = any(row.place for row in report.rows)
    persons = any(row.person for row in report.rows)
    notes = any(row.note for row in report.rows)
    extra = ((said.PLACE, places), (said.PERSON, persons))
    heads = [
        said.HAPPENED,
        said.WRITTEN,
        said.ACT,
        said.SIZE,
        *(text for text, shown in extra if shown),
    ]
    heads += [
        said.OUTCOME,
        said.BEFORE,
        said.AFTER,
        said.CHANGE,
        said.RESPONSE,
        said.COMPARED,
        *([said.NOTE] if notes else []),
    ]

    def rows() -> Iterator[_Row]:
        for number, row in enumerate(report.rows):
            if progress is not None and number % _ROWS_PER_STEP == 0:
                progress(number, len(report.rows))
            yield _row(row, words, places=places, persons=persons, notes=notes)

    return _Entries(words.text(said.TABLE_KEY), [words.text(text) for text in heads], rows())


def _row(row: Entry, words: ReportWords, *, places: bool, persons: bool, notes: bool) -> _Row:
    clock = f" {row.time:%H:%M}" if row.time else ""
    return _Row(
        happened=words.short_day(row.date) + clock,
        written=words.written(row),
        act=words.act(row),
        private=words.text(said.PRIVATE) if row.private else "",
        size=words.size(row.size) if row.size else "",
        place=words.place(row) if places else None,
        person=row.person if persons else None,
        outcome=words.outcome(row),
        moods=(words.mood_before(row), mood_after(row), mood_change(row)),
        response=words.response(row),
        expectation=words.expectation(row.expectation),
        note=row.note.strip() if notes else None,
    )
