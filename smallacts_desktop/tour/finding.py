"""Finding entries and people again on a made-up year: search, filters, deleted ones, faces."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.search import find_marks
from smallacts_desktop.tour.hands import StepNotDoneError
from smallacts_desktop.tour.stage import AppFixture, Step
from smallacts_desktop.ui.journal.deleted_dialog import DeletedDialog
from smallacts_desktop.ui.people.dialogs import ForgetFaceDialog, RenameFaceDialog
from smallacts_desktop.ui.people.page import FaceCard

_WANTED, _ABSENT = "dog", "zeppelin"
_NICKNAME, _NEW_NICKNAME = "bus stop neighbour", "Rosa from the bus stop"


def search_the_journal(stage: AppFixture) -> None:
    """Typing a word lists the entries that say it, with the word marked."""
    stage.go_to("journal")
    _search(stage, _WANTED)
    _check_list(stage, [entry for entry in stage.entries_on_disk() if _says(entry)])


def a_filter(stage: AppFixture) -> None:
    """One click narrows what was found to the smallest size."""
    search = stage.window.workspace.pages.journal.search
    stage.click(search.expander.button)
    stage.click(search.size_chips.chips[list(ActSize).index(ActSize.SMALLEST)])
    found = [entry for entry in stage.entries_on_disk() if _says(entry)]
    _check_list(stage, [entry for entry in found if entry.size is ActSize.SMALLEST])
    stage.expect(
        len(found) > stage.window.workspace.pages.journal.model.total(), "nothing was left out"
    )


def nothing_is_found(stage: AppFixture) -> None:
    """A word that no entry says: one sentence, and a way back."""
    _search(stage, _ABSENT)
    page = stage.window.workspace.pages.journal
    stage.until(page.nothing.isVisible, "the page does not say that nothing was found")


def everything_again(stage: AppFixture) -> None:
    """The way back: the whole journal."""
    page = stage.window.workspace.pages.journal
    stage.click(page.nothing.button)
    stage.click(page.search.expander.button)
    stage.expect(page.model.total() == len(stage.entries_on_disk()), "entries are still left out")


def recently_deleted(stage: AppFixture) -> None:
    """An entry deleted by key is kept for a while."""
    page = stage.window.workspace.pages.journal
    before = stage.entries_on_disk()
    stage.tab_to(page.list)
    stage.press(Qt.Key.Key_Down)
    stage.press(Qt.Key.Key_Delete)
    stage.expect(len(stage.entries_on_disk()) == len(before) - 1, "the entry was not deleted")
    stage.click(page.deleted_button)
    dialog = stage.dialog(DeletedDialog)
    stage.expect(dialog.list.count() == 1, "the entry cannot be found again")


def brought_back(stage: AppFixture) -> None:
    """One click brings it back; then there is nothing left to bring back."""
    dialog = stage.dialog(DeletedDialog)
    stage.click(dialog.back_button)
    page = stage.window.workspace.pages.journal
    stage.expect(len(stage.entries_on_disk()) == page.model.total(), "the entry is not back")
    stage.expect(dialog.nothing.isVisible(), "something is still deleted")


def familiar_faces(stage: AppFixture) -> None:
    """Everyone with a nickname, and the path with each: first days and how often."""
    stage.click(stage.dialog(DeletedDialog).close_button)
    stage.come_back_to(stage.window)
    stage.click(stage.window.workspace.pages.journal.faces_button)
    faces = stage.window.workspace.pages.faces
    stage.until(faces.isVisible, "the page did not open")
    entries = stage.entries_on_disk()
    named = {entry.person for entry in entries if entry.person}
    stage.expect({card.face.nickname for card in faces.cards} == named, "somebody is left out")
    for card in faces.cards:
        _check_path(stage, card, entries)


def another_nickname(stage: AppFixture) -> None:
    """A face is given another nickname."""
    stage.click(_card(stage, _NICKNAME).rename_button)
    dialog = stage.dialog(RenameFaceDialog)
    stage.until(dialog.field.hasFocus, "the keyboard is not where the nickname is written")
    stage.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    stage.write(_NEW_NICKNAME)


def renamed(stage: AppFixture) -> None:
    """It is changed in every entry."""
    before = sum(entry.person == _NICKNAME for entry in stage.entries_on_disk())
    stage.press(Qt.Key.Key_Return)
    stage.come_back_to(stage.window)
    persons = [entry.person for entry in stage.entries_on_disk()]
    stage.expect(
        before == persons.count(_NEW_NICKNAME) and _NICKNAME not in persons,
        "the entries do not say so",
    )
    _card(stage, _NEW_NICKNAME)


def asked_before_forgetting(stage: AppFixture) -> None:
    """Forgetting cannot be undone, so it asks."""
    stage.click(_card(stage, _NEW_NICKNAME).forget_button)
    stage.dialog(ForgetFaceDialog)


def kept_after_all(stage: AppFixture) -> None:
    """“Keep” changes nothing."""
    stage.click(stage.dialog(ForgetFaceDialog).keep_button)
    stage.come_back_to(stage.window)
    persons = [entry.person for entry in stage.entries_on_disk()]
    stage.expect(_NEW_NICKNAME in persons, "the nickname is gone")


def _says(entry: Entry) -> bool:
    texts = (entry.act, entry.note, entry.place, entry.person)
    return any(find_marks(text, _WANTED) for text in texts)


def _search(stage: AppFixture, text: str) -> None:
    page = stage.window.workspace.pages.journal
    stage.click(page.search.field)
    stage.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    stage.write(text)
    stage.until(lambda: page.model.filter.text == text, "the list does not follow the search")


def _check_list(stage: AppFixture, wanted: Sequence[Entry]) -> None:
    model = stage.window.workspace.pages.journal.model
    stage.expect(bool(wanted), "no entry was to be found")
    stage.expect(model.total() == len(wanted), "the page counts other entries")
    listed = {model.entry_at(row).id for row in range(model.rowCount())}
    stage.expect(listed <= {entry.id for entry in wanted}, "the list shows other entries")


def _check_path(stage: AppFixture, card: FaceCard, entries: Sequence[Entry]) -> None:
    face = card.face
    done = [entry for entry in entries if entry.person == face.nickname and entry.is_done_act]
    for size in ActSize:
        days = [entry.date for entry in done if entry.size is size]
        step = face.steps.get(size)
        shown = None if step is None else (step.first, step.last, step.count)
        true = (min(days), max(days), len(days)) if days else None
        stage.expect(shown == true, "a path does not say what the entries do")


def _card(stage: AppFixture, nickname: str) -> FaceCard:
    found = [
        card for card in stage.window.workspace.pages.faces.cards if card.face.nickname == nickname
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
