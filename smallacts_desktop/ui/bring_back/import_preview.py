"""What a file would bring into the journal, and which of its rows cannot come in."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt

from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.sharing.csv.plan import BadRow, ImportPlan
from smallacts_desktop.ui.kit.rows_model import RowsModel, TableColumn
from smallacts_desktop.ui.text import entry_words, words

# Enough to recognise a file by; the counts above the table tell of the rest.
ROWS_SHOWN = 100
_Change = tuple[str, Entry]


class ImportPreviewModel(RowsModel[_Change]):
    """The first entries that would be added or changed, in the order of the file."""

    def __init__(self) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            (
                _preview(translate("BringBackPage", "In your journal"), lambda row: row[0]),
                _preview(
                    translate("BringBackPage", "Day"), lambda row: words.short_day(row[1].date)
                ),
                _preview(translate("BringBackPage", "Act"), lambda row: entry_words.title(row[1])),
                _preview(translate("BringBackPage", "Mood"), lambda row: entry_words.moods(row[1])),
                _preview(translate("BringBackPage", "Note"), lambda row: row[1].note),
            )
        )

    def set_plan(self, plan: ImportPlan | None) -> None:
        """Show what ``plan`` would add and change; nothing for None."""
        self.set_rows(_first_rows(plan) if plan else ())


def bad_rows_model() -> RowsModel[BadRow]:
    """What is wrong with a file: line, column and why; nothing of what the cells hold."""
    translate = QCoreApplication.translate
    # The reason is a tooltip wherever the mouse is.
    hint: dict[int, Callable[[BadRow], object]] = {Qt.ItemDataRole.ToolTipRole: _reason}
    return RowsModel(
        (
            TableColumn(translate("BringBackPage", "Line"), lambda row: str(row.line), hint),
            TableColumn(translate("BringBackPage", "Column"), _column, hint),
            TableColumn(translate("BringBackPage", "Why"), _reason, hint),
        )
    )


def _column(row: BadRow) -> str:
    return row.column or QCoreApplication.translate("BringBackPage", "the whole row")


def _reason(row: BadRow) -> str:
    return QCoreApplication.translate("Import", row.reason)


def _preview(title: str, text: Callable[[_Change], str]) -> TableColumn[_Change]:
    """A column with its text on one line, and the whole text as a tooltip."""
    return TableColumn(title, lambda row: _one_line(text(row)), {Qt.ItemDataRole.ToolTipRole: text})


def _one_line(text: str) -> str:
    # Cut before it is folded: a note may be very long.
    return " ".join(text[: 2 * entry_words.EXCERPT].split())[: entry_words.EXCERPT]


def _first_rows(plan: ImportPlan) -> list[_Change]:
    new = QCoreApplication.translate("BringBackPage", "New")
    changed = QCoreApplication.translate("BringBackPage", "Changed")
    rows = [(changed, entry) for entry in plan.updates[:ROWS_SHOWN]]
    return [*rows, *((new, entry) for entry in plan.new[: ROWS_SHOWN - len(rows)])]
