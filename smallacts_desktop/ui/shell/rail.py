"""The way from page to page: a rail at the side, or a row of icons above a narrow window."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QPushButton,
    QSizePolicy,
    QStyle,
    QWidget,
)

from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.actions import ActionSpec
from smallacts_desktop.ui.kit.theme import TextRole, Theme, repaint_on_change

COMPACT_BELOW = 860
RAIL_WIDTH = 212


class RailButton(QPushButton):
    """One destination; the chosen one stands on a raised block with a bar at its beginning."""

    def __init__(self, theme: Theme, icon: str, text: str, tip: str) -> None:
        super().__init__(text)
        self._theme, self._icon, self._tip, self._compact = theme, icon, tip, False
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        repaint_on_change(theme, self)

    def set_compact(self, compact: bool) -> None:
        """Show the icon alone, with a tooltip in the place of the text; or both."""
        self._compact = compact
        self.setToolTip(self._tip if compact else "")
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred if compact else policy.Expanding, policy.Fixed)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        height = self._theme.px(42) if not self._compact else self._theme.control_height
        if self._compact:
            return QSize(self._theme.px(48), height)
        words = QFontMetrics(self._theme.font(TextRole.BODY_BOLD)).horizontalAdvance(self.text())
        return QSize(self._theme.px(44 + 16) + words, max(height, self._theme.control_height))

    def minimumSizeHint(self) -> QSize:
        """In a row, no wider than a finger needs, so that large text still leaves room for all."""
        return QSize(40, self._theme.control_height) if self._compact else self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - small enough to paint whole
        tokens, chosen = self._theme.tokens, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or self.underMouse():
            self._paint_block(painter, chosen=chosen)
        colour = tokens.ink if chosen or self.underMouse() else tokens.ink_soft
        side = self._theme.px(20)
        image = icons.pixmap(self._icon, colour, side, self.devicePixelRatioF())
        x = (self.width() - side) // 2 if self._compact else self._theme.px(12)
        at = self._mirrored(QRect(x, (self.height() - side) // 2, side, side))
        painter.drawPixmap(at.topLeft(), image)
        if not self._compact:
            role = TextRole.BODY_BOLD if chosen else TextRole.BODY
            painter.setFont(self._theme.font(role))
            painter.setPen(QColor(colour))
            left = self._theme.px(44)
            room = self._mirrored(QRect(left, 0, self.width() - left, self.height()))
            side_of_text = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
            painter.setLayoutDirection(self.layoutDirection())
            painter.drawText(room, int(side_of_text), self.text())

    def _paint_block(self, painter: QPainter, *, chosen: bool) -> None:
        tokens, corner = self._theme.tokens, self._theme.px(11)
        block = QPainterPath()
        block.addRoundedRect(QRectF(self.rect()), corner, corner)
        painter.fillPath(block, QColor(tokens.surface if chosen else tokens.tint))
        if chosen:
            thick = self._theme.px(3)
            bar = QRect(0, 0, thick, self.height())
            if self._compact:
                bar = QRect(0, self.height() - thick, self.width(), thick)
            painter.save()
            painter.setClipRect(self._mirrored(bar))
            painter.fillPath(block, QColor(tokens.primary))
            painter.restore()

    def _mirrored(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)


class _Brand(QWidget):
    """The logo and the name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        repaint_on_change(theme, self)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self._font_role()).horizontalAdvance("Small Acts")
        return QSize(self._theme.px(50) + words, self._theme.px(30))

    def _font_role(self) -> QFont:
        font = self._theme.font(TextRole.HEADING)
        font.setPointSizeF(font.pointSizeF() * 1.07)
        font.setBold(True)
        return font

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - small enough to paint whole
        painter = QPainter(self)
        side, direction = self._theme.px(30), self.layoutDirection()
        logo = QRect(self._theme.px(10), 0, side, side)
        image = icons.logo(self._theme.tokens, side, self.devicePixelRatioF())
        painter.drawPixmap(QStyle.visualRect(direction, self.rect(), logo).topLeft(), image)
        painter.setFont(self._font_role())
        painter.setPen(QColor(self._theme.tokens.ink))
        left = self._theme.px(50)
        room = self.rect().adjusted(left, 0, 0, 0)
        painter.setLayoutDirection(direction)
        side_of_text = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        place = QStyle.visualRect(direction, self.rect(), room)
        painter.drawText(place, int(side_of_text), "Small Acts")


