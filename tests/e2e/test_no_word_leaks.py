"""With a passphrase, a word that was written is in no file as it was written, whatever happens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.display import until
from tests.e2e.guarding import guard, lock, type_passphrase
from tests.e2e.person import Person
from tests.e2e.program import PROMISE_S, Program

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

CANARY = "Zwitscherkanarie"
FORMS = [CANARY.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")]


@pytest.fixture
def temporary(program: Program, tmp_path: Path) -> Path:
    """A folder for temporary files of this program alone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    program.surroundings["TMPDIR"] = str(folder)
    return folder


def files_below(*folders: Path) -> Iterator[Path]:
    """Every file, hidden ones included."""
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file())


def cancel_an_export(person: Person) -> None:
    """Ask for a file on the Share page, and leave the dialog for its name by Escape."""
    program = person.program
    person.go_to("share")
    person.tab_to("Save CSV…")
    program.key("space")
    until(lambda: program.display.focused() != program.window, "the file dialog opens")
    program.display.still()
    program.key("Escape")
    until(lambda: program.display.focused() == program.window, "the file dialog closes")


def test_a_written_word_is_in_no_file(person: Person, temporary: Path, tmp_path: Path) -> None:
    """Half-written, saved, after an export that was cancelled, locked, and after a kill."""
    program = person.program

    def check_nothing_leaks() -> None:
        searched = list(files_below(program.home, program.data, temporary))
        assert program.paths.journal in searched
        leaks = [path for path in searched if any(form in path.read_bytes() for form in FORMS)]
        assert leaks == []

    # The mirror has a plain journal of its own, in a folder that is not searched.
    person.open()
    program.close()
    guard(program)
    program.start()
    type_passphrase(program, tmp_path)
    person.key("ctrl+n")
    person.type_text(CANARY)
    until(lambda: program.draft("note").note == CANARY, "the words are on the disk", PROMISE_S)
    check_nothing_leaks()
    person.key("ctrl+Return")
    program.wait_for_entries(1)
    check_nothing_leaks()

    cancel_an_export(person)
    check_nothing_leaks()
    lock(program, tmp_path)
    check_nothing_leaks()
    type_passphrase(program, tmp_path)
    program.key("ctrl+n")
    program.type(CANARY)
    until(lambda: program.draft("note").note == CANARY, "the words are on the disk", PROMISE_S)
    program.kill()
    check_nothing_leaks()
    assert {entry.note for entry in program.entries()} == {CANARY}
