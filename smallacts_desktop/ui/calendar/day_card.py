"""One day of the calendar: its entries, ways to add to it, and the dialog that moves one."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from smallacts_desktop.domain.days import FIRST_DAY
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.tokens import SPACE_M, SPACE_S
from smallacts_desktop.ui.calendar.day_entries_table import DayEntriesModel, DayEntriesTable
from smallacts_desktop.ui.kit.basics import (
    Card,
    body,
    card_title,
    heading,
    primary_button,
    quiet_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.date_field import DateField
from smallacts_desktop.ui.kit.dialogs import ScrollingDialog
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import damage_words, entry_words, words
from smallacts_desktop.ui.text.day_sentences import q_date

translate = QCoreApplication.translate

_WIDTH = 420


class MoveEntryDialog(ScrollingDialog):
    """Asks for a day up to today.

    Signals: ``day_chosen(date)``, with a day other than the entry's own. The owner moves the
    entry and closes the dialog, or says why it could not with ``show_problem``.
    """

    day_chosen = Signal(object)

    def __init__(self, theme: Theme, entry: Entry, today: date, parent: QWidget) -> None:
        super().__init__(theme, translate("MoveEntryDialog", "Move to another day"), parent)
        self._day = entry.date
        self._problem = ProblemLabel()
        self._problem.hide()
        self.field = DateField(theme, self._problem)
        self.field.setDateRange(q_date(FIRST_DAY), q_date(max(today, entry.date)))
        self.field.setDate(q_date(entry.date))
        self.field.setDisplayFormat("ddd d MMM yyyy")
        self.field.setAccessibleName(translate("MoveEntryDialog", "The new day"))
        self.move_button = primary_button(translate("MoveEntryDialog", "Move"))
        self.move_button.setDefault(True)
        self.cancel_button = secondary_button(translate("MoveEntryDialog", "Cancel"))
        self._build_layout(entry)
        self.field.dateChanged.connect(self._problem.clear_problem)
        self.move_button.clicked.connect(self._choose)
        self.cancel_button.clicked.connect(self.reject)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def day(self) -> date:
        """The day in the field."""
        chosen = self.field.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def show_problem(self, sentence: str) -> None:
        """Say why the entry could not be moved."""
        self._problem.refuse(sentence, self.field)

    def _choose(self) -> None:
        if not self.field.settle():
            return
        if self.day == self._day:
            self.reject()
        else:
            self.day_chosen.emit(self.day)

    def _build_layout(self, entry: Entry) -> None:
        self.rows.addWidget(card_title(translate("MoveEntryDialog", "Move to another day")))
        now = translate("MoveEntryDialog", "{entry}, now on {day}")
        day = words.long_day(entry.date, with_year=True)
        self.add(body(now.format(entry=entry_words.title(entry), day=day), soft=True))
        question = translate("MoveEntryDialog", "Which day was it?")
        self.add(heading(question, self.field), self.field, self._problem)
        self.add_buttons(self.move_button, self.cancel_button)
        self.rows.addStretch(1)
        self.fit_to_words(_WIDTH)


class DayCard(Card):
    """A quiet day has no rows, and the same ways to add to it.

    Signals: ``entry_opened(UUID)``, ``move_wanted(UUID)``, ``add_wanted(date)``,
    ``note_wanted(date)``.
    """

    entry_opened = Signal(object)
    move_wanted = Signal(object)
    add_wanted = Signal(object)
    note_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, gap=SPACE_M)
        self.theme = theme
        self._day: date | None = None
        self._room = 0
        self._title = heading()
        self._quiet = body(soft=True)
        self.unreadable = body(soft=True)
        self.model = DayEntriesModel(self)
        self.table = DayEntriesTable(theme, self.model)
        self._make_buttons()
        self._build_layout()
        self._wire()

    def show_day(
        self, day: date, entries: Sequence[Entry], today: date, unreadable: int = 0
    ) -> None:
        """Show a day; one without entries looks quiet. A chosen entry stays chosen.

        ``unreadable`` entries of that day cannot be read; the Journal page offers a copy of each.
        """
        chosen = self.table.current_entry() if day == self._day else None
        self._day = day
        self._title.setText(words.long_day(day, with_year=day.year != today.year))
        self.model.set_rows(entries)
        for part in (self.table, self._tools):
            part.setVisible(bool(entries))
        self.unreadable.setText(damage_words.on_this_day(unreadable))
        self.unreadable.setVisible(unreadable > 0)
        self._quiet.setVisible(not entries and not unreadable)
        self._quiet.setText(translate("DayCard", "A quiet day."))
        self.table.choose(chosen)
        if self._room:
            self.fit(self._room)

    def offer_note(self, *, begun: bool) -> None:
        """Ask for a note about the day, or to go on with one that is half-written."""
        self.note_button.setText(
            translate("DayCard", "Go on with your note")
            if begun
            else translate("DayCard", "Add a note")
        )
        if self._room:
            self.fit(self._room)

    def enter(self) -> None:
        """Take the keyboard: into the entries, or to what can be added to a quiet day."""
        target: QWidget = self.table if self.model.rowCount() else self.add_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self, width: int) -> None:
        """Lay the card out for ``width`` pixels between its edges."""
        self._room = width
        beside = self._title.fontMetrics().horizontalAdvance(self._title.text())
        wide = beside + self._adding.sizeHint().width() + self.theme.px(SPACE_M) <= width
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._top.setDirection(direction)
        self._adding.setMinimumWidth(self._adding.flow.sizeHint().width() if wide else 0)
        self.table.fit(width)

    def _make_buttons(self) -> None:
        self.add_button = secondary_button(translate("DayCard", "Add an act"))
        self.note_button = secondary_button(translate("DayCard", "Add a note"))
        self.open_button = quiet_button(translate("DayCard", "Open"), small=True)
        self.move_button = quiet_button(translate("DayCard", "Move…"), small=True)
        self.move_button.setAccessibleDescription(
            translate("DayCard", "Moves the chosen entry to another day")
        )

    def _build_layout(self) -> None:
        gap = self.theme.px(SPACE_S)
        self._adding = FlowRow(self.add_button, self.note_button, gap=gap)
        self._tools = FlowRow(self.open_button, self.move_button, gap=gap)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(self.theme.px(SPACE_M))
        self._top.addWidget(self._title, 1)
        self._top.addWidget(self._adding)
        self.rows.addLayout(self._top)
        for part in (self._quiet, self.unreadable, self.table, self._tools):
            self.rows.addWidget(part)

    def _wire(self) -> None:
        self.add_button.clicked.connect(lambda: self.add_wanted.emit(self._day))
        self.note_button.clicked.connect(lambda: self.note_wanted.emit(self._day))
        self.open_button.clicked.connect(self.table.open_current)
        self.move_button.clicked.connect(self.table.move_action.trigger)
        self.table.entry_opened.connect(self.entry_opened)
        self.table.move_wanted.connect(self.move_wanted)
