"""The acts, by a person at a real screen with a keyboard and nothing else."""

from collections.abc import Callable
from contextlib import closing

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from smallacts_desktop.domain.acts import Act, ActSize, Place
from smallacts_desktop.storage.rows.store import Store
from smallacts_desktop.ui.acts.act_dialog import ActDialog
from smallacts_desktop.ui.acts.own_act_dialog import OwnActDialog
from tests.e2e.display import until
from tests.e2e.person import Person

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

ACTS = "ctrl+5"


def own_acts(person: Person) -> list[Act]:
    """The person's own acts on the disk."""
    with closing(Store.open(person.program.paths.journal, create=False)) as store:
        return store.own_acts.all()


def favourites(person: Person) -> set[str]:
    """The favourites on the disk."""
    with closing(Store.open(person.program.paths.journal, create=False)) as store:
        return store.acts.favourites()


def hidden(person: Person) -> set[str]:
    """The hidden acts on the disk."""
    with closing(Store.open(person.program.paths.journal, create=False)) as store:
        return store.acts.hidden()


def go_to_acts(person: Person) -> None:
    """Go to the page."""
    person.key(ACTS)
    assert person.window.workspace.stack.currentWidget() is person.pages.acts


def dialog_opens(person: Person) -> None:
    """Wait for a window over the window of the program."""
    display, window = person.program.display, person.program.window
    until(lambda: display.focused() != window, "the dialog opens")
    display.still()


def dialog_closes(person: Person) -> None:
    """Wait until the window of the program has the keyboard again."""
    display, window = person.program.display, person.program.window
    until(lambda: display.focused() == window, "the dialog closes")
    display.still()


def open_first_act(person: Person, press: Callable[[ActDialog], QWidget]) -> str:
    """Open the act in the first row, and press one of its buttons; return the act's window."""
    go_to_acts(person)
    person.tab_to(person.pages.acts.list)
    person.key("Home", "Return")
    dialog_opens(person)
    mirrored = QApplication.activeModalWidget()
    assert isinstance(mirrored, ActDialog)
    person.tab_to(press(mirrored))
    mirrored.reject()
    # Asked now: a moment after the key another window may be over it.
    act_window = person.program.display.focused()
    person.program.key("space")
    return act_window


def test_an_act_is_found_marked_and_put_on_the_card(person: Person) -> None:
    """Search, Down to the list, F for a favourite; Enter opens it, offers it and tries it."""
    program = person.program
    person.open()
    go_to_acts(person)
    person.tab_to(person.pages.acts.search.field)
    person.type_text("regularly")
    person.key("Down", "f")
    act = person.pages.acts.model.act_at(0).act
    until(lambda: favourites(person) == {act.id}, "the favourite is on the disk")
    program.key("Return")
    dialog_opens(person)
    program.key("Return")
    dialog_closes(person)
    program.key("Return")
    until(lambda: program.pending() is not None, "the act waits on the disk")
    pending = program.pending()
    assert pending is not None
    assert pending.act_id == act.id
    program.close()


def test_an_own_act_is_made_removed_and_brought_back(person: Person) -> None:
    """Every step by keyboard; what is on the disk follows."""
    program = person.program
    person.open()
    go_to_acts(person)
    person.tab_to("Add your own")
    person.key("space")
    dialog_opens(person)
    form = QApplication.activeModalWidget()
    assert isinstance(form, OwnActDialog)
    program.type("Wave to the bin lorry")
    person.tab_to(form.places.boxes[Place.STREET])
    form.reject()
    program.key("space", "Return")
    until(lambda: len(own_acts(person)) == 1, "the act is on the disk")
    dialog_closes(person)
    (act,) = own_acts(person)
    assert (act.title, act.size) == ("Wave to the bin lorry", ActSize.SMALLEST)
    assert act.places == (Place.STREET,)

    person.look_again()
    open_first_act(person, lambda dialog: dialog.remove_button)
    until(lambda: own_acts(person) == [], "the act is off the disk's list")
    dialog_closes(person)
    program.key("ctrl+z")
    until(lambda: own_acts(person) == [act], "the act is back")
    program.close()


def test_an_act_is_hidden(person: Person) -> None:
    """By its button; it is then no longer among those on offer."""
    person.open()
    first = person.pages.acts.model.act_at(0).act
    open_first_act(person, lambda dialog: dialog.hide_button)
    until(lambda: hidden(person) == {first.id}, "the act is hidden on the disk")
    person.program.key("Escape")
    dialog_closes(person)
    person.program.close()


def test_an_act_is_saved_as_a_picture(person: Person) -> None:
    """Where the person says, through the dialog of the system."""
    person.open()
    window = person.program.window
    person.program.window = open_first_act(person, lambda dialog: dialog.suggestion.save_button)
    target = person.program.home / "for a friend.png"
    person.program.answer_file_dialog(target)
    person.program.window = window
    assert not QImage(str(target)).isNull()
    person.program.key("Escape")
    dialog_closes(person)
    person.program.close()
