"""Dialogs with long words in the smallest window: scrolling down alone reaches each."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea

from smallacts_desktop.domain.backups import EntryCopy, SnapshotKind, UnreadableEntry
from smallacts_desktop.domain.people import OwnContact
from smallacts_desktop.ui.journal.dialogs import UnreadableDialog
from smallacts_desktop.ui.security.backups import BackupWork, RestoreDialog
from smallacts_desktop.ui.shell.about import HelpDialog, read_help_contacts
from tests.ui.app_fixture import AppFixture
from tests.ui.places import complete_layout
from tests.ui.shell.test_large_text import clipped


def _help(app: AppFixture) -> QDialog:
    mine = OwnContact("A friend", "rosalind.long.address@example.org, 07700 900456")
    return HelpDialog(app.theme, read_help_contacts(), app.window, (mine,))


def _unreadable(app: AppFixture) -> QDialog:
    entry = app.entries()[0]
    copy = EntryCopy(entry, app.clock.now().replace(tzinfo=None))
    lost = UnreadableEntry(1, entry.id, entry.date)
    return UnreadableDialog(app.theme, lost, copy, app.window)


def _restore(app: AppFixture) -> QDialog:
    app.vault.backups.take()
    app.clock.at += timedelta(hours=3)
    app.vault.backups.take(SnapshotKind.BEFORE_UPDATE)
    work = BackupWork(app.vault, app.theme, lambda: None)
    return RestoreDialog(app.theme, work, app.vault.backups.snapshots(), app.window)


DIALOGS: dict[str, Callable[[AppFixture], QDialog]] = {
    "help": _help,
    "unreadable": _unreadable,
    "restore": _restore,
}


def leave(dialog: QDialog) -> None:
    """Take the dialog away before its window goes."""
    dialog.hide()
    dialog.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_has_room_for_its_words(app: AppFixture, name: str) -> None:
    """None is wider than the window, and nothing in it is cut off."""
    app.width, app.height = 640, 480
    app.entry()
    app.theme.set_scale(2.0)
    dialog = DIALOGS[name](app)
    dialog.show()
    complete_layout(app)
    assert clipped(dialog) == []
    areas = [area for area in dialog.findChildren(QScrollArea) if area.isVisible()]
    assert all(area.horizontalScrollBar().maximum() == 0 for area in areas)
    leave(dialog)
