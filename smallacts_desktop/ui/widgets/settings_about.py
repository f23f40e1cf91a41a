"""What this program is, and where everything is kept."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices

from smallacts_desktop import __version__
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.widgets.basics import Label, body, heading, quiet_button
from smallacts_desktop.ui.widgets.settings_card import SettingsCard


class AboutCard(SettingsCard):
    """The version, the idea, and the folder with a way to it."""

    def __init__(self, theme: Theme, folder: Path) -> None:
        translate = QCoreApplication.translate
        super().__init__(theme, translate("SettingsPage", "About"))
        where = Label(str(folder))
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_folder = quiet_button(translate("SettingsPage", "Open folder"), small=True)
        self.open_folder.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        )
        version = translate("SettingsPage", "Small Acts {version}")
        self.add(
            body(version.format(version=__version__)),
            body(
                translate(
                    "SettingsPage",
                    "A place to practise small acts of connection and to write them down. It "
                    "gives no medical advice, nobody reads or watches what you write, and it "
                    "sends nothing anywhere.",
                ),
                soft=True,
            ),
            body(
                translate(
                    "SettingsPage",
                    "The idea comes from “Small acts”, tips by the McPin Foundation, a mental "
                    "health research charity. Small Acts is not part of it.",
                ),
                soft=True,
            ),
            heading(translate("SettingsPage", "Where your journal is")),
            where,
            self.open_folder,
        )
