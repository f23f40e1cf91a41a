"""Opening a journal: where it is made, how private it is, and what is refused."""

import errno
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import Draft, EntryDraft
from smallacts_desktop.domain.journal_errors import (
    DamagedJournalError,
    DiskFaultError,
    FolderNotWritableError,
    JournalBusyError,
    JournalUnavailableError,
    NewerJournalError,
    NotAJournalError,
)
from smallacts_desktop.storage.file import database, driver
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.file.files import APPLICATION_ID, interrupted_commit
from smallacts_desktop.storage.file.migrations import MIGRATIONS
from smallacts_desktop.storage.keys.keys import Key
from smallacts_desktop.storage.rows.store import Store
from tests.storage.samples import NOON, TODAY, act_entry, contents_of, waiting_act

PAGE = 4096


def mode_of(path: Path) -> int:
    """The permission bits of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


def change_with_another_program(path: Path, *statements: str) -> None:
    """Run SQL on a file as some other program would."""
    connection = sqlite.connect(str(path), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


@pytest.fixture
def kept(path: Path) -> Path:
    """A closed journal of some pages, none of them free or a continued note."""
    store = Store.open(path)
    store.entries.add_many(act_entry(note="word " * 40) for _ in range(200))
    store.acts.set_hidden("a", True)
    store.pending.set(waiting_act())
    store.drafts.put(Draft("note", EntryDraft(), NOON))
    store.acts.add_offer(TODAY, ActSize.SMALL, "a", NOON)
    store.preferences.set("day_start", "04:00")
    store.database.compact()
    store.close()
    return path


def test_a_new_journal_is_private(path: Path) -> None:
    """New folders can be entered, and the file read, by their owner alone."""
    deep = path.parent / "inner" / path.name
    old_mask = os.umask(0o000)
    try:
        store = Store.open(deep)
        with store.transaction():
            store.entries.add(act_entry())
            journal = deep.with_name(deep.name + "-journal")
            assert mode_of(journal) == 0o600
    finally:
        os.umask(old_mask)
    assert mode_of(deep) == 0o600
    assert mode_of(deep.parent) == mode_of(path.parent) == 0o700
    store.close()


def test_the_mode_of_a_folder_that_was_there_is_left_alone(path: Path) -> None:
    """A folder the person made themselves keeps its permissions."""
    path.parent.mkdir()
    path.parent.chmod(0o755)
    Store.open(path).close()
    assert mode_of(path.parent) == 0o755


def test_a_journal_is_one_plain_file_that_says_whose_it_is(kept: Path) -> None:
    """Closed, the journal is one SQLite file with the program's mark and the schema's number."""
    assert list(contents_of(kept.parent)) == [kept.name]
    connection = sqlite.connect(str(kept))
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (MIGRATIONS[-1].version,)
    connection.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 3),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("trusted_schema", 0),
        ("busy_timeout", 5000),
    ],
)
def test_every_connection_keeps_the_rules(store: Store, pragma: str, value: object) -> None:
    """Commits reach the disk, deleted words are overwritten, and nothing spills elsewhere."""
    assert store.database.execute(f"PRAGMA {pragma}") == [(value,)]


@pytest.mark.parametrize(
    "name", ["a b.db", "100% & more?.db", "hash#1.db", "日記 é.db", "file:x.db"]
)
def test_any_name_will_do(path: Path, name: str) -> None:
    """Names that mean something in an address are only names here."""
    odd = path.with_name(name)
    store = Store.open(odd)
    store.entries.add(act_entry())
    store.close()
    assert list(contents_of(odd.parent)) == [name]


def test_a_relative_path_does_not_depend_on_the_folder_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path is resolved when the journal is opened."""
    monkeypatch.chdir(tmp_path)
    database = Database.open(Path("journal.db"))
    assert database.path == tmp_path / "journal.db"
    database.close()


