"""Every page of the window, in each state that lays it out differently, as a person comes there."""

from collections.abc import Callable
from datetime import time

from PySide6.QtWidgets import QWidget

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.ui.entry_form.form import FormCard
from smallacts_desktop.ui.kit.page import Page
from smallacts_desktop.ui.paper.page import PaperPart
from smallacts_desktop.ui.text.window_words import (
    ACTS,
    CALENDAR,
    INSIGHTS,
    JOURNAL,
    SETTINGS,
    SHARE,
    TODAY,
)
from tests.ui.app_fixture import AppFixture, day


def fill_journal(app: AppFixture) -> None:
    """Entries with everything that pages have a place for."""
    app.practise()
    for age in range(1, 40, 3):
        app.entry(
            "Said hello to the librarian",
            size=ActSize.SMALLER,
            date=day(age),
            time=time(17, 30),
            mood_before=4,
            mood_after=6,
            place="shop",
            person="librarian",
            note="She was reading.",
        )


def _page(app: AppFixture, name: str) -> Page:
    app.window.workspace.show_page(name)
    return app.window.workspace.pages.named(name)


def _today(app: AppFixture) -> Page:
    return _page(app, TODAY)


def _form(app: AppFixture) -> Page:
    page = app.window.workspace.pages.today
    _page(app, TODAY)
    page.log_on(day(5))
    card = page.card
    assert isinstance(card, FormCard)
    card.form.more.set_open(True)
    return page


def _note(app: AppFixture) -> Page:
    app.window.workspace.just_write()
    return app.window.workspace.pages.today


def _waiting(app: AppFixture) -> Page:
    act = app.journal.card.act()
    assert act is not None
    page = _page(app, TODAY)
    app.journal.card.start(act, 4)
    return page


def _calendar(app: AppFixture) -> Page:
    return _page(app, CALENDAR)


def _table(app: AppFixture) -> Page:
    page = _page(app, CALENDAR)
    app.click("See as a table")
    return page


def _journal(app: AppFixture) -> Page:
    return _page(app, JOURNAL)


def _filters(app: AppFixture) -> Page:
    page = _page(app, JOURNAL)
    search = app.window.workspace.pages.journal.search
    search.section.set_open(True)
    search.days.chips[1].click()
    return page


def _entry(app: AppFixture) -> Page:
    page = app.window.workspace.pages.journal
    _page(app, JOURNAL)
    page.open_entry(app.entries()[0].id)
    return page


def _edit(app: AppFixture) -> Page:
    _entry(app)
    page = app.window.workspace.pages.journal
    page.edit_open()
    return page


def _faces(app: AppFixture) -> Page:
    page = app.window.workspace.pages.faces
    app.window.workspace.show_beside_rail(page)
    return page


def _insights(app: AppFixture) -> Page:
    page = _page(app, INSIGHTS)
    app.window.workspace.pages.insights.period.bar.segments[-1].click()
    return page


def _acts(app: AppFixture) -> Page:
    return _page(app, ACTS)


def _share(app: AppFixture) -> Page:
    page = _page(app, SHARE)
    form = app.window.workspace.pages.share.form
    chips = {chip.text(): chip for chip in form.period.findChildren(type(form.period.chips[0]))}
    chips["Choose…"].click()
    return page


def _import(app: AppFixture) -> Page:
    page = app.window.workspace.pages.csv_import
    app.window.workspace.show_beside_rail(page)
    return page


def _paper(app: AppFixture) -> Page:
    page = app.window.workspace.pages.paper
    app.window.workspace.show_beside_rail(page)
    page.parts.set_value(PaperPart.MAKE)
    return page


def _from_paper(app: AppFixture) -> Page:
    page = _paper(app)
    app.window.workspace.pages.paper.parts.set_value(PaperPart.FILL_IN)
    return page


def _settings(app: AppFixture) -> Page:
    return _page(app, SETTINGS)


PLACES: dict[str, Callable[[AppFixture], Page]] = {
    "today": _today,
    "form": _form,
    "note": _note,
    "waiting": _waiting,
    "calendar": _calendar,
    "table": _table,
    "journal": _journal,
    "filters": _filters,
    "entry": _entry,
    "edit": _edit,
    "faces": _faces,
    "insights": _insights,
    "acts": _acts,
    "share": _share,
    "bring back": _import,
    "paper": _paper,
    "from paper": _from_paper,
    "settings": _settings,
}


def complete_layout(app: AppFixture) -> None:
    """Let a page come to rest: what one turn moves, another may have to answer."""
    for _ in range(6):
        app.settle()


def visible(within: QWidget) -> list[QWidget]:
    """Every widget that can be seen, in a steady order."""
    return [widget for widget in within.findChildren(QWidget) if widget.isVisible()]
