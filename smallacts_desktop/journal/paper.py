"""A week that was filled in on paper: typed in afterwards, all of it or none."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from uuid import uuid4

from smallacts_desktop.domain.act_library import Suitability, choose_act
from smallacts_desktop.domain.acts import Act, ActSize, Place
from smallacts_desktop.domain.entries import Entry, EntryDraft, EntryKind, MoodRecorded, check_entry
from smallacts_desktop.domain.errors import InvalidEntryError
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP
from smallacts_desktop.journal.acts import ActLibrary
from smallacts_desktop.journal.changes import Announcer, Change
from smallacts_desktop.journal.entry_making import entry_from
from smallacts_desktop.journal.preferences import DayClock, Preferences
from smallacts_desktop.storage.rows.store import Store

ROWS = 7
_OFFERS_LOOKED_AT = 200


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


class PaperWeek:
    """What the journal does for paper: ideas for a sheet, and the rows that come back."""

    def __init__(
        self,
        store: Store,
        library: ActLibrary,
        preferences: Preferences,
        day_clock: DayClock,
        announcer: Announcer,
        rng: random.Random,
    ) -> None:
        self._store = store
        self._library = library
        self._preferences = preferences
        self._day_clock = day_clock
        self._announcer = announcer
        self._rng = rng

    def ideas(self, count: int, besides: Collection[str] = ()) -> list[Act]:
        """Up to ``count`` different acts, chosen as the daily card does and offered nowhere.

        They are of the size the person chose last, and of the others once those run out.
        ``besides`` are ids of acts that are on the sheet already.
        """
        sizes = [self._preferences.size, *(s for s in ActSize if s is not self._preferences.size)]
        found: list[Act] = []
        for size in sizes:
            while len(found) < count and (act := self._idea(size, found, besides)) is not None:
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
        self._announcer.announce(Change(days=frozenset(entry.date for entry in entries)))
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

    def _idea(self, size: ActSize, found: Sequence[Act], besides: Collection[str]) -> Act | None:
        taken = {*besides, *(act.id for act in found)}
        candidates = [act for act in self._library.catalogue.of_size(size) if act.id not in taken]
        places = set(self._store.entries.places())
        suitability = Suitability(
            recent=self._store.acts.offers(size, _OFFERS_LOOKED_AT),
            favourites=self._store.acts.favourites(),
            hidden=self._store.acts.hidden(),
            places=frozenset(place for place in Place if place.value in places),
            chosen_places=self._preferences.places,
        )
        return choose_act(candidates, suitability, self._rng)


def is_filled(answers: EntryDraft) -> bool:
    """Whether a row says anything about its day."""
    return bool(
        answers.act.strip()
        or answers.note.strip()
        or answers.outcome
        or answers.mood_before is not None
        or answers.mood_after is not None
    )
