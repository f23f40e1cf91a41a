"""One day of the calendar: its name, its entries as rows, and a way to add to it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView

from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.ui import words
from smallacts_desktop.ui.models.day_entries import DayEntriesModel, EntryColumn
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.tokens import SPACE_M
from smallacts_desktop.ui.widgets.basics import Card, body, heading, secondary_button
from smallacts_desktop.ui.widgets.hairline_table import HairlineTable


class DayCard(Card):
    """Signals: ``entry_opened(UUID)``, ``add_wanted(date)``."""

    entry_opened = Signal(object)
    add_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, gap=SPACE_M)
        self._day: date | None = None
        self._title = heading()
        self.add_button = secondary_button(
            QCoreApplication.translate("DayCard", "Add an act to this day")
        )
        self._quiet = body(soft=True)
        self.model = DayEntriesModel()
        self.table = HairlineTable(theme)
        self.table.setModel(self.model)
        self.table.setAccessibleName(QCoreApplication.translate("DayCard", "Entries of the day"))
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(EntryColumn.ACT, QHeaderView.ResizeMode.Stretch)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignTop)
        self.rows.addLayout(top)
        self.rows.addWidget(self._quiet)
        self.rows.addWidget(self.table)
        self.add_button.clicked.connect(lambda: self.add_wanted.emit(self._day))
        self.table.row_activated.connect(self._open)
        self.table.clicked.connect(self._open)
        theme.changed.connect(self._fit)

    def show_day(self, day: date, entries: Sequence[Entry], today: date) -> None:
        """Show a day; one without entries looks quiet."""
        self._day = day
        self._title.setText(words.long_day(day, with_year=day.year != today.year))
        self.model.set_entries(entries)
        self.table.setVisible(bool(entries))
        self._quiet.setVisible(not entries)
        self._quiet.setText(QCoreApplication.translate("DayCard", "A quiet day."))
        self._fit()

    def _open(self, index: QModelIndex) -> None:
        self.entry_opened.emit(self.model.entry_at(index).id)

    def _fit(self) -> None:
        # A day has few entries: all of them show, and the page scrolls rather than the table.
        rows = self.model.rowCount() * self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(rows + self.table.horizontalHeader().sizeHint().height() + 2)
