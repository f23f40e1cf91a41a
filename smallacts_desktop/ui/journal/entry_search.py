"""What the list of entries is searched by: words, and filters under them."""

from collections.abc import Sequence
from datetime import date
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smallacts_desktop.domain.acts import SIZE_EXAMPLES, ActSize
from smallacts_desktop.domain.days import Period
from smallacts_desktop.domain.entries import Outcome
from smallacts_desktop.domain.search import EntryFilter
from smallacts_desktop.tokens import SPACE_L, SPACE_S
from smallacts_desktop.ui.kit.basics import heading, quiet_button
from smallacts_desktop.ui.kit.choice import ChoiceChips
from smallacts_desktop.ui.kit.controls import CheckBox, CollapsibleSection, SearchField
from smallacts_desktop.ui.kit.date_field import DateSpan
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.input_events import ListBox
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words

translate = QCoreApplication.translate


class _Days(Enum):
    ANY = auto()
    CHOSEN = auto()


class EntrySearch(QWidget):
    """A search field over filters.

    Signals: ``changed``, once the keys that were pressed are read, or at once at a filter;
    ``down_pressed``, the person wants to go on in the list.
    """

    changed = Signal()
    down_pressed = Signal()

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._theme = theme
        self._today = today
        # Each key is answered at once; those that came while the last was being answered, together.
        self._pause = QTimer(self, interval=0, singleShot=True)
        self._pause.timeout.connect(self.changed)
        self.field = SearchField(theme)
        name = translate("EntrySearch", "Search your journal")
        self.field.setPlaceholderText(name)
        self.field.setAccessibleName(name)
        self._make_filters()
        self._build_layout()
        self._connect_parts()

    def filter(self) -> EntryFilter:
        """What the person asks for."""
        days = self.span.period if self.days.value is _Days.CHOSEN else Period()
        return EntryFilter(
            text=self.field.text(),
            size=self.size_chips.value,
            place=self.place.currentData(),
            person=self.person.currentData(),
            outcome=self.outcome.value,
            has_note=self.with_note.isChecked(),
            first=days.first,
            last=days.last,
        )

    def clear(self) -> None:
        """Ask for everything again."""
        self.field.clear()
        self.size_chips.set_value(None)
        self.outcome.set_value(None)
        self.days.set_value(_Days.ANY)
        self.place.setCurrentIndex(0)
        self.person.setCurrentIndex(0)
        self.with_note.setChecked(False)
        self._announce_at_once()

    def show_person(self, nickname: str) -> None:
        """Ask for one person's entries."""
        self.section.set_open(True)
        self.person.setCurrentIndex(max(0, self.person.findData(nickname)))

    def set_today(self, today: date) -> None:
        """Let a new day be asked for; a last day that was left at the latest follows it."""
        self.span.set_today(today)

    def offer(self, places: Sequence[str], persons: Sequence[str]) -> None:
        """Offer these places (codes or own words) and nicknames; what is chosen stays."""
        anywhere = translate("EntrySearch", "Every place")
        anybody = translate("EntrySearch", "Everybody")
        _fill(self.place, anywhere, [(words.place_word(place), place) for place in places])
        _fill(self.person, anybody, [(person, person) for person in persons])
        self.place.setVisible(bool(places))
        self.person.setVisible(bool(persons))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes on to the list; Escape clears the field."""
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            if self._pause.isActive():
                # The list that the person goes on to is the one they asked for.
                self._announce_at_once()
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        else:
            super().keyPressEvent(event)

    def _make_filters(self) -> None:
        theme = self._theme
        self.section = CollapsibleSection(theme, translate("EntrySearch", "Filters"), SPACE_S)
        sizes = [(size, words.word(SIZE_EXAMPLES[size])) for size in ActSize]
        size = translate("EntrySearch", "Size")
        self.size_chips = ChoiceChips[ActSize](theme, sizes, name=size)
        outcomes = [(outcome, words.word(outcome.label)) for outcome in Outcome]
        became = translate("EntrySearch", "What became of it")
        self.outcome = ChoiceChips[Outcome](theme, outcomes, name=became)
        days = [
            (_Days.ANY, translate("EntrySearch", "Any day")),
            (_Days.CHOSEN, translate("EntrySearch", "Between two days")),
        ]
        name = translate("EntrySearch", "Days")
        self.days = ChoiceChips[_Days](theme, days, name=name, required=True)
        self.days.set_value(_Days.ANY)
        self.span = DateSpan(theme, date(self._today.year, 1, 1), self._today)
        self.place = ListBox()
        self.place.setAccessibleName(translate("EntrySearch", "Place"))
        self.person = ListBox()
        self.person.setAccessibleName(translate("EntrySearch", "Person"))
        self.with_note = CheckBox(theme, translate("EntrySearch", "With a note"))
        clear = translate("EntrySearch", "Clear the search")
        self.clear_button = quiet_button(clear, self.clear, small=True)
        self.clear_button.setProperty("flush", True)

    def _build_layout(self) -> None:
        gap = self._theme.px(SPACE_S)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(gap)
        rows.addWidget(self.field)
        rows.addWidget(self.section)
        for chips in (self.size_chips, self.outcome, self.days):
            self.section.rows.addWidget(heading(chips.accessibleName(), chips))
            self.section.rows.addWidget(chips)
        self.section.rows.addWidget(self.span)
        more = FlowRow(self.place, self.person, self.with_note, gap=self._theme.px(SPACE_L))
        self.section.rows.addWidget(more)
        self.section.rows.addWidget(self.clear_button, alignment=Qt.AlignmentFlag.AlignLeading)
        self._follow_days()

    def _connect_parts(self) -> None:
        self.field.textChanged.connect(self._pause.start)
        self.days.value_changed.connect(self._follow_days)
        for chips in (self.size_chips, self.outcome, self.days):
            chips.value_changed.connect(self._announce_at_once)
        self.span.changed.connect(self._announce_at_once)
        for box in (self.place, self.person):
            box.currentIndexChanged.connect(self._announce_at_once)
        self.with_note.toggled.connect(self._announce_at_once)

    def _follow_days(self) -> None:
        self.span.setVisible(self.days.value is _Days.CHOSEN)

    def _announce_at_once(self) -> None:
        self._pause.stop()
        self.changed.emit()


def _fill(box: ListBox, first: str, choices: Sequence[tuple[str, str]]) -> None:
    chosen = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        for text, value in ((first, None), *choices):
            box.addItem(text, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
