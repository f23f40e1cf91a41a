"""One act by itself: its words, its marks, and the ways to pass it on."""

import struct
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPolygon
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.acts import Act, ActSize, Need, Place
from smallacts_desktop.domain.journal_errors import DiskFullError
from smallacts_desktop.journal.acts import bundled_catalogue
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.storage.rows.store import Store
from smallacts_desktop.tokens import LIGHT
from smallacts_desktop.ui.acts.act_dialog import ActDialog
from smallacts_desktop.ui.acts.act_suggestion import HEIGHT, WIDTH, ActCardPicture
from smallacts_desktop.ui.kit.basics import Label
from smallacts_desktop.ui.kit.paper_output import ChartDialogs
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import entry_words
from tests.conftest import Screen

NOW = datetime(2026, 11, 22, 10, 12, tzinfo=UTC)
PNG_START = 8
CHECKOUT = Path(__file__).parents[3]


@pytest.fixture
def journal(data_folder: Path) -> Iterator[Journal]:
    """An empty journal with the catalogue."""
    acts = bundled_catalogue()
    made = Journal(Store.open(data_folder / "journal.db"), FixedClock(NOW), acts)
    yield made
    made.close()


@pytest.fixture
def window(screen: Screen) -> QWidget:
    """What the dialog stands before."""
    made = QWidget()
    screen.show(made, 1120, 760)
    return made


class Reader:
    """A person who opens acts."""

    def __init__(self, theme: Theme, journal: Journal, window: QWidget, qtbot: QtBot) -> None:
        self._theme, self.journal, self._window, self._qtbot = theme, journal, window, qtbot

    def open(self, act: Act) -> ActDialog:
        """Open one act."""
        dialog = ActDialog(self._theme, self.journal, act.id, self._window)
        self._qtbot.addWidget(dialog)
        with self._qtbot.waitActive(dialog):
            dialog.open()
        QApplication.processEvents()
        return dialog

    def press(self, button: QPushButton) -> None:
        """Press a button by keyboard."""
        button.setFocus(Qt.FocusReason.TabFocusReason)
        self._qtbot.keyClick(button, Qt.Key.Key_Return)


@pytest.fixture
def reader(theme: Theme, journal: Journal, window: QWidget, qtbot: QtBot) -> Reader:
    """A person with an empty journal."""
    return Reader(theme, journal, window, qtbot)


def first(journal: Journal) -> Act:
    """The first act of the catalogue."""
    return journal.catalogue.acts[0]


def texts(dialog: ActDialog) -> str:
    """Every sentence that can be seen."""
    return "\n".join(label.text() for label in dialog.findChildren(Label) if label.isVisible())


def test_an_act_is_told_whole(reader: Reader) -> None:
    """Title, hint, and what it takes."""
    act = next(act for act in reader.journal.catalogue if act.needs)
    said = texts(reader.open(act))
    assert act.title in said
    assert act.hint in said
    assert "For this act you need: " in said


def test_an_act_with_a_long_title_needs_no_scrolling(reader: Reader, qtbot: QtBot) -> None:
    """Beside its picture the title has two lines, and the window room for them."""
    longest = max(reader.journal.catalogue.acts, key=lambda act: len(act.title))
    dialog = reader.open(longest)
    (area,) = dialog.findChildren(QScrollArea)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)


def test_what_an_act_takes_is_said_in_words() -> None:
    """In a fixed order; an act that takes nothing says nothing."""
    act = Act("a", ActSize.SMALL, "A", "B", (Place.PARK,), needs=frozenset(Need))
    line = "For this act you need: seeing, hearing, speaking, walking, a phone."
    assert entry_words.needs_line(act) == line
    assert entry_words.needs_line(Act("a", ActSize.SMALL, "A", "B", (Place.PARK,))) == ""


def test_marks_are_kept_at_once(reader: Reader) -> None:
    """The buttons then offer the way back."""
    act = first(reader.journal)
    dialog = reader.open(act)
    reader.press(dialog.favourite_button)
    reader.press(dialog.hide_button)
    marked = reader.journal.acts.find(act.id)
    assert marked is not None
    assert (marked.favourite, marked.hidden) == (True, True)
    assert "your card does not offer this act" in texts(dialog)
    assert dialog.favourite_button.text() == "Remove from favourites"
    assert dialog.hide_button.text() == "Show it again"
    reader.press(dialog.favourite_button)
    reader.press(dialog.hide_button)
    marked = reader.journal.acts.find(act.id)
    assert marked is not None
    assert (marked.favourite, marked.hidden) == (False, False)


