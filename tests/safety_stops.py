"""Every dialog and screen about passphrase, backups, damage and the first run, one by one."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtWidgets import QWidget

from smallacts_desktop.domain.backups import (
    KeyChange,
    LeftOut,
    Rescued,
    RescueOffer,
    Restored,
    SnapshotCount,
)
from smallacts_desktop.domain.passphrase import PassphraseTask
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.ui.kit.step_dialog import DoneStep, StepDialog
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.security.backups import BackupWork, RestoreDialog
from smallacts_desktop.ui.security.journal_windows import DamageWindow
from smallacts_desktop.ui.security.passphrase_dialog import (
    CodeStep,
    PassphraseDialog,
    PassphraseWork,
)
from smallacts_desktop.ui.settings.cards import BackupsCard
from smallacts_desktop.ui.shell.first_run import FirstRun
from smallacts_desktop.ui.text import backup_words
from smallacts_desktop.ui.text.backup_words import what_was_done

Stops = Iterator[tuple[str, QWidget]]


def safety_stops(theme: Theme, vault: Vault, folder: Path, window: QWidget) -> Stops:
    """Each with a name; ``window`` shows the journal of ``vault``."""
    seen: set[QWidget] = set()
    for name, widget in _stops(theme, vault, folder, window):
        seen.add(widget)
        yield name, widget
    # Here and now: Python might take a window without a parent apart in another thread.
    for widget in seen:
        widget.deleteLater()
    QThreadPool.globalInstance().waitForDone()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _stops(theme: Theme, vault: Vault, folder: Path, window: QWidget) -> Stops:
    yield from _passphrase(theme, vault, window)
    yield from _backups(theme, vault, folder, window)
    yield from _damage(theme, vault, folder, window)
    first_run = FirstRun(theme, vault.journal)
    for number in range(len(first_run.screens)):
        first_run.show_screen(number)
        yield f"first screen {number}", first_run


def _passphrase(theme: Theme, vault: Vault, window: QWidget) -> Stops:
    work = PassphraseWork(vault, theme, lambda: None, lambda: SnapshotCount(2, 1))
    for wish in PassphraseTask:
        dialog = PassphraseDialog(theme, wish, work, vault.journal.today(), window)
        for step in dialog.steps:
            if isinstance(step, CodeStep):
                # A code is no language's.
                for label in step.view.groups:
                    label.setText("0123")
        yield from _steps(wish.name, dialog)
    for removed in (False, True):
        title, sentences = what_was_done(KeyChange(2, 1, 3), removed=removed)
        yield "done", DoneStep(theme, title, sentences)


def _steps(name: str, dialog: StepDialog) -> Stops:
    for number, step in enumerate(dialog.steps):
        dialog.show_step(step)
        yield f"{name} {number}", dialog


def _backups(theme: Theme, vault: Vault, folder: Path, window: QWidget) -> Stops:
    taken = vault.backups.take()
    snapshot = vault.backups.snapshots()[0]
    preview = vault.backups.preview(taken.path)
    card = BackupsCard(theme)
    card.show_state(folder, snapshot, SnapshotCount(2, 1), is_there=False, is_own=False)
    card.show_message(backup_words.backup_made(taken))
    yield "a card", card
    dialog = RestoreDialog(theme, BackupWork(vault, theme, lambda: None), [snapshot], window)
    dialog.preview.show_preview(preview)
    yield from _steps("restore", dialog)
    result = Restored(taken.path, is_encrypted=True, same_key=False)
    yield "restored", DoneStep(theme, dialog.preview.title, backup_words.restored(result))
    offer = RescueOffer(preview, 3)
    damage = DamageWindow(theme, vault, folder, window)
    damage.show_offer(offer)
    yield "an offer", damage
    lost = LeftOut(entries=2, others=1)
    rescued = Rescued(taken.path, preview, 1, 1, 9, lost, False, lost)
    yield "rescued", DoneStep(theme, dialog.preview.title, backup_words.rescued(rescued))


def _damage(theme: Theme, vault: Vault, folder: Path, window: QWidget) -> Stops:
    for readable in (0, 1, 5):
        damage = DamageWindow(theme, vault, folder, window)
        damage.show_offer(RescueOffer(None, readable))
        yield f"{readable} readable", damage
