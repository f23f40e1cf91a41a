"""Finding things again on a made-up year: entries, deleted ones, people and acts."""

from collections.abc import Sequence
from contextlib import closing

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.search import find_marks
from smallacts_desktop.tour.tour_app import Step, TourApp
from smallacts_desktop.tour.ui_driver import StepNotDoneError
from smallacts_desktop.ui.acts.act_dialog import ActDialog
from smallacts_desktop.ui.acts.own_act_dialog import OwnActDialog
from smallacts_desktop.ui.journal.dialogs import DeletedDialog
from smallacts_desktop.ui.people.face_card import FaceCard
from smallacts_desktop.ui.people.page import ForgetFaceDialog, RenameFaceDialog

_WANTED, _ABSENT = "dog", "zeppelin"
_NICKNAME, _NEW_NICKNAME = "bus stop neighbour", "Rosa from the bus stop"
_OWN = "Say hello to the woman with the red bicycle"
_WORD = "smile"
# Any row but the first, so that the chosen one is not chosen by chance.
_ROW = 2


def search_the_journal(app: TourApp) -> None:
    """Typing a word lists the entries that say it, with the word marked."""
    app.go_to("journal")
    _search(app, _WANTED)
    _check_list(app, [entry for entry in app.entries_on_disk() if _says(entry)])


def a_filter(app: TourApp) -> None:
    """One click narrows what was found to the smallest size."""
    app.click("Filters")
    app.click("A smile")
    found = [entry for entry in app.entries_on_disk() if _says(entry)]
    _check_list(app, [entry for entry in found if entry.size is ActSize.SMALLEST])
    app.expect(len(found) > app.pages.journal.model.total(), "nothing was left out")


def nothing_is_found(app: TourApp) -> None:
    """A word that no entry says: one sentence, and a way back."""
    _search(app, _ABSENT)
    page = app.pages.journal
    app.until(page.nothing.isVisible, "the page does not say that nothing was found")


def everything_again(app: TourApp) -> None:
    """The way back: the whole journal."""
    page = app.pages.journal
    app.click(page.nothing.button)
    app.click("Filters")
    app.expect(page.model.total() == len(app.entries_on_disk()), "entries are still left out")


def recently_deleted(app: TourApp) -> None:
    """An entry deleted by key is kept for a while."""
    page = app.pages.journal
    before = app.entries_on_disk()
    app.tab_to(page.list)
    app.key("Down")
    app.key("Delete")
    app.expect(len(app.entries_on_disk()) == len(before) - 1, "the entry was not deleted")
    app.click("Recently deleted")
    dialog = app.dialog(DeletedDialog)
    app.expect(dialog.list.count() == 1, "the entry cannot be found again")


def brought_back(app: TourApp) -> None:
    """One click brings it back; then there is nothing left to bring back."""
    dialog = app.dialog(DeletedDialog)
    app.click("Bring back")
    page = app.pages.journal
    app.expect(len(app.entries_on_disk()) == page.model.total(), "the entry is not back")
    app.expect(dialog.nothing.isVisible(), "something is still deleted")


def familiar_faces(app: TourApp) -> None:
    """Everyone with a nickname, and the path with each: first days and how often."""
    app.click("Close")
    app.come_back_to(app.window)
    app.click("Familiar faces")
    faces = app.pages.faces
    app.until(faces.isVisible, "the page did not open")
    entries = app.entries_on_disk()
    named = {entry.person for entry in entries if entry.person}
    app.expect({card.face.nickname for card in faces.cards} == named, "somebody is left out")
    for card in faces.cards:
        _check_path(app, card, entries)


def another_nickname(app: TourApp) -> None:
    """A face is given another nickname."""
    app.click(_card(app, _NICKNAME).rename_button)
    dialog = app.dialog(RenameFaceDialog)
    app.until(dialog.field.hasFocus, "the keyboard is not where the nickname is written")
    app.key("Ctrl+A")
    app.type_text(_NEW_NICKNAME)


def renamed(app: TourApp) -> None:
    """It is changed in every entry."""
    before = sum(entry.person == _NICKNAME for entry in app.entries_on_disk())
    app.key("Return")
    app.come_back_to(app.window)
    persons = [entry.person for entry in app.entries_on_disk()]
    app.expect(
        before == persons.count(_NEW_NICKNAME) and _NICKNAME not in persons,
        "the entries do not say so",
    )
    _card(app, _NEW_NICKNAME)


def asked_before_forgetting(app: TourApp) -> None:
    """Forgetting cannot be undone, so it asks."""
    app.click(_card(app, _NEW_NICKNAME).forget_button)
    app.dialog(ForgetFaceDialog)


