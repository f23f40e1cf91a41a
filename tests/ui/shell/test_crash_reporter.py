"""An unexpected error is told once, calmly; what was being written is kept, and life goes on."""

import gc
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from smallacts_desktop import event_log
from smallacts_desktop.domain.errors import EntryGoneError
from smallacts_desktop.domain.journal_errors import DiskFullError
from smallacts_desktop.ui.shell.crash_reporter import CrashReporter, ExceptionHook
from smallacts_desktop.ui.shell.notices import CrashDialog
from tests.ui.app_fixture import AppFixture

CANARY = "xylophone-7731"


class Accident:
    """A window whose net is out, and ways to make it crash."""

    def __init__(self, app: AppFixture) -> None:
        self.app = app
        self.window = app.open()
        self.hook = ExceptionHook()
        self.hook.caught.connect(self.window.show_sentence)
        self.reporter = CrashReporter(app.theme, self.window, self.window)
        self.reporter.watch(self.hook)
        self.hook.install()
        event_log.start_log(app.paths)

    def happen(self, act: Callable[[], object]) -> None:
        """Let something run as a slot does, with its errors going where Qt sends them."""
        QTimer.singleShot(0, self.window, act)
        self.settle()

    def settle(self) -> None:
        """Let the window catch up."""
        for _ in range(5):
            QApplication.processEvents()

    @property
    def dialog(self) -> CrashDialog:
        """The open dialog."""
        assert self.reporter.dialog is not None, "no dialog is open"
        return self.reporter.dialog

    def log(self) -> str:
        """What the log says."""
        return (self.app.paths.logs / event_log.NAME).read_text("utf-8")

    def leave(self) -> None:
        """Take the net in."""
        if self.reporter.dialog is not None:
            self.reporter.dialog.accept()
        self.hook.remove()
        event_log.close_log()


@pytest.fixture
def accident(app: AppFixture) -> Iterator[Accident]:
    """A window in which accidents may happen."""
    made = Accident(app)
    yield made
    made.leave()


def crash() -> None:
    """A mistake in the program, about something the person wrote."""
    note = CANARY
    raise KeyError(note)


def crash_elsewhere() -> None:
    """Another mistake."""
    raise ValueError(CANARY)


def test_a_crash_is_told_in_one_dialog_and_without_words(accident: Accident) -> None:
    """The report names versions and places in code; the canary is in neither log nor report."""
    accident.happen(crash)
    report = accident.dialog.report
    for part in ("Small Acts ", "Python ", "Qt ", "SQLite ", "SQLCipher ", "KeyError", " crash"):
        assert part in report
    assert CANARY not in report
    assert "KeyError < " in accident.log()
    assert CANARY not in accident.log()
    accident.app.click("Go on", accident.dialog)
    accident.settle()
    assert accident.reporter.dialog is None


def test_what_was_being_written_is_kept_before_the_dialog_shows(accident: Accident) -> None:
    """Every key until the crash has reached the disk, and the form still shows it."""
    app = accident.app
    accident.window.workspace.pages.today.just_write()
    form = accident.window.workspace.pages.today.card.form  # type: ignore[attr-defined]
    app.write(form.note, "Half a sent")
    accident.happen(crash)
    assert "Half a sent" in app.stored_drafts()
    assert "has been kept" in accident.dialog.sentence.text()
    app.click("Go on", accident.dialog)
    app.write(form.note, "ence")
    assert form.note.toPlainText() == "Half a sentence"


def test_words_that_cannot_be_kept_are_told_of(
    accident: Accident, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk the dialog says so; an autosave that is itself broken does no more harm."""

    def full() -> None:
        raise DiskFullError

    # Ended before the window closes, which keeps words as well.
    with monkeypatch.context() as patch:
        patch.setattr(accident.window, "save_words", full)
        accident.happen(crash)
        assert "could not be kept" in accident.dialog.sentence.text()
        accident.app.click("Go on", accident.dialog)
        patch.setattr(accident.window, "save_words", crash)
        accident.happen(crash_elsewhere)
        assert "could not be kept" in accident.dialog.sentence.text()


def test_further_errors_are_counted_and_not_stacked(accident: Accident) -> None:
    """One dialog, however much goes wrong while it is open."""
    accident.happen(crash)
    first = accident.dialog
    assert first.further.isHidden()
    for _ in range(3):
        accident.happen(crash_elsewhere)
    assert accident.dialog is first
    assert "3" in first.further.text()
    assert first.report.endswith("Further errors: 3")
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog)]
    assert len([dialog for dialog in dialogs if dialog.isVisible()]) == 1


def test_an_error_that_comes_back_opens_no_second_dialog(accident: Accident) -> None:
    """A repaint that fails fails again; the message bar is enough then."""
    accident.happen(crash)
    accident.app.click("Go on", accident.dialog)
    accident.happen(crash)
    assert accident.reporter.dialog is None
    assert "went wrong" in accident.window.workspace.message_bar.text
    accident.happen(crash_elsewhere)
    assert accident.reporter.dialog is not None


def test_the_report_is_copied_as_it_is_shown(accident: Accident) -> None:
    """Nothing is copied that was not to be seen."""
    accident.happen(crash)
    accident.app.click("Copy report", accident.dialog)
    assert QGuiApplication.clipboard().text() == accident.dialog.report + "\n"
    assert accident.dialog.copy_button.text() == "Copied"


def test_the_person_may_close_the_program(accident: Accident) -> None:
    """The window closes as by its cross."""
    accident.happen(crash)
    accident.app.click("Close Small Acts", accident.dialog)
    accident.settle()
    assert not accident.window.isVisible()


def test_errors_in_other_threads_are_told_too(accident: Accident) -> None:
    """The dialog opens in the window's own thread."""
    thread = threading.Thread(target=crash)
    thread.start()
    thread.join()
    accident.settle()
    assert "KeyError" in accident.dialog.report
    assert CANARY not in accident.dialog.report + accident.log()


def test_a_thread_that_ends_itself_is_no_trouble(accident: Accident) -> None:
    """SystemExit in a thread is a way to end it."""

    def end() -> None:
        raise SystemExit(1)

    thread = threading.Thread(target=end)
    thread.start()
    thread.join()
    accident.settle()
    assert accident.reporter.dialog is None


class Stubborn:
    """An object that cannot even go in peace."""

    def __del__(self) -> None:
        raise OSError(CANARY)


def test_errors_nobody_could_catch_are_told_too(accident: Accident) -> None:
    """What an object lets out as it goes."""
    thing: Stubborn | None = Stubborn()
    del thing
    gc.collect()
    accident.settle()
    assert "OSError" in accident.dialog.report
    assert CANARY not in accident.dialog.report + accident.log()


def test_an_error_with_a_sentence_keeps_to_the_message_bar(accident: Accident) -> None:
    """What the program has a sentence for is no crash; the log says where it was not told."""

    def go() -> None:
        raise EntryGoneError

    accident.happen(go)
    assert accident.reporter.dialog is None
    assert accident.window.workspace.message_bar.text == EntryGoneError.template
    assert "EntryGoneError" in accident.log()
