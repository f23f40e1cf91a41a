"""Settings: how the window looks, when days and weeks start, and where everything is kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QWidget

from smallacts_desktop import __version__
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.settings import LOCK_AFTER_CHOICES, Settings
from smallacts_desktop.ui import words
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.tokens import SPACE_M
from smallacts_desktop.ui.widgets.basics import (
    Card,
    Label,
    body,
    caption,
    card_title,
    danger_button,
    heading,
    quiet_button,
)
from smallacts_desktop.ui.widgets.check_box import CheckBox
from smallacts_desktop.ui.widgets.choice_chips import ChoiceChips
from smallacts_desktop.ui.widgets.page import Page

_Value = TypeVar("_Value")
TEXT_SCALES = (0.8, 1.0, 1.25, 1.5, 2.0)
DAY_STARTS = tuple(time(hour) for hour in (0, 2, 3, 4, 5, 6))
# What stands for "as the region does", where None means that nothing is chosen.
FOLLOW_REGION = -1


class SettingsPage(Page):
    """Signals: ``changed(Settings)``, at every choice; ``erase_wanted``, to delete everything."""

    changed = Signal(object)
    erase_wanted = Signal()

    def __init__(self, journal: Journal, theme: Theme, settings: Settings, folder: Path) -> None:
        super().__init__(theme)
        self._journal = journal
        self._settings = settings
        self._folder = folder
        self.say_title(QCoreApplication.translate("SettingsPage", "Settings"))
        self._add_looks()
        self._add_days()
        self._add_privacy()
        self._add_about()
        self._add_erase()
        self.rows.addStretch(1)

    def _add_looks(self) -> None:
        self.look = self._chips(
            QCoreApplication.translate("SettingsPage", "Colours"),
            [
                ("system", QCoreApplication.translate("SettingsPage", "As the computer")),
                ("light", QCoreApplication.translate("SettingsPage", "Light")),
                ("dark", QCoreApplication.translate("SettingsPage", "Dark")),
                ("high_contrast", QCoreApplication.translate("SettingsPage", "High contrast")),
            ],
            self._settings.theme,
            lambda value: self._change(replace(self._settings, theme=value)),
        )
        scales = [(scale, f"{round(scale * 100)} %") for scale in TEXT_SCALES]
        self.scale = self._chips(
            QCoreApplication.translate("SettingsPage", "Text size"),
            scales,
            min(TEXT_SCALES, key=lambda scale: abs(scale - self._settings.text_scale)),
            lambda value: self._change(replace(self._settings, text_scale=value)),
        )
        self.marks = self._box(
            QCoreApplication.translate("SettingsPage", "Marks on the calendar, as well as colours"),
            self._settings.marks_on_calendar,
            lambda on: self._change(replace(self._settings, marks_on_calendar=on)),
        )
        self.still = self._box(
            QCoreApplication.translate("SettingsPage", "No movement on the screen"),
            self._settings.reduced_motion is True,
            lambda on: self._change(replace(self._settings, reduced_motion=True if on else None)),
        )
        looks = QCoreApplication.translate("SettingsPage", "How it looks")
        self._card(looks, self.look, self.scale, self.marks, self.still)

    def _add_days(self) -> None:
        self.day_start = self._chips(
            QCoreApplication.translate("SettingsPage", "My day starts at"),
            [(start, words.clock(start)) for start in self._day_starts()],
            self._journal.person.day_start,
            self._journal.set_day_start,
        )
        week = [(FOLLOW_REGION, QCoreApplication.translate("SettingsPage", "As my region does"))]
        week += [(day, QLocale().dayName(day + 1)) for day in (0, 5, 6)]
        start = self._settings.week_start
        self.week_start = self._chips(
            QCoreApplication.translate("SettingsPage", "The week starts on"),
            week,
            FOLLOW_REGION if start is None else start,
            self._choose_week_start,
        )
        note = body(
            QCoreApplication.translate(
                "SettingsPage",
                "What you do at half past one at night belongs to the evening before, if your day "
                "starts later. Days already in your journal stay where they are.",
            ),
            soft=True,
        )
        days = QCoreApplication.translate("SettingsPage", "Days and weeks")
        self._card(days, self.day_start, note, self.week_start)

    def _add_privacy(self) -> None:
        self.lock_after = self._chips(
            QCoreApplication.translate("SettingsPage", "Lock after"),
            [(minutes, _minutes(minutes)) for minutes in LOCK_AFTER_CHOICES],
            self._settings.lock_after_minutes,
            lambda value: self._change(replace(self._settings, lock_after_minutes=value)),
        )
        note = caption(
            QCoreApplication.translate(
                "SettingsPage",
                "With a passphrase, your journal locks when nobody has touched Small Acts for "
                "that long, and Ctrl+L locks it at once. F9 puts the window out of sight, with or "
                "without a passphrase.",
            )
        )
        title = QCoreApplication.translate("SettingsPage", "Privacy on this computer")
        self._card(title, self.lock_after, note)

    def _add_about(self) -> None:
        where = Label(str(self._folder))
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_folder = quiet_button(
            QCoreApplication.translate("SettingsPage", "Open folder"), small=True
        )
        self.open_folder.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
        )
        version = QCoreApplication.translate("SettingsPage", "Small Acts {version}")
        parts = (
            body(version.format(version=__version__)),
            body(
                QCoreApplication.translate(
                    "SettingsPage",
                    "A place to practise small acts of connection and to write them down. It "
                    "gives no medical advice, nobody reads or watches what you write, and it "
                    "sends nothing anywhere.",
                ),
                soft=True,
            ),
            body(
                QCoreApplication.translate(
                    "SettingsPage",
                    "The idea comes from “Small acts”, tips by the McPin Foundation, a mental "
                    "health research charity. Small Acts is not part of it.",
                ),
                soft=True,
            ),
            heading(QCoreApplication.translate("SettingsPage", "Where your journal is")),
            where,
            self.open_folder,
        )
        self._card(QCoreApplication.translate("SettingsPage", "About"), *parts)

    def _add_erase(self) -> None:
        about = body(
            QCoreApplication.translate(
                "SettingsPage",
                "Takes your journal, its snapshots, your settings and the log off this computer. "
                "You are shown what goes and what stays, and asked once more.",
            ),
            soft=True,
        )
        self.erase = danger_button(QCoreApplication.translate("SettingsPage", "Delete everything…"))
        self.erase.clicked.connect(self.erase_wanted)
        self._card(
            QCoreApplication.translate("SettingsPage", "Delete everything"), about, self.erase
        )

    def _day_starts(self) -> list[time]:
        return sorted({*DAY_STARTS, self._journal.person.day_start})

    def _choose_week_start(self, day: int) -> None:
        start = None if day == FOLLOW_REGION else day
        self._change(replace(self._settings, week_start=start))

    def _change(self, settings: Settings) -> None:
        self._settings = settings
        self.changed.emit(settings)

    def _chips(
        self,
        name: str,
        choices: list[tuple[_Value, str]],
        value: _Value,
        act: Callable[[_Value], None],
    ) -> ChoiceChips[_Value]:
        chips = ChoiceChips[_Value](self.theme, choices, name=name, required=True)
        chips.set_value(value)
        chips.value_changed.connect(act)
        return chips

    def _box(self, text: str, on: bool, act: Callable[[bool], None]) -> CheckBox:
        box = CheckBox(self.theme, text)
        box.setChecked(on)
        box.toggled.connect(act)
        return box

    def _card(self, title: str, *parts: QWidget) -> None:
        card = Card(self.theme, gap=SPACE_M)
        card.rows.addWidget(card_title(title))
        for part in parts:
            if isinstance(part, ChoiceChips):
                card.rows.addWidget(heading(part.accessibleName(), part))
            if isinstance(part, QPushButton):
                card.rows.addWidget(part, alignment=Qt.AlignmentFlag.AlignLeading)
            else:
                card.rows.addWidget(part)
        self.rows.addWidget(card)


def _minutes(minutes: int) -> str:
    if not minutes:
        return QCoreApplication.translate("SettingsPage", "Never")
    return words.plural(
        QCoreApplication.translate("SettingsPage", "1 minute"),
        QCoreApplication.translate("SettingsPage", "{count} minutes"),
        minutes,
    )
