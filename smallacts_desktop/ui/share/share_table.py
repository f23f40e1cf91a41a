"""The very table that a share would write, its columns as wide as their words where they can be."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy

from smallacts_desktop.domain.disclosure import Column, Disclosure
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.sharing.csv.file import cell
from smallacts_desktop.ui.kit.tables import ColumnWidths, HairlineTable, RowsModel, TableColumn
from smallacts_desktop.ui.kit.theme import Theme

FIRST_ROWS = 12
_NUMBERS = frozenset({Column.MOOD_BEFORE, Column.MOOD_AFTER, Column.MOOD_CHANGE})


class SharePreviewModel(RowsModel[Entry]):
    """Rows newest first, each cell with the text that the file will hold.

    The newest ``FIRST_ROWS`` until all are asked for.
    """

    def __init__(self) -> None:
        super().__init__()
        self._disclosure = Disclosure((), (), 0)
        self._shows_all = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that leave, in order."""
        return self._disclosure.columns

    def set_disclosure(self, disclosure: Disclosure) -> None:
        """Show what would leave."""
        self._disclosure = disclosure
        self._show()

    @property
    def total(self) -> int:
        """How many entries leave, shown or not."""
        return len(self._disclosure.entries)

    @property
    def shows_all(self) -> bool:
        """Whether all rows are shown, however many there are."""
        return self._shows_all

    def set_shows_all(self, shows_all: bool) -> None:
        """Show all rows, or the newest alone."""
        self._shows_all = shows_all
        self._show()

    def _show(self) -> None:
        entries = self._disclosure.entries
        shown = entries if self._shows_all else entries[-FIRST_ROWS:]
        self.set_rows(shown[::-1], [_table_column(column) for column in self.columns])


def _table_column(column: Column) -> TableColumn[Entry]:
    """A column of texts on one line; tooltips have the whole text, and what the file says."""
    cells: dict[int, Callable[[Entry], object]] = {
        Qt.ItemDataRole.ToolTipRole: lambda entry: cell(entry, column)
    }
    if column in _NUMBERS:
        side = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        cells[Qt.ItemDataRole.TextAlignmentRole] = lambda _entry: side
    return TableColumn(
        column_words(column),
        lambda entry: " ".join(cell(entry, column).split()),
        cells,
        {Qt.ItemDataRole.ToolTipRole: column.value},
    )


def column_words(column: Column) -> str:
    """What a column is called in the window."""
    return {
        Column.ENTRY_ID: QCoreApplication.translate("Column", "Entry"),
        Column.DATE: QCoreApplication.translate("Column", "Date"),
        Column.TIME: QCoreApplication.translate("Column", "Time"),
        Column.UTC_OFFSET: QCoreApplication.translate("Column", "Time zone"),
        Column.WRITTEN_AT: QCoreApplication.translate("Column", "Written"),
        Column.KIND: QCoreApplication.translate("Column", "Kind"),
        Column.ACT: QCoreApplication.translate("Column", "Act"),
        Column.SIZE: QCoreApplication.translate("Column", "Size"),
        Column.PLACE: QCoreApplication.translate("Column", "Place"),
        Column.PERSON: QCoreApplication.translate("Column", "Person"),
        Column.OUTCOME: QCoreApplication.translate("Column", "Outcome"),
        Column.BARRIER: QCoreApplication.translate("Column", "In the way"),
        Column.MOOD_BEFORE: QCoreApplication.translate("Column", "Before"),
        Column.MOOD_BEFORE_RECORDED: QCoreApplication.translate("Column", "Before given"),
        Column.MOOD_AFTER: QCoreApplication.translate("Column", "After"),
        Column.MOOD_CHANGE: QCoreApplication.translate("Column", "Change"),
        Column.RESPONSE: QCoreApplication.translate("Column", "Responded"),
        Column.EXPECTATION: QCoreApplication.translate("Column", "Expected"),
        Column.NOTE: QCoreApplication.translate("Column", "Note"),
        Column.PRIVATE: QCoreApplication.translate("Column", "Private"),
        Column.FORECAST: QCoreApplication.translate("Column", "Forecast"),
        Column.PLAN: QCoreApplication.translate("Column", "Plan"),
        Column.GOOD_MOMENT: QCoreApplication.translate("Column", "Good moment"),
    }[column]


_LONG = frozenset({Column.ACT, Column.NOTE, Column.PLACE, Column.PERSON, Column.PLAN})
_ORDER = tuple(Column)
_NARROW, _WIDE = 132, 260
_ROWS_MEASURED = 60


