"""Good moments: marked by the person, and read one at a time when they ask for one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from smallacts_desktop.domain.entries import EntryDraft
from smallacts_desktop.ui.journal.page import JournalPage
from smallacts_desktop.ui.journal.reading import ReadingView
from tests.ui.app_fixture import AppFixture, day

CONTROL = Qt.KeyboardModifier.ControlModifier


def reading(page: JournalPage) -> ReadingView:
    """What is read."""
    assert page.reading is not None
    return page.reading


def moments(app: AppFixture) -> list[str]:
    """The acts that are marked on the disk."""
    return [entry.act for entry in app.entries() if entry.good_moment]


@pytest.mark.parametrize("way", ["mouse", "space", "key", "action"])
def test_an_entry_is_marked_and_the_mark_taken_off(app: AppFixture, way: str) -> None:
    """The heart says in words and as checked what is so; it can be undone."""
    entry = app.entry("Waved", note="She waved back.")
    app.window.workspace.show_page("journal")
    page = app.window.workspace.pages.journal
    page.open_entry(entry.id)

    def press() -> None:
        heart = reading(page).heart
        if way == "mouse":
            app.qtbot.mouseClick(heart, Qt.MouseButton.LeftButton)
        elif way == "space":
            app.qtbot.keyClick(heart, Qt.Key.Key_Space)
        elif way == "key":
            QTest.keyClick(app.window, Qt.Key.Key_D, CONTROL)
        else:
            app.act(heart)

    heart = QAccessible.queryAccessibleInterface(reading(page).heart)
    assert heart.text(QAccessible.Text.Name) == "A good moment"
    assert heart.state().checkable
    assert not heart.state().checked
    assert reading(page).heart.text() == "Mark as a good moment"
    press()
    app.qtbot.waitUntil(lambda: moments(app) == ["Waved"])
    assert heart.state().checked
    assert reading(page).heart.text() == "A good moment"
    assert app.window.workspace.message_bar.text == "The entry is marked as a good moment."
    press()
    app.qtbot.waitUntil(lambda: moments(app) == [])
    assert not heart.state().checked
    app.click("Undo")
    assert moments(app) == ["Waved"]
    assert reading(page).heart.isChecked()


def test_an_edit_leaves_the_mark(app: AppFixture) -> None:
    """The form does not ask for it and passes it on."""
    entry = app.journal.write(EntryDraft(act="Waved", good_moment=True))
    app.window.workspace.show_page("journal")
    page = app.window.workspace.pages.journal
    page.open_entry(entry.id)
    app.click("Edit")
    assert page.form_card is not None
    app.write(page.form_card.form.what, " twice")
    app.click("Save")
    assert moments(app) == ["Waved twice"]


@pytest.mark.parametrize("way", ["mouse", "key", "action"])
def test_one_is_read_when_it_is_asked_for(app: AppFixture, way: str) -> None:
    """From Insights; asked again, it is another one."""
    for age, act in enumerate(("Waved", "Smiled", "Nodded")):
        app.journal.write(EntryDraft(act=act, date=day(age), good_moment=act != "Nodded"))
    pages = app.window.workspace.pages
    read = []
    for _ in range(4):
        app.window.workspace.show_page("insights")
        button = pages.insights.moment_button
        if way == "mouse":
            app.click("Read me a good moment")
        elif way == "key":
            app.qtbot.keyClick(button, Qt.Key.Key_Return)
        else:
            app.act(button, "Press")
        app.qtbot.waitUntil(lambda: app.window.workspace.stack.currentWidget() is pages.journal)
        read.append(reading(pages.journal).title.text())
    assert sorted(read[:2]) == ["Smiled", "Waved"]
    assert read[2:] == read[:2]


def test_none_is_a_plain_sentence(app: AppFixture) -> None:
    """It says how one is marked, and nothing opens."""
    app.entry("Waved")
    app.window.workspace.show_page("insights")
    app.click("Read me a good moment")
    assert "No entry is marked as a good moment yet." in app.window.workspace.message_bar.text
    assert app.window.workspace.stack.currentWidget() is app.window.workspace.pages.insights


def test_a_deleted_one_is_not_read(app: AppFixture) -> None:
    """Nor one that is no longer marked."""
    entry = app.journal.write(EntryDraft(act="Waved", good_moment=True))
    app.journal.delete(entry.id)
    assert app.journal.good_moments.another() is None
