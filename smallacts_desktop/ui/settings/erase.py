"""The way to delete everything, which asks once more."""

from PySide6.QtCore import QCoreApplication, Signal

from smallacts_desktop.ui.kit.basics import body, danger_button
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.settings.card import SettingsCard


class EraseCard(SettingsCard):
    """``wanted``: the person asked to delete everything."""

    wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        translate = QCoreApplication.translate
        super().__init__(theme, translate("SettingsPage", "Delete everything"))
        self.button = danger_button(translate("SettingsPage", "Delete everything…"))
        self.button.clicked.connect(self.wanted)
        self.add(
            body(
                translate(
                    "SettingsPage",
                    "Deletes your journal, its backups, your settings and the log from this "
                    "computer. You are shown what goes and what stays, and asked once more.",
                ),
                soft=True,
            ),
            self.button,
        )
