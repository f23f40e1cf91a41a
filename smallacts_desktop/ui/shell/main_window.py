"""The window: its title, its place and its keys, around the lock page or an open journal."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.paths import Paths
from smallacts_desktop.settings import Settings, SettingsStore
from smallacts_desktop.ui.kit import actions
from smallacts_desktop.ui.kit.input_events import DoubleClickGuard
from smallacts_desktop.ui.kit.jobs import value_of
from smallacts_desktop.ui.kit.theme import Theme, apply_settings
from smallacts_desktop.ui.kit.window_geometry import (
    follow_screen,
    limit_to_screen,
    place_of,
    restore_place,
)
from smallacts_desktop.ui.shell.workspace import Workspace
from smallacts_desktop.ui.text import window_words
from smallacts_desktop.ui.text.window_words import SETTINGS

if TYPE_CHECKING:
    from smallacts_desktop.ui.security.lock_page import LockPage
    from smallacts_desktop.ui.shell.hiding import Cover


class MainWindow(QMainWindow):
    """The shell around the lock page, or around the workspace of the open journal.

    Its title is neutral and never changes: a title bar is read over a shoulder. ``settings`` are
    the person's settings in force.

    ``workspace_built(Workspace)``: the pages of an open journal were made.
    ``painted``: the first picture is on the screen.
    ``lock_wanted``: somebody pressed the key for the lock. ``closed``: the window has closed, and
    was not kept open or put into the tray. ``left``: the person wants the program to end, and the
    window has closed. ``is_leaving``: closing means the end, and not the tray.
    """

    workspace_built = Signal(object)
    painted = Signal()
    lock_wanted = Signal()
    closed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, settings: SettingsStore, paths: Paths) -> None:
        """It is empty until it is given a journal or a lock page to show."""
        super().__init__()
        self._theme, self.settings, self._paths = theme, settings, paths
        self._warned_of_loss = self.is_leaving = self._was_painted = False
        self.setWindowTitle(QCoreApplication.translate("MainWindow", "Small Acts"))
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._workspace: Workspace | None = None
        self._lock_page: LockPage | None = None
        self._add_keys()
        settings.when_changed(self._follow_settings)
        settings.when_not_saved(lambda: self.show_sentence(window_words.settings_not_saved()))
        restore_place(settings.current, self)
        limit_to_screen(self)

    @property
    def workspace(self) -> Workspace:
        """The pages of the open journal; raises RuntimeError when there are none."""
        if self._workspace is None:
            raise RuntimeError("no journal is open in this window")
        return self._workspace

    @property
    def is_locked(self) -> bool:
        """Whether the journal is closed and nothing of it is left in this window."""
        return self._workspace is None

    @property
    def is_open_to_see(self) -> bool:
        """Whether the pages of the journal are in the window, and no lock page before them."""
        return self._workspace is not None and self._lock_page is None

    @property
    def lock_page(self) -> "LockPage":
        """The lock page; raises RuntimeError while the journal is to be seen."""
        if self._lock_page is None:
            raise RuntimeError("the journal is not locked")
        return self._lock_page

    def show_sentence(self, sentence: str) -> None:
        """Show one sentence; while the journal is being locked nothing is shown."""
        (self.workspace if self._lock_page is None else self._lock_page).show_sentence(sentence)

    def save_words(self) -> None:
        """Make sure that what is half-written has reached the disk. Raises a SmallActsError."""
        if self._workspace is not None:
            from smallacts_desktop.ui.shell.hiding import save_words_of_dialogs

            self._workspace.save_words()
            save_words_of_dialogs(self)

    def show_help(self) -> None:
        """Show where to turn in a crisis, the person's own contacts first.

        While the journal is locked these are the ones that they chose to see then.
        """
        from smallacts_desktop.domain.people import OwnContact
        from smallacts_desktop.ui.shell.about import HelpDialog, read_help_contacts

        own = tuple(OwnContact(*row) for row in self.settings.current.own_contacts)
        if self._workspace is not None and self._lock_page is None:
            own = self._workspace.journal.preferences.own_contacts
        dialog = HelpDialog(self._theme, read_help_contacts(), self, own)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_about(self) -> None:
        """Show all about the program."""
        from smallacts_desktop.ui.shell.about import open_about

        open_about(self._theme, self._paths, self)

    def hide_at_once(self) -> None:
        """Be out of sight: covered, and minimised where the desktop does that."""
        self._cover.put_on()
        self.showMinimized()

    @cached_property
    def _cover(self) -> "Cover":
        from smallacts_desktop.ui.shell.hiding import Cover

        return Cover(self, self._theme, self._keys.combined)

    def lift_cover(self) -> None:
        """Show what F9 covered: the person asks for a window, from the tray say."""
        if "_cover" in vars(self):
            self._cover.take_off()

    def cover(self, page: QWidget) -> None:
        """Show ``page`` in the place of the workspace."""
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def uncover(self, page: QWidget) -> None:
        """Show the workspace again, and delete ``page``."""
        self._stack.setCurrentWidget(self.workspace)
        self._stack.removeWidget(page)
        page.deleteLater()
        self.workspace.focus_page()

    def quit(self) -> None:
        """End the program, wherever closing the window would leave it running.

        The window stays when words that are half-written cannot be kept.
        """
        self.is_leaving = True
        if self.close():
            self.left.emit()

    # What it shows

    def show_journal(self, journal: Journal) -> None:
        """Make the pages of ``journal`` and show them, in place of the lock page if there is one.

        The first is the page that was left on this day, unless words wait on another.
        """
        made = Workspace(journal, self._theme, self.settings, self._paths.data)
        made.help_wanted.connect(self.show_help)
        made.about_wanted.connect(self.show_about)
        self._stack.addWidget(made)
        self._workspace = made
        self.workspace_built.emit(made)
        made.begin(self._page_of_today())
        if self._lock_page is not None:
            self._hide_lock_page()
            made.come_back_to(self._page_of_today())

    def show_lock_page(self, page: "LockPage") -> None:
        """Show ``page`` and nothing of the journal, which may be open behind it for a while."""
        page.help_wanted.connect(self.show_help)
        page.began.connect(_import_first_page)
        if self._workspace is not None:
            self._record_page(self._workspace)
        self._lock_page = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if self._workspace is not None:
            self._stack.removeWidget(self._workspace)
            self._workspace.hide()

    def return_to_journal(self) -> None:
        """Show the journal again that is open behind the lock page."""
        self._stack.addWidget(self.workspace)
        self._hide_lock_page()
        self.workspace.focus_page()

    def close_journal(self) -> None:
        """Delete the pages, and every dialog, now; must be called from the event loop itself."""
        from smallacts_desktop.ui.shell.hiding import destroy

        workspace, self._workspace = self.workspace, None
        workspace.leave()
        destroy(self, workspace)

    def rebuild(self, journal: Journal) -> None:
        """Make all pages anew: ``journal`` is in the place of the one they show."""
        self.close_journal()
        self.show_journal(journal)
        self._stack.setCurrentWidget(self.workspace)
        self.workspace.show_page(SETTINGS)

    def _hide_lock_page(self) -> None:
        page, self._lock_page = self.lock_page, None
        self._stack.setCurrentWidget(self.workspace)
        self._stack.removeWidget(page)
        page.deleteLater()

    # Events

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is half-written, and the window's place.

        Words that cannot be kept, on a full disk say, hold the window open once; the person may
        copy them elsewhere, and close it all the same.
        """
        try:
            self.save_words()
        except SmallActsError as error:
            if not self._warned_of_loss:
                self._warned_of_loss = True
                self.lift_cover()
                self.show_sentence(window_words.not_closed(error))
                self.is_leaving = False
                event.ignore()
                return
        if self._workspace is not None:
            self._record_page(self._workspace)
        self.settings.record(**place_of(self))
        self._leave()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the screen, and each that the window is moved to."""
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            unique = Qt.ConnectionType.UniqueConnection
            handle.screenChanged.connect(self._follow_screen, unique)
        limit_to_screen(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once of the first picture, when all that the window holds has been painted too."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            # Not before: each event of the start would be made an object of Python for them, and
            # with the first that Qt has made itself, every class that it might be of.
            self._keys.start()
            self._guard.start()
            QTimer.singleShot(0, self, self.painted.emit)

    def changeEvent(self, event: QEvent) -> None:
        """Look at the day again, and show all of it, when the person comes back to the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and "_cover" in vars(self):
            self._cover.follow_state()
        comes_back = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if comes_back and self.is_open_to_see:
            self.workspace.notice_new_day()

    # Within it

    def _record_page(self, workspace: Workspace) -> None:
        if day := value_of(workspace.journal.today, None):
            self.settings.record(page=workspace.rail.current, page_day=day.isoformat())

    def _page_of_today(self) -> str:
        """The page that was left on this day of the person's; blank on a new day."""
        left, day = self.settings.current, value_of(self.workspace.journal.today, None)
        return left.page if day and left.page_day == day.isoformat() else ""

    def _leave(self) -> None:
        if self._workspace is not None:
            self._workspace.leave()
        self._keys.stop()
        self._guard.stop()
        self.lift_cover()
        self.closed.emit()

    @Slot()
    def _follow_screen(self) -> None:
        follow_screen(self)

    def _add_keys(self) -> None:
        lock = actions.add_action(actions.LOCK_JOURNAL, self, self._want_lock)
        hide = actions.add_action(actions.HIDE_WINDOW, self, self.hide_at_once)
        self._keys = actions.EverywhereKeys((lock, hide), self)
        self._guard = DoubleClickGuard(self)
        self.quit_action = actions.add_action(actions.QUIT, self, self.quit)
        self.help_action = actions.add_action(actions.SHOW_HELP, self, self.show_help)
        actions.add_action(actions.CLOSE_WINDOW, self, self.close)

    def _want_lock(self) -> None:
        self.lock_wanted.emit()

    def _follow_settings(self, settings: Settings) -> None:
        apply_settings(self._theme, settings)
        if self._workspace is not None:
            self._workspace.follow_settings(settings)


def _import_first_page() -> None:
    """Have the modules of the page that comes next, while another thread works out the key."""
    from smallacts_desktop.ui.today import page

    del page
