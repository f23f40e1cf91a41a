"""What a file would do to the journal, and the choice to let it or leave it."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QVBoxLayout, QWidget

from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.sharing.csv.plan import ROWS_SHOWN, ImportPlan
from smallacts_desktop.sharing.csv.rows import BadRow
from smallacts_desktop.tokens import SPACE_L, SPACE_M, SPACE_S
from smallacts_desktop.ui.kit.basics import (
    Card,
    Label,
    body,
    caption,
    card_title,
    heading,
    primary_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.desktop import copy_privately
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.tables import (
    ColumnWidths,
    HairlineTable,
    RowsModel,
    TableColumn,
)
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import entry_words, import_words, words

translate = QCoreApplication.translate

_Change = tuple[str, Entry]


def preview_model() -> RowsModel[_Change]:
    """Entries that would be added or changed, each with what would be done."""
    return RowsModel(
        (
            _preview(translate("ImportPage", "In your journal"), lambda row: row[0]),
            _preview(translate("ImportPage", "Day"), lambda row: words.short_day(row[1].date)),
            _preview(translate("ImportPage", "Act"), lambda row: entry_words.title(row[1])),
            _preview(translate("ImportPage", "Mood"), lambda row: entry_words.moods(row[1])),
            _preview(translate("ImportPage", "Note"), lambda row: row[1].note),
        )
    )


def bad_rows_model() -> RowsModel[BadRow]:
    """What is wrong with a file: line, column and why; nothing of what the cells hold."""
    # The reason is a tooltip wherever the mouse is.
    hint: dict[int, Callable[[BadRow], object]] = {Qt.ItemDataRole.ToolTipRole: _reason}
    return RowsModel(
        (
            TableColumn(translate("ImportPage", "Line"), lambda row: str(row.line), hint),
            TableColumn(translate("ImportPage", "Column"), _column, hint),
            TableColumn(translate("ImportPage", "Why"), _reason, hint),
        )
    )


def _column(row: BadRow) -> str:
    return row.column or translate("ImportPage", "the whole row")


def _reason(row: BadRow) -> str:
    return translate("Import", row.reason)


def _preview(title: str, text: Callable[[_Change], str]) -> TableColumn[_Change]:
    """A column with its text on one line, and the whole text as a tooltip."""
    return TableColumn(title, lambda row: _one_line(text(row)), {Qt.ItemDataRole.ToolTipRole: text})


def _one_line(text: str) -> str:
    # Cut before it is folded: a note may be very long.
    return " ".join(text[: 2 * entry_words.EXCERPT].split())[: entry_words.EXCERPT]


def _first_rows(plan: ImportPlan) -> list[_Change]:
    """The first that would be changed or added, in the order of the file.

    The counts above the table tell of the rest.
    """
    new = translate("ImportPage", "New")
    changed = translate("ImportPage", "Changed")
    rows = [(changed, entry) for entry in plan.first_updates]
    return [*rows, *((new, entry) for entry in plan.first_new[: ROWS_SHOWN - len(rows)])]


class CopyTable(HairlineTable):
    """Several rows can be chosen; Ctrl+C copies them, a tab between the cells."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen rows; everything else as in any table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy(sorted(index.row() for index in self.selectionModel().selectedRows()))
        else:
            super().keyPressEvent(event)

    def copy_all(self) -> None:
        """Copy every row."""
        self._copy(range(self.model().rowCount()))

    def _copy(self, rows: Iterable[int]) -> None:
        lines = [self._line(row) for row in rows]
        if not lines:
            return
        across = Qt.Orientation.Horizontal
        columns = range(self.model().columnCount())
        head = "\t".join(str(self.model().headerData(column, across)) for column in columns)
        copy_privately("\n".join([head, *lines]) + "\n")

    def _line(self, row: int) -> str:
        model = self.model()
        columns = range(model.columnCount())
        return "\t".join(str(model.index(row, column).data()) for column in columns)


_WIDEST_COLUMN = 320
_TABLE_HEIGHT = 260


