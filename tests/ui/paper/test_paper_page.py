"""Paper: making a page to take along, and typing it in afterwards."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import EntryDraft, EntryKind, MoodRecorded, Outcome
from smallacts_desktop.domain.journal_errors import DiskFullError
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.paper import row_form
from smallacts_desktop.ui.kit.basics import Label
from smallacts_desktop.ui.kit.paper_output import ChartDialogs
from smallacts_desktop.ui.paper.page import PaperPage, PaperPart
from smallacts_desktop.ui.paper.paper_row import MoodField, PaperRow
from smallacts_desktop.ui.paper.sheet_form import SheetKind
from tests.ui.app_fixture import TODAY, AppFixture, day

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OWN = "Ask Sam about the allotment"


def go(app: AppFixture, part: PaperPart = PaperPart.FILL_IN) -> PaperPage:
    """Go there by the share page, as a person does."""
    app.window.workspace.show_page("share")
    app.window.workspace.pages.share.paper_wanted.emit()
    QApplication.processEvents()
    page = app.window.workspace.pages.paper
    assert app.window.workspace.stack.currentWidget() is page
    page.parts.set_value(part)
    QApplication.processEvents()
    return page


def fill(app: AppFixture, row: PaperRow, act: str = "", before: str = "", after: str = "") -> None:
    """Type into a row."""
    for field, text in ((row.what, act), (row.before, before), (row.after, after)):
        if text:
            app.write(field, text)
    # Tab would close it, and writing in another field by itself does not.
    popup = row.what.completer().popup()
    assert popup is not None
    popup.hide()


def answer_with(page: PaperPage, target: Path | None, printer: QPrinter | None = None) -> None:
    """Answer the page's questions without a dialog."""
    page.form.output.dialogs = ChartDialogs(
        lambda _parent, _title, _name, _kind: target, lambda _parent, _title: printer
    )


def test_the_page_belongs_to_sharing(app: AppFixture) -> None:
    """It is opened from there and leads back; the rail shows where it belongs."""
    page = go(app)
    app.click("Back to sharing", page)
    assert app.window.workspace.stack.currentWidget() is app.window.workspace.pages.share


def test_the_filled_rows_and_no_others_become_entries(app: AppFixture) -> None:
    """Written afterwards, each on its own day, in the words and numbers typed."""
    page = go(app)
    changes: list[Change] = []
    stop = app.journal.subscribe(changes.append)
    rows = page.grid.paper_rows
    fill(app, rows[0], "Waved at the window", "3", "5")
    rows[0].size_box.setCurrentIndex(rows[0].size_box.findData(ActSize.SMALLER))
    app.write(rows[0].note, "She waved back.")
    app.write(rows[2].note, "A quiet day")
    fill(app, rows[6], "Said hello", after="10")
    app.click("Save the week", page)
    stop()
    waved, quiet, hello = sorted(app.entries(), key=lambda entry: entry.date)
    assert (waved.date, quiet.date, hello.date) == (day(6), day(4), day(0))
    assert (waved.act, waved.size, waved.outcome) == (
        "Waved at the window", ActSize.SMALLER, Outcome.DONE,
    )  # fmt: skip
    assert (waved.mood_before, waved.mood_after, waved.note) == (3, 5, "She waved back.")
    assert waved.mood_before_recorded is MoodRecorded.AFTERWARDS
    assert (quiet.kind, quiet.note) == (EntryKind.NOTE, "A quiet day")
    assert (hello.mood_before, hello.mood_after) == (None, 10)
    assert {entry.time for entry in (waved, quiet, hello)} == {None}
    assert changes == [Change(days=frozenset({day(6), day(4), day(0)}))]
    assert app.sees("3 days are in your journal, marked as written afterwards.", page)
    assert not page.grid.has_words
    assert "Waved" not in app.stored_drafts()


def test_writing_the_act_ticks_the_box(app: AppFixture) -> None:
    """Taking the tick off keeps it as “not this time”; clearing the act clears the tick."""
    page = go(app)
    first, second = page.grid.paper_rows[:2]
    fill(app, first, "Smiled")
    assert first.done.isChecked()
    first.done.click()
    app.write(first.what, " at the bus stop")
    assert not first.done.isChecked()
    fill(app, second, "Waved")
    second.what.clear()
    assert not second.done.isChecked()
    app.click("Save the week", page)
    (entry,) = app.entries()
    assert (entry.act, entry.outcome) == ("Smiled at the bus stop", Outcome.NOT_THIS_TIME)


