"""Everything that can leave leaves as chosen, is told, and is remembered here alone."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QEvent, QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QDialog, QScrollBar

from smallacts_desktop.cli import CliSession, ExportOptions, export
from smallacts_desktop.domain.disclosure import Column, Preset, ShareWay
from smallacts_desktop.domain.entries import EntryKind
from smallacts_desktop.domain.errors import CancelledError
from smallacts_desktop.sharing.csv.file import Delimiter
from smallacts_desktop.ui.kit.desktop import private_text
from smallacts_desktop.ui.kit.jobs import Progress
from smallacts_desktop.ui.share import page as share_page
from smallacts_desktop.ui.share.page import SharePage
from smallacts_desktop.ui.share.past_shares_dialog import PastSharesDialog
from smallacts_desktop.ui.share.share_choice_form import Period
from tests.ui.app_fixture import AppFixture, day

SECRETS = ("Ferryman", "Lighthouse", "heron")
BEHIND_PRIVATE = "Unsaid"


@pytest.fixture
def target(app: AppFixture, tmp_path: Path) -> Path:
    """Where files go, whatever their kind; the journal has two notes and a private entry."""
    app.entry("Smiled", date=day(40), note="before; that", person="Ferryman", place="Lighthouse")
    app.entry("Waved", date=day(3), note="a heron", person="Ferryman", place="Lighthouse")
    app.entry("Nodded", date=day(2), mood_before=3, mood_after=5, note="two\nlines")
    app.entry(BEHIND_PRIVATE, date=day(1), private=True, note=BEHIND_PRIVATE)
    chosen = tmp_path / "for Dr Grey.csv"
    app.window.workspace.pages.share.ask_target = lambda name: chosen.with_suffix(Path(name).suffix)
    return chosen


def go(app: AppFixture) -> SharePage:
    """Go to the page and wait until it has read the journal."""
    app.click("Share")
    app.settle()
    return app.window.workspace.pages.share


def choose(app: AppFixture, *columns: Column) -> SharePage:
    """Go to the page and add these columns."""
    page = go(app)
    for column in columns:
        page.form.extras[column].click()
    app.settle()
    return page


def notes_shown(page: SharePage) -> list[str]:
    """The notes in the preview, newest first; blank for none."""
    column = page.model.columns.index(Column.NOTE)
    role = Qt.ItemDataRole.ToolTipRole
    return [
        page.model.data(page.model.index(row, column), role) for row in range(page.model.rowCount())
    ]


def saved_notes(target: Path) -> list[str]:
    """The notes in the file, oldest first."""
    text = target.read_bytes().decode("utf-8-sig")
    return [row["note"] for row in csv.DictReader(io.StringIO(text, newline=""))]


def pick_four_weeks(page: SharePage) -> None:
    """What is chosen at first."""
    page.form.period.set_value(Period.FOUR_WEEKS)


def pick_everything(page: SharePage) -> None:
    """The whole journal, for oneself."""
    page.form.period.set_value(Period.ALL)
    page.form.preset.set_value(Preset.FULL)


def pick_two_dates(page: SharePage) -> None:
    """Two dates, with nicknames."""
    page.form.period.set_value(Period.CHOOSE)
    page.form.span.first.setDate(QDate(day(50).year, day(50).month, day(50).day))
    page.form.extras[Column.PERSON].setChecked(True)
    page.form.delimiter.set_value(Delimiter.SEMICOLON)


def pick_all_with_notes(page: SharePage) -> None:
    """All days, with everything that can be added."""
    page.form.period.set_value(Period.ALL)
    for box in page.form.extras.values():
        box.setChecked(True)
    page.form.delimiter.set_value(Delimiter.SEMICOLON)


@pytest.mark.parametrize(
    "pick", [pick_four_weeks, pick_everything, pick_two_dates, pick_all_with_notes]
)
def test_the_page_and_the_command_write_the_same_bytes(
    app: AppFixture, target: Path, tmp_path: Path, pick: Callable[[SharePage], None]
) -> None:
    """For the same days, columns and delimiter."""
    page = go(app)
    pick(page)
    app.settle()
    app.click("Save CSV…")
    other = tmp_path / "command.csv"
    export(
        CliSession(app.paths),
        ExportOptions(page.form.choice(), page.form.csv_delimiter, str(other)),
    )
    assert target.read_bytes() == other.read_bytes()
    assert len(target.read_bytes().splitlines()) > 2


@pytest.mark.parametrize("button", ["Save CSV…", "Save HTML…", "Copy as a table"])
def test_nothing_leaves_that_was_not_chosen(app: AppFixture, target: Path, button: str) -> None:
    """Notes, nicknames and places stay, and so does all of a private entry."""
    page = go(app)
    page.form.period.set_value(Period.ALL)
    app.settle()
    app.click(button)
    files = target.parent.glob("for Dr Grey.*")
    left = QGuiApplication.clipboard().text() + "".join(f.read_text("utf-8") for f in files)
    assert "Waved" in left
    for word in (*SECRETS, BEHIND_PRIVATE):
        assert word not in left


def test_notes_are_ticked_one_by_one(app: AppFixture, target: Path) -> None:
    """The preview follows each tick, and the file is the preview."""
    page = choose(app, Column.NOTE)
    assert notes_shown(page) == ["two\nlines", "a heron"]
    picker = page.form.notes.list
    picker.setFocus(Qt.FocusReason.TabFocusReason)
    app.qtbot.keyClick(picker, Qt.Key.Key_Down)
    app.qtbot.keyClick(picker, Qt.Key.Key_Space)
    app.settle()
    assert notes_shown(page) == ["two\nlines", ""]
    app.click("Save CSV…")
    assert saved_notes(target) == ["", "two\nlines"]
    place = picker.visualRect(page.form.notes.model.index(1)).center()
    app.qtbot.mouseClick(picker.viewport(), Qt.MouseButton.LeftButton, pos=place)
    app.settle()
    assert notes_shown(page) == ["two\nlines", "a heron"]


def test_a_private_note_is_not_offered(app: AppFixture, target: Path) -> None:
    """What is withheld cannot be ticked by mistake."""
    page = choose(app, Column.NOTE)
    model = page.form.notes.model
    offered = [model.data(model.index(row)) for row in range(model.rowCount())]
    assert len(offered) == 2
    assert not any(BEHIND_PRIVATE in text for text in offered)
    assert not target.exists()


def test_after_none_no_other_note_is_ticked_by_itself(app: AppFixture, target: Path) -> None:
    """Neither with a longer period nor with a new entry."""
    page = choose(app, Column.NOTE)
    page.form.notes.none_button.click()
    page.form.period.set_value(Period.ALL)
    app.entry("Said hello", date=day(0), note="new words", kind=EntryKind.ACT)
    app.settle()
    assert notes_shown(page) == ["", "", "", ""]
    app.click("Save CSV…")
    assert saved_notes(target) == ["", "", "", ""]
    page.form.notes.all_button.click()
    app.settle()
    assert notes_shown(page) == ["new words", "two\nlines", "a heron", "before; that"]


def test_the_delimiter_follows_the_region_until_chosen(app: AppFixture, target: Path) -> None:
    """A semicolon where the decimal sign is a comma."""
    assert app.window.workspace.pages.share.form.csv_delimiter is Delimiter.COMMA
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    app.close()
    app.open().workspace.pages.share.ask_target = lambda _: target
    page = go(app)
    assert page.form.csv_delimiter is Delimiter.SEMICOLON
    app.click("Save CSV…")
    assert target.read_bytes().startswith("\ufeffdate;time;".encode())
    page.form.delimiter.set_value(Delimiter.COMMA)
    app.click("Save CSV…")
    assert target.read_bytes().startswith("\ufeffdate,time,".encode())


def test_a_copied_table_is_marked_as_private(app: AppFixture, target: Path) -> None:
    """Programs that keep a history of the clipboard are told to leave it out."""
    page = go(app)
    app.click("Copy as a table")
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text().splitlines()[0].startswith("date\ttime\tkind")
    assert bytes(mime.data("x-kde-passwordManagerHint").data()) == b"secret"
    assert page.outcome.text() == "Copied, with 2 rows. 1 private entry stays here."
    assert [share.way for share in app.journal.shares.all()] == [ShareWay.COPY]
    assert not target.exists()


def test_after_saving_the_page_says_where_and_how_much(app: AppFixture, target: Path) -> None:
    """The name, the folder, the rows, what stayed, and a way to the folder."""
    page = go(app)
    app.click("Save CSV…")
    assert page.outcome.text() == (
        "Saved as “for Dr Grey.csv”, with 2 rows. 1 private entry stays here. "
        f"It is in {target.parent}."
    )
    assert page.open_folder.isVisible()


def test_a_share_is_remembered_once_the_file_is_there(
    app: AppFixture, target: Path, tmp_path: Path
) -> None:
    """A target that cannot be written leaves no trace, and the choices stay."""
    page = choose(app, Column.PLACE)
    page.ask_target = lambda _: tmp_path / "gone" / "share.csv"
    app.click("Save CSV…")
    assert app.journal.shares.all() == []
    assert page.form.extras[Column.PLACE].isChecked()
    page.ask_target = lambda _: target
    app.click("Save CSV…")
    (share,) = app.journal.shares.all()
    assert (share.target, share.rows, share.withheld) == (str(target), 2, 1)
    assert share.choice.include == {Column.PLACE}


def test_a_share_that_is_stopped_leaves_everything_as_it_was(
    app: AppFixture, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The older file is whole, nothing is remembered, and one sentence says so."""
    target.write_text("older")

    def stop_at_once(*asked: object) -> object:
        def stop(_done: int, _total: int) -> None:
            raise CancelledError

        work: Callable[[Progress], object] = asked[2]  # type: ignore[assignment]
        return work(stop)

    page = go(app)
    monkeypatch.setattr(share_page, "wait_for", stop_at_once)
    app.click("Save CSV…")
    assert page.outcome.text() == "Stopped. Nothing was changed."
    assert target.read_text() == "older"
    assert list(target.parent.glob(".smallacts-*")) == []
    assert app.journal.shares.all() == []