def kept_after_all(app: TourApp) -> None:
    """“Keep” changes nothing."""
    app.click("Keep")
    app.come_back_to(app.window)
    persons = [entry.person for entry in app.entries_on_disk()]
    app.expect(_NEW_NICKNAME in persons, "the nickname is gone")


def the_acts(app: TourApp) -> None:
    """Every idea there is."""
    app.go_to("acts")
    page = app.pages.acts
    app.expect(page.model.rowCount() > 100, "the list does not show every act")


def a_favourite(app: TourApp) -> None:
    """A click on its star makes an act a favourite, kept on the disk."""
    page = app.pages.acts
    act = page.model.act_at(_ROW).act
    star = page.list.delegate.star_place(page.model.index(_ROW)).center()
    app.click(page.list.viewport(), at=star)
    with closing(app.on_disk()) as store:
        app.expect(store.acts.favourites() == {act.id}, "the mark is not on the disk")


def an_act(app: TourApp) -> None:
    """A click on a row opens the act: its words, its marks, and the ways to pass it on."""
    page = app.pages.acts
    act = page.model.act_at(_ROW).act
    place = page.list.visualRect(page.model.index(_ROW)).center()
    app.click(page.list.viewport(), at=place)
    app.expect(app.dialog(ActDialog).marked.act == act, "another act opened")


def an_act_of_your_own(app: TourApp) -> None:
    """An act in one’s own words."""
    app.key("Escape")
    app.come_back_to(app.window)
    app.click("Add your own")
    dialog = app.dialog(OwnActDialog)
    app.until(dialog.title.hasFocus, "the keyboard is not where the act is written")
    app.type_text(_OWN)


def added(app: TourApp) -> None:
    """It is in the library and on the disk, and joins the acts that the card offers."""
    app.click("Save")
    app.come_back_to(app.window)
    page = app.pages.acts
    titles = [page.model.act_at(row).act.title for row in range(page.model.rowCount())]
    app.expect(titles.count(_OWN) == 1, "the act is not in the list")
    with closing(app.on_disk()) as store:
        kept = [act.title for act in store.own_acts.all()]
    app.expect(kept == [_OWN], "the act is not on the disk")


def search_the_acts(app: TourApp) -> None:
    """Typing narrows the list."""
    page = app.pages.acts
    whole = page.model.rowCount()
    app.click(page.search.field)
    app.type_text(_WORD)
    rows = page.model.rowCount()
    app.expect(0 < rows < whole, "the list does not follow the search")
    texts = [page.model.act_at(row).act for row in range(rows)]
    app.expect(
        all(_WORD in f"{act.title} {act.hint}".casefold() for act in texts),
        "the list shows other acts",
    )


def _says(entry: Entry) -> bool:
    texts = (entry.act, entry.note, entry.place, entry.person)
    return any(find_marks(text, _WANTED) for text in texts)


def _search(app: TourApp, text: str) -> None:
    page = app.pages.journal
    app.click(page.search.field)
    app.key("Ctrl+A")
    app.type_text(text)
    app.until(lambda: page.model.filter.text == text, "the list does not follow the search")


def _check_list(app: TourApp, wanted: Sequence[Entry]) -> None:
    model = app.pages.journal.model
    app.expect(bool(wanted), "no entry was to be found")
    app.expect(model.total() == len(wanted), "the page counts other entries")
    listed = {model.entry_at(row).id for row in range(model.rowCount())}
    app.expect(listed <= {entry.id for entry in wanted}, "the list shows other entries")


def _check_path(app: TourApp, card: FaceCard, entries: Sequence[Entry]) -> None:
    face = card.face
    done = [entry for entry in entries if entry.person == face.nickname and entry.is_done_act]
    for size in ActSize:
        days = [entry.date for entry in done if entry.size is size]
        step = face.steps.get(size)
        shown = None if step is None else (step.first, step.last, step.count)
        true = (min(days), max(days), len(days)) if days else None
        app.expect(shown == true, "a path does not say what the entries do")


def _card(app: TourApp, nickname: str) -> FaceCard:
    found = [card for card in app.pages.faces.cards if card.face.nickname == nickname]
    if not found:
        raise StepNotDoneError("a face is not there")
    return found[0]


FIND_ENTRIES: tuple[Step, ...] = (
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
FIND_ACTS: tuple[Step, ...] = (
    the_acts,
    a_favourite,
    an_act,
    an_act_of_your_own,
    added,
    search_the_acts,
)
