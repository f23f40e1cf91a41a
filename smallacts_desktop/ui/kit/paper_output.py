"""Where a page or a chart goes: a file or a printer, asked for, written to and told about."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from smallacts_desktop.sharing.atomic_file import write_beside
from smallacts_desktop.sharing.paper.pdf_file import Paper
from smallacts_desktop.tokens import SPACE_M, SPACE_S
from smallacts_desktop.ui.kit.basics import primary_button, secondary_button
from smallacts_desktop.ui.kit.desktop import first_folder
from smallacts_desktop.ui.kit.flow_layout import FlowRow, Rows
from smallacts_desktop.ui.kit.jobs import attempt
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words

translate = QCoreApplication.translate


def ask_file(parent: QWidget, title: str, name: str, kind: str) -> Path | None:
    """Ask for a file to write; None when the person changed their mind.

    ``name`` is suggested, ``kind`` is a filter of the dialog such as ``SVG pictures (*.svg)``.
    """
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(first_folder() / name), kind)
    if not chosen:
        return None
    target = Path(chosen)
    return target if target.suffix else target.with_suffix(Path(name).suffix)


def ask_printer(parent: QWidget, title: str) -> QPrinter | None:
    """Ask for a printer; None when the person changed their mind."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    # The print queue shows this name to others: nothing of the journal may be in it.
    printer.setDocName("Small Acts")
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


@dataclass(frozen=True, slots=True)
class ChartDialogs:
    """How a chart asks; a test gives answers of its own."""

    file: Callable[[QWidget, str, str, str], Path | None] = ask_file
    printer: Callable[[QWidget, str], QPrinter | None] = ask_printer


@dataclass(frozen=True, slots=True)
class PaperJob:
    """One page as it is chosen now.

    ``file_name`` is the same for everybody: a file name is read by others too. ``contents`` makes
    what is saved under it, and ``print_on`` returns whether the printer took the page.
    """

    file_name: str
    contents: Callable[[], bytes]
    print_on: Callable[[QPrinter], bool]


class PaperOutput(QWidget):
    """Saves or prints what ``job`` tells. Signals: ``said``, ``outcome`` has something to say.

    ``dialogs`` asks for a file and a printer; tests put their own in. ``main`` is False where
    paper is not the main thing on the screen.
    """

    said = Signal(object)

    def __init__(self, theme: Theme, job: Callable[[], PaperJob], *, main: bool = True) -> None:
        super().__init__()
        self._job = job
        self.dialogs = ChartDialogs()
        save = translate("PaperPage", "Save PDF…")
        self.save_button = primary_button(save) if main else secondary_button(save)
        self.print_button = secondary_button(translate("PaperPage", "Print…"))
        self.outcome = ProblemLabel()
        self.outcome.hide()
        self.buttons = FlowRow(self.save_button, self.print_button, gap=theme.px(SPACE_S))
        Rows(theme, self, self.buttons, self.outcome, gap=SPACE_M)
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print_it)

    def save(self) -> None:
        """Ask where, write the PDF there, and say so."""
        job = self._job()
        target = self.dialogs.file(
            self,
            translate("PaperPage", "Save as PDF"),
            job.file_name,
            translate("PaperPage", "PDF files (*.pdf)"),
        )
        if target is None:
            return
        saved = translate("PaperPage", "Saved as “{name}”.")
        attempt(
            lambda: write_beside(target, [job.contents()]),
            done=lambda _: self.show_message(saved.format(name=target.name)),
            failed=lambda error: self.show_message(words.problem(error), wrong=True),
        )

    def print_it(self) -> None:
        """Ask for a printer and print one page."""
        title = translate("PaperPage", "Print this page")
        printer = self.dialogs.printer(self, title)
        if printer is None:
            return
        if self._job().print_on(printer):
            self.show_message(translate("PaperPage", "Sent to the printer."))
        else:
            self.show_message(
                translate(
                    "PaperPage", "That printer cannot be reached. Choose another and try again."
                ),
                wrong=True,
            )

    def show_message(self, sentence: str, *, wrong: bool = False) -> None:
        """Say under the buttons what came of it."""
        self.outcome.show_message(sentence, wrong=wrong)
        self.said.emit(self.outcome)


def usual_paper() -> Paper:
    """The paper that people in this region have in their printers."""
    letter = QLocale().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
    return Paper.LETTER if letter else Paper.A4
