"""Settings: how the window looks, the person's days and places, and the journal's safety."""

from collections.abc import Iterable
from datetime import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.settings import LOCK_AFTER_CHOICES, Settings, SettingsStore
from smallacts_desktop.tokens import SPACE_S, SPACE_XL
from smallacts_desktop.ui.kit.actions import every_key
from smallacts_desktop.ui.kit.basics import (
    Label,
    body,
    caption,
    danger_button,
    heading,
    quiet_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.controls import place_boxes
from smallacts_desktop.ui.kit.desktop import open_folder
from smallacts_desktop.ui.kit.page import Page
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.settings.cards import BackupsCard, PassphraseCard, SettingsCard
from smallacts_desktop.ui.settings.contacts import ContactsCard
from smallacts_desktop.ui.settings.reminder import ReminderCard
from smallacts_desktop.ui.text import about_words, words
from smallacts_desktop.ui.text.window_words import SETTINGS, page_name

translate = QCoreApplication.translate


DAY_STARTS = tuple(time(hour) for hour in (0, 2, 3, 4, 5, 6))
# What stands for "as the region does", where None means that nothing is chosen.
FOLLOW_REGION = -1


def day_start_choices(own: Iterable[time] = ()) -> list[tuple[time, str]]:
    """The usual starts of a day and the person's ``own``, each with its text."""
    return [(start, words.clock(start)) for start in sorted({*DAY_STARTS, *own})]


class DaysCard(SettingsCard):
    """Each choice is put in force at once."""

    def __init__(self, theme: Theme, journal: Journal, settings: SettingsStore) -> None:
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
        note = translate(
            "SettingsPage",
            "What you do at half past one at night belongs to the evening before, if your day "
            "starts later. Days already in your journal stay where they are.",
        )
        self.add(self.day_start, body(note, soft=True), self.week_start)

    def _choose_week_start(self, day: int) -> None:
        start = None if day == FOLLOW_REGION else day
        self._settings.change(week_start=start)


class AboutCard(SettingsCard):
    """The version, the idea, and the journal's folder with a way to it.

    Signals: ``wanted``, all there is to say about the program.
    """

    wanted = Signal()

    def __init__(self, theme: Theme, folder: Path) -> None:
        super().__init__(theme, translate("SettingsPage", "About"))
        where = Label(words.breakable(folder))
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_folder = quiet_button(
            translate("SettingsPage", "Open folder"), lambda: open_folder(folder), small=True
        )
        self.open_folder.setProperty("flush", True)
        self.more = secondary_button(translate("SettingsPage", "More about Small Acts…"))
        self.more.clicked.connect(self.wanted)
        idea = translate(
            "SettingsPage",
            "A place to practise small acts of connection and to write them down. It "
            "gives no medical advice, nobody reads or watches what you write, and it "
            "sends nothing anywhere.",
        )
        self.add(body(about_words.version()), body(idea, soft=True))
        self.add(body(about_words.credit(), soft=True))
        self.add(heading(translate("SettingsPage", "Where your journal is")), where)
        self.add(self.open_folder, self.more)


TEXT_SCALES = (0.8, 1.0, 1.25, 1.5, 2.0)


class LooksCard(SettingsCard):
    """Each choice is put in force at once."""

    def __init__(self, theme: Theme, settings: SettingsStore) -> None:
        super().__init__(theme, translate("SettingsPage", "How it looks"))
        now = settings.current
        self.look = self.chips(
            translate("SettingsPage", "Colours"),
            [
                ("system", translate("SettingsPage", "Same as the computer")),
                ("light", translate("SettingsPage", "Light")),
                ("dark", translate("SettingsPage", "Dark")),
                ("high_contrast", translate("SettingsPage", "High contrast")),
            ],
            now.theme,
            lambda value: settings.change(theme=value),
        )
        self.scale = self.chips(
            translate("SettingsPage", "Text size"),
            [(scale, f"{round(scale * 100)} %") for scale in TEXT_SCALES],
            min(TEXT_SCALES, key=lambda scale: abs(scale - now.text_scale)),
            lambda value: settings.change(text_scale=value),
        )
        self.marks = self.box(
            translate("SettingsPage", "Marks on the calendar, as well as colours"),
            now.marks_on_calendar,
            lambda on: settings.change(marks_on_calendar=on),
        )
        self.still = self.box(
            translate("SettingsPage", "No movement on the screen"),
            now.reduced_motion is True,
            lambda on: settings.change(reduced_motion=True if on else None),
        )
        self.add(self.look, self.scale, self.marks, self.still)


class KeysCard(SettingsCard):
    """``rows_shown`` are the key and the words of each row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, translate("Keys", "Keys"))
        self.rows_shown = list(every_key())
        part = QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(SPACE_XL))
        grid.setVerticalSpacing(theme.px(SPACE_S))
        for row, (keys, what) in enumerate(self.rows_shown):
            named = Label(keys, "bodyBold", in_line=True)
            explained = body(what)
            # Read by itself, either half says little.
            named.setAccessibleName(f"{keys}: {what}")
            grid.addWidget(named, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(explained, row, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        how = translate(
            "Keys",
            "Tab goes from one thing to the next, the arrow keys move within a group, "
            "Space and Enter choose.",
        )
        self.add(part, caption(how))


class PrivacyCard(SettingsCard):
    """Each choice is put in force at once."""

    def __init__(self, theme: Theme, settings: SettingsStore) -> None:
        super().__init__(theme, translate("SettingsPage", "Privacy on this computer"))
        self.lock_after = self.chips(
            translate("SettingsPage", "Lock after"),
            [(minutes, _minutes(minutes)) for minutes in LOCK_AFTER_CHOICES],
            settings.current.lock_after_minutes,
            lambda minutes: settings.change(lock_after_minutes=minutes),
        )
        note = translate(
            "SettingsPage",
            "With a passphrase, your journal locks when nobody has touched Small Acts for that "
            "long, and Ctrl+L locks it at once. F9 covers the window and minimises it, with or "
            "without a passphrase; any key or click shows it again.",
        )
        self.add(self.lock_after, caption(note))


def _minutes(minutes: int) -> str:
    if not minutes:
        return translate("SettingsPage", "Never")
    return words.plural(
        translate("SettingsPage", "1 minute"), translate("SettingsPage", "{count} minutes"), minutes
    )


class EraseCard(SettingsCard):
    """``wanted``: the person asked to delete everything."""

    wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, translate("SettingsPage", "Delete everything"))
        self.button = danger_button(translate("SettingsPage", "Delete everything…"), self.wanted)
        what = translate(
            "SettingsPage",
            "Deletes your journal, its backups, your settings and the log from this "
            "computer. You are shown what goes and what stays, and asked once more.",
        )
        self.add(body(what, soft=True), self.button)


class PlacesCard(SettingsCard):
    """Kept in the journal at every tick."""

    def __init__(self, theme: Theme, journal: Journal) -> None:
        title = translate("SettingsPage", "Places you go to")
        super().__init__(theme, title, problem_on_top=True)
        self._journal = journal
        self.choice = place_boxes(theme, journal.preferences.places, name=title)
        note = translate(
            "SettingsPage",
            "Acts for these places come up more often on the card, from the next one on.",
        )
        self.add(self.choice, body(note, soft=True))
        self.choice.changed.connect(self._save)

    def _save(self) -> None:
        self.attempt(self._write, lambda: self.choice.set_ticked(self._journal.preferences.places))

    def _write(self) -> None:
        self._journal.preferences.places = self.choice.ticked


class SettingsPage(Page):
    """One card after the other.

    Signals: ``shown``, for whoever knows what the cards ``passphrase`` and ``backups`` are to say;
    ``about_wanted``, all about the program; ``erase_wanted``, to delete everything;
    ``undoable(str)``: a contact was removed, in a sentence; the card ``contacts`` takes that back.
    """

    shown = Signal()
    about_wanted = Signal()
    erase_wanted = Signal()
    undoable = Signal(str)

    def __init__(
        self, journal: Journal, theme: Theme, settings: SettingsStore, folder: Path
    ) -> None:
        super().__init__(theme)
        self.show_title(page_name(SETTINGS))
        self.looks = LooksCard(theme, settings)
        self.days = DaysCard(theme, journal, settings)
        self.places = PlacesCard(theme, journal)
        self.contacts = ContactsCard(theme, journal, settings)
        self.passphrase = PassphraseCard(theme, has_passphrase=journal.has_passphrase)
        self.privacy = PrivacyCard(theme, settings)
        self.backups = BackupsCard(theme)
        self.reminder = ReminderCard(theme, settings)
        self.keys = KeysCard(theme)
        self.about = AboutCard(theme, folder)
        self.erase = EraseCard(theme)
        for card in (
            self.looks, self.days, self.places, self.contacts, self.reminder,
            self.passphrase, self.privacy, self.backups, self.keys, self.about, self.erase,
        ):  # fmt: skip
            self.rows.addWidget(card)
        self.rows.addStretch(1)
        self.contacts.undoable.connect(self.undoable)
        self.about.wanted.connect(self.about_wanted)
        self.erase.wanted.connect(self.erase_wanted)

    def follow_settings(self, settings: Settings) -> None:
        """Show what the reminder is set to; the other cards know what was chosen on them."""
        self.reminder.follow(settings)

    def on_shown(self) -> None:
        """Let the cards be brought up to date."""
        self.shown.emit()
