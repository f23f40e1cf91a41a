"""The journal at a real screen, by keyboard alone: found, edited, deleted and brought back."""

from contextlib import closing
from datetime import timedelta

import pytest

from smallacts_desktop.storage.rows.store import Store
from tests.e2e.display import until
from tests.e2e.person import Person
from tests.e2e.taking_in import import_entries, today

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]


def deleted(person: Person) -> int:
    """How many deleted entries the disk still holds."""
    with closing(Store.open(person.program.paths.journal, create=False)) as store:
        return store.entries.count_deleted()


def notes(person: Person) -> list[str]:
    """The notes on the disk, sorted."""
    return sorted(entry.note for entry in person.program.entries())


def wait_for_notes(person: Person, *wanted: str) -> None:
    """Wait until the disk holds these notes."""
    until(lambda: notes(person) == sorted(wanted), "the disk holds the notes")


def test_an_entry_is_found_edited_deleted_and_brought_back(person: Person) -> None:
    """Search, open, edit, save, undo, delete, bring back: not one click."""
    program = person.program
    import_entries(
        program,
        *(
            {
                "date": str(today() - timedelta(days=age)),
                "act": act,
                "note": note,
            }
            for age, (act, note) in enumerate(
                (("Waved", "rain"), ("Smiled", "a dog"), ("Nodded", "tea"))
            )
        ),
    )
    person.open()
    person.go_to("journal")
    person.tab_to(person.pages.journal.search.field)
    person.type_text("dog")
    person.key("Down", "Return", "ctrl+e")
    person.tab_to(person.pages.journal.form_card.form.note)  # type: ignore[union-attr]
    person.key("ctrl+End")
    person.type_text(" and its man")
    person.key("ctrl+Return")
    wait_for_notes(person, "a dog and its man", "rain", "tea")
    person.key("ctrl+z")
    wait_for_notes(person, "a dog", "rain", "tea")
    person.key("ctrl+shift+z")
    wait_for_notes(person, "a dog and its man", "rain", "tea")

    person.key("Escape")
    person.tab_to(person.pages.journal.list)
    person.key("Home", "Delete")
    wait_for_notes(person, "rain", "tea")
    assert deleted(person) == 1
    person.tab_to("Recently deleted")
    # The mirror has no hands for a dialog; from here on the program is alone.
    main = program.window
    program.key("space")
    until(lambda: program.display.focused() != main, "the dialog opens")
    program.display.still()
    program.key("Return")
    wait_for_notes(person, "a dog and its man", "rain", "tea")
    assert deleted(person) == 0
    program.key("Escape")
    until(lambda: program.display.focused() == main, "the dialog closes")
    program.close()


def test_deleted_entries_are_let_go_for_good(person: Person) -> None:
    """Asked once, then gone from the file; the other deleted entry comes back alone at Enter."""
    program = person.program
    import_entries(
        program,
        *({"date": str(today()), "act": f"Act {n}", "note": f"zebra{n}"} for n in range(3)),
    )
    person.open()
    person.go_to("journal")
    person.tab_to(person.pages.journal.list)
    person.key("Home", "Delete", "Delete")
    until(lambda: deleted(person) == 2, "two entries are deleted")
    person.tab_to("Recently deleted")
    main = program.window
    program.key("space")
    until(lambda: program.display.focused() != main, "the dialog opens")
    program.display.still()
    program.key("Return")
    until(lambda: deleted(person) == 1, "one entry is back")
    assert len(program.entries()) == 2
    # From the list by Tab: bring back, then empty.
    program.key("Tab", "Tab", "space")
    program.display.still()
    assert deleted(person) == 1
    # The keyboard is on “Keep them”; the one that lets them go comes after it.
    program.key("Tab", "space")
    until(lambda: deleted(person) == 0, "nothing is left to bring back")
    program.display.still()
    program.key("Escape")
    until(lambda: program.display.focused() == main, "the dialog closes")
    kept = {entry.note for entry in program.entries()}
    program.close()
    (gone,) = {"zebra0", "zebra1", "zebra2"} - kept
    files = [file for file in program.data.iterdir() if file.is_file()]
    assert all(gone.encode() not in file.read_bytes() for file in files)
