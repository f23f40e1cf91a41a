"""Controls that grow with the text: boxes to tick, a field to search by, a line that opens."""

from collections.abc import Collection, Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QPoint,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStyle,
    QWidget,
)

from smallacts_desktop.domain.acts import Place
from smallacts_desktop.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.basics import Group, IconButton, quiet_button
from smallacts_desktop.ui.kit.flow_layout import FlowRow, Rows
from smallacts_desktop.ui.kit.theme import TextRole, Theme, repaint_on_change
from smallacts_desktop.ui.text.words import place_word

_Value = TypeVar("_Value")

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
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(1, width - self._lead()), 0)
        text = self._metrics().boundingRect(room, _WRAP, self.text())
        return max(self._line(), text.height() + self._theme.px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
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


_GLASS, _CROSS = 18, 16


class SearchField(QLineEdit):
    """Its glass and its button grow with the text; those that Qt would give it do not."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        clear = QCoreApplication.translate("SearchField", "Empty the field")
        self.clear_button = IconButton(theme, "close", clear, icon_px=_CROSS)
        self.clear_button.setParent(self)
        # The keyboard empties the field by Escape; one stop for Tab is enough.
        self.clear_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clear_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.clear_button.clicked.connect(self.clear)
        self.textChanged.connect(self._follow)
        theme.changed.connect(self._measure)
        self._measure()
        self._follow()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side, colour = self._theme.px(_GLASS), self._theme.tokens.ink_soft
        place = QRect(self._theme.px(SPACE_S), (self.height() - side) // 2, side, side)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
        image = icons.pixmap("search", colour, side, self.devicePixelRatioF())
        QPainter(self).drawPixmap(place.topLeft(), image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_button()

    def _follow(self) -> None:
        self.clear_button.setVisible(bool(self.text()))

    def _measure(self) -> None:
        glass, cross = self._theme.px(_GLASS), self._theme.px(_CROSS)
        begin, end = glass + self._theme.px(SPACE_XS), cross + self._theme.px(SPACE_S)
        left, right = (end, begin) if self.isRightToLeft() else (begin, end)
        self.setTextMargins(left, 0, right, 0)
        self._place_button()

    def _place_button(self) -> None:
        side = self.height() - 2
        place = QRect(self.width() - side - 1, 1, side, side)
        self.clear_button.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))


_CHEVRON = 16


class CollapsibleSection(QWidget):
    """A quiet button with a chevron; below it ``rows``, ``gap`` apart, that it shows or hides."""

    def __init__(self, theme: Theme, text: str, gap: int = SPACE_L) -> None:
        super().__init__()
        self._theme = theme
        self._button = quiet_button(text, small=True)
        self._button.setCheckable(True)
        self._button.setProperty("flush", True)
        self._inside = QWidget()
        self.rows = Rows(theme, self._inside, gap=gap)
        outer = Rows(theme, self)
        outer.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignLeading)
        outer.addWidget(self._inside)
        self._inside.hide()
        self._button.toggled.connect(self._show_inside)
        theme.changed.connect(self._draw)
        self._draw()

    @property
    def button(self) -> QPushButton:
        """The line itself."""
        return self._button

    def set_open(self, is_open: bool) -> None:
        """Show or hide what is inside."""
        self._button.setChecked(is_open)

    def _show_inside(self, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        self._draw()

    def _draw(self) -> None:
        name = "chevron-down" if self._button.isChecked() else "chevron-right"
        self._button.setIcon(icons.icon(name, self._theme.tokens.primary))
        side = self._theme.px(_CHEVRON)
        self._button.setIconSize(QSize(side, side))


class TickBoxes(Group, Generic[_Value]):
    """A box to tick for each of ``choices``, side by side; ``name`` is for a screen reader.

    ``ticked`` are the values of those that are. Signals: ``changed``, at every tick.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        choices: Iterable[tuple[_Value, str]],
        ticked: Collection[_Value] = (),
        *,
        name: str = "",
        gap: int = SPACE_M,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.boxes = {value: CheckBox(theme, text) for value, text in choices}
        for value, box in self.boxes.items():
            box.setChecked(value in ticked)
            box.toggled.connect(self.changed)
        Rows(theme, self, FlowRow(*self.boxes.values(), gap=theme.px(gap)))

    @property
    def ticked(self) -> frozenset[_Value]:
        """What is ticked."""
        return frozenset(value for value, box in self.boxes.items() if box.isChecked())

    def set_ticked(self, ticked: Collection[_Value]) -> CheckBox:
        """Tick these again, without a signal; returns the last box to change."""
        changed = next(iter(self.boxes.values()))
        for value, box in self.boxes.items():
            if box.isChecked() != (value in ticked):
                changed = box
                with QSignalBlocker(box):
                    box.setChecked(value in ticked)
        return changed


def place_boxes(
    theme: Theme, ticked: Collection[Place] = (), *, name: str = "", gap: int = SPACE_M
) -> TickBoxes[Place]:
    """The places that acts have; acts for anywhere fit everybody."""
    choices = [(place, place_word(place)) for place in Place if place is not Place.ANYWHERE]
    return TickBoxes[Place](theme, choices, ticked, name=name, gap=gap)
