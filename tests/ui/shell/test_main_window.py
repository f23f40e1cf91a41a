"""The window itself: its place, its keys, its rail, and a new day."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from smallacts_desktop.settings import Settings
from smallacts_desktop.ui.shell.about import HelpDialog
from smallacts_desktop.ui.text.window_words import PAGES
from smallacts_desktop.ui.today.act_card import TodayState
from tests.ui.app_fixture import SUNDAY, AppFixture

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_the_title_is_neutral(app: AppFixture) -> None:
    """A title bar is read over a shoulder: it never tells what is on the page."""
    entry = app.entry("Smiled at the man with the spaniel", note="secret")
    window = app.window
    window.workspace.pages.journal.open_entry(entry.id)
    for name in PAGES:
        window.workspace.show_page(name)
        assert window.windowTitle() == "Small Acts"


def test_the_place_is_remembered(app: AppFixture) -> None:
    """The next window opens where the last one was, as large."""
    window = app.open()
    window.setGeometry(40, 60, 700, 500)
    place = window.normalGeometry()
    window = app.restart()
    assert window.normalGeometry() == place


def test_a_window_saved_on_a_screen_that_is_gone_comes_into_view(app: AppFixture) -> None:
    """Its size stays, and it can be seen."""
    app.settings.put(Settings(window_x=9000, window_y=9000, window_width=800, window_height=600))
    window = app.open()
    assert (window.width(), window.height()) == (800, 600)
    screens = QGuiApplication.screens()
    assert any(screen.geometry().intersects(window.geometry()) for screen in screens)


def test_a_narrow_window_has_its_rail_on_top(app: AppFixture) -> None:
    """The icons keep their names, and every page still fits the width."""
    window = app.open()
    assert not window.workspace.rail.compact
    window.resize(640, 480)
    assert window.workspace.rail.compact
    for name in PAGES:
        window.workspace.show_page(name)
        app.settle()
        assert window.workspace.pages.named(name).horizontalScrollBar().maximum() == 0, name
    window.resize(1120, 760)
    assert not window.workspace.rail.compact


def test_pages_are_reached_by_keys(app: AppFixture) -> None:
    """Ctrl and a number, in the order of the rail."""
    window = app.open()
    for number, name in reversed(list(enumerate(PAGES, start=1))):
        key = Qt.Key(Qt.Key.Key_0 + number)
        app.qtbot.keyClick(window, key, CONTROL)
        assert window.workspace.stack.currentWidget() is window.workspace.pages.named(name)
        assert window.workspace.rail.current == name


def test_words_can_be_written_from_anywhere(app: AppFixture) -> None:
    """Ctrl+N opens the note, and half-written words elsewhere are kept."""
    window = app.open()
    app.click("I’ve done something")
    app.write(window.workspace.pages.today.card.form.what, "Wav")  # type: ignore[attr-defined]
    window.workspace.show_page("calendar")
    app.qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    assert window.workspace.pages.today.state is TodayState.NOTE
    draft = app.journal.draft("log")
    assert draft is not None
    assert draft.act == "Wav"


def test_help_is_one_key_away(app: AppFixture) -> None:
    """It opens on any page, tells whom to call, and closes by Escape."""
    window = app.open()
    app.qtbot.keyClick(window, Qt.Key.Key_F1)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, HelpDialog)
    assert app.sees("Samaritans", dialog)
    app.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_new_day_is_noticed_on_every_page(app: AppFixture) -> None:
    """Today's date, the calendar's last day and the days to share all move on."""
    window = app.open()
    window.workspace.show_page("share")
    app.settle()
    app.clock.at = datetime(2027, 1, 1, 9, 0, tzinfo=UTC)
    window.workspace.notice_new_day()
    app.settle()
    window.workspace.show_page("today")
    assert app.sees("Friday 1 January")
    last = window.workspace.pages.share.form.choice().last
    assert last is not None
    assert last.isoformat() == "2027-01-01"
    window.workspace.show_page("calendar")
    window.workspace.pages.calendar.show_year(2027)
    assert window.workspace.pages.calendar.year == 2027


def test_a_message_goes_when_something_else_is_done(app: AppFixture) -> None:
    """The bar’s “Undo” always means the last thing done."""
    entry = app.entry("Smiled")
    window = app.open()
    window.workspace.show_page("journal")
    window.workspace.pages.journal.open_entry(entry.id)
    app.click("Edit")
    app.click("Delete")
    assert window.workspace.message_bar.text
    app.entry("Waved")
    assert not window.workspace.message_bar.text


@pytest.mark.parametrize("repeats", [1, 3])
def test_undo_with_nothing_to_undo_says_nothing(app: AppFixture, repeats: int) -> None:
    """Ctrl+Z is always safe."""
    window = app.open()
    for _ in range(repeats):
        app.qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert not window.workspace.message_bar.text


def test_a_closed_window_can_be_opened_again_on_the_same_journal(app: AppFixture) -> None:
    """Nothing of the first window answers any more."""
    app.open()
    app.close()
    window = app.open()
    app.entry("Smiled")
    assert window.workspace.pages.journal.model.total() == 1


def test_an_open_window_keeps_what_was_deleted_for_30_days_and_no_longer(app: AppFixture) -> None:
    """It may stay open, or in the tray, for months; the list and the file follow the days."""
    entry = app.entry("Smiled", note="quetzalcoatlus")
    app.journal.delete(entry.id)
    app.entry("Waved")
    window = app.open()
    app.click("Journal")
    app.clock.at = SUNDAY + timedelta(days=30)
    window.workspace.notice_new_day()
    assert app.button("Recently deleted").isVisible()
    app.clock.at = SUNDAY + timedelta(days=31)
    window.workspace.notice_new_day()
    assert not window.workspace.pages.journal.deleted_button.isVisible()
    assert app.journal.deleted.count() == 0
    assert b"quetzalcoatlus" not in app.paths.journal.read_bytes()


def test_making_a_page_shows_no_other_window(app: AppFixture) -> None:
    """A part that is shown before it has its place would flash up, and take the keyboard away."""
    space = app.open().workspace
    shown: list[str] = []

    class Watch(QObject):
        def eventFilter(self, thing: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(thing, QWidget) and thing.isWindow():
                shown.append(type(thing).__name__)
            return False

    application, watch = QApplication.instance(), Watch()
    assert application is not None
    application.installEventFilter(watch)
    for name in PAGES:
        space.pages.named(name)
    for page in (space.pages.faces, space.pages.csv_import, space.pages.paper):
        space.show_beside_rail(page)
    application.removeEventFilter(watch)
    assert shown == []
