"""The wheel scrolls the page, also over a closed date, list or slider; it never answers for one."""

import importlib
import pkgutil

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollBar,
    QSlider,
    QWidget,
)

from smallacts_desktop import ui
from smallacts_desktop.ui.calendar.day_card import MoveEntryDialog
from smallacts_desktop.ui.kit.date_field import DateField
from smallacts_desktop.ui.kit.input_events import WheelToPage
from tests.ui.app_fixture import TODAY, AppFixture
from tests.ui.places import PLACES, complete_layout, fill_journal, visible

_KINDS = (QComboBox, QAbstractSpinBox, QSlider)


def turn(widget: QWidget, up: bool) -> None:
    """Turn the wheel by one notch over the middle of a widget, as the mouse does."""
    window = widget.window()
    handle = window.windowHandle()
    assert handle is not None
    at = QPointF(widget.mapTo(window, widget.rect().center()))
    QTest.wheelEvent(handle, at, QPoint(0, 120 if up else -120))
    QApplication.processEvents()


def controls(within: QWidget) -> list[QWidget]:
    """What Qt would change by the wheel, and dates."""
    return [widget for widget in visible(within) if isinstance(widget, (DateField, *_KINDS))]


def value(widget: QWidget) -> object:
    """The answer that a control holds."""
    if isinstance(widget, QComboBox):
        return widget.currentIndex()
    return widget.date() if isinstance(widget, DateField) else widget.property("value")


@pytest.mark.parametrize("name", PLACES)
def test_the_wheel_changes_no_answer_and_scrolls_the_page(app: AppFixture, name: str) -> None:
    """Over every such control on the page, with the keyboard on it and without."""
    app.height = 480
    fill_journal(app)
    page = PLACES[name](app)
    complete_layout(app)
    scroll = page.verticalScrollBar()
    for control in controls(page):
        for focused in (False, True):
            if focused:
                control.setFocus(Qt.FocusReason.TabFocusReason)
            for up in (False, True):
                page.ensureWidgetVisible(control, 0, 100)
                app.settle()
                before, there = value(control), scroll.value()
                turn(control, up)
                assert value(control) == before, (type(control).__name__, up)
                could = there > 0 if up else there < scroll.maximum()
                assert (scroll.value() != there) == could, (type(control).__name__, up)


def test_the_places_have_such_controls(app: AppFixture) -> None:
    """So that the test above tests something: dates, lists and sliders."""
    fill_journal(app)
    kinds: set[str] = set()
    for place in PLACES.values():
        page = place(app)
        app.settle()
        kinds |= {type(control).__name__ for control in controls(page)}
    assert kinds >= {"DateField", "ListBox", "MoodSlider"}


def test_a_dialog_lets_the_date_be(app: AppFixture) -> None:
    """Moving an entry to another day."""
    dialog = MoveEntryDialog(app.theme, app.entry(), TODAY, app.window)
    dialog.show()
    app.settle()
    before = dialog.day
    for up in (False, True):
        turn(dialog.field, up)
        assert dialog.day == before
    dialog.close()


def test_every_kind_of_such_control_leaves_the_wheel_alone() -> None:
    """Whatever is added later to any page or dialog."""
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        loaded = importlib.import_module(module.name)
        for name, thing in vars(loaded).items():
            if isinstance(thing, type) and issubclass(thing, _KINDS):
                is_ours = thing.__module__.startswith("smallacts_desktop")
                assert not is_ours or issubclass(thing, WheelToPage), name
                is_base = module.name.endswith(("input_events", "mood_slider"))
                assert is_ours or is_base, f"{module.name} uses Qt’s own {name}"
    assert not issubclass(QScrollBar, _KINDS)
