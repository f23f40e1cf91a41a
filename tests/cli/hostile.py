"""Files that nobody made by taking a backup, for tests that try to bring them back."""

import os
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.storage.file.checksums import checksum
from smallacts_desktop.storage.rows.tables import EVERY_TABLE

Make = Callable[[Path, Path], None]
# Nothing outside may change; this is what a hostile file would like to have gone.
VICTIM = "a letter to keep.txt"
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT {columns} FROM n"
_PAGE = 4096


@contextmanager
def changed(good: Path, file: Path) -> Iterator[Any]:
    """A copy of a good backup, open to be changed by the one that has a tool for it."""
    shutil.copyfile(good, file)
    with closing(sqlite.connect(str(file), isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("PRAGMA writable_schema = ON")
        yield connection


def by_sql(*statements: str) -> Make:
    """A good backup, after some SQL."""

    def make(good: Path, file: Path) -> None:
        with changed(good, file) as connection:
            for statement in statements:
                connection.execute(statement)

    return make


def by_schema(pattern: str, replacement: str, name: str = "entries") -> Make:
    """A good backup in which what makes one of its tables, triggers or views says otherwise."""

    def make(good: Path, file: Path) -> None:
        with changed(good, file) as connection:
            old = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,))
            sql = old.fetchone()[0]
            new = re.sub(pattern, replacement, sql, count=1, flags=re.DOTALL)
            assert new != sql
            connection.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (new, name))

    return make


def by_bytes(at: int, content: bytes) -> Make:
    """A good backup with other bytes in one place."""

    def make(good: Path, file: Path) -> None:
        whole = bytearray(good.read_bytes())
        whole[at : at + len(content)] = content
        file.write_bytes(whole)

    return make


def in_place_of(name: str, sql: str) -> Make:
    """A good backup in which a view or a virtual table stands where a table was."""
    return by_sql(f"DROP TABLE {name}", sql)


def _endless(name: str, columns: str) -> Make:
    return in_place_of(name, f"CREATE VIEW {name} AS {ENDLESS.format(columns=columns)}")


def _text(_good: Path, file: Path) -> None:
    file.write_text("Milk, bread, and a card for Ann. " * 500, encoding="utf-8")


def _empty(_good: Path, file: Path) -> None:
    file.write_bytes(b"")


def _chance(_good: Path, file: Path) -> None:
    file.write_bytes(os.urandom(65_536))


def _zip(_good: Path, file: Path) -> None:
    file.write_bytes(b"PK\x03\x04" + bytes(20_000))


def _folder(_good: Path, file: Path) -> None:
    file.mkdir()


def _pipe(_good: Path, file: Path) -> None:
    os.mkfifo(file)


def _socket(_good: Path, file: Path) -> None:
    here = Path.cwd()
    os.chdir(file.parent)  # the name of a socket is short
    try:
        with closing(socket.socket(socket.AF_UNIX)) as made:
            made.bind(file.name)
    finally:
        os.chdir(here)


def _link(good: Path, file: Path) -> None:
    file.symlink_to(good)


def _link_to_pipe(_good: Path, file: Path) -> None:
    pipe = file.with_name("pipe")
    os.mkfifo(pipe)
    file.symlink_to(pipe)


def _link_to_zeros(_good: Path, file: Path) -> None:
    file.symlink_to("/dev/zero")


def _link_to_itself(_good: Path, file: Path) -> None:
    file.symlink_to(file)


def _link_to_nothing(_good: Path, file: Path) -> None:
    file.symlink_to(file.with_name("nothing"))


def _huge(good: Path, file: Path) -> None:
    shutil.copyfile(good, file)
    os.truncate(file, 20 << 30)


def _huge_hole(_good: Path, file: Path) -> None:
    file.touch()
    os.truncate(file, 20 << 30)


def _hole(_good: Path, file: Path) -> None:
    file.touch()
    os.truncate(file, 1 << 29)


def _half(good: Path, file: Path) -> None:
    whole = good.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])


def _root_of(good: Path, name: str) -> int:
    with closing(sqlite.connect(str(good))) as connection:
        row = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,))
        found: int = row.fetchone()[0]
        return found


