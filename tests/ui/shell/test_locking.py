"""Locking the window: nothing of the journal stays, and nothing half-written is lost."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from shiboken6 import isValid

from smallacts_desktop.domain.errors import CancelledError
from smallacts_desktop.domain.journal_errors import DiskFullError
from smallacts_desktop.ui.acts.own_act_dialog import OwnActDialog
from smallacts_desktop.ui.kit.desktop import copy_privately
from smallacts_desktop.ui.kit.dialogs import wait_for
from smallacts_desktop.ui.kit.jobs import Progress
from smallacts_desktop.ui.security.backups import RestoreDialog
from smallacts_desktop.ui.security.passphrase_dialog import PassphraseDialog
from smallacts_desktop.ui.shell.about import HelpDialog
from smallacts_desktop.ui.text.window_words import PAGES
from smallacts_desktop.ui.today.act_card import TodayState
from tests.ui.app_fixture import AppFixture
from tests.ui.locking import (
    CONTROL,
    PASSPHRASE,
    guard,
    is_open,
    lock,
    python_strings,
    spoken,
    uncovered,
    unlock,
    wait_for_lock,
)


@pytest.fixture
def guarded(app: AppFixture) -> AppFixture:
    """A person before the open window of a journal with a passphrase."""
    guard(app)
    app.open()
    return app


def look_around(app: AppFixture, secret: bytes) -> None:
    """Write the secret down, find it, open it, look at its day and begin other words with it."""
    entry = app.entry("Smiled", note=secret.decode(), person=f"P{secret.decode()}")
    space = app.window.workspace
    space.pages.calendar.show_day(entry.date)
    for name in PAGES:
        space.show_page(name)
        app.settle()
    space.show_page("journal")
    space.pages.journal.search.field.setText(secret.decode())
    space.pages.journal.open_entry(entry.id)
    space.pages.journal.faces_wanted.emit()
    app.settle()
    space.pages.today.just_write()
    space.show_page("today")
    half_written(app, f"half {secret.decode()}")
    app.window.show_help()


def half_written(app: AppFixture, words: str) -> None:
    """Type into the form of today and save nothing."""
    today = app.window.workspace.pages.today
    if today.state is not TodayState.NOTE:
        today.just_write()
    app.write(today.card.form.note, words)  # type: ignore[attr-defined]


def words_in_form(app: AppFixture) -> str:
    """What the form of today holds."""
    return app.window.workspace.pages.today.card.form.note.text()  # type: ignore[attr-defined,no-any-return]


def test_nothing_of_the_journal_is_left(guarded: AppFixture) -> None:
    """No object of the pages, no text in Python's memory, none for a screen reader."""
    secret = f"heron{uuid4().hex}".encode()
    look_around(guarded, secret)
    assert any(secret in text.encode(errors="replace") for text in python_strings())
    assert any(secret in text.encode(errors="replace") for text in spoken())
    old: list[QObject] = guarded.window.workspace.findChildren(QObject)
    lock(guarded)
    guarded.settle()
    assert not any(isValid(thing) for thing in old)
    del old
    window = guarded.window
    visible = [w for w in QApplication.allWidgets() if w.window() is window and w.isVisible()]
    assert all(w is window or window.lock_page.isAncestorOf(w) or w.isAncestorOf(window.lock_page)
               or w is window.lock_page for w in visible)  # fmt: skip
    assert not any(secret in text.encode(errors="replace") for text in spoken())
    assert not any(secret in text.encode(errors="replace") for text in python_strings())
    assert (window.windowTitle(), window.toolTip()) == ("Small Acts", "")


def test_half_written_words_are_in_the_encrypted_file(guarded: AppFixture) -> None:
    """They come back with the passphrase, in the form where they were."""
    half_written(guarded, "Half a thought")
    lock(guarded)
    assert not guarded.paths.journal.read_bytes().startswith(b"SQLite format 3")
    assert not any(
        b"Half a thought" in path.read_bytes()
        for path in guarded.paths.data.rglob("*") if path.is_file()
    )  # fmt: skip
    unlock(guarded)
    assert words_in_form(guarded) == "Half a thought"


