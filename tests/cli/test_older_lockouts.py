"""Journals that version 0.5.1 locked out, and what a stranger may lay beside one."""

import os
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from tests.cli.conftest import Run, journal_with, sample

PASSPHRASE = "correct horse battery staple"
LINE = PASSPHRASE.encode() + b"\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of a plain journal with an entry."""
    return journal_with(tmp_path / "data", [sample(1)]).parent


def _opens(run: Run, data: Path, typed: bytes = b"") -> bool:
    done = run("--data-dir", data, "--passphrase-stdin", "export", input=typed)
    return done.code == 0 and "1 written" in done.err


@pytest.mark.parametrize(
    "left", [b"", b"half", os.urandom(4096), b"SQLite format 3\0" + bytes(4080)]
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
