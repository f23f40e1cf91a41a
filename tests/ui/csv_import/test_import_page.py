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
from smallacts_desktop.domain.entries import Entry, EntryDraft
from smallacts_desktop.domain.journal_errors import DiskFullError
from smallacts_desktop.ui.csv_import.page import ImportPage
from smallacts_desktop.ui.kit.dialogs import WaitingDialog
from tests.domain.strategies import act_entry, note_entry
from tests.sharing.journal_stand_in import exported, table
from tests.ui.app_fixture import TODAY, AppFixture, day

THREE = [act_entry(day(n), number=n, note=f"words {n}") for n in (1, 2, 3)]
HEAD = "date,act,mood_after,sky"
GOOD, BAD = f"{day(1)},Waved,7,blue", f"{day(1)},Waved,11,grey"


@pytest.fixture
def page(app: AppFixture) -> ImportPage:
    """The page, reached from Share."""
    app.click("Share")
    app.settle()
    app.press(app.window.workspace.pages.share.import_button.text())
    assert app.window.workspace.stack.currentWidget() is app.window.workspace.pages.csv_import
    return app.window.workspace.pages.csv_import


@pytest.fixture
def give(app: AppFixture, page: ImportPage, tmp_path: Path) -> Callable[[bytes], Path]:
    """Chooses a file with these bytes."""

    def choose(data: bytes) -> Path:
        source = tmp_path / "from my other computer.csv"
        source.write_bytes(data)
        page.ask_source = lambda: source
        app.click("Choose a file…")
        return source

    return choose


Give = Callable[[bytes], Path]


def table_texts(page: ImportPage) -> list[list[str]]:
    """The list of what is wrong."""
    model = page.view.bad
    return [[model.index(r, c).data() for c in range(3)] for r in range(model.rowCount())]


def has_keyboard(app: AppFixture, widget: QWidget) -> None:
    """Keys go here, once a window manager has made the window active again after waiting."""
    assert app.window.focusWidget() is widget


def content(app: AppFixture) -> list[str]:
    """The whole file, as SQL."""
    with closing(sqlite3.connect(app.paths.journal)) as other:
        return list(other.iterdump())


def test_what_would_come_in_is_shown_before_it_does(
    app: AppFixture, page: ImportPage, give: Give
) -> None:
    """Counts and rows first; nothing changes until the person says so; then all of it."""
    app.journal.import_entries(THREE[:1], [])
    before = content(app)
    give(exported(THREE))
    assert app.sees("2 entries would be added.", page)
    assert app.sees("1 row is in your journal already.", page)
    assert app.sees("“from my other computer.csv”", page)
    shown = page.view.preview
    assert [shown.index(row, 4).data() for row in range(shown.rowCount())] == ["words 3", "words 2"]
    has_keyboard(app, page.view.add_button)
    assert content(app) == before
    app.press("Add them")
    assert app.entries() == sorted(THREE, key=lambda entry: entry.date)
    assert app.sees("Added to your journal: 2 entries.", page)
    has_keyboard(app, page.choose_button)


def test_other_pages_follow(app: AppFixture, page: ImportPage, give: Give) -> None:
    """The journal page and the preview of Share show what came in."""
    give(exported(THREE))
    app.click("Add them")
    app.click("Journal")
    assert app.window.workspace.pages.journal.model.rowCount() >= 3
    assert page.plan is None


def test_the_later_writing_replaces_and_the_earlier_does_not(
    app: AppFixture, page: ImportPage, give: Give
) -> None:
    """The one is counted as a change, the other named by its line."""
    app.journal.import_entries(THREE, [])
    newer = replace(THREE[0], note="newer", written_at=THREE[0].written_at + timedelta(hours=1))
    older = replace(THREE[1], note="older", written_at=THREE[1].written_at - timedelta(hours=1))
    give(exported([newer, older]))
    assert app.sees("1 entry would be changed", page)
    assert app.sees("1 entry stays as your journal has it", page)
    assert app.sees("Lines in the file: 2.", page)
    app.click("Add them")
    assert app.journal.entry(newer.id).note == "newer"
    assert app.journal.entry(older.id).note == "words 2"


