"""What this is, what it is built on, where its files are, and where to turn in a crisis."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smallacts_desktop.domain.people import OwnContact
from smallacts_desktop.licences import Licence, licence_texts, licences
from smallacts_desktop.paths import Paths, read_resource
from smallacts_desktop.tokens import SPACE_L, SPACE_S, SPACE_XS
from smallacts_desktop.ui.kit.basics import (
    Label,
    body,
    caption,
    card_title,
    hairline,
    heading,
    primary_button,
    quiet_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.controls import SearchField
from smallacts_desktop.ui.kit.desktop import copy_privately, open_folder
from smallacts_desktop.ui.kit.dialogs import ScrollingDialog, stack_above
from smallacts_desktop.ui.kit.drawings import Logo
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.lists import row_list
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import about_words, words
from smallacts_desktop.ui.text.about_words import system_information
from smallacts_desktop.ui.text.window_words import HELP, page_name


@dataclass(frozen=True, slots=True)
class HelpContact:
    """One place to turn to; ``call`` is what to dial or text."""

    name: str
    call: str
    about: str


@dataclass(frozen=True, slots=True)
class HelpContacts:
    """The contacts in the order in which to show them, and the day they were last checked."""

    checked: date
    contacts: tuple[HelpContact, ...]


def read_help_contacts() -> HelpContacts:
    """The list that ships with the program."""
    table = tomllib.loads(read_resource("help.toml"))
    return HelpContacts(
        checked=table["checked"],
        contacts=tuple(
            HelpContact(str(row["name"]), str(row["call"]), str(row["about"]))
            for row in table["contact"]
        ),
    )


_HELP_WIDTH, _HELP_HEIGHT = 480, 700


class HelpDialog(ScrollingDialog):
    """The contacts with what to dial, the person's ``own`` first, and how old the list is."""

    def __init__(
        self,
        theme: Theme,
        contacts: HelpContacts,
        parent: QWidget,
        own: Sequence[OwnContact] = (),
    ) -> None:
        super().__init__(theme, page_name(HELP), parent)
        self.rows.addWidget(
            card_title(QCoreApplication.translate("HelpDialog", "You deserve help right now"))
        )
        self.rows.addWidget(
            body(
                QCoreApplication.translate(
                    "HelpDialog",
                    "Nobody reads or watches what you write here. If things are getting too "
                    "much, these people are there for you.",
                ),
                soft=True,
            )
        )
        for mine in own:
            self.add(hairline(), _contact(theme, mine.name, mine.call, mine.about))
            self.rows.addWidget(_copy_button(mine), alignment=Qt.AlignmentFlag.AlignLeading)
        for contact in contacts.contacts:
            self.add(hairline(), _contact(theme, contact.name, contact.call, contact.about))
        checked = QCoreApplication.translate("HelpDialog", "For the UK. Last checked on {day}.")
        self.add(caption(checked.format(day=words.short_day(contacts.checked))))
        close = primary_button(QCoreApplication.translate("HelpDialog", "Close"))
        close.clicked.connect(self.accept)
        self.rows.addWidget(close, alignment=Qt.AlignmentFlag.AlignTrailing)
        self.rows.addStretch(1)
        self.fit_within(_HELP_WIDTH, _HELP_HEIGHT)


def _contact(theme: Theme, name: str, call: str, about: str) -> QWidget:
    group = QWidget()
    rows = QVBoxLayout(group)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(theme.px(SPACE_XS))
    shown = words.breakable_word(call)
    number = Label(shown, "cardTitle")
    if shown == call:
        # What was made to wrap is not to be taken from the screen; its button copies it as it is.
        number.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    number.setAccessibleName(f"{name}: {call}")
    for part in (heading(name), number, body(about, soft=True)):
        if part.text():
            rows.addWidget(part)
    return group


def _copy_button(contact: OwnContact) -> QPushButton:
    button = secondary_button(QCoreApplication.translate("HelpDialog", "Copy number"))
    said = QCoreApplication.translate("HelpDialog", "Copy the number of {name}")
    button.setAccessibleName(said.format(name=contact.name))
    button.clicked.connect(lambda: copy_privately(contact.call))
    return button


_LICENCES_WIDTH, _LICENCES_HEIGHT, _LEAST_LIST = 560, 640, 130


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
        stack_above(
            self, theme, parts, buttons, theme.px(_LICENCES_WIDTH), theme.px(_LICENCES_HEIGHT)
        )


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


_WIDTH = 560


class AboutDialog(QDialog):
    """Nothing here is fetched, sent or changed."""

    def __init__(self, theme: Theme, paths: Paths, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        translate = QCoreApplication.translate
        self.setWindowTitle(translate("AboutDialog", "About Small Acts"))
        self.places = [
            FolderRow(theme, name, folder)
            for name, folder in (
                (translate("AboutDialog", "Your journal"), paths.data),
                (translate("AboutDialog", "Your settings"), paths.settings.parent),
                (translate("AboutDialog", "The log: nothing you wrote is in it"), paths.logs),
            )
        ]
        self.close_button = primary_button(translate("AboutDialog", "Close"))
        self.licences_button = secondary_button(translate("AboutDialog", "Licences…"))
        self.copy_button = secondary_button(translate("AboutDialog", "Copy system information"))
        self._build_layout()
        self.close_button.clicked.connect(self.accept)
        self.licences_button.clicked.connect(self.show_licences)
        self.copy_button.clicked.connect(self._copy)
        self.close_button.setFocus()

    def show_licences(self) -> LicencesDialog:
        """Open the list of everything that others made."""
        dialog = LicencesDialog(self._theme, licences(), licence_texts(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(system_information() + "\n")
        self.copy_button.setText(QCoreApplication.translate("AboutDialog", "Copied"))

    def _build_layout(self) -> None:
        translate = QCoreApplication.translate
        buttons = FlowRow(
            self.close_button, self.licences_button, self.copy_button, gap=self._theme.px(SPACE_S)
        )
        parts = (
            self._head(),
            body(about_words.credit(), soft=True),
            heading(translate("AboutDialog", "Where your files are")),
            *self.places,
            heading(translate("AboutDialog", "Look for a new version")),
            body(about_words.newer_versions(), soft=True),
        )
        stack_above(self, self._theme, parts, buttons, self._theme.px(_WIDTH))

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(SPACE_L))
        row.addWidget(Logo(self._theme))
        said = QVBoxLayout()
        said.setSpacing(self._theme.px(SPACE_XS))
        said.addWidget(card_title(QCoreApplication.translate("AboutDialog", "Small Acts")))
        said.addWidget(body(about_words.version()))
        row.addLayout(said, 1)
        return head


class FolderRow(QWidget):
    """One folder with its ``name``, and a button that opens it where it exists."""

    def __init__(self, theme: Theme, name: str, folder: Path) -> None:
        super().__init__()
        translate = QCoreApplication.translate
        self.where = caption(words.breakable(folder))
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_button = quiet_button(translate("AboutDialog", "Open folder"), small=True)
        spoken = translate("AboutDialog", "Open folder: {name}")
        self.open_button.setAccessibleName(spoken.format(name=name))
        self.open_button.setEnabled(folder.is_dir())
        self.open_button.clicked.connect(lambda: open_folder(folder))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(SPACE_S))
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(Label(name))
        said.addWidget(self.where)
        row.addLayout(said, 1)
        row.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignTop)


def open_about(theme: Theme, paths: Paths, parent: QWidget) -> AboutDialog:
    """Open the dialog before ``parent``; it goes when it is closed."""
    dialog = AboutDialog(theme, paths, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
