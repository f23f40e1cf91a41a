"""Labels, buttons, cards and other plain pieces, dressed by the style sheet through their role."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSize, Qt, SignalInstance
from PySide6.QtGui import (
    QIcon,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QFrame,
    QGroupBox,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from smallacts_desktop.tokens import SPACE_L, SPACE_XL
from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.flow_layout import Rows
from smallacts_desktop.ui.kit.theme import Theme, repaint_on_change

_WRAP = int(Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap)


class Label(QLabel):
    """Text that wraps and is never cut off, whatever its width and size.

    ``role`` is a name the style sheet knows (title, cardTitle, heading, bodyBold, caption, …) or
    empty for body text; ``soft`` is for secondary text. Always plain text: what a person wrote is
    never read as mark-up. Qt would like a wrapped text to be about square; ``in_line`` asks for
    the width of the whole text instead, for a label that stands beside others in a row.
    """

    def __init__(
        self, text: str = "", role: str = "", *, soft: bool = False, in_line: bool = False
    ) -> None:
        super().__init__(text)
        self._in_line = in_line
        # What was measured in the font of now: a layout asks for the same widths again and again.
        self._heights: dict[tuple[str, int], int] = {}
        self._overhangs: dict[tuple[str, int], int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        self.setProperty("soft", soft)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def ask_for_one_line(self) -> None:
        """Be ``in_line`` from now on."""
        self._in_line = True
        self.updateGeometry()

    def setText(self, text: str) -> None:
        if text == self.text():
            return
        super().setText(text)
        self._forget_measures()
        self._measure()

    def _overhang(self) -> int:
        """How far a letter that begins a line may reach before it, as a J does, in pixels."""
        text, metrics = self.text(), self.fontMetrics()
        asked = (text, self.width())
        if asked not in self._overhangs:
            first = {text[start] for start in self._line_starts() if start < len(text)}
            reach = max((-metrics.leftBearing(letter) for letter in first), default=0)
            self._overhangs[asked] = reach
        return self._overhangs[asked]

    def _line_starts(self) -> list[int]:
        """Which letters begin a line at the width of now."""
        layout = QTextLayout(self.text(), self.font())
        starts = []
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(max(1, self.width()))
            starts.append(line.textStart())
            line = layout.createLine()
        layout.endLayout()
        return starts

    def _reserve_overhang(self) -> None:
        """Leave room for the overhang, which would be cut off at the edge."""
        room = max(0, self._overhang())
        if self.contentsMargins().left() != room:
            self.setContentsMargins(room, 0, 0, 0)

    def sizeHint(self) -> QSize:
        if not self._in_line:
            return super().sizeHint()
        margins = self.contentsMargins()
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2
        width += margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        return self.height_of(self.text(), width)

    def height_of(self, text: str, width: int) -> int:
        """How high the label would be with ``text`` at ``width`` pixels.

        Qt's own answer is never below the minimum height, which would make a label that was once
        narrow stay tall.
        """
        margins = self.contentsMargins()
        asked = (text, max(1, width - margins.left() - margins.right()))
        words = self._heights.get(asked)
        if words is None:
            room = QRect(0, 0, asked[1], 0)
            words = self.fontMetrics().boundingRect(room, _WRAP, text).height()
            self._heights[asked] = words
        return words + margins.top() + margins.bottom()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._forget_measures()
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def _measure(self) -> None:
        # Without its style yet, it would be measured at every step of putting a page together.
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            self._reserve_overhang()
            self._update_height()

    def _forget_measures(self) -> None:
        self._heights.clear()
        self._overhangs.clear()

    def _update_height(self) -> None:
        # Not every layout asks for the height at a width, least of all inside a scroll area.
        if self.wordWrap() and self.width() > 0:
            needed, before = max(0, self.heightForWidth(self.width())), self.minimumHeight()
            if needed != before:
                self.setMinimumHeight(needed)
            if needed < before:
                # Qt's size hints are never below the least height that they were made under, and
                # it keeps them; this lets it make them again.
                self.setWordWrap(True)


def title(text: str = "") -> Label:
    """The title of a page."""
    return Label(text, "title")


def card_title(text: str = "") -> Label:
    """The title of a card."""
    return Label(text, "cardTitle")


def heading(text: str = "", buddy: QWidget | None = None) -> Label:
    """A heading or a question; ``buddy`` is the control that it names."""
    label = Label(text, "heading")
    if buddy is not None:
        label.setBuddy(buddy)
    return label


def body(text: str = "", *, soft: bool = False) -> Label:
    """Ordinary text; ``soft`` for what matters less."""
    return Label(text, soft=soft)


def caption(text: str = "") -> Label:
    """Small secondary text."""
    return Label(text, "caption")


def tag(text: str = "") -> QLabel:
    """A small word on a tinted pill."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "tag")
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return label


