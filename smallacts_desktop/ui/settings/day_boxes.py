"""Seven boxes to tick, one for each day of the week."""

from collections.abc import Iterable

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout

from smallacts_desktop.tokens import SPACE_L
from smallacts_desktop.ui.kit.basics import Group
from smallacts_desktop.ui.kit.check_box import CheckBox
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.theme import Theme


class DayBoxes(Group):
    """``boxes`` are by day, 0 (Monday) to 6, and stand in the order of the person's week.

    ``chosen(tuple[int, ...])``: other days were ticked.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, days: Iterable[int], week_start: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.boxes: dict[int, CheckBox] = {}
        row = FlowRow(gap=theme.px(SPACE_L))
        ticked = frozenset(days)
        for day in ((week_start + n) % 7 for n in range(7)):
            box = CheckBox(theme, QLocale().dayName(day + 1))
            box.setChecked(day in ticked)
            box.toggled.connect(self._tell)
            row.flow.addWidget(box)
            self.boxes[day] = box
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(row)

    @property
    def days(self) -> tuple[int, ...]:
        """The days that are ticked, in order."""
        return tuple(sorted(day for day, box in self.boxes.items() if box.isChecked()))

    def _tell(self) -> None:
        self.chosen.emit(self.days)
