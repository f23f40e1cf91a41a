"""Ways to damage a journal and what belongs to it, each done to real files."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.acts import Act, ActSize, Place
from smallacts_desktop.domain.disclosure import PastShare, Preset, ShareChoice, ShareWay
from smallacts_desktop.domain.entries import (
    Barrier,
    Draft,
    EntryDraft,
    Expectation,
    MoodRecorded,
    Outcome,
    Response,
)
from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.storage.file import swap
from smallacts_desktop.storage.file.checksums import COLUMN, Shape
from smallacts_desktop.storage.file.full_check import remember_recovery
from smallacts_desktop.storage.keys import key_files, rekeying
from smallacts_desktop.storage.keys.keys import Key
from smallacts_desktop.storage.rows.store import Store
from smallacts_desktop.storage.rows.tables import (
    ENTRIES,
    EVERY_TABLE,
    KEPT_ASIDE,
    CheckedTable,
)
from smallacts_desktop.storage.snapshots import snapshots
from tests.storage.samples import NOON, act_entry, note_entry, waiting_act

PASSPHRASE = "correct horse battery staple"
TAKEN_AT = datetime(2026, 5, 15, 9, 0, tzinfo=UTC)
PAGE = 4096

Damage = Callable[[Path], object]


def journal_in(folder: Path) -> Path:
    """The journal of a data folder."""
    return folder / "journal.db"


def snapshot_in(folder: Path) -> Path:
    """The one snapshot of a data folder."""
    (found,) = (folder / "snapshots").glob("*.smallacts")
    return found


def fill(store: Store) -> None:
    """Something in every column of every table."""
    full = act_entry(
        time=time(8, 30), utc_offset=NOON - NOON, act_id="wave",
        size=ActSize.SMALL, place="park", person="Alex", mood_before=4,
        mood_before_recorded=MoodRecorded.BEFORE, mood_after=6, response=Response.WARM,
        expectation=Expectation.EASIER, note="the first words",
    )  # fmt: skip
    undone = act_entry(outcome=Outcome.NOT_THIS_TIME, barrier=Barrier.TIRED, place="shops")
    gone = note_entry(note="words of a deleted one")
    store.entries.add_many([full, undone, gone, *(note_entry(note=f"n{i}") for i in range(20))])
    store.entries.remove(gone.id, NOON)
    store.pending.set(waiting_act())
    store.drafts.put(Draft("note", EntryDraft(note="half a thought"), NOON))
    store.acts.add_offer(date(2026, 5, 14), ActSize.SMALL, "wave", NOON)
    store.acts.set_favourite("wave", True)
    for act_id in ("own-a", "own-m"):
        act = Act(act_id, ActSize.SMALL, "Nod to the postman", "Smile", (Place.STREET,), False)
        store.own_acts.add(act, NOON)
    store.own_acts.remove("own-m", NOON)
    store.preferences.set("day_start", "05:00")
    choice = ShareChoice(Preset.FULL, date(2026, 5, 1), date(2026, 5, 2), frozenset())
    share = PastShare(NOON, date(2026, 5, 14), ShareWay.CSV, choice, "a.csv", 3, 1)
    store.shares.add(share)
    kept = {"number": 1, "origin": "entries", "contents": "{}"}
    CheckedTable(store.database, KEPT_ASIDE).put(kept)


def make_plain(folder: Path) -> None:
    """A journal without a passphrase, with a snapshot."""
    journal = journal_in(folder)
    store = Store.open(journal, clock=FixedClock(TAKEN_AT))
    fill(store)
    store.close()
    snapshots.take(journal, None, [folder / "snapshots"], TAKEN_AT)


def make_locked(folder: Path) -> None:
    """The same with a passphrase."""
    journal, key = journal_in(folder), Key.new(PASSPHRASE)
    store = Store.open(journal, clock=FixedClock(TAKEN_AT))
    fill(store)
    store.close()
    rekeying.write_under(journal, None, key)
    key_files.write_next(journal, key, RecoveryCode.new())
    swap.commit(swap.of_journal(journal), [journal.name, "journal.keycheck", "journal.recovery"])
    store = Store.open(journal, key, clock=FixedClock(TAKEN_AT))
    remember_recovery(store.preferences, journal, key)
    store.close()
    snapshots.take(journal, key, [folder / "snapshots"], TAKEN_AT)


@contextmanager
def opened(file: Path) -> Iterator[Any]:
    """A plain file through a library that keeps no rule of a table."""
    with closing(sqlite.connect(str(file), isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("PRAGMA writable_schema = ON")
        yield connection


def run_sql(*statements: str, on: Callable[[Path], Path] = journal_in) -> Damage:
    """Run SQL in the journal, past all rules."""

    def damage(folder: Path) -> None:
        with opened(on(folder)) as connection:
            for statement in statements:
                connection.execute(statement)

    return damage


def flip_column(shape: Shape, column: str) -> Damage:
    """Change the last bit of a value, or make a value of none, in one row of a table."""
    other = {
        "integer": f'"{column}" = ifnull("{column}", 3) + (CASE "{column}" & 1 WHEN 1 THEN -1'
        " ELSE 1 END)",
        "text": f'"{column}" = substr(ifnull("{column}", \'a\'), 1, length(ifnull("{column}",'
        f" 'a')) - 1) || char(unicode(substr(ifnull(\"{column}\", 'a'), -1)) + 1)",
        "blob": f"\"{column}\" = x'00ff00ff00ff00ff'",
    }

    def damage(folder: Path) -> None:
        with opened(journal_in(folder)) as connection:
            kinds = {row[1]: row[2].lower() for row in connection.execute(
                f'PRAGMA table_info("{shape.table}")'
            )}  # fmt: skip
            change = other[kinds[column]]
            row = f'SELECT rowid FROM "{shape.table}" ORDER BY "{column}" IS NULL, rowid LIMIT 1'
            sql = f'UPDATE "{shape.table}" SET {change} WHERE rowid = ({row}) RETURNING rowid'
            assert len(connection.execute(sql).fetchall()) == 1

    return damage


def encrypted_wrongly(column: str, value: object) -> Damage:
    """Write a value that no entry can have, with a checksum that fits."""

    def damage(folder: Path) -> None:
        with opened(journal_in(folder)) as connection:
            names = ", ".join(ENTRIES.columns)
            row = connection.execute(f"SELECT {names} FROM entries WHERE number = 1").fetchone()
            values = {**dict(zip(ENTRIES.columns, row, strict=True)), column: value}
            with_checksums = ENTRIES.with_checksums(values)
            connection.execute(
                f"UPDATE entries SET {column} = ?, {COLUMN} = ? WHERE number = 1",
                (value, with_checksums[COLUMN]),
            )

    return damage


def write_at(place: int, data: bytes, on: Callable[[Path], Path] = journal_in) -> Damage:
    """Write bytes into a file; a negative place counts from its end."""

    def damage(folder: Path) -> None:
        file = on(folder)
        whole = bytearray(file.read_bytes())
        start = place % len(whole)
        assert whole[start : start + len(data)] != data
        whole[start : start + len(data)] = data
        file.write_bytes(whole)

    return damage


def flip_text(text: str, on: Callable[[Path], Path] = journal_in, which: int = 0) -> Damage:
    """Flip one bit of a text where it stands in a file, the first time or a later one."""

    def damage(folder: Path) -> None:
        whole = bytearray(on(folder).read_bytes())
        place = -1
        for _ in range(which + 1):
            place = whole.index(text.encode(), place + 1)
        whole[place + len(text) // 2] ^= 1
        on(folder).write_bytes(whole)

    return damage


def cut(size: int, on: Callable[[Path], Path] = journal_in) -> Damage:
    """Cut a file to its first bytes, or by its last ones."""

    def damage(folder: Path) -> None:
        on(folder).write_bytes(on(folder).read_bytes()[:size])

    return damage


def zero_page_of(table: str) -> Damage:
    """Fill the first page of a table or an index with zeros."""

    def damage(folder: Path) -> None:
        with opened(journal_in(folder)) as connection:
            sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
            number = connection.execute(sql, (table,)).fetchone()[0]
        write_at((number - 1) * PAGE, bytes(PAGE))(folder)

    return damage


def swap_rows(folder: Path) -> None:
    """Let two entries have each other's words, and each other's checksum too."""
    columns = "act, note, checksum"
    with opened(journal_in(folder)) as connection:
        rows = connection.execute(f"SELECT {columns} FROM entries WHERE number < 3").fetchall()
        for number, row in zip((2, 1), rows, strict=True):
            sql = f"UPDATE entries SET ({columns}) = (?, ?, ?) WHERE number = ?"
            connection.execute(sql, (*row, number))


def blob_for_text(folder: Path) -> None:
    """Make a note of a kind that its column does not take."""
    with opened(journal_in(folder)) as connection:
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'entries'"
        )
    with opened(journal_in(folder)) as connection:
        connection.execute("UPDATE entries SET note = x'4142' WHERE number = 1")
        connection.execute("UPDATE sqlite_schema SET sql = sql || ' STRICT' WHERE name = 'entries'")


def remove(name: str) -> Damage:
    """Remove a file of the data folder."""
    return lambda folder: (folder / name).unlink()


def beside(name: str) -> Callable[[Path], Path]:
    """A file beside the journal."""
    return lambda folder: folder / name


def replaced(name: str, data: bytes) -> Damage:
    """Put another file in the place of one, or where there is none."""
    return lambda folder: (folder / name).write_bytes(data)


def keycheck_of_another(folder: Path) -> None:
    """Put the key check of another journal beside this one."""
    other = folder.parent / "other"
    other.mkdir()
    key_files.write_next(other / "journal.db", Key.new("another walk"), RecoveryCode.new())
    shutil.copyfile(other / "journal.keycheck-next", folder / "journal.keycheck")
    shutil.rmtree(other)


def recovery_of_another(folder: Path) -> None:
    """Put the recovery file of another journal beside this one."""
    key_files.write_recovery(
        folder / "journal.recovery", Key.new("another walk"), RecoveryCode.new()
    )


COLUMNS: dict[str, Damage] = {
    f"{shape.table}.{column}": flip_column(shape, column)
    for shape in EVERY_TABLE
    for column in (*shape.columns, COLUMN)
}
PLAIN: dict[str, Damage] = {
    "two rows swapped": swap_rows,
    "bytes that are no text": run_sql("UPDATE entries SET note = CAST(x'ff41' AS TEXT)"),
    "bytes for a text": blob_for_text,
    "an impossible day": encrypted_wrongly("date", "2026-99-99"),
    "a day in the future": encrypted_wrongly("date", "2199-01-01"),
    "a mood of 11": encrypted_wrongly("mood_after", 11),
    "a note of an act without a title": encrypted_wrongly("act", ""),
    "no checksum": run_sql("UPDATE entries SET checksum = x'' WHERE number = 2"),
    "a flipped bit in words": flip_text("the first words"),
    "a flipped bit in an index": flip_text("Alex", which=-1 + 1),
    "the search index lost a row": run_sql("DELETE FROM entries_search_docsize WHERE id = 1"),
    "the search index lost words": run_sql(
        "INSERT INTO entries_search (entries_search, rowid, act, note, place, person)"
        " SELECT 'delete', number, act, note, place, person FROM entries WHERE number = 1"
    ),
    "the search index has a row too many": run_sql(
        "INSERT INTO entries_search (rowid, act, note, place, person)"
        " VALUES (99, 'a', 'b', 'c', 'd')"
    ),
    "a page of the search index": run_sql(
        "UPDATE entries_search_data SET block = x'00' WHERE id > 10"
    ),
    "an index is missing": run_sql("DROP INDEX entries_by_place"),
    "a trigger is missing": run_sql("DROP TRIGGER entries_gone"),
    "a table is missing": run_sql("DROP TABLE shares"),
    "a trigger too many": run_sql(
        "CREATE TRIGGER spy AFTER INSERT ON entries BEGIN DELETE FROM drafts; END"
    ),
    "a view too many": run_sql("CREATE VIEW spy AS SELECT 1"),
    "a table too many": run_sql("CREATE TABLE spy (a)"),
    "another trigger": run_sql(
        "UPDATE sqlite_schema SET sql = replace(sql, 'new.note', 'new.act')"
        " WHERE name = 'entries_added'"
    ),
    "an index without a row": run_sql(
        "UPDATE sqlite_schema SET sql = replace(sql, 'AND unspaced', 'AND NOT unspaced')"
        " WHERE name = 'entries_unspaced'"
    ),
    "another owner": run_sql("PRAGMA application_id = 7"),
    "the version of an older schema": run_sql("PRAGMA user_version = 2"),
    "the version of a newer schema": run_sql("PRAGMA user_version = 99"),
    "a zeroed page of entries": zero_page_of("entries"),
    "a zeroed page of an index": zero_page_of("entries_in_file_order"),
    "a zeroed page of drafts": zero_page_of("drafts"),
    "a zeroed page of shares": zero_page_of("shares"),
    "a zeroed first page": write_at(0, bytes(PAGE)),
    "the first words": write_at(0, b"X"),
    "the size of a page": write_at(16, b"\x20\x00"),
    "the kind of a page": write_at(PAGE, b"\x7f"),
    "cut by a page": cut(-PAGE),
    "cut in half": cut(60_000),
    "cut in the first page": cut(80),
    "a key check without a passphrase": replaced("journal.keycheck", b"\x07" * 8192),
    "a recovery file without a passphrase": replaced("journal.recovery", b"\x07" * 8192),
    "an unfinished change of passphrase": replaced("journal.rekeying", b""),
    "a next journal that nobody waits for": replaced("journal.db-next", b"x"),
    "what is no change of files": replaced("journal.intent", b"{}"),
    "what is no change of backups": replaced("snapshots/small-acts.intent", b"{}"),
    "a backup that is cut": cut(30_000, snapshot_in),
    "a backup that is cut by a page": cut(-PAGE, snapshot_in),
    "a backup with a flipped bit in words": flip_text("the first words", snapshot_in),
    "a backup with a zeroed page": write_at(PAGE, bytes(PAGE), snapshot_in),
    "a backup that is a text": lambda folder: snapshot_in(folder).write_text("milk, " * 9000),
    "a backup of another program": lambda folder: snapshot_in(folder).write_bytes(
        b"SQLite format 3\\0" + bytes(9000)
    ),
    "a backup with a trigger": run_sql(
        "CREATE TRIGGER spy AFTER INSERT ON entries BEGIN DELETE FROM drafts; END",
        on=snapshot_in,
    ),
    "a recovery file of no backup": replaced(
        "snapshots/small-acts-2026-05-01-120000.recovery", b"\x07" * 8192
    ),
    "half a backup": replaced("snapshots/small-acts-2026-05-01-120000.smallacts.part", b"x"),
}
LOCKED: dict[str, Damage] = {
    "a flipped bit in the first page": write_at(2000, b"\x00\x01\x02"),
    "a flipped bit in the middle": write_at(40_000, b"\x00\x01\x02"),
    "a flipped bit at the end": write_at(-9, b"\x00\x01\x02"),
    "another salt": write_at(3, b"\x00\x01\x02"),
    "cut by a page": cut(-PAGE),
    "cut in half": cut(60_000),
    "no key check": remove("journal.keycheck"),
    "a key check that is cut": cut(PAGE, beside("journal.keycheck")),
    "an empty key check": cut(0, beside("journal.keycheck")),
    "a garbled key check": write_at(3000, b"\x00\x01\x02", beside("journal.keycheck")),
    "a key check of another journal": keycheck_of_another,
    "no recovery file": remove("journal.recovery"),
    "a recovery file that is cut": cut(5000, beside("journal.recovery")),
    "an empty recovery file": cut(0, beside("journal.recovery")),
    "a recovery file of zeros": replaced("journal.recovery", bytes(8192)),
    "a recovery file that is a text": replaced("journal.recovery", b"note" * 2048),
    "a garbled recovery file": write_at(3000, b"\x00\x01\x02", beside("journal.recovery")),
    "a recovery file of another journal": recovery_of_another,
    "a backup with a flipped bit": write_at(40_000, b"\x00\x01\x02", snapshot_in),
    "a backup that is cut": cut(30_000, snapshot_in),
    "a backup's recovery file that is cut": cut(
        5000, lambda folder: snapshot_in(folder).with_suffix(".recovery")
    ),
}