def test_an_act_from_the_library_brings_its_size(app: AppFixture) -> None:
    """And the entry knows which act it was."""
    act = app.journal.catalogue.of_size(ActSize.SMALL)[0]
    page = go(app)
    row = page.grid.paper_rows[1]
    fill(app, row, act.title)
    assert row.answers().size is ActSize.SMALL
    app.click("Save the week", page)
    (entry,) = app.entries()
    assert (entry.act_id, entry.size) == (act.id, ActSize.SMALL)


@pytest.mark.parametrize(
    ("before", "sentence"), [("11", "A mood is a whole number from 0 to 10."), ("10", "")]
)
def test_one_wrong_row_keeps_all_rows_out(app: AppFixture, before: str, sentence: str) -> None:
    """The row says why in one sentence, has the keyboard, and every word is still there."""
    page = go(app)
    rows = page.grid.paper_rows
    fill(app, rows[0], "Waved")
    fill(app, rows[3], "Smiled", before)
    app.click("Save the week", page)
    assert rows[3].problem.text() == sentence
    assert rows[3].problem.isVisible() == bool(sentence)
    assert len(app.entries()) == (0 if sentence else 2)
    if sentence:
        # Off screen the closed list of acts leaves the window inactive.
        assert QApplication.focusWidget() is rows[3].before
        assert rows[3].before.accessibleDescription() == sentence
        assert not rows[0].problem.isVisible()
        assert (rows[0].what.text(), rows[3].what.text()) == ("Waved", "Smiled")
        rows[3].before.clear()
        assert not rows[3].problem.isVisible()
        app.click("Save the week", page)
        assert len(app.entries()) == 2


def test_a_day_that_has_not_come_is_refused_kindly(app: AppFixture) -> None:
    """At its row; the row of today would be fine."""
    page = go(app)
    page.grid.start_at(TODAY)
    rows = page.grid.paper_rows
    fill(app, rows[0], "Smiled")
    fill(app, rows[1], "Waved")
    app.click("Save the week", page)
    assert rows[1].problem.text() == "That day has not come yet. Choose today or earlier."
    assert not rows[0].problem.isVisible()
    assert app.entries() == []


def test_nothing_filled_in(app: AppFixture) -> None:
    """One sentence that blames nobody."""
    page = go(app)
    app.click("Save the week", page)
    assert app.sees("No row is filled in yet.", page)
    assert app.entries() == []


