"""The two small cards beside the daily card: the last seven days, and the stepping stones."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.heatmap import DaySummary
from smallacts_desktop.tokens import SPACE_L, SPACE_M
from smallacts_desktop.ui.kit.basics import Card, body, heading
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.today.stepping_stones import SteppingStones
from smallacts_desktop.ui.today.week_strip import WeekStrip


class WeekCard(Card):
    """The last seven days. Signals: ``day_activated(date)``."""

    day_activated = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=SPACE_L, gap=SPACE_M)
        self.strip = WeekStrip(theme)
        self._line = body(soft=True)
        self.rows.addWidget(
            heading(QCoreApplication.translate("WeekCard", "The last seven days"), self.strip)
        )
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
        self.rows.addWidget(heading(QCoreApplication.translate("StonesCard", "Stepping stones")))
        self.rows.addWidget(self._stones)
        self.rows.addWidget(self._line)

    def show_progress(self, size: ActSize, days: int) -> None:
        """Show the current size and on how many recent days it was done."""
        self._stones.set_progress(size)
        self._line.setText(f"{_days_sentence(size, days)} {_next_sentence(size)}".strip())


def _week_sentence(acts: int, days: int) -> str:
    if acts == 0:
        return QCoreApplication.translate(
            "WeekCard", "A quiet week. The card is here when you are."
        )
    if acts == 1:
        return QCoreApplication.translate("WeekCard", "1 act on 1 day. It counts.")
    if days == 1:
        text = QCoreApplication.translate("WeekCard", "{acts} acts on 1 day. Every one counts.")
    else:
        text = QCoreApplication.translate(
            "WeekCard", "{acts} acts on {days} days. Every one of them counts."
        )
    return text.format(acts=acts, days=days)


def _days_sentence(size: ActSize, days: int) -> str:
    if days == 0:
        return ""
    one = {
        ActSize.SMALLEST: QCoreApplication.translate("StonesCard", "You have smiled on 1 day."),
        ActSize.SMALLER: QCoreApplication.translate("StonesCard", "You have said hello on 1 day."),
        ActSize.SMALL: QCoreApplication.translate("StonesCard", "You have chatted on 1 day."),
    }
    many = {
        ActSize.SMALLEST: QCoreApplication.translate(
            "StonesCard", "You have smiled on {days} days."
        ),
        ActSize.SMALLER: QCoreApplication.translate(
            "StonesCard", "You have said hello on {days} days."
        ),
        ActSize.SMALL: QCoreApplication.translate("StonesCard", "You have chatted on {days} days."),
    }
    return one[size] if days == 1 else many[size].format(days=days)


def _next_sentence(size: ActSize) -> str:
    return {
        ActSize.SMALLEST: QCoreApplication.translate(
            "StonesCard", "A “good morning” is there when you want it — no hurry."
        ),
        ActSize.SMALLER: QCoreApplication.translate(
            "StonesCard", "A short chat is there when you want it — no hurry."
        ),
        ActSize.SMALL: QCoreApplication.translate(
            "StonesCard", "Smiles and hellos are always there too."
        ),
    }[size]
