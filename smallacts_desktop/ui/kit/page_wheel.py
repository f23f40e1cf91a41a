"""The mouse wheel over a closed control: it scrolls the page, and never changes an answer."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class WheelToPage:
    """Comes before the Qt class of a control whose value the wheel would change.

    Anyone who scrolls past a date or a list must not answer by that, nor notice it too late. The
    list that a control opens still scrolls by the wheel: it is a widget of its own.
    """

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what stands around the control."""
        event.ignore()


class ListBox(WheelToPage, QComboBox):
    """A closed list to choose from."""
