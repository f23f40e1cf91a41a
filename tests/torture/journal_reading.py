"""A journal read by nothing but the database library: no code of the program's own."""

import json
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlite

JOURNAL = "journal.db"
_OWN_ROUNDS = 256_000
_CHOICES = frozenset({"size", "day_start", "places"})
_ENTRIES = """
    SELECT kind, date, act, person, note, outcome, mood_after, private, deleted_at IS NOT NULL
    FROM entries
"""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a person would miss, without ids and moments, which differ from run to run."""

    entries: tuple[tuple[object, ...], ...]
    drafts: tuple[tuple[str, str], ...]
    waiting: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]
    acts: tuple[str, ...] = ()

    @property
    def notes(self) -> set[str]:
        """The words of every entry that is not deleted."""
        return {str(row[4]) for row in self.entries if not row[-1]}


@dataclass(frozen=True, slots=True)
class State:
    """What a data folder holds.

    ``secret`` opens the journal, None if it is plain. ``contents`` is None without a journal.
    """

    secret: str | None
    contents: Contents | None


NO_JOURNAL = State(None, None)


def read_state(data: Path, secrets: Iterable[str | None], rounds: int = 0) -> State | None:
    """The state of a data folder; None when none of the secrets opens its journal."""
    journal = data / JOURNAL
    if not journal.exists() or not journal.stat().st_size:
        return NO_JOURNAL
    for secret in dict.fromkeys(secrets):
        contents = read_journal(journal, secret, rounds)
        if contents is not None:
            return State(secret, contents)
    return None


def read_journal(journal: Path, secret: str | None, rounds: int = 0) -> Contents | None:
    """What a journal or snapshot holds; None when the secret does not open it, or it is damaged.

    It is read in a copy, with an interrupted commit beside it if there is one. ``rounds`` are
    those that its keys were made with, 0 for the program's own.
    """
    with tempfile.TemporaryDirectory(dir=journal.parent.parent) as folder:
        copy = Path(folder, journal.name)
        shutil.copyfile(journal, copy)
        hot = journal.with_name(journal.name + "-journal")
        if hot.exists():
            shutil.copyfile(hot, copy.with_name(hot.name))
        try:
            with closing(sqlite.connect(copy)) as connection:
                return _read(connection, secret, rounds or _OWN_ROUNDS)
        except sqlite.DatabaseError:
            return None


def _read(connection: Any, secret: str | None, rounds: int) -> Contents | None:  # noqa: ANN401
    connection.execute("PRAGMA cipher_log_level = NONE")
    if secret is not None:
        quoted = secret.replace("'", "''")
        connection.execute(f"PRAGMA key = '{quoted}'")
        connection.execute(f"PRAGMA kdf_iter = {rounds}")
    if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        return None
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    if "entries" not in tables:
        return Contents((), (), (), ())
    drafts = connection.execute("SELECT form, answers FROM drafts").fetchall()
    chosen = connection.execute("SELECT key, value FROM preferences").fetchall()
    acts: list[tuple[str]] = []
    if "own_acts" in tables:
        own = "SELECT title FROM own_acts WHERE removed_at IS NULL"
        acts = connection.execute(own).fetchall()
    return Contents(
        entries=tuple(sorted(connection.execute(_ENTRIES), key=repr)),
        drafts=tuple(sorted((form, _note_of(answers)) for form, answers in drafts)),
        waiting=tuple(title for (title,) in connection.execute("SELECT title FROM pending")),
        choices=tuple(sorted(pair for pair in chosen if pair[0] in _CHOICES)),
        acts=tuple(sorted(title for (title,) in acts)),
    )


def _note_of(answers: str) -> str:
    return str(json.loads(answers).get("note", ""))
