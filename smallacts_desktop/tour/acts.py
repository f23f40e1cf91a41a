"""The library of acts on a made-up year: looked through, marked, and added to."""

from contextlib import closing

from PySide6.QtCore import Qt

from smallacts_desktop.storage.rows.store import Store
from smallacts_desktop.tour.app_fixture import AppFixture, Step
from smallacts_desktop.ui.acts.act_dialog import ActDialog
from smallacts_desktop.ui.acts.own_act_dialog import OwnActDialog

_OWN = "Say hello to the woman with the red bicycle"
_WANTED = "smile"
# Any row but the first, so that the chosen one is not chosen by chance.
_ROW = 2


def the_acts(app: AppFixture) -> None:
    """Every idea there is."""
    app.go_to("acts")
    page = app.window.workspace.pages.acts
    app.expect(page.model.rowCount() > 100, "the list does not show every act")


def a_favourite(app: AppFixture) -> None:
    """A click on its star makes an act a favourite, kept on the disk."""
    page = app.window.workspace.pages.acts
    act = page.model.act_at(_ROW).act
    star = page.list.delegate.star_place(page.model.index(_ROW)).center()
    app.click(page.list.viewport(), star)
    with closing(Store.open(app.paths.journal, create=False)) as store:
        app.expect(store.acts.favourites() == {act.id}, "the mark is not on the disk")


def an_act(app: AppFixture) -> None:
    """A click on a row opens the act: its words, its marks, and the ways to pass it on."""
    page = app.window.workspace.pages.acts
    act = page.model.act_at(_ROW).act
    place = page.list.visualRect(page.model.index(_ROW)).center()
    app.click(page.list.viewport(), place)
    app.expect(app.dialog(ActDialog).marked.act == act, "another act opened")


def an_act_of_your_own(app: AppFixture) -> None:
    """An act in one’s own words."""
    app.press(Qt.Key.Key_Escape)
    app.come_back_to(app.window)
    app.click(app.window.workspace.pages.acts.add_button)
    dialog = app.dialog(OwnActDialog)
    app.until(dialog.title.hasFocus, "the keyboard is not where the act is written")
    app.write(_OWN)


def added(app: AppFixture) -> None:
    """It is in the library and on the disk, and joins the acts that the card offers."""
    app.click(app.dialog(OwnActDialog).save_button)
    app.come_back_to(app.window)
    page = app.window.workspace.pages.acts
    titles = [page.model.act_at(row).act.title for row in range(page.model.rowCount())]
    app.expect(titles.count(_OWN) == 1, "the act is not on the shelf")
    with closing(Store.open(app.paths.journal, create=False)) as store:
        kept = [act.title for act in store.own_acts.all()]
    app.expect(kept == [_OWN], "the act is not on the disk")


def search_the_acts(app: AppFixture) -> None:
    """Typing narrows the list."""
    page = app.window.workspace.pages.acts
    whole = page.model.rowCount()
    app.click(page.search.field)
    app.write(_WANTED)
    rows = page.model.rowCount()
    app.expect(0 < rows < whole, "the list does not follow the search")
    texts = [page.model.act_at(row).act for row in range(rows)]
    app.expect(
        all(_WANTED in f"{act.title} {act.hint}".casefold() for act in texts),
        "the list shows other acts",
    )


SHELF: tuple[Step, ...] = (
    the_acts,
    a_favourite,
    an_act,
    an_act_of_your_own,
    added,
    search_the_acts,
)
