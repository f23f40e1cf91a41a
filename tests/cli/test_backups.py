"""Backup, restore and check without a window."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.journal.vault.instance import alone
from smallacts_desktop.paths import Paths
from smallacts_desktop.storage.file import swap
from smallacts_desktop.storage.keys import key_files, rekeying
from smallacts_desktop.storage.keys.keys import Key
from tests.cli.conftest import Run, entries_in, journal_with, kept_in, sample, words

PASSPHRASE = "correct horse battery staple"
LINE = PASSPHRASE.encode() + b"\n"
pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of a plain journal with three entries."""
    return journal_with(tmp_path / "data", [sample(1), sample(2), words(3, "A note.")]).parent


@pytest.fixture
def locked(data: Path) -> Path:
    """The same journal, with a passphrase."""
    journal, key = data / "journal.db", Key.new(PASSPHRASE)
    rekeying.write_under(journal, None, key)
    key_files.write_next(journal, key, RecoveryCode.new())
    swap.commit(swap.of_journal(journal), [journal.name, "journal.keycheck", "journal.recovery"])
    return data


def snapshots_in(data: Path) -> list[Path]:
    """The snapshots in a data folder, the oldest first."""
    return sorted((data / "snapshots").glob("*.smallacts"))


def test_a_backup_goes_to_the_folder_of_snapshots(run: Run, data: Path) -> None:
    """And says where it is."""
    done = run("--data-dir", data, "backup")
    (taken,) = snapshots_in(data)
    assert (done.code, done.out, done.lines) == (0, b"", [f"Backed up to {taken}"])


def test_a_backup_goes_where_it_is_told(run: Run, data: Path, tmp_path: Path) -> None:
    """A folder or a file; one that is there is not overwritten."""
    (tmp_path / "stick").mkdir()
    assert run("--data-dir", data, "backup", "--output", tmp_path / "stick").code == 0
    assert len(list((tmp_path / "stick").iterdir())) == 1
    for name in ("mine.smallacts", "mine-2.smallacts"):
        done = run("--data-dir", data, "backup", "--output", tmp_path / "mine.smallacts")
        assert done.lines == [f"Backed up to {tmp_path / name}"]
    assert snapshots_in(data) == []


def test_a_backup_that_cannot_be_written_says_so(run: Run, data: Path, tmp_path: Path) -> None:
    """One line and exit 1."""
    done = run("--data-dir", data, "backup", "--output", tmp_path / "gone" / "mine.smallacts")
    assert (done.code, len(done.lines)) == (1, 1)
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("command", ["backup", "check"])
def test_looking_for_a_journal_makes_none(run: Run, tmp_path: Path, command: str) -> None:
    """A folder that was mistyped."""
    done = run("--data-dir", tmp_path / "typo", command)
    assert (done.code, len(done.lines)) == (1, 1)
    assert not (tmp_path / "typo").exists()


def test_a_restore_shows_what_it_would_bring(run: Run, data: Path) -> None:
    """And with a dry run that is all."""
    run("--data-dir", data, "backup")
    (taken,) = snapshots_in(data)
    before = kept_in(data)
    done = run("--data-dir", data, "restore", taken, "--dry-run")
    assert (done.code, done.out) == (0, b"")
    assert f"{taken.name}: 3 entries from 2026-05-14 to 2026-05-14, taken " in done.lines[0]
    assert done.lines[0].endswith("without a passphrase.")
    assert done.lines[1:] == ["Nothing was changed."]
    assert kept_in(data) == before


def test_a_restore_sets_the_journal_aside(run_afresh: Run, data: Path, tmp_path: Path) -> None:
    """The entries of the backup are there again, and those from before in a file that is named."""
    run_afresh("--data-dir", data, "backup", "--output", tmp_path / "mine.smallacts")
    journal_before = (data / "journal.db").read_bytes()
    (data / "journal.db").unlink()
    journal_with(data, [words(9, "Another one.")])
    another = (data / "journal.db").read_bytes()
    assert another != journal_before
    done = run_afresh("--data-dir", data, "restore", tmp_path / "mine.smallacts")
    assert done.code == 0
    assert len(entries_in(data)) == 3
    (aside,) = snapshots_in(data)
    assert f"The journal from before is kept as {aside}" in done.lines
    assert aside.read_bytes() == another


@pytest.mark.parametrize("spoil", ["text", "cut", "gone"])
def test_a_backup_that_is_none_changes_nothing(
    run: Run, data: Path, tmp_path: Path, spoil: str
) -> None:
    """One line, exit 1."""
    file = tmp_path / "mine.smallacts"
    run("--data-dir", data, "backup", "--output", file)
    if spoil == "text":
        file.write_text("This is my shopping list. " * 400)
    elif spoil == "cut":
        file.write_bytes(file.read_bytes()[:30_000])
    else:
        file.unlink()
    before = kept_in(data)
    done = run("--data-dir", data, "restore", file)
    assert (done.code, done.out, len(done.lines)) == (1, b"", 1)
    assert kept_in(data) == before


