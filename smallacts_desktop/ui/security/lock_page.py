"""The page of a locked journal: the passphrase opens it, or the recovery code does."""

import math

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import DamagedJournalError, TooManyAttemptsError
from smallacts_desktop.journal.vault.keys import Ready
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.tokens import SPACE_L, SPACE_M, SPACE_PAGE, SPACE_S
from smallacts_desktop.ui.kit.basics import Card, body, card_title, primary_button, quiet_button
from smallacts_desktop.ui.kit.drawings import Logo
from smallacts_desktop.ui.kit.jobs import BackgroundWork
from smallacts_desktop.ui.kit.messages import ProblemLabel, announce
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.security.passphrase_fields import CodeField, PassphraseField
from smallacts_desktop.ui.text import words

translate = QCoreApplication.translate

_CARD_WIDTH = 420
# In a lower window the field and the button come before the logo.
_ROOM_FOR_LOGO = 540
_NEW_PLACES = (QEvent.Type.Resize, QEvent.Type.LayoutRequest)
_SECOND_MS = 1_000
_CENTRED = Qt.AlignmentFlag.AlignHCenter


class LockPage(QScrollArea):
    """Asks for what opens the journal of ``vault``; holds nothing of the journal itself.

    ``began``: the key is being worked out in another thread, which takes a while.
    ``opened(Ready, bool)``: it may be entered; True when the recovery code opened it.
    ``damaged(str, bool)``: what was typed is right, and the journal is damaged; True when it was
    the recovery code. The page has said so in one sentence.
    ``help_wanted``: the person asked where to turn in a crisis.
    """

    began = Signal()
    opened = Signal(object, bool)
    damaged = Signal(str, bool)
    help_wanted = Signal()

    def __init__(self, vault: Vault, theme: Theme) -> None:
        super().__init__()
        self._vault, self._theme = vault, theme
        self._by_code = self._held = False
        self._work: BackgroundWork[Ready] | None = None
        self._typed = ""
        self._wait = QTimer(self, interval=_SECOND_MS)
        self._ground = QWidget()
        self._make_parts()
        self._build_layout()
        self._wait.timeout.connect(self._count)
        self.open_button.clicked.connect(self.try_to_open)
        self.passphrase.edit.returnPressed.connect(self.try_to_open)
        self.code.returnPressed.connect(self.try_to_open)
        self.forgotten_button.clicked.connect(lambda: self._ask_for(code=True))
        theme.changed.connect(self._fit)
        self._show_parts()
        self._count()

    # What other parts call

    def show_sentence(self, sentence: str) -> None:
        """Say one sentence above the button, unless held; it must hold nothing personal."""
        if not self._held:
            self._show_sentence(sentence)

    def hold(self, sentence: str) -> None:
        """Take nothing in until ``release``, and say why."""
        self._held = True
        self._show_sentence(sentence)
        self._enable()

    def release(self) -> None:
        """Take something in again; nothing happens unless it was held."""
        if not self._held:
            return
        self._held = False
        self._show_sentence("")
        self._enable()
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard where the passphrase, or the code, is typed."""
        target = self._field() if not self.open_button.isHidden() else self.back_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ensure_focus_visible()

    def try_to_open(self) -> None:
        """Try what was typed, in another thread."""
        typed = self._field().text()
        if not typed or self._work is not None or not self.open_button.isEnabled():
            return
        vault, by_code = self._vault, self._by_code
        self._typed = typed
        self._work = BackgroundWork(
            lambda _progress: vault.prepare_with_code(typed) if by_code else vault.prepare(typed),
            done=self._succeed,
            failed=self._fail,
        )
        self._show_sentence(translate("LockPage", "Opening…"))
        self._enable()
        self._work.start()
        self.began.emit()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Be ready for typing."""
        super().showEvent(event)
        self.focus_first()

    # Opening

    def _succeed(self, ready: Ready) -> None:
        self._end_work()
        self.passphrase.forget()
        self.code.forget()
        self.opened.emit(ready, self._by_code)

    def _fail(self, error: SmallActsError) -> None:
        typed = self._end_work()
        if not isinstance(error, TooManyAttemptsError):
            self.line.mark(wrong=True)
            self.line.refuse(words.problem(error), self._part())
        self._count()
        field = self._field()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()
        if isinstance(error, DamagedJournalError):
            self.damaged.emit(typed, self._by_code)

    def _end_work(self) -> str:
        typed, self._typed = self._typed, ""
        self._work = None
        self._show_sentence("")
        self._enable()
        return typed

    def _count(self) -> None:
        """Say how long the person has to wait, second by second."""
        seconds = math.ceil(self._vault.wait_seconds())
        self.wait_line.setVisible(seconds > 0)
        if seconds > 0:
            sentence = words.plural(
                translate("LockPage", "Please wait 1 second, then try again."),
                translate("LockPage", "Please wait {count} seconds, then try again."),
                seconds,
            )
            self.wait_line.setText(sentence)
            if not self._wait.isActive():
                # Once: a screen reader that counts aloud helps nobody.
                announce(self, sentence)
                self._wait.start()
        else:
            self._wait.stop()
        self._enable()

    # The two questions

    def _ask_for(self, *, code: bool) -> None:
        self._by_code = code
        (self.passphrase if code else self.code).forget()
        self._show_parts()

    def _show_parts(self) -> None:
        can_try = not self._by_code or self._vault.has_recovery
        self.question.setText(self._question())
        self.passphrase.setVisible(not self._by_code)
        self.code.setVisible(self._by_code and can_try)
        self.open_button.setVisible(can_try)
        self.forgotten_button.setVisible(not self._by_code)
        self.back_button.setVisible(self._by_code)
        self._show_sentence("")
        self._enable()
        self.focus_first()

    def _question(self) -> str:
        if not self._by_code:
            return translate(
                "LockPage", "Only your passphrase opens it. It never leaves this computer."
            )
        if self._vault.has_recovery:
            return translate(
                "LockPage",
                "Type the recovery code that you wrote down or printed: six groups of four "
                "letters and digits.",
            )
        return translate(
            "LockPage",
            "There is no recovery code for this journal here: the file that goes with one is not "
            "beside it, though a backup may hold it. Without the passphrase or that file and its "
            "code, nobody can open the journal.",
        )

    def _field(self) -> QLineEdit:
        return self.code if self._by_code else self.passphrase.edit

    def _part(self) -> QWidget:
        return self.code if self._by_code else self.passphrase

    def _show_sentence(self, sentence: str) -> None:
        self.line.clear_problem()
        self.line.mark(wrong=False)
        self.line.setText(sentence)
        self.line.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)
            self.ensureWidgetVisible(self.line)

    def _enable(self) -> None:
        quiet = self._work is None and not self._held
        for part in (self.passphrase, self.code, self.forgotten_button, self.back_button):
            part.setEnabled(quiet)
        self.open_button.setEnabled(quiet and self.wait_line.isHidden())

    # Making it

    def _make_parts(self) -> None:
        self.setAccessibleName(translate("LockPage", "Your journal is locked"))
        self.title = card_title(translate("LockPage", "Your journal is locked"))
        self.logo = Logo(self._theme)
        self.question = body(soft=True)
        self.passphrase = PassphraseField(self._theme, translate("LockPage", "Passphrase"))
        self.code = CodeField(translate("LockPage", "Recovery code"))
        self.line, self.wait_line = ProblemLabel(), body()
        self.open_button = primary_button(translate("LockPage", "Open my journal"))
        self.forgotten_button = quiet_button(translate("LockPage", "I’ve forgotten it"))
        self.back_button = quiet_button(
            translate("LockPage", "Back"), lambda: self._ask_for(code=False)
        )
        self.help_button = quiet_button(translate("LockPage", "Help now"), self.help_wanted)
        for label in (self.title, self.question, self.wait_line):
            label.setAlignment(_CENTRED)
        self.wait_line.hide()

    def _build_layout(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ground.setProperty("role", "page")
        self.card = Card(self._theme, padding=SPACE_PAGE, gap=SPACE_M)
        rows = self.card.rows
        rows.addWidget(self.logo, alignment=_CENTRED)
        rows.addWidget(self.title)
        rows.addWidget(self.question)
        rows.addSpacing(self._theme.px(SPACE_S))
        for part in (self.passphrase, self.code, self.line, self.wait_line, self.open_button):
            rows.addWidget(part)
        for button in (self.forgotten_button, self.back_button, self.help_button):
            rows.addWidget(button, alignment=_CENTRED)
        self._column = QVBoxLayout(self._ground)
        self._column.addStretch(1)
        self._column.addWidget(self.card, alignment=_CENTRED)
        self._column.addStretch(1)
        self.setWidget(self._ground)

    def _fit(self) -> None:
        edge = self._theme.px(SPACE_L)
        self._column.setContentsMargins(edge, edge, edge, edge)
        self.logo.setVisible(self.viewport().height() >= self._theme.px(_ROOM_FOR_LOGO))
        room = self.viewport().width() - 2 * edge
        self.card.setFixedWidth(max(1, min(self._theme.px(_CARD_WIDTH), room)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what has the keyboard in view while the card finds its height."""
        taken = super().eventFilter(watched, event)
        if watched is self._ground and event.type() in _NEW_PLACES:
            QTimer.singleShot(0, self, self._ensure_focus_visible)
        return taken

    def _ensure_focus_visible(self) -> None:
        focused = QApplication.focusWidget()
        if focused is None or not self._ground.isAncestorOf(focused):
            return
        # Not ensureWidgetVisible(), which is content to show the caret of a field.
        place = QRect(focused.mapTo(self._ground, QPoint(0, 0)), focused.size())
        margin = self._theme.px(SPACE_S)
        for y in (place.bottom(), place.top()):
            self.ensureVisible(place.left(), y, 0, margin)
