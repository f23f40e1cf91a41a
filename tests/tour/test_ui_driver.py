"""The driver writes what a person writes, and presses no key before the window on top has it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smallacts_desktop.tour.ui_driver import UiDriver
from smallacts_desktop.ui.share.share_work import ask_target
from tests.conftest import Screen

WORDS = "Smiled at Zoë (she smiled back): “grüß dich”, 日本, שלום, 👩‍👩‍👧 – and é as e\u0301"
# Below a folder of the test's own, which is short enough to leave room for the longest.
FOLDERS = {
    "one-letter names": Path("a/b/c"),
    "each name the beginning of a neighbour's": Path("b/ba/bab"),
    "spaces": Path("my small acts/for  later "),
    "letters beyond ASCII": Path("Ünïcödé/日本/שלום/📓/e\u0301"),
    "signs that mean something to a shell": Path("$HOME/~x/a&b/c'd/#e/%20/{f}"),
    "nearly the longest path": Path(*["quite a long name for a folder " * 6] * 20),
}


@pytest.fixture
def driver() -> Iterator[UiDriver]:
    """A driver that rests after the test, and no dialog of the system's own."""
    native = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    QCoreApplication.setAttribute(native)
    made = UiDriver()
    yield made
    made.rest()
    QCoreApplication.setAttribute(native, False)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("folder", FOLDERS.values(), ids=list(FOLDERS))
def test_a_file_can_be_named_in_any_folder(
    folder: Path, driver: UiDriver, screen: Screen, tmp_path: Path
) -> None:
    """The program's own file dialog gives back the very path that was put in.

    Folders that every beginning of the path names stand about, and a file of nearly its name.
    """
    target = tmp_path / folder / "small-acts.csv"
    target.parent.mkdir(parents=True)
    for parent in (target.parent, *target.parent.parents):
        if parent != tmp_path and parent.is_relative_to(tmp_path):
            for length in range(1, min(len(parent.name), 8)):
                (parent.parent / parent.name[:length]).mkdir(exist_ok=True)
    target.with_name("small-acts.csv.old").touch()
    window, button, chosen = QWidget(), QPushButton("Save"), []
    QVBoxLayout(window).addWidget(button)
    button.clicked.connect(lambda: chosen.append(ask_target(window, "small-acts.csv")))
    screen.show(window)

    def name_it(dialog: QFileDialog) -> None:
        driver.name_file(dialog, target)
        driver.key("Return")
        driver.until(lambda: not dialog.isVisible(), "the file dialog stayed open")

    driver.answer(button, QFileDialog, name_it)
    assert chosen == [target]


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_any_letter_can_be_written(
    kind: type[QLineEdit] | type[QPlainTextEdit], driver: UiDriver, screen: Screen
) -> None:
    """Letters that no key has come by an input method, whole: none is taken apart."""
    field = kind()
    screen.show(field)
    screen.focus(field)
    driver.type_text(WORDS)
    assert (field.text() if isinstance(field, QLineEdit) else field.toPlainText()) == WORDS


def test_no_key_goes_out_before_the_dialog_has_the_keyboard(
    driver: UiDriver, screen: Screen
) -> None:
    """A dialog that is to be seen and not yet active gets the key once it is."""
    window = QLineEdit()
    screen.show(window)
    dialog = QDialog(window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    dialog.setModal(True)
    dialog.show()
    window.activateWindow()
    driver.until(window.isActiveWindow, "the window is not the active one")
    QTimer.singleShot(100, dialog.activateWindow)
    driver.key("Escape")
    assert not dialog.isVisible()
