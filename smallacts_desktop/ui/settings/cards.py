"""What every card of the Settings page shares, and the cards for passphrase and backups."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from smallacts_desktop.domain.backups import Snapshot, SnapshotCount
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.passphrase import PassphraseTask
from smallacts_desktop.tokens import SPACE_M, SPACE_S
from smallacts_desktop.ui.kit import jobs
from smallacts_desktop.ui.kit.basics import (
    Card,
    Label,
    body,
    card_title,
    heading,
    quiet_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.choice import ChoiceChips
from smallacts_desktop.ui.kit.controls import CheckBox
from smallacts_desktop.ui.kit.desktop import open_folder
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import backup_words, words

translate = QCoreApplication.translate

_Value = TypeVar("_Value")


class SettingsCard(Card):
    """A card headed ``title``; there is no button to save, and none to forget.

    ``not_kept`` says why a choice could not be kept: under its control, or, with
    ``problem_on_top``, under the title, where the control is a tall group.
    """

    def __init__(self, theme: Theme, title: str, *, problem_on_top: bool = False) -> None:
        super().__init__(theme, gap=SPACE_M)
        self.theme = theme
        self.title = card_title(title)
        self.rows.addWidget(self.title)
        self.not_kept = ProblemLabel(stays=problem_on_top)
        self.not_kept.hide()
        self.rows.addWidget(self.not_kept)

    def add(self, *parts: QWidget) -> None:
        """Put ``parts`` below one another; chips are headed by their name."""
        for part in parts:
            if isinstance(part, ChoiceChips):
                self.rows.addWidget(heading(part.accessibleName(), part))
            if isinstance(part, QPushButton):
                self.rows.addWidget(part, alignment=Qt.AlignmentFlag.AlignLeading)
            else:
                self.rows.addWidget(part)

    def attempt(self, work: Callable[[], object], set_ticked: Callable[[], QWidget]) -> bool:
        """Keep a choice, or say at its control why not; returns whether it was kept.

        ``set_ticked`` lets the card show again what is kept, and returns that control.
        """

        def refuse(error: SmallActsError) -> None:
            self.not_kept.refuse(words.problem(error), set_ticked())

        return jobs.attempt(work, done=lambda _: self.not_kept.clear_problem(), failed=refuse)

    def kept_chips(
        self,
        name: str,
        choices: list[tuple[_Value, str]],
        kept: Callable[[], _Value],
        keep: Callable[[_Value], None],
    ) -> ChoiceChips[_Value]:
        """A choice of exactly one, that is kept in the journal.

        ``keep`` may raise a SmallActsError; then ``kept``, what is in the journal, is chosen again.
        """

        def set_ticked() -> QWidget:
            with QSignalBlocker(chips):
                chips.set_value(kept())
            return chips

        chips = self.chips(
            name, choices, kept(), lambda value: self.attempt(lambda: keep(value), set_ticked)
        )
        return chips

    def chips(
        self,
        name: str,
        choices: list[tuple[_Value, str]],
        value: _Value,
        act: Callable[[_Value], object],
    ) -> ChoiceChips[_Value]:
        """A choice of exactly one, ``value`` to begin with; ``act`` is called at every other."""
        chips = ChoiceChips[_Value](self.theme, choices, name=name, required=True)
        chips.set_value(value)
        chips.value_changed.connect(act)
        return chips

    def box(self, text: str, on: bool, act: Callable[[bool], None]) -> CheckBox:
        """A box to tick; ``act`` is called at every change."""
        box = CheckBox(self.theme, text)
        box.setChecked(on)
        box.toggled.connect(act)
        return box


class PassphraseCard(SettingsCard):
    """``wanted``: a PassphraseTask of the person."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, *, has_passphrase: bool) -> None:
        super().__init__(theme, translate("SettingsPage", "Passphrase"))
        self.state = body()
        self.set_button = secondary_button(translate("SettingsPage", "Set a passphrase…"))
        self.change_button = secondary_button(translate("SettingsPage", "Change…"))
        self.remove_button = quiet_button(translate("SettingsPage", "Remove…"))
        row = FlowRow(gap=theme.px(SPACE_S))
        for button, task in (
            (self.set_button, PassphraseTask.SET),
            (self.change_button, PassphraseTask.CHANGE),
            (self.remove_button, PassphraseTask.REMOVE),
        ):
            row.flow.addWidget(button)
            button.clicked.connect(lambda _=False, wanted=task: self.wanted.emit(wanted))
        self.add(self.state, row)
        self.show_state(has_passphrase=has_passphrase)

    def show_state(self, *, has_passphrase: bool) -> None:
        """Say whether there is one, and offer what can be done then."""
        locked = translate(
            "SettingsPage", "Your journal and its backups are locked with a passphrase."
        )
        plain = translate(
            "SettingsPage",
            "Your journal has no passphrase: anybody who uses this computer under your name "
            "can open it.",
        )
        self.state.setText(locked if has_passphrase else plain)
        # Hide before showing, so that the keyboard is not passed on to another button.
        self.set_button.setVisible(not has_passphrase)
        self.change_button.setVisible(has_passphrase)
        self.remove_button.setVisible(has_passphrase)