def test_days_since_the_last_share_are_offered_after_one(app: AppFixture, target: Path) -> None:
    """From the day of that share, which may have gone on after it."""
    page = go(app)
    offered = [chip.text() for chip in page.form.period.chips]
    assert offered == ["Last 4 weeks", "3 months", "All", "Choose…"]
    app.click("Save CSV…")
    assert target.exists()
    shared_on = app.journal.today()
    app.clock.at += timedelta(days=2)
    app.window.workspace.notice_new_day()
    app.click("Since I last shared")
    app.settle()
    choice = page.form.choice()
    assert (choice.first, choice.last) == (shared_on, shared_on + timedelta(days=2))
    assert page.model.rowCount() == 0
    # Saving must not change the choice that was just saved.
    app.click("Save CSV…")
    assert page.form.choice() == choice
    app.click("Today")
    page = go(app)
    assert page.form.choice().first == shared_on + timedelta(days=2)


def past(app: AppFixture) -> PastSharesDialog:
    """Open the list of past shares."""
    app.click("Past shares")
    (dialog,) = app.window.workspace.pages.share.findChildren(PastSharesDialog)
    app.qtbot.waitExposed(dialog)
    return dialog


def test_past_shares_are_listed_and_can_be_cleared(app: AppFixture, target: Path) -> None:
    """When, what and where; clearing asks first and leaves the file."""
    page = choose(app, Column.NOTE, Column.PLACE)
    app.click("Save CSV…")
    dialog = past(app)
    assert dialog.list.item(0).text().replace("\u200b", "") == (
        "22 Nov 2026: CSV file\n"
        "26 Oct 2026 to 22 Nov 2026 · acts and moods · with places · with notes\n"
        "2 rows · 1 private entry stayed\n"
        f"{target}"
    )
    app.click("Clear this list", dialog)
    app.click("Keep it", dialog)
    assert len(app.journal.shares.all()) == 1
    app.click("Clear this list", dialog)
    app.click("Yes, clear it", dialog)
    assert app.journal.shares.all() == []
    assert app.sees("Nothing has been shared yet.", dialog)
    # Closed, it is gone.
    results: list[int] = []
    dialog.finished.connect(results.append)
    app.click("Close", dialog)
    assert results == [QDialog.DialogCode.Accepted]
    assert target.exists()
    assert Period.SINCE_LAST not in [page.form.period.value]
    assert len(page.form.period.chips) == 4
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_past_shares_are_kept_in_the_journal_alone(app: AppFixture, target: Path) -> None:
    """Neither the settings nor any other file of the program names the file."""
    go(app)
    app.click("Save CSV…")
    app.close()
    others = [
        file
        for folder in (app.paths.data, app.paths.settings.parent)
        for file in folder.rglob("*")
        if file.is_file() and not file.name.startswith(app.paths.journal.name)
    ]
    assert others
    assert not any(b"Dr Grey" in file.read_bytes() for file in others)
    assert target.name.encode() in app.paths.journal.read_bytes()


