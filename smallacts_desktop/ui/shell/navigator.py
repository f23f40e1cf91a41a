"""The ways from page to page: what one page asks for, and which other page answers."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.ui.acts.page import ActsPage
from smallacts_desktop.ui.calendar.page import CalendarPage
from smallacts_desktop.ui.csv_import.page import ImportPage
from smallacts_desktop.ui.insights.page import InsightsPage
from smallacts_desktop.ui.journal.page import JournalPage
from smallacts_desktop.ui.kit.messages import MessageBar
from smallacts_desktop.ui.kit.page import Page
from smallacts_desktop.ui.paper.page import PaperPage
from smallacts_desktop.ui.people.page import FacesPage
from smallacts_desktop.ui.settings.page import SettingsPage
from smallacts_desktop.ui.share.page import SharePage
from smallacts_desktop.ui.shell.page_registry import PageRegistry
from smallacts_desktop.ui.text.window_words import CALENDAR, JOURNAL, SHARE, TODAY
from smallacts_desktop.ui.today.page import TodayPage


class PageHost(Protocol):
    """What shows the pages."""

    pages: PageRegistry
    message_bar: MessageBar

    def show_page(self, name: str) -> bool:
        """Go to a page of the rail; returns whether it is to be seen."""

    def show_beside_rail(self, page: Page) -> None:
        """Go to a page that is not on the rail."""

    def show_sentence(self, sentence: str) -> None:
        """Show one sentence."""

    def undo(self) -> None:
        """Take back the newest step of the journal."""


class Navigator(QObject):
    """Joins the signals of the pages of one workspace, none of which knows another."""

    def __init__(self, workspace: PageHost, parent: QObject) -> None:
        """It lives as long as ``parent``."""
        super().__init__(parent)
        self._workspace = workspace
        workspace.pages.when_made(TodayPage, self._join_today)
        workspace.pages.when_made(CalendarPage, self._join_calendar)
        workspace.pages.when_made(InsightsPage, self._join_insights)
        workspace.pages.when_made(JournalPage, self._join_journal)
        workspace.pages.when_made(FacesPage, self._join_faces)
        workspace.pages.when_made(ActsPage, self._join_acts)
        workspace.pages.when_made(SharePage, self._join_share)
        workspace.pages.when_made(SettingsPage, self._join_settings)
        workspace.pages.when_made(ImportPage, lambda page: page.back.connect(self._show_share))
        workspace.pages.when_made(PaperPage, lambda page: page.back.connect(self._show_share))

    def offer_undo(self, sentence: str) -> None:
        """Say what was done, with the way back in the journal."""
        self._offer(self._workspace.undo, sentence)

    def just_write(self) -> None:
        """Words without an act."""
        if self._show_today():
            self._workspace.pages.today.just_write()

    def _join_today(self, page: TodayPage) -> None:
        page.day_wanted.connect(self._show_day)
        page.undoable.connect(self.offer_undo)

    def _join_calendar(self, page: CalendarPage) -> None:
        page.entry_wanted.connect(self._show_entry)
        page.add_wanted.connect(self._add_to_day)
        page.note_wanted.connect(self._note_on_day)
        page.undoable.connect(self.offer_undo)
        page.today_wanted.connect(self._show_today)

    def _join_insights(self, page: InsightsPage) -> None:
        page.today_wanted.connect(self._show_today)
        page.told.connect(self._workspace.show_sentence)

    def _join_journal(self, page: JournalPage) -> None:
        page.undoable.connect(self.offer_undo)
        page.faces_wanted.connect(self._show_faces)
        page.today_wanted.connect(self._show_today)

    def _join_faces(self, page: FacesPage) -> None:
        page.back.connect(self._show_journal)
        page.entries_wanted.connect(self._show_person)
        page.act_wanted.connect(self._note_with)

    def _join_acts(self, page: ActsPage) -> None:
        page.today_wanted.connect(self._show_card)
        page.undoable.connect(partial(self._offer, page.undo_removal))
        page.told.connect(self._workspace.show_sentence)

    def _join_settings(self, page: SettingsPage) -> None:
        page.undoable.connect(partial(self._offer, page.contacts.undo_removal))

    def _join_share(self, page: SharePage) -> None:
        page.import_wanted.connect(self._show_import)
        page.paper_wanted.connect(self._show_paper)

    def _show_today(self) -> bool:
        return self._workspace.show_page(TODAY)

    def _show_journal(self) -> bool:
        return self._workspace.show_page(JOURNAL)

    def _show_share(self) -> None:
        self._workspace.show_page(SHARE)

    def _show_import(self) -> None:
        self._workspace.show_beside_rail(self._workspace.pages.csv_import)

    def _show_paper(self) -> None:
        self._workspace.show_beside_rail(self._workspace.pages.paper)

    def _show_faces(self) -> None:
        self._workspace.show_beside_rail(self._workspace.pages.faces)

    def _show_day(self, day: date) -> None:
        self._workspace.pages.calendar.show_day(day)
        self._workspace.show_page(CALENDAR)

    def _show_entry(self, entry_id: UUID) -> None:
        if self._show_journal():
            self._workspace.pages.journal.open_entry(entry_id)

    def _show_person(self, nickname: str) -> None:
        if self._show_journal():
            self._workspace.pages.journal.show_person(nickname)

    def _add_to_day(self, day: date) -> None:
        if self._show_today():
            self._workspace.pages.today.log_on(day)

    def _note_on_day(self, day: date) -> None:
        if self._show_today():
            self._workspace.pages.today.note_on(day)

    def _note_with(self, nickname: str, size: ActSize | None) -> None:
        if self._show_today():
            self._workspace.pages.today.log_with(nickname, size)

    def _show_card(self) -> None:
        self._workspace.pages.today.show_start()
        self._show_today()

    def _offer(self, undo: Callable[[], None], sentence: str) -> None:
        button = QCoreApplication.translate("Workspace", "Undo")
        self._workspace.message_bar.show_message(sentence, button, undo)