def _loop(good: Path, file: Path) -> None:
    """The table's first page says that it is its own child."""
    root = _root_of(good, "entries")
    whole = bytearray(good.read_bytes())
    page = bytearray(_PAGE)
    page[0] = 5  # an inner page
    page[3:5] = (2).to_bytes(2)
    page[5:7] = (_PAGE - 16).to_bytes(2)
    page[8:12] = root.to_bytes(4)
    for number in range(2):
        page[12 + 2 * number : 14 + 2 * number] = (_PAGE - 16 + 8 * number).to_bytes(2)
        at = _PAGE - 16 + 8 * number
        page[at : at + 5] = root.to_bytes(4) + bytes([10 * (number + 1)])
    whole[(root - 1) * _PAGE : root * _PAGE] = page
    file.write_bytes(whole)


def _roots_exchanged(good: Path, file: Path) -> None:
    with changed(good, file) as connection:
        root = _root_of(good, "preferences")
        connection.execute("UPDATE sqlite_schema SET rootpage = ? WHERE name = 'drafts'", (root,))


def _many_triggers(good: Path, file: Path) -> None:
    with changed(good, file) as connection:
        connection.execute("BEGIN")
        for number in range(3000):
            connection.execute(
                f"CREATE TRIGGER t{number} AFTER INSERT ON entries BEGIN DELETE FROM entries; END"
            )
        connection.execute("COMMIT")


def _enormous_view(good: Path, file: Path) -> None:
    with changed(good, file) as connection:
        numbers = ",".join(["1"] * 3_000_000)
        connection.execute(
            "INSERT INTO sqlite_schema VALUES ('view', 'v', 'v', 0, ?)",
            (f"CREATE VIEW v AS SELECT 1 WHERE 1 IN ({numbers})",),
        )


_DELETES = "BEGIN DELETE FROM entries WHERE id <> new.id; END"
_UNLOCKS = "BEGIN UPDATE entries SET private = 0; END"
_COLUMNS_OF_ENTRIES = (
    "i AS number, 'x' AS id, 'note' AS kind, '2026-01-01' AS date, NULL AS time, "
    "NULL AS utc_offset, '' AS written_at, '' AS act, NULL AS act_id, NULL AS size, '' AS place, "
    "'' AS person, NULL AS outcome, NULL AS barrier, NULL AS mood_before, "
    "NULL AS mood_before_recorded, NULL AS mood_after, NULL AS response, NULL AS expectation, "
    "0 AS private, NULL AS deleted_at, 'words' AS note"
)

