"""The places the person goes to, for the card to choose acts by."""

from PySide6.QtCore import QCoreApplication

from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.ui.kit.basics import body
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.settings.card import SettingsCard
from smallacts_desktop.ui.settings.place_choice import PlaceChoice


class PlacesCard(SettingsCard):
    """Kept in the journal at every tick."""

    def __init__(self, theme: Theme, journal: Journal) -> None:
        super().__init__(theme, QCoreApplication.translate("SettingsPage", "Places you go to"))
        self._journal = journal
        self.choice = PlaceChoice(theme, journal.preferences.places)
        note = QCoreApplication.translate(
            "SettingsPage", "Acts for these places come first on the card, from the next one on."
        )
        self.add(self.choice, body(note, soft=True))
        self.choice.changed.connect(self._keep)

    def _keep(self) -> None:
        self._journal.preferences.places = self.choice.places
