"""Asking where a chart is to go: a file, or a printer."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from smallacts_desktop.ui.kit.files import first_folder


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
