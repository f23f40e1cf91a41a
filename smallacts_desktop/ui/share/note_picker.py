"""Notes to tick one by one, or all and none at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from smallacts_desktop.domain.disclosure import Disclosure
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.basics import quiet_button
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.tables import AnyIndex, ReaderSelection
from smallacts_desktop.ui.kit.theme import Theme
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


_ROWS, _ROW, _BOX = 5, 34, 20


class NotePicker(QWidget):
    """A list of notes with a box each.

    ``most`` is how many can be ticked; without it there are buttons for all and none.

    Signals: ``changed``, whenever a tick does.
    """

    changed = Signal()

    def __init__(self, theme: Theme, name: str, *, ticked: bool, most: int | None = None) -> None:
        super().__init__()
        self._theme = theme
        self.model = NoteListModel(ticked=ticked, most=most)
        self.list = _TickList()
        self.list.setProperty("role", "rows")
        self.list.setAccessibleName(name)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_TickDelegate(theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.all_button = quiet_button(QCoreApplication.translate("NotePicker", "All"), small=True)
        self.none_button = quiet_button(
            QCoreApplication.translate("NotePicker", "None"), small=True
        )
        buttons = FlowRow(self.all_button, self.none_button, gap=theme.px(SPACE_S))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.px(SPACE_S))
        rows.addWidget(self.list)
        if most is None:
            rows.addWidget(buttons)
        self.all_button.clicked.connect(lambda: self.model.set_ticks(Ticks(everything=True)))
        self.none_button.clicked.connect(lambda: self.model.set_ticks(Ticks(everything=False)))
        self.model.ticks_changed.connect(self.changed)
        theme.changed.connect(self._measure)
        self._measure()

    def show_notes_of(self, disclosure: Disclosure) -> None:
        """Offer the notes of these entries; what was ticked stays so."""
        self.model.set_entries([entry for entry in disclosure.entries if entry.note])
        self._measure()

    def _measure(self) -> None:
        rows = max(1, min(_ROWS, self.model.rowCount()))
        self.list.setFixedHeight(rows * self._theme.px(_ROW) + 2)


class _TickList(ReaderSelection, QListView):
    """Rows that are ticked and never selected, so that their action always ticks or unticks."""

    def row_chosen(self, index: AnyIndex) -> None:
        """Tick or untick what a screen reader chose."""
        self.clearSelection()
        model = self.model()
        if isinstance(model, NoteListModel):
            model.toggle(index.row())

    def selectionCommand(
        self, index: AnyIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Keys and the mouse select nothing."""
        del index, event
        return QItemSelectionModel.SelectionFlag.NoUpdate


class _TickDelegate(QStyledItemDelegate):
    """Looks like a box to tick; the whole row answers to the mouse, and Space to the keyboard."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        del option, index
        return QSize(0, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """The box, and as much of the note as fits."""
        tokens, area = self._theme.tokens, option.rect
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = option.widget
        if option.state & QStyle.StateFlag.State_HasFocus and view.hasFocus():
            painter.fillRect(area, QColor(tokens.tint))
        side, gap = self._theme.px(_BOX), self._theme.px(SPACE_S)
        box = self._mirrored(QRect(gap // 2, (area.height() - side) // 2, side, side), option)
        painter.setPen(QPen(QColor(tokens.primary if ticked else tokens.edge), 1.3))
        painter.setBrush(QColor(tokens.primary if ticked else tokens.surface))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        if ticked:
            tick, ratio = side - self._theme.px(5), painter.device().devicePixelRatioF()
            inset = (side - tick) // 2
            image = icons.pixmap("check", tokens.on_primary, tick, ratio)
            painter.drawPixmap(box.topLeft() + QPoint(inset, inset), image)
        lead = side + gap + gap // 2
        words = self._mirrored(QRect(lead, 0, area.width() - lead - gap, area.height()), option)
        painter.setPen(QColor(tokens.ink))
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        line = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, words.width())
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.setLayoutDirection(option.direction)
        painter.drawText(words, int(flags), line)
        painter.restore()

    def _mirrored(self, place: QRect, option: QStyleOptionViewItem) -> QRect:
        return QStyle.visualRect(
            option.direction, option.rect, place.translated(option.rect.topLeft())
        )

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        """Tick or untick the row."""
        del option
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Select)
        by_key = isinstance(event, QKeyEvent) and event.key() in keys
        released = event.type() == QEvent.Type.MouseButtonRelease
        if (by_key or released) and isinstance(model, NoteListModel):
            model.toggle(index.row())
            return True
        return False
