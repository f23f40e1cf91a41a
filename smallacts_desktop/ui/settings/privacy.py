"""What keeps the journal from other people's eyes on this computer."""

from PySide6.QtCore import QCoreApplication

from smallacts_desktop.settings import LOCK_AFTER_CHOICES, SettingsStore
from smallacts_desktop.ui.kit.basics import caption
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.settings.card import SettingsCard
from smallacts_desktop.ui.text import words


class PrivacyCard(SettingsCard):
    """Each choice is put in force at once."""

    def __init__(self, theme: Theme, settings: SettingsStore) -> None:
        translate = QCoreApplication.translate
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
        return QCoreApplication.translate("SettingsPage", "Never")
    return words.plural(
        QCoreApplication.translate("SettingsPage", "1 minute"),
        QCoreApplication.translate("SettingsPage", "{count} minutes"),
        minutes,
    )
