"""Finding entries and people again on a made-up year: search, filters, deleted ones, faces."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.search import find_marks
from smallacts_desktop.tour.app_fixture import AppFixture, Step
from smallacts_desktop.tour.ui_driver import StepNotDoneError
from smallacts_desktop.ui.journal.dialogs import DeletedDialog
from smallacts_desktop.ui.people.face_card import FaceCard
from smallacts_desktop.ui.people.page import ForgetFaceDialog, RenameFaceDialog

_WANTED, _ABSENT = "dog", "zeppelin"
_NICKNAME, _NEW_NICKNAME = "bus stop neighbour", "Rosa from the bus stop"


def search_the_journal(app: AppFixture) -> None:
    """Typing a word lists the entries that say it, with the word marked."""
    app.go_to("journal")
    _search(app, _WANTED)
    _check_list(app, [entry for entry in app.entries_on_disk() if _says(entry)])


def a_filter(app: AppFixture) -> None:
    """One click narrows what was found to the smallest size."""
    search = app.window.workspace.pages.journal.search
    app.click(search.expander.button)
    app.click(search.size_chips.chips[list(ActSize).index(ActSize.SMALLEST)])
    found = [entry for entry in app.entries_on_disk() if _says(entry)]
    _check_list(app, [entry for entry in found if entry.size is ActSize.SMALLEST])
    app.expect(
        len(found) > app.window.workspace.pages.journal.model.total(), "nothing was left out"
    )


def nothing_is_found(app: AppFixture) -> None:
    """A word that no entry says: one sentence, and a way back."""
    _search(app, _ABSENT)
    page = app.window.workspace.pages.journal
    app.until(page.nothing.isVisible, "the page does not say that nothing was found")


def everything_again(app: AppFixture) -> None:
    """The way back: the whole journal."""
    page = app.window.workspace.pages.journal
    app.click(page.nothing.button)
    app.click(page.search.expander.button)
    app.expect(page.model.total() == len(app.entries_on_disk()), "entries are still left out")


def recently_deleted(app: AppFixture) -> None:
    """An entry deleted by key is kept for a while."""
    page = app.window.workspace.pages.journal
    before = app.entries_on_disk()
    app.tab_to(page.list)
    app.press(Qt.Key.Key_Down)
    app.press(Qt.Key.Key_Delete)
    app.expect(len(app.entries_on_disk()) == len(before) - 1, "the entry was not deleted")
    app.click(page.deleted_button)
    dialog = app.dialog(DeletedDialog)
    app.expect(dialog.list.count() == 1, "the entry cannot be found again")


def brought_back(app: AppFixture) -> None:
    """One click brings it back; then there is nothing left to bring back."""
    dialog = app.dialog(DeletedDialog)
    app.click(dialog.back_button)
    page = app.window.workspace.pages.journal
    app.expect(len(app.entries_on_disk()) == page.model.total(), "the entry is not back")
    app.expect(dialog.nothing.isVisible(), "something is still deleted")


def familiar_faces(app: AppFixture) -> None:
    """Everyone with a nickname, and the path with each: first days and how often."""
    app.click(app.dialog(DeletedDialog).close_button)
    app.come_back_to(app.window)
    app.click(app.window.workspace.pages.journal.faces_button)
    faces = app.window.workspace.pages.faces
    app.until(faces.isVisible, "the page did not open")
    entries = app.entries_on_disk()
    named = {entry.person for entry in entries if entry.person}
    app.expect({card.face.nickname for card in faces.cards} == named, "somebody is left out")
    for card in faces.cards:
        _check_path(app, card, entries)


def another_nickname(app: AppFixture) -> None:
    """A face is given another nickname."""
    app.click(_card(app, _NICKNAME).rename_button)
    dialog = app.dialog(RenameFaceDialog)
    app.until(dialog.field.hasFocus, "the keyboard is not where the nickname is written")
    app.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    app.write(_NEW_NICKNAME)


def renamed(app: AppFixture) -> None:
    """It is changed in every entry."""
    before = sum(entry.person == _NICKNAME for entry in app.entries_on_disk())
    app.press(Qt.Key.Key_Return)
    app.come_back_to(app.window)
    persons = [entry.person for entry in app.entries_on_disk()]
    app.expect(
        before == persons.count(_NEW_NICKNAME) and _NICKNAME not in persons,
        "the entries do not say so",
    )
    _card(app, _NEW_NICKNAME)


def asked_before_forgetting(app: AppFixture) -> None:
    """Forgetting cannot be undone, so it asks."""
    app.click(_card(app, _NEW_NICKNAME).forget_button)
    app.dialog(ForgetFaceDialog)


def kept_after_all(app: AppFixture) -> None:
    """“Keep” changes nothing."""
    app.click(app.dialog(ForgetFaceDialog).keep_button)
    app.come_back_to(app.window)
    persons = [entry.person for entry in app.entries_on_disk()]
    app.expect(_NEW_NICKNAME in persons, "the nickname is gone")


def _says(entry: Entry) -> bool:
    texts = (entry.act, entry.note, entry.place, entry.person)
    return any(find_marks(text, _WANTED) for text in texts)


def _search(app: AppFixture, text: str) -> None:
    page = app.window.workspace.pages.journal
    app.click(page.search.field)
    app.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    app.write(text)
    app.until(lambda: page.model.filter.text == text, "the list does not follow the search")


def _check_list(app: AppFixture, wanted: Sequence[Entry]) -> None:
    model = app.window.workspace.pages.journal.model
    app.expect(bool(wanted), "no entry was to be found")
    app.expect(model.total() == len(wanted), "the page counts other entries")
    listed = {model.entry_at(row).id for row in range(model.rowCount())}
    app.expect(listed <= {entry.id for entry in wanted}, "the list shows other entries")


def _check_path(app: AppFixture, card: FaceCard, entries: Sequence[Entry]) -> None:
    face = card.face
    done = [entry for entry in entries if entry.person == face.nickname and entry.is_done_act]
    for size in ActSize:
        days = [entry.date for entry in done if entry.size is size]
        step = face.steps.get(size)
        shown = None if step is None else (step.first, step.last, step.count)
        true = (min(days), max(days), len(days)) if days else None
        app.expect(shown == true, "a path does not say what the entries do")


def _card(app: AppFixture, nickname: str) -> FaceCard:
    found = [
        card for card in app.window.workspace.pages.faces.cards if card.face.nickname == nickname
    ]
    if not found:
        raise StepNotDoneError("a face is not there")
    return found[0]


FINDING: tuple[Step, ...] = (
    search_the_journal,
    a_filter,
    nothing_is_found,
    everything_again,
    recently_deleted,
    brought_back,
    familiar_faces,
    another_nickname,
    renamed,
    asked_before_forgetting,
    kept_after_all,
)
