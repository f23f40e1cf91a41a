"""A window comes back where it was, and always so that it can be taken hold of."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from smallacts_desktop.settings import Settings
from smallacts_desktop.ui.kit.window_geometry import (
    FIRST_SIZE,
    place_of,
    reachable_place,
    restore_place,
    room_on_screen,
)

BAR = 30
LAPTOP = QRect(0, 32, 1366, 736)
BESIDE = QRect(1366, 0, 1920, 1080)

rects = st.builds(
    QRect, st.integers(-9000, 9000), st.integers(-9000, 9000), st.integers(640, 5000),
    st.integers(480, 4000),
)  # fmt: skip


@pytest.mark.parametrize(
    "saved",
    [
        QRect(100, 100, 900, 600),
        QRect(0, 62, 1366, 706),
        QRect(1400, 30, 1800, 900),
        QRect(1000, 200, 900, 600),  # across both screens
        QRect(200, 500, 900, 600),  # its lower part below the edge, where the person put it
    ],
)
def test_a_window_that_can_be_reached_stays_where_it_was(saved: QRect) -> None:
    """To the pixel."""
    assert reachable_place(saved, [LAPTOP, BESIDE], BAR) == saved


@pytest.mark.parametrize(
    ("saved", "expected"),
    [
        (QRect(1000, 200, 900, 600), QRect(466, 168, 900, 600)),  # half on the screen that went
        (QRect(-500, 100, 900, 600), QRect(0, 100, 900, 600)),
        (QRect(100, 20, 900, 600), QRect(100, 62, 900, 600)),  # its bar above the edge
        (QRect(0, 100, 1900, 1000), QRect(0, 62, 1366, 706)),  # larger than what is left
        (QRect(0, 62, 1366, 736), QRect(0, 62, 1366, 706)),  # its foot below the edge for good
    ],
)
def test_what_a_screen_took_with_it_comes_into_view(saved: QRect, expected: QRect) -> None:
    """As little as needed is moved."""
    assert reachable_place(saved, [LAPTOP], BAR) == expected


def test_far_from_every_screen_the_desktop_decides(qtbot: QtBot) -> None:
    """The size stays."""
    assert reachable_place(QRect(5000, 5000, 700, 500), [LAPTOP, BESIDE], BAR) is None
    assert reachable_place(QRect(0, 0, 700, 500), [], BAR) is None
    window = QMainWindow()
    qtbot.addWidget(window)
    restore_place(
        Settings(window_x=9000, window_y=9000, window_width=700, window_height=500), window
    )
    assert (window.width(), window.height()) == (700, 500)


@given(rects)
def test_the_whole_title_bar_can_always_be_reached(saved: QRect) -> None:
    """Wherever the window was and however large."""
    place = reachable_place(saved, [LAPTOP], BAR)
    if place is not None:
        title = QRect(place.x(), place.y() - BAR, place.width(), BAR)
        assert LAPTOP.contains(title)
        assert place.width() <= saved.width()
        assert place.height() <= saved.height()


def test_a_maximised_window_is_not_shown_by_being_put_back(qtbot: QtBot) -> None:
    """A quiet start keeps it out of sight; shown, it is maximised, and remembers its other size."""
    window = QMainWindow()
    qtbot.addWidget(window)
    settings = Settings(
        window_x=40, window_y=60, window_width=640, window_height=480, window_maximised=True
    )
    restore_place(settings, window)
    assert not window.isVisible()
    window.show()
    assert window.isMaximized()
    again = QMainWindow()
    qtbot.addWidget(again)
    restore_place(replace(settings, **place_of(window)), again)
    assert not again.isVisible()
    again.show()
    assert again.isMaximized()
    assert again.normalGeometry() == QRect(40, 60, 640, 480)


def test_the_place_of_an_earlier_release_is_read_once(qtbot: QtBot) -> None:
    """Its five numbers are gone once the window has said where it is."""
    window = QMainWindow()
    qtbot.addWidget(window)
    former = Settings(window_x=40, window_y=60, window_width=700, window_height=500)
    restore_place(former, window)
    assert window.geometry() == QRect(40, 60, 700, 500)
    window.setGeometry(50, 70, 650, 490)
    now = replace(former, **place_of(window))
    assert now == Settings(window_geometry=now.window_geometry)
    restore_place(now, window)
    assert window.geometry() == QRect(50, 70, 650, 490)


def test_a_place_of_which_only_a_part_can_be_seen_comes_into_view(qtbot: QtBot) -> None:
    """Qt would be content with a corner."""
    window = QMainWindow()
    qtbot.addWidget(window)
    screen = window.screen().availableGeometry()
    window.setGeometry(screen.right() - 20, screen.top() + 100, 700, 500)
    saved = place_of(window)
    restore_place(Settings(**saved), window)
    assert screen.contains(window.geometry())
    assert window.size() == QSize(700, 500)


@pytest.mark.parametrize("text", ["", "AAAA", "=", "AdnQywAD" + "f" * 80])
def test_a_place_that_is_none_leaves_the_first_size(qtbot: QtBot, text: str) -> None:
    """Nothing in the file can keep the window from opening."""
    window = QMainWindow()
    qtbot.addWidget(window)
    restore_place(Settings(window_geometry=text), window)
    assert window.size() == QSize(*FIRST_SIZE).boundedTo(room_on_screen(window))