def test_unlocking_leads_back_to_the_page(guarded: AppFixture) -> None:
    """The page is the one that was left, with the journal's entries on it."""
    guarded.entry("Waved")
    guarded.window.workspace.show_page("calendar")
    lock(guarded)
    unlock(guarded)
    space = guarded.window.workspace
    assert space.stack.currentWidget() is space.pages.calendar
    assert space.pages.journal.model.total() == 1


def test_the_rail_locks(guarded: AppFixture) -> None:
    """“Lock now” stands below Help now, and locks though its own button goes with it."""
    rail = guarded.window.workspace.rail
    guarded.qtbot.mouseClick(rail.button("lock"), Qt.MouseButton.LeftButton)
    wait_for_lock(guarded)
    assert guarded.window.lock_page.passphrase.edit.hasFocus()


def test_without_a_passphrase_the_key_leads_to_the_settings(app: AppFixture) -> None:
    """There is no lock to turn; the rail has none either, and the way to one is asked for."""
    window = app.open()
    assert window.workspace.rail.button("lock").isHidden()
    app.qtbot.keyClick(window, Qt.Key.Key_L, CONTROL)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PassphraseDialog)
    assert window.workspace.stack.currentWidget() is window.workspace.pages.settings
    dialog.reject()
    app.security.lock_unasked()
    app.settle()
    assert not window.is_locked


def test_the_lock_is_offered_once_there_is_a_passphrase(app: AppFixture) -> None:
    """Setting one while the window is open brings the item to the rail."""
    window = app.open()
    guard(app)
    app.security.follow_passphrase()
    assert not window.workspace.rail.button("lock").isHidden()
    lock(app)
    unlock(app)


def test_an_open_dialog_goes_with_the_lock(guarded: AppFixture) -> None:
    """The key works within a modal dialog."""
    guarded.window.show_help()
    (dialog,) = [d for d in QApplication.topLevelWidgets() if isinstance(d, HelpDialog)]
    guarded.qtbot.keyClick(dialog, Qt.Key.Key_L, CONTROL)
    wait_for_lock(guarded)
    assert QApplication.activeModalWidget() is None
    unlock(guarded)


def test_a_dialog_that_waits_for_an_answer_goes_too(guarded: AppFixture) -> None:
    """One with a loop of its own, as a file dialog has, ends before anything is deleted."""
    window = guarded.window
    dialog = QFileDialog(window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    QTimer.singleShot(0, guarded.security.lock_unasked)
    assert dialog.exec() == QDialog.DialogCode.Rejected
    assert is_open(window) is False
    wait_for_lock(guarded)


def test_work_under_way_is_stopped_before_the_journal_closes(guarded: AppFixture) -> None:
    """An export is cancelled; the lock waits until its thread has let go of the journal."""
    window, journal = guarded.window, guarded.journal
    ended: list[bool] = []

    def export(progress: Progress) -> None:
        try:
            with journal.worker():
                while True:
                    journal.count()
                    progress(1, 1)
        finally:
            ended.append(not window.is_locked)

    stopped: list[bool] = []

    def save() -> None:
        QTimer.singleShot(50, window, guarded.security.lock)
        try:
            wait_for(guarded.theme, "Saving", export, window)
        except CancelledError:
            stopped.append(True)

    # From the program's own loop, as a button does: the lock counts the loops within it.
    QTimer.singleShot(0, window, save)
    wait_for_lock(guarded)
    assert (ended, stopped) == ([True], [True])


def test_an_act_that_is_being_written_waits_in_the_journal(guarded: AppFixture) -> None:
    """Its dialog goes without asking; opened again it holds the words, and saving ends that."""
    guarded.window.workspace.pages.acts.add_own()
    dialog = own_act_dialog()
    guarded.write(dialog.title, "Wave to the bin lorry")
    guarded.qtbot.keyClick(dialog, Qt.Key.Key_L, CONTROL)
    wait_for_lock(guarded)
    assert not isValid(dialog)
    unlock(guarded)
    guarded.window.workspace.pages.acts.add_own()
    assert own_act_dialog().title.text() == "Wave to the bin lorry"
    own_act_dialog().save()
    guarded.settle()
    guarded.window.workspace.pages.acts.add_own()
    assert own_act_dialog().title.text() == ""


def own_act_dialog() -> OwnActDialog:
    """The dialog that is open."""
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, OwnActDialog)]
    (dialog,) = [w for w in found if w.isVisible()]
    return dialog


