"""Notes to tick one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, Signal

from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.ui.kit.tables import AnyIndex
from smallacts_desktop.ui.text import entry_words, words

_NO_INDEX = QModelIndex()
_TICKED, _UNTICKED = Qt.CheckState.Checked.value, Qt.CheckState.Unchecked.value


@dataclass(frozen=True, slots=True)
class Ticks:
    """Which entries are ticked: all of them, or none, but for some.

    It holds for entries not seen yet, so that after “none” no later one is ticked by itself.
    """

    everything: bool = True
    but: frozenset[UUID] = frozenset()

    def holds(self, entry_id: UUID) -> bool:
        """Whether an entry is ticked."""
        return (entry_id in self.but) != self.everything

    def chosen(self, entries: Iterable[Entry]) -> frozenset[UUID] | None:
        """The ticked ones of these entries; None for all of them."""
        ids = frozenset(entry.id for entry in entries)
        ticked = frozenset(entry_id for entry_id in ids if self.holds(entry_id))
        return None if ticked == ids else ticked

    def with_toggled(self, entry_id: UUID) -> "Ticks":
        """The same with one entry the other way round."""
        return Ticks(self.everything, self.but ^ {entry_id})


class NoteListModel(QAbstractListModel):
    """Notes with a box each: the day and the first words.

    ``most`` is how many can be ticked at once, None for any number.

    Signals: ``ticks_changed``.
    """

    ticks_changed = Signal()

    def __init__(self, *, ticked: bool, most: int | None = None) -> None:
        super().__init__()
        self._entries: tuple[Entry, ...] = ()
        self._ticks = Ticks(everything=ticked)
        self._most = most

    @property
    def ticks(self) -> Ticks:
        """What is ticked."""
        return self._ticks

    def set_ticks(self, ticks: Ticks) -> None:
        """Tick these."""
        if ticks != self._ticks:
            self._ticks = ticks
            if self._entries:
                last = self.index(len(self._entries) - 1)
                self.dataChanged.emit(self.index(0), last, [Qt.ItemDataRole.CheckStateRole])
            self.ticks_changed.emit()

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show the notes of these entries, in the order of the file, newest first."""
        newest_first = tuple(reversed(entries))
        if newest_first != self._entries:
            self.beginResetModel()
            self._entries = newest_first
            self.endResetModel()

    def ticked(self) -> tuple[UUID, ...]:
        """The ticked entries, the oldest first, and no more than ``most``."""
        found = [e.id for e in reversed(self._entries) if self._ticks.holds(e.id)]
        return tuple(found[: self._most])

    def toggle(self, row: int) -> None:
        """Tick a note, or take its tick off; more than ``most`` stay unticked."""
        entry_id = self._entries[row].id
        full = self._most is not None and len(self.ticked()) >= self._most
        if self._ticks.holds(entry_id) or not full:
            self.set_ticks(self._ticks.with_toggled(entry_id))

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """The day and the first words; the whole box's state."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{words.short_day(entry.date)}: {entry_words.excerpt(entry)}"
        if role == Qt.ItemDataRole.CheckStateRole:
            return _TICKED if self._ticks.holds(entry.id) else _UNTICKED
        return None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick, as assistive technology does."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        wanted = Qt.CheckState(value) == Qt.CheckState.Checked
        if wanted != self._ticks.holds(self._entries[index.row()].id):
            self.toggle(index.row())
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Every row can be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable
