"""The program with a window: builds its layers and hands each what it needs.

The start, in order: the journal's layers are imported before Qt; the journal is claimed, and where
a window has it open already, that one is raised and this start ends; the settings are read (theme
and text size are needed whatever happens next); a journal without a passphrase is opened, and where
it cannot be, the window says why and changes nothing; then the window shows it, or the lock page.
Nothing that the first picture does not show is imported, made or looked at before it is painted.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import (
    DamagedJournalError,
    JournalLostError,
    JournalOpenElsewhereError,
    OwnFileBlockedError,
)
from smallacts_desktop.event_log import close_log, start_log
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.journal.vault.instance import (
    Command,
    InstanceLock,
    Request,
    ask_for_window,
    wait_for_instance_lock,
)
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.process import start_no_bus
from smallacts_desktop.settings import SettingsStore

# isort: split
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from smallacts_desktop.ui.kit import jobs
from smallacts_desktop.ui.kit.desktop import find_plugins
from smallacts_desktop.ui.kit.input_events import FocusRing
from smallacts_desktop.ui.kit.theme import Theme, apply_settings
from smallacts_desktop.ui.shell.crash_reporter import CrashReporter, ExceptionHook
from smallacts_desktop.ui.shell.main_window import MainWindow
from smallacts_desktop.ui.shell.security_controller import SecurityController
from smallacts_desktop.ui.shell.surroundings import InstanceServer, Surroundings
from smallacts_desktop.ui.text import words

DESKTOP_FILE = "small-acts"


@dataclass(frozen=True, slots=True)
class LaunchOptions:
    """What the person wants first, by a menu of the desktop or a double-click on a file.

    ``just_write`` is the form for words alone, ``lock`` the window locked, and ``backup`` a
    backup file to bring back. ``quiet`` is a start with the computer: no window is to be seen.
    """

    just_write: bool = False
    lock: bool = False
    backup: Path | None = None
    quiet: bool = False

    @property
    def command(self) -> Command:
        """What to do in the window, be it this start's or one that is open already."""
        if self.just_write:
            return Command.JUST_WRITE
        if self.backup is not None:
            return Command.RESTORE
        return Command.LOCK if self.lock else Command.SHOW

    @property
    def request(self) -> Request:
        """The command, with what belongs to it."""
        return Request(self.command, file=None if self.backup is None else self.backup.absolute())


NO_OPTIONS = LaunchOptions()
_ANSWERS = {
    Command.SHOW: "Small Acts is open already; its window has been brought to the front.",
    Command.JUST_WRITE: "Small Acts is open already; you can write there.",
    Command.LOCK: "Small Acts is open already; it has been asked to lock.",
    Command.RESTORE: "Small Acts is open already; the backup is offered there.",
}


def run(paths: Paths, *, demo: bool = False, options: LaunchOptions = NO_OPTIONS) -> int:
    """Open the window and stay until it is closed; returns the exit code."""
    with throwaway_folder() if demo else nullcontext(paths) as place:
        try:
            instance_lock = _lock_journal(place, options)
        except OwnFileBlockedError as error:
            return _print_blocked(place, error)
        if instance_lock is None:
            return 0
        try:
            start_log(place)
            return _run_alone(place, instance_lock, demo=demo, options=options)
        finally:
            instance_lock.release()


def _run_alone(
    paths: Paths, instance_lock: InstanceLock, *, demo: bool, options: LaunchOptions
) -> int:
    jobs.COLLECTOR.rest()
    app = make_application()
    settings = SettingsStore(paths.settings)
    theme = _themed(app, settings)
    with ExitStack() as stack:
        server = InstanceServer(instance_lock, paths)
        stack.callback(server.stop)
        if not _may_open(instance_lock, server, theme):
            return 1
        vault = Vault(paths, settings=settings, checks_later=True)
        if instance_lock.was_left_open:
            settings.record(checked_on="")
        stack.callback(vault.lock)
        if not _open_patiently(vault, paths, theme):
            return 1
        if demo:
            fill_with_demo(vault.journal)
        window = MainWindow(theme, settings, paths)
        security = SecurityController(window, window, vault, theme, settings, paths)
        security.begin()
        stack.enter_context(_caught(theme, window))
        eraser = _Eraser(security)
        if not (demo or settings.current.first_run_done):
            security.first_run.begin()
        surroundings = Surroundings(window, security, theme, vault, server, paths, demo=demo)
        stack.callback(surroundings.end)
        surroundings.begin(options.request, quiet=options.quiet)
        code = app.exec()
        # Nothing reads the journal any more when it is closed, nor tells a window that has gone.
        jobs.cancel_everything()
        jobs.settle_background()
    if eraser.is_wanted:
        with suppress(OSError):
            surroundings.autostart.turn_off()
        _erase(paths, vault.backups.other_folders, instance_lock, window, theme)
    return code


