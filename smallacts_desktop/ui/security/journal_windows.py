"""Windows about the journal as a whole: damaged, not where it was, or to be deleted."""

from collections.abc import Sequence
from enum import Enum, auto
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from smallacts_desktop.domain.backups import Rescued, RescueOffer, Snapshot
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import DamagedJournalError, JournalLostError
from smallacts_desktop.journal.vault.own_files import Erasable, Erased, erasable
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.kit.basics import (
    Drawing,
    Label,
    body,
    card_title,
    danger_button,
    heading,
    primary_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.desktop import open_folder
from smallacts_desktop.ui.kit.dialogs import ScrollingDialog, stack_above, wait_for
from smallacts_desktop.ui.kit.flow_layout import FlowRow, column
from smallacts_desktop.ui.kit.jobs import BackgroundWork, attempt
from smallacts_desktop.ui.kit.messages import ProblemLabel, announce
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.security.backups import BackupWork, RestoreDialog
from smallacts_desktop.ui.text import backup_words, words

translate = QCoreApplication.translate
_WIDTH, _HEIGHT = 520, 520
_ERASE_WIDTH = 560


class JournalAnswer(Enum):
    """What the person did: there is a journal again, try again, or leave all as it is."""

    BACK = auto()
    AGAIN = auto()
    LEFT = auto()


class _JournalWindow(ScrollingDialog):
    """Says what is the matter with the journal; ``answer`` is how it ended."""

    def __init__(
        self, theme: Theme, title: str, sentence: str, folder: Path, parent: QWidget | None
    ) -> None:
        super().__init__(theme, translate("JournalWindow", "Small Acts"), parent)
        self.answer = JournalAnswer.LEFT
        self.title, self.sentence = card_title(title), body(sentence)
        self.how = body(soft=True)
        self._problem = ProblemLabel()
        self._problem.hide()
        self.again_button = secondary_button(translate("JournalWindow", "Try again"))
        self.folder_button = secondary_button(translate("JournalWindow", "Open folder"))
        self.close_button = secondary_button(translate("JournalWindow", "Close"), self.reject)
        self.again_button.clicked.connect(lambda: self._end(JournalAnswer.AGAIN))
        self.folder_button.clicked.connect(lambda: open_folder(folder))
        self.rows.addWidget(Drawing(theme, "waiting"), alignment=Qt.AlignmentFlag.AlignHCenter)

    def ask(self) -> JournalAnswer:
        """Show the window until the person has decided."""
        self.exec()
        self.deleteLater()
        return self.answer

    def _end(self, answer: JournalAnswer) -> None:
        self.answer = answer
        self.done(int(answer is not JournalAnswer.LEFT))

    def _show_problem(self, error: SmallActsError) -> None:
        self._problem.show_message(words.problem(error), wrong=True)
        self.grow_to_words()


class DamageWindow(_JournalWindow):
    """Looks for the newest good backup of the journal of ``vault``, and brings it back if asked.

    The vault knows that the journal is damaged. Once the answer is BACK the journal is to be
    entered with ``vault.ready_after_rescue()``.
    """

    def __init__(
        self, theme: Theme, vault: Vault, folder: Path, parent: QWidget | None = None
    ) -> None:
        title = translate("DamageWindow", "Your journal could not be opened")
        super().__init__(theme, title, words.problem(DamagedJournalError()), folder, parent)
        self._vault = vault
        self._rescued = False
        self.offer = body(translate("DamageWindow", "Looking for the newest good backup…"))
        how = translate(
            "DamageWindow", "The damaged file is kept aside. What can be read from it is added."
        )
        self.how.setText(how)
        self.rescue_button = primary_button(pressed=self._press)
        self.add(self.title, self.sentence, self.offer, self.how, self._problem)
        self.add_buttons(
            self.rescue_button, self.again_button, self.close_button, self.folder_button
        )
        self.rows.addStretch(1)
        for hidden in (self.rescue_button, self.how):
            hidden.hide()
        self.fit_within(_WIDTH, _HEIGHT)
        self._looking = BackgroundWork(
            lambda _progress: vault.rescue_offer(),
            done=self.show_offer,
            failed=self._fail_to_look,
        )
        self._looking.start()

    def reject(self) -> None:
        """Close; once the journal is back, that means to open it."""
        self._end(JournalAnswer.BACK if self._rescued else JournalAnswer.LEFT)

    def show_offer(self, offer: RescueOffer) -> None:
        """Say what can be brought back, and offer to do so."""
        _show_sentence(self.offer, backup_words.rescue_offer(offer))
        if offer.snapshot is None and not offer.readable:
            return
        what_is_left = translate("DamageWindow", "Bring back what can be read")
        backup = translate("DamageWindow", "Bring that backup back")
        self.rescue_button.setText(what_is_left if offer.snapshot is None else backup)
        self.how.setVisible(offer.snapshot is not None)
        self.rescue_button.show()
        self.rescue_button.setFocus()

    def _fail_to_look(self, error: SmallActsError) -> None:
        _show_sentence(self.offer, words.problem(error))

    def _press(self) -> None:
        if self._rescued:
            self._end(JournalAnswer.BACK)
            return
        what = translate("DamageWindow", "Bringing your journal back")
        rescue = self._vault.rescue
        attempt(
            lambda: wait_for(self.theme, what, lambda _: rescue(), self, stoppable=False),
            done=self._show_rescued,
            failed=self._show_problem,
        )

    def _show_rescued(self, result: Rescued) -> None:
        self._rescued = True
        self.title.setText(translate("DamageWindow", "Your journal is back"))
        first, *others = backup_words.rescued(result)
        self.how.setText(" ".join(others))
        self.how.show()
        self.rescue_button.setText(translate("DamageWindow", "Open my journal"))
        for part in (self.offer, self._problem, self.again_button, self.close_button):
            part.hide()
        _show_sentence(self.sentence, first)


class LossWindow(_JournalWindow):
    """Says what is missing, and offers a backup; nothing is made without the person's choice."""

    def __init__(self, theme: Theme, vault: Vault, lost: JournalLostError, folder: Path) -> None:
        title = translate("LossWindow", "Your journal is not where it was")
        super().__init__(theme, title, words.problem(lost), folder, None)
        self._vault = vault
        how = translate(
            "LossWindow",
            "If the folder is on a stick or another disk, connect it and try again. A new "
            "journal deletes nothing: what is left is kept under other names.",
        )
        self.how.setText(how)
        self.backup_button = primary_button(translate("LossWindow", "Bring a backup back…"))
        self.new_button = secondary_button(translate("LossWindow", "Start a new journal"))
        self.backup_button.clicked.connect(self._ask_restore)
        self.new_button.clicked.connect(self._start_anew)
        self.add(self.title, self.sentence, self.how, self._problem)
        self.add_buttons(
            self.backup_button, self.again_button, self.new_button, self.folder_button,
            self.close_button,
        )  # fmt: skip
        self.fit_to_words(_WIDTH)
        self.backup_button.setFocus()

    def _ask_restore(self) -> None:
        work = BackupWork(self._vault, self.theme, lambda: None)

        def show(snapshots: list[Snapshot]) -> None:
            self._problem.clear_problem()
            dialog = RestoreDialog(self.theme, work, snapshots, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.finished.connect(self._follow)
            dialog.open()

        attempt(partial(work.snapshots, self), done=show, failed=self._show_problem)

    def _follow(self) -> None:
        if self._vault.loss() is None:
            self._end(JournalAnswer.BACK)

    def _start_anew(self) -> None:
        attempt(
            self._vault.start_anew,
            done=lambda _: self._end(JournalAnswer.BACK),
            failed=self._show_problem,
        )


def _show_sentence(label: Label, sentence: str) -> None:
    label.setText(sentence)
    announce(label, sentence)


class EraseDialog(QDialog):
    """Asks; it removes nothing itself. ``also`` are folders of snapshots that the person chose.

    Signals: ``confirmed``, the person typed the word and pressed the button.
    """

    confirmed = Signal()

    def __init__(self, theme: Theme, paths: Paths, also: Sequence[Path], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("EraseDialog", "Delete everything"))
        # The word is the translator's to choose; it is compared without regard to capitals.
        self.word = translate("EraseDialog", "DELETE")
        self.field = QLineEdit()
        self.keep_button = primary_button(translate("EraseDialog", "Keep everything"), self.reject)
        self.erase_button = danger_button(translate("EraseDialog", "Delete everything"))
        self.erase_button.setEnabled(False)
        self._build_layout(theme, erasable(paths, also))
        self.field.textChanged.connect(self._compare)
        self.erase_button.clicked.connect(self._confirm)
        self.keep_button.setFocus()

    def _compare(self, text: str) -> None:
        self.erase_button.setEnabled(text.strip().casefold() == self.word.casefold())

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit()

    def _build_layout(self, theme: Theme, goes: Erasable) -> None:
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
        stack_above(self, theme, parts, buttons, theme.px(_ERASE_WIDTH))


class ErasedWindow(ScrollingDialog):
    """The last window: what was removed, and what was not."""

    def __init__(self, theme: Theme, erased: Erased) -> None:
        super().__init__(theme, translate("ErasedWindow", "Small Acts"))
        self.removed = body(_removed(erased))
        self.close_button = primary_button(translate("ErasedWindow", "Close"), self.accept)
        title = (
            translate("ErasedWindow", "Some files could not be deleted")
            if erased.left
            else translate("ErasedWindow", "Everything has been deleted")
        )
        last = translate("ErasedWindow", "Small Acts closes now. Take good care.")
        self.add(card_title(title), self.removed, *_notes(erased), body(last, soft=True))
        self.rows.addWidget(self.close_button, alignment=Qt.AlignmentFlag.AlignLeading)
        self.fit_to_words(_ERASE_WIDTH)
        self.close_button.setFocus()


def _point(line: str) -> Label:
    return body(f"•  {line}")


def _what_goes(goes: Erasable) -> list[str]:
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
