"""Familiar faces at a real screen, by keyboard alone."""

from datetime import timedelta

import pytest

from smallacts_desktop.ui.entry_form.form import FormCard
from tests.e2e.display import until
from tests.e2e.person import Person
from tests.e2e.taking_in import import_entries, today

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

OLD, NEW, OTHER = "spaniel man", "Tom with the spaniel", "Maria"


def persons(person: Person) -> list[str]:
    """The nicknames on the disk, sorted."""
    return sorted(entry.person for entry in person.program.entries())


def open_faces(person: Person) -> None:
    """Go there from the journal."""
    person.go_to("journal")
    person.press("Familiar faces")


def answer(person: Person, *keys: str, text: str = "") -> None:
    """Open a dialog by the button that has the keyboard, and answer it.

    The mirror has no hands for a dialog; the program is alone there.
    """
    program = person.program
    main = program.window
    program.key("space")
    until(lambda: program.display.focused() != main, "the dialog opens")
    program.display.still()
    if text:
        program.key("ctrl+a")
        program.type(text)
    program.key(*keys)
    until(lambda: program.display.focused() == main, "the dialog closes")


def test_a_face_is_renamed_met_again_and_forgotten(person: Person) -> None:
    """Not one click; forgetting asks, and the answer that has the keyboard is to keep."""
    program = person.program
    import_entries(
        program,
        *(
            {
                "date": str(today() - timedelta(days=n)),
                "act": "Waved",
                "size": "smallest",
                "person": p,
            }
            for n, p in enumerate((OLD, OLD, OTHER))
        ),
    )
    person.open()
    open_faces(person)
    person.tab_to(person.pages.faces.cards[0].rename_button)
    answer(person, "Return", text=NEW)
    until(lambda: persons(person) == [OTHER, NEW, NEW], "the nickname has changed")

    person.look_again()
    person.go_to("today")
    open_faces(person)
    person.press(person.pages.faces.cards[0].note_button)
    person.tab_to(person.card(FormCard).form.what)
    person.type_text("Said hello")
    person.key("ctrl+Return")
    entries = program.wait_for_entries(4)
    (met,) = [entry for entry in entries if entry.act == "Said hello"]
    assert (met.person, met.size) == (NEW, None)

    open_faces(person)
    person.tab_to(person.pages.faces.cards[0].forget_button)
    answer(person, "Return")
    assert persons(person).count(NEW) == 3
    person.look_again()
    person.go_to("today")
    open_faces(person)
    person.tab_to(person.pages.faces.cards[0].forget_button)
    main = program.window
    answer(person, "shift+Tab", "space")
    until(lambda: persons(person) == ["", "", "", OTHER], "the nickname is forgotten")
    # The last trace leaves the file after that, under a dialog of its own.
    program.display.still()
    until(lambda: program.display.focused() == main, "the window is free again")
    program.close()
