"""A page takes the room of its scroll bar from its margin, at the side where lines end."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from smallacts_desktop.ui.kit.page import WIDEST, Page
from smallacts_desktop.ui.kit.theme import Theme
from tests.conftest import Screen

# A page changes its size, and its parts, a few times at most for each size of the window.
MOST_TURNS = 40


@pytest.fixture(
    params=[Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft],
    ids=lambda direction: direction.name,
)
def direction(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Qt.LayoutDirection]:
    """How people read: from left to right, and from right to left."""
    qapp.setLayoutDirection(request.param)
    yield request.param
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


class Turns(QObject):
    """Counts how often the ground of a page gets another size, and stops it after too many."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.count = 0
        page.ground.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count, and beyond the limit let nothing more happen."""
        del watched
        if event.type() is not QEvent.Type.Resize:
            return False
        self.count += 1
        return self.count > MOST_TURNS


class TallerWhenAskedForMore(QWidget):
    """Something whose height Qt asks for at a width, and gives it at once: a picture of a page."""

    def __init__(self) -> None:
        super().__init__()
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """Half as tall as wide."""
        return width // 2


class ShorterWhenWider(TallerWhenAskedForMore):
    """Something that needs fewer lines where these are longer, as words do."""

    def heightForWidth(self, width: int) -> int:
        """The same area at every width."""
        return 400_000 // max(1, width)


class TallerWhenWider(QWidget):
    """Something as tall as a third of its width, as the squares of the calendar are."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self.setFixedHeight(self.width() // 3)


@pytest.mark.usefixtures("direction")
@pytest.mark.parametrize("kind", [TallerWhenAskedForMore, ShorterWhenWider])
def test_a_part_whose_height_is_asked_for_lets_the_page_rest(
    kind: type[QWidget], theme: Theme, screen: Screen
) -> None:
    """At every height of the window, with the scroll bar and without, growing and shrinking."""
    page = Page(theme)
    page.rows.addWidget(kind())
    screen.show(page, 900, 400)
    turns = Turns(page)
    heights = range(400, 700)
    for height in (*heights, *reversed(heights)):
        turns.count = 0
        page.resize(page.width(), height)
        assert turns.count < MOST_TURNS


@pytest.mark.usefixtures("direction")
def test_a_part_that_grows_with_its_width_lets_the_page_rest(theme: Theme, screen: Screen) -> None:
    """Even where the page is just as high as the part makes it."""
    page = Page(theme)
    page.rows.addWidget(TallerWhenWider())
    screen.show(page, 900, 500)
    needed = page.ground.minimumSizeHint().height()
    turns = Turns(page)
    for height in range(needed - 12, needed + 12):
        turns.count = 0
        page.resize(page.width(), height)
        QApplication.processEvents()
        assert turns.count < MOST_TURNS


def test_a_very_wide_page_stays_at_its_leading_side(
    direction: Qt.LayoutDirection, theme: Theme, screen: Screen
) -> None:
    """Where people read from right to left, that is the right."""
    page = Page(theme)
    screen.show(page, WIDEST + 200)
    margins = page.rows.contentsMargins()
    mirrored = direction is Qt.LayoutDirection.RightToLeft
    sides = [margins.left(), margins.right()]
    leading, other = reversed(sides) if mirrored else sides
    assert other == leading + 200
