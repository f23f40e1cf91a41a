"""A sentence about something that went wrong, told apart by a mark and not by colour."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QScrollArea, QStyle, QWidget

from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.basics import Label
from smallacts_desktop.ui.kit.message_bar import announce

# Of which field the style sheet draws the outline twice as thick.
_MARK = "refused"
_DESCRIPTION = "descriptionBefore"
_DOWNWARDS = QBoxLayout.Direction.TopToBottom


class ProblemLabel(Label):
    """Bold words in the ink of all text behind a mark of their own: red is for deleting alone.

    ``refuse`` is how every form says no: at the field, which is marked and has the keyboard.
    ``say`` tells what came of something, also of what went well, which has no mark.
    """

    def __init__(self, *, stays: bool = False) -> None:
        """``stays`` keeps it where it was put, which is near enough to every field it reports."""
        super().__init__("", "bodyBold")
        self._stays = stays
        self._marked = True
        self._field: QWidget | None = None
        self._leave_room()

    def refuse(self, sentence: str, field: QWidget) -> None:
        """Say why what the person asked for was not done, and lead them to ``field``.

        The sentence stands under the field; the field is marked, named by it to a screen reader,
        scrolled to and given the keyboard. ``clear_problem`` takes all of that back.
        """
        self.point_at(field, sentence)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        ensure_visible(self, field)
        announce(self, sentence)

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Say what came of something, to a screen reader too."""
        self.mark(wrong=wrong)
        self.setText(sentence)
        self.show()
        announce(self, sentence)

    def point_at(self, field: QWidget, sentence: str) -> None:
        """Say ``sentence`` under ``field`` and mark it; the keyboard stays where it is."""
        self.clear_problem()
        self._field = _control(field)
        self._field.setProperty(_DESCRIPTION, self._field.accessibleDescription())
        self._field.setAccessibleDescription(sentence)
        _mark(self._field, wrong=True)
        if not self._stays:
            self._stand_under(field)
        self.setText(sentence)
        self.show()

    def clear_problem(self) -> None:
        """Say nothing any more, and take the mark off the field."""
        said = self.text()
        self.setText("")
        self.hide()
        field, self._field = self._field, None
        if field is not None:
            if field.accessibleDescription() == said:
                field.setAccessibleDescription(field.property(_DESCRIPTION))
            _mark(field, wrong=False)

    def _stand_under(self, field: QWidget) -> None:
        above: QWidget | None = field
        while above is not None and not above.isWindow():
            parent = above.parentWidget()
            column = None if parent is None else _column_of(above, parent.layout())
            if column is not None:
                column.removeWidget(self)
                column.insertWidget(column.indexOf(above) + 1, self)
                return
            above = parent

    def mark(self, *, wrong: bool) -> None:
        """Look like a sentence about what went wrong, or like any other."""
        self._marked = wrong
        self.setProperty("role", "bodyBold" if wrong else "")
        self.style().polish(self)
        self._leave_room()

    def changeEvent(self, event: QEvent) -> None:
        """Leave as much room for the mark as the new font needs."""
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._leave_room()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._marked and self.text():
            side = self._mark_side()
            colour = self.palette().windowText().color().name()
            image = icons.pixmap("info", colour, side, self.devicePixelRatioF())
            place = QRect(0, 0, side, side)
            place = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
            QPainter(self).drawPixmap(place.topLeft(), image)

    def _reserve_overhang(self) -> None:
        """The room for the mark is room enough."""
        self._leave_room()

    def _mark_side(self) -> int:
        return self.fontMetrics().height()

    def _leave_room(self) -> None:
        room = self._mark_side() * 4 // 3 if self._marked else 0
        left, right = (0, room) if self.isRightToLeft() else (room, 0)
        self.setContentsMargins(left, 0, right, 0)
        self._update_height()


def ensure_visible(line: QWidget, field: QWidget) -> None:
    """Scroll to ``field`` and the ``line`` about it, now and once all has its place."""
    _scroll_to(line, field)
    QTimer.singleShot(0, line, lambda: _scroll_to(line, field))


def _scroll_to(line: QWidget, field: QWidget) -> None:
    around = field.parentWidget()
    while around is not None:
        ground = around.widget() if isinstance(around, QScrollArea) else None
        if isinstance(around, QScrollArea) and ground is not None:
            layout = ground.layout()
            if layout is not None:
                layout.activate()
            # Should both not fit, the field is the one to see: it has the keyboard.
            for part in (line, field):
                _show_whole(around, ground, part)
        if around.isWindow():
            return
        around = around.parentWidget()


def _show_whole(area: QScrollArea, ground: QWidget, part: QWidget) -> None:
    # Not ensureWidgetVisible(), which is content to show the caret of a field.
    if ground.isAncestorOf(part):
        place = QRect(part.mapTo(ground, QPoint(0, 0)), part.size())
        for y in (place.bottom(), place.top()):
            area.ensureVisible(place.left(), y, 0, part.fontMetrics().height() // 2)


def _control(field: QWidget) -> QWidget:
    proxy = field.focusProxy()
    return field if proxy is None else _control(proxy)


def _mark(field: QWidget, *, wrong: bool) -> None:
    field.setProperty(_MARK, wrong)
    field.style().unpolish(field)
    field.style().polish(field)


def _column_of(widget: QWidget, layout: QLayout | None) -> QBoxLayout | None:
    """The column within ``layout`` that ``widget`` stands in; None when it stands in a row."""
    if layout is None:
        return None
    if layout.indexOf(widget) >= 0:
        if isinstance(layout, QBoxLayout) and layout.direction() is _DOWNWARDS:
            return layout
        return None
    for at in range(layout.count()):
        item = layout.itemAt(at)
        found = None if item is None else _column_of(widget, item.layout())
        if found is not None:
            return found
    return None
