"""Nicknames in the journal file: who is named where, renamed and forgotten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from peewee import SQL, fn

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.people import Face, FaceStep, nickname_key, tidy_nickname
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.rows.acts import DraftRows
from smallacts_desktop.storage.rows.entry_queries import DONE, GONE, LATEST, NAMED, READABLE, THERE
from smallacts_desktop.storage.rows.mapping import instant_text
from smallacts_desktop.storage.rows.statements import COUNT, Statement, each_of
from smallacts_desktop.storage.rows.tables import ENTRIES, CheckedTable

_E = ENTRIES.source.c
# Per nickname, size and whether an act of it was done.
_FACES = Statement(
    ENTRIES.source.select(_E.person, _E.size, DONE, fn.min(_E.date), fn.max(_E.date), COUNT, LATEST)
    .where(THERE, READABLE, NAMED)
    .group_by(SQL("1"), SQL("2"), SQL("3"))
)
_PERSONS = ENTRIES.source.select(_E.person).where(READABLE, NAMED).distinct()
_SPELLINGS = Statement(_PERSONS.where(THERE))
_SPELLINGS_OF_DELETED = Statement(_PERSONS.where(GONE))
_SPELT = Statement(ENTRIES.select().where(_E.person.in_(each_of("spellings"))))


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
        for row in (_Row(*values) for values in self._database.ask(_FACES)):
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
        with self._database.transaction():
            for draft in self._drafts.all():
                if nickname_key(draft.answers.person) == nickname_key(old):
                    self._drafts.put(replace(draft, answers=replace(draft.answers, person=new)))
            return self._entries.change(
                {"person": new, "written_at": instant_text(at)},
                _SPELT,
                spellings=spellings,
            )

    def _like(self, nickname: str, queries: Iterable[Statement]) -> list[str]:
        key = nickname_key(nickname)
        rows = [row for query in queries for row in self._database.ask(query)]
        return sorted({person for (person,) in rows if nickname_key(person) == key})


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
