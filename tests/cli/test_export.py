"""``smallacts export``, as other people's tools call it."""

import csv
import io
import os
import pty
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from smallacts_desktop.domain.entries import Barrier
from tests.cli.conftest import CHECKOUT, Run, journal_with, kept_in, not_done, sample, words

FULL = (
    "entry_id,date,time,utc_offset,written_at,kind,act,size,place,person,outcome,barrier,"
    "mood_before,mood_before_recorded,mood_after,mood_change,response,expectation,note,private,"
    "forecast,plan,good_moment"
)
WORKER = (
    "date,time,kind,act,size,outcome,barrier,mood_before,mood_before_recorded,mood_after,"
    "mood_change,response,expectation,forecast"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A journal of four entries on three days, one of them private."""
    folder = tmp_path / "data"
    journal_with(
        folder,
        [
            sample(1, date=date(2026, 5, 12)),
            sample(2, date=date(2026, 5, 13), private=True, note="=1+1"),
            not_done(3, Barrier.TIRED),
            words(4, 'He said "hello",\r\nand I waved.', mood_after=0),
        ],
    )
    return folder


def table(data: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    """The rows as any CSV reader sees them."""
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_a_full_export_to_standard_output(run: Run, folder: Path) -> None:
    """The bytes go to standard output and the one line of report to standard error."""
    done = run("--data-dir", folder, "export")
    assert done.code == 0
    assert done.out.startswith(b"\xef\xbb\xbf" + FULL.encode() + b"\r\n")
    assert done.lines == ["4 written, 0 withheld."]
    rows = table(done.out)
    # A blank time comes first within a day.
    assert [row["entry_id"][-12:] for row in rows] == [f"{n:012}" for n in (1, 2, 4, 3)]
    assert rows[1]["note"] == "'=1+1"
    assert (rows[2]["note"], rows[2]["mood_after"]) == ('He said "hello",\r\nand I waved.', "0")
    assert (rows[0]["utc_offset"], rows[0]["mood_change"]) == ("+01:00", "2")
    assert (rows[3]["barrier"], rows[3]["mood_after"]) == ("tired", "")


def test_a_file_and_standard_output_hold_the_same_bytes(run: Run, folder: Path) -> None:
    """``-`` is standard output, and the default."""
    target = folder.parent / "out.csv"
    to_file = run("--data-dir", folder, "export", "--output", target)
    dash = run("--data-dir", folder, "export", "--output", "-")
    assert (to_file.code, to_file.out) == (0, b"")
    assert target.read_bytes() == dash.out == run("--data-dir", folder, "export").out


def test_what_a_worker_gets(run: Run, folder: Path) -> None:
    """Neither private entries nor words, places, people or ids leave unasked."""
    done = run("--data-dir", folder, "export", "--preset", "worker")
    assert done.out.decode("utf-8-sig").split("\r\n")[0] == WORKER
    assert done.lines == ["3 written, 1 withheld."]
    assert b"nodded" not in done.out
    assert b"spaniel" not in done.out


def test_a_worker_gets_more_on_request(run: Run, folder: Path) -> None:
    """Each of the four columns comes in its own place; private entries stay all the same."""
    wanted = "note,place, plan, person"
    done = run("--data-dir", folder, "export", "--preset", "worker", "--include", wanted)
    header = done.out.decode("utf-8-sig").split("\r\n")[0]
    wider = WORKER.replace("size,", "size,place,person,").replace(",forecast", ",note,forecast")
    assert header == wider + ",plan"
    assert done.lines == ["3 written, 1 withheld."]
    assert b"=1+1" not in done.out


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        (("--from", "2026-05-13"), "3 written, 0 withheld."),
        (("--to", "2026-05-12"), "1 written, 0 withheld."),
        (("--from", "2026-05-13", "--to", "2026-05-13"), "1 written, 0 withheld."),
        (("--from", "2027-01-01"), "0 written, 0 withheld."),
        (("--preset", "worker", "--to", "2026-05-12"), "1 written, 0 withheld."),
    ],
)
def test_both_bounds_are_included(run: Run, folder: Path, bounds: list[str], said: str) -> None:
    """A range names its first and its last day; what lies outside is not "withheld"."""
    assert run("--data-dir", folder, "export", *bounds).lines == [said]


def test_semicolons_on_request(run: Run, folder: Path) -> None:
    """The same table, for spreadsheets that expect them."""
    comma = run("--data-dir", folder, "export")
    semicolon = run("--data-dir", folder, "export", "--delimiter", "semicolon")
    assert semicolon.out.startswith(b"\xef\xbb\xbfentry_id;date;")
    assert table(semicolon.out, ";") == table(comma.out)


def test_an_empty_journal_is_a_header(run: Run, tmp_path: Path) -> None:
    """No entries is no mistake."""
    journal_with(tmp_path / "new", [])
    done = run("--data-dir", tmp_path / "new", "export")
    assert (done.code, done.lines) == (0, ["0 written, 0 withheld."])
    assert done.out == b"\xef\xbb\xbf" + FULL.encode() + b"\r\n"


@pytest.mark.parametrize("target", ["-", "out.csv"])
def test_where_there_is_no_journal_none_is_made(run: Run, tmp_path: Path, target: str) -> None:
    """One line says so; neither a folder nor a file comes to be."""
    folder = tmp_path / "none"
    output = target if target == "-" else tmp_path / target
    done = run("--data-dir", folder, "export", "--output", output)
    assert (done.code, done.out) == (1, b"")
    assert done.lines == [f"smallacts: There is no journal in {folder}."]
    assert not folder.exists()
    assert not (tmp_path / target).exists()


ESCAPE = "\x1b]0;owned\x07\x1b[2J\x9b1m\u202e"


def shown_on_a_terminal(*arguments: str | Path) -> str:
    """What the program writes to a terminal, on both streams."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "smallacts_desktop", *map(str, arguments)]
    with subprocess.Popen(command, cwd=CHECKOUT, stdin=theirs, stdout=theirs, stderr=theirs):
        os.close(theirs)
        said = b""
        with suppress(OSError):  # Linux's way of saying that the other side has closed
            while part := os.read(ours, 65536):
                said += part
    os.close(ours)
    return said.decode()


def test_a_terminal_is_shown_no_control_codes(tmp_path: Path, run: Run) -> None:
    """Of names, cells and columns; a file gets what was written, to the last byte."""
    entry = replace(sample(1), note=f"before{ESCAPE}after")
    folder = journal_with(tmp_path / "data", [entry]).parent
    bad = tmp_path / f"bad{ESCAPE}.csv"
    bad.write_text(f"date,mood{ESCAPE}\r\n{ESCAPE},{ESCAPE}\r\n", encoding="utf-8")
    said = [
        shown_on_a_terminal("--data-dir", folder, "export"),
        shown_on_a_terminal("--data-dir", folder, "import", bad),
        shown_on_a_terminal("--data-dir", folder, "import", f"{bad}-none"),
        shown_on_a_terminal("--data-dir", folder, "restore", bad),
        shown_on_a_terminal("--data-dir", tmp_path / f"none{ESCAPE}", "export"),
        shown_on_a_terminal("--data-dir", folder, "export", ESCAPE),
    ]
    for text in said:
        assert not [sign for sign in ESCAPE if not sign.isprintable() and sign in text]
        assert "\\x1b]0;owned" in text
    assert f"before{ESCAPE}after".encode() in run("--data-dir", folder, "export").out


def test_the_folder_may_be_named_by_the_environment(run: Run, folder: Path) -> None:
    """``--data-dir`` goes before it."""
    named = {"SMALLACTS_DATA_DIR": str(folder)}
    assert run("export", environ=named).lines == ["4 written, 0 withheld."]
    journal_with(folder.parent / "other", [])
    other = run("--data-dir", folder.parent / "other", "export", environ=named)
    assert other.lines == ["0 written, 0 withheld."]


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "--preset", "everyone"),
        ("export", "--from", "14 May"),
        ("export", "--to", "2026-02-30"),
        ("export", "--include", "mood"),
        ("export", "--delimiter", "tab"),
        ("export", "--output"),
        ("export", "surplus"),
        ("import",),
        ("import", "--skip-good", "x.csv"),
        ("sing",),
        ("--data-dir",),
        ("tour",),
    ],
)
def test_wrong_usage_is_exit_2_and_touches_nothing(
    run: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """The way it is used is shown, and not even the folder is made."""
    done = run(*arguments, environ={"SMALLACTS_DATA_DIR": str(tmp_path / "new")})
    assert done.code == 2
    assert done.out == b""
    assert done.lines[0].startswith("usage: smallacts")
    assert not (tmp_path / "new").exists()


def test_an_unwritable_target_leaves_the_older_file(run: Run, folder: Path) -> None:
    """A folder that is not there, a folder in the file's place: one line, exit 1."""
    (folder.parent / "taken.csv").mkdir()
    for target in (folder / "nowhere" / "a.csv", folder.parent / "taken.csv"):
        done = run("--data-dir", folder, "export", "--output", target)
        assert (done.code, done.out, len(done.lines)) == (1, b"", 1)
        assert target.name in done.err
    assert (folder.parent / "taken.csv").is_dir()


def test_a_reader_that_goes_away_is_no_accident(run_afresh: Run, folder: Path) -> None:
    """As under ``| head -0``: no traceback, and no success claimed."""
    reader, writer = os.pipe()
    os.close(reader)
    done = run_afresh("--data-dir", folder, "export", stdout=writer)
    os.close(writer)
    assert done.code == 1
    assert len(done.lines) <= 1


def test_full_standard_output_is_one_line(run_afresh: Run, folder: Path) -> None:
    """A redirection onto a full disk is told, not traced."""
    with Path("/dev/full").open("wb") as full:
        done = run_afresh("--data-dir", folder, "export", stdout=full, stderr=subprocess.PIPE)
    assert (done.code, len(done.lines)) == (1, 1)


def test_the_command_line_never_loads_qt(run_afresh: Run, folder: Path) -> None:
    """Export and import work on a machine that has no Qt at all."""
    target = folder.parent / "out.csv"
    program = (
        "import sys\n"
        "from smallacts_desktop.__main__ import main\n"
        "code = main()\n"
        "loaded = [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))]\n"
        "sys.exit(f'loaded {loaded}' if loaded else code)\n"
    )
    options = {"program": ("-c", program)}
    exported = run_afresh("--data-dir", folder, "export", "--output", target, **options)
    imported = run_afresh("--data-dir", folder.parent / "b", "import", target, **options)
    assert (exported.code, imported.code) == (0, 0), exported.err + imported.err


@pytest.mark.parametrize("closed", ["2>&-", "<&- 2>&-", "<&-"])
def test_a_message_never_goes_where_data_goes(tmp_path: Path, run: Run, closed: str) -> None:
    """A standard stream that is closed leaves its number to the next file that is opened."""
    folder = journal_with(tmp_path / "data", [sample(1)]).parent
    before = kept_in(folder)
    right = run("--data-dir", folder, "export").out
    command = f'exec "$0" -m smallacts_desktop --data-dir "$1" export --output out.csv {closed}'
    subprocess.run(
        ["sh", "-c", command, sys.executable, str(folder)], cwd=tmp_path, check=True,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT), "HOME": str(tmp_path)}, timeout=60,
    )  # fmt: skip
    assert (tmp_path / "out.csv").read_bytes() == right
    to_output = command.replace("--output out.csv ", "")
    done = subprocess.run(
        ["sh", "-c", to_output, sys.executable, str(folder)], cwd=tmp_path, check=True,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT), "HOME": str(tmp_path)}, timeout=60,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    assert done.stdout == right
    assert kept_in(folder) == before