def test_a_locked_journal_takes_its_passphrase_from_standard_input(run: Run, locked: Path) -> None:
    """For every command; without it or with a wrong one there is one line and exit 1."""
    (locked.parent / "in.csv").write_text("date,kind,act,outcome\n2026-05-12,act,Waved,done\n")
    done = run("--data-dir", locked, "--passphrase-stdin", "export", input=LINE)
    assert (done.code, done.lines) == (0, ["3 written, 0 withheld."])
    done = run("--data-dir", locked, "--passphrase-stdin", "import", "in.csv", input=LINE)
    assert (done.code, len(snapshots_in(locked))) == (0, 1)
    done = run("--data-dir", locked, "--passphrase-stdin", "check", input=LINE)
    assert (done.code, done.lines[0]) == (0, "journal.db: sound")
    before = kept_in(locked)
    for given in (b"", b"a wrong passphrase\n", b"\xff\xfe\n"):
        for command in (("export",), ("import", "in.csv"), ("backup",), ("check",)):
            done = run("--data-dir", locked, "--passphrase-stdin", *command, input=given)
            assert (done.code, done.out, len(done.lines)) == (1, b"", 1)
    assert kept_in(locked) == before


def test_a_locked_journal_is_not_asked_for_where_nobody_can_answer(run: Run, locked: Path) -> None:
    """Without a terminal the passphrase on standard input is not taken unasked."""
    done = run("--data-dir", locked, "export", input=LINE, start_new_session=True)
    assert (done.code, done.out, len(done.lines)) == (1, b"", 1)
    assert "--passphrase-stdin" in done.err


def test_an_encrypted_backup_asks_for_its_own_passphrase(
    run: Run, locked: Path, tmp_path: Path
) -> None:
    """It opens the journal afterwards."""
    file = tmp_path / "mine.smallacts"
    run("--data-dir", locked, "--passphrase-stdin", "backup", "--output", file, input=LINE)
    other = journal_with(tmp_path / "other", [words(9, "Another one.")]).parent
    done = run("--data-dir", other, "--passphrase-stdin", "restore", file, input=b"wrong one\n")
    assert (done.code, len(done.lines)) == (1, 1)
    done = run("--data-dir", other, "--passphrase-stdin", "restore", file, input=LINE)
    assert done.code == 0
    done = run("--data-dir", other, "--passphrase-stdin", "export", input=LINE)
    assert done.lines == ["3 written, 0 withheld."]


def test_a_check_names_what_is_damaged(run_afresh: Run, data: Path) -> None:
    """One line each, the newest good snapshot, and exit 1."""
    run_afresh("--data-dir", data, "backup")
    (good,) = snapshots_in(data)
    bad = good.with_name("small-acts-2026-05-01-120000.smallacts")
    bad.write_bytes(good.read_bytes()[:30_000])
    done = run_afresh("--data-dir", data, "check")
    assert (done.code, done.out) == (1, b"")
    assert done.lines == [
        "journal.db: sound",
        f"{good.name}: sound",
        f"{bad.name}: “{bad.name}” is damaged, so it was not used. Nothing was changed.",
        "Looked at 2 backups.",
        f"The newest good backup is {good}",
    ]
    bad.unlink()
    assert run_afresh("--data-dir", data, "check").code == 0


def test_a_check_of_a_damaged_journal_still_looks_at_the_snapshots(run: Run, data: Path) -> None:
    """And changes nothing."""
    run("--data-dir", data, "backup")
    (good,) = snapshots_in(data)
    content = (data / "journal.db").read_bytes()
    (data / "journal.db").write_bytes(content[:8192] + b"\x5a" * (len(content) - 8192))
    before = kept_in(data)
    done = run("--data-dir", data, "check")
    assert done.code == 1
    count, newest = "Looked at 1 backup.", f"The newest good backup is {good}"
    assert done.lines[-3:] == [f"{good.name}: sound", count, newest]
    assert kept_in(data) == before


def test_an_import_is_preceded_by_a_snapshot(run: Run, data: Path) -> None:
    """Unless nothing is taken in."""
    source = data.parent / "in.csv"
    source.write_text("date,kind,act,outcome\n2026-05-12,act,Waved,done\n")
    run("--data-dir", data, "import", source, "--dry-run")
    assert snapshots_in(data) == []
    assert run("--data-dir", data, "import", source).code == 0
    (taken,) = snapshots_in(data)
    shutil.copyfile(taken, data.parent / "before.db")
    assert len(entries_in(data)) == 4


def test_nothing_is_replaced_under_an_open_window(
    run_afresh: Run, data: Path, tmp_path: Path
) -> None:
    """Neither a restore nor a passphrase; a backup is welcome at any time."""
    file = tmp_path / "mine.smallacts"
    with alone(Paths.inside(data)):
        assert run_afresh("--data-dir", data, "backup", "--output", file).code == 0
        assert run_afresh("--data-dir", data, "restore", file, "--dry-run").code == 0
        before = (data / "journal.db").read_bytes()
        table = tmp_path / "in.csv"
        table.write_text("date,kind,act,outcome\n2026-05-12,act,Waved,done\n")
        commands = (("restore", file), ("passphrase", "set"), ("import", table))
        # Each waits for a while, so all do at once.
        with ThreadPoolExecutor() as together:
            ended = together.map(
                lambda words: run_afresh(
                    "--data-dir", data, "--passphrase-stdin", *words, input=LINE
                ),
                commands,
            )
        for done in ended:
            assert (done.code, done.out) == (1, b"")
            waiting, refused = done.lines
            assert waiting == "Waiting for another Small Acts that is using this journal…"
            assert "Another Small Acts has this journal open" in refused
        assert (data / "journal.db").read_bytes() == before
    assert run_afresh("--data-dir", data, "restore", file).code == 0
