"""An entry that cannot be read keeps its place, and the window offers a backup's copy of it."""

from contextlib import closing
from datetime import timedelta

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.domain.backups import UnreadableEntry
from smallacts_desktop.domain.entries import EntryDraft, EntryKind
from smallacts_desktop.ui.journal.dialogs import UnreadableDialog
from smallacts_desktop.ui.kit.theme import TextRole
from smallacts_desktop.ui.text import damage_words
from tests.ui.app_fixture import TODAY, AppFixture
from tests.ui.places import complete_layout


@pytest.fixture
def three(app: AppFixture) -> AppFixture:
    """Three notes, and a backup of them."""
    for note in ("walked", "waved", "sat"):
        app.journal.write(EntryDraft(kind=EntryKind.NOTE, note=note))
    app.vault.backups.take()
    app.clock.at += timedelta(minutes=5)
    return app


def harm(app: AppFixture, change: str = "note = 'walkee'", where: str = "note = 'walked'") -> None:
    """Change a row past the program."""
    with closing(sqlite.connect(str(app.paths.journal), isolation_level=None)) as connection:
        sql = f"UPDATE entries SET {change} WHERE {where} RETURNING 1"
        assert connection.execute(sql).fetchall() == [(1,)]


def test_what_can_be_done_is_never_cut(three: AppFixture) -> None:
    """In the smallest window at twice the text size all of its words have room."""
    harm(three)
    three.width, three.height = 640, 480
    three.theme.set_scale(2.0)
    three.window.workspace.show_page("journal")
    complete_layout(three)
    page = three.window.workspace.pages.journal
    rows = range(page.model.rowCount())
    row = next(r for r in rows if isinstance(page.model.listed_at(r), UnreadableEntry))
    place = page.list.visualRect(page.model.index(row))
    metrics = QFontMetrics(three.theme.font(TextRole.CAPTION))
    assert metrics.horizontalAdvance(damage_words.hint()) > place.width()
    wrapped = metrics.boundingRect(
        QRect(0, 0, place.width(), 1000), int(Qt.TextFlag.TextWordWrap), damage_words.hint()
    )
    title = QFontMetrics(three.theme.font(TextRole.BODY_BOLD)).height()
    assert place.height() >= title + wrapped.height() + 2 * three.theme.px(12)


def open_unreadable(app: AppFixture) -> UnreadableDialog:
    """Press Enter on the entry that cannot be read."""
    page = app.window.workspace.pages.journal
    rows = range(page.model.rowCount())
    row = next(r for r in rows if isinstance(page.model.listed_at(r), UnreadableEntry))
    page.list.setFocus()
    page.list.setCurrentIndex(page.model.index(row))
    app.qtbot.keyClick(page.list, Qt.Key.Key_Return)
    app.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), UnreadableDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, UnreadableDialog)
    return dialog


def test_the_page_shows_the_others_and_brings_the_copy_back(three: AppFixture) -> None:
    """By keyboard; undone it cannot be read again, and done again it can."""
    harm(three)
    three.window.workspace.show_page("journal")
    page = three.window.workspace.pages.journal
    assert page.model.rowCount() == 3
    said = [page.model.index(row).data() for row in range(3)]
    assert said.count("This entry cannot be read.") == 1
    spoken = page.model.index(said.index("This entry cannot be read.")).data(
        Qt.ItemDataRole.AccessibleTextRole
    )
    assert "22 November 2026" in spoken
    page.list.grab()
    dialog = open_unreadable(three)
    assert "Sunday 22 November" in dialog.found.text()
    assert dialog.back_button.text() == "Bring back this copy"
    assert "walked" in dialog.shown.text()
    three.qtbot.keyClick(dialog.back_button, Qt.Key.Key_Return)
    three.settle()
    assert three.sees("The copy is in its place.")
    assert {e.note for e in three.journal.entries()} == {"walked", "waved", "sat"}
    three.window.workspace.undo()
    assert len(list(three.journal.entries())) == 2
    three.window.workspace.redo()
    assert len(list(three.journal.entries())) == 3


def test_without_a_copy_it_can_only_be_closed(app: AppFixture) -> None:
    """And the entry stays where it is."""
    app.journal.write(EntryDraft(kind=EntryKind.NOTE, note="walked"))
    harm(app)
    app.window.workspace.show_page("journal")
    dialog = open_unreadable(app)
    assert not dialog.back_button.isVisible()
    assert "No backup" in dialog.found.text()
    app.qtbot.keyClick(dialog.close_button, Qt.Key.Key_Return)
    assert app.journal.count() == 1


def test_delete_on_it_deletes_nothing(three: AppFixture) -> None:
    """Nobody has seen what it says."""
    harm(three)
    three.window.workspace.show_page("journal")
    page = three.window.workspace.pages.journal
    for row in range(3):
        if isinstance(page.model.listed_at(row), UnreadableEntry):
            page.list.setCurrentIndex(page.model.index(row))
            three.qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert three.journal.count() == 3


def test_the_calendar_and_the_share_page_say_that_it_is_left_out(three: AppFixture) -> None:
    """Each shows the others."""
    harm(three)
    three.window.workspace.show_page("calendar")
    three.window.workspace.pages.calendar.show_day(TODAY)
    assert three.sees("1 entry of this day cannot be read.")
    three.window.workspace.show_page("share")
    three.qtbot.waitUntil(lambda: three.sees("1 entry cannot be read and is left out."))


def test_the_look_after_opening_tells_it(three: AppFixture) -> None:
    """Before anybody has come across it, in one sentence at the bottom of the window."""
    harm(three)
    # What the program asks for once the window can be seen.
    three.security.look_for_damage()
    said = "1 entry cannot be read any more."
    three.qtbot.waitUntil(lambda: three.sees(said), timeout=30_000)
    assert three.journal.unreadable.count() == 1


def test_check_now_names_every_damage(three: AppFixture) -> None:
    """On the Settings page, among the backups."""
    three.window.workspace.show_page("settings")
    three.click("Check now")
    three.qtbot.waitUntil(lambda: three.sees("Everything is sound: your journal and 1 backup."))
    harm(three)
    three.click("Check now")
    three.qtbot.waitUntil(lambda: three.sees("The entry of Sunday 22 November 2026 cannot"))
