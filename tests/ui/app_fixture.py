"""The whole window on a journal in a file, for the tests."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import Entry, EntryDraft, Expectation
from smallacts_desktop.paths import Paths
from smallacts_desktop.settings import Settings, SettingsFile
from smallacts_desktop.tour import app_fixture
from smallacts_desktop.ui.kit.theme import Theme

SUNDAY = datetime(2026, 11, 22, 10, 12, tzinfo=UTC)
TODAY = SUNDAY.date()


class AppFixture(app_fixture.AppFixture):
    """A person at the window on a Sunday morning, and what they have kept before."""

    def __init__(self, paths: Paths, theme: Theme, qtbot: QtBot) -> None:
        super().__init__(paths, theme, SUNDAY)
        self.qtbot = qtbot

    def texts(self, within: QWidget | None = None) -> list[str]:
        """Every label that can be seen."""
        labels = (within or self.window).findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible()]

    def sees(self, part: str, within: QWidget | None = None) -> bool:
        """Whether some label says ``part``."""
        return any(part in text for text in self.texts(within))

    def saved_settings(self) -> Settings:
        """The settings as they are on the disk."""
        return SettingsFile(self.paths.settings).load()

    def stored_drafts(self) -> str:
        """The drafts as another program finds them in the file."""
        with closing(sqlite3.connect(self.paths.journal)) as other:
            return "\n".join(row[0] for row in other.execute("SELECT answers FROM drafts"))

    def entries(self) -> list[Entry]:
        """Everything the journal holds."""
        return list(self.journal.entries())

    def act_on_row(
        self, view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Do the accessible action of one row or cell of a view."""
        at = index.row()
        if isinstance(view, QTableView):
            # Its headers are the first of its children, row by row.
            at = (at + 1) * (view.model().columnCount() + 1) + index.column() + 1
        self.do_action(QAccessible.queryAccessibleInterface(view).child(at), "Toggle")

    # What was there before

    def entry(self, title: str = "Smiled", **answers: object) -> Entry:
        """Keep an entry without the window."""
        return self.journal.write(EntryDraft(act=title, **answers))  # type: ignore[arg-type]

    def practise(self) -> None:
        """Ten days of smiles within a fortnight, as easy as expected."""
        for age in (13, 12, 11, 9, 8, 6, 5, 3, 1, 0):
            self.entry(
                size=ActSize.SMALLEST,
                date=TODAY - timedelta(days=age),
                time=time(9),
                expectation=Expectation.SAME,
            )


def day(age: int) -> date:
    """The day so many days before today."""
    return TODAY - timedelta(days=age)
