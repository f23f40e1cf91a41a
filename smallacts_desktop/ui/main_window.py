"""The window: its title, its place and its keys, around whatever is to be seen in it."""

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.help_contacts import read_help_contacts
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.paths import Paths
from smallacts_desktop.settings import Settings, SettingsFile
from smallacts_desktop.ui import icons, words
from smallacts_desktop.ui.dialogs.erase_dialog import EraseDialog
from smallacts_desktop.ui.dialogs.help_dialog import HelpDialog
from smallacts_desktop.ui.dress import dress
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.window_place import restore_place, with_place
from smallacts_desktop.ui.workspace import Workspace

_SMALLEST = (640, 480)


class MainWindow(QMainWindow):
    """The shell around the workspace of the open journal.

    Its title is neutral and never changes: a title bar is read over a shoulder. ``settings`` are
    the person's settings in force.

    Signals: ``erase_confirmed``, the person wants everything deleted, and has typed so.
    """

    erase_confirmed = Signal()

    def __init__(
        self, journal: Journal, theme: Theme, settings_file: SettingsFile, paths: Paths
    ) -> None:
        super().__init__()
        self._theme, self._settings_file = theme, settings_file
        self.settings = settings_file.load()
        self._paths = paths
        self._warned_of_loss = False
        self.setWindowTitle(QCoreApplication.translate("MainWindow", "Small Acts"))
        self.setWindowIcon(icons.application_icon())
        self.setMinimumSize(*_SMALLEST)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._workspace: Workspace | None = None
        self._add_keys()
        self._build_workspace(journal)
        restore_place(self.settings, self)

    @property
    def workspace(self) -> Workspace:
        """The pages of the open journal; raises RuntimeError when there are none."""
        if self._workspace is None:
            raise RuntimeError("no journal is open in this window")
        return self._workspace

    def tell(self, sentence: str) -> None:
        """Show one sentence at the bottom of the window."""
        self.workspace.tell(sentence)

    def keep_words(self) -> None:
        """See to it that what is half-written has reached the disk. Raises a SmallActsError."""
        if self._workspace is not None:
            self._workspace.keep_words()

    def show_help(self) -> None:
        """Show where to turn in a crisis."""
        HelpDialog(self._theme, read_help_contacts(), self).open()

    # Events

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is half-written, and the window's place.

        Words that cannot be kept, on a full disk say, hold the window open once; the person may
        copy them elsewhere, and close it all the same.
        """
        try:
            self.workspace.keep_words()
        except SmallActsError as error:
            if not self._warned_of_loss:
                self._warned_of_loss = True
                self._warn_of_loss(error)
                event.ignore()
                return
        self._save_settings(with_place(self.settings, self))
        self.workspace.leave()
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Look at the day again when the person comes back to the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.workspace.notice_new_day()

    # Within it

    def _build_workspace(self, journal: Journal) -> None:
        made = Workspace(journal, self._theme, self.settings, self._paths.data)
        made.help_wanted.connect(self.show_help)
        made.settings_changed.connect(self._apply_settings)
        made.erase_wanted.connect(self._ask_to_erase)
        self._stack.addWidget(made)
        self._workspace = made

    def _ask_to_erase(self) -> None:
        dialog = EraseDialog(self._theme, self._paths, (), self)
        dialog.confirmed.connect(self.erase_confirmed)
        dialog.open()

    def _add_keys(self) -> None:
        standard = QKeySequence.StandardKey
        for keys, action in (
            (standard.Quit, self.close),
            (standard.HelpContents, self.show_help),
        ):
            shortcut = QShortcut(self)
            shortcut.setKeys(keys)
            shortcut.activated.connect(action)

    def _warn_of_loss(self, error: SmallActsError) -> None:
        self.tell(
            QCoreApplication.translate(
                "MainWindow",
                "{problem} What you were writing is still here. Close the window again to leave "
                "without it.",
            ).format(problem=words.problem(error))
        )

    def _apply_settings(self, settings: Settings) -> None:
        self.settings = settings
        dress(self._theme, settings)
        self.workspace.follow_settings(settings)
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
