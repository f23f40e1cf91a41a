"""Chips, segments and sizes are chosen by mouse and by key, and fit whatever room there is."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.ui.kit.choice import ChoiceChips
from smallacts_desktop.ui.kit.controls import CheckBox
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.segmented import SegmentedControl, SizePicker
from smallacts_desktop.ui.kit.theme import Theme
from tests.conftest import Screen

CHOICES = [("warm", "Warmly"), ("little", "A little"), ("none", "Didn’t seem to")]


@pytest.fixture
def chips(theme: Theme, screen: Screen) -> ChoiceChips[str]:
    """Three chips, none chosen."""
    made = ChoiceChips[str](theme, CHOICES, name="How did they respond?")
    screen.show(made, 600, 60)
    return made


@pytest.fixture
def sizes(theme: Theme, screen: Screen) -> SizePicker:
    """The size picker at its smallest size."""
    made = SizePicker(theme)
    screen.show(made, 500, 70)
    return made


def _places(widgets: tuple[QWidget, ...]) -> list[QRect]:
    return [widget.geometry() for widget in widgets]


def test_a_chip_can_be_chosen_changed_and_unchosen(chips: ChoiceChips[str], qtbot: QtBot) -> None:
    """One at most is chosen, and a second click takes it back."""
    heard: list[object] = []
    chips.value_changed.connect(heard.append)
    for at in (1, 2, 2):
        qtbot.mouseClick(chips.chips[at], Qt.MouseButton.LeftButton)
        assert sum(chip.isChecked() for chip in chips.chips) == (chips.value is not None)
    assert heard == ["little", "none", None]


def test_a_required_choice_stays(theme: Theme, qtbot: QtBot) -> None:
    """Where an answer is needed, it can be changed but not taken back."""
    chips = ChoiceChips[str](theme, CHOICES, required=True)
    qtbot.addWidget(chips)
    chips.set_value("warm")
    qtbot.mouseClick(chips.chips[0], Qt.MouseButton.LeftButton)
    assert chips.value == "warm"
    assert chips.chips[0].isChecked()


def test_chips_are_one_tab_stop_with_arrows_inside(
    chips: ChoiceChips[str], screen: Screen, qtbot: QtBot
) -> None:
    """Arrows move without choosing, Space and Enter choose, and Tab leads out."""
    screen.focus(chips)
    qtbot.waitUntil(chips.chips[0].hasFocus)
    qtbot.keyClick(chips.chips[0], Qt.Key.Key_Right)
    assert chips.chips[1].hasFocus()
    assert chips.value is None
    qtbot.keyClick(chips.chips[1], Qt.Key.Key_Space)
    assert chips.value == "little"
    qtbot.keyClick(chips.chips[1], Qt.Key.Key_Down)
    qtbot.keyClick(chips.chips[2], Qt.Key.Key_Return)
    assert chips.value == "none"
    qtbot.keyClick(chips.chips[2], Qt.Key.Key_Right)
    assert chips.chips[0].hasFocus()
    stops = [chip for chip in chips.chips if chip.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [chips.chips[0]]


def test_choosing_moves_no_chip(chips: ChoiceChips[str], qtbot: QtBot) -> None:
    """Bold text has its room from the start."""
    before = _places(chips.chips)
    chips.set_value("none")
    qtbot.wait(1)
    assert _places(chips.chips) == before


def test_chips_wrap_and_keep_all_their_words(chips: ChoiceChips[str], theme: Theme) -> None:
    """In a narrow window at 200 % every chip is inside, and as large as its words."""
    theme.set_scale(2.0)
    chips.resize(300, 10)
    chips._layout.activate()
    assert chips.height() >= chips._layout.heightForWidth(300)
    for chip in chips.chips:
        assert chips.rect().contains(chip.geometry())
        assert chip.height() >= chip.heightForWidth(chip.width())
    assert len({place.top() for place in _places(chips.chips)}) > 1


def test_chips_are_a_named_group_of_radio_buttons(chips: ChoiceChips[str]) -> None:
    """A screen reader hears the question and which chip is chosen."""
    group = QAccessible.queryAccessibleInterface(chips)
    assert group.role() == QAccessible.Role.Grouping
    assert group.text(QAccessible.Text.Name) == "How did they respond?"
    chips.set_value("warm")
    chip = QAccessible.queryAccessibleInterface(chips.chips[0])
    assert chip.role() == QAccessible.Role.RadioButton
    assert chip.text(QAccessible.Text.Name) == "Warmly"
    assert chip.state().checked


def test_other_choices_keep_the_chosen_value(chips: ChoiceChips[str]) -> None:
    """A choice that is still offered stays; one that is gone is told."""
    chips.set_value("little")
    heard: list[object] = []
    chips.value_changed.connect(heard.append)
    chips.set_choices(CHOICES[1:])
    assert chips.value == "little"
    chips.set_choices(CHOICES[:1])
    assert chips.value is None
    assert heard[-1] is None


def test_a_size_is_chosen_by_mouse(sizes: SizePicker, qtbot: QtBot) -> None:
    """A click anywhere on a segment chooses it."""
    with qtbot.waitSignal(sizes.size_changed) as told:
        qtbot.mouseClick(sizes.segments[2], Qt.MouseButton.LeftButton)
    assert told.args == [ActSize.SMALL]
    assert sizes.act_size is ActSize.SMALL


def test_a_size_is_chosen_by_arrow(sizes: SizePicker, screen: Screen, qtbot: QtBot) -> None:
    """The arrows go up and down the sizes."""
    screen.focus(sizes.segments[0])
    heard: list[object] = []
    sizes.size_changed.connect(heard.append)
    qtbot.keyClick(sizes.segments[0], Qt.Key.Key_Right)
    qtbot.keyClick(sizes.segments[1], Qt.Key.Key_Left)
    assert heard == [ActSize.SMALLER, ActSize.SMALLEST]


def test_setting_a_size_tells_once(sizes: SizePicker) -> None:
    """The same size again is no change."""
    heard: list[object] = []
    sizes.size_changed.connect(heard.append)
    sizes.set_size(ActSize.SMALLER)
    sizes.set_size(ActSize.SMALLER)
    assert heard == [ActSize.SMALLER]


def test_sizes_stand_beside_each_other_or_are_stacked(sizes: SizePicker, theme: Theme) -> None:
    """Wide, they share a row; narrow at 200 %, each has its own, and none is cut off."""
    assert len({place.top() for place in _places(sizes.segments)}) == 1
    theme.set_scale(2.0)
    sizes.resize(400, 10)
    sizes._layout.activate()
    assert len({place.left() for place in _places(sizes.segments)}) == 1
    for segment in sizes.segments:
        assert sizes.rect().contains(segment.geometry())
        assert segment.width() >= segment.sizeHint().width()
        assert segment.height() >= segment.sizeHint().height()


def test_a_size_says_its_example(sizes: SizePicker) -> None:
    """Both lines are heard."""
    spoken = QAccessible.queryAccessibleInterface(sizes.segments[0])
    assert spoken.text(QAccessible.Text.Name) == "Smallest: A smile"


def test_segments_are_mirrored(theme: Theme, screen: Screen) -> None:
    """Right to left, the first segment is at the right."""
    control = SegmentedControl(theme, [(1, "All"), (2, "Some")])
    control.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    screen.show(control, 300, 50)
    assert control.segments[0].x() > control.segments[1].x()


def test_a_flow_is_mirrored_and_wraps(screen: Screen) -> None:
    """Items begin where the language begins, and go to the next row when the first is full."""
    row = FlowRow()
    labels = [QLabel("word") for _ in range(6)]
    for label in labels:
        label.setFixedSize(60, 20)
        row.flow.addWidget(label)
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    screen.show(row, 200, 20)
    assert labels[0].x() > labels[1].x()
    assert labels[3].y() > labels[0].y()
    assert row.height() >= row.flow.heightForWidth(200) == 48
    assert all(row.rect().contains(label.geometry()) for label in labels)


def test_a_check_box_wraps_and_answers_on_its_words(
    theme: Theme, screen: Screen, qtbot: QtBot
) -> None:
    """Long words take more lines, and a click on them ticks the box."""
    box = CheckBox(theme, "Whether it was easier or harder than expected")
    screen.show(box, 200, 20)
    assert box.height() > box.sizeHint().height()
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    assert box.isChecked()
