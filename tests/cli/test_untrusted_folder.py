"""What version 0.5.1, a power cut or a stranger may leave beside a journal locks nobody out."""

import os
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from tests.cli.conftest import Run, journal_with, sample

PASSPHRASE = "correct horse battery staple"
LINE = PASSPHRASE.encode() + b"\n"
pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of a plain journal with an entry."""
    return journal_with(tmp_path / "data", [sample(1)]).parent


def _opens(run: Run, data: Path, typed: bytes = b"") -> bool:
    done = run("--data-dir", data, "--passphrase-stdin", "export", input=typed)
    return done.code == 0 and "1 written" in done.err


@pytest.mark.parametrize(
    "left",
    [b"", b"half", os.urandom(4096), b"SQLite format 3\0" + bytes(4080)],
    # Each process that runs tests has bytes of its own, and all must name the tests alike.
    ids=["empty", "half", "chance", "a journal"],
)
def test_a_half_made_note_of_a_change_locks_nobody_out(run: Run, data: Path, left: bytes) -> None:
    """With a passphrase or without."""
    note = data / "journal.rekeying"
    note.write_bytes(left)
    (data / "journal.db-next").write_bytes(b"half of a copy")
    (data / "journal.keycheck-next").write_bytes(os.urandom(4096))
    assert _opens(run, data)
    assert not note.exists()
    assert not list(data.glob("*-next"))
    run("--data-dir", data, "--passphrase-stdin", "passphrase", "set", input=LINE)
    note.write_bytes(left)
    assert _opens(run, data, LINE)
    assert not note.exists()


def test_a_made_up_note_deletes_nothing(run: Run, data: Path, tmp_path: Path) -> None:
    """Neither a file anywhere nor a snapshot."""
    run("--data-dir", data, "backup")
    (taken,) = (data / "snapshots").glob("*.smallacts")
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all")
    note = sqlite.connect(str(data / "journal.rekeying"))
    note.execute("CREATE TABLE change (key BLOB, salt BLOB, newest TEXT, wish TEXT)")
    note.execute("CREATE TABLE older (path TEXT)")
    note.execute("INSERT INTO change VALUES (NULL, NULL, ?, 'delete')", (str(taken),))
    note.executemany("INSERT INTO older VALUES (?)", [(str(letter),), (str(taken),)])
    note.commit()
    note.close()
    assert _opens(run, data)
    assert letter.read_text() == "Dear all"
    assert taken.exists()


OWN_NAMES = (
    "journal.db-journal", "journal.lock", "journal.keycheck", "journal.recovery",
    "journal.rekeying", "journal.intent", "journal.raise", "journal.db-next", "settings.json",
)  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
@pytest.mark.parametrize("name", OWN_NAMES)
def test_what_is_no_file_under_an_own_name_is_left_alone(
    run: Run, data: Path, tmp_path: Path, name: str, kind: str
) -> None:
    """Not followed, emptied, removed or waited for: the journal opens, or one sentence says why."""
    letter, place = tmp_path / "letter.txt", data / name
    letter.write_text("Dear all")
    place.unlink(missing_ok=True)
    if kind == "link":
        place.symlink_to(letter)
    elif kind == "pipe":
        os.mkfifo(place)
    else:
        place.mkdir()
    for typed in (("export",), ("backup",), ("passphrase", "set")):
        done = run("--data-dir", data, "--passphrase-stdin", *typed, input=LINE)
        assert done.code == 0 or (done.code == 1 and len(done.lines) == 1), done.err
        assert letter.read_text() == "Dear all"
    there = [place, *data.glob(f"{name}-not-ours-*")]
    assert any(os.path.lexists(path) and not _is_regular(path) for path in there)


def _is_regular(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_a_journal_that_is_no_file_is_named(
    run: Run, data: Path, tmp_path: Path, kind: str
) -> None:
    """Whatever a link leads to, it would stay plain behind it."""
    journal, moved = data / "journal.db", tmp_path / "moved.db"
    journal.rename(moved)
    before = moved.read_bytes()
    if kind == "link":
        journal.symlink_to(moved)
    elif kind == "pipe":
        os.mkfifo(journal)
    else:
        journal.mkdir()
    for typed in (("export",), ("check",), ("backup",), ("passphrase", "set")):
        done = run("--data-dir", data, "--passphrase-stdin", *typed, input=LINE)
        assert (done.code, done.out, len(done.lines)) == (1, b"", 1), done.err
        assert "journal.db" in done.err
    assert moved.read_bytes() == before


def test_a_second_name_of_the_journal_keeps_it_from_a_passphrase(
    run: Run, data: Path, tmp_path: Path
) -> None:
    """The words would stay in the clear under it."""
    os.link(data / "journal.db", tmp_path / "second.db")
    done = run("--data-dir", data, "--passphrase-stdin", "passphrase", "set", input=LINE)
    assert done.code == 1
    assert "second name" in done.err
    assert _opens(run, data)


def test_no_plain_words_stay_beside_a_journal_that_gets_a_passphrase(run: Run, data: Path) -> None:
    """As what SQLite keeps for an import that was killed before it began to write."""
    left = data / "journal.db-journal"
    left.write_bytes(bytes(512) + b"the words of a private note" * 40)
    done = run("--data-dir", data, "--passphrase-stdin", "passphrase", "set", input=LINE)
    assert done.code == 0, done.err
    assert not left.exists()
