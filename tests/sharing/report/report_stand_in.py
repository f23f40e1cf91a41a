"""Entries and reports for the tests of reports: made up, and with words that are easy to find."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.disclosure import Column, Preset, ShareChoice, disclose
from smallacts_desktop.domain.entries import Entry, EntryKind, MoodRecorded, Outcome
from smallacts_desktop.sharing.report.model import Report, ReportOptions, report_of

TODAY = date(2026, 11, 23)
FIRST, LAST = date(2026, 10, 26), TODAY
EVERYTHING = frozenset({Column.PLACE, Column.PERSON, Column.NOTE})


def english(context: str, text: str) -> str:
    """The texts as they are written."""
    assert context in {"Report", "Domain"}
    return text


def entry(number: int, **answers: Any) -> Entry:  # noqa: ANN401 - whatever an entry holds
    """A done act with both moods, unless ``answers`` say otherwise."""
    given: dict[str, Any] = {
        "id": UUID(int=number),
        "kind": EntryKind.ACT,
        "date": date(2026, 11, 1) + timedelta(days=number % 20),
        "time": time(9, number % 60),
        "utc_offset": timedelta(0),
        "written_at": datetime(2026, 11, 22, 10, tzinfo=UTC),
        "act": "Say hello",
        "size": ActSize.SMALLER,
        "outcome": Outcome.DONE,
        "mood_before": 4,
        "mood_before_recorded": MoodRecorded.BEFORE,
        "mood_after": 6,
    }
    given.update(answers)
    if given["mood_before"] is None:
        given["mood_before_recorded"] = None
    return Entry(**given)


def just_words(number: int, note: str, **answers: Any) -> Entry:  # noqa: ANN401 - as above
    """A note without an act."""
    return Entry(
        id=UUID(int=number),
        kind=EntryKind.NOTE,
        date=date(2026, 11, 3),
        written_at=datetime(2026, 11, 3, 20, tzinfo=UTC),
        note=note,
        **answers,
    )


def report(
    entries: list[Entry],
    options: ReportOptions | None = None,
    *,
    include: frozenset[Column] = frozenset(),
    notes: frozenset[UUID] | None = None,
    first: date | None = FIRST,
    last: date | None = LAST,
) -> Report:
    """What a support worker would be given."""
    choice = ShareChoice(Preset.WORKER, first, last, include, notes)
    return report_of(disclose(entries, choice), choice, options or ReportOptions(), TODAY)