def test_a_report_has_what_was_typed_and_ticked_for_it(app: AppFixture, target: Path) -> None:
    """The name, what to talk about, and the words that were ticked for page one."""
    page = go(app)
    page.options_form.set_open(True)
    app.write(page.options_form.name, "Sam")
    app.write(page.options_form.talk_about.edit, "The bus")
    page.options_form.quotes.model.toggle(1)
    app.click("Save HTML…")
    text = target.with_suffix(".html").read_text("utf-8")
    assert all(part in text for part in ("Sam", "The bus", "a heron"))
    assert "two" not in text.split("<table")[0]
    app.click("Save PDF…")
    assert target.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")
    ways = [share.way for share in app.journal.shares.all()]
    assert ways == [ShareWay.PDF, ShareWay.HTML]


def test_what_a_report_says_besides_the_preview_is_told_beforehand(
    app: AppFixture, target: Path
) -> None:
    """The preview is the spreadsheet; a report adds the day of writing and a count."""
    page = go(app)
    assert app.sees("also says on which day you wrote each entry, and how many stay private", page)
    assert Column.WRITTEN_AT not in page.model.columns
    app.click("Save HTML…")
    text = target.with_suffix(".html").read_text("utf-8")
    assert ">Written</th>" in text
    assert "1 entry is kept private" in text


