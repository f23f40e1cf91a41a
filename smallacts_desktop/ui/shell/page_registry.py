"""The pages of one open journal, each made when it is first asked for."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QStackedWidget

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
from smallacts_desktop.ui.kit.page import Page
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.paper.page import PaperPage
from smallacts_desktop.ui.people.page import FacesPage
from smallacts_desktop.ui.settings.page import SettingsPage
from smallacts_desktop.ui.share.page import SharePage
from smallacts_desktop.ui.text import words
from smallacts_desktop.ui.text.window_words import JOURNAL, SETTINGS
from smallacts_desktop.ui.today.page import TodayPage

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
