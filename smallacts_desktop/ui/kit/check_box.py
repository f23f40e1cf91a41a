"""A box to tick, with words that wrap."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle

from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.theme import TextRole, Theme, repaint_on_change

_BOX, _GAP, _TARGET = 20, 10, 32
_WRAP = int(
    Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
)


class CheckBox(QCheckBox):
    """A check box whose text wraps rather than being cut off; all of it answers to the mouse."""

    def __init__(self, theme: Theme, text: str = "") -> None:
        super().__init__(text)
        self._theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("focusRadius", 8)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        repaint_on_change(theme, self)

    def sizeHint(self) -> QSize:
        return QSize(self._lead() + self._metrics().size(0, self.text()).width() + 2, self._line())

    def minimumSizeHint(self) -> QSize:
        words = self.text().split()
        longest = max((self._metrics().horizontalAdvance(word) for word in words), default=0)
        return QSize(self._lead() + longest + 2, self._line())

    def hasHeightForWidth(self) -> bool:
        """True: the text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped text at ``width`` pixels."""
        room = QRect(0, 0, max(1, width - self._lead()), 0)
        text = self._metrics().boundingRect(room, _WRAP, self.text())
        return max(self._line(), text.height() + self._theme.px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that the words need at the new width."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def hitButton(self, position: QPoint) -> bool:
        """The box and its words alike."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - small enough to paint whole
        tokens, side = self._theme.tokens, self._theme.px(_BOX)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self._mirrored(QRect(1, (self.height() - side) // 2, side, side))
        ticked, enabled = self.isChecked(), self.isEnabled()
        outline = tokens.primary if ticked and enabled else tokens.edge
        painter.setPen(QPen(QColor(outline), 1.3))
        painter.setBrush(QColor(outline if ticked else tokens.surface))
        corner = self._theme.px(5)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
        if ticked:
            tick = self._theme.px(14)
            image = icons.pixmap("check", tokens.on_primary, tick, self.devicePixelRatioF())
            inset = (side - tick) // 2
            painter.drawPixmap(box.topLeft() + QPoint(inset, inset), image)
        painter.setFont(self._theme.font(TextRole.BODY))
        painter.setPen(QColor(tokens.ink if enabled else tokens.edge))
        painter.setLayoutDirection(self.layoutDirection())
        lead = self._lead()
        words = self._mirrored(QRect(lead, 0, self.width() - lead, self.height()))
        painter.drawText(words, _WRAP, self.text())

    def _mirrored(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._theme.font(TextRole.BODY))

    def _lead(self) -> int:
        return self._theme.px(_BOX + _GAP)

    def _line(self) -> int:
        return max(self._theme.px(_TARGET), self._metrics().height() + self._theme.px(8))
