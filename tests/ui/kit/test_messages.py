"""What went wrong is told apart by bold words and a mark; red is for deleting alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import smallacts_desktop
from smallacts_desktop.paths import read_resource
from smallacts_desktop.tokens import ThemeName
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.theme import Theme

SENTENCE = "That folder cannot be used. Choose another one, or let Small Acts use its own."
DELETING = ("Delete", "Remove", "Forget", "Clear", "clear", "delete", "said.")


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme on the application, taken off again after the test."""
    theme = Theme()
    theme.set_choice(ThemeName.LIGHT)
    theme.apply(qapp)
    yield theme
    theme.leave()


def marked_pixels(label: ProblemLabel) -> int:
    """How many pixels of the leading edge are inked."""
    image = label.grab().toImage()
    side = label.fontMetrics().height()
    ground = image.pixel(0, image.height() - 1)
    edge = range(side) if not label.isRightToLeft() else range(label.width() - side, label.width())
    return sum(image.pixel(x, y) != ground for x in edge for y in range(side))


@pytest.mark.parametrize("direction", Qt.LayoutDirection.__members__.values())
def test_a_mark_stands_before_what_went_wrong(
    theme: Theme, qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    """On the side where the words begin, and the words keep off it."""
    label = ProblemLabel()
    qtbot.addWidget(label)
    label.setLayoutDirection(direction)
    label.setText(SENTENCE)
    label.resize(theme.px(200), 10)
    label.show()
    assert marked_pixels(label) > 0
    assert label.contentsRect().width() <= label.width() - label.fontMetrics().height()
    assert label.minimumHeight() >= label.heightForWidth(label.width())
    assert label.palette().windowText().color().name().upper() == theme.tokens.ink


def test_the_mark_goes_when_all_is_well(theme: Theme, qtbot: QtBot) -> None:
    """The same label reports what went well without it."""
    label = ProblemLabel()
    qtbot.addWidget(label)
    label.setText(SENTENCE)
    label.mark(wrong=False)
    label.resize(theme.px(200), 10)
    assert label.property("role") == ""
    assert label.contentsRect().width() == label.width()


def test_red_is_for_deleting_alone() -> None:
    """The sheet dresses one kind of button in it, and every such button says that it deletes."""
    sheet = read_resource("style.qss")
    rules = [rule for rule in re.findall(r"[^{}]+\{[^}]*\}", sheet) if "$danger" in rule]
    assert rules
    assert all('QPushButton[role="danger"]' in rule.partition("{")[0] for rule in rules)
    root = Path(smallacts_desktop.__file__).parent
    sources = [file.read_text(encoding="utf-8") for file in sorted(root.rglob("*.py"))]
    assert not any("tokens.danger" in source for source in sources)
    made = [call for source in sources for call in re.findall(r"= danger_button\((.*)", source)]
    assert made
    assert [call for call in made if not any(word in call for word in DELETING)] == []
