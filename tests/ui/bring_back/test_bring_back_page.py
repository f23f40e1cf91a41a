"""A file comes in as the person saw it beforehand, whole or not at all."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from smallacts_desktop.domain.disclosure import Preset, ShareChoice
from smallacts_desktop.domain.drafts import EntryDraft
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.errors import DiskFullError
from smallacts_desktop.ui.bring_back.page import BringBackPage
from smallacts_desktop.ui.kit.waiting_dialog import WaitingDialog
from tests.domain.strategies import act_entry, note_entry
from tests.sharing.journal_stand_in import exported, table
from tests.ui.app_fixture import TODAY, AppFixture, day

THREE = [act_entry(day(n), number=n, note=f"words {n}") for n in (1, 2, 3)]
HEAD = "date,act,mood_after,sky"
GOOD, BAD = f"{day(1)},Waved,7,blue", f"{day(1)},Waved,11,grey"


@pytest.fixture
def page(room: AppFixture) -> BringBackPage:
    """The page, reached from Share."""
    room.click("Share")
    room.settle()
    room.press(room.window.workspace.pages.share.bring_back_button.text())
    assert room.window.workspace.stack.currentWidget() is room.window.workspace.pages.bring_back
    return room.window.workspace.pages.bring_back


@pytest.fixture
def give(room: AppFixture, page: BringBackPage, tmp_path: Path) -> Callable[[bytes], Path]:
    """Chooses a file with these bytes."""

    def choose(data: bytes) -> Path:
        source = tmp_path / "from my other computer.csv"
        source.write_bytes(data)
        page.ask_source = lambda: source
        room.click("Choose a file…")
        return source

    return choose


Give = Callable[[bytes], Path]


def table_texts(page: BringBackPage) -> list[list[str]]:
    """The list of what is wrong."""
    model = page.view.bad
    return [[model.index(r, c).data() for c in range(3)] for r in range(model.rowCount())]


def has_keyboard(room: AppFixture, widget: QWidget) -> None:
    """Keys go here, once a window manager has made the window active again after waiting."""
    assert room.window.focusWidget() is widget


def content(room: AppFixture) -> list[str]:
    """The whole file, as SQL."""
    with closing(sqlite3.connect(room.paths.journal)) as other:
        return list(other.iterdump())


def test_what_would_come_in_is_shown_before_it_does(
    room: AppFixture, page: BringBackPage, give: Give
) -> None:
    """Counts and rows first; nothing changes until the person says so; then all of it."""
    room.journal.take_in(THREE[:1], [])
    before = content(room)
    give(exported(THREE))
    assert room.sees("2 entries would be added.", page)
    assert room.sees("1 row is in your journal already.", page)
    assert room.sees("“from my other computer.csv”", page)
    shown = page.view.preview
    assert [shown.index(row, 4).data() for row in range(shown.rowCount())] == ["words 3", "words 2"]
    has_keyboard(room, page.view.add_button)
    assert content(room) == before
    room.press("Add them")
    assert room.entries() == sorted(THREE, key=lambda entry: entry.date)
    assert room.sees("Added to your journal: 2 entries.", page)
    has_keyboard(room, page.choose_button)


def test_other_pages_follow(room: AppFixture, page: BringBackPage, give: Give) -> None:
    """The journal page and the preview of Share show what came in."""
    give(exported(THREE))
    room.click("Add them")
    room.click("Journal")
    assert room.window.workspace.pages.journal.model.rowCount() >= 3
    assert page.plan is None


def test_the_later_writing_replaces_and_the_earlier_does_not(
    room: AppFixture, page: BringBackPage, give: Give
) -> None:
    """The one is counted as a change, the other named by its line."""
    room.journal.take_in(THREE, [])
    newer = replace(THREE[0], note="newer", written_at=THREE[0].written_at + timedelta(hours=1))
    older = replace(THREE[1], note="older", written_at=THREE[1].written_at - timedelta(hours=1))
    give(exported([newer, older]))
    assert room.sees("1 entry would be changed", page)
    assert room.sees("1 entry stays as your journal has it", page)
    assert room.sees("Lines in the file: 2.", page)
    room.click("Add them")
    assert room.journal.entry(newer.id).note == "newer"
    assert room.journal.entry(older.id).note == "words 2"


def test_bad_rows_are_listed_and_nothing_is_the_default(
    room: AppFixture, page: BringBackPage, give: Give
) -> None:
    """Line, column and reason; the keyboard stands on leaving it."""
    before = content(room)
    give(table(HEAD, GOOD, BAD, "only"))
    assert table_texts(page) == [
        ["3", "mood_after", "A mood is a whole number from 0 to 10."],
        ["4", "the whole row", "This row has more or fewer cells than the first row."],
    ]
    assert room.sees("“sky”", page)
    assert not page.view.add_button.isVisible()
    has_keyboard(room, page.view.leave_button)
    room.press("Leave it")
    assert content(room) == before
    assert page.choose_button.isVisible()


def test_the_good_ones_come_in_when_chosen(
    room: AppFixture, page: BringBackPage, give: Give
) -> None:
    """By a button of its own."""
    give(table(HEAD, GOOD, BAD))
    room.click("Add the good ones")
    assert [entry.mood_after for entry in room.entries()] == [7]
    assert room.sees("Added to your journal: 1 entry.", page)


def test_a_file_with_nothing_good_offers_nothing(
    room: AppFixture, page: BringBackPage, give: Give
) -> None:
    """There is nothing to say yes to."""
    give(table(HEAD, BAD))
    assert room.sees("There is nothing to add from this file.", page)
    assert not page.view.add_button.isVisible()
    assert not page.view.good_button.isVisible()
    give_again = [HEAD]
    page.leave()
    give(table(*give_again))
    assert room.sees("There are no entries in this file.", page)


def test_the_list_of_what_is_wrong_can_be_copied(
    room: AppFixture, page: BringBackPage, give: Give
) -> None:
    """All of it by the button, or the chosen rows by Ctrl+C."""
    give(table(HEAD, BAD, BAD))
    room.click("Copy this list")
    whole = QGuiApplication.clipboard().text().splitlines()
    reason = "A mood is a whole number from 0 to 10."
    assert whole == ["Line\tColumn\tWhy", f"2\tmood_after\t{reason}", f"3\tmood_after\t{reason}"]
    page.view.bad_table.selectRow(1)
    room.qtbot.keyClick(page.view.bad_table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines() == [whole[0], whole[2]]


def test_a_worker_file_is_met_kindly(room: AppFixture, page: BringBackPage, give: Give) -> None:
    """A note whose words were withheld says so, and rows without ids are explained."""
    shared = [THREE[0], note_entry(day(5), 77, note="kept back")]
    give(exported(shared, ShareChoice(Preset.WORKER)))
    assert table_texts(page) == [
        ["2", "note",
         "This file leaves out the words of notes, so there is nothing here to add."]
    ]  # fmt: skip
    assert room.sees("a file for a worker never does", page)


@pytest.mark.parametrize("data", [b"", b"hello", b"\xff\xfe", b"\x89PNG", b"PK\x03\x04"])
def test_what_is_no_csv_is_one_sentence(
    room: AppFixture, page: BringBackPage, give: Give, data: bytes
) -> None:
    """And nothing has changed."""
    before = content(room)
    give(data)
    assert room.sees("is not a CSV file that Small Acts can read. Nothing was changed.", page)
    assert content(room) == before


def test_a_file_that_is_gone_or_a_folder_is_one_sentence(
    room: AppFixture, page: BringBackPage, tmp_path: Path
) -> None:
    """The next choice is right there."""
    for source in (tmp_path / "gone.csv", tmp_path):
        page.look_at(source)
        assert room.sees("could not be read. Nothing was changed.", page)
        has_keyboard(room, page.choose_button)


def test_choosing_no_file_changes_nothing(room: AppFixture, page: BringBackPage) -> None:
    """Leaving the file dialog leaves the page as it was."""
    page.ask_source = lambda: None
    room.click("Choose a file…")
    assert page.choose_button.isVisible()


def many(count: int) -> list[Entry]:
    """Enough to be stopped in between."""
    return [act_entry(TODAY - timedelta(days=n % 900), number=n + 1) for n in range(count)]


def stop_soon(room: AppFixture) -> None:
    """Press Cancel as soon as there is something to cancel."""
    watch = QTimer(room.window, interval=0)

    def stop() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, WaitingDialog):
            watch.stop()
            room.qtbot.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)

    watch.timeout.connect(stop)
    watch.start()


def test_stopping_the_reading_changes_nothing(
    room: AppFixture, page: BringBackPage, give: Give
) -> None:
    """The page says so and can be used again."""
    data = exported(many(3000))
    stop_soon(room)
    give(data)
    assert room.sees("Stopped. Nothing was changed.", page)
    assert page.plan is None


def test_stopping_half_way_leaves_nothing_half_done(
    room: AppFixture, page: BringBackPage, give: Give
) -> None:
    """Not one row; the plan is still there, and going on takes all of it."""
    room.entry()
    give(exported(many(3000)))
    before = content(room)
    stop_soon(room)
    room.click("Add them")
    assert room.sees("Stopped. Nothing was changed.", page)
    assert content(room) == before
    room.click("Add them")
    assert len(room.entries()) == 3001


def test_a_full_disk_is_one_sentence(
    room: AppFixture, page: BringBackPage, give: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing has come in, and the choice is still there."""

    def full(*_: object) -> int:
        raise DiskFullError

    give(exported(THREE))
    monkeypatch.setattr(room.journal, "take_in", full)
    room.click("Add them")
    assert room.sees("The disk is full", page)
    assert page.view.add_button.isVisible()
    assert room.entries() == []