def _themed(app: QApplication, settings: SettingsStore) -> Theme:
    """The look that the person has chosen, of everything that is shown from now on."""
    theme = Theme(app)
    apply_settings(theme, settings.current)
    theme.apply(app)
    FocusRing(app, theme)
    return theme


@contextmanager
def _caught(theme: Theme, window: MainWindow) -> Iterator[None]:
    """Tell the person of errors that nothing else caught, for the length of a block."""
    hook = ExceptionHook()
    hook.caught.connect(window.show_sentence)
    CrashReporter(theme, window, window).watch(hook)
    hook.install()
    try:
        yield
    finally:
        hook.remove()


class _Eraser:
    """Ends the program's loop once the person has said that everything is to be deleted.

    Only then can it be: on Windows an open file cannot be removed, and a window that closes as
    usual would save its settings once more.
    """

    def __init__(self, security: SecurityController) -> None:
        self.is_wanted = False
        security.erase_confirmed.connect(self._end)

    def _end(self) -> None:
        self.is_wanted = True
        QCoreApplication.exit(0)


def _erase(
    paths: Paths,
    also: tuple[Path, ...],
    instance_lock: InstanceLock,
    window: MainWindow,
    theme: Theme,
) -> None:
    """Delete everything, now that the journal is closed, and say what was removed.

    ``also`` are folders of snapshots besides the program's own.
    """
    from smallacts_desktop.journal.vault.own_files import erase_everything
    from smallacts_desktop.ui.security.journal_windows import ErasedWindow

    # Without closing it: a closing window saves its place and what is half-written.
    window.hide()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    instance_lock.release()
    close_log()
    ErasedWindow(theme, erase_everything(paths, also)).exec()


def make_application() -> QApplication:
    """The one QApplication, named neutrally and kept from writing settings of its own."""
    start_no_bus()
    find_plugins()
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
    from smallacts_desktop.demo import demo_entries

    journal.import_entries(demo_entries(journal.catalogue, journal.today()), ())


def _print_blocked(paths: Paths, error: OwnFileBlockedError) -> int:
    """Show what is in the place of one of the program's own files; this start's exit code."""
    from smallacts_desktop.ui.shell.notices import ProblemWindow

    app = make_application()
    theme = Theme(app)
    theme.apply(app)
    ProblemWindow(theme, words.problem(error), paths.data).exec()
    return 1


def _lock_journal(paths: Paths, options: LaunchOptions) -> InstanceLock | None:
    """The lock on the journal; None where a window that has it is told what is asked for.

    A command that has it cannot answer, and is soon done.
    """
    try:
        return InstanceLock.take(paths)
    except JournalOpenElsewhereError:
        pass
    answer = "Small Acts is open already."
    # Anyone who is logged in twice must not have a window raised by the computer.
    if not options.quiet:
        if ask_for_window(paths, options.command, options.request.file):
            answer = _ANSWERS[options.command]
        else:
            instance_lock = wait_for_instance_lock(
                paths, lambda: _print_line("Waiting for another Small Acts…")
            )
            if instance_lock is not None:
                return instance_lock
    _print_line(answer)
    return None


def _print_line(sentence: str) -> None:
    print(sentence, file=sys.stderr)  # noqa: T201 - the command line's own voice


def _may_open(instance_lock: InstanceLock, server: InstanceServer, theme: Theme) -> bool:
    """Whether to open the journal, which the person decides if another computer has it open."""
    if not instance_lock.is_open_elsewhere():
        return True
    from smallacts_desktop.ui.shell.notices import ElsewhereWindow

    window = ElsewhereWindow(theme, instance_lock.is_open_elsewhere)
    wanted = window.ask()
    if window.accepted_other:
        server.accept_other()
    return wanted


def _open_patiently(vault: Vault, paths: Paths, theme: Theme) -> bool:
    """Open a plain journal; while it cannot be, say why and let the person try again.

    A journal with a passphrase stays closed: the window asks for it.
    """
    while not vault.is_open:
        try:
            if vault.has_passphrase:
                return True
            vault.open()
        except SmallActsError as error:
            if not _help_to_open(vault, paths, theme, error):
                return False
    return True


def _help_to_open(vault: Vault, paths: Paths, theme: Theme, error: SmallActsError) -> bool:
    """Say why the journal cannot be opened; whether it can be by now, or is to be tried again."""
    from smallacts_desktop.ui.security.journal_windows import (
        DamageWindow,
        JournalAnswer,
        LossWindow,
    )
    from smallacts_desktop.ui.shell.notices import ProblemWindow

    if isinstance(error, JournalLostError):
        return LossWindow(theme, vault, error, paths.data).ask() is not JournalAnswer.LEFT
    if isinstance(error, DamagedJournalError):
        answer = DamageWindow(theme, vault, paths.data).ask()
        if answer is JournalAnswer.BACK:
            vault.enter(vault.ready_after_rescue())
        return answer is not JournalAnswer.LEFT
    return ProblemWindow(theme, words.problem(error), paths.data).ask_to_try_again()
