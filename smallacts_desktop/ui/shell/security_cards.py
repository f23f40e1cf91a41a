"""What a person does for the safety of an open journal: its passphrase, its backups, a restore."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from smallacts_desktop.domain.backups import (
    Checked,
    Moved,
    Snapshot,
    SnapshotCount,
    SnapshotKind,
    TakenSnapshot,
    counted,
)
from smallacts_desktop.domain.errors import CancelledError, SmallActsError
from smallacts_desktop.domain.journal_errors import DamagedJournalError
from smallacts_desktop.domain.passphrase import PassphraseTask
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.lost_entries import Looked
from smallacts_desktop.journal.vault.keys import Proof
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.settings import SettingsStore
from smallacts_desktop.ui.kit.desktop import first_folder
from smallacts_desktop.ui.kit.dialogs import WaitingDialog
from smallacts_desktop.ui.kit.jobs import BackgroundWork, Progress, attempt, settle_background
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.security.backups import BackupWork, RestoreDialog
from smallacts_desktop.ui.security.passphrase_dialog import PassphraseDialog, PassphraseWork
from smallacts_desktop.ui.settings.cards import BackupsCard, PassphraseCard
from smallacts_desktop.ui.text import backup_words, damage_words, words

_AGAIN_MS = 3000


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """Ask for a folder; None when the person changed their mind. No folder is remembered."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(first_folder()))
    return Path(chosen) if chosen else None


