"""Which day something happened on, and about what time when the person cares to say."""

from datetime import date, time, timedelta
from enum import Enum

from PySide6.QtCore import QCoreApplication, QDate, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from smallacts_desktop.domain.days import FIRST_DAY, parse_clock
from smallacts_desktop.domain.errors import NotATimeError
from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.kit.basics import heading
from smallacts_desktop.ui.kit.choice import ChoiceChips
from smallacts_desktop.ui.kit.date_field import DateField
from smallacts_desktop.ui.kit.flow_layout import FlowRow, Rows
from smallacts_desktop.ui.kit.theme import Theme

translate = QCoreApplication.translate


class _Day(Enum):
    TODAY = 0
    YESTERDAY = 1
    ANOTHER = 2


class WhenQuestion(QWidget):
    """Today, yesterday or another day, and an optional clock time.

    Signals: ``changed``, whenever the person gives another answer.
    """

    changed = Signal()

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._today = today
        self._chips = ChoiceChips[_Day](
            theme,
            [
                (_Day.TODAY, translate("WhenQuestion", "Today")),
                (_Day.YESTERDAY, translate("WhenQuestion", "Yesterday")),
                (_Day.ANOTHER, translate("WhenQuestion", "Another day")),
            ],
            name=translate("WhenQuestion", "Which day was it?"),
            required=True,
        )
        self._date = self._date_field(theme)
        self._time = QLineEdit()
        self._time.setPlaceholderText(translate("WhenQuestion", "Time, if you like"))
        self._time.setAccessibleName(
            translate("WhenQuestion", "About what time was it? You can skip this.")
        )
        self._build_layout(theme)
        self.set_today(today)
        self.set_when(today, None)
        self._chips.value_changed.connect(self._day_chosen)
        self._date.dateChanged.connect(self._answered)
        self._time.textEdited.connect(self._answered)

    def set_today(self, today: date) -> None:
        """Move on to a new day; a day already chosen stays."""
        self._today = today
        self._date.setMaximumDate(QDate(today.year, today.month, today.day))

    def set_when(self, day: date, clock: time | None) -> None:
        """Show a day and a time."""
        self._date.setDate(QDate(day.year, day.month, day.day))
        age = self._today - day
        near = {timedelta(0): _Day.TODAY, timedelta(days=1): _Day.YESTERDAY}
        self._chips.set_value(near.get(age, _Day.ANOTHER))
        self._time.setText("" if clock is None else clock.strftime("%H:%M"))
        self._date.setVisible(self._chips.value is _Day.ANOTHER)

    @property
    def day(self) -> date:
        """The day the person chose."""
        if self._chips.value is _Day.TODAY:
            return self._today
        if self._chips.value is _Day.YESTERDAY:
            return self._today - timedelta(days=1)
        chosen = self._date.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def settle_day(self) -> bool:
        """Take in what was typed as the day; False when it is no date, which is told there."""
        return self._date.isHidden() or self._date.settle()

    @property
    def day_field(self) -> QWidget:
        """Where another day is chosen; its chips while it is out of sight."""
        return self._chips if self._date.isHidden() else self._date

    @property
    def time_field(self) -> QWidget:
        """Where the time is typed."""
        return self._time

    @property
    def clock(self) -> time | None:
        """The time the person gave, or None. Raises NotATimeError for something else."""
        return parse_clock(self._time.text())

    @property
    def clock_so_far(self) -> time | None:
        """The time as far as it can be read already, for a draft."""
        try:
            return self.clock
        except NotATimeError:
            return None

    def _date_field(self, theme: Theme) -> DateField:
        field = DateField(theme)
        field.setMinimumDate(QDate(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day))
        field.setAccessibleName(translate("WhenQuestion", "The day"))
        field.setDisplayFormat("ddd d MMM yyyy")
        return field

    def _build_layout(self, theme: Theme) -> None:
        self._time.setMaximumWidth(theme.px(190))
        question = heading(translate("WhenQuestion", "When was it?"), self._chips)
        Rows(
            theme,
            self,
            question,
            self._chips,
            FlowRow(self._date, self._time, gap=theme.px(SPACE_S)),
        )

    def _day_chosen(self) -> None:
        another = self._chips.value is _Day.ANOTHER
        self._date.setVisible(another)
        if another and self._date.date().toPython() == self._today:
            before = self._today - timedelta(days=2)
            self._date.setDate(QDate(before.year, before.month, before.day))
        self._answered()

    def _answered(self) -> None:
        self.changed.emit()