def test_bad_rows_are_listed_and_nothing_is_the_default(
    app: AppFixture, page: ImportPage, give: Give
) -> None:
    """Line, column and reason; the keyboard stands on leaving it."""
    before = content(app)
    give(table(HEAD, GOOD, BAD, "only"))
    assert table_texts(page) == [
        ["3", "mood_after", "A mood is a whole number from 0 to 10."],
        ["4", "the whole row", "This row has more or fewer cells than the first row."],
    ]
    assert app.sees("“sky”", page)
    assert not page.view.add_button.isVisible()
    has_keyboard(app, page.view.leave_button)
    app.press("Leave it")
    assert content(app) == before
    assert page.choose_button.isVisible()


def test_the_good_ones_come_in_when_chosen(app: AppFixture, page: ImportPage, give: Give) -> None:
    """By a button of its own."""
    give(table(HEAD, GOOD, BAD))
    app.click("Add the good ones")
    assert [entry.mood_after for entry in app.entries()] == [7]
    assert app.sees("Added to your journal: 1 entry.", page)


def test_a_file_with_nothing_good_offers_nothing(
    app: AppFixture, page: ImportPage, give: Give
) -> None:
    """There is nothing to say yes to."""
    give(table(HEAD, BAD))
    assert app.sees("There is nothing to add from this file.", page)
    assert not page.view.add_button.isVisible()
    assert not page.view.good_button.isVisible()
    give_again = [HEAD]
    page.leave()
    give(table(*give_again))
    assert app.sees("There are no entries in this file.", page)


def test_the_list_of_what_is_wrong_can_be_copied(
    app: AppFixture, page: ImportPage, give: Give
) -> None:
    """All of it by the button, or the chosen rows by Ctrl+C."""
    give(table(HEAD, BAD, BAD))
    app.click("Copy this list")
    whole = QGuiApplication.clipboard().text().splitlines()
    reason = "A mood is a whole number from 0 to 10."
    assert whole == ["Line\tColumn\tWhy", f"2\tmood_after\t{reason}", f"3\tmood_after\t{reason}"]
    page.view.bad_table.selectRow(1)
    app.qtbot.keyClick(page.view.bad_table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines() == [whole[0], whole[2]]


def test_a_worker_file_is_met_kindly(app: AppFixture, page: ImportPage, give: Give) -> None:
    """A note whose words were withheld says so, and rows without ids are explained."""
    shared = [THREE[0], note_entry(day(5), 77, note="kept back")]
    give(exported(shared, ShareChoice(Preset.WORKER)))
    assert table_texts(page) == [
        ["2", "note",
         "This file leaves out the words of notes, so there is nothing here to add."]
    ]  # fmt: skip
    assert app.sees("a file for a worker never does", page)


@pytest.mark.parametrize("data", [b"", b"hello", b"\xff\xfe", b"\x89PNG", b"PK\x03\x04"])
def test_what_is_no_csv_is_one_sentence(
    app: AppFixture, page: ImportPage, give: Give, data: bytes
) -> None:
    """And nothing has changed."""
    before = content(app)
    give(data)
    assert app.sees("is not a CSV file that Small Acts can read. Nothing was changed.", page)
    assert content(app) == before


def test_a_file_that_is_gone_or_a_folder_is_one_sentence(
    app: AppFixture, page: ImportPage, tmp_path: Path
) -> None:
    """The next choice is right there."""
    for source in (tmp_path / "gone.csv", tmp_path):
        page.look_at(source)
        assert app.sees("could not be read. Nothing was changed.", page)
        has_keyboard(app, page.choose_button)


def test_choosing_no_file_changes_nothing(app: AppFixture, page: ImportPage) -> None:
    """Leaving the file dialog leaves the page as it was."""
    page.ask_source = lambda: None
    app.click("Choose a file…")
    assert page.choose_button.isVisible()


def many(count: int) -> list[Entry]:
    """Enough to be stopped in between."""
    return [act_entry(TODAY - timedelta(days=n % 900), number=n + 1) for n in range(count)]


def stop_soon(app: AppFixture) -> None:
    """Press Cancel as soon as there is something to cancel."""
    watch = QTimer(app.window, interval=0)

    def stop() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, WaitingDialog):
            watch.stop()
            app.qtbot.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)

    watch.timeout.connect(stop)
    watch.start()


def test_stopping_the_reading_changes_nothing(
    app: AppFixture, page: ImportPage, give: Give
) -> None:
    """The page says so and can be used again."""
    data = exported(many(3000))
    stop_soon(app)
    give(data)
    assert app.sees("Stopped. Nothing was changed.", page)
    assert page.plan is None


