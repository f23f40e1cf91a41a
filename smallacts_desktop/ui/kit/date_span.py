"""Choosing the days between two dates."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smallacts_desktop.domain.days import FIRST_DAY, Period
from smallacts_desktop.tokens import SPACE_L, SPACE_S, SPACE_XS
from smallacts_desktop.ui.kit.basics import heading
from smallacts_desktop.ui.kit.date_field import DateField
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.messages import ProblemLabel, announce
from smallacts_desktop.ui.kit.theme import Theme


class DateSpan(QWidget):
    """Two dates, From and To, neither later than today.

    Dates the wrong way round are taken the other way round, and a sentence at the field says so.

    Signals: ``changed``, another date was chosen.
    """

    changed = Signal()

    def __init__(self, theme: Theme, first: date, today: date) -> None:
        super().__init__()
        self._theme = theme
        self.problem = ProblemLabel(stays=True)
        self.problem.hide()
        self.first = self._field(QCoreApplication.translate("DateSpan", "From"))
        self.last = self._field(QCoreApplication.translate("DateSpan", "To"))
        self._build_layout()
        self.set_today(today)
        self.first.setDate(_qt(first))
        self.last.setDate(_qt(today))
        for field in (self.first, self.last):
            field.dateChanged.connect(lambda _day, at=field: self._follow(at))

    @property
    def period(self) -> Period:
        """The days between the two, both included."""
        return Period.between(_day(self.first), _day(self.last))

    def set_today(self, today: date) -> None:
        """Let a new day be chosen; a last day that was left at the latest follows it."""
        follows = self.last.date() == self.last.maximumDate()
        for field in (self.first, self.last):
            field.setMaximumDate(_qt(today))
        if follows:
            self.last.setDate(_qt(today))

    def _follow(self, field: DateField) -> None:
        if self.first.date() > self.last.date():
            if not self.problem.text():
                sentence = QCoreApplication.translate(
                    "DateSpan",
                    "“From” is later than “To”, so the two are taken the other way round.",
                )
                self.problem.point_at(field, sentence)
                announce(self.problem, sentence)
        elif self.first.is_read and self.last.is_read:
            self.problem.clear_problem()
        self.changed.emit()

    def _field(self, name: str) -> DateField:
        field = DateField(self._theme, self.problem)
        field.setDisplayFormat("d MMM yyyy")
        field.setMinimumDate(_qt(FIRST_DAY))
        field.setAccessibleName(name)
        return field

    def _build_layout(self) -> None:
        dates = FlowRow(gap=self._theme.px(SPACE_L))
        for field in (self.first, self.last):
            dates.flow.addWidget(self._headed(field))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self._theme.px(SPACE_S))
        rows.addWidget(dates)
        rows.addWidget(self.problem)

    def _headed(self, field: DateField) -> QWidget:
        part = QWidget()
        rows = QVBoxLayout(part)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self._theme.px(SPACE_XS))
        rows.addWidget(heading(field.accessibleName(), field))
        rows.addWidget(field)
        return part


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _day(field: DateField) -> date:
    chosen = field.date()
    return date(chosen.year(), chosen.month(), chosen.day())
