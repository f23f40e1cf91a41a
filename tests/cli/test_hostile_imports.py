"""Bringing in what is no honest CSV file, and starting beside settings that are none."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smallacts_desktop.__main__ import main
from smallacts_desktop.cli.session import MOST_LINES
from tests.cli.conftest import entries_in, journal_with, sample
from tests.cli.test_hostile_backups import hashes

HEADER = "date,kind,act,outcome\n"
GOOD = "2026-05-12,act,Waved,done\n"


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    """Whatever would hang ends, and fails."""

    def too_long(*_: object) -> None:
        raise AssertionError("took too long")

    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(120)
    yield
    signal.alarm(0)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A journal with one entry."""
    return journal_with(tmp_path / "data", [sample(9)]).parent


def pipe(path: Path) -> None:
    """Something that never answers."""
    os.mkfifo(path)


def hole(path: Path) -> None:
    """20 GB of nothing."""
    path.touch()
    os.truncate(path, 20 << 30)


def link(path: Path) -> None:
    """A link to a good file."""
    path.with_name("good.csv").write_text(HEADER + GOOD)
    path.symlink_to(path.with_name("good.csv"))


UNFIT: dict[str, Callable[[Path], None]] = {
    "a pipe": pipe,
    "a folder": Path.mkdir,
    "a link": link,
    "a link to endless zeros": lambda path: path.symlink_to("/dev/zero"),
    "a link to itself": lambda path: path.symlink_to(path),
    "20 GB of nothing": hole,
}


@pytest.mark.parametrize("kind", UNFIT)
def test_what_is_no_plain_file_is_not_read(
    kind: str, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence; nothing is waited for, followed or changed."""
    file = tmp_path / "in.csv"
    UNFIT[kind](file)
    before = hashes(tmp_path, data)
    assert main(["--data-dir", str(data), "import", str(file)]) == 1
    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 1)
    assert "“in.csv”" in said.err
    assert hashes(tmp_path, data) == before
    assert len(entries_in(data)) == 1


def told(data: Path, file: Path, capsys: pytest.CaptureFixture[str], *also: str) -> list[str]:
    """What an import says."""
    main(["--data-dir", str(data), "import", str(file), *also])
    return capsys.readouterr().err.splitlines()


def test_a_long_list_of_refusals_ends_after_twenty(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With how many there are; with --skip-bad the good row is taken all the same."""
    file = tmp_path / "in.csv"
    file.write_text(HEADER + "nonsense,poem,,\n" * 30_000 + GOOD)
    lines = told(data, file, capsys)
    assert len(lines) == MOST_LINES + 3
    assert lines[MOST_LINES] == "… and more, in 30000 rows in all."
    assert lines[-2] == "30001 read: 1 new, 0 changed, 0 already here, 30000 refused."
    assert len(told(data, file, capsys, "--skip-bad")) == MOST_LINES + 2
    assert len(entries_in(data)) == 2


def test_a_long_list_of_columns_ends_after_twenty(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And what a terminal would obey is not sent to it."""
    file = tmp_path / "in.csv"
    strange = ["\x1b]0;gotcha\x07", "x" * 500, *(f"c{number}" for number in range(500))]
    file.write_text(",".join(["date", "act", *strange]) + "\n")
    lines = told(data, file, capsys)
    assert len(lines) == MOST_LINES + 2
    assert lines[MOST_LINES] == "… and 482 more."
    assert "\x1b" not in "".join(lines)
    assert max(map(len, lines)) < 150


def test_a_list_of_entries_that_stay_ends_after_twenty(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rows that differ and are not later."""
    journal_with(data, [sample(number) for number in range(100, 150)])
    file = tmp_path / "in.csv"
    main(["--data-dir", str(data), "export", "--output", str(file)])
    capsys.readouterr()
    file.write_bytes(file.read_bytes().replace(b"He nodded back.", b"He did not."))
    lines = told(data, file, capsys)
    assert len(lines) == MOST_LINES + 2
    assert lines[MOST_LINES] == "… and 31 more."


def test_a_cell_that_goes_on_and_on_is_one_bad_row(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing inside it is taken for a row."""
    file = tmp_path / "in.csv"
    file.write_text(HEADER + f'2026-05-12,act,"{GOOD * 100_000}",done\n' + GOOD)
    lines = told(data, file, capsys, "--skip-bad")
    assert lines == [
        "Line 2: This row is longer than any entry can be.",
        "2 read: 1 new, 0 changed, 0 already here, 1 refused.",
    ]
    assert len(entries_in(data)) == 2


def beside_a_pipe(path: Path) -> None:
    """Settings that name a pipe as the folder of backups."""
    pipe(path.with_name("p"))
    path.write_text(json.dumps({"snapshot_folder": str(path.with_name("p"))}))


SETTINGS: dict[str, Callable[[Path], object]] = {
    "a pipe": pipe,
    "a folder": Path.mkdir,
    "a link to endless zeros": lambda path: path.symlink_to("/dev/zero"),
    "a link to itself": lambda path: path.symlink_to(path),
    "20 GB of nothing": hole,
    "chance": lambda path: path.write_bytes(os.urandom(5000)),
    "a list": lambda path: path.write_text("[1, 2]"),
    "very deep": lambda path: path.write_text("[" * 200_000),
    "an endless number": lambda path: path.write_text('{"text_scale": ' + "9" * 100_000 + "}"),
    "no number": lambda path: path.write_text('{"text_scale": NaN, "lock_after_minutes": 1e999}'),
    "a folder that is no name": lambda path: path.write_text('{"snapshot_folder": "/\\ud800"}'),
    "a folder with a NUL": lambda path: path.write_text('{"snapshot_folder": "/a\\u0000b"}'),
    "a pipe for a folder": beside_a_pipe,
    "endless folders": lambda path: path.write_text(
        json.dumps({"former_snapshot_folders": [f"/nowhere/{number}" for number in range(9000)]})
    ),
    "a path that is too long": lambda path: path.write_text(
        json.dumps({"snapshot_folder": "/" + "x/" * 90_000})
    ),
    "other kinds of values": lambda path: path.write_text(
        json.dumps({"theme": {}, "columns": [], "reminder_days": "x", "page": 7, "language": None})
    ),
}


@pytest.mark.parametrize("kind", SETTINGS)
def test_settings_that_are_none_stop_nothing(
    kind: str, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each choice that makes no sense has its first value; a backup is made where it always is."""
    before = (data / "journal.db").read_bytes()
    outside = hashes(tmp_path, data)
    (data / "settings.json").unlink(missing_ok=True)
    SETTINGS[kind](data / "settings.json")
    assert main(["--data-dir", str(data), "backup"]) == 0
    assert "Traceback" not in capsys.readouterr().err
    assert len(list((data / "snapshots").glob("*.smallacts"))) == 1
    assert hashes(tmp_path, data) == outside
    assert (data / "journal.db").read_bytes() == before