# Refused as a whole, in one sentence.
REFUSED: dict[str, Make] = {
    "a text": _text,
    "an empty file": _empty,
    "bytes of chance": _chance,
    "a zip": _zip,
    "a folder": _folder,
    "a pipe": _pipe,
    "a socket": _socket,
    "a link to a backup": _link,
    "a link to a pipe": _link_to_pipe,
    "a link to endless zeros": _link_to_zeros,
    "a link to itself": _link_to_itself,
    "a link to nothing": _link_to_nothing,
    "20 GB after a good beginning": _huge,
    "20 GB of nothing": _huge_hole,
    "512 MB of nothing": _hole,
    "half a backup": _half,
    "a loop of pages": _loop,
    "two tables on one page": _roots_exchanged,
    "a first page of zeros": by_bytes(0, bytes(100)),
    "a page size of none": by_bytes(16, b"\x00\x07"),
    "far more pages than there are": by_bytes(28, b"\x7f\xff\xff\xff"),
    "a schema of chance": by_bytes(100, os.urandom(400)),
    "another program's file": by_sql("PRAGMA application_id = 7"),
    "no version": by_sql("PRAGMA user_version = 0"),
    "a version below nought": by_sql("PRAGMA user_version = -5"),
    "a newer version": by_sql("PRAGMA user_version = 9000"),
    "an older version than it is": by_sql("PRAGMA user_version = 1"),
    "a trigger that deletes": by_sql(f"CREATE TRIGGER t AFTER INSERT ON entries {_DELETES}"),
    "a trigger before": by_sql(f"CREATE TRIGGER t BEFORE INSERT ON entries {_DELETES}"),
    "a trigger that makes public": by_sql(f"CREATE TRIGGER t AFTER INSERT ON entries {_UNLOCKS}"),
    "a trigger on a change": by_sql(f"CREATE TRIGGER t AFTER UPDATE ON entries {_UNLOCKS}"),
    "a trigger on a removal": by_sql(
        "CREATE TRIGGER t AFTER DELETE ON entries BEGIN DELETE FROM entries; END"
    ),
    "a trigger on drafts": by_sql(
        "CREATE TRIGGER t AFTER INSERT ON drafts BEGIN DELETE FROM entries; END"
    ),
    "a trigger on preferences": by_sql(
        "CREATE TRIGGER t AFTER INSERT ON preferences BEGIN DELETE FROM entries; END"
    ),
    "a trigger under our name": by_sql(
        "DROP TRIGGER entries_added",
        f"CREATE TRIGGER entries_added AFTER INSERT ON entries {_DELETES}",
    ),
    "a trigger of ours that does more": by_schema(
        "END$", "DELETE FROM entries; END", "entries_added"
    ),
    "a trigger of ours gone": by_sql("DROP TRIGGER entries_gone"),
    "a trigger on a view": by_sql(
        "CREATE VIEW v AS SELECT 1 AS a",
        "CREATE TRIGGER t INSTEAD OF INSERT ON v BEGIN DELETE FROM entries; END",
    ),
    "three thousand triggers": _many_triggers,
    "a view": by_sql("CREATE VIEW v AS SELECT * FROM entries"),
    "an endless view": by_sql(f"CREATE VIEW v AS {ENDLESS.format(columns='i')}"),
    "an enormous view": _enormous_view,
    "our view saying otherwise": by_schema("FROM entries", "FROM drafts", "entries_to_find"),
    "entries that are an endless view": _endless("entries", _COLUMNS_OF_ENTRIES),
    "drafts that are an endless view": _endless(
        "drafts", "i AS form, '{}' AS answers, '' AS saved_at"
    ),
    "preferences that are an endless view": _endless("preferences", "i AS key, '' AS value"),
    "offers that are an endless view": _endless(
        "offers", "i AS id, '' AS day, 'small' AS size, '' AS act_id, '' AS offered_at"
    ),
    "act marks that are an endless view": _endless(
        "act_marks", "i AS act_id, 1 AS favourite, 1 AS hidden"
    ),
    "drafts in a virtual table": in_place_of(
        "drafts", "CREATE VIRTUAL TABLE drafts USING fts5(form, answers, saved_at)"
    ),
    "preferences in a virtual table": in_place_of(
        "preferences", "CREATE VIRTUAL TABLE preferences USING fts5(key, value)"
    ),
    "a column that is worked out": in_place_of(
        "preferences",
        "CREATE TABLE preferences (key TEXT, value TEXT GENERATED ALWAYS AS "
        "(hex(zeroblob(100000000))) VIRTUAL)",
    ),
    "a rule that never ends well": by_schema(
        r"CHECK \(length\(id\) = 36\)", "CHECK (length(zeroblob(900000000)) > 1)"
    ),
    "an index that works things out": by_sql("CREATE INDEX i ON drafts (length(answers) + 1)"),
    "an index of one's own": by_sql("CREATE INDEX i ON entries (note)"),
    "an index of ours gone": by_sql("DROP INDEX entries_by_place"),
    "a table of one's own": by_sql("CREATE TABLE t (a)", "INSERT INTO t VALUES (1)"),
    "a table of ours gone": by_sql("DROP TABLE drafts"),
    "a search index of one's own": by_sql("CREATE VIRTUAL TABLE s USING fts5(words)"),
    "a column more": by_sql("ALTER TABLE drafts ADD COLUMN more TEXT"),
    "a column less": by_sql("ALTER TABLE drafts DROP COLUMN saved_at"),
    "a column by another name": by_sql("ALTER TABLE drafts RENAME COLUMN answers TO replies"),
    "a table that is not strict": by_schema(r"STRICT\s*$", "", "drafts"),
    "a schema that cannot be read": by_schema("CREATE TABLE", "CREATE TABEL", "drafts"),
    "statistics of one's own": by_sql("ANALYZE"),
}


