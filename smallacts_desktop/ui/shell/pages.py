"""The pages of one open journal, and what they ask of each other.

A page is imported and made when it is first asked for: the first picture needs one of them.
"""

from collections.abc import Callable
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QStackedWidget

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.settings import Settings, SettingsStore
from smallacts_desktop.ui.kit.input_events import unwatched
from smallacts_desktop.ui.kit.jobs import attempt
from smallacts_desktop.ui.kit.messages import MessageBar
from smallacts_desktop.ui.kit.page import Page
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words
from smallacts_desktop.ui.text.window_words import CALENDAR, HELP, JOURNAL, SHARE, TODAY

if TYPE_CHECKING:
    from smallacts_desktop.ui.acts.page import ActsPage
    from smallacts_desktop.ui.calendar.page import CalendarPage
    from smallacts_desktop.ui.csv_import.page import ImportPage
    from smallacts_desktop.ui.insights.page import InsightsPage
    from smallacts_desktop.ui.journal.page import JournalPage
    from smallacts_desktop.ui.paper.page import PaperPage
    from smallacts_desktop.ui.people.page import FacesPage
    from smallacts_desktop.ui.settings.page import SettingsPage
    from smallacts_desktop.ui.share.page import SharePage
    from smallacts_desktop.ui.shell.columns import ResizableTable
    from smallacts_desktop.ui.today.page import TodayPage

_Page = TypeVar("_Page", bound=Page)


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
        self._made: dict[str, Page] = {}
        self._waiting: dict[str, list[Callable[[Any], object]]] = {}

    @property
    def _week_start(self) -> int | None:
        return self._settings.current.week_start

    @cached_property
    def today(self) -> "TodayPage":
        """The card of the day, and the forms to write in."""
        from smallacts_desktop.ui.today.page import TodayPage

        return self._add(TodayPage(self._journal, self._theme), "today")

    @cached_property
    def calendar(self) -> "CalendarPage":
        """The days."""
        from smallacts_desktop.ui.calendar.page import CalendarPage

        return self._add(CalendarPage(self._journal, self._theme, self._week_start), "calendar")

    @cached_property
    def journal(self) -> "JournalPage":
        """The entries."""
        from smallacts_desktop.ui.journal.page import JournalPage

        return self._add(JournalPage(self._journal, self._theme), "journal")

    @cached_property
    def faces(self) -> "FacesPage":
        """Familiar faces."""
        from smallacts_desktop.ui.people.page import FacesPage

        return self._add(FacesPage(self._journal, self._theme), "faces")

    @cached_property
    def insights(self) -> "InsightsPage":
        """What has done the person good."""
        from smallacts_desktop.ui.insights.page import InsightsPage

        return self._add(InsightsPage(self._journal, self._theme, self._week_start), "insights")

    @cached_property
    def acts(self) -> "ActsPage":
        """The acts to choose from."""
        from smallacts_desktop.ui.acts.page import ActsPage

        return self._add(ActsPage(self._journal, self._theme), "acts")

    @cached_property
    def share(self) -> "SharePage":
        """What may be handed to a support worker."""
        from smallacts_desktop.ui.share.page import SharePage

        return self._add(SharePage(self._journal, self._theme), "share")

    @cached_property
    def csv_import(self) -> "ImportPage":
        """Taking in what was shared or saved."""
        from smallacts_desktop.ui.csv_import.page import ImportPage

        return self._add(ImportPage(self._journal, self._theme), "csv_import")

    @cached_property
    def paper(self) -> "PaperPage":
        """Week sheets, to print and to type in."""
        from smallacts_desktop.ui.paper.page import PaperPage

        return self._add(PaperPage(self._journal, self._theme, self._week_start), "paper")

    @cached_property
    def settings(self) -> "SettingsPage":
        """The settings."""
        from smallacts_desktop.ui.settings.page import SettingsPage

        made = SettingsPage(self._journal, self._theme, self._settings, self._folder)
        return self._add(made, "settings")

    def named(self, name: str) -> Page:
        """The page that an item of the rail stands for."""
        with unwatched():
            page: Page = getattr(self, name)
        return page

    def when_made(self, name: str, serve: Callable[[Any], object]) -> None:
        """Call ``serve`` with a page, by its attribute here, now or once it is there."""
        if name in self._made:
            serve(self._made[name])
        else:
            self._waiting.setdefault(name, []).append(serve)

    def forget_waiting(self) -> None:
        """Call nobody any more when a page is made."""
        self._waiting.clear()

    # What all of them are told

    def on_change(self, change: Change) -> None:
        """Something in the journal changed."""
        for page in self._made.values():
            self._try(partial(page.on_change, change))

    def on_new_day(self) -> None:
        """A new day began."""
        for page in self._made.values():
            self._try(page.on_new_day)

    def save_words(self) -> None:
        """Write what is half-written; raises SmallActsError where it cannot be."""
        for page in self._made.values():
            page.save_words()

    def follow_settings(self, settings: Settings) -> None:
        """The person set something."""
        for page in self._made.values():
            page.follow_settings(settings)

    def _try(self, follow: Callable[[], None]) -> None:
        """Let one page read what it needs; where it cannot, the others still can."""

        def show(error: SmallActsError) -> None:
            self._show_problem(words.problem(error))

        attempt(follow, failed=show)

    def _add(self, page: _Page, name: str) -> _Page:
        self._made[name] = page
        page.problem_told.connect(self._show_problem)
        # At once, not in the stack's next turn: the keyboard goes to what the page then has.
        page.resize(self._stack.size())
        self._stack.addWidget(page)
        for serve in self._waiting.pop(name, ()):
            serve(page)
        return page


