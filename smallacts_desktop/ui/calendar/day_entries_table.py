"""The entries of one day in a table that never cuts off a word: in little room they stack."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QHeaderView, QMenu, QStyle, QStyleOptionViewItem, QWidget

from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.tokens import SPACE_M, SPACE_S
from smallacts_desktop.ui.kit.actions import MOVE_ENTRY, add_action
from smallacts_desktop.ui.kit.tables import (
    AnyIndex,
    HairlineDelegate,
    HairlineTable,
    RowsModel,
    TableColumn,
)
from smallacts_desktop.ui.kit.theme import TextRole, Theme
from smallacts_desktop.ui.text import entry_words, words

translate = QCoreApplication.translate

_WHOLE: dict[int, Callable[[Entry], object]] = {
    Qt.ItemDataRole.ToolTipRole: entry_words.sentence,
    Qt.ItemDataRole.AccessibleTextRole: entry_words.sentence,
}
_ISOLATE, _END_OF_ISOLATE = "\u2066", "\u2069"
_ACT = 1
# The least room for an act's words beside the other columns, in pixels at 100 % text.
_LEAST_ACT = 200
_BAR = 3


class DayEntriesModel(RowsModel[Entry]):
    """One row an entry; the accessible text of each cell is the whole entry in words.

    Stacked, for little room, an entry is one cell: what it is called, and the rest under it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        self.columns = (
            TableColumn(translate("DayEntries", "Time"), _time, _WHOLE),
            TableColumn(translate("DayEntries", "Act"), entry_words.title, _WHOLE),
            TableColumn(translate("DayEntries", "Size"), entry_words.size, _WHOLE),
            TableColumn(translate("DayEntries", "Mood"), _moods, _WHOLE),
            TableColumn(translate("DayEntries", "They responded"), entry_words.response, _WHOLE),
        )
        super().__init__(self.columns, parent)
        self.stacked = False

    def set_stacked(self, stacked: bool) -> None:
        """Show each entry as one cell, or in columns."""
        if stacked != self.stacked:
            self.stacked = stacked
            whole = TableColumn(translate("DayEntries", "Entry"), _stack, _WHOLE)
            self.set_rows(self.rows, (whole,) if stacked else self.columns)

    def entry_at(self, index: AnyIndex) -> Entry:
        """The entry of a row."""
        return self.rows[index.row()]

    def row_of(self, entry_id: UUID | None) -> int:
        """The row of an entry, or -1 when it is not of this day."""
        ids = [entry.id for entry in self.rows]
        return ids.index(entry_id) if entry_id in ids else -1


def _stack(entry: Entry) -> str:
    def joined(*parts: str) -> str:
        return entry_words.SEPARATOR.join(filter(None, parts))

    first = joined(_time(entry), entry_words.title(entry))
    mood = _moods(entry)
    if mood:
        mood = translate("Entry", "Mood {moods}").format(moods=mood)
    rest = joined(entry_words.size(entry), mood, entry_words.response(entry))
    return f"{first}\n{rest}" if rest else first


def _time(entry: Entry) -> str:
    return "" if entry.time is None else words.clock(entry.time)


def _moods(entry: Entry) -> str:
    moods = entry_words.moods(entry)
    # Among right-to-left text the numbers would change places, and the arrow would not turn.
    mirrored = bool(moods) and QGuiApplication.isRightToLeft()
    return f"{_ISOLATE}{moods}{_END_OF_ISOLATE}" if mirrored else moods


