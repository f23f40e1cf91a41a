"""Bringing entries back at a real screen, by keyboard alone."""

import pytest

from smallacts_desktop.domain.disclosure import Preset, ShareChoice, disclose
from smallacts_desktop.sharing.csv.file import csv_chunks
from tests.domain.strategies import act_entry
from tests.e2e.display import until
from tests.e2e.person import Person

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]


def test_a_saved_file_comes_back(person: Person) -> None:
    """From Share to the file dialog, to what would come in, to the journal on the disk."""
    program = person.program
    entries = [act_entry(number=n, note=f"words {n}") for n in (1, 2)]
    source = program.home / "mine.csv"
    chunks = csv_chunks(disclose(entries, ShareChoice(Preset.FULL)))
    source.write_bytes(b"".join(chunks))
    person.open()
    person.go_to("share")
    person.press("Bring entries back")
    # The mirror has no hands for a dialog, and the keyboard is where it is needed next each time.
    person.tab_to(person.pages.csv_import.choose_button)
    program.key("space")
    program.answer_file_dialog(source)
    program.display.still()
    assert program.entries() == []
    program.key("space")
    assert sorted(program.wait_for_entries(2), key=lambda entry: entry.id) == entries
    until(lambda: program.display.focused() == program.window, "the window has the keyboard")
    program.display.still()
    program.close()