def _note(**values: object) -> Make:
    """A backup with one more row in ``entries``, a note, with these values."""

    def make(good: Path, file: Path) -> None:
        row: dict[str, object] = {
            "id": "00000000-0000-4000-8000-0000000000ff",
            "kind": "note",
            "date": "2026-05-14",
            "written_at": "2026-05-14T09:00:00+00:00",
            "act": "",
            "place": "",
            "person": "",
            "private": 0,
            "note": "one more",
        }
        row |= values
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        with changed(good, file) as connection:
            add = f"INSERT INTO entries ({names}) VALUES ({marks})"
            connection.execute(add, tuple(row.values()))

    return make


def _act(**values: object) -> Make:
    return _note(**{"kind": "act", "act": "Waved", "outcome": "done", **values})


def _changed_note(text: str) -> Make:
    return by_sql(f"UPDATE entries SET note = {text} WHERE rowid = 1")


_WHEN = "'2026-05-14T09:00:00+00:00'"
_WAITING = (
    "INSERT INTO pending (id, act_id, title, hint, size, place, mood_before, started_at, "
    "started_day, started_time, utc_offset) VALUES (1, 'a', 'Wave', '', {size}, 'park', {mood}, "
    "{at}, {day}, '13:00', 60)"
)
_OFFER = "INSERT INTO offers (id, day, size, act_id, offered_at)"
_OWN_ACT = (
    "INSERT INTO own_acts (id, size, title, hint, places, little_energy, created_at, removed_at)"
)
_SHARE = (
    "INSERT INTO shares (number, shared_at, day, way, preset, first, last, included, target, "
    "rows, withheld)"
)
_GOOD = {"size": "'small'", "mood": "4", "at": _WHEN, "day": "'2026-05-14'"}


def _waiting(**values: str) -> Make:
    return by_sql("DELETE FROM pending", _WAITING.format(**{**_GOOD, **values}))


def _draft(answers: str) -> Make:
    return by_sql(
        "INSERT OR REPLACE INTO drafts (form, answers, saved_at) "
        f"VALUES ('form', {answers}, {_WHEN})"
    )


def _resealed(make: Make) -> Make:
    """What ``make`` makes, with checksums that fit: whoever forges a row forges those too."""

    def make_and_encrypt(good: Path, file: Path) -> None:
        make(good, file)
        with closing(sqlite.connect(str(file), isolation_level=None)) as connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            for shape in EVERY_TABLE:
                listed = ", ".join(shape.columns)
                found = connection.execute(f"SELECT rowid, {listed} FROM {shape.table}").fetchall()
                for number, *values in found:
                    connection.execute(
                        f"UPDATE {shape.table} SET checksum = ? WHERE rowid = ?",
                        (checksum(shape.table, values), number),
                    )

    return make_and_encrypt


