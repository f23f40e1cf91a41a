"""The cards beside the choice: exactly what leaves, how it can, and what else there is."""

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smallacts_desktop.domain.disclosure import Disclosure
from smallacts_desktop.tokens import SPACE_L, SPACE_S, SPACE_XS
from smallacts_desktop.ui.kit.basics import (
    Card,
    IconButton,
    Label,
    body,
    caption,
    hairline,
    heading,
    primary_button,
    quiet_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.share import share_work
from smallacts_desktop.ui.share.share_table import FIRST_ROWS, SharePreviewModel, ShareTable
from smallacts_desktop.ui.text import words
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
        self.rows.addWidget(self._make_foot(theme))
        self.table.view_moved.connect(self._show_column_count)

    def _make_foot(self, theme: Theme) -> QWidget:
        translate = QCoreApplication.translate
        self.rows_button = quiet_button("", small=True)
        self.rows_button.clicked.connect(self._turn_rows)
        back, on = ("chevron-left", "chevron-right")
        if self.isRightToLeft():
            back, on = on, back
        self.before = IconButton(theme, back, translate("SharePage", "The columns before"))
        self.after = IconButton(theme, on, translate("SharePage", "The columns after"))
        self.before.clicked.connect(lambda: self.table.turn(forward=False))
        self.after.clicked.connect(lambda: self.table.turn(forward=True))
        self.columns_line = Label("", "caption", in_line=True)
        self._column_parts = QWidget()
        line = QHBoxLayout(self._column_parts)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(SPACE_XS))
        for part in (self.before, self.columns_line, self.after):
            line.addWidget(part)
        return FlowRow(self._column_parts, self.rows_button, gap=theme.px(SPACE_S))

    def _turn_rows(self) -> None:
        self.table.show_all(not self.model.shows_all)
        self._show_row_count()

    def _show_row_count(self) -> None:
        translate = QCoreApplication.translate
        self.rows_button.setVisible(self.model.total > FIRST_ROWS)
        said = translate("SharePage", "Show all {count} entries")
        if self.model.shows_all:
            said = translate("SharePage", "Show the newest {count} entries")
        count = FIRST_ROWS if self.model.shows_all else self.model.total
        self.rows_button.setText(said.format(count=QLocale().toString(count)))

    def _show_column_count(self) -> None:
        bar, total = self.table.horizontalScrollBar(), self.model.columnCount()
        self._column_parts.setVisible(bar.maximum() > 0 and self.model.total > 0)
        self.before.setEnabled(bar.value() > 0)
        self.after.setEnabled(bar.value() < bar.maximum())
        first, last = self.table.columns_in_view()
        said = QCoreApplication.translate("SharePage", "Columns {first} to {last} of {total}")
        if first == last:
            said = QCoreApplication.translate("SharePage", "Column {first} of {total}")
        self.columns_line.setText(said.format(first=first, last=last, total=total))

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
        left_out = share_work.left_out_sentence(disclosure)
        self.withheld.setVisible(bool(left_out))
        self.withheld.setText(left_out)
        self.table.setVisible(count > 0)
        self.nothing.setVisible(count == 0)
        self._show_row_count()
        self._show_column_count()
