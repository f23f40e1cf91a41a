"""The report as a web page: sound markup, nothing from elsewhere, nothing that was withheld."""

import re
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import ClassVar
from uuid import UUID

import pytest

from smallacts_desktop.domain.disclosure import Preset, ShareChoice, disclose
from smallacts_desktop.domain.entries import Barrier, Entry, Expectation, MoodRecorded, Outcome
from smallacts_desktop.domain.errors import CancelledError
from smallacts_desktop.sharing.report.html_report import html_report
from smallacts_desktop.sharing.report.model import Report, ReportOptions, report_of
from tests.sharing.report.report_stand_in import (
    EVERYTHING,
    TODAY,
    english,
    entry,
    just_words,
    report,
)

CHECKOUT = Path(__file__).parents[3]
HOSTILE = "<script>alert('x')</script> \"quoted\" & <b>bold</b> \u202egnp.exe \x07 </td></table>"


@dataclass
class Table:
    """A table of the page as a screen reader tells it."""

    caption: str = ""
    rows: list[list[str]] = field(default_factory=list)
    scopes: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """Reads a page and refuses markup that is not closed in order."""

    VOID: ClassVar = {"meta", "br", "rect", "circle", "line"}

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.text, self.tags, self.headings = "", list[str](), list[str]()
        self.tables: list[Table] = []
        self.attributes: list[tuple[str, str | None]] = []
        self._open: list[str] = []
        self.feed(html.decode("utf-8"))
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self._open.append(tag)
        if tag == "table":
            self.tables.append(Table())
        elif tag == "tr":
            self.tables[-1].rows.append([])
        elif tag in {"th", "td"}:
            self.tables[-1].rows[-1].append("")
            if tag == "th":
                self.tables[-1].scopes.append(dict(attrs).get("scope") or "")
        elif tag in {"h1", "h2", "h3"}:
            self.headings.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self._open:
            return
        self.text += data
        if "caption" in self._open:
            self.tables[-1].caption += data
        elif "td" in self._open or "th" in self._open:
            self.tables[-1].rows[-1][-1] += data


def page(made: Report) -> Page:
    """The page that a report becomes."""
    return Page(html_report(made, english))


def entries() -> list[Entry]:
    """Twelve acts with moods, one that was not done, a note, and two private entries."""
    acts = [
        entry(n, place="cafe", person="Nick", note=f"Words number {n}",
              expectation=Expectation.EASIER) for n in range(1, 13)
    ]  # fmt: skip
    acts[0] = entry(1, mood_before_recorded=MoodRecorded.AFTERWARDS, note="Words number 1")
    return [
        *acts,
        entry(20, outcome=Outcome.NOT_THIS_TIME, barrier=Barrier.TIRED, mood_after=None),
        just_words(21, "A quiet day"),
        entry(22, act="Hidden act", note="Hidden note", person="Hidden", private=True),
        just_words(23, "Hidden words", private=True),
    ]


def test_the_page_is_sound_and_says_its_language() -> None:
    """One first heading, second ones below it, a title, and the language at the root."""
    read = page(report(entries()))
    assert read.headings[0] == "h1"
    assert set(read.headings[1:]) == {"h2"}
    assert ("lang", "en-GB") in read.attributes
    assert "Small acts of connection, 26 October 2026 to 23 November 2026" in read.text
    assert '<html lang="cy">' in html_report(report([]), english, "cy").decode()


def test_nothing_comes_from_elsewhere_and_nothing_runs() -> None:
    """No script, frame, form, address, handler or import: opening the page sends nothing."""
    html = html_report(report(entries(), include=EVERYTHING), english).decode()
    read = Page(html.encode())
    assert not {"script", "iframe", "link", "img", "object", "form", "a"} & set(read.tags)
    assert not [name for name, _ in read.attributes if name.startswith("on")]
    assert not {"src", "href"} & {name for name, _ in read.attributes}
    assert not re.search(r"https?:|url\(|@import|javascript:", html)


def test_hostile_words_stay_words() -> None:
    """What a person writes is shown as written and never becomes markup."""
    hostile = entry(1, act=HOSTILE, note=HOSTILE, person=HOSTILE, place=HOSTILE)
    options = ReportOptions(HOSTILE, HOSTILE, (UUID(int=1),))
    html = html_report(report([hostile], options, include=EVERYTHING), english)
    read = Page(html)
    assert "script" not in read.tags
    assert "b" not in read.tags
    assert read.text.count("<script>alert('x')</script>") == 7
    assert b"\x07" not in html


