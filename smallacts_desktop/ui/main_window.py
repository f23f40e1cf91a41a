"""The window: the rail, the pages, and everything that goes from one page to another."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.help_contacts import read_help_contacts
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.paths import Paths
from smallacts_desktop.settings import Settings, SettingsFile
from smallacts_desktop.ui import icons, words
from smallacts_desktop.ui.bridge import Bridge
from smallacts_desktop.ui.dialogs.help_dialog import HelpDialog
from smallacts_desktop.ui.dialogs.waiting_dialog import WaitingDialog
from smallacts_desktop.ui.dress import dress
from smallacts_desktop.ui.pages.acts_page import ActsPage
from smallacts_desktop.ui.pages.bring_back_page import BringBackPage
from smallacts_desktop.ui.pages.calendar_page import CalendarPage
from smallacts_desktop.ui.pages.faces_page import FacesPage
from smallacts_desktop.ui.pages.insights_page import InsightsPage
from smallacts_desktop.ui.pages.journal_page import EDIT_FORM, JournalPage
from smallacts_desktop.ui.pages.paper_page import PaperPage
from smallacts_desktop.ui.pages.settings_page import SettingsPage
from smallacts_desktop.ui.pages.share_page import SharePage
from smallacts_desktop.ui.pages.today_page import TodayPage
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.widgets.message_bar import MessageBar
from smallacts_desktop.ui.widgets.page import Page
from smallacts_desktop.ui.widgets.rail import Rail
from smallacts_desktop.ui.window_place import restore_place, with_place

TODAY, CALENDAR, JOURNAL, INSIGHTS, ACTS, SHARE, SETTINGS, HELP = (
    "today", "calendar", "journal", "insights", "acts", "share", "settings", "help",
)  # fmt: skip
_SMALLEST = (640, 480)
# Often enough that a new day shows by itself, rare enough to cost nothing.
_NEW_DAY_CHECK_MS = 30_000


class MainWindow(QMainWindow):
    """Wires the pages together; none of them knows another.

    Its title is neutral and never changes: a title bar is read over a shoulder.
    """

    def __init__(
        self, journal: Journal, theme: Theme, settings_file: SettingsFile, paths: Paths
    ) -> None:
        super().__init__()
        self._journal, self._theme, self._settings_file = journal, theme, settings_file
        self.settings = settings_file.load()
        self._paths = paths
        self._today = journal.today()
        self._warned_of_loss = False
        self.setWindowTitle(QCoreApplication.translate("MainWindow", "Small Acts"))
        self.setWindowIcon(icons.application_icon())
        self.setMinimumSize(*_SMALLEST)
        self.rail = Rail(theme)
        self.stack = QStackedWidget()
        self.message_bar = MessageBar(theme)
        self._make_pages()
        self._lay_out()
        self._wire()
        self._add_keys()
        restore_place(self.settings, self)
        self._open_first_page()
        self._clock = QTimer(self, interval=_NEW_DAY_CHECK_MS)
        self._clock.timeout.connect(self.notice_new_day)
        self._clock.start()

    # What other parts call

    def tell(self, sentence: str) -> None:
        """Show one sentence at the bottom of the window."""
        self.message_bar.show_message(sentence)

    def show_page(self, name: str) -> None:
        """Go to a page."""
        if name == HELP:
            self.show_help()
            return
        page = self.pages[name]
        if page is not self.stack.currentWidget():
            self._keep_words()
            self.message_bar.clear()
            self.stack.setCurrentWidget(page)
            self.rail.set_current(name)
            page.on_shown()
        page.focus_first()

    def show_help(self) -> None:
        """Show where to turn in a crisis."""
        HelpDialog(self._theme, read_help_contacts(), self).open()

    def notice_new_day(self) -> None:
        """Let the pages follow when a new day has begun, or the clock was set."""
        if isinstance(QApplication.activeModalWidget(), WaitingDialog):
            # Another thread may be writing; there is another look soon.
            return
        today = self._journal.today()
        if today != self._today:
            self._today = today
            for page in self._every_page():
                page.on_new_day()

    def undo(self) -> None:
        """Take back the newest edit or deletion."""
        if self._journal.can_undo:
            self._journal.undo()
            self.message_bar.show_message(
                QCoreApplication.translate("MainWindow", "Undone."),
                QCoreApplication.translate("MainWindow", "Redo"),
                self.redo,
            )

    def redo(self) -> None:
        """Do the newest undone step again."""
        if self._journal.can_redo:
            self._journal.redo()
            self._offer_undo(QCoreApplication.translate("MainWindow", "Done again."))

    # Events

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is half-written, and the window's place.

        Words that cannot be kept, on a full disk say, hold the window open once; the person may
        copy them elsewhere, and close it all the same.
        """
        try:
            self._keep_words()
        except SmallActsError as error:
            if not self._warned_of_loss:
                self._warned_of_loss = True
                self._warn_of_loss(error)
                event.ignore()
                return
        self._save_settings(with_place(self.settings, self))
        self._clock.stop()
        self._bridge.stop()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the rail on top where there is little room."""
        super().resizeEvent(event)
        self._fit_rail()

    def changeEvent(self, event: QEvent) -> None:
        """Look at the day again when the person comes back to the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.notice_new_day()

    # Making it

    def _make_pages(self) -> None:
        journal, theme = self._journal, self._theme
        self.today = TodayPage(journal, theme)
        self.calendar = CalendarPage(journal, theme, self.settings.week_start)
        self.journal_page = JournalPage(journal, theme)
        self.faces = FacesPage(journal, theme)
        self.insights = InsightsPage(journal, theme, self.settings.week_start)
        self.acts = ActsPage(journal, theme)
        self.share = SharePage(journal, theme)
        self.bring_back = BringBackPage(journal, theme)
        self.paper = PaperPage(journal, theme, self.settings.week_start)
        self.settings_page = SettingsPage(journal, theme, self.settings, self._paths.data)
        self.pages: dict[str, Page] = {
            TODAY: self.today,
            CALENDAR: self.calendar,
            JOURNAL: self.journal_page,
            INSIGHTS: self.insights,
            ACTS: self.acts,
            SHARE: self.share,
            SETTINGS: self.settings_page,
        }
        for page in self._every_page():
            self.stack.addWidget(page)
        translate = QCoreApplication.translate
        self.rail.add_page(TODAY, "nav-today", translate("MainWindow", "Today"))
        self.rail.add_page(CALENDAR, "nav-calendar", translate("MainWindow", "Calendar"))
        self.rail.add_page(JOURNAL, "nav-journal", translate("MainWindow", "Journal"))
        self.rail.add_page(INSIGHTS, "nav-insights", translate("MainWindow", "Insights"))
        self.rail.add_page(ACTS, "nav-acts", translate("MainWindow", "Acts"))
        self.rail.add_page(SHARE, "nav-share", translate("MainWindow", "Share"))
        self.rail.add_lower(SETTINGS, "nav-settings", translate("MainWindow", "Settings"))
        self.rail.add_lower(HELP, "nav-help", translate("MainWindow", "Help now"), selectable=False)

    def _lay_out(self) -> None:
        ground = QWidget()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, ground)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addWidget(self.message_bar)
        self._box.addWidget(self.rail)
        self._box.addLayout(column, 1)
        self.setCentralWidget(ground)

    def _wire(self) -> None:
        self._bridge = Bridge(self._journal, self)
        self._bridge.changed.connect(self._follow)
        self._theme.changed.connect(self._fit_rail)
        self.rail.page_chosen.connect(self.show_page)
        self.today.day_wanted.connect(self._show_day)
        self.calendar.entry_wanted.connect(self._show_entry)
        self.calendar.add_wanted.connect(self._add_to_day)
        self.calendar.note_wanted.connect(self._note_on_day)
        self.calendar.undoable.connect(self._offer_undo)
        self.calendar.today_wanted.connect(lambda: self.show_page(TODAY))
        self.journal_page.undoable.connect(self._offer_undo)
        self.journal_page.faces_wanted.connect(self._show_faces)
        self.faces.back.connect(lambda: self.show_page(JOURNAL))
        self.faces.entries_wanted.connect(self._show_person)
        self.faces.act_wanted.connect(self._note_with)
        self.journal_page.today_wanted.connect(lambda: self.show_page(TODAY))
        self.insights.today_wanted.connect(lambda: self.show_page(TODAY))
        self.insights.told.connect(self.tell)
        self.acts.today_wanted.connect(self._show_card)
        self.acts.undoable.connect(self._offer_way_back)
        self.share.bring_back_wanted.connect(lambda: self._show_aside(self.bring_back))
        self.bring_back.back.connect(lambda: self.show_page(SHARE))
        self.share.paper_wanted.connect(lambda: self._show_aside(self.paper))
        self.paper.back.connect(lambda: self.show_page(SHARE))
        self.settings_page.changed.connect(self._apply_settings)

    def _add_keys(self) -> None:
        for number, name in enumerate(self.pages, start=1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, lambda to=name: self.show_page(to))
        standard = QKeySequence.StandardKey
        for keys, action in (
            (standard.Undo, self.undo),
            (standard.Redo, self.redo),
            (standard.Quit, self.close),
            (standard.HelpContents, self.show_help),
        ):
            # A platform may have several keys for one thing, as for redo.
            shortcut = QShortcut(self)
            shortcut.setKeys(keys)
            shortcut.activated.connect(action)
        QShortcut(QKeySequence("Ctrl+N"), self, self._just_write)

    # From page to page

    def _follow(self, change: Change) -> None:
        if change.entries or change.pending:
            # A message about the last thing done does not outlive the next.
            self.message_bar.clear()
        for page in self._every_page():
            page.on_change(change)

    def _show_day(self, day: date) -> None:
        self.calendar.show_day(day)
        self.show_page(CALENDAR)

    def _show_entry(self, entry_id: UUID) -> None:
        self.show_page(JOURNAL)
        self.journal_page.open_entry(entry_id)

    def _add_to_day(self, day: date) -> None:
        self.show_page(TODAY)
        self.today.log_on(day)

    def _note_on_day(self, day: date) -> None:
        self.show_page(TODAY)
        self.today.note_on(day)

    def _show_faces(self) -> None:
        self._keep_words()
        self.message_bar.clear()
        self.stack.setCurrentWidget(self.faces)
        self.faces.on_shown()
        self.faces.focus_first()

    def _show_aside(self, page: Page) -> None:
        """Go to a page that is not on the rail, whose mark stays where it is."""
        self._keep_words()
        self.message_bar.clear()
        self.stack.setCurrentWidget(page)
        page.on_shown()
        page.focus_first()

    def _show_person(self, nickname: str) -> None:
        self.show_page(JOURNAL)
        self.journal_page.show_person(nickname)

    def _note_with(self, nickname: str, size: ActSize | None) -> None:
        self.show_page(TODAY)
        self.today.log_with(nickname, size)

    def _show_card(self) -> None:
        self.today.show_start()
        self.show_page(TODAY)

    def _just_write(self) -> None:
        self.show_page(TODAY)
        self.today.just_write()

    def _offer_undo(self, sentence: str) -> None:
        self.message_bar.show_message(
            sentence, QCoreApplication.translate("MainWindow", "Undo"), self.undo
        )

    def _offer_way_back(self, sentence: str, way_back: Callable[[], None] | None) -> None:
        undo = QCoreApplication.translate("MainWindow", "Undo") if way_back else ""
        self.message_bar.show_message(sentence, undo, way_back)

    def _open_first_page(self) -> None:
        form = self._journal.person.open_form
        if form.startswith(EDIT_FORM) and self.journal_page.reopen(form):
            self.show_page(JOURNAL)
        else:
            self.show_page(TODAY)

    def _warn_of_loss(self, error: SmallActsError) -> None:
        self.tell(
            QCoreApplication.translate(
                "MainWindow",
                "{problem} What you were writing is still here. Close the window again to leave "
                "without it.",
            ).format(problem=words.problem(error))
        )

    def _keep_words(self) -> None:
        for page in self._every_page():
            page.keep_words()

    def _every_page(self) -> tuple[Page, ...]:
        return (*self.pages.values(), self.faces, self.bring_back, self.paper)

    # Settings and place

    def _apply_settings(self, settings: Settings) -> None:
        self.settings = settings
        dress(self._theme, settings)
        self.calendar.set_week_start(settings.week_start)
        self.insights.set_week_start(settings.week_start)
        self.paper.set_week_start(settings.week_start)
        self._save_settings(settings)

    def _save_settings(self, settings: Settings) -> None:
        try:
            self._settings_file.save(settings)
        except OSError:
            self.tell(
                QCoreApplication.translate(
                    "MainWindow", "Your settings could not be saved. Your journal is safe."
                )
            )

    def _fit_rail(self) -> None:
        compact = self.rail.wants_compact(self.size())
        direction = QBoxLayout.Direction
        self.rail.set_compact(compact)
        self._box.setDirection(direction.TopToBottom if compact else direction.LeftToRight)