class ShareTable(HairlineTable):
    """Codes, dates and numbers are never cut; long texts end with an ellipsis.

    It is as high as its rows, and the page scrolls: it has no scroll bar of its own. As many whole
    columns as fit are in view, so that none is cut by the edge; ``turn`` goes on to the next. A
    column that the person dragged keeps its width, see ``column_widths``.

    ``view_moved``: other columns are in view.
    """

    view_moved = Signal()

    def __init__(self, theme: Theme, model: SharePreviewModel) -> None:
        super().__init__(theme)
        self._preview = model
        self._widths: list[int] = []
        self._starts: list[int] = []
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(model)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setResizeContentsPrecision(_ROWS_MEASURED)
        self.column_widths = ColumnWidths(theme, self, self._key)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            QCoreApplication.translate("SharePage", "Exactly what they will see")
        )
        self.horizontalScrollBar().valueChanged.connect(self.view_moved)
        self.horizontalScrollBar().rangeChanged.connect(self.view_moved)
        theme.changed.connect(self._measure_soon)
        self._measure()

    def show_disclosure(self, disclosure: Disclosure) -> None:
        """Show what would leave."""
        self._preview.set_disclosure(disclosure)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_all(self, shows_all: bool) -> None:
        """Show every row, or the newest alone."""
        self._preview.set_shows_all(shows_all)
        self._measure()

    def turn(self, *, forward: bool) -> None:
        """Bring the next columns into view, or those before."""
        bar, room = self.horizontalScrollBar(), self.viewport().width()
        at = bar.value()
        if forward:
            after = next((start for start in self._starts if start > at), bar.maximum())
            bar.setValue(min(after, at + room))
        else:
            before = next((start for start in reversed(self._starts) if start < at), 0)
            bar.setValue(max(before, at - room))

    def columns_in_view(self) -> tuple[int, int]:
        """The numbers of the first and the last column in view, from 1."""
        header, room = self.horizontalHeader(), self.viewport().width()
        at = self.horizontalScrollBar().value()
        seen = [
            section + 1
            for section in range(header.count())
            if header.sectionPosition(section) + header.sectionSize(section) // 2 > at
            and header.sectionPosition(section) + header.sectionSize(section) // 2 < at + room
        ]
        return (seen[0], seen[-1]) if seen else (1, 1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Go from column to column by a sideways wheel; the page has the other."""
        if abs(event.angleDelta().x()) > abs(event.angleDelta().y()):
            super().wheelEvent(event)
        else:
            event.ignore()

    def fit_columns(self) -> None:
        """Lay the columns out again, by what ``column_widths`` says now."""
        self._fit()

    def _key(self, section: int) -> int:
        return _ORDER.index(self._preview.columns[section])

    def _measure_soon(self) -> None:
        # The titles of the columns do not yet know their new size while the theme changes.
        QTimer.singleShot(0, self, self._measure)

    def _measure(self) -> None:
        self.resizeColumnsToContents()
        # The titles of the columns are one row more.
        row = self.verticalHeader().defaultSectionSize()
        titles = max(row, self.horizontalHeader().sizeHint().height())
        self.setFixedHeight(titles + self._preview.rowCount() * row)
        header = self.horizontalHeader()
        self._widths = [header.sectionSize(section) for section in range(header.count())]
        self._fit()

    def _fit(self) -> None:
        columns = self._preview.columns
        if len(columns) != len(self._widths):
            return
        long = [column in _LONG for column in columns]
        narrow, wide = self.theme.px(_NARROW), self.theme.px(_WIDE)
        least = [min(w, narrow) if cut else w for w, cut in zip(self._widths, long, strict=True)]
        most = [min(w, wide) if cut else w for w, cut in zip(self._widths, long, strict=True)]
        for section in range(len(columns)):
            own = self.column_widths.of(section)
            if own is not None:
                least[section] = most[section] = own
        fixed = [self.column_widths.of(section) is not None for section in range(len(columns))]
        self._starts, at, room = [], 0, self.viewport().width()
        start = 0
        while start < len(columns):
            widths = _filled(least[start:], most[start:], fixed[start:], room)
            self._starts.append(at)
            for width in widths:
                self.horizontalHeader().resizeSection(start, width)
                start += 1
                at += width
        self.view_moved.emit()


def _filled(least: list[int], most: list[int], fixed: list[bool], room: int) -> list[int]:
    """Widths with which the first few columns take up ``room``; those ``fixed`` stay."""
    whole = 1
    while whole < len(least) and sum(least[: whole + 1]) <= room:
        whole += 1
    widths = list(least[:whole])
    spare = max(0, room - sum(widths))
    for section in range(whole):
        grown = min(most[section] - widths[section], spare)
        widths[section] += grown
        spare -= grown
    free = [section for section in range(whole) if not fixed[section]]
    for left, section in zip(range(len(free), 0, -1), free, strict=True):
        share = spare // left
        widths[section] += share
        spare -= share
    return widths