def test_the_template_engine_waits_for_a_report() -> None:
    """The window opens without it: it is imported when a page is made, not with the module."""
    program = (
        "import sys, smallacts_desktop.sharing.report.html_report as made\n"
        "assert made.html_report and 'jinja2' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, check=True)


def test_every_table_has_a_caption_and_scopes() -> None:
    """A screen reader can say which column and row a cell belongs to."""
    read = page(report(entries(), include=EVERYTHING))
    assert len(read.tables) == 5
    for table in read.tables:
        header, *rows = table.rows
        assert table.caption
        assert table.scopes == ["col"] * len(header) + ["row"] * len(rows)
        assert {len(row) for row in rows} == {len(header)}


def test_each_chart_is_named_and_described() -> None:
    """Anyone who cannot see a chart hears its numbers."""
    html = html_report(report(entries()), english).decode()
    assert html.count("<svg ") == html.count("<desc ") == html.count('role="img"') == 4
    names = re.findall(r'aria-labelledby="([\w-]+) ([\w-]+)"', html)
    for name in (one for pair in names for one in pair):
        assert html.count(f'id="{name}"') == 1
    assert "Smaller: before 4, after 6 (12 acts)" in html


def test_numbers_are_the_reports_own() -> None:
    """What the tables say is what the report counted."""
    made = report(entries())
    sizes, moods, expected, barriers, rows = page(made).tables
    assert [row[1] for row in sizes.rows[1:]] == [str(count) for _, count in made.sizes]
    assert [row[1] for row in expected.rows[1:]] == [str(n) for _, n in made.expectations]
    assert [row[1] for row in barriers.rows[1:]] == [str(count) for _, count in made.barriers]
    assert moods.rows[2] == ["Smaller", "4", "6", "12 acts"]
    assert moods.rows[1] == ["Smallest", "–", "–", "0 acts"]
    assert len(rows.rows) - 1 == len(made.rows) == 14
    assert "(4)" in [row[5] for row in rows.rows]


def test_withheld_words_are_nowhere() -> None:
    """Neither private entries nor notes, places and people that were not chosen."""
    html = html_report(report(entries()), english).decode()
    for word in ("Hidden", "Words number", "Nick", "Café", "cafe", "quiet day"):
        assert word not in html
    chosen = html_report(report(entries(), include=EVERYTHING), english).decode()
    assert "Hidden" not in chosen
    for word in ("Words number 12", "Nick", "Café", "A quiet day"):
        assert word in chosen


def test_happened_and_written_stand_apart() -> None:
    """Two columns: when it happened, with its time, and the day it was written."""
    header, row = page(report([entry(1)])).tables[-1].rows
    assert header[:2] == ["Happened", "Written"]
    assert row[:2] == ["2 Nov 2026 09:01", "22 Nov 2026"]


def test_own_words_and_what_to_talk_about_are_there_whole() -> None:
    """However long, with paragraphs kept."""
    talk = "First.\n\nSecond. " + "More. " * 900
    read = page(report(entries(), ReportOptions("Sam", talk, (UUID(int=2),))))
    assert talk.replace("\n", "").strip() in read.text.replace("\n", "")
    assert "Words number 2" in read.text


def test_an_empty_report_is_still_a_page() -> None:
    """No entries is said in words, without empty charts."""
    read = page(report([]))
    assert "There are no entries in these days." in read.text


def test_the_same_report_gives_the_same_bytes() -> None:
    """No clock and no chance is in the page."""
    made = report(entries(), include=EVERYTHING)
    assert html_report(made, english) == html_report(made, english)


def test_it_can_be_stopped() -> None:
    """What the progress function raises ends the work."""

    def stop(done: int, total: int) -> None:
        assert total == 1000
        if done:
            raise CancelledError

    with pytest.raises(CancelledError):
        html_report(report([entry(n) for n in range(1000)]), english, progress=stop)


def test_a_full_share_marks_what_is_private() -> None:
    """Anyone who shares everything can still see which entries they keep private otherwise."""
    choice = ShareChoice(Preset.FULL)
    made = report_of(disclose(entries(), choice), choice, ReportOptions(), TODAY)
    read = page(made)
    assert (made.withheld, len(made.rows)) == (0, 16)
    assert "Hidden act (Private)" in [row[2] for row in read.tables[-1].rows]
    assert read.text.count("(Private)") == 2
