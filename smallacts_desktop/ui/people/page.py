"""Familiar faces: a card for each person; one can be renamed, or forgotten."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QDialog, QLineEdit, QVBoxLayout, QWidget

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import SHORT_TEXT_LIMIT
from smallacts_desktop.domain.face_drawings import FaceDrawing
from smallacts_desktop.domain.people import Face, nickname_key
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.tokens import SPACE_L
from smallacts_desktop.ui.kit.basics import (
    body,
    card_title,
    danger_button,
    primary_button,
    quiet_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.dialogs import ScrollingDialog, wait_for
from smallacts_desktop.ui.kit.drawings import EmptyState
from smallacts_desktop.ui.kit.jobs import Progress, attempt
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.page import Page
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.people.face_card import FaceCard
from smallacts_desktop.ui.people.face_picker import FacePicker
from smallacts_desktop.ui.text import words
from smallacts_desktop.ui.text.window_words import faces_name

translate = QCoreApplication.translate

_WIDTH = 440


class RenameFaceDialog(ScrollingDialog):
    """Asks for another nickname; one that is there already makes two faces one.

    Signals: ``renamed(str)`` with the new nickname.
    """

    renamed = Signal(str)

    def __init__(self, theme: Theme, nickname: str, others: Sequence[str], parent: QWidget) -> None:
        super().__init__(theme, translate("FaceDialog", "Rename"), parent)
        self._others = {nickname_key(other): other for other in others}
        self._others.pop(nickname_key(nickname), None)
        self.field = QLineEdit(nickname)
        self.field.setMaxLength(SHORT_TEXT_LIMIT)
        self.field.setAccessibleName(translate("FaceDialog", "Nickname"))
        completer = QCompleter(list(self._others.values()), self.field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field.setCompleter(completer)
        self.hint = body(soft=True)
        self.problem = ProblemLabel()
        self.problem.hide()
        self.save_button = primary_button(translate("FaceDialog", "Save"), self._save)
        cancel = secondary_button(translate("FaceDialog", "Cancel"), self.reject)
        title = translate("FaceDialog", "Another nickname")
        self.add(card_title(title), self.field, self.hint, self.problem)
        self.add_buttons(self.save_button, cancel)
        self.field.textChanged.connect(self._follow)
        self.field.returnPressed.connect(self._save)
        self.field.selectAll()
        self._follow()
        self.fit_to_words(_WIDTH)

    def show_problem(self, sentence: str) -> None:
        """Say why the nickname could not be kept."""
        self.problem.refuse(sentence, self.field)
        self.grow_to_words()

    def _follow(self) -> None:
        self.problem.clear_problem()
        other = self._others.get(nickname_key(self.field.text()))
        text = translate("FaceDialog", "There is a “{name}” already. The two become one.")
        if other is None:
            text = translate(
                "FaceDialog", "It changes in every entry. Your notes stay as they are."
            )
        self.hint.setText(text.format(name=other))

    def _save(self) -> None:
        self.renamed.emit(self.field.text())


class ForgetFaceDialog(ScrollingDialog):
    """Asks before a nickname is taken out everywhere. Accepted means yes."""

    def __init__(self, theme: Theme, nickname: str, entries: int, parent: QWidget) -> None:
        super().__init__(theme, translate("FaceDialog", "Forget"), parent)
        text = translate(
            "FaceDialog",
            "“{name}” is taken out of every entry ({count}). The entries and their notes stay. "
            "This cannot be undone. Backups made until now still hold it.",
        ).format(name=nickname, count=entries)
        self.forget_button = danger_button(translate("FaceDialog", "Forget"), self.accept)
        self.keep_button = secondary_button(translate("FaceDialog", "Keep"), self.reject)
        title = translate("FaceDialog", "Forget this nickname?")
        self.add(card_title(title), body(text))
        self.add_buttons(self.keep_button, self.forget_button)
        self.fit_to_words(_WIDTH)
        self.keep_button.setFocus()


# Cards are made this many at a time; nobody needs a hundred at once.
SHOWN_AT_ONCE = 20


class FacesPage(Page):
    """Every nickname in the journal, the person met last first.

    Signals: ``back``, ``entries_wanted(str)`` and ``act_wanted(str, object)`` with a nickname,
    the latter also with the size of the act, or None where the person is to say it.
    """

    head_stacks_below = 480

    back = Signal()
    entries_wanted = Signal(str)
    act_wanted = Signal(str, object)

    def __init__(self, journal: Journal, theme: Theme) -> None:
        super().__init__(theme)
        self._journal = journal
        self._shown = SHOWN_AT_ONCE
        self._stale = True
        self.cards: list[FaceCard] = []
        who = translate(
            "FacesPage",
            "People you see again and again, by the nicknames you gave them. Nicknames stay "
            "here unless you choose to share them.",
        )
        self.show_title(faces_name(), who)
        self.back_button = quiet_button(translate("FacesPage", "Back to the journal"), self.back)
        self.back_button.setProperty("flush", True)
        leading = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
        self.head_row.addWidget(self.back_button, 0, leading)
        nobody = translate(
            "FacesPage",
            "When you note an act, you can say who it was with, such as “spaniel man, park”. "
            "They will show here.",
        )
        self.empty = EmptyState(theme, "empty-faces", nobody)
        self.more_button = secondary_button(translate("FacesPage", "Show more"))
        self.more_button.clicked.connect(lambda: self.attempt_to_read(self._show_more))
        self.problem = ProblemLabel()
        self.problem.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(SPACE_L))
        self.rows.addWidget(self.problem)
        self.rows.addLayout(self._list)
        self.rows.addWidget(self.more_button, alignment=Qt.AlignmentFlag.AlignLeading)
        self.rows.addWidget(self.empty, 1)
        self.rows.addStretch(1)

    def on_change(self, change: Change) -> None:
        """Follow the journal; read again when the page is next seen."""
        if change.entries or change.preferences:
            self._stale = True
            if self.isVisible():
                self.refresh()

    def on_shown(self) -> None:
        """The person came to this page."""
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Show the faces again."""
        self._stale = False
        faces = self._journal.faces.all()
        for card in self.cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        sizes = self._journal.faces.sizes()
        self.cards = [
            self._card(face, sizes.get(nickname_key(face.nickname), ()))
            for face in faces[: self._shown]
        ]
        for card in self.cards:
            self._list.addWidget(card)
        self.empty.setVisible(not faces)
        self.more_button.setVisible(len(faces) > self._shown)

    def _show_more(self) -> None:
        first_new = len(self.cards)
        self._shown += SHOWN_AT_ONCE
        self.refresh()
        self.cards[first_new].note_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, face: Face, sizes: Sequence[ActSize]) -> FaceCard:
        name = face.nickname
        card = FaceCard(self.theme, face, self._journal.faces.drawing(name), sizes)
        card.draw_button.clicked.connect(lambda: self._draw(card))
        card.rename_button.clicked.connect(lambda: self._rename(face))
        card.forget_button.clicked.connect(lambda: self._forget(face))
        card.entries_button.clicked.connect(lambda: self.entries_wanted.emit(name))
        # Without a size: a next step that is filled in already would be one that nobody took.
        card.note_button.clicked.connect(lambda: self.act_wanted.emit(name, None))
        return card

    def _draw(self, card: FaceCard) -> None:
        nickname = card.face.nickname
        dialog = FacePicker(self.theme, nickname, card.drawing, self)

        def save(drawing: FaceDrawing) -> None:
            attempt(
                lambda: self._journal.faces.choose_drawing(nickname, drawing),
                done=lambda _: dialog.accept(),
                failed=lambda error: dialog.show_problem(words.problem(error)),
            )

        dialog.chosen.connect(save)
        self._open(dialog)
        dialog.finished.connect(lambda: self._focus_drawing(nickname))

    def _rename(self, face: Face) -> None:
        others = self._journal.faces.nicknames()
        dialog = RenameFaceDialog(self.theme, face.nickname, others, self)

        def save(nickname: str) -> None:
            # Every entry that names them is written and indexed again.
            self._change(
                translate("FacesPage", "Changing the nickname"),
                work=lambda: self._journal.faces.rename(face.nickname, nickname),
                done=dialog.accept,
                failed=dialog.show_problem,
            )

        dialog.renamed.connect(save)
        self._open(dialog)

    def _forget(self, face: Face) -> None:
        dialog = ForgetFaceDialog(self.theme, face.nickname, face.entries, self)

        def forget() -> None:
            # The dialog goes first: what follows waits in a loop of its own.
            QTimer.singleShot(0, self, lambda: self._forget_for_good(face.nickname))

        dialog.accepted.connect(forget)
        self._open(dialog)

    def _forget_for_good(self, nickname: str) -> None:
        # Taking the last trace out of the file rewrites it, which may take a moment.
        self._change(
            translate("FacesPage", "Forgetting the nickname"),
            work=lambda: self._journal.faces.forget(nickname),
            done=lambda: self.show_problem_line(self.problem, ""),
            failed=lambda sentence: self.show_problem_line(self.problem, sentence),
        )
        self._focus_first()

    def _change(
        self,
        what: str,
        *,
        work: Callable[[], object],
        done: Callable[[], object],
        failed: Callable[[str], object],
    ) -> None:
        """Change the journal in another thread; ``failed`` is given a sentence."""

        def in_worker(_: Progress) -> None:
            with self._journal.worker():
                work()

        attempt(
            lambda: wait_for(self.theme, what, in_worker, self),
            done=lambda _: done(),
            failed=lambda error: failed(words.problem(error)),
        )

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # The card whose button was pressed may be gone by then.
        dialog.finished.connect(self._focus_first)
        dialog.open()

    def _focus_drawing(self, nickname: str) -> None:
        """Go back to where a drawing was asked for; the card may have been made again."""
        for card in self.cards:
            if card.face.nickname == nickname:
                card.draw_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_first(self) -> None:
        control: QWidget = self.cards[0].note_button if self.cards else self.back_button
        control.setFocus(Qt.FocusReason.OtherFocusReason)
