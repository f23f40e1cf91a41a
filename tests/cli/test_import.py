"""``smallacts import``, as other people's tools call it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Run, entries_in, journal_with, sample, words

HEADER = "date,kind,act,outcome,mood_after,note"
GOOD = "2026-05-12,act,Waved,done,7,"
FAR = "2999-01-01,act,Waved,done,7,"


def file(tmp_path: Path, *rows: str, name: str = "in.csv") -> Path:
    """A hand-made file."""
    path = tmp_path / name
    path.write_bytes("\r\n".join(rows).encode() + b"\r\n")
    return path


def test_entries_come_back_and_come_back_once(run: Run, tmp_path: Path) -> None:
    """A second import of the same file changes no byte."""
    entries = [sample(1), words(2, "=1+1\r\nshort")]
    journal_with(tmp_path / "a", entries)
    target = tmp_path / "a.csv"
    run("--data-dir", tmp_path / "a", "export", "--output", target)
    first = run("--data-dir", tmp_path / "b", "import", target)
    assert (first.code, first.out) == (0, b"")
    assert first.lines == ["2 read: 2 new, 0 changed, 0 already here, 0 refused."]
    before = (tmp_path / "b" / "journal.db").read_bytes()
    again = run("--data-dir", tmp_path / "b", "import", target)
    assert again.lines == ["2 read: 0 new, 0 changed, 2 already here, 0 refused."]
    assert (tmp_path / "b" / "journal.db").read_bytes() == before
    notes = [entry.note for entry in entries_in(tmp_path / "b")]
    assert notes == ["=1+1\r\nshort", entries[0].note]


def test_the_later_writing_wins(run: Run, tmp_path: Path) -> None:
    """A row that was written later replaces; one that was not is named and stays out."""
    here = sample(1)
    journal_with(tmp_path / "a", [here])
    last_said = ""
    for minutes, note, said in ((5, "newer", "1 changed"), (-5, "older", "already here")):
        other = tmp_path / f"other{minutes}"
        written = here.written_at + timedelta(minutes=minutes)
        journal_with(other, [replace(here, note=note, written_at=written)])
        run("--data-dir", other, "export", "--output", tmp_path / "x.csv")
        done = run("--data-dir", tmp_path / "a", "import", tmp_path / "x.csv")
        assert done.code == 0
        assert said in done.err
        last_said = done.err
    assert entries_in(tmp_path / "a")[0].note == "newer"
    assert last_said.startswith("Line 2: ")


def test_a_dry_run_changes_nothing(run: Run, tmp_path: Path) -> None:
    """It says what would happen, and not one byte of the journal changes."""
    path = journal_with(tmp_path / "a", [sample(1)])
    before = path.read_bytes()
    source = file(tmp_path, HEADER, GOOD)
    done = run("--data-dir", tmp_path / "a", "import", source, "--dry-run")
    assert done.code == 0
    assert done.lines == [
        "1 read: 1 new, 0 changed, 0 already here, 0 refused.",
        "Nothing was changed.",
    ]
    assert path.read_bytes() == before


@pytest.mark.parametrize("there", ["nothing", "a folder", "an empty file"])
def test_a_dry_run_makes_no_journal(run: Run, tmp_path: Path, there: str) -> None:
    """Nor its folder, nor any file in it; and it says the same as it would of an empty journal."""
    data = tmp_path / "a"
    if there != "nothing":
        data.mkdir()
    if there == "an empty file":
        (data / "journal.db").touch()
    before = sorted(data.rglob("*"))
    done = run("--data-dir", data, "import", file(tmp_path, HEADER, GOOD, GOOD), "--dry-run")
    assert (done.code, done.out) == (0, b"")
    assert done.lines[-1] == "Nothing was changed."
    assert data.exists() == (there != "nothing")
    assert sorted(data.rglob("*")) == before
    assert not any(path.stat().st_size for path in before)
    refused = run("--data-dir", data, "import", file(tmp_path, HEADER, FAR), "--dry-run")
    assert refused.code == 1
    assert sorted(data.rglob("*")) == before


def test_one_bad_row_stops_them_all(run: Run, tmp_path: Path) -> None:
    """Each is told with its line, its column and why; the good row stays out too."""
    path = journal_with(tmp_path / "a", [sample(1)])
    before = path.read_bytes()
    source = file(tmp_path, HEADER, GOOD, FAR, "2026-05-12,act,Waved,done,11,", "2026-05-12,act")
    done = run("--data-dir", tmp_path / "a", "import", source)
    assert done.code == 1
    told = [line.split(":")[0] for line in done.lines[:3]]
    assert told == ["Line 3, date", "Line 4, mood_after", "Line 5"]
    assert done.lines[3] == "4 read: 1 new, 0 changed, 0 already here, 3 refused."
    assert done.lines[4].startswith("smallacts: ")
    assert len(done.lines) == 5
    assert path.read_bytes() == before


def test_the_good_rows_on_request(run: Run, tmp_path: Path) -> None:
    """``--skip-bad`` still reports the others."""
    source = file(tmp_path, HEADER, GOOD, FAR)
    done = run("--data-dir", tmp_path / "a", "import", source, "--skip-bad")
    assert done.code == 0
    assert done.lines[0].startswith("Line 3, date: ")
    assert done.lines[-1] == "2 read: 1 new, 0 changed, 0 already here, 1 refused."
    assert [entry.act for entry in entries_in(tmp_path / "a")] == ["Waved"]


def test_unknown_columns_are_named_and_ignored(run: Run, tmp_path: Path) -> None:
    """In any order, with any of the three delimiters, with or without a BOM."""
    row = "Waved\t2026-05-12\tblue\tdone\tact"
    source = file(tmp_path, "\ufeffact\tdate\tsky\toutcome\tkind", row)
    done = run("--data-dir", tmp_path / "a", "import", source)
    assert done.code == 0
    assert done.lines[0] == "Small Acts does not know the column “sky” and left it out."
    assert entries_in(tmp_path / "a")[0].date == date(2026, 5, 12)


def test_a_row_without_an_id_comes_in_once(run: Run, tmp_path: Path) -> None:
    """A worker's own list can be read twice without doubling the journal."""
    source = file(tmp_path, HEADER, GOOD)
    run("--data-dir", tmp_path / "a", "import", source)
    again = run("--data-dir", tmp_path / "a", "import", source)
    assert again.lines == ["1 read: 0 new, 0 changed, 1 already here, 0 refused."]
    assert len(entries_in(tmp_path / "a")) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00d\x00a\x00t\x00e",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"name,colour\r\nsky,blue\r\n",
        b"<html><body>date,act</body></html>",
        b"\x00" * 4096,
        b"date,date,act\r\n",
    ],
)
def test_what_is_no_csv_of_ours_is_one_line(run: Run, tmp_path: Path, content: bytes) -> None:
    """Exit 1, and the journal's bytes stay."""
    path = journal_with(tmp_path / "a", [sample(1)])
    before = path.read_bytes()
    source = tmp_path / "in.csv"
    source.write_bytes(content)
    done = run("--data-dir", tmp_path / "a", "import", source)
    assert (done.code, len(done.lines)) == (1, 1)
    assert "in.csv" in done.err
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["nowhere.csv", "."])
def test_a_file_that_cannot_be_read_is_one_line(run: Run, tmp_path: Path, name: str) -> None:
    """It is not there, or it is a folder; no journal is made for it."""
    done = run("--data-dir", tmp_path / "a", "import", tmp_path / name)
    assert (done.code, len(done.lines)) == (1, 1)
    assert not (tmp_path / "a").exists()


def test_a_name_in_no_encoding_is_one_line(run: Run, tmp_path: Path) -> None:
    """A file name of raw bytes can still be told of."""
    done = run("--data-dir", tmp_path / "a", "import", "caf\udce9.csv")
    assert (done.code, len(done.lines)) == (1, 1)


def test_nothing_a_person_wrote_is_repeated_in_a_report(run: Run, tmp_path: Path) -> None:
    """Reports end up in logs and mails; the words of a bad row do not."""
    source = file(tmp_path, HEADER, "2026-05-12,act,Waved,done,99,my private words")
    done = run("--data-dir", tmp_path / "a", "import", source)
    assert done.code == 1
    assert "private words" not in done.err
    assert "Waved" not in done.err


def test_an_export_dated_later_than_now_is_refused(run: Run, tmp_path: Path) -> None:
    """No entry lies in the future, from whatever file."""
    soon = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    source = file(tmp_path, HEADER, f"{soon},act,Waved,done,,")
    done = run("--data-dir", tmp_path / "a", "import", source)
    assert done.code == 1
    assert done.lines[0].startswith("Line 2, date: ")