class Rail(QFrame):
    """The logo, the pages, and below them the settings and the like.

    One page is the current one. Tab stops at every item and Enter or Space chooses; the arrow keys
    go from item to item. The main window puts it at the side, or on top when it is compact.

    ``page_chosen``: the id of the item that the person chose, even of the page already shown.
    """

    page_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._compact = False
        self._buttons: dict[str, RailButton] = {}
        self._current = ""
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._brand = _Brand(theme)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.addWidget(self._brand)
        self._box.addSpacing(theme.px(18))
        self._box.addStretch(1)
        self._upper = 2
        self.setAccessibleName(QCoreApplication.translate("Rail", "Pages"))
        theme.changed.connect(self._measure)
        self._measure()

    @property
    def compact(self) -> bool:
        """True while it is a row of icons."""
        return self._compact

    @property
    def current(self) -> str:
        """The id of the current page, or empty."""
        return self._current

    def button(self, page: str) -> RailButton:
        """The item of ``page``."""
        return self._buttons[page]

    def add_page(self, page: str, icon: str, action: ActionSpec) -> None:
        """Add a page to the upper group, called as the action that goes to it."""
        self._add(page, icon, action, self._upper, selectable=True)
        self._upper += 1

    def add_lower(
        self, page: str, icon: str, action: ActionSpec, *, selectable: bool = True
    ) -> None:
        """Add an item to the lower group; one not ``selectable`` acts but is no page."""
        self._add(page, icon, action, self._box.count(), selectable=selectable)

    def set_offered(self, page: str, *, offered: bool) -> None:
        """Show an item, or leave it out."""
        self._buttons[page].setVisible(offered)
        self._measure()

    def set_current(self, page: str) -> None:
        """Show ``page`` as the current one, without telling."""
        self._current = page
        for name, button in self._buttons.items():
            button.blockSignals(True)
            button.setChecked(button.isCheckable() and name == page)
            button.blockSignals(False)
            button.update()

    def set_compact(self, compact: bool) -> None:
        """Become a row of icons, or a rail with words."""
        self._compact = compact
        self._measure()

    def wants_compact(self, window: QSize) -> bool:
        """True when a window of this size has too little room for the rail at its side."""
        count = len(self._offered())
        high = self._theme.px(84) + count * (self._theme.control_height + self._theme.px(6))
        return window.width() < self._theme.px(COMPACT_BELOW) or window.height() < high

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from item to item by the arrow keys."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step, items = steps.get(Qt.Key(event.key())), self._offered()
        at = next((i for i, item in enumerate(items) if item.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        if self._compact and self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            step = -step
        items[(at + step) % len(items)].setFocus(Qt.FocusReason.TabFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the hairline on the side of the page."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._measure()

    def _add(self, page: str, icon: str, action: ActionSpec, at: int, *, selectable: bool) -> None:
        button = RailButton(self._theme, icon, action.name(), action.tip)
        button.setCheckable(selectable)
        button.set_compact(self._compact)
        button.installEventFilter(self)
        # A page's own action, as of a screen reader, turns it and is no click.
        pressed = button.toggled if selectable else button.clicked
        pressed.connect(lambda: self._chosen(page))
        self._buttons[page] = button
        self._box.insertWidget(at, button)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the arrow keys before the buttons do, and let Enter press them."""
        if isinstance(event, QKeyEvent) and isinstance(watched, RailButton):
            if event.type() != QEvent.Type.KeyPress:
                return False
            arrows = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Left)
            if event.key() in arrows:
                self.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                watched.click()
                return True
        return False

    def _offered(self) -> list[RailButton]:
        return [button for button in self._buttons.values() if not button.isHidden()]

    def _chosen(self, page: str) -> None:
        self.set_current(page if self._buttons[page].isCheckable() else self._current)
        self.page_chosen.emit(page)

    def _measure(self) -> None:
        px = self._theme.px
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if self._compact else direction.TopToBottom)
        margin = px(14) if not self._compact else 8
        above = px(22) if not self._compact else 8
        self._box.setContentsMargins(margin, above, margin, margin if not self._compact else 8)
        self._box.setSpacing(px(4) if not self._compact else 2)
        self._brand.setVisible(not self._compact)
        for button in self._buttons.values():
            button.set_compact(self._compact)
        self.setProperty("role", "railRow" if self._compact else "rail")
        self.setProperty("mirrored", self.layoutDirection() is Qt.LayoutDirection.RightToLeft)
        policy = QSizePolicy.Policy
        self.setSizePolicy(
            policy.Preferred if self._compact else policy.Fixed,
            policy.Fixed if self._compact else policy.Preferred,
        )
        self.style().unpolish(self)
        self.style().polish(self)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The width of the design, or what the words need."""
        hint = super().sizeHint()
        return (
            hint
            if self._compact
            else QSize(max(self._theme.px(RAIL_WIDTH), hint.width()), hint.height())
        )
