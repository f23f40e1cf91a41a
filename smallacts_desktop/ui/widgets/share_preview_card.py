"""The card that shows exactly what leaves."""

from PySide6.QtCore import QCoreApplication

from smallacts_desktop.domain.disclosure import Disclosure
from smallacts_desktop.ui import share_work, words
from smallacts_desktop.ui.models.share_preview import SharePreviewModel
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.tokens import SPACE_L, SPACE_S
from smallacts_desktop.ui.widgets.basics import Card, body, heading
from smallacts_desktop.ui.widgets.share_table import ShareTable


class SharePreviewCard(Card):
    """How many entries leave, how many stay, and the very table of those that leave."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=SPACE_L, gap=SPACE_S)
        self.model = SharePreviewModel()
        self.count_line = heading()
        self.withheld = body(soft=True)
        self.withheld.hide()
        self.nothing = body(
            QCoreApplication.translate("SharePage", "There are no entries in these days."),
            soft=True,
        )
        self.nothing.hide()
        self.table = ShareTable(theme, self.model)
        for part in (self.count_line, self.withheld, self.nothing):
            self.rows.addWidget(part)
        self.rows.addWidget(self.table)

    def show_disclosure(self, disclosure: Disclosure) -> None:
        """Show what would leave."""
        self.table.show_disclosure(disclosure)
        count = len(disclosure.entries)
        self.count_line.setText(
            words.plural(
                QCoreApplication.translate("SharePage", "Exactly what they will see · 1 entry"),
                QCoreApplication.translate(
                    "SharePage", "Exactly what they will see · {count} entries"
                ),
                count,
            )
        )
        self.withheld.setVisible(disclosure.withheld > 0)
        self.withheld.setText(share_work.withheld_sentence(disclosure.withheld))
        self.table.setVisible(count > 0)
        self.nothing.setVisible(count == 0)