def ask_target(parent: QWidget, title: str, day: date) -> Path | None:
    """Ask for a backup file to write; None when the person changed their mind."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent,
        title,
        str(first_folder() / f"small-acts-{day.isoformat()}.smallacts"),
        QCoreApplication.translate("SecurityCards", "Backups (*.smallacts)"),
    )
    if not chosen:
        return None
    target = Path(chosen)
    return target if target.suffix else target.with_suffix(".smallacts")


@dataclass(frozen=True, slots=True)
class _State:
    """Where backups are, as another thread found it."""

    folder: Path
    is_there: bool
    is_own: bool
    newest: Snapshot | None
    count: SnapshotCount
    also: tuple[Path, ...]
    away: tuple[Path, ...]


class SecurityCards(QObject):
    """Opens the dialogs before ``window``, and keeps the cards of the Settings page up to date.

    It lives as long as the workspace whose words ``save_words`` keeps. ``ask_folder`` and
    ``ask_target`` ask for a folder and a file; tests put their own in.

    Signals: ``passphrase_changed``, set, changed or removed; ``restored``, another journal is in
    the place of this one; ``damage_found(str)``, what cannot be read any more, in a sentence;
    ``file_damaged``, the file itself is damaged.
    """

    passphrase_changed = Signal()
    restored = Signal()
    damage_found = Signal(str)
    file_damaged = Signal()

    def __init__(
        self,
        vault: Vault,
        theme: Theme,
        settings: SettingsStore,
        window: QWidget,
        save_words: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or window)
        self._vault, self._theme, self._window = vault, theme, window
        self._settings = settings
        self._passphrase = PassphraseWork(vault, theme, save_words, self._older_snapshots)
        self._backups = BackupWork(vault, theme, save_words)
        self._cards: tuple[PassphraseCard, BackupsCard] | None = None
        self.ask_folder = ask_folder
        self.ask_target = ask_target

    def connect_cards(self, passphrase: PassphraseCard, backups: BackupsCard) -> None:
        """Do what the person asks for on these cards, and let them say how things are."""
        self._cards = (passphrase, backups)
        passphrase.wanted.connect(self.ask_passphrase)
        backups.folder_wanted.connect(self._choose_folder)
        backups.own_folder_wanted.connect(self._use_own_folder)
        backups.backup_wanted.connect(lambda: self._back_up(None))
        backups.backup_elsewhere_wanted.connect(self._back_up_elsewhere)
        backups.restore_wanted.connect(self.ask_restore)
        backups.check_wanted.connect(self._check)
        self.refresh()

    def refresh(self) -> None:
        """Let the cards say how things are now."""
        if self._cards is None:
            return
        self._cards[0].show_state(has_passphrase=self._vault.has_passphrase)
        work = BackgroundWork(
            lambda _progress: self._read_state(), done=self._show, failed=self._show_problem
        )
        self._looking = work
        work.start()

    def ask_passphrase(self, task: PassphraseTask, proof: Proof | None = None) -> PassphraseDialog:
        """Open the dialog that sets, changes or removes the passphrase.

        ``proof`` is of the recovery code, with which a passphrase is renewed.
        """
        today = self._vault.journal.today()
        dialog = PassphraseDialog(self._theme, task, self._passphrase, today, self._window, proof)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._follow_passphrase)
        dialog.open()
        return dialog

    def ask_restore(self, file: Path | None = None) -> None:
        """Open the dialog that brings a backup back, ``file`` if the person came with one."""

        def show(snapshots: list[Snapshot]) -> None:
            dialog = RestoreDialog(self._theme, self._backups, snapshots, self._window, file)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.finished.connect(self._follow_restore)
            dialog.open()

        check_rows = partial(self._backups.snapshots, self._window)
        attempt(check_rows, done=show, failed=self._show_problem)

    def look_for_damage(self) -> None:
        """Look at the whole file, once a day, and at every row, in another thread.

        Nothing happens when the journal is closed: the time for it may come just after that.
        """
        if not self._vault.is_open:
            return
        if isinstance(QApplication.activeModalWidget(), WaitingDialog):
            # Another file may be taking the journal's place just now.
            QTimer.singleShot(_AGAIN_MS, self, self.look_for_damage)
            return
        today = self._vault.clock.now().date().isoformat()
        is_due = self._settings.current.checked_on != today
        self._looking_for_damage = BackgroundWork(
            partial(self._look_through, is_due),
            done=partial(self._show_looked, today),
            failed=self._show_damage,
        )
        self._looking_for_damage.start()

    def _look_through(self, is_due: bool, progress: Progress) -> Looked | None:
        """What cannot be read; None where looking at the whole file gave way to a change."""
        if is_due and not self._vault.check():
            return None
        return self._vault.journal.unreadable.check_rows(progress)

    def _show_looked(self, today: str, found: Looked | None) -> None:
        if found is None:
            QTimer.singleShot(_AGAIN_MS, self, self.look_for_damage)
            return
        if self._settings.current.checked_on != today:
            self._settings.record(checked_on=today)
        if found and self._vault.is_open:
            self._vault.journal.announce_all_changed()
            self.damage_found.emit(damage_words.row_check(found))

    def _show_damage(self, error: SmallActsError) -> None:
        if isinstance(error, DamagedJournalError):
            self._settings.record(checked_on="")
            self.file_damaged.emit()

    def follow_change(self, change: Change) -> None:
        """Take the day's snapshot, in another thread, on the day's first change."""
        if (change.entries or change.pending or change.everything) and self._vault.daily.is_due():
            daily = self._vault.daily
            self._taking = BackgroundWork(lambda _progress: daily.run())
            self._taking.start()

    # Passphrase and restore

    def _older_snapshots(self) -> SnapshotCount:
        return counted(item.kind for item in self._vault.backups.snapshots())

    def _follow_passphrase(self, result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            self.refresh()
            self.passphrase_changed.emit()

    def _follow_restore(self, result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            self.restored.emit()

    # Backups

    def _back_up_elsewhere(self) -> None:
        title = QCoreApplication.translate("SecurityCards", "Back up to a file")
        target = self.ask_target(self._window, title, self._vault.journal.today())
        if target is not None:
            self._back_up(target)

    def _back_up(self, target: Path | None) -> None:
        def show(taken: TakenSnapshot) -> None:
            self._show_message(backup_words.backup_made(taken))
            self.refresh()

        work = partial(self._backups.back_up, target, self._window)
        attempt(work, done=show, failed=self._show_problem)

    def _check(self) -> None:
        def show(items: Sequence[Checked]) -> None:
            wrong = any(item.is_damaged for item in items)
            self._show_message("\n".join(damage_words.checked(items)), wrong=wrong)

        def show_problem(error: SmallActsError) -> None:
            if not isinstance(error, CancelledError):
                self._show_problem(error)

        attempt(partial(self._backups.check, self._window), done=show, failed=show_problem)

    def _choose_folder(self) -> None:
        title = QCoreApplication.translate("SecurityCards", "Where backups are kept")
        folder = self.ask_folder(self._window, title)
        if folder is None:
            return
        attempt(
            partial(self._vault.backups.check_folder, folder),
            done=lambda _: self._set_folder(str(folder)),
            failed=self._show_problem,
        )

    def _use_own_folder(self) -> None:
        self._set_folder("")

    def _set_folder(self, folder: str) -> None:
        """Use ``folder``, and bring the older backups there; empty for the program's own.

        The former folder is known to the settings until nothing of ours is in it any more,
        whenever the power goes.
        """
        self._show_message("")
        # A backup that is being taken still goes to the former folder.
        settle_background()
        settings = self._settings
        settings.put(settings.current.with_snapshot_folder(folder))
        if self._vault.backups.folder == Path(folder or self._vault.backups.default_folder):
            work = partial(self._backups.move, self._window)
            attempt(work, done=self._show_moved, failed=self._show_problem)
        self.refresh()

    def _show_moved(self, moved: Moved) -> None:
        still = tuple(map(str, (*moved.folders, *moved.out_of_reach)))
        self._settings.change(former_snapshot_folders=still)
        self._show_message(backup_words.moved(moved, self._vault.backups.folder))

    def _read_state(self) -> _State:
        backups = self._vault.backups
        newest = (item for item in backups.snapshots() if item.kind is not SnapshotKind.ARCHIVED)
        folder = backups.folder
        is_own = folder == backups.default_folder
        also = {item.path.parent for item in backups.snapshots()}
        away = set(backups.out_of_reach)
        return _State(
            folder,
            backups.folder_is_there,
            is_own,
            next(newest, None),
            backups.count(),
            tuple(sorted(also - {folder})),
            tuple(sorted(away - {folder})),
        )

    def _show(self, state: object) -> None:
        if self._cards is not None and isinstance(state, _State):
            self._cards[1].show_state(
                state.folder,
                state.newest,
                state.count,
                is_there=state.is_there,
                is_own=state.is_own,
            )
            self._cards[1].show_other_folders(state.also, state.away)
            if self._vault.daily.problem is not None:
                self._show_message(_not_backed_up(self._vault.daily.problem), wrong=True)

    def _show_problem(self, error: SmallActsError) -> None:
        self._show_message(words.problem(error), wrong=True)

    def _show_message(self, sentence: str, *, wrong: bool = False) -> None:
        if self._cards is not None:
            self._cards[1].show_message(sentence, wrong=wrong)


def _not_backed_up(problem: SmallActsError) -> str:
    sentence = QCoreApplication.translate(
        "SecurityCards", "The day’s backup could not be made. {problem}"
    )
    return sentence.format(problem=words.problem(problem))
