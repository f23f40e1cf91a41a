"""Choosing what leaves: which days, how much, and what to add."""

from datetime import date, timedelta
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QDate, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smallacts_desktop.domain.days import FIRST_DAY
from smallacts_desktop.domain.disclosure import Column, Preset, ShareChoice
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.tokens import SPACE_L, SPACE_S
from smallacts_desktop.ui.widgets.basics import body, heading
from smallacts_desktop.ui.widgets.check_box import CheckBox
from smallacts_desktop.ui.widgets.choice_chips import ChoiceChips
from smallacts_desktop.ui.widgets.date_field import DateField


class Period(Enum):
    """Which days to share."""

    FOUR_WEEKS = auto()
    THREE_MONTHS = auto()
    ALL = auto()
    CHOOSE = auto()


class ShareChoiceForm(QWidget):
    """Signals: ``changed``, whenever the choice does."""

    changed = Signal()

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._today = today
        self.period = ChoiceChips[Period](
            theme,
            _periods(),
            name=QCoreApplication.translate("ShareChoice", "Which days"),
            required=True,
        )
        self.period.set_value(Period.FOUR_WEEKS)
        self.first = self._day_field(theme, QCoreApplication.translate("ShareChoice", "First day"))
        self.last = self._day_field(theme, QCoreApplication.translate("ShareChoice", "Last day"))
        self.preset = ChoiceChips[Preset](
            theme,
            _presets(),
            name=QCoreApplication.translate("ShareChoice", "Who it is for"),
            required=True,
        )
        self.preset.set_value(Preset.WORKER)
        self.extras = {
            Column.NOTE: CheckBox(theme, QCoreApplication.translate("ShareChoice", "My notes")),
            Column.PLACE: CheckBox(theme, QCoreApplication.translate("ShareChoice", "Where")),
            Column.PERSON: CheckBox(
                theme, QCoreApplication.translate("ShareChoice", "Who with, by nickname")
            ),
        }
        self._contains = body(soft=True)
        self._lay_out(theme)
        self._listen()
        self._follow()

    def choice(self) -> ShareChoice:
        """What the person chose."""
        first, last = self._bounds()
        preset = self.preset.value or Preset.WORKER
        include = frozenset(column for column, box in self.extras.items() if box.isChecked())
        return ShareChoice(preset, first, last, include if preset is Preset.WORKER else frozenset())

    def set_today(self, today: date) -> None:
        """Count the days back from a new day."""
        self._today = today
        self.changed.emit()

    def _bounds(self) -> tuple[date | None, date | None]:
        if self.period.value is Period.CHOOSE:
            first, last = _day(self.first), _day(self.last)
            return min(first, last), max(first, last)
        days = {Period.FOUR_WEEKS: 28, Period.THREE_MONTHS: 91}.get(self.period.value or Period.ALL)
        if days is None:
            return None, None
        return self._today - timedelta(days=days - 1), self._today

    def _day_field(self, theme: Theme, name: str) -> DateField:
        field = DateField(theme)
        field.setDisplayFormat("d MMM yyyy")
        field.setMinimumDate(QDate(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day))
        field.setDate(QDate(self._today.year, self._today.month, self._today.day))
        field.setAccessibleName(name)
        return field

    def _lay_out(self, theme: Theme) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.px(SPACE_L))
        days = QCoreApplication.translate("ShareChoice", "Which days")
        who = QCoreApplication.translate("ShareChoice", "Who it is for")
        what = QCoreApplication.translate("ShareChoice", "What to include")
        self._what = _group(theme, heading(what), self._contains, *self.extras.values())
        rows.addWidget(_group(theme, heading(days, self.period), self.period))
        rows.addWidget(self.first)
        rows.addWidget(self.last)
        rows.addWidget(_group(theme, heading(who, self.preset), self.preset))
        rows.addWidget(self._what)

    def _listen(self) -> None:
        self.period.value_changed.connect(self._tell)
        self.preset.value_changed.connect(self._tell)
        self.first.dateChanged.connect(self._tell)
        self.last.dateChanged.connect(self._tell)
        for box in self.extras.values():
            box.toggled.connect(self._tell)

    def _tell(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        choosing = self.period.value is Period.CHOOSE
        self.first.setVisible(choosing)
        self.last.setVisible(choosing)
        worker = self.preset.value is not Preset.FULL
        for box in self.extras.values():
            box.setVisible(worker)
        self._contains.setText(_contains(worker=worker))


def _contains(*, worker: bool) -> str:
    if worker:
        return QCoreApplication.translate(
            "ShareChoice",
            "Acts, sizes and dates, moods before and after, how people responded, and what was "
            "easier or harder. Add, if you like:",
        )
    return QCoreApplication.translate(
        "ShareChoice",
        "Everything, with your notes and private entries. This is the file to keep for yourself "
        "or to bring back into Small Acts.",
    )


def _periods() -> list[tuple[Period, str]]:
    return [
        (Period.FOUR_WEEKS, QCoreApplication.translate("ShareChoice", "Last 4 weeks")),
        (Period.THREE_MONTHS, QCoreApplication.translate("ShareChoice", "3 months")),
        (Period.ALL, QCoreApplication.translate("ShareChoice", "All")),
        (Period.CHOOSE, QCoreApplication.translate("ShareChoice", "Choose…")),
    ]


def _presets() -> list[tuple[Preset, str]]:
    return [
        (Preset.WORKER, QCoreApplication.translate("ShareChoice", "A support worker")),
        (Preset.FULL, QCoreApplication.translate("ShareChoice", "Myself")),
    ]


def _group(theme: Theme, *widgets: QWidget) -> QWidget:
    group = QWidget()
    rows = QVBoxLayout(group)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(theme.px(SPACE_S))
    for widget in widgets:
        rows.addWidget(widget)
    return group


def _day(field: DateField) -> date:
    chosen = field.date()
    return date(chosen.year(), chosen.month(), chosen.day())
