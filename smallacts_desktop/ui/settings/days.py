"""When the person's days and weeks start."""

from collections.abc import Iterable
from datetime import time

from PySide6.QtCore import QCoreApplication, QLocale

from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.settings import SettingsStore
from smallacts_desktop.ui.kit.basics import body
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.settings.card import SettingsCard
from smallacts_desktop.ui.text import words

DAY_STARTS = tuple(time(hour) for hour in (0, 2, 3, 4, 5, 6))
# What stands for "as the region does", where None means that nothing is chosen.
FOLLOW_REGION = -1


def day_start_choices(own: Iterable[time] = ()) -> list[tuple[time, str]]:
    """The usual starts of a day and the person's ``own``, each with its text."""
    return [(start, words.clock(start)) for start in sorted({*DAY_STARTS, *own})]


class DaysCard(SettingsCard):
    """Each choice is put in force at once."""

    def __init__(self, theme: Theme, journal: Journal, settings: SettingsStore) -> None:
        translate = QCoreApplication.translate
        super().__init__(theme, translate("SettingsPage", "Days and weeks"))
        self._settings = settings
        day_start = journal.preferences.day_start
        self.day_start = self.kept_chips(
            translate("SettingsPage", "My day starts at"),
            day_start_choices([day_start]),
            kept=lambda: journal.preferences.day_start,
            keep=journal.set_day_start,
        )
        week = [(FOLLOW_REGION, translate("SettingsPage", "As in my country"))]
        week += [(day, QLocale().dayName(day + 1)) for day in (0, 5, 6)]
        start = settings.current.week_start
        self.week_start = self.chips(
            translate("SettingsPage", "The week starts on"),
            week,
            FOLLOW_REGION if start is None else start,
            self._choose_week_start,
        )
        note = body(
            translate(
                "SettingsPage",
                "What you do at half past one at night belongs to the evening before, if your day "
                "starts later. Days already in your journal stay where they are.",
            ),
            soft=True,
        )
        self.add(self.day_start, note, self.week_start)

    def _choose_week_start(self, day: int) -> None:
        start = None if day == FOLLOW_REGION else day
        self._settings.change(week_start=start)
