"""Ticking notes one by one, or all and none at once."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QItemSelectionModel,
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
from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.basics import quiet_button
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.tables import AnyIndex, ReaderSelection
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.share.note_list import NoteListModel, Ticks

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