def test_words_written_meanwhile_are_not_overwritten(
    room: AppFixture, page: BringBackPage, give: Give
) -> None:
    """The file is looked at again when the journal has changed since."""
    room.journal.take_in(THREE[:1], [])
    newer = replace(THREE[0], note="newer", written_at=THREE[0].written_at + timedelta(hours=1))
    give(exported([newer]))
    assert room.sees("1 entry would be changed", page)
    room.journal.edit(newer.id, EntryDraft(act="Smiled", note="newest", date=day(1)))
    room.qtbot.waitUntil(lambda: room.sees("stays as your journal has it", page))
    assert not page.view.add_button.isVisible()


def drag(page: BringBackPage, *urls: QUrl) -> bool:
    """Hold files over the page and let go; whether they were welcome."""
    mime = QMimeData()
    mime.setUrls(list(urls))
    where, copy = QPoint(20, 20), Qt.DropAction.CopyAction
    none = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(where, copy, mime, *none)
    QApplication.sendEvent(page.ground, enter)
    if not enter.isAccepted():
        return False
    drop = QDropEvent(where.toPointF(), copy, mime, *none, QEvent.Type.Drop)
    QApplication.sendEvent(page.ground, drop)
    return drop.isAccepted()


def test_one_csv_file_can_be_dropped(room: AppFixture, page: BringBackPage, tmp_path: Path) -> None:
    """One, local and called .csv; anything else is not taken."""
    source = tmp_path / "Dropped.CSV"
    source.write_bytes(exported(THREE))
    url = QUrl.fromLocalFile(str(source))
    for wrong in ((), (url, url), (QUrl("https://example.org/a.csv"),),
                  (QUrl.fromLocalFile(str(tmp_path / "a.txt")),)):  # fmt: skip
        assert not drag(page, *wrong)
    assert drag(page, url)
    room.qtbot.waitUntil(lambda: page.plan is not None)
    assert room.sees("3 entries would be added.", page)


