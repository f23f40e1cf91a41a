"""A passphrase set in the running program by keyboard, and the first screens of a new person."""

import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.domain.passphrase import GROUP_LENGTH, RecoveryCode
from smallacts_desktop.journal.preferences import Preferences as Habits
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.settings import SettingsFile
from smallacts_desktop.storage.rows.store import Store
from tests.e2e.display import until
from tests.e2e.person import Person
from tests.e2e.program import Program

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

PASSPHRASE = "four quiet little words"
NOTE = "The dog looked pleased too"
# From the code to the button that goes on: Save, Print, Copy, and there.
TABS_TO_SAVE, TABS_FROM_SAVE = 1, 3


def save_page(program: Program, target: Path) -> None:
    """Save the page with the recovery code from the dialog that has the keyboard."""
    dialog = program.display.focused()
    program.key("space")
    until(lambda: program.display.focused() != dialog, "the file dialog opens")
    program.display.still()
    program.key("ctrl+a")
    program.type(str(target))
    program.key("Return")
    until(target.is_file, "the page is written")
    until(lambda: program.display.focused() == dialog, "the file dialog closes")


def code_on(page: Path) -> RecoveryCode:
    """The recovery code as it stands on the page."""
    command = ["pdftotext", str(page), "-"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    words = done.stdout.split()
    groups = [
        word
        for word in words
        if len(word) == GROUP_LENGTH and word == word.upper() and word != "2026"
    ]
    return RecoveryCode.read("".join(groups[-6:]))


def is_back(program: Program) -> bool:
    """Whether the window has the keyboard; until then, press the dialog's last button."""
    if program.display.focused() != program.window:
        program.key("Return")
        program.display.still()
    return program.display.focused() == program.window


def note_with_keys(program: Program) -> None:
    """Write a note and save it."""
    program.key("ctrl+n")
    program.display.still()
    program.type(NOTE)
    program.key("ctrl+Return")
    program.display.still()


def set_passphrase(person: Person, page: Path) -> RecoveryCode:
    """The words twice, the code saved on ``page``, and a part of it; returns the code."""
    program = person.program
    person.open()
    person.go_to("settings")
    person.tab_to(person.pages.settings.passphrase.set_button)
    program.key("space")
    until(lambda: program.display.focused() != program.window, "the dialog opens")
    program.display.still()
    for _ in range(2):
        program.type(PASSPHRASE)
        program.key("Return")
    program.display.still()
    program.key(*["Tab"] * TABS_TO_SAVE)
    save_page(program, page)
    program.key(*["Tab"] * TABS_FROM_SAVE, "Return")
    program.display.still()
    code = code_on(page)
    vault = Vault(program.paths)
    for group in code.groups:
        # Which of them is asked for is left to chance; a wrong one is asked for again.
        if not vault.has_passphrase:
            program.type(group.lower())
            program.key("Return")
            program.display.still()
    return code


def test_a_passphrase_set_by_keyboard_opens_the_journal(person: Person, tmp_path: Path) -> None:
    """Set in Settings; then close, start, unlock; the code on the page opens it as well."""
    program, vault = person.program, Vault(person.program.paths)
    code = set_passphrase(person, tmp_path / "page.pdf")
    until(lambda: vault.has_passphrase, "the journal has its passphrase")
    until(lambda: is_back(program), "the dialog closes")
    program.close()

    program.start()
    program.type(PASSPHRASE)
    program.key("Return")
    until(lambda: program.has_open(program.paths.journal), "the journal opens")
    note_with_keys(program)
    program.close()
    journal = vault.open(PASSPHRASE)
    assert [entry.note for entry in journal.entries()] == [NOTE]
    vault.lock()
    assert vault.enter(vault.prepare_with_code(str(code))).count() == 1
    vault.lock()


def test_a_new_person_walks_the_first_screens_once(program: Program) -> None:
    """A size and a place are kept, the passphrase is put off, and the card comes."""
    program.start()
    program.key("Return")
    program.display.still()
    program.key("Right", "Tab", "space")
    places = len([place for place in Place if place is not Place.ANYWHERE])
    # Past the other places and the hours, to the button that goes on.
    program.key(*["Tab"] * (places + 1), "Return")
    program.display.still()
    program.key("Tab", "Tab", "Return")
    program.display.still()
    assert SettingsFile(program.paths.settings).load().first_run_done
    with closing(Store.open(program.paths.journal, create=False)) as store:
        habits = Habits(store.preferences)
        assert habits.size is ActSize.SMALLER
        assert habits.places == {Place.HOME}
    program.display.still()
    program.close()

    program.start()
    note_with_keys(program)
    assert [entry.note for entry in program.wait_for_entries(1)] == [NOTE]
    program.close()
