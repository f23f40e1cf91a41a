"""A sentence about something that went wrong, told apart by a mark and not by colour."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from smallacts_desktop.ui import icons
from smallacts_desktop.ui.widgets.basics import Label


class ProblemLabel(Label):
    """Bold words in the ink of all text behind a mark of their own: red is for deleting alone.

    ``mark`` takes the look off again, for a label that tells of what went well too.
    """

    def __init__(self) -> None:
        super().__init__("", "bodyBold")
        self._marked = True
        self._leave_room()

    @property
    def is_marked(self) -> bool:
        """Whether the sentence looks like one about something that went wrong."""
        return self._marked

    def mark(self, *, wrong: bool) -> None:
        """Look like a sentence about what went wrong, or like any other."""
        self._marked = wrong
        self.setProperty("role", "bodyBold" if wrong else "")
        self.style().polish(self)
        self._leave_room()

    def changeEvent(self, event: QEvent) -> None:
        """Leave as much room for the mark as the new font needs."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._leave_room()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark beside the first line."""
        super().paintEvent(event)
        if self._marked and self.text():
            side = self._mark_side()
            colour = self.palette().windowText().color().name()
            image = icons.pixmap("info", colour, side, self.devicePixelRatioF())
            QPainter(self).drawPixmap(self.width() - side if self._is_mirrored() else 0, 0, image)

    def _is_mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _mark_side(self) -> int:
        return self.fontMetrics().height()

    def _leave_room(self) -> None:
        room = self._mark_side() * 4 // 3 if self._marked else 0
        left, right = (0, room) if self._is_mirrored() else (room, 0)
        self.setContentsMargins(left, 0, right, 0)
        self._keep_height()
