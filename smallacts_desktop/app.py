"""The program with a window: builds its layers and hands each what it needs.

The start, in order: the journal's layers are imported before Qt; the journal is claimed, and where
a window has it open already, that one is raised and this start ends; the settings are read (theme
and text size are needed whatever happens next); the journal is opened, and where it cannot be, the
window says why and changes nothing; then the pages are built.
"""

import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import cast

from smallacts_desktop.demo import demo_entries
from smallacts_desktop.domain.errors import JournalOpenElsewhereError, SmallActsError
from smallacts_desktop.journal.instance import Claim, ask_for_window
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.journal.opening import open_journal
from smallacts_desktop.paths import Paths
from smallacts_desktop.settings import SettingsFile

# isort: split
from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from smallacts_desktop.ui import words
from smallacts_desktop.ui.crash import CrashNet
from smallacts_desktop.ui.dress import dress
from smallacts_desktop.ui.elsewhere_window import ElsewhereWindow
from smallacts_desktop.ui.main_window import MainWindow
from smallacts_desktop.ui.problem_window import ProblemWindow
from smallacts_desktop.ui.raising import Presence
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.widgets.focus_ring import FocusRing

DESKTOP_FILE = "small-acts"
_LOG_BYTES = 200_000


def run(paths: Paths, *, demo: bool = False) -> int:
    """Open the window and stay until it is closed; returns the exit code."""
    with ExitStack() as stack:
        if demo:
            paths = stack.enter_context(throwaway_folder())
        try:
            claim = Claim.take(paths)
        except JournalOpenElsewhereError:
            return _raise_the_other(paths)
        stack.callback(claim.release)
        keep_log(paths)
        app = make_application()
        settings = SettingsFile(paths.settings)
        theme = Theme(app)
        dress(theme, settings.load())
        theme.apply(app)
        FocusRing(app, theme)
        presence = Presence(claim, paths)
        stack.callback(presence.stop)
        if not _may_open(claim, presence, theme):
            return 1
        journal = _open_patiently(paths, theme)
        if journal is None:
            return 1
        stack.callback(journal.close)
        presence.start()
        if demo:
            fill_with_demo(journal)
        journal.deleted.drop_older_than_30_days()
        window = MainWindow(journal, theme, settings, paths)
        presence.told.connect(window.tell)
        net = CrashNet()
        net.caught.connect(window.tell)
        net.install()
        stack.callback(net.remove)
        window.show()
        return app.exec()


def make_application() -> QApplication:
    """The one QApplication, named neutrally and kept from writing settings of its own."""
    # Qt's file dialog would remember folder names, such as a therapist's, in a file of its own.
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, os.devnull)
    app = cast("QApplication", QApplication.instance() or QApplication(sys.argv[:1]))
    app.setApplicationName("smallacts")
    QGuiApplication.setApplicationDisplayName("Small Acts")
    QGuiApplication.setDesktopFileName(DESKTOP_FILE)
    words.use_region()
    return app


@contextmanager
def throwaway_folder() -> Iterator[Paths]:
    """A data folder that is gone when the context ends."""
    with tempfile.TemporaryDirectory(prefix="smallacts-") as folder:
        yield Paths.for_person(Path(folder), {})


def fill_with_demo(journal: Journal) -> None:
    """Fill an empty journal with the made-up year."""
    journal.take_in(demo_entries(journal.catalogue, journal.today()), ())


def keep_log(paths: Paths) -> None:
    """Log events, never contents, to a small rotating file; do without where it cannot be."""
    try:
        paths.logs.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(
            paths.logs / "smallacts.log", maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8"
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("smallacts_desktop")
    logger.handlers[:] = [handler]
    logger.setLevel(logging.INFO)


def _raise_the_other(paths: Paths) -> int:
    """Ask the process that has the journal open for its window; the exit code of this start."""
    sentence = (
        "Small Acts is open already; its window has been brought to the front."
        if ask_for_window(paths)
        else "Small Acts is open already."
    )
    print(sentence, file=sys.stderr)  # noqa: T201 - the command line's own voice
    return 0


def _may_open(claim: Claim, presence: Presence, theme: Theme) -> bool:
    """Whether to open the journal, which the person decides if another computer has it open."""
    if not claim.is_open_elsewhere():
        return True
    window = ElsewhereWindow(theme, claim.is_open_elsewhere)
    wanted = window.ask()
    if window.accepted_other:
        presence.accept_other()
    return wanted


def _open_patiently(paths: Paths, theme: Theme) -> Journal | None:
    """Open the journal; while it cannot be opened, say why and let the person try again."""
    while True:
        try:
            return open_journal(paths)
        except SmallActsError as error:
            if not ProblemWindow(theme, words.problem(error), paths.data).ask_to_try_again():
                return None
