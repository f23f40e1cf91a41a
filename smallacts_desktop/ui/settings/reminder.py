"""The reminder: whether, on which days and when; and what it needs, a program that is running."""

from datetime import time

from PySide6.QtCore import QCoreApplication, QLocale, QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from smallacts_desktop.domain.days import parse_clock
from smallacts_desktop.domain.errors import NotATimeError
from smallacts_desktop.journal.preferences import plan_of
from smallacts_desktop.settings import Settings, SettingsStore
from smallacts_desktop.tokens import SPACE_L, SPACE_M
from smallacts_desktop.ui.kit.basics import body, caption, heading
from smallacts_desktop.ui.kit.controls import TickBoxes
from smallacts_desktop.ui.kit.flow_layout import FlowRow, column
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.settings.cards import SettingsCard
from smallacts_desktop.ui.text import words

translate = QCoreApplication.translate

_WIDTH = 120


class TimeField(QLineEdit):
    """Takes "18:30", "1830" or "6 pm" when the person leaves it or presses Enter.

    ``value`` is the time in force. Signals: ``chosen(time)``, another was typed;
    ``not_understood``, what was typed is no time.
    """

    chosen = Signal(object)
    not_understood = Signal()

    def __init__(self, theme: Theme, name: str, value: time) -> None:
        super().__init__()
        self._theme, self.value = theme, value
        self.setAccessibleName(name)
        self.editingFinished.connect(self._read)
        theme.changed.connect(self._measure)
        self._measure()
        self.set_value(value)

    def set_value(self, value: time) -> None:
        """Show ``value``."""
        self.value = value
        self.setText(words.clock(value))

    def _read(self) -> None:
        try:
            read = parse_clock(self.text())
        except NotATimeError:
            read = None
        if read is None:
            self.set_value(self.value)
            self.not_understood.emit()
            return
        changed = read != self.value
        self.set_value(read)
        if changed:
            self.chosen.emit(read)

    def _measure(self) -> None:
        self.setMaximumWidth(self._theme.px(_WIDTH))


class ReminderCard(SettingsCard):
    """``details`` shows while a reminder is wanted; ``note`` says when none could come.

    ``start_wanted(bool)``, start with the computer, or no more.
    """

    start_wanted = Signal(bool)

    def __init__(self, theme: Theme, settings: SettingsStore) -> None:
        super().__init__(theme, translate("ReminderCard", "Reminder"))
        self._settings, now = settings, settings.current
        self.problem = ProblemLabel(stays=True)
        self.reminder_on = self.box(
            translate("ReminderCard", "Remind me of a small moment"),
            now.reminder_on,
            lambda on: settings.change(reminder_on=on),
        )
        self.details = self._make_details(now)
        self.note = body()
        self.keep_in_tray = self.box(
            translate("ReminderCard", "When I close the window, keep Small Acts in the tray"),
            now.keep_in_tray,
            lambda on: settings.change(keep_in_tray=on),
        )
        no_tray = translate(
            "ReminderCard",
            "This desktop shows no tray just now. While a reminder is wanted, closing the "
            "window minimises it instead.",
        )
        self.no_tray = caption(no_tray)
        self.start = self.box(
            translate("ReminderCard", "Start quietly with the computer"),
            False,
            self.start_wanted.emit,
        )
        self.add(self.reminder_on, caption(_about()), self.details, self.note)
        self.add(self.keep_in_tray, self.no_tray, self.start, caption(_about_start()))
        self.show_surroundings(has_tray=True, starts=False)
        self.follow(now)

    def follow(self, settings: Settings) -> None:
        """Show what follows from these settings."""
        self.problem.clear_problem()
        self.details.setVisible(settings.reminder_on)
        self.note.setText(_note(settings))
        self.note.setVisible(bool(self.note.text()))

    def show_surroundings(self, *, has_tray: bool, starts: bool) -> None:
        """Say what this computer offers, and whether it starts the program."""
        self.keep_in_tray.setEnabled(has_tray or self.keep_in_tray.isChecked())
        self.no_tray.setVisible(not has_tray)
        with QSignalBlocker(self.start):
            self.start.setChecked(starts)
        self.start.update()

    def _make_details(self, settings: Settings) -> QWidget:
        days = translate("ReminderCard", "On these days")
        start = settings.week_start
        if start is None:
            start = QLocale().firstDayOfWeek().value - 1
        week = [(day % 7, QLocale().dayName(day % 7 + 1)) for day in range(start, start + 7)]
        self.days = TickBoxes[int](self.theme, week, settings.reminder_days, name=days, gap=SPACE_L)
        self.days.changed.connect(
            lambda: self._settings.change(reminder_days=tuple(sorted(self.days.ticked)))
        )
        at, from_, to = settings.reminder_time, settings.quiet_from, settings.quiet_to
        self.at = self._field(translate("ReminderCard", "At about"), at, "reminder_time")
        self.quiet_from = self._field(translate("ReminderCard", "Quiet from"), from_, "quiet_from")
        self.quiet_to = self._field(translate("ReminderCard", "Quiet until"), to, "quiet_to")
        part = QWidget()
        rows = QVBoxLayout(part)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self.theme.px(SPACE_M))
        rows.addWidget(heading(days, self.days))
        rows.addWidget(self.days)
        times = FlowRow(gap=self.theme.px(SPACE_M))
        for field in (self.at, self.quiet_from, self.quiet_to):
            times.flow.addWidget(column(self.theme, heading(field.accessibleName(), field), field))
        rows.addWidget(times)
        rows.addWidget(self.problem)
        self.problem.hide()
        return part

    def _field(self, name: str, value: str, setting: str) -> TimeField:
        field = TimeField(self.theme, name, time.fromisoformat(value))
        field.chosen.connect(
            lambda at, which=setting: self._settings.change(**{which: at.strftime("%H:%M")})
        )
        field.not_understood.connect(lambda: self._show_not_understood(field))
        field.textEdited.connect(self.problem.clear_problem)
        return field

    def _show_not_understood(self, field: TimeField) -> None:
        sentence = translate(
            "ReminderCard",
            "That is not a time of day, so the time stays as it was. Try 18:30 or 6 pm.",
        )
        # Once Qt has done with the key or the click that left the field.
        QTimer.singleShot(0, self, lambda: self.problem.refuse(sentence, field))


def _about() -> str:
    return translate(
        "ReminderCard",
        "It says “A small moment, if you like” and nothing of your journal. It stays away "
        "on a day with an act, while one waits on your card, and when you answer “Not "
        "today”. A time that passed while the computer was off or asleep is left out.",
    )


def _about_start() -> str:
    return translate(
        "ReminderCard",
        "A reminder can come while Small Acts is running. Started quietly, it opens no window.",
    )


def _note(settings: Settings) -> str:
    """Why no reminder could come, blank where one can."""
    if not settings.reminder_on or plan_of(settings).can_come:
        return ""
    if not settings.reminder_days:
        return translate("ReminderCard", "No day is ticked, so no reminder comes.")
    return translate("ReminderCard", "That time lies in your quiet hours, so no reminder comes.")
