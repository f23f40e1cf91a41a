"""Where backups are kept, the newest of them, and the ways to make one and bring one back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from smallacts_desktop.domain.backups import Snapshot, SnapshotCount
from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.kit.basics import (
    Label,
    body,
    heading,
    quiet_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.files import open_folder
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.problem_label import ProblemLabel
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.settings.card import SettingsCard
from smallacts_desktop.ui.text import backup_words, words


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
        translate = QCoreApplication.translate
        super().__init__(theme, translate("SettingsPage", "Backups"))
        self._folder: Path | None = None
        self.newest = body(translate("SettingsPage", "Looking for your backups…"))
        self.outcome = ProblemLabel()
        self.outcome.hide()
        self.where = Label()
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.gone = Label(
            translate(
                "SettingsPage",
                "That folder cannot be used just now. Until it can, backups go to the program’s "
                "own folder.",
            )
        )
        self.also = body(soft=True)
        self._make_buttons()
        self.add(
            body(
                translate(
                    "SettingsPage",
                    "A backup is made each day you change something. Seven days, four weeks and "
                    "twelve months are kept.",
                ),
                soft=True,
            ),
            self.newest,
            self._row(
                self.now_button, self.elsewhere_button, self.restore_button, self.check_button
            ),
            self.outcome,
            heading(translate("SettingsPage", "Where backups are kept")),
            self.where,
            self.gone,
            self.also,
            self._row(self.open_button, self.change_button, self.own_button),
            body(
                translate(
                    "SettingsPage",
                    "A USB stick or a folder that is copied to another computer keeps your journal "
                    "safe if this computer breaks.",
                ),
                soft=True,
            ),
        )
        self.gone.hide()
        self.also.hide()
        self.own_button.hide()
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

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Say what came of the latest wish."""
        self.outcome.mark(wrong=wrong)
        self.outcome.setText(sentence)
        self.outcome.setVisible(bool(sentence))

    def _make_buttons(self) -> None:
        translate = QCoreApplication.translate
        self.now_button = secondary_button(translate("SettingsPage", "Back up now"))
        self.elsewhere_button = secondary_button(translate("SettingsPage", "Back up to a file…"))
        self.restore_button = secondary_button(translate("SettingsPage", "Restore…"))
        self.check_button = secondary_button(translate("SettingsPage", "Check now"))
        self.open_button = quiet_button(translate("SettingsPage", "Open folder"), small=True)
        self.open_button.setProperty("flush", True)
        self.change_button = quiet_button(translate("SettingsPage", "Change…"), small=True)
        own = translate("SettingsPage", "Use the program’s own folder")
        self.own_button = quiet_button(own, small=True)
        self.now_button.clicked.connect(self.backup_wanted)
        self.elsewhere_button.clicked.connect(self.backup_elsewhere_wanted)
        self.restore_button.clicked.connect(self.restore_wanted)
        self.check_button.clicked.connect(self.check_wanted)
        self.change_button.clicked.connect(self.folder_wanted)
        self.own_button.clicked.connect(self.own_folder_wanted)
        self.open_button.clicked.connect(self._open_folder)

    def _open_folder(self) -> None:
        if self._folder is not None:
            open_folder(self._folder)

    def _row(self, *buttons: QWidget) -> FlowRow:
        return FlowRow(*buttons, gap=self.theme.px(SPACE_S))
