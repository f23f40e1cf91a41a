"""Settings: how the window looks, the person's days and places, and the journal's safety."""

from pathlib import Path

from PySide6.QtCore import Signal

from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.settings import Settings, SettingsStore
from smallacts_desktop.ui.kit.page import Page
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.settings.about import AboutCard
from smallacts_desktop.ui.settings.backups import BackupsCard
from smallacts_desktop.ui.settings.contacts import ContactsCard
from smallacts_desktop.ui.settings.days import DaysCard
from smallacts_desktop.ui.settings.erase import EraseCard
from smallacts_desktop.ui.settings.keys import KeysCard
from smallacts_desktop.ui.settings.looks import LooksCard
from smallacts_desktop.ui.settings.passphrase import PassphraseCard
from smallacts_desktop.ui.settings.places import PlacesCard
from smallacts_desktop.ui.settings.privacy import PrivacyCard
from smallacts_desktop.ui.settings.reminder import ReminderCard
from smallacts_desktop.ui.text.page_ids import PAGES, SETTINGS
from smallacts_desktop.ui.text.page_names import page_name


class SettingsPage(Page):
    """One card after the other, each a widget of its own in ``widgets/settings_*.py``.

    Signals: ``shown``, for whoever knows what the cards ``passphrase`` and ``backups`` are to say;
    ``about_wanted``, all about the program; ``erase_wanted``, to delete everything;
    ``undoable(str, callable)``, what was just done and how to take it back.
    """

    shown = Signal()
    about_wanted = Signal()
    erase_wanted = Signal()
    undoable = Signal(str, object)

    def __init__(
        self, journal: Journal, theme: Theme, settings: SettingsStore, folder: Path
    ) -> None:
        super().__init__(theme)
        self.say_title(page_name(SETTINGS))
        self.looks = LooksCard(theme, settings)
        self.days = DaysCard(theme, journal, settings)
        self.places = PlacesCard(theme, journal)
        self.contacts = ContactsCard(theme, journal, settings)
        self.passphrase = PassphraseCard(theme, has_passphrase=journal.has_passphrase)
        self.privacy = PrivacyCard(theme, settings)
        self.backups = BackupsCard(theme)
        self.reminder = ReminderCard(theme, settings)
        self.keys = KeysCard(theme, len(PAGES))
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
