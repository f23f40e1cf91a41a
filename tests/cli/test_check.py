"""A check reads everything and names each damage, on one plain line, and changes nothing."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from smallacts_desktop import cli as commands
from smallacts_desktop.cli.session import Asking, CliSession
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.paths import Paths
from smallacts_desktop.storage.file import swap
from smallacts_desktop.storage.file.driver import Driver
from smallacts_desktop.storage.keys.keys import Key, salt_of
from tests.cli.conftest import Run, kept_in
from tests.cli.damages import (
    COLUMNS,
    LOCKED,
    PASSPHRASE,
    PLAIN,
    Damage,
    flip_text,
    journal_in,
    make_locked,
    make_plain,
    run_sql,
    snapshot_in,
)
from tests.storage.samples import contents_of


class Typed(Asking):
    """Somebody who types the passphrase whenever they are asked."""

    def __init__(self) -> None:
        super().__init__(from_input=False)

    def passphrase(self, question: str = "") -> str:
        """The journal's."""
        del question
        return PASSPHRASE


Check = Callable[[], tuple[int, list[str]]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A sound journal of each kind, to be copied."""
    folder = tmp_path_factory.mktemp("whole")
    make_plain(folder / "plain")
    make_locked(folder / "locked")
    return {"plain": folder / "plain", "locked": folder / "locked"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Where the journal of a test lies."""
    return tmp_path / "data"


@pytest.fixture
def check(data: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    """A function that checks the journal and returns the exit code and what was said."""

    def check() -> tuple[int, list[str]]:
        capsys.readouterr()
        try:
            code = commands.check(CliSession(Paths.inside(data), Typed()))
        except SmallActsError as error:
            return 1, [str(error)]  # as the command line says it
        return code, capsys.readouterr().err.splitlines()

    return check


def is_named(code: int, said: list[str]) -> bool:
    """Whether a check said more than that files are sound and which snapshot is good."""
    no_damage = (
        "There is no good backup.",
        "No backup is known to be good.",
        "The journal is damaged.",
        "The newest good backup",
        "Looked at ",
    )
    others = [line for line in said if not line.endswith(": sound")]
    told = [line for line in others if not line.startswith(no_damage)]
    return code == 1 and bool(told)


@pytest.mark.parametrize("kind", ["plain", "locked"])
def test_a_sound_journal_is_sound(
    whole: dict[str, Path], data: Path, check: Check, kind: str
) -> None:
    """Each file is one line, and the newest good backup is named."""
    shutil.copytree(whole[kind], data)
    snapshot = snapshot_in(data)
    code, said = check()
    assert said == [
        "journal.db: sound",
        f"{snapshot.name}: sound",
        "Looked at 1 backup.",
        f"The newest good backup is {snapshot}",
    ]
    assert code == 0


EVERY = [
    *(("plain", name, damage) for name, damage in (COLUMNS | PLAIN).items()),
    *(("locked", name, damage) for name, damage in LOCKED.items()),
]


def test_there_are_many_kinds() -> None:
    """Sixty were asked for."""
    assert len(EVERY) >= 60


@pytest.mark.parametrize(("kind", "damage"), [(k, d) for k, _, d in EVERY],
                         ids=[f"{k}: {n}" for k, n, _ in EVERY])  # fmt: skip
def test_every_damage_is_named_and_nothing_changed(
    whole: dict[str, Path], data: Path, check: Check, kind: str, damage: Damage
) -> None:
    """Exit 1, a line that says what it is, no words of the person's, and not one byte altered."""
    shutil.copytree(whole[kind], data)
    damage(data)
    before = kept_in(data)
    code, said = check()
    assert is_named(code, said), said
    assert not any("words" in line or "Alex" in line for line in said)
    assert kept_in(data) == before


def test_a_long_list_ends_with_a_count(whole: dict[str, Path], data: Path, check: Check) -> None:
    """After twenty lines; how many backups there are and which is good come after that."""
    shutil.copytree(whole["plain"], data)
    run_sql("UPDATE entries SET note = note || 'x'")(data)
    code, said = check()
    assert (code, len(said)) == (1, 24)
    assert said[-3:-1] == ["… and 4 more.", "Looked at 1 backup."]


def test_the_command_says_it_and_exits_with_1(run: Run, whole: dict[str, Path], data: Path) -> None:
    """As somebody at a terminal meets it."""
    shutil.copytree(whole["plain"], data)
    assert run("--data-dir", data, "check").code == 0
    run_sql("UPDATE entries SET act = 'Nod' WHERE number = 1")(data)
    done = run("--data-dir", data, "check")
    assert (done.code, done.out) == (1, b"")
    assert "journal.db: The entry of 2026-05-14 cannot be read." in done.lines
    assert journal_in(data).exists()


def _leave_unfinished(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of files that a power cut has interrupted just when it had come to be in force."""
    journal = journal_in(data)
    shutil.copyfile(journal, swap.next_to(journal))

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(swap, "_rename_main", stop)
        with pytest.raises(KeyboardInterrupt):
            swap.commit(swap.of_journal(journal), [journal.name])


def test_an_unfinished_change_is_named_and_left_to_the_next_opening(
    run: Run, whole: dict[str, Path], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What else there is cannot be told before; the next opening finishes it."""
    shutil.copytree(whole["plain"], data)
    _leave_unfinished(data, monkeypatch)
    before = kept_in(data)
    done = run("--data-dir", data, "check")
    assert (done.code, len(done.lines)) == (1, 1)
    assert "journal.intent: A change of several files is not finished." in done.err
    assert kept_in(data) == before
    assert run("--data-dir", data, "export").code == 0
    assert not (data / "journal.intent").exists()
    assert run("--data-dir", data, "check").code == 0


@pytest.mark.parametrize("kind", ["plain", "locked"])
def test_an_interrupted_commit_is_named_and_left_to_the_next_opening(
    run: Run, whole: dict[str, Path], data: Path, tmp_path: Path, kind: str
) -> None:
    """Undoing it would change the file, so a check does not; backups are looked at all the same."""
    shutil.copytree(whole[kind], tmp_path / "living")
    journal = journal_in(tmp_path / "living")
    key = None if kind == "plain" else Key.from_passphrase(PASSPHRASE, salt_of(journal))
    with closing(Driver(journal, key)) as driver:
        driver.connect()
        driver.ask("PRAGMA cache_size = 1")
        driver.ask("BEGIN IMMEDIATE")
        driver.ask("UPDATE entries SET note = hex(randomblob(9000))")
        # What the disk holds when the power goes now.
        shutil.copytree(tmp_path / "living", data)
        driver.ask("ROLLBACK")
    before = kept_in(data)
    options = ("--data-dir", data, "--passphrase-stdin")
    typed = f"{PASSPHRASE}\n".encode()
    done = run(*options, "check", input=typed)
    assert done.code == 1
    assert any(line.startswith("journal.db: Something is left beside it") for line in done.lines)
    assert f"{snapshot_in(data).name}: sound" in done.lines
    assert kept_in(data) == before
    assert run(*options, "export", input=typed).code == 0
    assert run(*options, "check", input=typed).code == 0
    assert _notes(journal_in(data), key) == _notes(journal, key)


def test_what_another_program_left_beside_the_journal_is_no_fault_of_the_disk(
    run: Run, whole: dict[str, Path], data: Path
) -> None:
    """The library wants to remove it, which the next opening does, and not a check."""
    shutil.copytree(whole["plain"], data)
    (data / "journal.db-wal").write_bytes(b"x" * 100)
    before = kept_in(data)
    done = run("--data-dir", data, "check")
    assert done.code == 1
    assert any(line.startswith("journal.db: Something is left beside it") for line in done.lines)
    assert kept_in(data) == before
    assert run("--data-dir", data, "export").code == 0
    assert run("--data-dir", data, "check").code == 0


def _notes(journal: Path, key: Key | None) -> list[tuple[object, ...]]:
    with closing(Driver(journal, key, mode="ro")) as driver:
        driver.connect()
        return driver.ask("SELECT note FROM entries ORDER BY number")


def test_a_note_of_a_change_of_other_files_is_named_and_the_rest_looked_at(
    run: Run, whole: dict[str, Path], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a journal that was copied back by hand."""
    shutil.copytree(whole["plain"], data)
    _leave_unfinished(data, monkeypatch)
    run_sql("UPDATE entries SET act = 'Nod' WHERE number = 1")(data)
    before = kept_in(data)
    done = run("--data-dir", data, "check")
    assert done.code == 1
    assert "journal.db: The entry of 2026-05-14 cannot be read." in done.lines
    assert any(line.startswith("journal.intent: It tells of no change") for line in done.lines)
    assert kept_in(data) == before


@pytest.mark.parametrize("kind", ["plain", "locked"])
def test_a_check_leaves_nothing_but_the_lock_that_it_held(
    whole: dict[str, Path], data: Path, check: Check, kind: str
) -> None:
    """And that is no damage; where there is no journal, not even that."""
    shutil.copytree(whole[kind], data)
    before = set(contents_of(data))
    assert check()[0] == 0
    assert set(contents_of(data)) - before <= {"journal.lock"}
    assert check()[0] == 0
    empty = data.parent / "empty"
    empty.mkdir()
    with pytest.raises(SmallActsError, match="There is no journal"):
        commands.check(CliSession(Paths.inside(empty), Typed()))
    assert not list(empty.iterdir())


def test_an_export_names_what_it_cannot_read_and_writes_the_rest(
    run: Run, whole: dict[str, Path], data: Path
) -> None:
    """The day and the id are told on standard error, and the file holds every other entry."""
    shutil.copytree(whole["plain"], data)
    flip_text("the first words")(data)
    done = run("--data-dir", data, "export")
    assert (done.code, len(done.out.splitlines())) == (0, 22)
    first, second = done.lines
    assert first == "21 written, 0 withheld."
    assert second.startswith("The entry of 2026-05-14 (")
    assert second.endswith(") cannot be read and was left out. “check” says more.")


@pytest.mark.parametrize(
    "alter",
    [
        pytest.param("replace(sql, 'new.note', 'new.act')", id="another column"),
        pytest.param("replace(sql, 'new.note', '\"new\".note')", id="quotes alone"),
        pytest.param("replace(sql, 'BEGIN', 'BEGIN ')", id="a space alone"),
        pytest.param("sql || printf('%.*c', 30000, ' ')", id="without end"),
    ],
)
def test_what_opening_refuses_the_check_names(
    run: Run, whole: dict[str, Path], data: Path, alter: str
) -> None:
    """Both compare a journal with the same schema, word for word."""
    shutil.copytree(whole["plain"], data)
    run_sql(f"UPDATE sqlite_schema SET sql = {alter} WHERE name = 'entries_added'")(data)
    assert run("--data-dir", data, "export").code == 1
    done = run("--data-dir", data, "check")
    assert done.code == 1
    assert "journal.db: “trigger entries_added” is not as it should be." in done.lines