def test_back_goes_to_sharing(room: AppFixture, page: BringBackPage) -> None:
    """The rail's mark was there all the time."""
    room.press("Back to sharing")
    assert room.window.workspace.stack.currentWidget() is room.window.workspace.pages.share
    assert page.plan is None


@pytest.fixture(params=[(640, 480, 1.0), (640, 480, 2.0), (1120, 760, 2.0)], ids=str)
def shape(request: pytest.FixtureRequest, room: AppFixture) -> Iterator[None]:
    """A small window, large text, or both."""
    room.width, room.height, scale = request.param
    room.theme.set_scale(scale)
    yield
    room.theme.set_scale(1.0)


@pytest.mark.usefixtures("shape")
def test_nothing_is_cut_off(room: AppFixture, page: BringBackPage, give: Give) -> None:
    """No label is wider than the page, and every button can be scrolled to."""
    give(table(HEAD, GOOD, BAD))
    room.settle()
    width = page.viewport().width()
    for part in (page.view.name, *page.view.sentences, page.view.good_button, page.back_button):
        if part.isVisible():
            right = part.mapTo(page.ground, part.rect().topRight()).x()
            assert right <= width
            assert part.height() >= part.heightForWidth(part.width())


def test_a_snapshot_is_taken_before_anything_is_added(
    room: AppFixture, page: BringBackPage, give: Give
) -> None:
    """It holds what was there before, and can be brought back."""
    room.entry("Was there before")
    give(exported(THREE))
    room.click("Add them")
    room.settle()
    assert page.plan is None
    assert room.journal.count() == 4
    (newest, *_) = room.vault.backups.snapshots()
    assert room.vault.backups.preview(newest.path).entries == 1


def test_without_room_for_a_snapshot_nothing_is_added(
    room: AppFixture, page: BringBackPage, give: Give
) -> None:
    """The person is told why; the journal is as it was."""

    def full() -> None:
        raise DiskFullError

    page.take_snapshot = full
    give(exported(THREE))
    room.click("Add them")
    room.settle()
    assert "disk is full" in page.view.problem.text()
    assert room.journal.count() == 0
