"""A chart on a card: its names, its table, and everything its menu does."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from smallacts_desktop.domain.days import PeriodKind
from smallacts_desktop.domain.groups import Dimension
from smallacts_desktop.domain.insights import InsightsReport
from smallacts_desktop.journal.overviews import InsightsReader
from smallacts_desktop.tokens import ThemeName
from smallacts_desktop.ui.insights.bars import expectation_chart
from smallacts_desktop.ui.insights.chart_view import ChartView
from smallacts_desktop.ui.insights.dumbbell import mood_chart
from smallacts_desktop.ui.kit.paper_output import ChartDialogs
from smallacts_desktop.ui.kit.theme import Theme
from tests.conftest import Screen


class Answers:
    """Answers the dialogs of a chart, and remembers what was suggested."""

    def __init__(self, target: Path | None = None, printer: QPrinter | None = None) -> None:
        self.target, self.chosen = target, printer
        self.suggested: list[str] = []

    def file(self, parent: QWidget, title: str, name: str, kind: str) -> Path | None:
        """The chosen file."""
        assert parent.isVisible()
        self.suggested += [title, name, kind]
        return self.target

    def printer(self, parent: QWidget, title: str) -> QPrinter | None:
        """The chosen printer."""
        assert parent.isVisible()
        self.suggested.append(title)
        return self.chosen

    def dialogs(self) -> ChartDialogs:
        """These answers as dialogs."""
        return ChartDialogs(self.file, self.printer)


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    """The person chooses a file in a folder of the test, and no printer."""
    return Answers(tmp_path / "mine.out")


@pytest.fixture
def view(theme: Theme, report: InsightsReport, answers: Answers, screen: Screen) -> ChartView:
    """Moods by size on the screen."""
    made = ChartView(theme, mood_chart(report, Dimension.SIZE), answers.dialogs())
    screen.show(made, 700, 420)
    return made


def test_its_name_is_the_chart_in_one_sentence(view: ChartView, report: InsightsReport) -> None:
    """A screen reader says what the drawing shows."""
    assert view.accessibleName() == mood_chart(report, Dimension.SIZE).summary
    assert "Smallest, 25 acts" in view.accessibleName()
    assert view.more_button.accessibleName() == "More for “Mood before and after, by size of act”"


def test_the_canvas_is_as_high_as_the_chart_needs(view: ChartView, theme: Theme) -> None:
    """Nothing of the drawing is cut off, whatever the width and the text."""
    wide = view.canvas.height()
    assert wide >= view.canvas.heightForWidth(view.canvas.width()) - 1
    theme.set_scale(2.0)
    QApplication.processEvents()
    assert view.canvas.height() > wide * 1.5
    assert view.canvas.height() >= view.canvas.heightForWidth(view.canvas.width()) - 1


def test_it_follows_the_theme(view: ChartView, theme: Theme) -> None:
    """The same chart in the dark is drawn in the colours of the dark."""
    theme.set_choice(ThemeName.DARK)
    image = view.canvas.grab().toImage()
    colours = {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(0, image.height(), 2)
    }
    assert theme.tokens.primary in colours


def test_the_table_takes_the_place_of_the_drawing_and_back(view: ChartView, qtbot: QtBot) -> None:
    """See as a table shows the chart's own numbers, all of them without scrolling down."""
    with qtbot.waitSignal(view.table_shown) as told:
        view.table_action.trigger()
    assert told.args == [True]
    assert not view.canvas.isVisible()
    assert view.table_view.isVisible()
    table = view.table()
    shown = [
        tuple(view.model.index(row, column).data() for column in range(len(table.headers)))
        for row in range(view.model.rowCount())
    ]
    assert tuple(shown) == table.rows
    headers = [view.model.headerData(n, Qt.Orientation.Horizontal) for n in range(8)]
    assert tuple(headers) == table.headers
    assert view.table_view.verticalScrollBar().maximum() == 0
    view.show_table(False)
    assert view.canvas.isVisible()
    assert not view.table_view.isVisible()


