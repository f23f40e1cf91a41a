"""Everything a person sees of one open journal: the rail, the pages and the message bar."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QTimer, Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from smallacts_desktop.domain.days import until_day_ends
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.journal.changes import EDIT_FORM, Change
from smallacts_desktop.journal.drafts import DAY_NOTE_FORM
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.settings import Settings, SettingsStore
from smallacts_desktop.ui.kit import actions
from smallacts_desktop.ui.kit.input_events import unwatched
from smallacts_desktop.ui.kit.jobs import Bridge, attempt, ignore, value_of
from smallacts_desktop.ui.kit.messages import MessageBar
from smallacts_desktop.ui.kit.page import Page, fade_in
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.shell.crash_reporter import Shell
from smallacts_desktop.ui.shell.pages import Navigator, PageRegistry
from smallacts_desktop.ui.shell.rail import Rail
from smallacts_desktop.ui.text import words
from smallacts_desktop.ui.text.window_words import (
    CALENDAR,
    HELP,
    JOURNAL,
    LOCK,
    PAGES,
    SETTINGS,
    TODAY,
)  # fmt: skip

if TYPE_CHECKING:
    from smallacts_desktop.ui.settings.page import SettingsPage

# A computer that slept, or a clock that was set, is noticed at the latest after the wait.
_LONGEST_WAIT, _MILLISECOND = timedelta(hours=1), timedelta(milliseconds=1)
_COMING = (QEvent.Type.WindowActivate, QEvent.Type.Enter)


class Workspace(QWidget):
    """The pages of one open journal, and what goes from one of them to another.

    Who serves one of its pages joins it first; ``begin`` then makes and shows the first page.
    It lives as long as its journal is open. After ``leave()`` nothing but its parent keeps it: once
    deleted, no word of the journal is left in the window.

    ``help_wanted``: the person asked where to turn in a crisis.
    ``lock_wanted``, ``about_wanted``: to lock the journal, and to read about the program.
    ``erase_wanted``: the person asked there to delete everything.
    ``changed(Change)``: something in the journal changed.
    """

    help_wanted = Signal()
    lock_wanted = Signal()
    about_wanted = Signal()
    erase_wanted = Signal()
    changed = Signal(object)

    def __init__(
        self, journal: Journal, theme: Theme, settings: SettingsStore, folder: Path
    ) -> None:
        """``folder`` is where the journal is kept, for the Settings page to say so."""
        super().__init__()
        self._journal, self._theme = journal, theme
        self._today: date | None = None
        self.rail = Rail(theme)
        self.stack = QStackedWidget()
        self.message_bar = MessageBar(theme)
        self._settings, self._problem, self._place = settings, "", TODAY
        self.pages = PageRegistry(self.stack, journal, theme, settings, folder, self._show_problem)
        self._fill_rail()
        self._build_layout()
        self._wire()
        self._add_keys()
        self._shown: Page | None = None
        self._has_left = False
        self._day_timer = QTimer(self, singleShot=True)
        self._day_timer.timeout.connect(self._check_day)

    @property
    def journal(self) -> Journal:
        """The open journal."""
        return self._journal

    def begin(self, left: str) -> None:
        """Show the first page: where words wait, or else ``left``, or Today when that is blank."""
        self._today = value_of(self._journal.today, None, failed=self._show_error)
        if not self._attempt(lambda: self._open_first_page(left)):
            self.show_page(TODAY)

    def show_sentence(self, sentence: str) -> None:
        """Show one sentence at the bottom of the window."""
        self.message_bar.show_message(sentence)

    def show_page(self, name: str) -> bool:
        """Go to a page, or do what an item of the rail that is no page stands for.

        Returns whether the page is to be seen: where half-written words cannot be kept, or the
        page cannot be read, the person is told and stays.
        """
        if name in (HELP, LOCK):
            (self.help_wanted if name == HELP else self.lock_wanted).emit()
            return False
        there = self._attempt(lambda: self._turn_to(self.pages.named(name)))
        if there:
            self._place = name
            self.focus_page()
        self.rail.set_current(self._place)
        return there

    def focus_page(self) -> None:
        """Put the keyboard on the page that is to be seen."""
        page = self.stack.currentWidget()
        if isinstance(page, Page):
            page.focus_first()

    def come_back_to(self, name: str) -> None:
        """Go to the page where the person was, unless words are waiting on another."""
        if name in PAGES and self.rail.current == TODAY:
            self.show_page(name)
        self.focus_page()

    def show_beside_rail(self, page: Page) -> None:
        """Go to a page that is not on the rail, whose mark stays where it is."""
        if self._attempt(lambda: self._turn_to(page)):
            page.focus_first()

    def just_write(self) -> None:
        """Open the form for words alone."""
        self._ways.just_write()

    def search(self) -> None:
        """Look for something in the journal."""
        if self.show_page(JOURNAL):
            self.pages.journal.focus_search()

    def notice_new_day(self) -> bool:
        """Let the pages follow when a new day has begun, or the clock was set; whether it has."""
        modal = QApplication.activeModalWidget()
        if modal is not None:
            from smallacts_desktop.ui.kit.dialogs import WaitingDialog

            if isinstance(modal, WaitingDialog):
                # Another thread may be writing; there is another look soon.
                return False
        today = value_of(self._journal.today, None, failed=self._show_error)
        if today in (None, self._today):
            return False
        self._today = today
        # Nobody asked for it just now; what stays today goes another day.
        attempt(self._journal.deleted.drop_older_than_30_days, failed=ignore)
        self.pages.on_new_day()
        return True

    def undo(self) -> None:
        """Take back the newest edit or deletion."""
        if self._journal.can_undo and self._attempt(self._journal.undo):
            self.message_bar.show_message(
                QCoreApplication.translate("Workspace", "Undone."),
                QCoreApplication.translate("Workspace", "Redo"),
                self.redo,
            )

    def redo(self) -> None:
        """Do the newest undone step again."""
        if self._journal.can_redo and self._attempt(self._journal.redo):
            self._ways.offer_undo(QCoreApplication.translate("Workspace", "Done again."))

    def save_words(self) -> None:
        """Write what is half-written on any page; raises SmallActsError where it cannot be."""
        self.pages.save_words()

    def offer_lock(self, *, offered: bool) -> None:
        """Have “Lock now” on the rail, or not: a journal without a passphrase has no lock."""
        self.rail.set_offered(LOCK, offered=offered)
        self._fit_rail()

    def follow_settings(self, settings: Settings) -> None:
        """Let the pages follow what the person has just set."""
        self.pages.follow_settings(settings)

    def leave(self) -> None:
        """Look at the clock and listen to the journal no more; twice does no harm."""
        self._has_left = True
        self._day_timer.stop()
        self._bridge.stop()
        self.pages.forget_waiting()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the clock from now on; a day that began unseen begins on Today."""
        super().showEvent(event)
        if not self._has_left:
            if self.notice_new_day() and not value_of(
                lambda: self._journal.preferences.open_form, ""
            ):
                self.show_page(TODAY)
            self._wait_for_day()

    def event(self, event: QEvent) -> bool:
        """Look at the clock when somebody comes, perhaps after a night's sleep."""
        if event.type() in _COMING and self._day_timer.isActive():
            self._check_day()
        return super().event(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the clock be: nobody sees which day it is."""
        super().hideEvent(event)
        self._day_timer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the rail on top where there is little room."""
        super().resizeEvent(event)
        self._fit_rail()

    def _check_day(self) -> None:
        self.notice_new_day()
        self._wait_for_day()

    def _wait_for_day(self) -> None:
        """Look again when the day turns; an idle window is not to wake the computer before."""
        now, preferences = self._journal.moment, self._journal.preferences
        left = value_of(lambda: until_day_ends(now(), preferences.day_start), _LONGEST_WAIT)
        self._day_timer.start(min(left, _LONGEST_WAIT) // _MILLISECOND + 1)

    # Making it

    def _fill_rail(self) -> None:
        for name in PAGES:
            add = self.rail.add_lower if name == SETTINGS else self.rail.add_page
            add(name, f"nav-{name}", actions.GO_TO[name])
        for name, action in ((HELP, actions.SHOW_HELP), (LOCK, actions.LOCK_JOURNAL)):
            self.rail.add_lower(name, f"nav-{name}", action, selectable=False)
        self.rail.set_offered(LOCK, offered=False)

    def _build_layout(self) -> None:
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addWidget(self.message_bar)
        self._box.addWidget(self.rail)
        self._box.addLayout(column, 1)

    def _wire(self) -> None:
        self._ways = Navigator(self, self._settings, self)
        self.pages.when_made(SETTINGS, self._connect_settings)
        self._bridge = Bridge(self._journal, self)
        self._bridge.changed.connect(self._follow)
        self._theme.changed.connect(self._fit_rail)
        self.rail.page_chosen.connect(self.show_page)

    def _connect_settings(self, page: "SettingsPage") -> None:
        page.about_wanted.connect(self.about_wanted)
        page.erase_wanted.connect(self.erase_wanted)

    def _add_keys(self) -> None:
        for page, spec in actions.GO_TO.items():
            actions.add_action(spec, self, self._way_to(page))
        for spec, called in (
            (actions.JUST_WRITE, self.just_write),
            (actions.SEARCH, self.search),
            (actions.UNDO, self.undo),
            (actions.REDO, self.redo),
            (actions.OPEN_SETTINGS, lambda: self.show_page(SETTINGS)),
        ):
            actions.add_action(spec, self, called)

    def _way_to(self, page: str) -> Callable[[], object]:
        return lambda: self.show_page(page)

    # Within it

    def _attempt(self, work: Callable[[], object]) -> bool:
        return attempt(work, failed=self._show_error)

    def _show_error(self, error: SmallActsError) -> None:
        self._show_problem(words.problem(error))

    def _show_problem(self, sentence: str) -> None:
        """Say why something could not be done; blank takes that back, and nothing else."""
        if sentence:
            self.show_sentence(sentence)
        elif self._problem and self.message_bar.text == self._problem:
            self.message_bar.clear()
        self._problem = sentence

    def _follow(self, change: Change) -> None:
        if change.entries or change.pending:
            # A message about the last thing done does not outlive the next.
            self.message_bar.clear()
        self.pages.on_change(change)
        self.changed.emit(change)

    def _turn_to(self, page: Page) -> None:
        if page is self._shown:
            page.on_chosen_again()
            return
        self.save_words()
        self.message_bar.clear()
        with unwatched():
            self.stack.setCurrentWidget(page)
        turned, self._shown = self._shown is not None, page
        page.on_shown()
        if turned:
            fade_in(page, self._theme)

    def _open_first_page(self, left: str) -> None:
        form = self._journal.preferences.open_form
        if form.startswith(EDIT_FORM) and self.pages.journal.reopen(form):
            self.show_page(JOURNAL)
        elif form.startswith(DAY_NOTE_FORM) and self.pages.calendar.reopen(form):
            self.show_page(CALENDAR)
        elif form or left not in PAGES:
            # Other words that are half-written wait on this page.
            self.show_page(TODAY)
        else:
            self.show_page(left)

    def _fit_rail(self) -> None:
        compact, direction = self.rail.wants_compact(self.size()), QBoxLayout.Direction
        self.rail.set_compact(compact)
        self._box.setDirection(direction.TopToBottom if compact else direction.LeftToRight)


class JournalWindow(Shell, Protocol):
    """A window that shows either the lock page or the pages of one open journal."""

    @property
    def workspace(self) -> Workspace:
        """The pages of the open journal."""

    @property
    def is_locked(self) -> bool:
        """Whether it holds nothing of a journal."""

    @property
    def is_open_to_see(self) -> bool:
        """Whether it shows the pages."""

    @property
    def workspace_built(self) -> SignalInstance:
        """Emitted with the workspace once there is one."""