def test_what_standard_output_cannot_take_is_not_said_to_be_written(
    tmp_path: Path, run: Run
) -> None:
    """A script may delete its source after exit 0. No passphrase comes without its code either."""
    folder = journal_with(tmp_path / "data", [sample(1)]).parent
    before = kept_in(folder)
    for step in ("export", "--passphrase-stdin passphrase set"):
        command = f'exec "$0" -m smallacts_desktop --data-dir "$1" {step} >&-'
        done = subprocess.run(
            ["sh", "-c", command, sys.executable, str(folder)], cwd=tmp_path, check=False,
            env=os.environ | {"PYTHONPATH": str(CHECKOUT), "HOME": str(tmp_path)}, timeout=60,
            input=b"correct horse battery staple\n", stderr=subprocess.PIPE,
        )  # fmt: skip
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
        assert b"standard output" in done.stderr
    assert kept_in(folder) == before
    assert run("--data-dir", folder, "export").code == 0


def test_dates_the_wrong_way_round_leave_the_last_good_file(
    folder: Path, tmp_path: Path, run: Run
) -> None:
    """Wrong usage, exit 2, and no file of nothing but a header."""
    good = tmp_path / "good.csv"
    good.write_text("the last good one")
    dates = ("--from", "2026-05-14", "--to", "2026-05-12")
    done = run("--data-dir", folder, "export", *dates, "--output", good)
    assert (done.code, done.out, len(done.lines)) == (2, b"", 1)
    assert good.read_text() == "the last good one"
    same = run("--data-dir", folder, "export", "--from", "2026-05-12", "--to", "2026-05-12")
    assert (same.code, len(same.out.splitlines())) == (0, 2)
