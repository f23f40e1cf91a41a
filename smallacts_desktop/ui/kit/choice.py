"""What every choice among a few has in common: its buttons, its one stop for Tab, its height."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QLayout, QRadioButton, QSizePolicy

from smallacts_desktop.ui.kit.basics import Group
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
        """The height of the wrapped text at ``width`` pixels."""
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

    def put(self, values: Iterable[T], buttons: Sequence[B]) -> None:
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
