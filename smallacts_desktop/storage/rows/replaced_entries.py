"""Taking an unreadable entry out of its place, and putting it back.

The search index knows the words that were written, not the ones that are there by now. Telling it
to forget those would upset it, so it is left alone meanwhile and made again afterwards.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from uuid import UUID

from peewee import Value, fn

from smallacts_desktop.domain.errors import InvalidEntryError
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.rows.statements import Given, Statement
from smallacts_desktop.storage.rows.tables import ENTRIES, KEPT_ASIDE, CheckedTable

_TRIGGERS = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'entries'"
_REBUILD = "INSERT INTO entries_search (entries_search) VALUES ('rebuild')"
_E, _K = ENTRIES.source.c, KEPT_ASIDE.source.c
_LAST_KEPT = Statement(KEPT_ASIDE.source.select(fn.max(_K.number)))
_CONTENTS = Statement(KEPT_ASIDE.source.select(_K.contents).where(_K.number == Given("number")))
_DELETE_NUMBERED = Statement(ENTRIES.source.delete().where(_E.number == Given("number")))
_DELETE = Statement(ENTRIES.source.delete().where(_E.id == Given("id")))


def take_out(database: Database, number: int) -> int:
    """Keep the entry with this number aside and free its place; returns where it is kept."""
    with database.transaction():
        table = CheckedTable(database, ENTRIES)
        table.archive_rows(table.numbered(number))
        with _index_made_anew(database):
            database.run(_DELETE_NUMBERED, number=number)
        database.unreadable.discard((ENTRIES.table, number))
        return int(database.ask(_LAST_KEPT)[0][0])


def rebuild_search(database: Database) -> None:
    """Make the search index anew from the entries."""
    with database.transaction():
        database.execute(_REBUILD)


def rebuild_indexes(database: Database) -> None:
    """Make every index anew from its table, the search's among them.

    Two entries with one id leave the index of ids as it is.
    """
    with suppress(InvalidEntryError), database.transaction():
        database.execute("REINDEX")
    rebuild_search(database)


def put_back(database: Database, number: int, kept: int, instead_of: UUID) -> None:
    """Let what ``take_out`` archived be unreadable in its place again.

    The entry ``instead_of`` is what took the place meanwhile. A value that SQLite takes in no
    such column is left out; it is still among what is kept.
    """
    contents = json.loads(database.ask(_CONTENTS, number=kept)[0][0])
    kinds = database.execute("PRAGMA table_info(entries)")
    columns = [(name, kind, required) for _, name, kind, required, *_ in kinds if name in contents]
    values = {name: _fitting(contents[name], kind, required) for name, kind, required in columns}
    row = {_E[name]: Value(values[name]).cast(kind) for name, kind, _ in columns}
    statement = Statement(ENTRIES.source.insert({_E.number: number, **row}).on_conflict("REPLACE"))
    with database.transaction(), _index_made_anew(database), _without_rules(database):
        database.run(_DELETE, id=str(instead_of))
        database.run(statement)


def _fitting(value: object, kind: str, required: int) -> object:
    if isinstance(value, Mapping):
        value = bytes.fromhex(value["hex"])
    if kind == "TEXT" and not isinstance(value, str | bytes):
        return "" if required else None
    if kind == "INTEGER" and not isinstance(value, int):
        return 0 if required else None
    if kind == "BLOB" and not isinstance(value, bytes):
        return str(value).encode()
    return value


@contextmanager
def _without_rules(database: Database) -> Iterator[None]:
    database.execute("PRAGMA ignore_check_constraints = ON")
    try:
        yield
    finally:
        database.execute("PRAGMA ignore_check_constraints = OFF")


@contextmanager
def _index_made_anew(database: Database) -> Iterator[None]:
    triggers = database.execute(_TRIGGERS)
    for name, _ in triggers:
        database.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in triggers:
        database.execute(sql)
    rebuild_search(database)
