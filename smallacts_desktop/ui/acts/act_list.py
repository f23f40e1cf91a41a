"""The acts in the library that are as wanted, with the person's marks."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from smallacts_desktop.domain.act_library import ActFilter, MarkedAct
from smallacts_desktop.journal.act_library import ActLibrary
from smallacts_desktop.ui.kit.rows_model import AnyIndex
from smallacts_desktop.ui.text import act_words


class ActRole(IntEnum):
    """What a delegate may ask of a row beyond Qt's own roles."""

    SHELVED = Qt.ItemDataRole.UserRole + 1


class ActListModel(QAbstractListModel):
    """Acts in the order of the catalogue, the person's own first."""

    def __init__(self, library: ActLibrary, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._filter = ActFilter()
        self._rows = library.all(self._filter)

    @property
    def filter(self) -> ActFilter:
        """Which acts are listed."""
        return self._filter

    def set_filter(self, wanted: ActFilter) -> None:
        """List the acts that ``wanted`` lets through."""
        if wanted != self._filter:
            self._filter = wanted
            self.reload()

    def reload(self) -> None:
        """Read again. Where the same acts are listed, the view keeps its place."""
        rows = self._library.all(self._filter)
        same = [row.act.id for row in rows] == [row.act.id for row in self._rows]
        if same:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def act_at(self, row: int) -> MarkedAct:
        """The act in a row."""
        return self._rows[row]

    def row_of(self, act_id: str) -> int | None:
        """The row of an act, or None when it is not listed."""
        ids = (marked.act.id for marked in self._rows)
        return next((row for row, found in enumerate(ids) if found == act_id), None)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Title, spoken sentences, and the act itself."""
        if not index.isValid():
            return None
        marked = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return marked.act.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return act_words.spoken(marked)
        return marked if role == ActRole.SHELVED else None
