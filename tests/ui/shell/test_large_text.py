"""The smallest window with the largest text: nothing is clipped, and nothing lies over another."""

from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QPushButton, QWidget

from smallacts_desktop.ui.kit.basics import Label
from smallacts_desktop.ui.kit.choice import Chip
from smallacts_desktop.ui.kit.segmented import Segment
from tests.ui.app_fixture import AppFixture
from tests.ui.places import PLACES, complete_layout, fill_journal, visible


def clipped(page: QWidget) -> list[str]:
    """What has less room than its words need."""
    found = []
    for widget in visible(page):
        if isinstance(widget, Label | Chip | Segment):
            needed = widget.heightForWidth(widget.width())
            if widget.height() < needed:
                found.append(f"{widget.text()[:30]!r}: {widget.height()} of {needed} high")
        elif isinstance(widget, QPushButton) and widget.text():
            wide = widget.fontMetrics().horizontalAdvance(widget.text())
            if widget.width() < wide or widget.height() < widget.fontMetrics().height():
                found.append(f"{widget.text()!r}: {widget.width()} of {wide} wide")
    return found


def overlapping(page: QWidget) -> list[str]:
    """What lies over another part of the same ground."""
    found = []
    for ground in [page, *visible(page)]:
        layout = ground.layout()
        if layout is None or isinstance(ground, QAbstractScrollArea):
            continue
        parts = [
            part
            for part in ground.findChildren(
                QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
            )
            if part.isVisible() and not part.isWindow()
        ]
        for one, other in combinations(parts, 2):
            if one.geometry().intersects(other.geometry()):
                found.append(f"{_named(one)} and {_named(other)}")
    return found


def _named(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, Label | QAbstractButton) else ""
    return f"{type(widget).__name__} {text[:30]!r} {widget.geometry().getRect()}"


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("name", PLACES)
def test_every_page_has_room_for_its_words(app: AppFixture, name: str, scale: float) -> None:
    """By scrolling down alone: no page is wider than the window."""
    app.width, app.height = 640, 480
    fill_journal(app)
    app.theme.set_scale(scale)
    page = PLACES[name](app)
    complete_layout(app)
    assert clipped(page) == []
    assert overlapping(page) == []
    assert page.horizontalScrollBar().maximum() == 0
