"""Where the window was, and putting it back where a person can see it and take hold of it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QByteArray, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStyle, QWidget

from smallacts_desktop.settings import Settings

FIRST_SIZE = (1120, 760)
_SMALLEST = QSize(640, 480)
# What a title bar takes of a screen's height, in pixels: no window knows it before it is shown.
_TITLE_BAR = 40


def room_on_screen(window: QWidget) -> QSize:
    """The largest size with which all of ``window`` can be seen on the screen that it is on."""
    available = window.screen().availableGeometry().size()
    return QSize(available.width(), max(1, available.height() - _TITLE_BAR))


def limit_to_screen(window: QMainWindow) -> None:
    """Let ``window`` be made as small as the screen that it is on, and never ask for more."""
    window.setMinimumSize(_SMALLEST.boundedTo(room_on_screen(window)))


def follow_screen(window: QMainWindow) -> None:
    """Fit ``window`` into the screen that it came to."""
    limit_to_screen(window)
    room = room_on_screen(window)
    # A frame may be lower than is thought here: a window that fills the screen stays as it is.
    available = window.screen().availableGeometry()
    large = window.width() > available.width() or window.height() > available.height()
    if large and not (window.isMaximized() or window.isFullScreen()):
        window.resize(window.size().boundedTo(room))


def place_of(window: QMainWindow) -> dict[str, Any]:
    """The place and size of ``window`` and whether it is maximised, by name among the settings.

    What an earlier release kept of it goes.
    """
    former = Settings()
    return {
        "window_geometry": window.saveGeometry().toBase64().toStdString(),
        "window_x": former.window_x,
        "window_y": former.window_y,
        "window_width": former.window_width,
        "window_height": former.window_height,
        "window_maximised": former.window_maximised,
    }


def restore_place(settings: Settings, window: QMainWindow) -> None:
    """Put ``window`` where ``settings`` say it was; it is not shown by that."""
    geometry = QByteArray.fromBase64(settings.window_geometry.encode())
    if window.restoreGeometry(geometry):
        # Qt is content with a part of the window that can be seen, wherever that is.
        saved, state = window.normalGeometry(), window.windowState()
    elif settings.window_width is not None and settings.window_height is not None:
        x, y = settings.window_x or 0, settings.window_y or 0
        saved = QRect(x, y, settings.window_width, settings.window_height)
        maximised = settings.window_maximised
        state = Qt.WindowState.WindowMaximized if maximised else Qt.WindowState.WindowNoState
    else:
        window.resize(QSize(*FIRST_SIZE).boundedTo(room_on_screen(window)))
        return
    bar = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    place = reachable_place(saved, screens, bar)
    window.setWindowState(Qt.WindowState.WindowNoState)
    if place is None:
        window.resize(saved.size().boundedTo(room_on_screen(window)))
    else:
        # Not move(), which counts the frame in: the window would drift at every start.
        window.setGeometry(place)
    window.setWindowState(state & Qt.WindowState.WindowMaximized)


def reachable_place(saved: QRect, screens: Sequence[QRect], bar: int) -> QRect | None:
    """Where a window saved at ``saved`` can be taken hold of; None where no screen is near it.

    ``screens`` are the parts of the screens that windows may take, ``bar`` the height of a title
    bar, which stands above the window's own place. A window stays where it was as long as all of
    its title bar can be seen, on one screen or across several. Otherwise it moves into the screen
    that has most of it. Either way it is never higher than the highest screen that it is on, nor
    wider than all of them: its foot would be out of reach wherever it is put.
    """
    title = QRect(saved.x(), saved.y() - bar, saved.width(), bar)
    ends = (title.topLeft(), title.topRight(), title.bottomLeft(), title.bottomRight())
    if all(any(screen.contains(end) for screen in screens) for end in ends):
        on = [screen for screen in screens if screen.intersects(saved.united(title))]
        height = max(screen.height() for screen in on) - bar
        return QRect(saved.topLeft(), saved.size().boundedTo(QSize(saved.width(), height)))
    whole = saved.united(title)
    nearest = max(screens, key=lambda screen: _area(screen.intersected(whole)), default=None)
    if nearest is None or not nearest.intersects(whole):
        return None
    room = nearest.adjusted(0, bar, 0, 0)
    size = saved.size().boundedTo(room.size())
    corner = QPoint(
        min(max(saved.x(), room.left()), room.right() + 1 - size.width()),
        min(max(saved.y(), room.top()), room.bottom() + 1 - size.height()),
    )
    return QRect(corner, size)


def _area(rect: QRect) -> int:
    return rect.width() * rect.height() if rect.isValid() else 0


def raise_windows() -> None:
    """Raise every window of the program, a dialog last, and give that one the keyboard.

    The main window may be hidden, in the tray; a hidden dialog is one that was closed.
    """
    for window in sorted(_windows(), key=lambda window: isinstance(window, QDialog)):
        if window.isMinimized():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()


def _windows() -> list[QWidget]:
    return [
        window
        for window in QApplication.topLevelWidgets()
        if isinstance(window, QMainWindow) or (isinstance(window, QDialog) and window.isVisible())
    ]
