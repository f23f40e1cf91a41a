"""What every page shares: a scrolling ground, a title line, and a width that decides the layout."""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QEasingCurve, QRect, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.settings import Settings
from smallacts_desktop.tokens import SPACE_L, SPACE_PAGE, SPACE_XL, SPACE_XS
from smallacts_desktop.ui.kit import jobs
from smallacts_desktop.ui.kit.basics import Label, body, title
from smallacts_desktop.ui.kit.messages import announce, ensure_visible
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words


def fade_in(shown: QWidget, theme: Theme) -> None:
    """Let ``shown`` come out of the ground within 150 ms; at once where movement is unwanted."""
    for veil in shown.findChildren(_Veil, options=Qt.FindChildOption.FindDirectChildrenOnly):
        veil.deleteLater()
    if theme.fade_ms and shown.isVisible():
        _Veil(shown, theme)


class _Veil(QWidget):
    """Lies over a widget in the colour of the page, thinner and thinner, and lets all through."""

    def __init__(self, shown: QWidget, theme: Theme) -> None:
        super().__init__(shown)
        self._ground = QColor(theme.tokens.canvas)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setGeometry(shown.rect())
        self.show()
        self.raise_()
        thinning = QVariantAnimation(self)
        thinning.setStartValue(1.0)
        thinning.setEndValue(0.0)
        thinning.setDuration(theme.fade_ms)
        thinning.setEasingCurve(QEasingCurve.Type.OutCubic)
        thinning.valueChanged.connect(self._thin)
        thinning.finished.connect(self.deleteLater)
        thinning.start()

    def _thin(self, left: float) -> None:
        self._ground.setAlphaF(left)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one colour, painted whole
        QPainter(self).fillRect(self.rect(), self._ground)


_Result = TypeVar("_Result")
# Below this width, at 100 % text, two columns become one.
TWO_COLUMNS = 980
NARROW_WINDOW = 640
WIDEST = 1240


class Margins(NamedTuple):
    """What stays free around the parts of a page, in pixels; ``lead`` is where lines begin."""

    lead: int
    top: int
    end: int
    bottom: int


class PageRows(QVBoxLayout):
    """The parts of a page from top to bottom, as wide with the scroll bar as without.

    The bar takes its room from the margin. Were the parts to grow narrower under it, and so
    perhaps shorter, the bar would go, and come again, without end. Qt lays the page out for another
    width before the bar has come or gone, so that only the layout itself knows in time.
    """

    def __init__(self, ground: QWidget) -> None:
        super().__init__(ground)
        self._ground, self._whole, self._seen = ground, 0, 0
        self._margins = Margins(0, 0, 0, 0)

    @property
    def width(self) -> int:
        """How many pixels each part of the page has from side to side."""
        return self._whole - self._margins.lead - self._margins.end

    def set_margins(self, whole: int, seen: int, margins: Margins) -> None:
        """Leave these margins on a page of ``whole`` pixels, ``seen`` beside the scroll bar."""
        self._whole, self._seen, self._margins = whole, seen, margins
        self._leave(seen)

    def setGeometry(self, rect: QRect) -> None:
        """Lay the parts out, with the margin that is left beside the scroll bar."""
        # As wide as the whole page: the bar is gone, or about to go.
        self._leave(self._whole if rect.width() >= self._whole else self._seen)
        super().setGeometry(rect)

    def heightForWidth(self, width: int) -> int:
        """The height at ``width`` pixels, with the margin that would be left there.

        Qt asks before the bar has come or gone. Told with the margin of now, it may take the bar
        away where it is needed, and call itself until the stack is full.
        """
        return super().heightForWidth(self._as_if_laid_out(width))

    def minimumHeightForWidth(self, width: int) -> int:
        return super().minimumHeightForWidth(self._as_if_laid_out(width))

    def _as_if_laid_out(self, width: int) -> int:
        """At which width the margins of now leave the parts what ``width`` would leave them."""
        margins = self.contentsMargins()
        now = margins.left() + margins.right()
        seen = self._whole if width >= self._whole else self._seen
        return width + now - self._margins.lead - self._end(seen)

    def _end(self, seen: int) -> int:
        return max(0, self._margins.end - (self._whole - seen))

    def _leave(self, seen: int) -> None:
        lead, top, _, bottom = self._margins
        end = self._end(seen)
        # A layout mirrors what it holds, but not its margins.
        mirrored = self._ground.isRightToLeft()
        left, right = (end, lead) if mirrored else (lead, end)
        self.setContentsMargins(left, top, right, bottom)


class Attempt(Protocol):
    """Does quick work, or says on the page why it could not be done; whether it was."""

    def __call__(self, work: Callable[[], Any], done: Callable[[Any], object] = ...) -> bool:
        """Do ``work`` and give what it returns to ``done``."""


