"""Searching and filtering entries. A deleted one is found by nothing here."""

from collections.abc import Iterator
from datetime import time
from functools import reduce
from operator import or_

from peewee import Expression, Node, SelectBase, fn

from smallacts_desktop.domain.damage import ListedEntry
from smallacts_desktop.domain.days import DEFAULT_DAY_START
from smallacts_desktop.domain.search import EntryFilter, SearchWord
from smallacts_desktop.storage.file.conversion import clock_text
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.rows.entries import EntryRows
from smallacts_desktop.storage.rows.entry_queries import INDEXED, THERE, numbers_of_page
from smallacts_desktop.storage.rows.people import FaceRows
from smallacts_desktop.storage.rows.spellings import spellings
from smallacts_desktop.storage.rows.statements import COUNT, Source, Statement
from smallacts_desktop.storage.rows.tables import ENTRIES

_E = ENTRIES.source.c
_TEXTS = (_E.act, _E.note, _E.place, _E.person)
_INDEX = Source("entries_search")
_GLUED, _UNSPACED = (
    Source(ENTRIES.table, f"INDEXED BY entries_{column}").select(_E.number).where(THERE, _E[column])
    for column in ("glued", "unspaced")
)


class SearchRows:
    """The entries that a filter asks for, counted or a page at a time."""

    def __init__(self, database: Database, entries: EntryRows, faces: FaceRows) -> None:
        self._database = database
        self._entries = entries
        self._faces = faces

    def count(self, wanted: EntryFilter) -> int:
        """How many entries are as wanted."""
        return int(self._database.ask(self._counting(wanted))[0][0])

    def page(
        self,
        wanted: EntryFilter,
        offset: int,
        limit: int,
        day_start: time = DEFAULT_DAY_START,
    ) -> list[ListedEntry]:
        """``limit`` entries that are as wanted after the first ``offset``, newest first.

        In the order of EntryRows.page.
        """
        found = self._database.ask(
            numbers_of_page(*self._conditions(wanted)),
            day_start=clock_text(day_start),
            limit=limit,
            offset=offset,
        )
        return self._entries.fetch([number for (number,) in found])

    def _counting(self, wanted: EntryFilter) -> Statement:
        return Statement(INDEXED.select(COUNT).where(THERE, *self._conditions(wanted)))

    def _conditions(self, wanted: EntryFilter) -> Iterator[Node]:
        if wanted.size is not None:
            yield _E.size == wanted.size.value
        if wanted.place is not None:
            yield _E.place == wanted.place
        if wanted.person is not None:
            yield _E.person.in_(self._faces.spellings_of(wanted.person) or [wanted.person])
        if wanted.outcome is not None:
            yield _E.outcome == wanted.outcome.value
        if wanted.has_note:
            yield _E.has_note
        if wanted.first is not None:
            yield _E.date >= wanted.first.isoformat()
        if wanted.last is not None:
            yield _E.date <= wanted.last.isoformat()
        for word in wanted.words:
            yield _E.number.in_(self._saying(word))

    def _saying(self, word: SearchWord) -> SelectBase:
        """A query for the numbers of the entries that say a word."""
        if word.anywhere:
            says = (fn.instr(text, spelling) for text in _TEXTS for spelling in word.spellings)
            return _UNSPACED.where(reduce(or_, says))
        # In an entry whose words run on without spaces the index knows the beginnings of whole
        # runs alone. LIKE is there to spare most texts the exact question.
        says = (text.ilike(f"%{word.text}%") & fn.mentions(text, word.text) for text in _TEXTS)
        glued = _GLUED.where(reduce(or_, says))
        # The beginnings come out of the index and hold letters alone; quotes keep words such as
        # NOT from being read as commands.
        found = " OR ".join(f'"{say}" *' for say in spellings(self._database, word.text))
        if not found:
            return glued
        matching = Expression(_INDEX.c.entries_search, "MATCH", found)
        return _INDEX.select(_INDEX.c.rowid).where(matching) | glued