def test_acts_of_the_catalogue_cannot_be_edited(reader: Reader) -> None:
    """An own one can."""
    dialog = reader.open(first(reader.journal))
    assert not dialog.edit_button.isVisible()
    assert not dialog.remove_button.isVisible()
    own = reader.open(reader.journal.acts.add_own(ActSize.SMALL, "Wave"))
    assert own.edit_button.isVisible()
    assert own.remove_button.isVisible()


def test_an_act_is_copied_as_text(reader: Reader) -> None:
    """Title and hint and nothing else; the dialog says what to do next."""
    act = first(reader.journal)
    dialog = reader.open(act)
    reader.press(dialog.suggestion.copy_button)
    assert QGuiApplication.clipboard().text() == (
        f"A small act you could try: {act.title}\n{act.hint}"
    )
    assert "You can paste it in a message." in texts(dialog)


def test_an_act_without_a_hint_is_copied_in_one_line(reader: Reader) -> None:
    """No blank line is left behind."""
    dialog = reader.open(reader.journal.acts.add_own(ActSize.SMALL, "Wave"))
    reader.press(dialog.suggestion.copy_button)
    assert QGuiApplication.clipboard().text() == "A small act you could try: Wave"


def test_an_act_is_saved_as_a_picture(reader: Reader, tmp_path: Path) -> None:
    """Where the person says, under a name that tells nothing; the dialog says it is there."""
    dialog = reader.open(first(reader.journal))
    asked: list[str] = []

    def target(_parent: QWidget, _title: str, name: str, _kind: str) -> Path:
        asked.append(name)
        return tmp_path / "card.png"

    dialog.suggestion.output.dialogs = ChartDialogs(file=target)
    reader.press(dialog.suggestion.save_button)
    assert asked == ["small-act.png"]
    image = QImage(str(tmp_path / "card.png"))
    assert (image.width(), image.height()) == (WIDTH, HEIGHT)
    assert "Saved as “card.png”." in texts(dialog)


def test_nothing_is_written_when_the_person_changes_their_mind(reader: Reader) -> None:
    """Neither a file nor a sentence, nor a page on paper."""
    dialog = reader.open(first(reader.journal))
    before = texts(dialog)
    dialog.suggestion.output.dialogs = ChartDialogs(lambda *_: None, lambda *_: None)
    reader.press(dialog.suggestion.save_button)
    reader.press(dialog.suggestion.print_button)
    assert texts(dialog) == before


def test_a_picture_that_cannot_be_saved_is_told(reader: Reader, tmp_path: Path) -> None:
    """One sentence, and the dialog stays."""
    dialog = reader.open(first(reader.journal))
    gone = tmp_path / "gone" / "card.png"
    dialog.suggestion.output.dialogs = ChartDialogs(file=lambda *_: gone)
    reader.press(dialog.suggestion.save_button)
    assert "“card.png” could not be saved there." in texts(dialog)
    assert dialog.isVisible()


def test_an_act_is_printed_on_one_page(reader: Reader, tmp_path: Path) -> None:
    """A printer that writes to a file gets a page."""
    dialog = reader.open(first(reader.journal))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "card.pdf"))
    dialog.suggestion.output.dialogs = ChartDialogs(printer=lambda *_: printer)
    reader.press(dialog.suggestion.print_button)
    page = (tmp_path / "card.pdf").read_bytes()
    assert page.startswith(b"%PDF")
    assert page.count(b"/Type /Page\n") == 1
    assert "Sent to the printer." in texts(dialog)


# Qt says so on the terminal too.
@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_refuses_is_told(reader: Reader, tmp_path: Path) -> None:
    """One sentence."""
    dialog = reader.open(first(reader.journal))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "gone" / "card.pdf"))
    dialog.suggestion.output.dialogs = ChartDialogs(printer=lambda *_: printer)
    reader.press(dialog.suggestion.print_button)
    assert "That printer cannot be reached." in texts(dialog)