class BackupsCard(SettingsCard):
    """Shows what ``show_state`` is told; until then, that the backups are being looked for.

    Signals: ``folder_wanted``, another folder; ``own_folder_wanted``, the program's own again;
    ``backup_wanted`` and ``backup_elsewhere_wanted``, a backup now; ``restore_wanted``;
    ``check_wanted``, a look at everything.
    """

    folder_wanted = Signal()
    own_folder_wanted = Signal()
    backup_wanted = Signal()
    backup_elsewhere_wanted = Signal()
    restore_wanted = Signal()
    check_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, translate("SettingsPage", "Backups"))
        self._folder: Path | None = None
        self.newest = body(translate("SettingsPage", "Looking for your backups…"))
        self.outcome = ProblemLabel()
        self.outcome.hide()
        self.where = Label()
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        gone = translate(
            "SettingsPage",
            "That folder cannot be used just now. Until it can, backups go to the program’s "
            "own folder.",
        )
        self.gone, self.also = Label(gone), body(soft=True)
        self._make_buttons()
        how_often = translate(
            "SettingsPage",
            "A backup is made each day you change something. Seven days, four weeks and "
            "twelve months are kept.",
        )
        elsewhere = translate(
            "SettingsPage",
            "A USB stick or a folder that is copied to another computer keeps your journal "
            "safe if this computer breaks.",
        )
        now = (self.now_button, self.elsewhere_button, self.restore_button, self.check_button)
        folder = (self.open_button, self.change_button, self.own_button)
        gap = theme.px(SPACE_S)
        self.add(body(how_often, soft=True), self.newest, FlowRow(*now, gap=gap), self.outcome)
        self.add(heading(translate("SettingsPage", "Where backups are kept")))
        self.add(self.where, self.gone, self.also, FlowRow(*folder, gap=gap))
        self.add(body(elsewhere, soft=True))
        for part in (self.gone, self.also, self.own_button):
            part.hide()
        self.open_button.setEnabled(False)

    def show_state(
        self,
        folder: Path,
        newest: Snapshot | None,
        count: SnapshotCount,
        *,
        is_there: bool,
        is_own: bool,
    ) -> None:
        """``folder`` is the chosen one, ``is_own`` whether that is the program's own."""
        self._folder = folder
        self.newest.setText(backup_words.newest(newest, count))
        self.where.setText(words.breakable(folder))
        self.gone.setVisible(not is_there)
        self.own_button.setVisible(not is_own)
        self.open_button.setEnabled(is_there)

    def show_other_folders(self, there: Sequence[Path], away: Sequence[Path]) -> None:
        """Say where else backups are, and where they may be that cannot be reached just now."""
        self.also.setText(backup_words.also_in(there, away))
        self.also.setVisible(bool(self.also.text()))

    def show_message(self, sentence: str, *, wrong: bool = False) -> None:
        """Show the result of the latest action."""
        self.outcome.mark(wrong=wrong)
        self.outcome.setText(sentence)
        self.outcome.setVisible(bool(sentence))

    def _make_buttons(self) -> None:
        self.now_button = secondary_button(translate("SettingsPage", "Back up now"))
        self.elsewhere_button = secondary_button(translate("SettingsPage", "Back up to a file…"))
        self.restore_button = secondary_button(translate("SettingsPage", "Restore…"))
        self.check_button = secondary_button(translate("SettingsPage", "Check now"))
        self.open_button = quiet_button(translate("SettingsPage", "Open folder"), small=True)
        self.open_button.setProperty("flush", True)
        self.change_button = quiet_button(translate("SettingsPage", "Change…"), small=True)
        own = translate("SettingsPage", "Use the program’s own folder")
        self.own_button = quiet_button(own, self.own_folder_wanted, small=True)
        self.now_button.clicked.connect(self.backup_wanted)
        self.elsewhere_button.clicked.connect(self.backup_elsewhere_wanted)
        self.restore_button.clicked.connect(self.restore_wanted)
        self.check_button.clicked.connect(self.check_wanted)
        self.change_button.clicked.connect(self.folder_wanted)
        self.open_button.clicked.connect(self._open_folder)

    def _open_folder(self) -> None:
        if self._folder is not None:
            open_folder(self._folder)
