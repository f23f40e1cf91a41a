"""Choosing a stretch of days to look back on."""

from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smallacts_desktop.domain.periods import PERIOD_LABELS, Period, PeriodKind
from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.kit.date_span import DateSpan
from smallacts_desktop.ui.kit.segmented import SegmentedControl
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words


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
        # From where the bar begins: two dates that are one day would show an empty page.
        start = Period.ending(PeriodKind.THREE_MONTHS, today).first or today
        self.span = DateSpan(theme, start, today)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.px(SPACE_S))
        rows.addWidget(self.bar)
        rows.addWidget(self.span)
        self.span.hide()
        self.bar.value_changed.connect(self._chosen)
        self.span.changed.connect(self.changed)

    def set_today(self, today: date) -> None:
        """Count back from a new day."""
        self._today = today
        self.span.set_today(today)

    def period(self) -> Period:
        """The days the person chose."""
        kind = self.bar.value
        if kind is PeriodKind.TWO_DATES:
            return self.span.period
        return Period.ending(kind, self._today)

    def _chosen(self) -> None:
        self.span.setVisible(self.bar.value is PeriodKind.TWO_DATES)
        self.changed.emit()