def test_a_full_disk_is_told(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence; nothing waits and the dialog stays."""

    def full(*_: object) -> None:
        raise DiskFullError

    dialog = reader.open(first(reader.journal))
    monkeypatch.setattr(reader.journal.card, "offer", full)
    reader.press(dialog.try_button)
    assert "The disk is full" in texts(dialog)
    assert dialog.isVisible()


def test_the_act_on_the_card_is_not_put_there_twice(reader: Reader) -> None:
    """The sentence is about this act, not another."""
    act = first(reader.journal)
    reader.journal.card.start(act, 3)
    dialog = reader.open(act)
    reader.press(dialog.try_button)
    assert "This act is on your card already." in texts(dialog)


def test_tab_reaches_every_button(reader: Reader, qtbot: QtBot) -> None:
    """From the first to the last, in the order in which they stand."""
    dialog = reader.open(reader.journal.acts.add_own(ActSize.SMALL, "Wave"))
    suggestion = dialog.suggestion
    expected: list[QWidget] = [
        dialog.try_button, dialog.favourite_button, dialog.hide_button, dialog.edit_button,
        dialog.remove_button, suggestion.copy_button, suggestion.save_button,
        suggestion.print_button, dialog.close_button,
    ]  # fmt: skip
    reached = []
    for _ in expected:
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert reached == expected


# The picture


def chunks(png: bytes) -> list[bytes]:
    """The kinds of chunk in a PNG file."""
    kinds, at = [], PNG_START
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kinds.append(png[at + 4 : at + 8])
        at += length + 12
    return kinds


def test_the_picture_tells_nothing_about_the_person(theme: Theme, journal: Journal) -> None:
    """A file of pixels: no words, no time, no name of a program or an account beside them."""
    assert set(chunks(ActCardPicture(theme, first(journal)).png())) <= {
        b"IHDR", b"pHYs", b"IDAT", b"IEND"
    }  # fmt: skip


def difference(one: QImage, other: QImage) -> tuple[int, QRect] | None:
    """How many pixels of two pictures of one size have other colours, and the part they lie in."""
    assert one.size() == other.size()
    pixels = [
        QPoint(x, y)
        for y in range(one.height())
        if one.constScanLine(y) != other.constScanLine(y)
        for x in range(one.width())
        if one.pixel(x, y) != other.pixel(x, y)
    ]
    return (len(pixels), QPolygon(pixels).boundingRect()) if pixels else None


# What a process of its own runs: every size of a font shares one face of FreeType, and where large
# letters begin changes by a tenth of a pixel with the sizes that were drawn before, by any test.
DRAW = """
import sys
from PySide6.QtWidgets import QApplication
app = QApplication(sys.argv)
from smallacts_desktop.journal.acts import bundled_catalogue
from smallacts_desktop.ui.acts.act_suggestion import ActCardPicture
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.tokens import ThemeName
theme = Theme(app)
theme.set_choice(ThemeName[sys.argv[1]])
theme.set_scale(float(sys.argv[2]))
theme.apply(app)
sys.stdout.buffer.write(ActCardPicture(theme, bundled_catalogue().acts[0]).png())
"""


def drawn_by_itself(theme: str, scale: str) -> QImage:
    """The picture as a program draws it that has drawn nothing before."""
    command = [sys.executable, "-c", DRAW, theme, scale]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60, cwd=CHECKOUT)
    return QImage.fromData(done.stdout)


def test_the_picture_is_the_same_under_every_theme() -> None:
    """Light, at one size: whoever gets it does not see how the sender's screen is set."""
    image = drawn_by_itself("LIGHT", "1.0")
    for theme, scale in (("DARK", "2.0"), ("HIGH_CONTRAST", "0.8")):
        assert difference(image, drawn_by_itself(theme, scale)) is None
    assert image.pixelColor(5, 5).name().upper() == LIGHT.canvas
    assert image.pixelColor(WIDTH // 2, 80).name().upper() == LIGHT.surface


@pytest.mark.parametrize("title", ["M" * 60, "Wave " * 11 + "later"])
def test_long_words_stay_on_the_card(theme: Theme, title: str) -> None:
    """The widest title and hint leave the margins and the foot of the card clear."""
    act = Act("own-1", ActSize.SMALL, title, "W" * 200, (Place.PARK,))
    image = QImage.fromData(ActCardPicture(theme, act).png())
    for y in range(100, HEIGHT - 100, 7):
        for x in (90, WIDTH - 90):
            assert image.pixelColor(x, y).name().upper() == LIGHT.surface
    # Between the words and the program's name.
    gap = HEIGHT - 56 - 56 - 60 - 16
    assert all(
        image.pixelColor(x, gap).name().upper() == LIGHT.surface for x in range(90, WIDTH - 90)
    )
