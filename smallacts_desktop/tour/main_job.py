"""The main job on a journal that starts empty: from first launch to a CSV of what is kept."""

import csv
from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QFileDialog, QLabel

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import (
    Barrier,
    Entry,
    EntryKind,
    Expectation,
    MoodRecorded,
    Outcome,
    Response,
)
from smallacts_desktop.tour.tour_app import Step, TourApp
from smallacts_desktop.ui.entry_form.form import FormCard
from smallacts_desktop.ui.share.page import SharePage
from smallacts_desktop.ui.today.act_card import (
    ChooseCard,
    NotThisTimeCard,
    SavedCard,
    WaitingCard,
)

_NOW, _AFTER = "How are you feeling right now?", "How are you feeling now?"
_MOOD_BEFORE, _MOOD_AFTER = 4, 6
NOTE = "The man with the spaniel nodded back, and the dog looked pleased too."
_WORDS = "A quiet day. I sat by the window with some tea."
_LOGGED = "Said thank you to the bus driver"


def first_launch(app: TourApp) -> None:
    """An empty journal opens on today's act, of the smallest size."""
    card = app.card(ChooseCard)
    app.expect(app.entries_on_disk() == [], "the journal is not empty")
    app.expect(card.sizes.act_size is ActSize.SMALLEST, "the first size is not the smallest")
    app.expect(card.try_button.isEnabled(), "there is no act on the card")


def mood_before_by_keyboard(app: TourApp) -> None:
    """Tab comes to the mood, and a digit answers it."""
    card = app.card(ChooseCard)
    app.tab_to(card.mood.slider)
    app.key("4")
    app.expect(card.mood.mood == _MOOD_BEFORE, "the key did not give a mood")


def a_size_up(app: TourApp) -> None:
    """One click goes to the next size, and the mood stays."""
    _choose_size(app, ActSize.SMALLER)


def and_back(app: TourApp) -> None:
    """One click goes back; nothing is locked."""
    _choose_size(app, ActSize.SMALLEST)


def another_idea(app: TourApp) -> None:
    """Another act of the same size, and the mood stays."""
    before = _title_on(app)
    app.click("Another idea")
    app.expect(_title_on(app) != before, "the card shows the same act")
    app.expect(app.card(ChooseCard).mood.mood == _MOOD_BEFORE, "the mood was lost")


def the_card_waits(app: TourApp) -> None:
    """“I’ll try this”: the act waits, and is on the disk with the mood before."""
    title = _title_on(app)
    app.click("I’ll try this")
    app.card(WaitingCard)
    pending = app.pending_on_disk()
    app.expect(
        pending is not None and (pending.title, pending.mood_before) == (title, _MOOD_BEFORE),
        "the waiting act is not on the disk",
    )


def after_a_restart(app: TourApp) -> None:
    """Window and journal are closed and opened again the next day: the card still waits."""
    waiting = app.pending_on_disk()
    app.close()
    app.clock.at += timedelta(days=1)
    app.restart()
    app.card(WaitingCard)
    app.expect(app.pending_on_disk() == waiting, "the waiting act has changed")


def not_this_time(app: TourApp) -> None:
    """It may be let go, or kept with a reason."""
    app.click("Not this time")
    app.card(NotThisTimeCard)


def drop_the_act(app: TourApp) -> None:
    """Let go: nothing of it is kept."""
    app.click("Let it go")
    app.card(ChooseCard)
    app.expect(app.pending_on_disk() is None, "the act still waits")
    app.expect(app.entries_on_disk() == [], "it left a trace")


def i_did_it(app: TourApp) -> None:
    """Another act is tried and done; the answers are given by mouse, the note is typed."""
    app.click_mood(_NOW, _MOOD_BEFORE)
    app.click("I’ll try this")
    app.click("I did it")
    form = app.card(FormCard).form
    app.expect(form.mood_after.slider.previous == _MOOD_BEFORE, "the mood before is not shown")
    app.click_mood(_AFTER, _MOOD_AFTER)
    app.click("A little")
    app.click("Easier")
    app.click(form.note)
    app.type_text(NOTE)
    answers = form.answers()
    app.expect(
        (answers.mood_after, answers.response, answers.expectation, answers.note)
        == (_MOOD_AFTER, Response.A_LITTLE, Expectation.EASIER, NOTE),
        "the form does not hold the answers given",
    )