class PageHost(Protocol):
    """What shows the pages."""

    pages: PageRegistry
    message_bar: MessageBar

    @property
    def journal(self) -> Journal:
        """The open journal."""

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

    def __init__(self, workspace: PageHost, settings: SettingsStore, parent: QObject) -> None:
        """It lives as long as ``parent``."""
        super().__init__(parent)
        self._workspace, self._settings = workspace, settings
        joins: dict[str, Callable[[Any], object]] = {
            "today": self._join_today,
            "calendar": self._join_calendar,
            "insights": self._join_insights,
            "journal": self._join_journal,
            "faces": self._join_faces,
            "acts": self._join_acts,
            "share": self._join_share,
            "settings": self._join_settings,
            "csv_import": self._join_import,
            "paper": lambda page: page.back.connect(partial(self._show, SHARE)),
        }
        for name, join in joins.items():
            workspace.pages.when_made(name, join)

    def offer_undo(self, sentence: str) -> None:
        """Say what was done, with the way back in the journal."""
        self._offer(self._workspace.undo, sentence)

    def just_write(self) -> None:
        """Words without an act."""
        if self._show(TODAY):
            self._workspace.pages.today.just_write()

    def _join_today(self, page: "TodayPage") -> None:
        page.day_wanted.connect(self._show_day)
        page.undoable.connect(self.offer_undo)
        page.help_wanted.connect(partial(self._show, HELP))

    def _join_calendar(self, page: "CalendarPage") -> None:
        page.entry_wanted.connect(self._show_entry)
        page.add_wanted.connect(self._add_to_day)
        page.undoable.connect(self.offer_undo)
        page.today_wanted.connect(partial(self._show, TODAY))

    def _join_insights(self, page: "InsightsPage") -> None:
        page.moment_wanted.connect(self.show_good_moment)
        page.today_wanted.connect(partial(self._show, TODAY))
        page.told.connect(self._workspace.show_sentence)

    def _join_journal(self, page: "JournalPage") -> None:
        page.undoable.connect(self.offer_undo)
        page.discarded.connect(partial(self._offer, page.undo_discard))
        page.faces_wanted.connect(partial(self._show_beside, "faces"))
        page.today_wanted.connect(partial(self._show, TODAY))

    def _join_faces(self, page: "FacesPage") -> None:
        page.back.connect(partial(self._show, JOURNAL))
        page.entries_wanted.connect(self._show_person)
        page.act_wanted.connect(self._note_with)

    def _join_acts(self, page: "ActsPage") -> None:
        page.today_wanted.connect(self._show_card)
        page.undoable.connect(partial(self._offer, page.undo_removal))
        page.told.connect(self._workspace.show_sentence)

    def _join_settings(self, page: "SettingsPage") -> None:
        page.undoable.connect(partial(self._offer, page.contacts.undo_removal))

    def _join_share(self, page: "SharePage") -> None:
        page.import_wanted.connect(partial(self._show_beside, "csv_import"))
        page.paper_wanted.connect(partial(self._show_beside, "paper"))
        self._remember_columns("share", page.table)

    def _join_import(self, page: "ImportPage") -> None:
        page.back.connect(partial(self._show, SHARE))
        self._remember_columns("import", page.view)

    def _remember_columns(self, name: str, table: "ResizableTable") -> None:
        from smallacts_desktop.ui.shell.columns import remember_columns

        remember_columns(self._settings, name, table)

    def _show(self, name: str) -> bool:
        return self._workspace.show_page(name)

    def _show_beside(self, name: str) -> None:
        self._workspace.show_beside_rail(self._workspace.pages.named(name))

    def _show_day(self, day: date) -> None:
        self._workspace.pages.calendar.show_day(day)
        self._show(CALENDAR)

    def _show_entry(self, entry_id: UUID) -> None:
        if self._show(JOURNAL):
            self._workspace.pages.journal.open_entry(entry_id)

    def show_good_moment(self) -> None:
        """Open one entry that the person marked as a good moment, or say that none is."""
        from smallacts_desktop.ui.text import reading_words

        def show(entry: Entry | None) -> None:
            if entry is None:
                self._workspace.show_sentence(reading_words.no_moments())
            else:
                self._show_entry(entry.id)

        self._workspace.pages.insights.attempt(self._workspace.journal.good_moments.another, show)

    def _show_person(self, nickname: str) -> None:
        if self._show(JOURNAL):
            self._workspace.pages.journal.show_person(nickname)

    def _add_to_day(self, day: date) -> None:
        if self._show(TODAY):
            self._workspace.pages.today.log_on(day)

    def _note_with(self, nickname: str, size: ActSize | None) -> None:
        if self._show(TODAY):
            self._workspace.pages.today.log_with(nickname, size)

    def _show_card(self) -> None:
        self._workspace.pages.today.show_start()
        self._show(TODAY)

    def _offer(self, undo: Callable[[], None], sentence: str) -> None:
        button = QCoreApplication.translate("Workspace", "Undo")
        self._workspace.message_bar.show_message(sentence, button, undo)
