"""Nicknames in the journal file: who is named where, renamed and forgotten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.faces import Face, FaceStep, nickname_key, tidy_nickname
from smallacts_desktop.storage.checked_rows import CheckedTable
from smallacts_desktop.storage.conversion import instant_text
from smallacts_desktop.storage.database import Database
from smallacts_desktop.storage.pending import DraftRows
from smallacts_desktop.storage.tables import ENTRIES

# Per nickname, size and whether an act of it was done. "person <> ''" lets SQLite use the index
# that holds nicknames alone.
_FACES = """
    SELECT person, size, kind = 'act' AND outcome IS 'done' AS done, min(date), max(date),
        count(*), max(date || ' ' || coalesce(time, '') || ' ' || written_at)
    FROM entries WHERE deleted_at IS NULL AND person <> ''{readable} GROUP BY 1, 2, 3
"""
_SPELLINGS = (
    "SELECT DISTINCT person FROM entries WHERE deleted_at IS NULL AND person <> ''{readable}"
)
_SPELLINGS_OF_DELETED = (
    "SELECT DISTINCT person FROM entries WHERE deleted_at IS NOT NULL AND person <> ''{readable}"
)


@dataclass(frozen=True, slots=True)
class _Row:
    person: str
    size: str | None
    done: int
    first: str
    last: str
    count: int
    latest: str


class FaceRows:
    """The nicknames that entries and half-written forms name.

    Spellings that differ in case and spaces alone are one nickname.
    """

    def __init__(self, database: Database, drafts: DraftRows) -> None:
        self._database = database
        self._drafts = drafts
        self._entries = CheckedTable(database, ENTRIES)

    def all(self) -> list[Face]:
        """Every familiar face, the one met last first."""
        groups: dict[str, list[_Row]] = {}
        for row in (_Row(*values) for values in self._ask(_FACES)):
            groups.setdefault(nickname_key(row.person), []).append(row)
        latest_first = sorted(
            groups.values(), key=lambda rows: max(row.latest for row in rows), reverse=True
        )
        return [_face(rows) for rows in latest_first]

    def spellings_of(self, nickname: str) -> list[str]:
        """The ways entries that can be found spell a nickname."""
        return self._like(nickname, (_SPELLINGS,))

    def rename(self, old: str, new: str, at: datetime) -> int:
        """Write ``new`` for the nickname ``old`` wherever it stands; return in how many entries.

        That means in deleted entries and half-written forms too; a blank ``new`` takes it out.
        ``at`` becomes the moment at which those entries were last written.
        """
        spellings = self._like(old, (_SPELLINGS, _SPELLINGS_OF_DELETED))
        named = ", ".join("?" * len(spellings))
        with self._database.transaction():
            for draft in self._drafts.all():
                if nickname_key(draft.answers.person) == nickname_key(old):
                    self._drafts.put(replace(draft, answers=replace(draft.answers, person=new)))
            return self._entries.change(
                {"person": new, "written_at": instant_text(at)},
                f"WHERE person IN ({named})",
                spellings,
            )

    def _like(self, nickname: str, queries: Iterable[str]) -> list[str]:
        key = nickname_key(nickname)
        rows = [row for query in queries for row in self._ask(query)]
        return sorted({person for (person,) in rows if nickname_key(person) == key})

    def _ask(self, sql: str) -> list[tuple[Any, ...]]:
        return self._database.execute(sql.format(readable=self._database.readable_entries()))


def _face(rows: Sequence[_Row]) -> Face:
    return Face(
        nickname=tidy_nickname(max(rows, key=lambda row: row.latest).person),
        steps={size: step for size in ActSize if (step := _step(rows, size)) is not None},
        last_seen=date.fromisoformat(max(row.last for row in rows)),
        entries=sum(row.count for row in rows),
    )


def _step(rows: Iterable[_Row], size: ActSize) -> FaceStep | None:
    done = [row for row in rows if row.done and row.size == size.value]
    if not done:
        return None
    return FaceStep(
        first=date.fromisoformat(min(row.first for row in done)),
        last=date.fromisoformat(max(row.last for row in done)),
        count=sum(row.count for row in done),
    )