def test_stopping_half_way_leaves_nothing_half_done(
    app: AppFixture, page: ImportPage, give: Give
) -> None:
    """Not one row; the plan is still there, and going on takes all of it."""
    app.entry()
    give(exported(many(3000)))
    before = content(app)
    stop_soon(app)
    app.click("Add them")
    assert app.sees("Stopped. Nothing was changed.", page)
    assert content(app) == before
    app.click("Add them")
    assert len(app.entries()) == 3001


def test_a_full_disk_is_one_sentence(
    app: AppFixture, page: ImportPage, give: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing has come in, and the choice is still there."""

    def full(*_: object) -> int:
        raise DiskFullError

    give(exported(THREE))
    monkeypatch.setattr(app.journal, "import_entries", full)
    app.click("Add them")
    assert app.sees("The disk is full", page)
    assert page.view.add_button.isVisible()
    assert app.entries() == []


def test_words_written_meanwhile_are_not_overwritten(
    app: AppFixture, page: ImportPage, give: Give
) -> None:
    """The file is looked at again when the journal has changed since."""
    app.journal.import_entries(THREE[:1], [])
    newer = replace(THREE[0], note="newer", written_at=THREE[0].written_at + timedelta(hours=1))
    give(exported([newer]))
    assert app.sees("1 entry would be changed", page)
    app.journal.edit(newer.id, EntryDraft(act="Smiled", note="newest", date=day(1)))
    app.qtbot.waitUntil(lambda: app.sees("stays as your journal has it", page))
    assert not page.view.add_button.isVisible()


def drag(page: ImportPage, *urls: QUrl) -> bool:
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


def test_one_csv_file_can_be_dropped(app: AppFixture, page: ImportPage, tmp_path: Path) -> None:
    """One, local and called .csv; anything else is not taken."""
    source = tmp_path / "Dropped.CSV"
    source.write_bytes(exported(THREE))
    url = QUrl.fromLocalFile(str(source))
    for wrong in ((), (url, url), (QUrl("https://example.org/a.csv"),),
                  (QUrl.fromLocalFile(str(tmp_path / "a.txt")),)):  # fmt: skip
        assert not drag(page, *wrong)
    assert drag(page, url)
    app.qtbot.waitUntil(lambda: page.plan is not None)
    assert app.sees("3 entries would be added.", page)


def test_back_goes_to_sharing(app: AppFixture, page: ImportPage) -> None:
    """The rail's mark was there all the time."""
    app.press("Back to sharing")
    assert app.window.workspace.stack.currentWidget() is app.window.workspace.pages.share
    assert page.plan is None


@pytest.fixture(params=[(640, 480, 1.0), (640, 480, 2.0), (1120, 760, 2.0)], ids=str)
def shape(request: pytest.FixtureRequest, app: AppFixture) -> Iterator[None]:
    """A small window, large text, or both."""
    app.width, app.height, scale = request.param
    app.theme.set_scale(scale)
    yield
    app.theme.set_scale(1.0)


@pytest.mark.usefixtures("shape")
def test_nothing_is_cut_off(app: AppFixture, page: ImportPage, give: Give) -> None:
    """No label is wider than the page, and every button can be scrolled to."""
    give(table(HEAD, GOOD, BAD))
    app.settle()
    width = page.viewport().width()
    for part in (page.view.name, *page.view.sentences, page.view.good_button, page.back_button):
        if part.isVisible():
            right = part.mapTo(page.ground, part.rect().topRight()).x()
            assert right <= width
            assert part.height() >= part.heightForWidth(part.width())


def test_a_snapshot_is_taken_before_anything_is_added(
    app: AppFixture, page: ImportPage, give: Give
) -> None:
    """It holds what was there before, and can be brought back."""
    app.entry("Was there before")
    give(exported(THREE))
    app.click("Add them")
    app.settle()
    assert page.plan is None
    assert app.journal.count() == 4
    (newest, *_) = app.vault.backups.snapshots()
    assert app.vault.backups.preview(newest.path).entries == 1


def test_without_room_for_a_snapshot_nothing_is_added(
    app: AppFixture, page: ImportPage, give: Give
) -> None:
    """The person is told why; the journal is as it was."""

    def full() -> None:
        raise DiskFullError

    page.take_snapshot = full
    give(exported(THREE))
    app.click("Add them")
    app.settle()
    assert "disk is full" in page.view.problem.text()
    assert app.journal.count() == 0