def test_a_report_can_be_printed(app: AppFixture, target: Path) -> None:
    """On the printer that was asked for; leaving that dialog leaves everything as it was."""
    page = go(app)
    page.ask_printer = lambda: None
    app.click("Print…")
    assert app.journal.shares.all() == []
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target.with_suffix(".pdf")))
    page.ask_printer = lambda: printer
    app.click("Print…")
    assert target.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")
    (share,) = app.journal.shares.all()
    assert (share.way, share.target) == (ShareWay.PRINT, "")
    assert page.outcome.text() == ("Sent to the printer, with 2 rows. 1 private entry stays here.")


@pytest.mark.parametrize(
    ("platform", "mark"),
    [
        ("linux", "x-kde-passwordManagerHint"),
        ("win32", "ExcludeClipboardContentFromMonitorProcessing"),
        ("darwin", "org.nspasteboard.ConcealedType"),
    ],
)
def test_every_platform_has_its_mark_for_what_is_private(platform: str, mark: str) -> None:
    """One mark each, beside the words themselves."""
    mime = private_text("words", platform)
    assert mime.text() == "words"
    assert set(mime.formats()) - {"text/plain"} == {mark}


def test_three_notes_at_most_are_quoted(app: AppFixture, target: Path) -> None:
    """A fourth tick is not taken; taking one off makes room."""
    for age in range(4, 8):
        app.entry(date=day(age), note=f"note {age}")
    model = go(app).options_form.quotes.model
    for row in range(5):
        model.toggle(row)
    assert len(model.ticked()) == 3
    model.toggle(0)
    model.toggle(4)
    assert len(model.ticked()) == 3
    assert not target.exists()