def hairline() -> QFrame:
    """A thin decorative line across."""
    line = QFrame()
    line.setProperty("role", "hairline")
    line.setFixedHeight(1)
    return line


# What a button does, or the signal that it emits, when it is pressed.
Pressed = Callable[..., object] | SignalInstance


class Button(QPushButton):
    """A button that Enter presses as well as Space; ``role`` is how the style sheet knows it."""

    def __init__(self, text: str, role: str, pressed: Pressed | None = None) -> None:
        super().__init__(text)
        if pressed is not None:
            self.clicked.connect(pressed)
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter, which Qt leaves to the default button of a dialog."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def primary_button(text: str = "", pressed: Pressed | None = None) -> QPushButton:
    """The one main thing to do on a screen."""
    return Button(text, "primary", pressed)


def secondary_button(text: str = "", pressed: Pressed | None = None) -> QPushButton:
    """Another thing to do, outlined."""
    return Button(text, "secondary", pressed)


def quiet_button(
    text: str = "", pressed: Pressed | None = None, *, small: bool = False
) -> QPushButton:
    """A thing to do that keeps to the background."""
    button = Button(text, "quiet", pressed)
    button.setProperty("small", small)
    return button


def danger_button(text: str = "", pressed: Pressed | None = None) -> QPushButton:
    """Deleting, and nothing else."""
    return Button(text, "danger", pressed)


class IconButton(Button):
    """A button with a picture alone; ``name`` is what it is called aloud and in its tooltip."""

    def __init__(
        self, theme: Theme, icon: str, name: str, *, colour: str = "ink_soft", icon_px: int = 20
    ) -> None:
        super().__init__("", "quiet")
        self._theme, self._icon, self._colour, self._icon_px = theme, icon, colour, icon_px
        self.setProperty("iconOnly", True)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_name(name)
        theme.changed.connect(self._draw)
        self._draw()

    def set_name(self, name: str) -> None:
        """Call the button ``name``."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_icon(self, icon: str, *, colour: str = "ink_soft") -> None:
        """Show another icon, in the token ``colour``."""
        self._icon, self._colour = icon, colour
        self._draw()

    def _draw(self) -> None:
        colour = getattr(self._theme.tokens, self._colour)
        size = self._theme.px(self._icon_px)
        image = icons.pixmap(self._icon, colour, size, self.devicePixelRatioF())
        self.setIcon(QIcon(image))
        self.setIconSize(QSize(size, size))


class Card(QFrame):
    """A white, rounded ground with an even margin; add to ``rows``, from top to bottom."""

    def __init__(self, theme: Theme, *, padding: int = SPACE_XL, gap: int = SPACE_L) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", "card")
        self.rows = Rows(theme, self, gap=gap, edge=padding)


class Drawing(QWidget):
    """One of the program's drawings, ``size`` pixels square at 100 % text; silent."""

    def __init__(self, theme: Theme, name: str, size: int = 104) -> None:
        super().__init__()
        self._theme, self._name, self._size = theme, name, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        repaint_on_change(theme, self)

    def set_name(self, name: str) -> None:
        """Show the drawing ``name`` instead."""
        self._name = name
        self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the whole drawing each time
        side = min(self.width(), self.height())
        ratio = self.devicePixelRatioF()
        place = (self.width() - side) // 2, (self.height() - side) // 2
        QPainter(self).drawPixmap(*place, self.picture(side, ratio))

    def picture(self, side: int, ratio: float) -> QPixmap:
        """The drawing in ``side`` logical pixels, for a screen of this device pixel ratio."""
        return icons.illustration(self._name, self._theme.tokens, side, ratio)


class Group(QGroupBox):
    """Controls that belong together, told to a screen reader as a group; it draws no frame.

    The owner sets the accessible name, usually the question above it.
    """

    def __init__(self, role: str = "group") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setFlat(True)

    def event(self, event: QEvent) -> bool:
        """Keep to the margins of its own layout.

        A style that comes later, as at a change of the theme, gives a QGroupBox margins for the
        frame and the title that this one does not have.
        """
        done = super().event(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.Polish, QEvent.Type.Show):
            self.setContentsMargins(0, 0, 0, 0)
        return done

    def set_least_height(self, height: int) -> None:
        """Be at least ``height`` pixels high, with what is inside laid out for that."""
        if height != self.minimumHeight():
            self.setMinimumHeight(height)
            layout = self.layout()
            if layout is not None:
                # Growing from within a change of size tells the layout nothing.
                layout.update()
