"""Choosing one of a few: what all choices share, and chips, of which the chosen can be unchosen."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QLayout, QRadioButton, QSizePolicy, QStyle

from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.kit.basics import Group
from smallacts_desktop.ui.kit.flow_layout import FlowLayout
from smallacts_desktop.ui.kit.theme import TextRole, Theme, repaint_on_change

T = TypeVar("T")
WRAP = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)


class ChoiceButton(QRadioButton):
    """One of the answers: a text that wraps, with room for it in bold, so that choosing moves none.

    ``beside`` is what stays free on each side of the text, in pixels at 100 % text.
    """

    beside = 8

    def __init__(self, theme: Theme, text: str, width: QSizePolicy.Policy, corner: int) -> None:
        super().__init__(text)
        self.theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("focusRadius", corner)
        policy = QSizePolicy(width, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        repaint_on_change(theme, self)

    def minimumSizeHint(self) -> QSize:
        longest = max((self.bold().horizontalAdvance(w) for w in self.text().split()), default=0)
        return QSize(longest + 2 * self.margin, self.theme.control_height)

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(1, width - 2 * self.margin), 0)
        text = self.bold().boundingRect(room, WRAP, self.text())
        return max(self.theme.control_height, text.height() + self.theme.px(12))

    def hitButton(self, position: QPoint) -> bool:
        """All of it answers to the mouse."""
        return self.rect().contains(position)

    @property
    def margin(self) -> int:
        """What stays free on each side of the text, in pixels."""
        return self.theme.px(self.beside)

    def bold(self) -> QFontMetrics:
        """How large the text is when it is bold."""
        return QFontMetrics(self.theme.font(TextRole.BODY_BOLD))


B = TypeVar("B", bound=ChoiceButton)


class Choice(Group, Generic[T, B]):
    """A group of buttons, each for a value, that stand in ``layout``.

    ``gap`` is the space between them and ``edge`` the one around them, in pixels at 100 % text.

    ``value_changed``: the chosen value, whenever it changes.
    """

    value_changed = Signal(object)

    def __init__(
        self, theme: Theme, layout: QLayout, role: str = "group", *, gap: int, edge: int = 0
    ) -> None:
        super().__init__(role)
        self._theme, self._layout, self._gap, self._edge = theme, layout, gap, edge
        self._values: list[T] = []
        self._buttons: list[B] = []
        self._group = QButtonGroup(self)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._measure)
        self._measure()

    def event(self, event: QEvent) -> bool:
        """Keep as high as the buttons are at this width."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Polish):
            self.set_least_height(self._layout.heightForWidth(self.width()))
        return done

    def place_buttons(self, values: Iterable[T], buttons: Sequence[B]) -> None:
        """Have these buttons, in place of any others."""
        for button in self._buttons:
            self._group.removeButton(button)
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._values, self._buttons = list(values), list(buttons)
        for index, button in enumerate(buttons):
            self._group.addButton(button, index)
            self._layout.addWidget(button)

    def stop_at(self, at: int) -> None:
        """Let Tab stop at one button; Qt would stop at the first, chosen or not."""
        for index, button in enumerate(self._buttons):
            stops = Qt.FocusPolicy.StrongFocus if index == at else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stops)
        if self._buttons:
            self.setFocusProxy(self._buttons[at])

    def _measure(self) -> None:
        edge = self._theme.px(self._edge)
        self._layout.setContentsMargins(edge, edge, edge, edge)
        self._layout.setSpacing(self._theme.px(self._gap))


class Chip(ChoiceButton):
    """One chip: a pill that turns tinted, outlined and bold when it is chosen."""

    beside = 14
    # Room for a picture before the text, in pixels at 100 % text.
    lead = 0

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text, QSizePolicy.Policy.Preferred, 999)

    def sizeHint(self) -> QSize:
        text = self.bold().size(0, self.text())
        height = max(self.theme.control_height, text.height() + self.theme.px(12))
        return QSize(text.width() + 2 * self.margin + 2 + self.theme.px(self.lead), height)

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint() + QSize(2 + self.theme.px(self.lead), 0)

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width - self.theme.px(self.lead))

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
        inner = self.rect().adjusted(self.margin + self.theme.px(self.lead), 0, -self.margin, 0)
        inner = QStyle.visualRect(self.layoutDirection(), self.rect(), inner)
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
        chips = [self.chip_for(value, text) for value, text in pairs]
        self.place_buttons((value for value, _ in pairs), chips)
        for chip in chips:
            chip.installEventFilter(self)
        value, self._value = self._value, None
        self.set_value(value if value in self._values else None)
        if value is not None and self._value is None:
            self.value_changed.emit(None)
        self._mark()

    def chip_for(self, value: T, text: str) -> Chip:  # noqa: ARG002 - for those that picture it
        """A chip for a value."""
        return Chip(self._theme, text)

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