def test_a_full_disk_is_said_on_the_page(app: AppFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every word stays in its cell."""

    def full(_rows: object) -> None:
        raise DiskFullError

    page = go(app)
    fill(app, page.grid.paper_rows[0], "Waved")
    monkeypatch.setattr(app.journal.paper, "save", full)
    app.click("Save the week", page)
    assert app.sees("The disk is full", page)
    assert page.grid.paper_rows[0].what.text() == "Waved"


def test_a_half_filled_week_is_there_after_closing(app: AppFixture) -> None:
    """Every cell, under the day it was typed for, with that part of the page open."""
    page = go(app)
    page.grid.start_at(day(20))
    row = page.grid.paper_rows[4]
    fill(app, row, "Waved", "2", "77")
    row.size_box.setCurrentIndex(1)
    row.done.click()
    app.write(row.note, "half a sen")
    expected = row.answers()
    app.restart()
    app.clock.at = datetime(2026, 11, 25, 9, tzinfo=UTC)
    page = go(app, app.window.workspace.pages.paper.parts.value)
    assert page.parts.value is PaperPart.FILL_IN
    assert page.grid.paper_rows[4].answers() == expected
    assert expected.date == day(16)
    assert [page.grid.paper_rows[n].what.text() for n in (0, 3, 5)] == ["", "", ""]


def test_what_is_typed_reaches_the_disk_by_itself(app: AppFixture) -> None:
    """Well within two seconds, without leaving the field."""
    page = go(app)
    app.write(page.grid.paper_rows[5].note, "He nodded")
    app.qtbot.waitUntil(lambda: "He nodded" in app.stored_drafts(), timeout=2_000)


def test_another_first_day_moves_the_drafts_too(app: AppFixture) -> None:
    """The days follow the date on the paper."""
    page = go(app)
    fill(app, page.grid.paper_rows[0], "Waved")
    page.grid.start_at(day(13))
    page.save_words()
    kept = app.journal.draft(row_form(0))
    assert kept is not None
    assert kept.date == day(13)


@pytest.mark.parametrize(
    ("today", "fill_in", "sheet"),
    [
        (date(2026, 11, 22), date(2026, 11, 16), date(2026, 11, 23)),
        (date(2026, 11, 23), date(2026, 11, 16), date(2026, 11, 23)),
        (date(2026, 11, 24), date(2026, 11, 23), date(2026, 11, 30)),
    ],
)
def test_the_weeks_that_are_suggested(
    app: AppFixture, today: date, fill_in: date, sheet: date
) -> None:
    """To fill in, the week of yesterday; to make, the next one, which may begin today."""
    app.clock.at = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    page = go(app)
    assert page.grid.paper_rows[0].day == fill_in
    assert page.form.day == sheet


def test_a_screen_reader_names_every_cell(app: AppFixture) -> None:
    """By its day and what it is for."""
    page = go(app)
    for number, name in enumerate(DAYS):
        row = page.grid.paper_rows[number]
        spoken = [
            cell.accessibleName()
            for cell in (row.what, row.size_box, row.done, row.before, row.after, row.note)
        ]
        parts = ("act", "size", "done", "mood before", "mood after", "a few words")
        assert spoken == [f"{name}, {part}" for part in parts]


def test_tab_goes_from_cell_to_cell(app: AppFixture) -> None:
    """In the order in which they stand, row after row."""
    page = go(app)
    first, second = page.grid.paper_rows[:2]
    first.what.setFocus(Qt.FocusReason.TabFocusReason)
    order = [first.size_box, first.done, first.before, first.after, first.note, second.what]
    for cell in order:
        QTest.keyClick(app.window.windowHandle(), Qt.Key.Key_Tab)
        assert cell.hasFocus()


def test_control_and_enter_save(app: AppFixture) -> None:
    """From any cell."""
    page = go(app)
    fill(app, page.grid.paper_rows[0], "Waved")
    QTest.keyClick(
        app.window.windowHandle(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    assert [entry.act for entry in app.entries()] == ["Waved"]


@pytest.mark.parametrize("part", list(PaperPart))
@pytest.mark.parametrize(("scale", "width"), [(2.0, 640), (1.0, 640), (1.0, 1120), (2.0, 1120)])
def test_nothing_is_cut_off(app: AppFixture, part: PaperPart, scale: float, width: int) -> None:
    """At any size there is no sideways scrolling, and no control is narrower than its words."""
    app.theme.set_scale(scale)
    app.width, app.height = width, 480
    page = go(app, part)
    fill(app, page.grid.paper_rows[0], "", "11") if part is PaperPart.FILL_IN else None
    QApplication.processEvents()
    assert page.horizontalScrollBar().maximum() == 0
    ground = page.ground
    for kind in (Label, QAbstractButton, QLineEdit, QComboBox):
        for widget in ground.findChildren(kind):
            if not widget.isVisible():
                continue
            place = widget.mapTo(ground, QPoint(0, 0))
            assert place.x() >= 0
            assert place.x() + widget.width() <= ground.width()
            if isinstance(widget, Label):
                assert widget.height() >= widget.heightForWidth(widget.width())
                assert widget.width() >= longest_word(widget)
            elif isinstance(widget, MoodField):
                assert widget.width() >= widget.fontMetrics().horizontalAdvance("10") + 26
            elif not isinstance(widget, QLineEdit):
                assert widget.width() >= widget.minimumSizeHint().width()
                assert widget.height() >= widget.minimumSizeHint().height()
    _no_overlap(page.grid.paper_rows[0] if part is PaperPart.FILL_IN else page.form)


def longest_word(label: Label) -> int:
    """Its width in pixels."""
    metrics = label.fontMetrics()
    return max((metrics.horizontalAdvance(word) for word in label.text().split()), default=0)


def _no_overlap(within: QWidget) -> None:
    shown = [
        widget
        for kind in (QLineEdit, QComboBox, QAbstractButton, Label)
        for widget in within.findChildren(kind)
        if widget.isVisible() and not isinstance(widget.parent(), QComboBox)
    ]
    places = [
        (w, w.rect().translated(w.mapTo(within, QPoint(0, 0))))
        for w in shown
        if type(w.parentWidget()).__name__ != "DateField"
    ]
    for n, (one, place) in enumerate(places):
        for other, elsewhere in places[n + 1 :]:
            if not (one.isAncestorOf(other) or other.isAncestorOf(one)):
                assert not place.intersects(elsewhere)


# Making a page


def test_surprise_fills_what_is_blank(app: AppFixture) -> None:
    """The person's own choice stays; no act comes twice; the daily card is not touched."""
    app.journal.card.act()
    page = go(app, PaperPart.MAKE)
    app.write(page.form.fields[2], OWN)
    offered = app.journal.card.act()
    app.click("Surprise me", page)
    texts = [field.text() for field in page.form.fields]
    assert texts[2] == OWN
    assert len(set(texts)) == 7
    titles = {act.title for act in app.journal.catalogue}
    assert all(text in titles for text in texts if text != OWN)
    assert app.journal.card.act() == offered


def test_leaving_all_blank_can_be_taken_back(app: AppFixture) -> None:
    """The same button brings every act back; a new word closes that way."""
    page = go(app, PaperPart.MAKE)
    app.write(page.form.fields[2], OWN)
    app.click("Leave all blank", page)
    assert {field.text() for field in page.form.fields} == {""}
    app.click("Bring them back", page)
    assert page.form.fields[2].text() == OWN
    app.click("Leave all blank", page)
    app.write(page.form.fields[0], "New")
    assert page.form.clear_button.text() == "Leave all blank"


def test_favourites_come_first(app: AppFixture) -> None:
    """In the list that Down opens."""
    favourite = list(app.journal.catalogue)[-1]
    page = go(app, PaperPart.MAKE)
    app.journal.acts.set_favourite(favourite.id, True)
    app.qtbot.waitUntil(lambda: page.library.stringList()[0] == favourite.title)
    field = page.form.fields[0]
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(field, Qt.Key.Key_Down)
    popup = field.completer().popup()
    assert popup is not None
    assert popup.isVisible()
    assert field.completer().completionModel().rowCount() == len(app.journal.catalogue)
    popup.hide()


def test_chosen_acts_are_there_after_closing(app: AppFixture) -> None:
    """The person's own words are kept like any others."""
    page = go(app, PaperPart.MAKE)
    app.write(page.form.fields[3], OWN)
    app.restart()
    assert [field.text() for field in go(app, PaperPart.MAKE).form.fields] == [
        "", "", "", OWN, "", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", list(SheetKind))
def test_a_pdf_is_saved_where_the_person_says(
    app: AppFixture, kind: SheetKind, tmp_path: Path
) -> None:
    """The file is there, and the page says its name."""
    page = go(app, PaperPart.MAKE)
    page.form.kind.set_value(kind)
    target = tmp_path / "for the fridge.pdf"
    answer_with(page, target)
    app.click("Save PDF…", page)
    assert target.read_bytes().startswith(b"%PDF-")
    assert app.sees("Saved as “for the fridge.pdf”.", page)


def test_a_folder_that_cannot_be_written(app: AppFixture, tmp_path: Path) -> None:
    """One sentence; the choices stay."""
    page = go(app, PaperPart.MAKE)
    app.write(page.form.fields[0], OWN)
    answer_with(page, tmp_path / "no such folder" / "week.pdf")
    app.click("Save PDF…", page)
    assert app.sees("“week.pdf” could not be saved there.", page)
    assert page.form.fields[0].text() == OWN


def test_changing_ones_mind(app: AppFixture) -> None:
    """Nothing is said, nothing is written."""
    page = go(app, PaperPart.MAKE)
    answer_with(page, None)
    app.click("Save PDF…", page)
    app.click("Print…", page)
    assert not page.form.output.outcome.isVisible()


@pytest.mark.parametrize("kind", list(SheetKind))
def test_the_page_is_printed(app: AppFixture, kind: SheetKind, tmp_path: Path) -> None:
    """To whichever printer the person chose."""
    page = go(app, PaperPart.MAKE)
    page.form.kind.set_value(kind)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    answer_with(page, None, printer)
    app.click("Print…", page)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF-")
    assert app.sees("Sent to the printer.", page)


@pytest.mark.parametrize("kind", list(SheetKind))
def test_the_preview_follows(app: AppFixture, kind: SheetKind) -> None:
    """Paper is white in every theme, and shows another act at once."""
    page = go(app, PaperPart.MAKE)
    page.form.kind.set_value(kind)
    before = page.form.preview.grab().toImage()
    middle = before.pixelColor(before.width() // 2, 6)
    assert middle == QColor(Qt.GlobalColor.white)
    page.form.fields[0].setText(OWN)
    assert page.form.preview.grab().toImage() != before


def test_the_region_chooses_the_paper(app: AppFixture) -> None:
    """Letter in the United States, A4 elsewhere."""
    assert app.window.workspace.pages.paper.form.paper.value.name == "A4"
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    assert PaperPage(app.journal, app.theme, None).form.paper.value.name == "LETTER"


def test_a_kept_row_that_says_nothing_opens_nothing(app: AppFixture) -> None:
    """A row that was emptied again leaves no week to go on with."""
    app.journal.save_draft(row_form(2), EntryDraft(date=TODAY - timedelta(days=40)))
    page = go(app, app.window.workspace.pages.paper.parts.value)
    assert page.parts.value is PaperPart.MAKE
    assert page.grid.paper_rows[0].day == day(6)
