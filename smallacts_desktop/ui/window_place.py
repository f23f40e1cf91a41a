"""Where the window was, and putting it back where a person can see it."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from smallacts_desktop.settings import Settings

FIRST_SIZE = (1120, 760)


def with_place(settings: Settings, window: QMainWindow) -> Settings:
    """``settings`` with the place and size of ``window`` in them."""
    place = window.normalGeometry()
    return settings.with_window(
        place.x(), place.y(), place.width(), place.height(), maximised=window.isMaximized()
    )


def restore_place(settings: Settings, window: QMainWindow) -> None:
    """Put ``window`` where ``settings`` say it was."""
    if settings.window_width is None or settings.window_height is None:
        window.resize(*FIRST_SIZE)
        return
    place = QRect(
        settings.window_x or 0,
        settings.window_y or 0,
        settings.window_width,
        settings.window_height,
    )
    # A monitor may have gone since: a window nobody can see is no window.
    if any(screen.geometry().intersects(place) for screen in QGuiApplication.screens()):
        # Not move(), which counts the frame in: the window would drift at every start.
        window.setGeometry(place)
    else:
        window.resize(place.size())
    if settings.window_maximised:
        window.showMaximized()
