"""Where to turn in a crisis."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.shell.about import HelpDialog, read_help_contacts
from tests.conftest import Screen


@pytest.fixture
def window(screen: Screen) -> QWidget:
    """The smallest window there is, for the dialog to stand before."""
    made = QWidget()
    screen.show(made, 640, 480)
    return made


def opened(theme: Theme, window: QWidget) -> HelpDialog:
    """The dialog before this window."""
    dialog = HelpDialog(theme, read_help_contacts(), window)
    dialog.open()
    return dialog


def test_every_contact_tells_what_to_dial(theme: Theme, window: QWidget) -> None:
    """Name, number and what it is for are all there, and the number can be copied."""
    dialog = opened(theme, window)
    labels = dialog.findChildren(QLabel)
    texts = [label.text() for label in labels]
    contacts = read_help_contacts().contacts
    assert len(contacts) >= 3
    for contact in contacts:
        assert {contact.name, contact.call, contact.about} <= set(texts)
        number = next(label for label in labels if label.text() == contact.call)
        assert number.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        assert contact.name in number.accessibleName()


def test_it_says_when_the_list_was_checked(theme: Theme, window: QWidget) -> None:
    """Numbers change; the person can judge how old the list is."""
    checked = read_help_contacts().checked
    texts = [label.text() for label in opened(theme, window).findChildren(QLabel)]
    assert any("Last checked" in text and str(checked.year) in text for text in texts)


def test_it_closes_by_its_button(theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    """The one button is in reach of the keyboard."""
    dialog = opened(theme, window)
    (close,) = dialog.findChildren(QPushButton)
    qtbot.keyClick(close, Qt.Key.Key_Space)
    assert not dialog.isVisible()


def test_it_fits_a_small_window_at_twice_the_text_size(theme: Theme, window: QWidget) -> None:
    """Nothing is cut off at the side; what is too high scrolls."""
    theme.set_scale(2.0)
    dialog = opened(theme, window)
    (area,) = dialog.findChildren(QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    assert dialog.height() <= 480