# Taken but for one entry, which stays in the backup.
_ENTRIES: dict[str, Make] = {
    "a day that is far away": _note(date="9999-12-31"),
    "a day before the calendar": _note(date="1850-01-01"),
    "a day that is none": _note(date="2026-02-30"),
    "a date that is none": _note(date="tomorrow"),
    "a time that is none": _note(time="29:59"),
    "a time to the second": _note(time="09:00:30"),
    "a distance from UTC of a year": _note(utc_offset=525_600),
    "an act without a title": _act(act="  "),
    "an act without an outcome": _act(outcome=None),
    "a done act with a barrier": _act(barrier="tired"),
    "a mood without when": _act(mood_before=4),
    "a mood of eleven": _note(mood_after=11),
    "a mood below nought": _note(mood_after=-1),
    "a kind that is none": _note(kind="poem"),
    "a size that is none": _act(size="enormous"),
    "a note without words": _note(note="  "),
    "a note with an outcome": _note(outcome="done"),
    "a title that is too long": _act(act="x" * 201),
    "a place that is too long": _act(place="x" * 201),
    "a nickname that is too long": _act(person="x" * 201),
    "a note that is too long": _note(note="x" * 100_001),
    "a note of three million letters": _note(note="x" * 3_000_000),
    "a text with a NUL": _note(note="a\0b"),
    "a text that is none": _changed_note("CAST(x'ff41' AS TEXT)"),
    "half a character": _changed_note("CAST(x'eda080' AS TEXT)"),
    "an id that is none": _note(id="x" * 36),
    "an id in capitals": _note(id="00000000-0000-4000-8000-0000000000FF"),
    "neither private nor not": _note(private=2),
    "a moment that is none": _note(written_at="2026-99-99T99:99:99+00:00"),
    "a moment without a zone": _note(written_at="2026-05-14T09:00:00"),
    "a moment at the end of time": _note(written_at="9999-12-31T23:59:59+00:00"),
    "a removal that is none": _note(deleted_at="gone"),
}
# These have no entry more; one of the honest ones is spoilt.
IN_AN_HONEST_ENTRY = frozenset(
    {"a text that is none", "half a character", "a checksum of other words"}
)
# Not even archived: whatever such a row is, it is none of a person's.
TOO_LARGE = frozenset({"a note of three million letters", "a preference that is enormous"})
ONE_ENTRY_LESS = {kind: _resealed(make) for kind, make in _ENTRIES.items()} | {
    "a checksum of other words": by_sql("UPDATE entries SET note = 'yours' WHERE rowid = 1"),
}
# Taken but for one thing that is no entry.
_THINGS: dict[str, Make] = {
    "a waiting act of no size": _waiting(size="'huge'"),
    "a waiting act since no day": _waiting(day="'someday'"),
    "a waiting act since no moment": _waiting(at="'then'"),
    "a waiting act with a mood of forty": _waiting(mood="40"),
    "a draft that is no JSON": _draft("'hello'"),
    "a draft that is deep": _draft(f"'{'[' * 100_000}'"),
    "a draft of numbers": _draft("'[1, 2]'"),
    "a draft with a text for a mood": _draft("""'{"mood_after": "x"}'"""),
    "an offer for no day": by_sql(f"{_OFFER} VALUES (99, 'someday', 'small', 'a', {_WHEN})"),
    "an offer of no size": by_sql(f"{_OFFER} VALUES (99, '2026-05-14', 'huge', 'a', {_WHEN})"),
    "a mark that is none": by_sql(
        "INSERT INTO act_marks (act_id, favourite, hidden) VALUES ('zzz', 7, 0)"
    ),
    "an own act without a title": by_sql(
        f"{_OWN_ACT} VALUES ('own-x', 'small', ' ', '', 'park', 0, {_WHEN}, NULL)"
    ),
    "an own act at no place": by_sql(
        f"{_OWN_ACT} VALUES ('own-x', 'small', 'Sit', '', 'moon', 0, {_WHEN}, NULL)"
    ),
    "an own act that is none": by_sql(
        f"{_OWN_ACT} VALUES ('x', 'small', 'Sit', '', 'park', 0, {_WHEN}, NULL)"
    ),
    "a preference with a NUL": by_sql(
        "INSERT INTO preferences (key, value) VALUES ('x', 'a' || char(0))"
    ),
    "a preference that is enormous": by_sql(
        "INSERT INTO preferences (key, value) VALUES ('x', hex(zeroblob(1000000)))"
    ),
    "a share by no way": by_sql(
        f"{_SHARE} VALUES (9, {_WHEN}, '2026-05-14', 'post', 'full', NULL, NULL, '', '', 1, 0)"
    ),
    "a share of no column": by_sql(
        f"{_SHARE} VALUES (9, {_WHEN}, '2026-05-14', 'csv', 'full', NULL, NULL, 'secrets'"
        ", '', 1, 0)"
    ),
}
ONE_THING_LESS = {kind: _resealed(make) for kind, make in _THINGS.items()}
