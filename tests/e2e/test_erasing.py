"""Deleting everything, by keyboard, on a real screen."""

import pytest

from tests.e2e.display import until
from tests.e2e.person import Person
from tests.e2e.program import Program

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]


def test_everything_is_gone_after_the_word_is_typed(person: Person, program: Program) -> None:
    """The last window says so, the program ends with 0, and not one file is left."""
    person.open()
    person.go_to("settings")
    person.tab_to(person.pages.settings.erase.button)
    window = program.window
    # The mirror stays behind: its own journal is not to go.
    program.key("space")
    until(lambda: program.display.focused() != window, "the dialog opens")
    program.display.still()
    program.key("shift+Tab")
    program.type("delete")
    program.key("Tab", "Tab", "space")
    until(lambda: not program.paths.journal.exists(), "the journal is gone")
    until(lambda: program.display.focused() not in ("", window), "the last window opens")
    program.display.still()
    program.key("space")
    assert program.wait() == 0
    assert not program.data.exists()
