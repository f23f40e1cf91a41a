"""A journal with a passphrase, in the real program: locked at the start, locked by key, opened."""

from pathlib import Path

import pytest

from smallacts_desktop.domain.entries import EntryDraft, EntryKind
from smallacts_desktop.journal.vault.vault import Vault
from tests.e2e.display import until
from tests.e2e.guarding import guard, lock, type_passphrase
from tests.e2e.program import Program

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

EARLIER = "An earlier note"
WORDS = "Slept badly, and still went out for bread"


def test_written_locked_and_opened_again(program: Program, tmp_path: Path) -> None:
    """Words typed right before Ctrl+L are there after the passphrase; the title never changes."""
    vault = Vault(program.paths)
    vault.open().write(EntryDraft(kind=EntryKind.NOTE, note=EARLIER))
    vault.lock()
    guard(program)
    program.start()
    type_passphrase(program, tmp_path)
    until(lambda: program.display.windows("^Small Acts$") == {program.window}, "its title")
    program.key("ctrl+n")
    program.display.still()
    program.type(WORDS)
    lock(program, tmp_path)
    until(lambda: program.draft("note").note == WORDS, "the words are in the encrypted file")
    assert program.display.windows("^Small Acts$") == {program.window}
    type_passphrase(program, tmp_path)
    program.key("ctrl+Return")
    saved = program.wait_for_entries(2)
    assert [entry.note for entry in saved] == [EARLIER, WORDS]
    lock(program, tmp_path)
    program.close()


def test_a_key_puts_it_out_of_sight(program: Program) -> None:
    """F9 on the lock page minimises the window."""
    guard(program)
    program.start()
    program.key("F9")
    until(lambda: program.display.focused() != program.window, "the window is gone")
