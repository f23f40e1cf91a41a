"""Sentences about what has just happened: at the foot of the window, or at the field concerned."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QStyle, QWidget

from smallacts_desktop.tokens import SPACE_L, SPACE_M, SPACE_XL
from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.basics import Label, body, secondary_button
from smallacts_desktop.ui.kit.theme import Theme


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say ``text`` when it is next free."""
    # Its many enums are made at the first import, which no start has to wait for.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415

    if QAccessible.isActive():
        announcement = QAccessibleAnnouncementEvent(widget, text)
        announcement.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(announcement)


class MessageBar(QFrame):
    """Shows one sentence with at most one button, until the next message or ``clear``.

    It takes no focus and counts nothing down. Screen readers say the sentence when they are next
    free.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._action: Callable[[], object] | None = None
        self.setProperty("role", "messageBar")
        self.sentence = body()
        self.button = secondary_button()
        self.button.clicked.connect(self._act)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.sentence, 1)
        self._row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self._measure)
        self._measure()
        self.hide()

    @property
    def text(self) -> str:
        """The sentence on show, or empty."""
        return "" if self.isHidden() else self.sentence.text()

    def show_message(
        self, text: str, button_text: str = "", action: Callable[[], object] | None = None
    ) -> None:
        """Show ``text`` in place of any earlier message.

        With ``button_text`` a button is shown too; pressing it clears the bar and calls ``action``.
        """
        self._action = action
        self.sentence.setText(text)
        self.button.setText(button_text)
        self.button.setVisible(bool(button_text))
        self.show()
        announce(self, text)

    def clear(self) -> None:
        """Take the message away."""
        self._action = None
        self.hide()

    def _act(self) -> None:
        action = self._action
        self.clear()
        if action is not None:
            action()

    def _measure(self) -> None:
        side, above = self._theme.px(SPACE_XL), self._theme.px(SPACE_M)
        self._row.setContentsMargins(side, above, side, above)
        self._row.setSpacing(self._theme.px(SPACE_L))


# Of which field the style sheet draws the outline twice as thick.
_MARK = "refused"
_DESCRIPTION = "descriptionBefore"
_DOWNWARDS = QBoxLayout.Direction.TopToBottom


class ProblemLabel(Label):
    """Bold words in the colour of all text behind a mark of their own: red is for deleting alone.

    ``refuse`` is how every form says no: at the field, which is marked and has the keyboard.
    ``show_message`` tells what came of something, also of what went well, which has no mark.
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

    def show_message(self, sentence: str, *, wrong: bool = False) -> None:
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
