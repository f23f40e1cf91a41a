"""Chips to choose one of, or none: a radio group in which the chosen one can be unchosen."""

from collections.abc import Iterable
from typing import Generic

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.kit.choice import WRAP, Choice, ChoiceButton, T
from smallacts_desktop.ui.kit.flow_layout import FlowLayout
from smallacts_desktop.ui.kit.theme import TextRole, Theme


class Chip(ChoiceButton):
    """One chip: a pill that turns tinted, outlined and bold when it is chosen."""

    beside = 14

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text, QSizePolicy.Policy.Preferred, 999)

    def sizeHint(self) -> QSize:
        """Room for the bold text, and for the outline."""
        text = self.bold().size(0, self.text())
        height = max(self.theme.control_height, text.height() + self.theme.px(12))
        return QSize(text.width() + 2 * self.margin + 2, height)

    def minimumSizeHint(self) -> QSize:
        """Room for the longest word, and for the outline."""
        return super().minimumSizeHint() + QSize(2, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - small enough to paint whole
        tokens, chosen = self.theme.tokens, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Without a tint, as in high contrast, the outline alone tells.
        bold_line = 1.5 if tokens.tint != tokens.surface else 3.0
        width = bold_line if chosen else 1.0
        painter.setPen(QPen(QColor(tokens.primary if chosen else tokens.edge), width))
        ground = tokens.sunken if self.underMouse() else tokens.surface
        painter.setBrush(QColor(tokens.tint if chosen else ground))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        corner = min(box.height() / 2, self.theme.control_height / 2)
        painter.drawRoundedRect(box, corner, corner)
        painter.setPen(QColor(tokens.ink if self.isEnabled() else tokens.edge))
        painter.setFont(self.theme.font(TextRole.BODY_BOLD if chosen else TextRole.BODY))
        inner = self.rect().adjusted(self.margin, 0, -self.margin, 0)
        painter.drawText(inner, WRAP, self.text())


class ChoiceChips(Choice[T, Chip], Generic[T]):
    """Chips for several values of which one or none is chosen.

    One stop for Tab; the arrow keys go from chip to chip, Space and Enter choose or unchoose.
    ``name`` is what a screen reader calls the group, usually the question above it. Once one of
    ``required`` chips is chosen, the person can change the choice but not take it back.

    ``value_changed``: the chosen value or None, whenever it changes.
    """

    def __init__(
        self,
        theme: Theme,
        choices: Iterable[tuple[T, str]] = (),
        *,
        name: str = "",
        required: bool = False,
    ) -> None:
        super().__init__(theme, FlowLayout(), gap=SPACE_S)
        self._required = required
        self.setAccessibleName(name)
        # Not exclusive to Qt, which would not let go of the last; ``_mark`` does that.
        self._group.setExclusive(False)
        self._group.idToggled.connect(self._toggled)
        self._marking = False
        self._value: T | None = None
        self.set_choices(choices)

    @property
    def value(self) -> T | None:
        """The chosen value, or None."""
        return self._value

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The chips in their order."""
        return tuple(self._buttons)

    def set_choices(self, choices: Iterable[tuple[T, str]]) -> None:
        """Offer other ``choices``, each a value with its text; a choice still among them stays."""
        pairs = list(choices)
        chips = [Chip(self._theme, text) for _, text in pairs]
        self.put((value for value, _ in pairs), chips)
        for chip in chips:
            chip.installEventFilter(self)
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the chips their keys, and make the focused one the stop for Tab."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return isinstance(watched, Chip) and self._key(watched, event)
        if isinstance(event, QFocusEvent) and event.gotFocus() and isinstance(watched, Chip):
            self.stop_at(self._buttons.index(watched))
        return False

    def _key(self, chip: Chip, event: QKeyEvent) -> bool:
        key, at = event.key(), self._buttons.index(chip)
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
        self._buttons[at % len(self._buttons)].setFocus(Qt.FocusReason.TabFocusReason)
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
        for index, chip in enumerate(self._buttons):
            chip.setChecked(index == chosen)
        self._marking = False
        if not any(chip.hasFocus() for chip in self._buttons):
            self.stop_at(chosen or 0)
