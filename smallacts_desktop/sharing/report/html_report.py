"""The report as one web page that holds everything it needs, for whoever uses a screen reader.

No script, no font, no picture and no address from elsewhere: opening it sends nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from string import Template

from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.sharing.report.html_charts import bar_chart, mood_chart
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


def _colours(look: Tokens) -> str:
    return (
        f"--ground:{look.surface};--tint:{look.tint};--line:{look.line};--edge:{look.edge};"
        f"--ink:{look.ink};--soft:{look.ink_soft};--primary:{look.primary};--bar:{look.heat[3]}"
    )


STYLE = Template("""
:root{color-scheme:light dark;$paper}
@media screen and (prefers-color-scheme:dark){:root{$dark}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);
font:1rem/1.5 system-ui,"Segoe UI","Noto Sans",sans-serif}
main{max-width:64rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .4rem}
h2{font-size:1.2rem;color:var(--primary);margin:0 0 .6rem}
p{margin:0 0 .5rem;max-width:44rem;overflow-wrap:anywhere}
header{border-bottom:1px solid var(--line);margin-bottom:1.5rem;padding-bottom:1rem}
section{margin-bottom:2rem}
.soft,figcaption,caption{color:var(--soft)}
.name{font-size:1.2rem;font-weight:600}
.strong{font-weight:600}
.talk{background:var(--tint);border-inline-start:4px solid var(--primary);padding:1rem}
figure{margin:0 0 1rem;border-inline-start:4px solid var(--edge);padding-inline-start:1rem}
blockquote{margin:0}
svg{display:block;width:100%;max-width:35rem;height:auto;margin-bottom:.8rem;overflow:visible}
svg text{fill:var(--ink);font-size:14px}
svg .strong{font-weight:600}
.bar,.after{fill:var(--bar)}
.before{fill:var(--ground)}
.before,.after,.change{stroke:var(--bar);stroke-width:2.5}
.grid{stroke:var(--line)}
table{border-collapse:collapse;text-align:start}
caption{text-align:start;padding-bottom:.4rem}
th,td{padding:.35rem .7rem;border-bottom:1px solid var(--line);text-align:start;
vertical-align:top;overflow-wrap:break-word}
thead th{background:var(--tint);border-bottom:2px solid var(--edge)}
tbody th{font-weight:600}
.number{text-align:end}
.wide{overflow-x:auto}
.wide:focus-visible{outline:2px solid var(--primary);outline-offset:2px}
.entries tbody th,.entries td:nth-child(2){white-space:nowrap}
.entries td:last-child{white-space:pre-line;min-width:8rem}
@media print{
main{max-width:none;padding:0}
body{font-size:10pt}
.wide{overflow:visible}
thead{display:table-header-group}
tr,figure,svg{break-inside:avoid}
h2{break-after:avoid}
}
""").substitute(paper=_colours(LIGHT), dark=_colours(DARK))


_ROWS_PER_STEP = 200
# What no web page may hold, though a note may.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


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
    title = words.document_title(report)
    parts = [
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n",
        _header(report, words),
        _numbers(report, words),
        _own_words(report, words),
        _section(words.text(WHAT_THESE_ARE), f"<p>{escape(words.text(ARE_AND_ARE_NOT))}</p>"),
        *_entries(report, words, progress),
        "</main>\n</body>\n</html>\n",
    ]
    return "".join(parts).encode("utf-8", "replace")


def _own(text: str) -> str:
    """The person's own text, by its own direction, with its line breaks and nothing of HTML."""
    return f'<span dir="auto">{escape(_CONTROLS.sub("", text))}</span>'


def _paragraphs(text: str) -> str:
    paragraphs = [part for part in re.split(r"\r?\n|\r", text) if part.strip()]
    return "".join(f'<p dir="auto">{escape(_CONTROLS.sub("", part))}</p>' for part in paragraphs)


def _section(heading: str, inside: str, kind: str = "") -> str:
    css = f' class="{kind}"' if kind else ""
    return f"<section{css}>\n<h2>{escape(heading)}</h2>\n{inside}\n</section>\n"


def _header(report: Report, words: ReportWords) -> str:
    name = f'<p class="name">{_own(report.name)}</p>\n' if report.name else ""
    contents = escape(" · ".join(words.contents(report)))
    return (
        f'<header>\n<p class="soft">{escape(words.text(EYEBROW))}</p>\n'
        f"<h1>{escape(words.text(TITLE))}</h1>\n{name}"
        f'<p class="strong">{escape(words.period(report))}</p>\n'
        f'<p>{contents}</p>\n<p class="soft">{escape(words.made(report))}</p>\n</header>\n'
    )


