"""The line under the calendar: a year or a month at a time, the key, and the way to a table."""

from enum import Enum

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from smallacts_desktop.tokens import SPACE_M, SPACE_S
from smallacts_desktop.ui.calendar.heat_legend import HeatLegend
from smallacts_desktop.ui.kit.basics import quiet_button
from smallacts_desktop.ui.kit.segmented import SegmentedControl
from smallacts_desktop.ui.kit.theme import Theme


class Span(Enum):
    """How many days the calendar shows at a time."""

    YEAR = "year"
    MONTH = "month"


class CalendarToolbar(QWidget):
    """Its parts stand beside each other, or one under the other where there is little room.

    Attributes: ``spans``, ``legend`` and ``as_table``, the button.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._room = 0
        self.spans = SegmentedControl[Span](
            theme,
            [
                (Span.YEAR, QCoreApplication.translate("CalendarPage", "Year")),
                (Span.MONTH, QCoreApplication.translate("CalendarPage", "Month")),
            ],
        )
        self.spans.setAccessibleName(
            QCoreApplication.translate("CalendarPage", "How much the calendar shows")
        )
        self.legend = HeatLegend(theme)
        self.as_table = quiet_button(small=True)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.spans)
        self._row.addWidget(self.legend, 1)
        self._row.addStretch(0)
        self._row.addWidget(self.as_table, 0, Qt.AlignmentFlag.AlignTrailing)
        self.say_table(False)

    def say_table(self, as_table: bool) -> None:
        """Show what the button leads to; a table needs no key."""
        self.as_table.setText(
            QCoreApplication.translate("CalendarPage", "See as a calendar")
            if as_table
            else QCoreApplication.translate("CalendarPage", "See as a table")
        )
        self.legend.setVisible(not as_table)
        if self._room:
            self.fit(self._room)

    def show_span(self, span: Span) -> None:
        """Mark ``span`` as the one on show, without telling anyone."""
        blocked = self.spans.blockSignals(True)
        self.spans.set_value(span)
        self.spans.blockSignals(blocked)

    def fit(self, width: int) -> None:
        """Lay the parts out for ``width`` pixels."""
        self._room = width
        gap = self._theme.px(SPACE_M)
        parts = [part for part in (self.spans, self.legend, self.as_table) if not part.isHidden()]
        needed = sum(part.sizeHint().width() for part in parts) + 2 * gap
        beside = needed <= width
        # In a line of its own the bar may fill it; beside the others it stays small.
        widest = self.spans.sizeHint().width() if beside else max(width, 1)
        self.spans.setMaximumWidth(widest)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._row.setSpacing(gap if beside else self._theme.px(SPACE_S))
