"""Tables: their rows as a model, their look and keys, and the widths a person gave to columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from smallacts_desktop.settings import WIDEST_COLUMN
from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.kit.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class TableColumn(Generic[Row]):
    """One column: its ``title``, and ``text``, which says what stands in it for a row.

    ``cells`` answers for other roles of a row than the text, ``head`` for other roles of the title.
    """

    title: str
    text: Callable[[Row], str]
    cells: Mapping[int, Callable[[Row], object]] = field(default_factory=dict)
    head: Mapping[int, object] = field(default_factory=dict)


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Shows ``rows`` in ``columns``; either can be replaced."""

    def __init__(
        self, columns: Sequence[TableColumn[Row]] = (), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._columns, self._rows = columns, tuple[Row, ...]()

    @property
    def rows(self) -> Sequence[Row]:
        """What is shown, a row each."""
        return self._rows

    def set_rows(self, rows: Sequence[Row], columns: Sequence[TableColumn[Row]] = ()) -> None:
        """Show these rows, in other ``columns`` if there are any."""
        self.beginResetModel()
        self._rows, self._columns = tuple(rows), columns or self._columns
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """What a column says of a row."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        says = column.cells.get(role)
        return None if says is None else says(row)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's own signature
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        return column.title if role == Qt.ItemDataRole.DisplayRole else column.head.get(role)


_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class ColumnWidths(QObject):
    """Notices when columns of ``table`` are dragged, or fitted by a double click on their edge.

    A column is known by ``key``, a small number for each section, so that a table may leave some
    of its columns out; without one it is the number of the section. ``widths`` are by key, in
    pixels at 100 % text, 0 for a column that the table sizes itself.

    ``changed``: the person gave a column another width.
    """

    changed = Signal()

    def __init__(
        self, theme: Theme, table: QTableView, key: Callable[[int], int] | None = None
    ) -> None:
        super().__init__(table)
        self._theme, self._header, self._key = theme, table.horizontalHeader(), key
        self._widths: dict[int, int] = {}
        self._before: list[int] = []
        self._header.viewport().installEventFilter(self)

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths to remember."""
        return tuple(self._widths.get(key, 0) for key in range(max(self._widths, default=-1) + 1))

    def set_widths(self, widths: Sequence[int]) -> None:
        """Begin with remembered ``widths``; the table is to lay its columns out afterwards."""
        self._widths = {key: width for key, width in enumerate(widths) if width > 0}

    def of(self, section: int) -> int | None:
        """The width of a section in pixels, None for one that the table sizes itself."""
        width = self._widths.get(self._key_of(section))
        return None if width is None else self._theme.px(width)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Compare the columns before and after the mouse was pressed on their titles."""
        del watched
        if event.type() in _PRESSES:
            self._before = self._sizes()
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._note()
            self._before = []
        return False

    def _note(self) -> None:
        # Columns follow the mouse, and a double click, before the button is released.
        sizes = self._sizes()
        if len(sizes) != len(self._before):
            return
        moved = [at for at, size in enumerate(sizes) if size != self._before[at]]
        for section in moved:
            width = round(sizes[section] / self._theme.scale)
            self._widths[self._key_of(section)] = max(1, min(WIDEST_COLUMN, width))
        if moved:
            self.changed.emit()

    def _sizes(self) -> list[int]:
        return [self._header.sectionSize(section) for section in range(self._header.count())]

    def _key_of(self, section: int) -> int:
        return section if self._key is None else self._key(section)


# To the type checker it is a view, so that ``super()`` is known; at run time it stands before one.
if TYPE_CHECKING:
    _Base = QAbstractItemView
else:
    _Base = object


class ReaderSelection(_Base):
    """Comes before the Qt class of a view, which would look chosen and do nothing otherwise.

    The action of a row or cell only selects it. Keys, the mouse and the program ask the view for a
    ``selectionCommand`` first, an accessible action does not: that is how they are told apart.
    """

    _is_asked = False

    def row_chosen(self, index: AnyIndex) -> None:
        """A screen reader chose ``index``; a view that opens rows by a click overrides this."""
        self.setCurrentIndex(index)

    def selectionCommand(
        self, index: AnyIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        if not self._is_asked:
            self._is_asked = True
            QTimer.singleShot(0, self, self._forget_asked)
        return super().selectionCommand(index, event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Act on a row that was chosen by its own action."""
        super().selectionChanged(selected, deselected)
        chosen = selected.indexes()
        if chosen and not self._is_asked:
            self.row_chosen(chosen[0])

    def _forget_asked(self) -> None:
        self._is_asked = False


class HairlineTable(ReaderSelection, QTableView):
    """The look and the manners of every table in the window.

    Signals: ``row_activated(QModelIndex)``, by Return, Enter or a double click.
    """

    row_activated = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setItemDelegate(HairlineDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        # Tab goes on to the next control instead of from cell to cell.
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self._fit_rows)
        self._fit_rows()

    def row_chosen(self, index: AnyIndex) -> None:
        """Open the row that a screen reader chose."""
        super().row_chosen(index)
        self.row_activated.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.row_activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: AnyIndex) -> None:
        self.row_activated.emit(index)

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.theme.control_height)


class HairlineDelegate(QStyledItemDelegate):
    """Draws a hairline under each row instead of a grid, and leaves room beside the text."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        room = self._room()
        option.rect = option.rect.adjusted(room, 0, -room, 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return super().sizeHint(option, index) + QSize(2 * self._room(), 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the cell, and the line under it."""
        tokens = self._theme.tokens
        area, state = option.rect, option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(tokens.tint))
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()

    def _room(self) -> int:
        # The style keeps a margin of its own; together they line up with the titles.
        own = QApplication.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
        return max(0, self._theme.px(SPACE_S) - own)
