"""What this program is, and where the journal is."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal

from smallacts_desktop.ui.kit.basics import (
    Label,
    body,
    heading,
    quiet_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.files import open_folder
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.settings.card import SettingsCard
from smallacts_desktop.ui.text import about_words, words


class AboutCard(SettingsCard):
    """The version, the idea, and the journal's folder with a way to it.

    Signals: ``wanted``, all there is to say about the program.
    """

    wanted = Signal()

    def __init__(self, theme: Theme, folder: Path) -> None:
        translate = QCoreApplication.translate
        super().__init__(theme, translate("SettingsPage", "About"))
        where = Label(words.breakable(folder))
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_folder = quiet_button(translate("SettingsPage", "Open folder"), small=True)
        self.open_folder.setProperty("flush", True)
        self.open_folder.clicked.connect(lambda: open_folder(folder))
        self.more = secondary_button(translate("SettingsPage", "More about Small Acts…"))
        self.more.clicked.connect(self.wanted)
        self.add(
            body(about_words.version()),
            body(
                translate(
                    "SettingsPage",
                    "A place to practise small acts of connection and to write them down. It "
                    "gives no medical advice, nobody reads or watches what you write, and it "
                    "sends nothing anywhere.",
                ),
                soft=True,
            ),
            body(about_words.credit(), soft=True),
            heading(translate("SettingsPage", "Where your journal is")),
            where,
            self.open_folder,
            self.more,
        )