def test_another_chart_changes_everything_that_is_told(
    view: ChartView, reader: InsightsReader
) -> None:
    """Name, table and drawing go together."""
    view.show_table(True)
    chart = expectation_chart(reader.read(reader.period(PeriodKind.YEAR)))
    view.set_chart(chart)
    assert view.accessibleName() == chart.summary
    assert view.table() == chart.table
    assert view.model.rowCount() == 5
    assert view.model.index(0, 0).data() == "Much easier"


def test_copying_puts_the_table_on_the_clipboard(view: ChartView, qtbot: QtBot) -> None:
    """Pasting into a spreadsheet gives the same cells."""
    with qtbot.waitSignal(view.said):
        view.copy_action.trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [tuple(line.split("\t")) for line in lines] == [view.table().headers, *view.table().rows]


def test_saving_as_png_writes_a_picture(view: ChartView, answers: Answers, qtbot: QtBot) -> None:
    """The file is there whole, and its name was suggested without a word of the journal."""
    assert answers.target is not None
    with qtbot.waitSignal(view.said) as told:
        view.png_action.trigger()
    assert answers.target.read_bytes().startswith(b"\x89PNG")
    assert answers.target.name in told.args[0]
    assert str(answers.target.parent) not in told.args[0]
    assert answers.suggested[1] == "small-acts-chart.png"


def test_saving_as_svg_writes_lines_and_words_and_no_name_of_a_folder(
    view: ChartView, answers: Answers, qtbot: QtBot
) -> None:
    """Nobody learns from the file where it lay or who is logged in."""
    assert answers.target is not None
    with qtbot.waitSignal(view.said):
        view.svg_action.trigger()
    svg = answers.target.read_text(encoding="utf-8")
    assert "<text" in svg
    assert "<path" in svg
    assert str(answers.target.parent) not in svg
    assert Path.home().as_posix() not in svg


def test_changing_ones_mind_writes_nothing(
    view: ChartView, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    """A dialog that was closed leaves no file and says nothing."""
    answers.target = None
    with qtbot.assertNotEmitted(view.said), qtbot.assertNotEmitted(view.problem):
        for action in (view.png_action, view.svg_action, view.print_action):
            action.trigger()
    assert list(tmp_path.iterdir()) == []
    assert len(answers.suggested) == 7


def test_a_folder_that_is_not_there_is_told_as_a_problem(
    view: ChartView, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    """The person reads a sentence, not an error."""
    answers.target = tmp_path / "nowhere" / "chart.png"
    with qtbot.waitSignal(view.problem) as told, qtbot.assertNotEmitted(view.said):
        view.png_action.trigger()
    assert told.args == [
        "“chart.png” could not be saved there. Choose another folder and try again."
    ]


def test_printing_draws_on_the_chosen_printer(
    view: ChartView, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    """The printer is asked for, and gets a page."""
    answers.chosen = _printer(tmp_path / "page.pdf")
    with qtbot.waitSignal(view.said):
        view.print_action.trigger()
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


def _printer(target: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    return printer


def test_the_menu_opens_by_key_and_by_a_click_of_the_other_button(
    view: ChartView, screen: Screen, qtbot: QtBot
) -> None:
    """The same menu is reached without a mouse, and wherever a context menu is asked for."""
    screen.focus(view.more_button)
    qtbot.keyClick(view.more_button, Qt.Key.Key_Space)
    qtbot.waitUntil(view.menu.isVisible)
    view.menu.close()
    place = QPoint(40, 40)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.canvas.mapToGlobal(place))
    QApplication.sendEvent(view.canvas, event)
    qtbot.waitUntil(view.menu.isVisible)
    assert [action.text() for action in view.menu.actions() if action.text()] == [
        "See as a table",
        "Copy as table",
        "Save as PNG…",
        "Save as SVG…",
        "Print…",
    ]
    view.menu.close()
