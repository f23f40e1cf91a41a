"""The report as one web page that holds everything it needs, for anyone who uses a screen reader.

No script, no font, no picture and no address from elsewhere: opening it sends nothing. How it looks
is in the template; Jinja2 escapes whatever is put into that.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.paths import read_resource
from smallacts_desktop.sharing.report.html_charts import Chart, bar_chart, mood_chart
from smallacts_desktop.sharing.report.model import Progress, Report
from smallacts_desktop.sharing.report.words import (
    ACT,
    ACTS,
    AFTER,
    ANSWER,
    ARE_AND_ARE_NOT,
    BEFORE,
    CHANGE,
    COMPARED,
    COUNT,
    ENTRIES,
    EXPECTED,
    EYEBROW,
    HAPPENED,
    IN_THE_WAY,
    MOODS,
    NO_ENTRIES,
    NOTE,
    OUTCOME,
    OWN_WORDS,
    PERSON,
    PLACE,
    PRIVATE,
    REASON,
    RESPONSE,
    SIZE,
    TABLE_KEY,
    TALK,
    TITLE,
    WHAT_THESE_ARE,
    WRITTEN,
    ReportWords,
    Translate,
    mood,
    mood_after,
    mood_change,
)
from smallacts_desktop.tokens import DARK, LIGHT, Tokens

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
        eyebrow=words.text(EYEBROW),
        heading=words.text(TITLE),
        name=report.name,
        period=words.period(report),
        contents=" · ".join(words.contents(report)),
        made=words.made(report),
        numbers=_numbers(report, words),
        talk_heading=words.text(TALK),
        talk=_paragraphs(report.talk_about),
        quotes_heading=words.text(OWN_WORDS),
        quotes=[
            _Quote(quote.day.isoformat(), words.day(quote.day), _paragraphs(quote.words))
            for quote in report.quotes
        ],
        about=_Section(words.text(WHAT_THESE_ARE), words.text(ARE_AND_ARE_NOT)),
        no_entries=_Section(words.text(ENTRIES), words.text(NO_ENTRIES)),
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
        _counts("acts", words.text(ACTS), words.text(SIZE), sizes, words, ""),
        _moods(report, words),
        _counts("expected", words.text(EXPECTED), words.text(ANSWER), answers if answered else [],
                words, words.answered(report)),
        _counts("barriers", words.text(IN_THE_WAY), words.text(REASON), barriers,
                words, words.not_this_time(report)),
    ]  # fmt: skip


def _counts(
    name: str,
    title: str,
    label: str,
    counts: Sequence[tuple[str, int]],
    words: ReportWords,
    below: str,
) -> _Section:
    if not counts:
        return _Section(title, below)
    rows = [(text, str(count)) for text, count in counts]
    table = _Table(title, (label, words.text(COUNT)), rows)
    return _Section(title, below, bar_chart(name, title, counts), table)


def _moods(report: Report, words: ReportWords) -> _Section:
    groups = [*report.moods, report.overall]
    title = words.text(MOODS)
    rows = [
        (
            words.size(group.value),
            mood(group.moods.before.median) if group.moods else "–",
            mood(group.moods.after.median) if group.moods else "–",
            words.group(group),
        )
        for group in groups
    ]
    heads = [words.text(text) for text in (SIZE, BEFORE, AFTER, COUNT)]
    chart = mood_chart("moods", title, groups, words)
    return _Section(title, words.mood_basis(report), chart, _Table(title, heads, rows))


def _entries(report: Report, words: ReportWords, progress: Progress | None) -> _Entries:
    places = any(row.place for row in report.rows)
    persons = any(row.person for row in report.rows)
    notes = any(row.note for row in report.rows)
    extra = ((PLACE, places), (PERSON, persons))
    heads = [HAPPENED, WRITTEN, ACT, SIZE, *(text for text, shown in extra if shown)]
    heads += [OUTCOME, BEFORE, AFTER, CHANGE, RESPONSE, COMPARED, *([NOTE] if notes else [])]

    def rows() -> Iterator[_Row]:
        for number, row in enumerate(report.rows):
            if progress is not None and number % _ROWS_PER_STEP == 0:
                progress(number, len(report.rows))
            yield _row(row, words, places=places, persons=persons, notes=notes)

    return _Entries(words.text(TABLE_KEY), [words.text(text) for text in heads], rows())


def _row(row: Entry, words: ReportWords, *, places: bool, persons: bool, notes: bool) -> _Row:
    clock = f" {row.time:%H:%M}" if row.time else ""
    return _Row(
        happened=words.short_day(row.date) + clock,
        written=words.written(row),
        act=words.act(row),
        private=words.text(PRIVATE) if row.private else "",
        size=words.size(row.size) if row.size else "",
        place=words.place(row) if places else None,
        person=row.person if persons else None,
        outcome=words.outcome(row),
        moods=(words.mood_before(row), mood_after(row), mood_change(row)),
        response=words.response(row),
        expectation=words.expectation(row.expectation),
        note=row.note.strip() if notes else None,
    )