def half_written_words_are_kept(app: TourApp) -> None:
    """Closed before saving and opened again: the form is as it was left."""
    answers = app.card(FormCard).form.answers()
    app.restart()
    app.expect(app.card(FormCard).form.answers() == answers, "the answers were lost")
    app.expect(app.entries_on_disk() == [], "it was saved without being asked to")


def saved(app: TourApp) -> None:
    """Save: on the disk, off the card, and in the week."""
    app.click("Save")
    app.card(SavedCard)
    entry = _only_new_entry(app, lambda entry: entry.is_done_act)
    app.expect(
        (entry.mood_before, entry.mood_before_recorded, entry.mood_after, entry.note)
        == (_MOOD_BEFORE, MoodRecorded.BEFORE, _MOOD_AFTER, NOTE),
        "the entry on the disk is not what was written",
    )
    app.expect(app.pending_on_disk() is None, "the act still waits")


def kept_with_a_reason(app: TourApp) -> None:
    """“Not this time”, kept with one tap on a reason, is one entry and no loss."""
    app.click("Back to today’s card")
    app.click("I’ll try this")
    app.click("Not this time")
    app.click("Tired")
    app.card(SavedCard)
    entry = _only_new_entry(app, lambda entry: entry.outcome is Outcome.NOT_THIS_TIME)
    app.expect(entry.barrier is Barrier.TIRED, "the reason is not on the disk")


def just_write(app: TourApp) -> None:
    """Words without an act, with a mood."""
    app.click("Back to today’s card")
    app.click("Just write")
    form = app.card(FormCard).form
    app.expect(form.note.hasFocus(), "the keyboard is not in the note")
    app.type_text(_WORDS)
    app.click_mood(_AFTER, 5)
    app.expect(form.answers().note == _WORDS, "the words are not in the form")


def something_from_yesterday(app: TourApp) -> None:
    """The note is saved by Ctrl+Enter; then an act is added for yesterday."""
    app.key("Ctrl+Return")
    note = _only_new_entry(app, lambda entry: entry.kind is EntryKind.NOTE)
    app.expect((note.note, note.mood_after) == (_WORDS, 5), "the note is not on the disk")
    app.click("Back to today’s card")
    app.click("I’ve done something")
    form = app.card(FormCard).form
    app.type_text(_LOGGED)
    app.close_popup()
    app.click("Yesterday")
    app.click_mood("How were you feeling before?", 3)
    app.click_mood("How did you feel afterwards?", 5)
    yesterday = app.clock.at.date() - timedelta(days=1)
    app.expect(form.answers().date == yesterday, "the form does not say yesterday")


def yesterday_saved(app: TourApp) -> None:
    """Saved, with its mood before marked as remembered."""
    app.click("Save")
    app.card(SavedCard)
    yesterday = app.clock.at.date() - timedelta(days=1)
    entry = _only_new_entry(app, lambda entry: entry.date == yesterday)
    app.expect(
        (entry.act, entry.mood_before_recorded) == (_LOGGED, MoodRecorded.AFTERWARDS),
        "the act of yesterday is not on the disk",
    )


def yesterday_on_the_calendar(app: TourApp) -> None:
    """The calendar shows a day with an act for yesterday; a click shows its entry."""
    yesterday = app.clock.at.date() - timedelta(days=1)
    app.go_to("calendar")
    calendar = app.pages.calendar
    view = calendar.heatmap
    cell = view.cell_rect(view.days.index_of(yesterday)).center().toPoint()
    app.click(view.viewport(), at=cell)
    app.expect(view.current_day() == yesterday, "the click did not choose the day")
    app.expect(calendar.day_card.model.rowCount() == 1, "the day does not show its entry")


def the_journal(app: TourApp) -> None:
    """Every entry, newest first."""
    app.go_to("journal")
    app.expect(
        app.pages.journal.model.rowCount() == len(app.entries_on_disk()) == 4,
        "the list does not show every entry",
    )