def refuse(window: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the words not be kept, as on a full disk."""

    def save_words() -> None:
        raise DiskFullError

    monkeypatch.setattr(window.workspace.pages.today, "save_words", save_words)  # type: ignore[attr-defined]


def test_words_that_cannot_be_kept_prevent_a_lock_by_the_person(
    guarded: AppFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window comes back with the words and says why; with room again it locks."""
    half_written(guarded, "Half a thought")
    refuse(guarded.window, monkeypatch)
    guarded.window.workspace.pages.acts.add_own()
    guarded.security.lock()
    guarded.qtbot.waitUntil(lambda: is_open(guarded.window))
    own_act_dialog().close()
    assert words_in_form(guarded) == "Half a thought"
    assert "not locked" in guarded.window.workspace.message_bar.text
    monkeypatch.undo()
    lock(guarded)


def test_a_lock_nobody_asked_for_covers_words_that_cannot_be_kept(
    guarded: AppFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is to be seen or heard; the passphrase brings the words back."""
    half_written(guarded, "Half a thought")
    refuse(guarded.window, monkeypatch)
    window = guarded.window
    guarded.security.lock_unasked()
    guarded.qtbot.waitUntil(window.lock_page.passphrase.isEnabled)
    assert not window.workspace.isVisible()
    assert not any("Half a thought" in text for text in spoken())
    unlock(guarded)
    assert words_in_form(guarded) == "Half a thought"


def test_a_covered_journal_closes_as_soon_as_the_words_can_be_kept(
    guarded: AppFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With room on the disk again the lock is finished, and then opened as any other."""
    half_written(guarded, "Half a thought")
    refuse(guarded.window, monkeypatch)
    window = guarded.window
    guarded.security.lock_unasked()
    guarded.qtbot.waitUntil(window.lock_page.passphrase.isEnabled)
    assert not window.is_locked
    monkeypatch.undo()
    guarded.security._sequence.try_again()
    assert window.is_locked
    assert not guarded.vault.is_open
    unlock(guarded)
    assert words_in_form(guarded) == "Half a thought"


def test_a_covered_journal_offers_no_backup_before_the_passphrase(
    guarded: AppFixture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One that is opened with the program waits until the journal is to be seen again."""
    backup = guarded.vault.backups.back_up(tmp_path / "from-the-stick.smallacts").path
    half_written(guarded, "Half a thought")
    refuse(guarded.window, monkeypatch)
    guarded.security.lock_unasked()
    guarded.qtbot.waitUntil(guarded.window.lock_page.passphrase.isEnabled)
    guarded.security.offer_backup(backup)
    guarded.settle()
    assert QApplication.activeModalWidget() is None
    unlock(guarded)
    assert isinstance(QApplication.activeModalWidget(), RestoreDialog)
    monkeypatch.undo()


def test_idle_minutes_lock(guarded: AppFixture) -> None:
    """Five minutes without a touch; the first key after a night asleep reaches no field."""
    half_written(guarded, "Half a thought")
    field = guarded.window.workspace.pages.today.card.form.note  # type: ignore[attr-defined]
    guarded.clock.at += timedelta(minutes=4)
    guarded.qtbot.keyClick(field, Qt.Key.Key_X)
    guarded.clock.at += timedelta(hours=9)
    guarded.qtbot.keyClick(field, Qt.Key.Key_Y)
    wait_for_lock(guarded)
    unlock(guarded)
    assert words_in_form(guarded) == "Half a thoughtx"


def test_never_is_never(guarded: AppFixture) -> None:
    """With “Never” chosen in the Settings, a night changes nothing."""
    window = guarded.window
    chips = window.workspace.pages.settings.privacy.lock_after
    chips.chips[-1].click()
    assert window.settings.current.lock_after_minutes == 0
    guarded.clock.at += timedelta(hours=9)
    guarded.qtbot.keyClick(window, Qt.Key.Key_F5)
    guarded.settle()
    assert is_open(window)


@pytest.mark.parametrize("state", ["open", "dialog", "locked"])
def test_one_key_puts_the_window_out_of_sight(guarded: AppFixture, state: str) -> None:
    """F9 covers and minimises whatever is open, and titles say nothing."""
    window: QWidget = guarded.window
    target = window
    if state == "dialog":
        guarded.window.show_help()
        (target,) = [d for d in QApplication.topLevelWidgets() if isinstance(d, HelpDialog)]
    elif state == "locked":
        lock(guarded)
    guarded.qtbot.keyClick(target, Qt.Key.Key_F9)
    assert window.isMinimized()
    for top in (window, target):
        assert uncovered(top) == 0
        assert top.windowTitle() == "Small Acts"
    window.showNormal()
    assert uncovered(window) > 0
    if state == "dialog":
        assert target.windowTitle() == "Help now"


@pytest.mark.parametrize("by", ["key", "click"])
def test_where_nothing_is_minimised_the_cover_stays_until_a_key_or_a_click(
    guarded: AppFixture, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    """Which does nothing else; a modifier, a new window or a larger one shows nothing."""
    window = guarded.window
    monkeypatch.setattr(window, "showMinimized", lambda: None)
    window.workspace.show_page("journal")
    guarded.qtbot.keyClick(window, Qt.Key.Key_F9)
    guarded.qtbot.keyClick(window, Qt.Key.Key_Shift)
    window.resize(window.width() + 100, window.height())
    window.show_help()
    (help_window,) = [d for d in QApplication.topLevelWidgets() if isinstance(d, HelpDialog)]
    QApplication.processEvents()
    assert (uncovered(window), uncovered(help_window)) == (0, 0)
    if by == "key":
        guarded.qtbot.keyClick(help_window, Qt.Key.Key_Escape)
    else:
        guarded.qtbot.mouseClick(help_window, Qt.MouseButton.LeftButton)
    assert help_window.isVisible()
    assert uncovered(window) > 0
    help_window.close()


def test_a_covered_journal_can_be_locked(guarded: AppFixture) -> None:
    """The lock's own key works under the cover, which stays."""
    window = guarded.window
    guarded.qtbot.keyClick(window, Qt.Key.Key_F9)
    lock(guarded)
    assert uncovered(window) == 0
    guarded.qtbot.keyClick(window, Qt.Key.Key_Space)
    assert uncovered(window) > 0


def test_the_clipboard_is_cleared_of_what_came_from_here(guarded: AppFixture) -> None:
    """What was copied from the journal goes; what somebody else has put there since stays."""
    clipboard = QGuiApplication.clipboard()
    copy_privately("date\tmood\r\n")
    lock(guarded)
    assert clipboard.text() == ""
    unlock(guarded)
    copy_privately("date\tmood\r\n")
    clipboard.setText("From elsewhere")
    lock(guarded)
    assert clipboard.text() == "From elsewhere"


def test_closing_a_locked_window_keeps_its_place(guarded: AppFixture) -> None:
    """Close works on the lock page, and the next start asks for the passphrase."""
    lock(guarded)
    guarded.window.close()
    assert guarded.saved_settings().window_geometry
    assert guarded.vault.has_passphrase
    assert PASSPHRASE not in guarded.paths.settings.read_text(encoding="utf-8")
