"""The pages of one open journal, what they ask of each other, and their tables’ widths."""

from collections.abc import Callable
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Protocol, TypeVar
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QStackedWidget

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.settings import Settings, SettingsStore
from smallacts_desktop.ui.acts.page import ActsPage
from smallacts_desktop.ui.calendar.page import CalendarPage
from smallacts_desktop.ui.csv_import.page import ImportPage
from smallacts_desktop.ui.insights.page import InsightsPage
from smallacts_desktop.ui.journal.page import JournalPage
from smallacts_desktop.ui.kit.jobs import attempt
from smallacts_desktop.ui.kit.messages import MessageBar
from smallacts_desktop.ui.kit.page import Page
from smallacts_desktop.ui.kit.tables import ColumnWidths
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.paper.page import PaperPage
from smallacts_desktop.ui.people.page import FacesPage
from smallacts_desktop.ui.settings.page import SettingsPage
from smallacts_desktop.ui.share.page import SharePage
from smallacts_desktop.ui.text import words
from smallacts_desktop.ui.text.window_words import CALENDAR, JOURNAL, SETTINGS, SHARE, TODAY
from smallacts_desktop.ui.today.page import TodayPage


class ResizableTable(Protocol):
    """A table, or what stands around one, whose columns can be dragged."""

    column_widths: ColumnWidths

    def fit_columns(self) -> None:
        """Lay the columns out by what ``column_widths`` says."""


class ColumnMemory(QObject):
    """Gives tables the widths of before, and keeps new ones."""

    def __init__(self, settings: SettingsStore, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings

    def restore(self, name: str, table: ResizableTable) -> None:
        """Begin with a table, once, by its id in the settings."""
        table.column_widths.set_widths(self._settings.current.columns.get(name, ()))
        table.fit_columns()
        table.column_widths.changed.connect(lambda: self._save(name, table.column_widths.widths))

    def _save(self, name: str, widths: tuple[int, ...]) -> None:
        self._settings.change(columns={**self._settings.current.columns, name: widths})


_Page = TypeVar("_Page", bound=Page)
# Where a page has another name than its item on the rail.
_ATTRIBUTES = {JOURNAL: "journal", SETTINGS: "settings"}


class PageRegistry:
    """The pages, as attributes; each joins ``stack`` when it is first asked for.

    So opening a journal takes no longer than its first page does. ``folder`` is where the journal
    is kept, for the Settings page to say so. ``show_problem`` is told why something could not be
    done on a page, blank once something could be.
    """

    def __init__(
        self,
        stack: QStackedWidget,
        journal: Journal,
        theme: Theme,
        settings: SettingsStore,
        folder: Path,
        show_problem: Callable[[str], None],
    ) -> None:
        self._show_problem = show_problem
        self._stack, self._journal, self._theme = stack, journal, theme
        self._settings, self._folder = settings, folder
        self._made: list[Page] = []
        self._waiting: dict[type[Page], list[Callable[[Any], object]]] = {}

    @property
    def _week_start(self) -> int | None:
        return self._settings.current.week_start

    @cached_property
    def today(self) -> TodayPage:
        """The card of the day, and the forms to write in."""
        return self._add(TodayPage(self._journal, self._theme))

    @cached_property
    def calendar(self) -> CalendarPage:
        """The days."""
        return self._add(
            CalendarPage(self._journal, self._theme, self._settings.current.week_start)
        )

    @cached_property
    def journal(self) -> JournalPage:
        """The entries."""
        return self._add(JournalPage(self._journal, self._theme))

    @cached_property
    def faces(self) -> FacesPage:
        """Familiar faces."""
        return self._add(FacesPage(self._journal, self._theme))

    @cached_property
    def insights(self) -> InsightsPage:
        """What has done the person good."""
        return self._add(
            InsightsPage(self._journal, self._theme, self._settings.current.week_start)
        )

    @cached_property
    def acts(self) -> ActsPage:
        """The acts to choose from."""
        return self._add(ActsPage(self._journal, self._theme))

    @cached_property
    def share(self) -> SharePage:
        """What may be handed to a support worker."""
        return self._add(SharePage(self._journal, self._theme))

    @cached_property
    def csv_import(self) -> ImportPage:
        """Taking in what was shared or saved."""
        return self._add(ImportPage(self._journal, self._theme))

    @cached_property
    def paper(self) -> PaperPage:
        """Week sheets, to print and to type in."""
        return self._add(PaperPage(self._journal, self._theme, self._week_start))

    @cached_property
    def settings(self) -> SettingsPage:
        """The settings."""
        return self._add(SettingsPage(self._journal, self._theme, self._settings, self._folder))

    def named(self, name: str) -> Page:
        """The page that an item of the rail stands for."""
        page: Page = getattr(self, _ATTRIBUTES.get(name, name))
        return page

    def when_made(self, kind: type[_Page], serve: Callable[[_Page], object]) -> None:
        """Call ``serve`` with the page of this kind, now or, if it is not there yet, once it is."""
        for page in self._made:
            if isinstance(page, kind):
                serve(page)
                return
        self._waiting.setdefault(kind, []).append(serve)

    def forget_waiting(self) -> None:
        """Call nobody any more when a page is made."""
        self._waiting.clear()

    # What all of them are told

    def on_change(self, change: Change) -> None:
        """Something in the journal changed."""
        for page in self._made:
            self._try(partial(page.on_change, change))

    def on_new_day(self) -> None:
        """A new day began."""
        for page in self._made:
            self._try(page.on_new_day)

    def save_words(self) -> None:
        """Write what is half-written; raises SmallActsError where it cannot be."""
        for page in self._made:
            page.save_words()

    def follow_settings(self, settings: Settings) -> None:
        """The person set something."""
        for page in self._made:
            page.follow_settings(settings)

    def _try(self, follow: Callable[[], None]) -> None:
        """Let one page read what it needs; where it cannot, the others still can."""
        attempt(follow, failed=self._show_error)

    def _show_error(self, error: SmallActsError) -> None:
        self._show_problem(words.problem(error))

    def _add(self, page: _Page) -> _Page:
        self._made.append(page)
        page.problem_told.connect(self._show_problem)
        # At once, not in the stack's next turn: the keyboard goes to what the page then has.
        page.resize(self._stack.size())
        self._stack.addWidget(page)
        for serve in self._waiting.pop(type(page), ()):
            serve(page)
        return page


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
