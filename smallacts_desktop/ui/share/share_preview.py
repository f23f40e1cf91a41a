"""The very table that a share would write, cell by cell."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt

from smallacts_desktop.domain.disclosure import Column, Disclosure
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.sharing.csv.file import cell
from smallacts_desktop.ui.kit.tables import RowsModel, TableColumn

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
    }[column]
