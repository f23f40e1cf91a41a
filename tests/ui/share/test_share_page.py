"""What leaves the computer is what the page shows, cell by cell."""

import csv
import gc
import io
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.disclosure import Column
from smallacts_desktop.ui.share.page import SharePage
from tests.ui.app_fixture import AppFixture, day


@pytest.fixture
def target(app: AppFixture, tmp_path: Path) -> Path:
    """Where the person saves the file; three entries are in the journal, one of them private."""
    app.entry("Smiled", date=day(3), size=ActSize.SMALLEST, note='=1+1 "x"\nsecond', place="park")
    app.entry("Waved", date=day(2), person="-Maria", mood_before=0, mood_after=10)
    app.entry("Hid", date=day(1), private=True)
    app.entry("Long ago", date=day(60))
    folder = tmp_path / "documents"
    folder.mkdir()
    chosen = folder / "for Dr Grey.csv"
    app.window.workspace.pages.share.ask_target = lambda _: chosen
    return chosen


def go(app: AppFixture) -> SharePage:
    """Go to the page and wait until it has read the journal."""
    app.click("Share")
    app.settle()
    return app.window.workspace.pages.share


def tick(app: AppFixture, *columns: Column) -> None:
    """Add these columns."""
    for column in columns:
        app.click(app.window.workspace.pages.share.form.extras[column].text())
    app.settle()


def shown(page: SharePage) -> list[list[str]]:
    """The preview from its last row to its first, the order of the file."""
    model = page.model
    role = Qt.ItemDataRole.ToolTipRole
    columns = range(model.columnCount())
    head = [model.headerData(c, Qt.Orientation.Horizontal, role) for c in columns]
    rows = [
        [model.data(model.index(row, c), role) for c in columns]
        for row in reversed(range(model.rowCount()))
    ]
    return [head, *rows]


def saved(target: Path) -> list[list[str]]:
    """The file as a spreadsheet reads it."""
    text = target.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("extras", [(), (Column.NOTE,), (Column.NOTE, Column.PLACE, Column.PERSON)])
def test_the_preview_is_the_file(app: AppFixture, target: Path, extras: tuple[Column, ...]) -> None:
    """Header and every cell, guards against formulas included."""
    page = go(app)
    tick(app, *extras)
    before = shown(page)
    app.click("Save CSV…")
    assert saved(target) == before
    assert len(before) == 3
    assert ("'=1+1" in target.read_text("utf-8")) == (Column.NOTE in extras)


def test_a_worker_gets_no_private_entry_and_is_told_nothing_of_it(
    app: AppFixture, target: Path
) -> None:
    """The person sees how many stay; the file does not say so."""
    page = go(app)
    assert app.sees("1 private entry stays here.", page)
    assert app.sees("2 entries", page)
    app.click("Save CSV…")
    assert b"Hid" not in target.read_bytes()
    assert app.sees(
        "Saved as “for Dr Grey.csv”, with 2 rows. 1 private entry stays here. It is in ", page
    )


def test_a_file_for_oneself_has_everything(app: AppFixture, target: Path) -> None:
    """Private entries and all columns; it is the file that can be brought back."""
    page = go(app)
    app.click("Myself")
    app.click("All")
    app.settle()
    app.click("Save CSV…")
    assert saved(target) == shown(page)
    assert saved(target)[0] == [column.value for column in Column]
    assert len(saved(target)) == 5
    assert not page.withheld.isVisible()


def test_a_range_of_days_holds_both_its_ends(app: AppFixture, target: Path) -> None:
    """Whichever of the two days was named first."""
    page = go(app)
    app.click("Choose…")
    first, last = day(3), day(2)
    page.form.span.first.setDate(QDate(last.year, last.month, last.day))
    page.form.span.last.setDate(QDate(first.year, first.month, first.day))
    app.settle()
    app.click("Save CSV…")
    assert [row[0] for row in saved(target)[1:]] == [first.isoformat(), last.isoformat()]


def test_days_without_entries_say_so(app: AppFixture, target: Path) -> None:
    """No empty table, and a file can be saved all the same."""
    page = go(app)
    app.click("Choose…")
    app.settle()
    assert app.sees("There are no entries in these days.", page)
    assert not page.table.isVisible()
    app.click("Save CSV…")
    assert len(saved(target)) == 1


def test_the_preview_follows_the_journal(app: AppFixture, target: Path) -> None:
    """An entry written or deleted meanwhile is in the preview as in the file."""
    page = go(app)
    app.entry("Nodded", date=day(0))
    app.settle()
    assert page.model.rowCount() == 3
    app.click("Journal")
    app.entry("Smiled again", date=day(0))
    page = go(app)
    assert page.model.rowCount() == 4
    app.click("Save CSV…")
    assert saved(target) == shown(page)


def test_a_target_that_cannot_be_written_leaves_the_older_file(
    app: AppFixture, target: Path, tmp_path: Path
) -> None:
    """One sentence in the page; the next try elsewhere works."""
    page = go(app)
    nowhere = tmp_path / "gone" / "share.csv"
    page.ask_target = lambda _: nowhere
    app.click("Save CSV…")
    assert app.sees("“share.csv” could not be saved there.", page)
    folder = tmp_path / "taken.csv"
    folder.mkdir()
    (folder / "inside").write_bytes(b"older")
    page.ask_target = lambda _: folder
    app.click("Save CSV…")
    assert app.sees("“taken.csv” could not be saved there.", page)
    assert (folder / "inside").read_bytes() == b"older"
    page.ask_target = lambda _: target
    app.click("Save CSV…")
    assert target.exists()
    assert not app.sees("could not be saved", page)


def test_changing_ones_mind_saves_nothing(app: AppFixture, target: Path) -> None:
    """Leaving the file dialog leaves everything as it was."""
    names: list[str] = []

    def leave(name: str) -> None:
        names.append(name)

    page = go(app)
    page.ask_target = leave
    app.click("Save CSV…")
    assert names == ["small-acts-2026-11-22.csv"]
    assert list(target.parent.iterdir()) == []
    assert not page.outcome.isVisible()


def test_many_quick_choices_end_with_the_last(app: AppFixture, target: Path) -> None:
    """Readings that were overtaken neither show nor break anything."""
    page = go(app)
    for _ in range(25):
        app.click("All")
        app.click("Last 4 weeks")
        gc.collect()
    app.click("All")
    app.settle()
    QApplication.processEvents()
    assert page.model.rowCount() == 3
    assert target.parent.is_dir()
