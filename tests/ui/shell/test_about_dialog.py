"""About: the version, the licences, the folders, what to copy, and where to look for a new one."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from smallacts_desktop import __released__, __version__
from smallacts_desktop.licences import Licence, licences
from smallacts_desktop.paths import Paths
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.shell.about import AboutDialog, LicencesDialog
from tests.conftest import Screen

CHANGES = Path(__file__).parents[3] / "CHANGELOG.md"
SOME = (Licence("Apple", "1.0", "MIT"), Licence("Pear", "", "Zlib"), Licence("Plum", "3", "MIT"))


@pytest.fixture
def window(screen: Screen) -> QWidget:
    """What the dialog stands before."""
    made = QWidget()
    screen.show(made, 1120, 760)
    return made


@pytest.fixture
def paths(data_folder: Path) -> Paths:
    """Settings and journal exist, a log does not."""
    data_folder.mkdir(parents=True)
    return Paths.inside(data_folder)


@pytest.fixture
def dialog(theme: Theme, paths: Paths, window: QWidget, qtbot: QtBot) -> AboutDialog:
    """The open dialog."""
    made = AboutDialog(theme, paths, window)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.open()
    return made


def texts(widget: QWidget) -> str:
    """Every label that can be seen."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def press(qtbot: QtBot, button: QPushButton) -> None:
    """Press a button by keyboard."""
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Return)


def shown(dialog: LicencesDialog) -> list[str]:
    """The rows that are there to read."""
    rows = (dialog.list.item(row) for row in range(dialog.list.count()))
    return [row.text() for row in rows if not row.isHidden()]


def test_the_day_of_the_version_is_that_of_the_list_of_changes() -> None:
    """A version that is not out yet has no entry there, and is dated when it gets one."""
    heads = [line for line in CHANGES.read_text("utf-8").splitlines() if line.startswith("## ")]
    assert f"## {__version__} – {__released__}" in heads
    assert date.fromisoformat(__released__) >= date(2026, 1, 1)


def test_the_version_and_the_credit_are_told(dialog: AboutDialog) -> None:
    """As in the settings."""
    assert f"Version {__version__}, " in texts(dialog)
    assert "McPin Foundation" in texts(dialog)


def test_every_folder_is_named_and_opens(
    dialog: AboutDialog, paths: Paths, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By keyboard; a folder that is not there yet cannot be opened."""
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    journal, settings, log = dialog.places
    for row in (journal, settings):
        press(qtbot, row.open_button)
    assert [url.toLocalFile() for url in opened] == [str(paths.data), str(paths.settings.parent)]
    assert not log.open_button.isEnabled()
    assert log.where.text().replace("\u200b", "") == str(paths.logs)
    names = {row.open_button.accessibleName() for row in dialog.places}
    assert len(names) == 3


def test_system_information_holds_versions_and_nobodys_name(
    dialog: AboutDialog, home: Path, qtbot: QtBot
) -> None:
    """Neither where the home is nor who lives there."""
    press(qtbot, dialog.copy_button)
    copied = QGuiApplication.clipboard().text()
    assert f"Small Acts {__version__}" in copied
    assert "Screen at 100%" in copied
    assert dialog.copy_button.text() == "Copied"
    for name in (str(home), str(Path.home()), "person"):
        assert name not in copied


def test_where_to_look_for_a_new_version_is_words_alone(dialog: AboutDialog) -> None:
    """No button and no address: nothing is fetched."""
    assert "Small Acts never goes online" in texts(dialog)
    assert "http" not in texts(dialog)
    buttons = {button.text() for button in dialog.findChildren(QPushButton)}
    assert buttons == {"Close", "Licences…", "Copy system information", "Open folder"}


def test_licences_open_and_close_again(dialog: AboutDialog, qtbot: QtBot) -> None:
    """Everything that is bundled, with its version and its licence."""
    press(qtbot, dialog.licences_button)
    (opened,) = dialog.findChildren(LicencesDialog)
    assert len(shown(opened)) == len(licences()) > 3
    assert any("PySide6" in row and "LGPL-3.0-only" in row for row in shown(opened))
    press(qtbot, opened.close_button)
    assert not opened.isVisible()
    assert dialog.isVisible()


def test_licences_are_found_by_name_and_by_licence(
    theme: Theme, window: QWidget, qtbot: QtBot
) -> None:
    """Whatever the capitals; the number of what is found is told."""
    dialog = LicencesDialog(theme, SOME, "", window)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
    assert dialog.focusWidget() is dialog.search
    assert shown(dialog) == ["Apple 1.0\nMIT", "Pear\nZlib", "Plum 3\nMIT"]
    qtbot.keyClicks(dialog.search, "mit pl")
    assert shown(dialog) == ["Apple 1.0\nMIT", "Plum 3\nMIT"]
    qtbot.keyClicks(dialog.search, "u")
    assert shown(dialog) == ["Plum 3\nMIT"]
    assert dialog.found.text() == "1 part"
    assert not dialog.texts_button.isVisible()


def test_the_full_texts_are_there_where_the_package_carries_them(
    theme: Theme, window: QWidget, qtbot: QtBot
) -> None:
    """In the place of the list, and back."""
    dialog = LicencesDialog(theme, SOME, "Permission is hereby granted", window)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
    press(qtbot, dialog.texts_button)
    assert dialog.texts.isVisible()
    assert not dialog.list.isVisible()
    assert "hereby granted" in dialog.texts.toPlainText()
    press(qtbot, dialog.texts_button)
    assert dialog.list.isVisible()


def test_at_twice_the_text_all_can_be_reached(theme: Theme, screen: Screen, qtbot: QtBot) -> None:
    """In the smallest window nothing scrolls sideways, and the keyboard brings the buttons."""
    small = QWidget()
    screen.show(small, 640, 480)
    theme.set_scale(2.0)
    for dialog in (
        AboutDialog(theme, Paths.inside(Path("/a/long/way/to/the/journal")), small),
        LicencesDialog(theme, SOME, "", small),
    ):
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.open()
        assert dialog.width() <= 640
        assert dialog.height() <= 480
        (area,) = (part for part in dialog.findChildren(QScrollArea) if type(part) is QScrollArea)
        assert area.horizontalScrollBar().maximum() == 0
        close = dialog.close_button
        # Where they would take a third of the room, the buttons scroll with the rest.
        close.setFocus(Qt.FocusReason.TabFocusReason)
        area.ensureWidgetVisible(close)
        assert dialog.rect().contains(close.mapTo(dialog, close.rect().bottomRight()))
        dialog.close()
