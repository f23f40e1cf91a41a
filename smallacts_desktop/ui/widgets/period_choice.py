"""Choosing a stretch of days to look back on."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smallacts_desktop.domain.days import FIRST_DAY
from smallacts_desktop.domain.periods import PERIOD_LABELS, Period, PeriodKind
from smallacts_desktop.ui import words
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.tokens import SPACE_S
from smallacts_desktop.ui.widgets.date_field import DateField
from smallacts_desktop.ui.widgets.flow_layout import FlowRow
from smallacts_desktop.ui.widgets.segmented import SegmentedControl


class PeriodChoice(QWidget):
    """A bar of periods, and two dates for those who want them.

    Signals: ``changed``.
    """

    changed = Signal()

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._today = today
        self.bar: SegmentedControl[PeriodKind] = SegmentedControl(
            theme, [(kind, words.word(PERIOD_LABELS[kind])) for kind in PeriodKind]
        )
        self.bar.setAccessibleName(QCoreApplication.translate("PeriodChoice", "Which days"))
        self.bar.set_value(PeriodKind.THREE_MONTHS)
        self.first = self._field(theme, QCoreApplication.translate("PeriodChoice", "First day"))
        self.last = self._field(theme, QCoreApplication.translate("PeriodChoice", "Last day"))
        self._dates = FlowRow(gap=theme.px(SPACE_S))
        self._dates.flow.addWidget(self.first)
        self._dates.flow.addWidget(self.last)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.px(SPACE_S))
        rows.addWidget(self.bar)
        rows.addWidget(self._dates)
        self._dates.hide()
        self.set_today(today)
        # From where the bar begins: two dates that are one day would show an empty page.
        start = Period.ending(PeriodKind.THREE_MONTHS, today).first or today
        self.first.setDate(QDate(start.year, start.month, start.day))
        self.bar.value_changed.connect(self._chosen)
        self.first.dateChanged.connect(self.changed)
        self.last.dateChanged.connect(self.changed)

    def set_today(self, today: date) -> None:
        """Count back from a new day."""
        self._today = today
        latest = QDate(today.year, today.month, today.day)
        for field in (self.first, self.last):
            field.setMaximumDate(latest)

    def period(self) -> Period:
        """The days the person chose."""
        kind = self.bar.value
        if kind is PeriodKind.TWO_DATES:
            return Period.between(_day(self.first), _day(self.last))
        return Period.ending(kind, self._today)

    def _field(self, theme: Theme, name: str) -> DateField:
        field = DateField(theme)
        field.setDisplayFormat("d MMM yyyy")
        field.setMinimumDate(QDate(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day))
        field.setDate(QDate(self._today.year, self._today.month, self._today.day))
        field.setAccessibleName(name)
        return field

    def _chosen(self) -> None:
        self._dates.setVisible(self.bar.value is PeriodKind.TWO_DATES)
        self.changed.emit()


def _day(field: DateField) -> date:
    chosen = field.date()
    return date(chosen.year(), chosen.month(), chosen.day())
