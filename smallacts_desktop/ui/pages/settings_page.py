"""Settings: how the window looks, when days and weeks start, and where everything is kept."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal

from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.settings import Settings
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.widgets.page import Page
from smallacts_desktop.ui.widgets.settings_about import AboutCard
from smallacts_desktop.ui.widgets.settings_days import DaysCard
from smallacts_desktop.ui.widgets.settings_erase import EraseCard
from smallacts_desktop.ui.widgets.settings_looks import LooksCard
from smallacts_desktop.ui.widgets.settings_privacy import PrivacyCard


class SettingsPage(Page):
    """One card after the other, each a widget of its own in ``widgets/settings_*.py``.

    Signals: ``changed(Settings)``, at every choice; ``erase_wanted``, to delete everything.
    """

    changed = Signal(object)
    erase_wanted = Signal()

    def __init__(self, journal: Journal, theme: Theme, settings: Settings, folder: Path) -> None:
        super().__init__(theme)
        self._settings = settings
        self.say_title(QCoreApplication.translate("SettingsPage", "Settings"))
        self.looks = LooksCard(theme, settings)
        self.days = DaysCard(theme, journal, settings)
        self.privacy = PrivacyCard(theme, settings)
        self.about = AboutCard(theme, folder)
        self.erase = EraseCard(theme)
        for card in (self.looks, self.days, self.privacy, self.about, self.erase):
            self.rows.addWidget(card)
        self.rows.addStretch(1)
        for choices in (self.looks, self.days, self.privacy):
            choices.chosen.connect(self._choose)
        self.erase.wanted.connect(self.erase_wanted)

    def _choose(self, change: Callable[[Settings], Settings]) -> None:
        self._settings = change(self._settings)
        self.changed.emit(self._settings)
