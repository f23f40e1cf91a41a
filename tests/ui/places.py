"""Every page of the window, in each state that lays it out differently, as a person comes there."""

from collections.abc import Callable
from datetime import time

from PySide6.QtWidgets import QWidget

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.ui.entry_form.form_card import FormCard
from smallacts_desktop.ui.kit.page import Page
from smallacts_desktop.ui.paper.page import PaperPart
from smallacts_desktop.ui.text.page_ids import (
    ACTS,
    CALENDAR,
    INSIGHTS,
    JOURNAL,
    SETTINGS,
    SHARE,
    TODAY,
)
from tests.ui.app_fixture import AppFixture, day


def fill_journal(room: AppFixture) -> None:
    """Entries with everything that pages have a place for."""
    room.practise()
    for age in range(1, 40, 3):
        room.entry(
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


def _page(room: AppFixture, name: str) -> Page:
    room.window.workspace.show_page(name)
    return room.window.workspace.pages.named(name)


def _today(room: AppFixture) -> Page:
    return _page(room, TODAY)


def _form(room: AppFixture) -> Page:
    page = room.window.workspace.pages.today
    _page(room, TODAY)
    page.log_on(day(5))
    card = page.card
    assert isinstance(card, FormCard)
    card.form.more.set_open(True)
    return page


def _note(room: AppFixture) -> Page:
    room.window.workspace.just_write()
    return room.window.workspace.pages.today


def _waiting(room: AppFixture) -> Page:
    act = room.journal.card.act()
    assert act is not None
    page = _page(room, TODAY)
    room.journal.card.start(act, 4)
    return page


def _calendar(room: AppFixture) -> Page:
    return _page(room, CALENDAR)


def _table(room: AppFixture) -> Page:
    page = _page(room, CALENDAR)
    room.click("See as a table")
    return page


def _journal(room: AppFixture) -> Page:
    return _page(room, JOURNAL)


def _filters(room: AppFixture) -> Page:
    page = _page(room, JOURNAL)
    search = room.window.workspace.pages.journal.search
    search.expander.set_open(True)
    search.days.chips[1].click()
    return page


def _entry(room: AppFixture) -> Page:
    page = room.window.workspace.pages.journal
    _page(room, JOURNAL)
    page.open_entry(room.entries()[0].id)
    return page


def _faces(room: AppFixture) -> Page:
    page = room.window.workspace.pages.faces
    room.window.workspace.show_aside(page)
    return page


def _insights(room: AppFixture) -> Page:
    page = _page(room, INSIGHTS)
    room.window.workspace.pages.insights.period.bar.segments[-1].click()
    return page


def _acts(room: AppFixture) -> Page:
    return _page(room, ACTS)


def _share(room: AppFixture) -> Page:
    page = _page(room, SHARE)
    form = room.window.workspace.pages.share.form
    chips = {chip.text(): chip for chip in form.period.findChildren(type(form.period.chips[0]))}
    chips["Choose…"].click()
    return page


def _bring_back(room: AppFixture) -> Page:
    page = room.window.workspace.pages.bring_back
    room.window.workspace.show_aside(page)
    return page


def _paper(room: AppFixture) -> Page:
    page = room.window.workspace.pages.paper
    room.window.workspace.show_aside(page)
    page.parts.set_value(PaperPart.MAKE)
    return page


def _from_paper(room: AppFixture) -> Page:
    page = _paper(room)
    room.window.workspace.pages.paper.parts.set_value(PaperPart.FILL_IN)
    return page


def _settings(room: AppFixture) -> Page:
    return _page(room, SETTINGS)


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
    "faces": _faces,
    "insights": _insights,
    "acts": _acts,
    "share": _share,
    "bring back": _bring_back,
    "paper": _paper,
    "from paper": _from_paper,
    "settings": _settings,
}


def lay_out(room: AppFixture) -> None:
    """Let a page come to rest: what one turn moves, another may have to answer."""
    for _ in range(6):
        room.settle()


def visible(within: QWidget) -> list[QWidget]:
    """Every widget that can be seen, in a steady order."""
    return [widget for widget in within.findChildren(QWidget) if widget.isVisible()]