class Page(QScrollArea):
    """One page of the window: everything on it can be reached by scrolling.

    ``rows`` holds the page's parts from top to bottom; ``title`` and ``subtitle`` head it, and
    ``head_row`` takes what stands beside them, or under them on a page narrower than
    ``head_stacks_below`` (pixels at 100 % text).

    Signals: ``problem_told(str)``, why something could not be done; blank once something was.
    """

    head_stacks_below = 0

    problem_told = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        # What ``leave_room`` left, in pixels.
        self._room_beside = 0
        # What the scroll bar leaves, known from each change of size: at the first question for the
        # viewport PySide6 makes every class that it might be of, which takes a start's twentieth.
        self._seen = self.width()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        # The page is no control: Tab goes from one control on it to the next.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.ground = QWidget()
        self.ground.setProperty("role", "page")
        self.rows = PageRows(self.ground)
        self.title = title()
        self.subtitle = body(soft=True)
        self.header = QVBoxLayout()
        self.header.addWidget(self.title)
        self.header.addWidget(self.subtitle)
        self.header.addStretch(1)
        self.head_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.head_row.addLayout(self.header, 1)
        self.rows.addLayout(self.head_row)
        self.setWidget(self.ground)
        theme.changed.connect(self._measure)
        # Not the whole measure: the parts of a page are made after this.
        self._leave_margins()

    def show_title(self, text: str, under: str = "") -> None:
        """Head the page; nothing the person wrote belongs here."""
        self.title.setText(text)
        self.subtitle.setText(under)
        self.subtitle.setVisible(bool(under))
        self.setAccessibleName(text)

    def attempt(
        self, work: Callable[[], _Result], done: Callable[[_Result], object] = jobs.ignore
    ) -> bool:
        """Do work that is quick, or say why it could not be done; whether it was."""
        done_or_not = jobs.attempt(work, done=done, failed=self.show_problem)
        if done_or_not:
            self.problem_told.emit("")
        return done_or_not

    def attempt_to_read(self, work: Callable[[], object]) -> None:
        """Read and show something, or say why it could not be read."""
        jobs.attempt(work, failed=self.show_problem)

    def show_problem(self, error: SmallActsError) -> None:
        """Say why something could not be done."""
        self.problem_told.emit(words.problem(error))

    def show_problem_line(self, label: Label, sentence: str) -> None:
        """Show or hide one line that says what went wrong, and bring it into view."""
        label.setText(sentence)
        label.setVisible(bool(sentence))
        if sentence:
            ensure_visible(label, label)
            announce(label, sentence)

    def on_change(self, change: Change) -> None:
        """Something in the journal changed; a page whose own it is overrides this."""
        del change

    def on_new_day(self) -> None:
        """A new day began while the window was open."""

    def follow_settings(self, settings: Settings) -> None:
        """The person set something; a page that goes by it overrides this."""
        del settings

    def on_shown(self) -> None:
        """The person came to this page."""

    def focus_first(self) -> None:
        """Put the keyboard on the first control of the page."""
        # Not by nextInFocusChain(): asking it lets PySide6 6.11 forget who owns whom.
        for control in self.ground.findChildren(QWidget):
            takes_focus = control.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes_focus and control.isVisible() and control.isEnabled():
                control.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def save_words(self) -> None:
        """Write what is half-written now; a page with a form overrides this."""

    def arrange_for(self, width: int) -> None:
        """Lay the page out for ``width`` pixels; a page with columns overrides this."""
        del width

    def on_chosen_again(self) -> None:
        """The person chose this page while it was to be seen already."""

    def leave_room(self, side: int) -> None:
        """Leave ``side`` pixels free before what scrolls, for what stands beside it."""
        if side != self._room_beside:
            self._room_beside = side
            left, right = (0, side) if self.isRightToLeft() else (side, 0)
            self.setViewportMargins(left, 0, right, 0)
            self._leave_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Before Qt lays the ground out in its new width.
        self._seen = event.size().width()
        self._measure()
        super().resizeEvent(event)

    def _measure(self) -> None:
        self._leave_margins()
        self.arrange_for(self.width())

    def _leave_margins(self) -> None:
        side = SPACE_PAGE if self.width() > self.theme.px(NARROW_WINDOW) else SPACE_L
        whole = self.width() - self._room_beside
        spare = max(0, whole - self.theme.px(WIDEST)) // 2
        edge = self.theme.px(side)
        top = self.theme.px(SPACE_PAGE - SPACE_XS if side == SPACE_PAGE else SPACE_L)
        # A very wide window keeps its lines readable; the page stays at the leading side.
        margins = Margins(edge, top, edge + 2 * spare, edge)
        self.rows.set_margins(whole, self._seen, margins)
        self.rows.setSpacing(self.theme.px(SPACE_XL))
        # Qt takes new margins in at the next change of size, of which there may be none.
        self.rows.update()
        self.header.setSpacing(self.theme.px(SPACE_XS))
        stacked = self.width() < self.theme.px(self.head_stacks_below)
        direction = QBoxLayout.Direction
        self.head_row.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        self.head_row.setSpacing(self.theme.px(SPACE_L))


def fit_scroll(ground: QWidget) -> QScrollArea:
    """A scrolling frame without a border around ``ground``."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(ground)
    return area
