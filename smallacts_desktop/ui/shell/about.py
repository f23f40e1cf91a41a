"""What this is, where its files are, what it is built on, and where to look for a newer one."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from smallacts_desktop.licences import licence_texts, licences
from smallacts_desktop.paths import Paths
from smallacts_desktop.tokens import SPACE_L, SPACE_S, SPACE_XS
from smallacts_desktop.ui.kit.basics import (
    Label,
    body,
    caption,
    card_title,
    heading,
    primary_button,
    quiet_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.dialogs import stack_above
from smallacts_desktop.ui.kit.drawings import Logo
from smallacts_desktop.ui.kit.files import open_folder
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.shell.licences import LicencesDialog
from smallacts_desktop.ui.text import about_words, words
from smallacts_desktop.ui.text.about_words import system_information

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
            body(about_words.where_to_look(), soft=True),
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
