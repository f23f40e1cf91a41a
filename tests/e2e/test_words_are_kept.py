"""Nothing a person wrote is lost: by closing, by a crash, by deleting, by a full disk."""

import os
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.entries import EntryDraft, EntryKind
from smallacts_desktop.journal.vault.vault import Vault
from tests.e2e.display import until
from tests.e2e.person import Person
from tests.e2e.program import PROMISE_S, Program

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

WORDS = "Slept badly, and still went out for bread"


def just_write(person: Person) -> None:
    """Go to the form for words without an act, by keyboard."""
    person.key("ctrl+n")
    person.program.display.still()


def save_what_is_there(person: Person) -> str:
    """Save the form that the program has open, and return the note that reached the disk."""
    person.program.key("ctrl+Return")
    (entry,) = person.program.wait_for_entries(1)
    return entry.note


def test_half_written_words_survive_closing_the_window(person: Person) -> None:
    """The window is closed right after the last key; the next start shows every word."""
    program = person.program
    person.open()
    just_write(person)
    person.type_text(WORDS)
    program.close()
    assert program.entries() == []
    program.start()
    assert save_what_is_there(person) == WORDS
    program.close()


def test_half_written_words_survive_a_kill_two_seconds_after_the_last_key(person: Person) -> None:
    """The process is killed outright; what was typed two seconds before is there again."""
    program = person.program
    person.open()
    just_write(person)
    person.type_text(WORDS)
    last_key = time.monotonic()
    until(lambda: program.draft("note").note == WORDS, "the words are on the disk", PROMISE_S)
    assert time.monotonic() - last_key <= PROMISE_S
    program.kill()
    program.start()
    assert save_what_is_there(person) == WORDS
    program.close()


def test_a_half_filled_answer_about_an_act_survives_a_kill(person: Person) -> None:
    """The form after an act comes back with its mood and words, and the act still waits."""
    program = person.program
    person.open()
    person.press("I’ll try this")
    until(lambda: program.pending() is not None, "the act waits on the disk")
    person.press("I did it")
    person.key("8")
    until(lambda: program.draft("after").mood_after == 8, "the mood is on the disk", PROMISE_S)
    program.kill()
    assert program.pending() is not None
    program.start()
    program.key("ctrl+Return")
    (entry,) = program.wait_for_entries(1)
    assert (entry.kind, entry.mood_after) == (EntryKind.ACT, 8)
    program.close()


def test_deleting_in_the_journal_is_undone_by_a_key(person: Person) -> None:
    """Delete takes an entry away; Ctrl+Z brings it back as it was."""
    program = person.program
    save_a_note(program, "Kept one")
    save_a_note(program, "Kept two")
    before = program.entries()
    person.open()
    person.go_to("journal")
    person.tab_to(person.pages.journal.list)
    person.key("Home", "Delete")
    program.wait_for_entries(1)
    program.key("ctrl+z")
    assert program.wait_for_entries(2) == before
    program.close()


@pytest.fixture
def small_disk(program: Program, tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes for the journal; where none can be mounted, a limit on file sizes."""
    place = tmp_path / "small-disk"
    place.mkdir()
    program.data = place / "data"
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    mounted = (
        os.geteuid() == 0
        and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    )
    yield place
    program.kill()
    if mounted:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill_up(program: Program, disk: Path) -> None:
    """Leave no room at all: fill the disk, or forbid the program to make any file longer."""
    if disk.is_mount():
        with (disk / "filler").open("wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(bytes(4096))
            except OSError:
                return
    program.limit_file_size(0)


def make_room(program: Program, disk: Path) -> None:
    """Take the hindrance away again."""
    (disk / "filler").unlink(missing_ok=True)
    if not disk.is_mount():
        program.limit_file_size(None)


def test_a_full_disk_loses_nothing(person: Person, small_disk: Path) -> None:
    """With no room the window says so and keeps the words; with room again they are saved."""
    program, display = person.program, person.program.display
    program.pass_first_screens()
    program.start()
    program.key("ctrl+n")
    display.still()
    program.type("Before the disk was full. ")
    until(lambda: bool(program.draft("note").note), "the first words are on the disk")
    saved_bytes = program.paths.journal.stat().st_size
    fill_up(program, small_disk)
    program.type(WORDS)
    before = display.still()
    program.key("ctrl+Return")
    until(lambda: display.still() != before, "the window says something")
    assert program.is_running()
    assert program.entries() == []
    assert program.paths.journal.stat().st_size >= saved_bytes
    make_room(program, small_disk)
    assert save_what_is_there(person) == f"Before the disk was full. {WORDS}"
    program.close()


def save_a_note(program: Program, words: str) -> None:
    """Put a note in the journal before the program starts."""
    clock = FixedClock(datetime(2026, 3, 1, 12, 0, tzinfo=UTC))
    vault = Vault(program.paths, clock)
    vault.open().write(EntryDraft(kind=EntryKind.NOTE, note=words))
    vault.lock()
