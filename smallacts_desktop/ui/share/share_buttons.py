"""The ways in which entries can leave, a button each."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout

from smallacts_desktop.tokens import SPACE_L, SPACE_S
from smallacts_desktop.ui.kit.basics import (
    Card,
    caption,
    hairline,
    primary_button,
    quiet_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text.window_words import import_page_name, paper_name


class ShareButtons(FlowRow):
    """``csv``, ``pdf``, ``html``, ``print`` and ``copy``; as many beside each other as fit."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(gap=theme.px(SPACE_S))
        translate = QCoreApplication.translate
        self.csv = primary_button(translate("SharePage", "Save CSV…"))
        self.pdf = secondary_button(translate("SharePage", "Save PDF…"))
        self.html = secondary_button(translate("SharePage", "Save HTML…"))
        self.print = secondary_button(translate("SharePage", "Print…"))
        self.copy = secondary_button(translate("SharePage", "Copy as a table"))
        for button in (self.csv, self.pdf, self.html, self.print, self.copy):
            self.flow.addWidget(button)


class MoreCard(Card):
    """``past``, ``csv_import`` and ``paper``: what else has to do with sharing, and what it is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=SPACE_L, gap=SPACE_S)
        translate = QCoreApplication.translate
        self.past = quiet_button(translate("SharePage", "Past shares"))
        self.csv_import = quiet_button(import_page_name())
        self.paper = quiet_button(paper_name())
        under = {
            self.past: translate("SharePage", "What has left this journal, and when."),
            self.csv_import: translate("SharePage", "Add entries from a CSV file."),
            self.paper: translate("SharePage", "A week sheet to fill in, and cards for a pocket."),
        }
        for number, (button, sentence) in enumerate(under.items()):
            if number:
                self.rows.addWidget(hairline())
            button.setProperty("flush", True)
            button.setAccessibleDescription(sentence)
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.setContentsMargins(0, 0, 0, theme.px(SPACE_S))
            pair.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeading)
            pair.addWidget(caption(sentence))
            self.rows.addLayout(pair)