def test_an_empty_file_is_a_new_journal(path: Path) -> None:
    """A crash between making the file and writing to it leaves a file that still opens."""
    path.parent.mkdir()
    path.touch()
    store = Store.open(path)
    assert store.entries.count() == 0
    store.close()


def test_a_database_without_owner_or_tables_is_a_new_journal(path: Path) -> None:
    """An empty database is as good as an empty file."""
    path.parent.mkdir()
    change_with_another_program(path, "CREATE TABLE t (a)", "DROP TABLE t", "VACUUM")
    assert path.stat().st_size > 0
    store = Store.open(path)
    store.entries.add(act_entry())
    store.close()


@pytest.mark.parametrize("empty_file", [False, True])
def test_without_create_nothing_is_made(path: Path, empty_file: bool) -> None:
    """Opening an existing journal only leaves no folder, file or schema behind."""
    if empty_file:
        path.parent.mkdir()
        path.touch()
    before = contents_of(path.parent)
    with pytest.raises(JournalUnavailableError):
        Store.open(path, create=False)
    assert contents_of(path.parent) == before
    assert path.parent.exists() is empty_file


def damage(at: int, data: bytes) -> Callable[[bytes], bytes]:
    """A way to write ``data`` over a file's bytes, from ``at``."""
    return lambda whole: whole[:at] + data + whole[at + len(data) :]


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda whole: whole[: len(whole) // 2], id="half of it"),
        pytest.param(lambda whole: whole[:-PAGE], id="a page short"),
        pytest.param(lambda whole: whole[:-1], id="a byte short"),
        pytest.param(lambda whole: whole[:50], id="a scrap"),
        pytest.param(lambda _: b"Dear diary,\n" * 900, id="a text file"),
        pytest.param(lambda whole: bytes(len(whole)), id="all zeros"),
        pytest.param(damage(0, b"X"), id="another first letter"),
        pytest.param(damage(18, b"\x09\x09"), id="a format of the future"),
        pytest.param(damage(60, bytes(4)), id="no version"),
        pytest.param(damage(16, b"\x00\x07"), id="an impossible page size"),
        pytest.param(damage(100, b"\xff" * 8), id="a broken table of tables"),
        pytest.param(lambda whole: whole[:PAGE] + whole[2 * PAGE :], id="a page lost"),
    ],
)
def test_a_damaged_file_is_refused_and_left_alone(
    kept: Path, harm: Callable[[bytes], bytes]
) -> None:
    """Damage is noticed on opening, and neither the file nor the folder changes."""
    kept.write_bytes(harm(kept.read_bytes()))
    before = contents_of(kept.parent)
    with pytest.raises(DamagedJournalError):
        Store.open(kept)
    assert contents_of(kept.parent) == before


@pytest.mark.parametrize("harm", [bytes(PAGE), b"\xff" * 8], ids=["zeroed", "broken start"])
def test_damage_to_any_page_is_noticed(kept: Path, harm: bytes) -> None:
    """Whichever page is hit, the file is refused and left alone."""
    whole = kept.read_bytes()
    assert len(whole) > 20 * PAGE
    for start in range(PAGE, len(whole), PAGE):
        hurt = damage(start, harm)(whole)
        kept.write_bytes(hurt)
        with pytest.raises(DamagedJournalError):
            Store.open(kept)
        assert kept.read_bytes() == hurt


def test_a_journal_from_the_future_is_refused_and_left_alone(kept: Path) -> None:
    """A newer version's journal is not guessed at."""
    change_with_another_program(kept, "PRAGMA user_version = 7")
    before = contents_of(kept.parent)
    with pytest.raises(NewerJournalError) as caught:
        Store.open(kept)
    assert caught.value.values == {"found": 7, "known": MIGRATIONS[-1].version}
    assert contents_of(kept.parent) == before


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE recipes (name)",),
        ("PRAGMA application_id = 99", "CREATE TABLE recipes (name)"),
        ("PRAGMA application_id = 99",),
        ("PRAGMA journal_mode = WAL", "CREATE TABLE recipes (name)"),
    ],
)
def test_another_programs_database_is_refused_and_left_alone(
    path: Path, statements: tuple[str, ...]
) -> None:
    """A database that is not ours is not touched."""
    path.parent.mkdir()
    change_with_another_program(path, *statements)
    before = contents_of(path.parent)
    with pytest.raises(NotAJournalError):
        Store.open(path)
    assert contents_of(path.parent) == before


