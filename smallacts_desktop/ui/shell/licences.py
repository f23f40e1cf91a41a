"""What others made that the program is built on: a list to look through, and the full texts."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

from smallacts_desktop.licences import Licence
from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.kit.basics import (
    body,
    caption,
    card_title,
    primary_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.controls import SearchField
from smallacts_desktop.ui.kit.dialogs import stack_above
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.lists import row_list
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words

_WIDTH, _HEIGHT, _LEAST_LIST = 560, 640, 130


class LicencesDialog(QDialog):
    """The list or the texts; without ``texts``, as in a checkout, the list alone."""

    def __init__(
        self, theme: Theme, licences: Sequence[Licence], texts: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        translate = QCoreApplication.translate
        self.setWindowTitle(translate("LicencesDialog", "Licences"))
        self.search = _search(theme)
        self.found = caption()
        self.list = row_list(theme, translate("LicencesDialog", "What Small Acts is built on"))
        self.list.setMinimumHeight(theme.px(_LEAST_LIST))
        for licence in licences:
            self.list.addItem(QListWidgetItem(_line(licence)))
        self.texts = _text_box(texts)
        self.texts.setMinimumHeight(theme.px(_LEAST_LIST))
        self.close_button = primary_button(translate("LicencesDialog", "Close"))
        self.texts_button = secondary_button()
        self.texts_button.setVisible(bool(texts))
        self._look("")
        self._show_texts(False)
        self._build_layout(theme)
        self.search.textChanged.connect(self._look)
        self.texts_button.clicked.connect(lambda: self._show_texts(self.texts.isHidden()))
        self.close_button.clicked.connect(self.accept)
        self.search.setFocus()

    def _look(self, text: str) -> None:
        wanted = text.casefold().split()
        shown = 0
        for row in range(self.list.count()):
            item = self.list.item(row)
            fits = all(part in item.text().casefold() for part in wanted)
            item.setHidden(not fits)
            shown += fits
        one = QCoreApplication.translate("LicencesDialog", "1 part")
        many = QCoreApplication.translate("LicencesDialog", "{count} parts")
        self.found.setText(words.plural(one, many, shown))

    def _show_texts(self, shown: bool) -> None:
        self.texts.setVisible(shown)
        for part in (self.search, self.found, self.list):
            part.setVisible(not shown)
        self.texts_button.setText(
            QCoreApplication.translate("LicencesDialog", "The list")
            if shown
            else QCoreApplication.translate("LicencesDialog", "Full texts")
        )

    def _build_layout(self, theme: Theme) -> None:
        translate = QCoreApplication.translate
        buttons = FlowRow(self.close_button, self.texts_button, gap=theme.px(SPACE_S))
        thanks = translate(
            "LicencesDialog", "Small Acts is built on what these people made and gave away."
        )
        parts = (
            card_title(translate("LicencesDialog", "Licences")),
            body(thanks, soft=True),
            self.search,
            self.found,
            self.list,
            self.texts,
        )
        stack_above(self, theme, parts, buttons, theme.px(_WIDTH), theme.px(_HEIGHT))


def _line(licence: Licence) -> str:
    return f"{licence.name} {licence.version}".strip() + f"\n{licence.licence}"


def _search(theme: Theme) -> SearchField:
    field = SearchField(theme)
    text = QCoreApplication.translate("LicencesDialog", "Look for a name or a licence")
    field.setPlaceholderText(text)
    field.setAccessibleName(text)
    return field


def _text_box(texts: str) -> QPlainTextEdit:
    box = QPlainTextEdit(texts)
    box.setReadOnly(True)
    box.setTabChangesFocus(True)
    box.setAccessibleName(QCoreApplication.translate("LicencesDialog", "Full texts"))
    box.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return box