def an_entry(app: TourApp) -> None:
    """A click opens an entry to be reread."""
    page = app.pages.journal
    rows = range(page.model.rowCount())
    row = next(row for row in rows if page.model.entry_at(row).note == NOTE)
    place = page.list.visualRect(page.model.index(row)).center()
    app.click(page.list.viewport(), at=place)
    app.expect(
        page.reading is not None and page.reading.prose.toPlainText() == NOTE,
        "the entry did not open",
    )


def an_entry_to_edit(app: TourApp) -> None:
    """Its form is asked for."""
    page = app.pages.journal
    app.click("Edit")
    app.expect(
        page.form_card is not None and page.form_card.form.answers().note == NOTE,
        "the form did not open",
    )


def deleted(app: TourApp) -> None:
    """Deleted, with the way back at the bottom of the window."""
    app.click("Delete")
    app.expect(len(app.entries_on_disk()) == 3, "the entry is still on the disk")
    app.expect(app.window.workspace.message_bar.button.isVisible(), "there is no way back")


def undone(app: TourApp) -> None:
    """Undone: the entry is back as it was."""
    app.click("Undo")
    entries = app.entries_on_disk()
    app.expect(
        len(entries) == 4 and any(entry.note == NOTE for entry in entries),
        "the entry is not back on the disk",
    )


def what_leaves(app: TourApp) -> None:
    """The Share page shows exactly what would leave; here, every day with the notes."""
    app.go_to("share")
    share = app.pages.share
    app.click("All")
    app.click("My notes")
    app.until(lambda: share.model.rowCount() == 4, "the preview does not show every entry")


def csv_saved(app: TourApp) -> None:
    """The file is saved through the file dialog, and holds what the preview showed."""
    share = app.pages.share
    target = app.screenshots.csv

    def name_the_file(dialog: QFileDialog) -> None:
        app.name_file(dialog, target)
        app.picture("where-to-save-it")
        app.key("Return")
        app.until(lambda: not dialog.isVisible(), "the file dialog stayed open")

    app.answer("Save CSV…", QFileDialog, name_the_file)
    app.until(share.outcome.isVisible, "the page does not say that the file is saved")
    _check_csv(app, share)


def _choose_size(app: TourApp, size: ActSize) -> None:
    app.click(app.card(ChooseCard).sizes.segments[list(ActSize).index(size)])
    card = app.card(ChooseCard)
    app.expect(card.sizes.act_size is size, "the size did not change")
    app.expect(card.mood.mood == _MOOD_BEFORE, "the mood was lost")


def _title_on(app: TourApp) -> str:
    labels = app.card(ChooseCard).view.findChildren(QLabel)
    return next(label.text() for label in labels if label.property("role") == "cardTitle")


def _only_new_entry(app: TourApp, wanted: Callable[[Entry], bool]) -> Entry:
    found = [entry for entry in app.entries_on_disk() if wanted(entry)]
    app.expect(len(found) == 1, f"{len(found)} such entries are on the disk, not one")
    return found[0]


def _check_csv(app: TourApp, share: SharePage) -> None:
    app.expect(app.screenshots.csv.is_file(), "there is no file")
    with app.screenshots.csv.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    entries = app.entries_on_disk()
    app.expect(len(rows) == len(entries) == share.model.rowCount(), "the file lacks a row")
    written = [(row["date"], row["act"], row["note"]) for row in rows]
    kept = [(entry.date.isoformat(), entry.act, entry.note) for entry in entries]
    app.expect(written == kept, "the file does not hold what the journal does")
    app.expect("entry_id" not in rows[0], "the file holds more than was chosen")


MAIN_JOB: tuple[Step, ...] = (
    first_launch,
    mood_before_by_keyboard,
    a_size_up,
    and_back,
    another_idea,
    the_card_waits,
    after_a_restart,
    not_this_time,
    drop_the_act,
    i_did_it,
    half_written_words_are_kept,
    saved,
    kept_with_a_reason,
    just_write,
    something_from_yesterday,
    yesterday_saved,
    yesterday_on_the_calendar,
    the_journal,
    an_entry,
    an_entry_to_edit,
    deleted,
    undone,
    what_leaves,
    csv_saved,
)
