"""The two small cards beside the daily card: the last seven days, and the stepping stones."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.heatmap import DaySummary
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.tokens import SPACE_L, SPACE_M
from smallacts_desktop.ui.kit.basics import Card, body, heading
from smallacts_desktop.ui.kit.flow_layout import Rows
from smallacts_desktop.ui.kit.theme import Theme, repaint_on_change
from smallacts_desktop.ui.today.week_strip import WeekStrip

translate = QCoreApplication.translate
# Both cards, in pixels at 100 % text; and Qt's own bound on a widget's size, which its Python
# names do not include.
_SIDE_WIDTH = 248
_NO_BOUND = 16_777_215
# The drawing's own units: pixels at 100 % text.
_WIDTH, _HEIGHT = 212.0, 82.0
_STROKE = 2.4
_STONES = (
    (ActSize.SMALLEST, QPointF(30, 68), 17.0, 8.5),
    (ActSize.SMALLER, QPointF(104, 45), 22.0, 11.0),
    (ActSize.SMALL, QPointF(176, 19), 27.5, 13.0),
)


class SteppingStones(QWidget):
    """Three growing stones along a dotted path, filled up to the current size.

    The next stone is outlined, a later one faintly so. Decoration alone: the sentence beside it
    says what there is to say, so it takes no focus and has no accessible name.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._current = ActSize.SMALLEST
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        repaint_on_change(theme, self)

    def set_progress(self, current: ActSize) -> None:
        """Fill the stones up to ``current``."""
        self._current = current
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Let the drawing shrink to half its width before it is cut off."""
        return QSize(self._theme.px(_WIDTH) // 2, self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the whole drawing each time
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width() / _WIDTH, self.height() / _HEIGHT)
        top = (self.height() - _HEIGHT * scale) / 2
        if self.isRightToLeft():
            painter.translate(self.width(), top)
            painter.scale(-scale, scale)
        else:
            painter.translate(0, top)
            painter.scale(scale, scale)
        self._draw_path(painter)
        self._draw_stones(painter)

    def _draw_path(self, painter: QPainter) -> None:
        path = QPainterPath(QPointF(8, 70))
        path.cubicTo(QPointF(46, 71), QPointF(62, 56), QPointF(104, 45))
        path.cubicTo(QPointF(138, 36), QPointF(150, 24), QPointF(176, 19))
        pen = QPen(QColor(self._theme.tokens.line), 3.0)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.7, 2.2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _draw_stones(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        reached, following = True, False
        for size, centre, across, down in _STONES:
            firm = reached or following
            painter.setPen(QPen(QColor(tokens.primary if firm else tokens.line), _STROKE))
            painter.setBrush(QColor(tokens.primary if reached else tokens.surface))
            painter.drawEllipse(centre, across, down)
            following = size is self._current
            reached = reached and not following


class WeekCard(Card):
    """The last seven days. Signals: ``day_activated(date)``."""

    day_activated = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=SPACE_L, gap=SPACE_M)
        self.strip = WeekStrip(theme)
        self._line = body(soft=True)
        self.rows.addWidget(heading(translate("WeekCard", "The last seven days"), self.strip))
        self.rows.addWidget(self.strip)
        self.rows.addWidget(self._line)
        self.strip.day_activated.connect(self.day_activated)

    def show_week(self, week: Sequence[DaySummary], today: date) -> None:
        """Show the days and say what they hold."""
        self.strip.set_week(list(week), today)
        acts = sum(day.acts for day in week)
        days = sum(day.acts > 0 for day in week)
        self._line.setText(_week_sentence(acts, days))


class StonesCard(Card):
    """Where the person is on the stepping stones, in a picture and a sentence."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=SPACE_L, gap=SPACE_M)
        self._stones = SteppingStones(theme)
        self._line = body(soft=True)
        self.rows.addWidget(heading(translate("StonesCard", "Stepping stones")))
        self.rows.addWidget(self._stones)
        self.rows.addWidget(self._line)

    def show_progress(self, size: ActSize, days: int) -> None:
        """Show the current size and on how many recent days it was done."""
        self._stones.set_progress(size)
        self._line.setText(f"{_days_sentence(size, days)} {_next_sentence(size)}".strip())


class SideCards(QWidget):
    """Both cards, which stand beside the daily card or under it."""

    def __init__(self, theme: Theme, journal: Journal) -> None:
        super().__init__()
        self._theme, self._journal = theme, journal
        self.week, self.stones = WeekCard(theme), StonesCard(theme)
        Rows(theme, self, self.week, self.stones, gap=SPACE_L).addStretch(1)

    def refresh(self) -> None:
        """Show the week and the stones again; raises a SmallActsError where they cannot be read."""
        daily = self._journal.card
        self.week.show_week(self._journal.last_seven_days(), self._journal.today())
        self.stones.show_progress(daily.size, daily.days_done())

    def stand_beside(self, beside: bool) -> None:
        """Be a narrow column, or as wide as there is room."""
        width = self._theme.px(_SIDE_WIDTH)
        self.setMinimumWidth(width if beside else 0)
        self.setMaximumWidth(width if beside else _NO_BOUND)


def _week_sentence(acts: int, days: int) -> str:
    if acts == 0:
        return translate("WeekCard", "A quiet week. The card is here when you are.")
    if acts == 1:
        return translate("WeekCard", "1 act on 1 day. It counts.")
    if days == 1:
        text = translate("WeekCard", "{acts} acts on 1 day. Every one counts.")
    else:
        text = translate("WeekCard", "{acts} acts on {days} days. Every one of them counts.")
    return text.format(acts=acts, days=days)


def _days_sentence(size: ActSize, days: int) -> str:
    if days == 0:
        return ""
    one, many = {
        ActSize.SMALLEST: (
            translate("StonesCard", "Smallest acts on 1 day."),
            translate("StonesCard", "Smallest acts on {days} days."),
        ),
        ActSize.SMALLER: (
            translate("StonesCard", "Smaller acts on 1 day."),
            translate("StonesCard", "Smaller acts on {days} days."),
        ),
        ActSize.SMALL: (
            translate("StonesCard", "Small acts on 1 day."),
            translate("StonesCard", "Small acts on {days} days."),
        ),
    }[size]
    return one if days == 1 else many.format(days=days)


def _next_sentence(size: ActSize) -> str:
    return {
        ActSize.SMALLEST: translate(
            "StonesCard", "A “good morning” is there when you want it — no hurry."
        ),
        ActSize.SMALLER: translate(
            "StonesCard", "A short chat is there when you want it — no hurry."
        ),
        ActSize.SMALL: translate("StonesCard", "Smiles and hellos are always there too."),
    }[size]