class DayEntriesTable(HairlineTable):
    """All rows show; the page scrolls rather than the table.

    Return, Enter or a double click opens an entry, Ctrl+M moves it to another day; both stand in
    its menu, on the right mouse button or the menu key.

    Signals: ``entry_opened(UUID)``, ``move_wanted(UUID)``.
    """

    entry_opened = Signal(object)
    move_wanted = Signal(object)

    def __init__(self, theme: Theme, entries: DayEntriesModel) -> None:
        super().__init__(theme)
        self._entries = entries
        self._room = 0
        self.setModel(entries)
        self.setItemDelegate(_EntryDelegate(theme, self))
        self.setWordWrap(True)
        self.setAccessibleName(translate("DayCard", "Entries of the day"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(1)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.move_action = add_action(MOVE_ENTRY, self, self._move)
        self.row_activated.connect(self._open_row)
        theme.changed.connect(self._measure)

    def current_entry(self) -> UUID | None:
        """The chosen entry, or None."""
        index = self.currentIndex()
        return self._entries.entry_at(index).id if index.isValid() else None

    def choose(self, entry_id: UUID | None) -> None:
        """Choose an entry, or the first when it is not of this day."""
        if self._entries.rowCount():
            row = max(0, self._entries.row_of(entry_id))
            self.setCurrentIndex(self._entries.index(row, 0))
        self._measure()

    def fit(self, width: int) -> None:
        """Take up to ``width`` pixels: columns where they fit, else one cell an entry."""
        self._room = width
        self._measure()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the row under the pointer, or the current one by key."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        place = self.visualRect(index).center() if by_key else event.pos()
        self.entry_menu().popup(self.viewport().mapToGlobal(QPoint(place)))

    def entry_menu(self) -> QMenu:
        """What can be done with the chosen entry."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        opening = menu.addAction(translate("DayCard", "Open"))
        opening.triggered.connect(self.open_current)
        menu.addAction(self.move_action)
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def open_current(self) -> None:
        """Open the chosen entry."""
        self._open_row(self.currentIndex())

    def _open_row(self, index: AnyIndex) -> None:
        if index.isValid():
            self.entry_opened.emit(self._entries.entry_at(index).id)

    def _move(self) -> None:
        entry_id = self.current_entry()
        if entry_id is not None:
            self.move_wanted.emit(entry_id)

    def _measure(self) -> None:
        chosen = self.current_entry()
        widths = [self._column_width(column) for column in self._entries.columns]
        beside = sum(widths) - widths[_ACT]
        room = self._room or self.width()
        self._entries.set_stacked(beside + self.theme.px(_LEAST_ACT) > room)
        if chosen is not None and not self.currentIndex().isValid():
            self.setCurrentIndex(self._entries.index(self._entries.row_of(chosen), 0))
        header = self.horizontalHeader()
        header.setVisible(not self._entries.stacked)
        if self._entries.stacked:
            header.resizeSection(0, self.width())
        else:
            widths[_ACT] = max(self.theme.px(_LEAST_ACT), self.width() - beside)
            for column, width in enumerate(widths):
                header.resizeSection(column, width)
        self._fit_height()

    def _column_width(self, column: TableColumn[Entry]) -> int:
        """What the widest of a column's words need, its title among them."""
        title = QFontMetrics(self.theme.font(TextRole.CAPTION_BOLD))
        text = QFontMetrics(self.theme.font(TextRole.BODY))
        cells = [text.horizontalAdvance(column.text(entry)) for entry in self._entries.rows]
        widest = max([title.horizontalAdvance(column.title), *cells])
        # One pixel more on each side: widths in fractions of a pixel are rounded.
        return widest + 2 * self.theme.px(SPACE_S) + 2

    def _fit_height(self) -> None:
        # A line more than the words need stands around them, as in a table of single lines.
        for row in range(self._entries.rowCount()):
            words = self.sizeHintForRow(row) + self.theme.px(SPACE_M)
            self.setRowHeight(row, max(self.theme.control_height, words))
        header = self.horizontalHeader()
        above = 0 if self._entries.stacked else header.sizeHint().height()
        self.setFixedHeight(above + self.verticalHeader().length() + 2)


class _EntryDelegate(HairlineDelegate):
    """Marks the chosen row by a bar too: in high contrast no ground is tinted."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._own_theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the cell, and the bar at the beginning of the chosen row."""
        area, chosen = option.rect, option.state & QStyle.StateFlag.State_Selected
        super().paint(painter, option, index)
        if chosen and index.column() == 0:
            width = self._own_theme.px(_BAR)
            bar = QRect(area.left(), area.top(), width, area.height() - 1)
            place = QStyle.visualRect(option.direction, area, bar)
            painter.fillRect(place, QColor(self._own_theme.tokens.primary))