class ImportPlanView(QWidget):
    """The counts, the first entries, and every row that cannot come in, with its reason.

    Where some rows are bad, nothing is the default: taking the good ones is a choice of its own.
    Signals: ``add_wanted`` and ``leave_wanted``.
    """

    add_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.preview, self.bad = preview_model(), bad_rows_model()
        self.name = card_title()
        self.sentences = [body() for _ in range(7)]
        self.add_button = primary_button(translate("ImportPage", "Add them"), self.add_wanted)
        self.good_button = secondary_button(translate("ImportPage", "Add the good ones"))
        self.leave_button = secondary_button(translate("ImportPage", "Leave it"), self.leave_wanted)
        self.problem = ProblemLabel()
        self.preview_table = HairlineTable(theme)
        self.bad_table = CopyTable(theme)
        self.column_widths = ColumnWidths(theme, self.preview_table)
        self.copy_button = secondary_button(translate("ImportPage", "Copy this list"))
        self._first_rows = caption()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.px(SPACE_L))
        rows.addWidget(self._plan_card())
        self._bad_card = self._make_bad_card()
        rows.addWidget(self._bad_card)
        self.good_button.clicked.connect(self.add_wanted)
        self.copy_button.clicked.connect(self.bad_table.copy_all)
        theme.changed.connect(self._measure)
        self._measure()

    def set_plan(self, plan: ImportPlan, name: str) -> None:
        """Show what taking in the file called ``name`` would do."""
        self.name.setText(translate("ImportPage", "“{name}”").format(name=name))
        self.show_problem("")
        sentences = [show_message(plan) for show_message in (
            import_words.nothing_new, import_words.would_add, import_words.would_change,
            import_words.here_already, import_words.stays, import_words.cannot_come,
            import_words.left_out,
        )]  # fmt: skip
        for label, sentence in zip(self.sentences, sentences, strict=True):
            _show_sentence(label, sentence)
        _show_sentence(self.notice, import_words.without_ids(plan))
        some = bool(plan.new or plan.updates)
        self.add_button.setVisible(some and not plan.bad_rows)
        self.good_button.setVisible(some and bool(plan.bad_rows))
        summary = " ".join(sentence for sentence in sentences if sentence)
        for button in (self.add_button, self.good_button, self.leave_button):
            # Anyone who hears the window hears what the choice is about.
            button.setAccessibleDescription(summary)
        self._show_tables(plan)

    def clear(self) -> None:
        """Let go of what the file said."""
        self.preview.set_rows(())
        self.bad.set_rows(())

    def show_problem(self, sentence: str) -> None:
        """Say why the entries were not added; blank for nothing to say."""
        _show_sentence(self.problem, sentence)

    def default_button(self) -> QPushButton:
        """The button that has the keyboard first; it does nothing where some rows are bad."""
        return self.leave_button if self.add_button.isHidden() else self.add_button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _show_tables(self, plan: ImportPlan) -> None:
        self.preview.set_rows(_first_rows(plan))
        self.bad.set_rows(plan.bad_rows)
        shown, total = self.preview.rowCount(), len(plan.new) + len(plan.updates)
        self.preview_table.setVisible(shown > 0)
        few = shown < total
        text = translate("ImportPage", "The first {count} of them")
        _show_sentence(self._first_rows, text.format(count=shown) if few else "")
        self._bad_card.setVisible(bool(plan.bad_rows))
        self._measure()

    def _plan_card(self) -> Card:
        card = Card(self._theme, gap=SPACE_M)
        self.notice = body(soft=True)
        buttons = FlowRow(
            self.add_button, self.good_button, self.leave_button, gap=self._theme.px(SPACE_S)
        )
        self.preview_table.setModel(self.preview)
        self.preview_table.setAccessibleName(
            translate("ImportPage", "What would be added or changed")
        )
        for part in (
            self.name, *self.sentences, self.notice, buttons, self.problem, self._first_rows,
            self.preview_table,
        ):  # fmt: skip
            card.rows.addWidget(part)
        return card

    def _make_bad_card(self) -> Card:
        card = Card(self._theme, gap=SPACE_M)
        title = translate("ImportPage", "What cannot be added, and why")
        how = translate("ImportPage", "You can put these right in the file and choose it again.")
        self.bad_table.setModel(self.bad)
        self.bad_table.setAccessibleName(title)
        for part in (heading(title), body(how, soft=True), self.bad_table):
            card.rows.addWidget(part)
        card.rows.addWidget(self.copy_button, alignment=Qt.AlignmentFlag.AlignLeading)
        return card

    def fit_columns(self) -> None:
        """Lay the columns out again, by what ``column_widths`` says now."""
        self._measure()

    def _measure(self) -> None:
        widest = self._theme.px(_WIDEST_COLUMN)
        for table in (self.preview_table, self.bad_table):
            own = self.column_widths if table is self.preview_table else None
            _fit_columns(table, widest, own)
            row = table.verticalHeader().defaultSectionSize()
            # The heading, the rows, and room for a scroll bar under them.
            needed = row * (min(table.model().rowCount(), 1000) + 2)
            table.setFixedHeight(min(self._theme.px(_TABLE_HEIGHT), needed))


def _fit_columns(table: HairlineTable, widest: int, own: ColumnWidths | None) -> None:
    """Each column as wide as its words, up to a limit; the last has all of them and what is left.

    What does not fit can be scrolled to. Widths of the person's ``own`` come before all that.
    """
    header = table.horizontalHeader()
    header.setResizeContentsPrecision(60)
    table.resizeColumnsToContents()
    last = header.count() - 1
    for section in range(last):
        chosen = own.of(section) if own else None
        header.resizeSection(section, chosen or min(widest, header.sectionSize(section)))
    before = sum(header.sectionSize(section) for section in range(last))
    room = table.viewport().width() - before
    chosen = own.of(last) if own else None
    header.resizeSection(last, chosen or max(room, header.sectionSize(last)))


def _show_sentence(label: Label, sentence: str) -> None:
    label.setText(sentence)
    label.setVisible(bool(sentence))
