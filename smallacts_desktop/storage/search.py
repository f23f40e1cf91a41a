"""Searching and filtering entries. A deleted one is found by nothing here."""

from collections.abc import Iterable
from datetime import time

from smallacts_desktop.domain.damage import ListedEntry
from smallacts_desktop.domain.days import DEFAULT_DAY_START
from smallacts_desktop.domain.looking import EntryFilter, SearchWord
from smallacts_desktop.storage.conversion import clock_text
from smallacts_desktop.storage.database import Database
from smallacts_desktop.storage.entries import NEWEST_FIRST, EntryRows
from smallacts_desktop.storage.faces import FaceRows
from smallacts_desktop.storage.spellings import spellings

_Condition = tuple[str, list[object]]
_TEXTS = ("act", "note", "place", "person")

# The index holds all that filters ask for; left to itself SQLite would look into each entry.
_FROM = "FROM entries INDEXED BY entries_in_file_order WHERE "
_IN_INDEX = "SELECT rowid FROM entries_search WHERE entries_search MATCH ?"
# In an entry whose words run on without spaces the index knows the beginnings of whole runs alone.
# LIKE is there to spare most texts the exact question.
_IN_GLUED_TEXTS = f"""
    SELECT number FROM entries INDEXED BY entries_glued WHERE deleted_at IS NULL AND glued
    AND ({" OR ".join(f"({column} LIKE ? AND mentions({column}, ?))" for column in _TEXTS)})
"""  # noqa: S608 - columns of our own
_IN_UNSPACED_TEXTS = """
    SELECT number FROM entries INDEXED BY entries_unspaced WHERE deleted_at IS NULL AND unspaced
    AND ({})
"""


class SearchRows:
    """The entries that a filter asks for, counted or a page at a time."""

    def __init__(self, database: Database, entries: EntryRows, faces: FaceRows) -> None:
        self._database = database
        self._entries = entries
        self._faces = faces

    def count(self, wanted: EntryFilter) -> int:
        """How many entries are as wanted."""
        where, values = self._where(wanted)
        return int(self._database.execute(f"SELECT count(*) {where}", values)[0][0])

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
        where, values = self._where(wanted)
        found = self._database.execute(
            f"SELECT number {where} {NEWEST_FIRST}", [*values, clock_text(day_start), limit, offset]
        )
        return self._entries.fetch([number for (number,) in found])

    def _where(self, wanted: EntryFilter) -> tuple[str, list[object]]:
        conditions = [*self._simple(wanted), *map(self._says, wanted.words)]
        sql = " AND ".join(["deleted_at IS NULL", *(condition for condition, _ in conditions)])
        return _FROM + sql, [value for _, values in conditions for value in values]

    def _simple(self, wanted: EntryFilter) -> Iterable[_Condition]:
        if wanted.size is not None:
            yield "size = ?", [wanted.size.value]
        if wanted.place is not None:
            yield "place = ?", [wanted.place]
        if wanted.person is not None:
            named = self._faces.spellings_of(wanted.person) or [wanted.person]
            yield f"person IN ({', '.join('?' * len(named))})", list(named)
        if wanted.outcome is not None:
            yield "outcome = ?", [wanted.outcome.value]
        if wanted.has_note:
            yield "has_note", []
        if wanted.first is not None:
            yield "date >= ?", [wanted.first.isoformat()]
        if wanted.last is not None:
            yield "date <= ?", [wanted.last.isoformat()]

    def _says(self, word: SearchWord) -> _Condition:
        if word.anywhere:
            says = [f"instr({column}, ?)" for column in _TEXTS for _ in word.spellings]
            sql = _IN_UNSPACED_TEXTS.format(" OR ".join(says))
            return f"number IN ({sql})", [*word.spellings] * len(_TEXTS)
        # The beginnings come out of the index and hold letters alone; quotes keep words such as
        # NOT from being read as commands.
        found = " OR ".join(f'"{say}" *' for say in spellings(self._database, word.text))
        pattern = f"%{word.text}%"
        values: list[object] = [value for _ in _TEXTS for value in (pattern, word.text)]
        if not found:
            return f"number IN ({_IN_GLUED_TEXTS})", values
        return f"number IN ({_IN_INDEX} UNION {_IN_GLUED_TEXTS})", [found, *values]
