"""Looking back on the small journal that the main job has made, and taking a CSV from it."""

import csv
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from smallacts_desktop.tour.main_job import NOTE
from smallacts_desktop.tour.stage import AppFixture, Step
from smallacts_desktop.ui.share.page import SharePage
from smallacts_desktop.ui.share.share_choice_form import Period


def yesterday_on_the_calendar(stage: AppFixture) -> None:
    """The calendar shows a day with an act for yesterday; a click shows its entry."""
    yesterday = stage.clock.at.date() - timedelta(days=1)
    stage.go_to("calendar")
    calendar = stage.window.workspace.pages.calendar
    view = calendar.heatmap
    cell = view.cell_rect(view.heatmap.index_of(yesterday)).center().toPoint()
    stage.click(view.viewport(), cell)
    stage.expect(view.current_day() == yesterday, "the click did not choose the day")
    stage.expect(calendar.day_card.model.rowCount() == 1, "the day does not show its entry")


def the_journal(stage: AppFixture) -> None:
    """Every entry, newest first."""
    stage.go_to("journal")
    stage.expect(
        stage.window.workspace.pages.journal.model.rowCount() == len(stage.entries_on_disk()) == 4,
        "the list does not show every entry",
    )


def an_entry(stage: AppFixture) -> None:
    """A click opens an entry to be read and edited."""
    page = stage.window.workspace.pages.journal
    rows = range(page.model.rowCount())
    row = next(row for row in rows if page.model.entry_at(row).note == NOTE)
    place = page.list.visualRect(page.model.index(row)).center()
    stage.click(page.list.viewport(), place)
    stage.expect(
        page.form_card is not None and page.form_card.form.answers().note == NOTE,
        "the entry did not open",
    )


def deleted(stage: AppFixture) -> None:
    """Deleted, with the way back at the bottom of the window."""
    page = stage.window.workspace.pages.journal
    if page.form_card is not None:
        stage.click(stage.find(QPushButton, page.form_card, "danger")[0])
    stage.expect(len(stage.entries_on_disk()) == 3, "the entry is still on the disk")
    stage.expect(stage.window.workspace.message_bar.button.isVisible(), "there is no way back")


def undone(stage: AppFixture) -> None:
    """Undone: the entry is back as it was."""
    stage.click(stage.window.workspace.message_bar.button)
    entries = stage.entries_on_disk()
    stage.expect(
        len(entries) == 4 and any(entry.note == NOTE for entry in entries),
        "the entry is not back on the disk",
    )


def what_leaves(stage: AppFixture) -> None:
    """The Share page shows exactly what would leave; here, every day with the notes."""
    stage.go_to("share")
    share = stage.window.workspace.pages.share
    stage.click(share.form.period.chips[list(Period).index(Period.ALL)])
    stage.click(next(iter(share.form.extras.values())))
    stage.until(lambda: share.model.rowCount() == 4, "the preview does not show every entry")


def csv_saved(stage: AppFixture) -> None:
    """The file is saved through the file dialog, and holds what the preview showed."""
    share = stage.window.workspace.pages.share
    target = stage.album.csv

    def name_the_file(dialog: QFileDialog) -> None:
        stage.name_file(dialog, target)
        stage.picture("where-to-save-it")
        stage.press(Qt.Key.Key_Return)
        stage.until(lambda: not dialog.isVisible(), "the file dialog stayed open")

    stage.answer(share.save_button, QFileDialog, name_the_file)
    stage.until(share.outcome.isVisible, "the page does not say that the file is saved")
    _check_csv(stage, share)


def _check_csv(stage: AppFixture, share: SharePage) -> None:
    stage.expect(stage.album.csv.is_file(), "there is no file")
    with stage.album.csv.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    entries = stage.entries_on_disk()
    stage.expect(len(rows) == len(entries) == share.model.rowCount(), "the file lacks a row")
    written = [(row["date"], row["act"], row["note"]) for row in rows]
    kept = [(entry.date.isoformat(), entry.act, entry.note) for entry in entries]
    stage.expect(written == kept, "the file does not hold what the journal does")
    stage.expect("entry_id" not in rows[0], "the file holds more than was chosen")


LOOKING_BACK: tuple[Step, ...] = (
    yesterday_on_the_calendar,
    the_journal,
    an_entry,
    deleted,
    undone,
    what_leaves,
    csv_saved,
)
