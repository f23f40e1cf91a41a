"""Chips to choose one of, or none: a radio group in which the chosen one can be unchosen."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy

from smallacts_desktop.ui.theme import TextRole, Theme, repaint_on_change
from smallacts_desktop.ui.tokens import SPACE_S
from smallacts_desktop.ui.widgets.basics import Group
from smallacts_desktop.ui.widgets.flow_layout import FlowLayout

T = TypeVar("T")
_WRAP = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)


class Chip(QRadioButton):
    """One chip: a pill that turns tinted, outlined and bold when it is chosen."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("focusRadius", 999)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        repaint_on_change(theme, self)

    def sizeHint(self) -> QSize:
        """Room for the bold text, so that choosing moves nothing."""
        text = self._bold().size(0, self.text())
        width = text.width() + 2 * self._padding() + 2
        return QSize(width, max(self._theme.control_height, text.height() + self._theme.px(12)))

    def minimumSizeHint(self) -> QSize:
        """Room for the longest word."""
        longest = max((self._bold().horizontalAdvance(w) for w in self.text().split()), default=0)
        return QSize(longest + 2 * self._padding() + 2, self._theme.control_height)

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped text at ``width`` pixels."""
        room = QRect(0, 0, max(1, width - 2 * self._padding()), 0)
        text = self._bold().boundingRect(room, _WRAP, self.text())
        return max(self._theme.control_height, text.height() + self._theme.px(12))

    def hitButton(self, position: QPoint) -> bool:
        """All of the pill answers to the mouse."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - small enough to paint whole
        """Paint the pill and its text."""
        tokens, chosen = self._theme.tokens, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Without a tint, as in high contrast, the outline alone tells.
        bold_line = 1.5 if tokens.tint != tokens.surface else 3.0
        width = bold_line if chosen else 1.0
        painter.setPen(QPen(QColor(tokens.primary if chosen else tokens.edge), width))
        ground = tokens.sunken if self.underMouse() else tokens.surface
        painter.setBrush(QColor(tokens.tint if chosen else ground))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        corner = min(box.height() / 2, self._theme.control_height / 2)
        painter.drawRoundedRect(box, corner, corner)
        painter.setPen(QColor(tokens.ink if self.isEnabled() else tokens.edge))
        painter.setFont(self._theme.font(TextRole.BODY_BOLD if chosen else TextRole.BODY))
        inner = self.rect().adjusted(self._padding(), 0, -self._padding(), 0)
        painter.drawText(inner, _WRAP, self.text())

    def _bold(self) -> QFontMetrics:
        return QFontMetrics(self._theme.font(TextRole.BODY_BOLD))

    def _padding(self) -> int:
        return self._theme.px(14)


class ChoiceChips(Group, Generic[T]):
    """Chips for several values of which one or none is chosen.

    One stop for Tab; the arrow keys go from chip to chip, Space and Enter choose or unchoose.
    ``name`` is what a screen reader calls the group, usually the question above it. Once one of
    ``required`` chips is chosen, the person can change the choice but not take it back.

    ``value_changed``: the chosen value or None, whenever it changes.
    """

    value_changed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        choices: Iterable[tuple[T, str]] = (),
        *,
        name: str = "",
        required: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._required = required
        self.setAccessibleName(name)
        self._values: list[T] = []
        self._chips: list[Chip] = []
        # Not exclusive to Qt, which would not let go of the last; ``_mark`` sees to it.
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._group.idToggled.connect(self._toggled)
        self._marking = False
        self._value: T | None = None
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._measure)
        self._measure()
        self.set_choices(choices)

    @property
    def value(self) -> T | None:
        """The chosen value, or None."""
        return self._value

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The chips in their order."""
        return tuple(self._chips)

    def set_choices(self, choices: Iterable[tuple[T, str]]) -> None:
        """Offer other ``choices``, each a value with its text; a choice still among them stays."""
        for chip in self._chips:
            self._group.removeButton(chip)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        pairs = list(choices)
        self._values = [value for value, _ in pairs]
        self._chips = [Chip(self._theme, text) for _, text in pairs]
        for index, chip in enumerate(self._chips):
            chip.installEventFilter(self)
            self._group.addButton(chip, index)
            self._flow.addWidget(chip)
        value, self._value = self._value, None
        self.set_value(value if value in self._values else None)
        if value is not None and self._value is None:
            self.value_changed.emit(None)
        self._mark()

    def set_value(self, value: T | None) -> None:
        """Choose ``value``; None, or one that is not offered, chooses none."""
        if value not in self._values:
            value = None
        if value != self._value:
            self._value = value
            self._mark()
            self.value_changed.emit(value)

    def event(self, event: QEvent) -> bool:
        """Keep as high as the rows are at this width."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Polish):
            self.keep_height(self._flow.heightForWidth(self.width()))
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the chips their keys, and make the focused one the stop for Tab."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return isinstance(watched, Chip) and self._key(watched, event)
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, Chip):
            self._stop_at(self._chips.index(watched))
        return False

    def _key(self, chip: Chip, event: QKeyEvent) -> bool:
        key, at = event.key(), self._chips.index(chip)
        forward, back = Qt.Key.Key_Right, Qt.Key.Key_Left
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            forward, back = back, forward
        if key in (forward, Qt.Key.Key_Down):
            at += 1
        elif key in (back, Qt.Key.Key_Up):
            at -= 1
        elif key == Qt.Key.Key_Home:
            at = 0
        elif key == Qt.Key.Key_End:
            at = -1
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            chip.click()
            return True
        else:
            return False
        self._chips[at % len(self._chips)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _toggled(self, at: int, on: bool) -> None:
        """Follow a chip, however it was turned: by mouse, key or a screen reader's action."""
        if self._marking:
            return
        if on:
            self.set_value(self._values[at])
        elif not self._required:
            self.set_value(None)
        self._mark()

    def _mark(self) -> None:
        chosen = self._values.index(self._value) if self._value in self._values else None
        self._marking = True
        for index, chip in enumerate(self._chips):
            chip.setChecked(index == chosen)
        self._marking = False
        if not any(chip.hasFocus() for chip in self._chips):
            self._stop_at(chosen or 0)

    def _stop_at(self, at: int) -> None:
        for index, chip in enumerate(self._chips):
            stop = index == at
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
            if stop:
                self.setFocusProxy(chip)

    def _measure(self) -> None:
        self._flow.setSpacing(self._theme.px(SPACE_S))
