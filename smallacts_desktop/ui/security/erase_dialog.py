"""Deleting everything: what would go and what stays, and a word to type before anything does."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from smallacts_desktop.journal.vault.erase import Erasable, Erased, erasable
from smallacts_desktop.paths import Paths
from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.kit.basics import (
    Label,
    body,
    card_title,
    danger_button,
    heading,
    primary_button,
)
from smallacts_desktop.ui.kit.column import column
from smallacts_desktop.ui.kit.dialog_size import ScrollingDialog, stack_above
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import backup_words, words

_WIDTH = 560


class EraseDialog(QDialog):
    """Asks; it removes nothing itself. ``also`` are folders of snapshots that the person chose.

    Signals: ``confirmed``, the person typed the word and pressed the button.
    """

    confirmed = Signal()

    def __init__(self, theme: Theme, paths: Paths, also: Sequence[Path], parent: QWidget) -> None:
        super().__init__(parent)
        translate = QCoreApplication.translate
        self.setWindowTitle(translate("EraseDialog", "Delete everything"))
        # The word is the translator's to choose; it is compared without regard to capitals.
        self.word = translate("EraseDialog", "DELETE")
        self.field = QLineEdit()
        self.keep_button = primary_button(translate("EraseDialog", "Keep everything"))
        self.erase_button = danger_button(translate("EraseDialog", "Delete everything"))
        self.erase_button.setEnabled(False)
        self._build_layout(theme, erasable(paths, also))
        self.field.textChanged.connect(self._compare)
        self.keep_button.clicked.connect(self.reject)
        self.erase_button.clicked.connect(self._confirm)
        self.keep_button.setFocus()

    def _compare(self, text: str) -> None:
        self.erase_button.setEnabled(text.strip().casefold() == self.word.casefold())

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit()

    def _build_layout(self, theme: Theme, goes: Erasable) -> None:
        translate = QCoreApplication.translate
        question = translate("EraseDialog", "To delete everything, type {word} here")
        question = question.format(word=self.word)
        self.field.setAccessibleName(question)
        buttons = FlowRow(self.keep_button, self.erase_button, gap=theme.px(SPACE_S))
        goes_title = translate("EraseDialog", "What is deleted for good")
        stays_title = translate("EraseDialog", "What stays")
        parts = (
            card_title(translate("EraseDialog", "Delete everything")),
            column(theme, heading(goes_title), *map(_point, _what_goes(goes))),
            column(theme, heading(stays_title), *map(_point, _what_stays(goes))),
            column(theme, heading(question, self.field), self.field),
        )
        stack_above(self, theme, parts, buttons, theme.px(_WIDTH))


class ErasedWindow(ScrollingDialog):
    """The last window: what was removed, and what was not."""

    def __init__(self, theme: Theme, erased: Erased) -> None:
        translate = QCoreApplication.translate
        super().__init__(theme, translate("ErasedWindow", "Small Acts"))
        self.removed = body(_removed(erased))
        self.close_button = primary_button(translate("ErasedWindow", "Close"))
        self.close_button.clicked.connect(self.accept)
        title = (
            translate("ErasedWindow", "Some files could not be deleted")
            if erased.left
            else translate("ErasedWindow", "Everything has been deleted")
        )
        last = translate("ErasedWindow", "Small Acts closes now. Take good care.")
        self.add(card_title(title), self.removed, *_notes(erased), body(last, soft=True))
        self.rows.addWidget(self.close_button, alignment=Qt.AlignmentFlag.AlignLeading)
        self.fit_to_words(_WIDTH)
        self.close_button.setFocus()


def _point(line: str) -> Label:
    return body(f"•  {line}")


def _what_goes(goes: Erasable) -> list[str]:
    translate = QCoreApplication.translate
    inside = translate("EraseDialog", "{what} in {folder}")
    return [
        translate("EraseDialog", "Your journal, your own contacts, and what is half-written"),
        *(
            inside.format(what=what, folder=words.breakable(folder))
            for folder, count in goes.snapshots.items()
            for what in backup_words.how_many(count)
        ),
        translate("EraseDialog", "Your settings and the log"),
    ]


def _what_stays(goes: Erasable) -> list[str]:
    translate = QCoreApplication.translate
    away = translate("EraseDialog", "Backups in {folder}, which cannot be reached just now")
    return [
        *(away.format(folder=words.breakable(folder)) for folder in goes.out_of_reach),
        translate("EraseDialog", "Files that you shared, exported or backed up elsewhere"),
        translate(
            "EraseDialog",
            "Copies that other programs keep, such as a synced folder’s or your computer’s own "
            "backup",
        ),
        translate(
            "EraseDialog",
            "Traces on the disk for a while, as with any deleted file. If the journal has a "
            "passphrase, they cannot be read without it",
        ),
    ]


def _removed(erased: Erased) -> str:
    translate = QCoreApplication.translate
    parts = [
        (erased.journal, translate("ErasedWindow", "the journal")),
        *((True, what) for what in backup_words.how_many(erased.snapshots)),
        (erased.settings, translate("ErasedWindow", "the settings")),
        (erased.logs, translate("ErasedWindow", "the log")),
    ]
    names = [name for is_there, name in parts if is_there]
    if not names:
        return translate("ErasedWindow", "There was nothing to delete.")
    removed = translate("ErasedWindow", "Deleted: {what}.")
    return removed.format(what=QLocale().createSeparatedList(names))


def _notes(erased: Erased) -> list[Label]:
    translate = QCoreApplication.translate
    notes = []
    if erased.left:
        notes.append(body(translate("ErasedWindow", "These are still there:")))
        notes += [body(words.breakable(path)) for path in erased.left]
    for folder in erased.shared:
        stays = translate("ErasedWindow", "The folder {folder} stays: other files are in it.")
        notes.append(body(stays.format(folder=words.breakable(folder))))
    for folder in erased.out_of_reach:
        away = translate(
            "ErasedWindow",
            "The folder {folder} could not be reached. Backups that are in it are still there.",
        )
        notes.append(body(away.format(folder=words.breakable(folder))))
    for note in notes:
        note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return notes
