"""A week that was filled in on paper: typed in afterwards, all of it or none."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from uuid import uuid4

from smallacts_desktop.domain.acts import Act, ActSize
from smallacts_desktop.domain.entries import Entry, EntryDraft, EntryKind, MoodRecorded, check_entry
from smallacts_desktop.domain.errors import InvalidEntryError
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP
from smallacts_desktop.journal.acts import ActLibrary
from smallacts_desktop.journal.changes import (
    Change,
    JournalContext,
    JournalPart,
)
from smallacts_desktop.journal.entry_making import entry_from

ROWS = 7


class PaperRowsError(InvalidEntryError):
    """Some rows break a rule, so none was stored; ``problems`` tells which, by their numbers."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "A row needs another look. Nothing has been saved yet, and nothing is lost."
    )

    def __init__(self, problems: Mapping[int, InvalidEntryError]) -> None:
        super().__init__()
        self.problems = dict(problems)


def row_form(number: int) -> str:
    """The name of the draft of one row, counted from 0."""
    return f"paper:{number}"


def sheet_form(number: int) -> str:
    """The name of the draft of one act chosen for a sheet, counted from 0."""
    return f"sheet:{number}"


class PaperWeek(JournalPart):
    """What the journal does for paper: ideas for a sheet, and the rows that come back."""

    def __init__(self, context: JournalContext, library: ActLibrary, rng: random.Random) -> None:
        super().__init__(context)
        self._library, self._rng = library, rng

    def ideas(self, count: int, besides: Collection[str] = ()) -> list[Act]:
        """Up to ``count`` different acts, chosen as the daily card does and offered nowhere.

        They are of the size the person chose last, and of the others once those run out.
        ``besides`` are ids of acts that are on the sheet already.
        """
        sizes = [self._preferences.size, *(s for s in ActSize if s is not self._preferences.size)]
        found: list[Act] = []
        for size in sizes:
            while len(found) < count:
                act = self._library.choose(size, self._rng, {*besides, *(act.id for act in found)})
                if act is None:
                    break
                found.append(act)
        return found

    def save(self, rows: Sequence[EntryDraft]) -> list[Entry]:
        """Keep every row that says something, each on its own day; return the new entries.

        What was written on paper has no time of day, and its mood before counts as remembered.
        The drafts of the rows go with it. Raises PaperRowsError; then nothing has changed.
        """
        entries: list[Entry] = []
        problems: dict[int, InvalidEntryError] = {}
        for number, answers in enumerate(rows):
            if not is_filled(answers):
                continue
            try:
                entries.append(self._entry(answers))
            except InvalidEntryError as error:
                problems[number] = error
        if problems:
            raise PaperRowsError(problems)
        if not entries:
            return []
        with self._store.transaction():
            for entry in entries:
                self._store.entries.add(entry)
            for number in range(max(ROWS, len(rows))):
                self._store.drafts.clear(row_form(number))
        self._announce(Change(days=frozenset(entry.date for entry in entries)))
        return entries

    def _entry(self, answers: EntryDraft) -> Entry:
        # Words without an act are a note.
        silent = not (answers.act.strip() or answers.size or answers.outcome)
        if silent and answers.mood_before is None:
            answers = replace(answers, kind=EntryKind.NOTE)
        moment = self._day_clock.moment()
        entry = entry_from(answers, uuid4(), moment)
        recorded = None if entry.mood_before is None else MoodRecorded.AFTERWARDS
        entry = replace(entry, time=None, utc_offset=None, mood_before_recorded=recorded)
        check_entry(entry, moment.day)
        return entry


def is_filled(answers: EntryDraft) -> bool:
    """Whether a row says anything about its day."""
    return bool(
        answers.act.strip()
        or answers.note.strip()
        or answers.outcome
        or answers.mood_before is not None
        or answers.mood_after is not None
    )