def test_words_for_the_report_survive_a_restart(app: AppFixture, target: Path) -> None:
    """They are kept inside the journal until the person takes them out."""
    page = go(app)
    page.options_form.set_open(True)
    app.write(page.options_form.name, "Sam")
    app.write(page.options_form.talk_about.edit, "Mornings")
    page = app.restart().workspace.pages.share
    options = page.options_form.options()
    assert (options.name, options.talk_about) == ("Sam", "Mornings")
    assert not target.exists()


def test_the_quiet_buttons_ask_for_their_pages(app: AppFixture, target: Path) -> None:
    """The window knows where those are."""
    page = go(app)
    paper, back = QSignalSpy(page.paper_wanted), QSignalSpy(page.import_wanted)
    page.more.paper.click()
    page.more.csv_import.click()
    assert (paper.count(), back.count()) == (1, 1)
    assert not target.exists()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_column_in_view_is_cut_by_the_edge(app: AppFixture, target: Path, scale: float) -> None:
    """A whole number of columns fills the preview; the others are a scroll away."""
    app.theme.set_scale(scale)
    page = go(app)
    header, width = page.table.horizontalHeader(), page.table.viewport().width()
    ends, end = [], 0
    for section in range(header.count()):
        end += header.sectionSize(section)
        ends.append(end)
    assert width in ends
    assert ends[-1] > width
    assert not target.exists()


def bars(page: SharePage) -> list[QScrollBar]:
    """The scroll bars that can be seen."""
    return [bar for bar in page.findChildren(QScrollBar) if bar.isVisible()]


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(1120, 760, 1.0), (640, 480, 1.0), (1120, 760, 2.0)]
)
def test_there_is_one_scroll_bar_at_a_time(
    app: AppFixture, target: Path, width: int, height: int, scale: float
) -> None:
    """The page's own; the preview is as high as its rows."""
    for number in range(30):
        app.entry(f"Waved {number}", date=day(4), mood_after=5)
    app.theme.set_scale(scale)
    app.window.resize(width, height)
    page = go(app)
    assert bars(page) == [page.verticalScrollBar()]
    app.click("Show all 32 entries")
    app.settle()
    assert page.model.rowCount() == 32
    assert page.table.verticalScrollBar().maximum() == 0
    assert bars(page) == [page.verticalScrollBar()]
    app.click("Show the newest 12 entries")
    assert page.model.rowCount() == 12
    assert not target.exists()


def test_every_column_can_be_turned_to(app: AppFixture, target: Path) -> None:
    """By two buttons, which say where one is and end at the ends."""
    page = go(app)
    card, total = page.preview, page.model.columnCount()
    seen = list(range(1, card.table.columns_in_view()[1] + 1))
    assert not card.before.isEnabled()
    while card.after.isEnabled():
        card.after.click()
        first, last = card.table.columns_in_view()
        assert first <= seen[-1] + 1
        assert last > seen[-1]
        seen += range(seen[-1] + 1, last + 1)
        assert card.columns_line.text().endswith(f" {last} of {total}")
    assert seen == list(range(1, total + 1))
    while card.before.isEnabled():
        card.before.click()
    assert card.table.columns_in_view()[0] == 1
    assert not target.exists()
