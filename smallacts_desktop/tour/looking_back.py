"""Looking back on the small journal that the main job has made, and taking a CSV from it."""

import csv
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from smallacts_desktop.tour.app_fixture import AppFixture, Step
from smallacts_desktop.tour.main_job import NOTE
from smallacts_desktop.ui.share.page import SharePage
from smallacts_desktop.ui.share.share_choice_form import Period


def yesterday_on_the_calendar(app: AppFixture) -> None:
    """The calendar shows a day with an act for yesterday; a click shows its entry."""
    yesterday = app.clock.at.date() - timedelta(days=1)
    app.go_to("calendar")
    calendar = app.window.workspace.pages.calendar
    view = calendar.heatmap
    cell = view.cell_rect(view.days.index_of(yesterday)).center().toPoint()
    app.click(view.viewport(), cell)
    app.expect(view.current_day() == yesterday, "the click did not choose the day")
    app.expect(calendar.day_card.model.rowCount() == 1, "the day does not show its entry")


def the_journal(app: AppFixture) -> None:
    """Every entry, newest first."""
    app.go_to("journal")
    app.expect(
        app.window.workspace.pages.journal.model.rowCount() == len(app.entries_on_disk()) == 4,
        "the list does not show every entry",
    )


def an_entry(app: AppFixture) -> None:
    """A click opens an entry to be read and edited."""
    page = app.window.workspace.pages.journal
    rows = range(page.model.rowCount())
    row = next(row for row in rows if page.model.entry_at(row).note == NOTE)
    place = page.list.visualRect(page.model.index(row)).center()
    app.click(page.list.viewport(), place)
    app.expect(
        page.form_card is not None and page.form_card.form.answers().note == NOTE,
        "the entry did not open",
    )


def deleted(app: AppFixture) -> None:
    """Deleted, with the way back at the bottom of the window."""
    page = app.window.workspace.pages.journal
    if page.form_card is not None:
        app.click(app.find(QPushButton, page.form_card, "danger")[0])
    app.expect(len(app.entries_on_disk()) == 3, "the entry is still on the disk")
    app.expect(app.window.workspace.message_bar.button.isVisible(), "there is no way back")


def undone(app: AppFixture) -> None:
    """Undone: the entry is back as it was."""
    app.click(app.window.workspace.message_bar.button)
    entries = app.entries_on_disk()
    app.expect(
        len(entries) == 4 and any(entry.note == NOTE for entry in entries),
        "the entry is not back on the disk",
    )


def what_leaves(app: AppFixture) -> None:
    """The Share page shows exactly what would leave; here, every day with the notes."""
    app.go_to("share")
    share = app.window.workspace.pages.share
    app.click(share.form.period.chips[list(Period).index(Period.ALL)])
    app.click(next(iter(share.form.extras.values())))
    app.until(lambda: share.model.rowCount() == 4, "the preview does not show every entry")


def csv_saved(app: AppFixture) -> None:
    """The file is saved through the file dialog, and holds what the preview showed."""
    share = app.window.workspace.pages.share
    target = app.screenshots.csv

    def name_the_file(dialog: QFileDialog) -> None:
        app.name_file(dialog, target)
        app.picture("where-to-save-it")
        app.press(Qt.Key.Key_Return)
        app.until(lambda: not dialog.isVisible(), "the file dialog stayed open")

    app.answer(share.save_button, QFileDialog, name_the_file)
    app.until(share.outcome.isVisible, "the page does not say that the file is saved")
    _check_csv(app, share)


def _check_csv(app: AppFixture, share: SharePage) -> None:
    app.expect(app.screenshots.csv.is_file(), "there is no file")
    with app.screenshots.csv.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    entries = app.entries_on_disk()
    app.expect(len(rows) == len(entries) == share.model.rowCount(), "the file lacks a row")
    written = [(row["date"], row["act"], row["note"]) for row in rows]
    kept = [(entry.date.isoformat(), entry.act, entry.note) for entry in entries]
    app.expect(written == kept, "the file does not hold what the journal does")
    app.expect("entry_id" not in rows[0], "the file holds more than was chosen")


LOOKING_BACK: tuple[Step, ...] = (
    yesterday_on_the_calendar,
    the_journal,
    an_entry,
    deleted,
    undone,
    what_leaves,
    csv_saved,
)