@pytest.mark.parametrize("folder", ["/proc/smallacts", "{tmp}/file", "{tmp}/file/below"])
def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, folder: str) -> None:
    """Where no folder can be, the error says which folder."""
    (tmp_path / "file").write_text("in the way")
    wanted = Path(folder.format(tmp=tmp_path))
    with pytest.raises(FolderNotWritableError) as caught:
        Store.open(wanted / "journal.db")
    assert caught.value.values == {"folder": str(wanted)}
    with pytest.raises(JournalUnavailableError):
        Store.open(wanted / "journal.db", create=False)


def test_a_folder_in_place_of_the_file(path: Path) -> None:
    """A folder with the journal's name is no journal, and stays."""
    path.mkdir(parents=True)
    with pytest.raises(JournalUnavailableError):
        Store.open(path)
    assert path.is_dir()


@contextmanager
def without_privilege() -> Iterator[None]:
    """Be an ordinary user for a while: permissions do not bind the superuser."""
    if os.getuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o777, 0o444), (0o555, 0o666)])
def test_a_journal_that_may_not_be_changed_is_refused_at_once(
    open_folder: Path, folder_mode: int, file_mode: int
) -> None:
    """A read-only file or folder is noticed on opening, not at the first save."""
    path = open_folder / "data" / "journal.db"
    Store.open(path).close()
    path.chmod(file_mode)
    path.parent.chmod(folder_mode)
    before = path.read_bytes()
    with without_privilege(), pytest.raises(FolderNotWritableError) as caught:
        Store.open(path)
    path.parent.chmod(0o755)
    assert caught.value.values == {"folder": str(path.parent)}
    assert path.read_bytes() == before


def test_a_journal_that_may_not_be_read_cannot_be_reached(open_folder: Path) -> None:
    """A file that its reader may not open is left alone."""
    path = open_folder / "data" / "journal.db"
    Store.open(path).close()
    path.parent.chmod(0o755)
    path.chmod(0o000)
    with without_privilege(), pytest.raises(JournalUnavailableError):
        Store.open(path, create=False)


def test_a_journal_another_program_holds_is_busy(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A locked file is reported as such, and opens again once it is free."""
    monkeypatch.setattr(driver, "BUSY_SECONDS", 0.05)
    other = sqlite.connect(str(kept), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(JournalBusyError):
        Store.open(kept)
    other.execute("ROLLBACK")
    other.close()
    Store.open(kept).close()


def test_a_disk_that_does_not_give_the_salt_is_named_as_the_trouble(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The salt is read past the database library, and a refusal is told in our words too."""
    key = Key.new("a passphrase for a test")
    Database.open(path, key).close()

    def refuse(_: Path) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(database, "salt_of", refuse)
    with pytest.raises(DiskFaultError):
        Database.open(path, key)
    monkeypatch.undo()
    Database.open(path, key).close()


def test_closing_twice_is_harmless(store: Store) -> None:
    """A window that closes after a failure need not ask what is still open."""
    store.close()
    store.close()
    with pytest.raises(JournalUnavailableError):
        store.entries.count()


def test_what_an_interrupted_commit_left_is_gone_once_it_is_of_no_use(path: Path) -> None:
    """A journal of the library's whose head never reached the disk may still hold words."""
    Store.open(path).close()
    left = interrupted_commit(path)
    left.write_bytes(bytes(512) + b"words")
    Store.open(path).close()
    assert not left.exists()