def _numbers(report: Report, words: ReportWords) -> str:
    sizes = [(words.size(size), count) for size, count in report.sizes]
    answers = [(words.expectation(answer), count) for answer, count in report.expectations]
    barriers = [(words.barrier(barrier), count) for barrier, count in report.barriers]
    answered = any(count for _, count in answers)
    return "".join((
        _counts("acts", words.text(ACTS), words.text(SIZE), sizes, words, ""),
        _moods(report, words),
        _counts("expected", words.text(EXPECTED), words.text(ANSWER), answers if answered else [],
                words, words.answered(report)),
        _counts("barriers", words.text(IN_THE_WAY), words.text(REASON), barriers,
                words, words.not_this_time(report)),
    ))  # fmt: skip


def _counts(
    name: str,
    title: str,
    label: str,
    counts: Sequence[tuple[str, int]],
    words: ReportWords,
    below: str,
) -> str:
    inside = f"<p>{escape(below)}</p>" if below else ""
    if counts:
        rows = ((escape(text), str(count)) for text, count in counts)
        table = _table(title, (label, words.text(COUNT)), rows)
        inside = bar_chart(name, title, counts) + table + inside
    return _section(title, inside)


def _moods(report: Report, words: ReportWords) -> str:
    groups = [*report.moods, report.overall]
    title = words.text(MOODS)
    rows = (
        (
            escape(words.size(group.value)),
            mood(group.moods.before.median) if group.moods else "–",
            mood(group.moods.after.median) if group.moods else "–",
            escape(words.group(group)),
        )
        for group in groups
    )
    heads = tuple(words.text(text) for text in (SIZE, BEFORE, AFTER, COUNT))
    chart = mood_chart("moods", title, groups, words)
    below = f"<p>{escape(words.mood_basis(report))}</p>"
    return _section(title, chart + _table(title, heads, rows) + below)


def _own_words(report: Report, words: ReportWords) -> str:
    parts = []
    if report.talk_about:
        parts.append(_section(words.text(TALK), _paragraphs(report.talk_about), "talk"))
    if report.quotes:
        quotes = "".join(
            f'<figure><figcaption><time datetime="{quote.day}">{escape(words.day(quote.day))}'
            f"</time></figcaption><blockquote>{_paragraphs(quote.words)}</blockquote></figure>\n"
            for quote in report.quotes
        )
        parts.append(_section(words.text(OWN_WORDS), quotes))
    return "".join(parts)


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are HTML already; the first of a row is its heading."""
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(
        f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>"
        for first, *rest in rows
    )
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _entries(report: Report, words: ReportWords, progress: Progress | None) -> Iterator[str]:
    if not report.rows:
        yield _section(words.text(ENTRIES), f"<p>{escape(words.text(NO_ENTRIES))}</p>")
        return
    places = any(row.place for row in report.rows)
    persons = any(row.person for row in report.rows)
    notes = any(row.note for row in report.rows)
    extra = ((PLACE, places), (PERSON, persons))
    heads = [HAPPENED, WRITTEN, ACT, SIZE, *(text for text, shown in extra if shown)]
    heads += [OUTCOME, BEFORE, AFTER, CHANGE, RESPONSE, COMPARED, *([NOTE] if notes else [])]
    cells = "".join(f'<th scope="col">{escape(words.text(text))}</th>' for text in heads)
    yield (
        f'<section>\n<h2>{escape(words.text(ENTRIES))}</h2>\n<div class="wide" tabindex="0" '
        f'role="region" aria-label="{escape(words.text(ENTRIES))}">\n<table class="entries">'
        f"<caption>{escape(words.text(TABLE_KEY))}</caption>\n"
        f"<thead><tr>{cells}</tr></thead>\n<tbody>\n"
    )
    for number, row in enumerate(report.rows):
        if progress is not None and number % _ROWS_PER_STEP == 0:
            progress(number, len(report.rows))
        yield _row(row, words, places=places, persons=persons, notes=notes)
    yield "</tbody></table>\n</div>\n</section>\n"


def _row(row: Entry, words: ReportWords, *, places: bool, persons: bool, notes: bool) -> str:
    clock = f" {row.time:%H:%M}" if row.time else ""
    marked = f" ({escape(words.text(PRIVATE))})" if row.private else ""
    middle = [_own(words.act(row)) + marked, escape(words.size(row.size)) if row.size else ""]
    middle += [_own(words.place(row))] if places else []
    middle += [_own(row.person)] if persons else []
    middle.append(escape(words.outcome(row)))
    numbers = (words.mood_before(row), mood_after(row), mood_change(row))
    last = [escape(words.response(row)), escape(words.expectation(row.expectation))]
    last += [_own(row.note.strip())] if notes else []
    return (
        f'<tr><th scope="row">{escape(words.short_day(row.date))}{clock}</th>'
        f"<td>{escape(words.written(row))}</td>"
        + "".join(f"<td>{cell}</td>" for cell in middle)
        + "".join(f'<td class="number">{cell}</td>' for cell in numbers)
        + "".join(f"<td>{cell}</td>" for cell in last)
        + "</tr>\n"
    )
