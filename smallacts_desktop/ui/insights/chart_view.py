"""A chart on a card: its heading, the drawing or its table, its sentence, and a quiet menu."""

from math import ceil
from operator import itemgetter
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QMenu, QSizePolicy, QVBoxLayout, QWidget

from smallacts_desktop.sharing.atomic_file import write_beside
from smallacts_desktop.tokens import SPACE_M
from smallacts_desktop.ui.insights.chart import Chart, ChartStyle, Table
from smallacts_desktop.ui.insights.chart_picture import ChartPicture
from smallacts_desktop.ui.kit.basics import IconButton, body, heading
from smallacts_desktop.ui.kit.clipboard import copy_privately
from smallacts_desktop.ui.kit.jobs import attempt
from smallacts_desktop.ui.kit.paper_output import ChartDialogs
from smallacts_desktop.ui.kit.tables import HairlineTable, RowsModel, TableColumn
from smallacts_desktop.ui.kit.theme import Theme, repaint_on_change
from smallacts_desktop.ui.text import words

_NARROWEST, _PICTURE_WIDTH = 220, 760


class ChartView(QWidget):
    """Shows one chart, or the same numbers as a table, and lets it be copied, saved and printed.

    ``problem(str)``: something could not be saved or printed; a sentence for the person.
    ``said(str)``: something was done that cannot be seen, such as copying; likewise a sentence.
    ``table_shown(bool)``: the table took the drawing's place, or the other way round.
    """

    problem = Signal(str)
    said = Signal(str)
    table_shown = Signal(bool)

    def __init__(self, theme: Theme, chart: Chart, dialogs: ChartDialogs | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._chart = chart
        self._dialogs = dialogs or ChartDialogs()
        self._heading = heading()
        self.canvas = ChartCanvas(theme, chart)
        self.model = RowsModel[tuple[str, ...]]()
        self.table_view = HairlineTable(theme)
        self.table_view.setModel(self.model)
        self.table_view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.table_view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table_view.hide()
        self._note = body(soft=True)
        self.menu = QMenu(self)
        self.more_button = IconButton(theme, "more", "")
        self.more_button.clicked.connect(self._open_menu)
        self._make_actions()
        self._arrange()
        theme.changed.connect(self._fit)
        self.set_chart(chart)

    def set_chart(self, chart: Chart) -> None:
        """Show another chart."""
        self._chart = chart
        self.canvas.set_chart(chart)
        table = chart.table()
        self.model.set_rows(table.rows, _columns(table))
        self._heading.setText(chart.title)
        self._note.setText(chart.note)
        self._note.setVisible(bool(chart.note))
        self.setAccessibleName(chart.summary)
        self.table_view.setAccessibleName(chart.title)
        more = QCoreApplication.translate("ChartView", "More for “{chart}”")
        self.more_button.set_name(more.format(chart=chart.title))
        self._fit()

    def table(self) -> Table:
        """The numbers that are drawn."""
        return self._chart.table()

    def show_table(self, wanted: bool) -> None:
        """Show the numbers as a table instead of the drawing, or the drawing again."""
        self.table_action.setChecked(wanted)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the menu wherever it is asked for."""
        self.menu.popup(event.globalPos())

    def _make_actions(self) -> None:
        self.table_action = self._action(QCoreApplication.translate("ChartView", "See as a table"))
        self.table_action.setCheckable(True)
        self.table_action.toggled.connect(self._show_table)
        self.menu.addSeparator()
        self.copy_action = self._action(QCoreApplication.translate("ChartView", "Copy as table"))
        self.copy_action.triggered.connect(self._copy)
        self.png_action = self._action(QCoreApplication.translate("ChartView", "Save as PNG…"))
        self.png_action.triggered.connect(self._save_png)
        self.svg_action = self._action(QCoreApplication.translate("ChartView", "Save as SVG…"))
        self.svg_action.triggered.connect(self._save_svg)
        self.print_action = self._action(QCoreApplication.translate("ChartView", "Print…"))
        self.print_action.triggered.connect(self._print)

    def _action(self, text: str) -> QAction:
        action = QAction(text, self)
        self.menu.addAction(action)
        return action

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._heading, 1, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignTop)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.addLayout(top)
        for part in (self.canvas, self.table_view, self._note):
            self._rows.addWidget(part)
        self._rows.addStretch(1)

    def _fit(self) -> None:
        self._rows.setSpacing(self._theme.px(SPACE_M))
        # The page scrolls, not the table in it.
        row = self.table_view.verticalHeader().defaultSectionSize()
        header = self.table_view.horizontalHeader().sizeHint().height()
        bar = self.table_view.horizontalScrollBar().sizeHint().height()
        self.table_view.setFixedHeight(self.model.rowCount() * row + header + bar + 2)

    def _open_menu(self) -> None:
        corner = self.more_button.rect().bottomLeft()
        self.menu.popup(self.more_button.mapToGlobal(corner + QPoint(0, 2)))

    def _show_table(self, wanted: bool) -> None:
        self.canvas.setVisible(not wanted)
        self.table_view.setVisible(wanted)
        self.table_shown.emit(wanted)

    def _copy(self) -> None:
        copy_privately(self.table().as_text())
        self.said.emit(QCoreApplication.translate("ChartView", "Copied as a table."))

    def _save_png(self) -> None:
        title = QCoreApplication.translate("ChartView", "Save the chart as PNG")
        kind = QCoreApplication.translate("ChartView", "PNG pictures (*.png)")
        target = self._dialogs.file(self, title, f"{self._file_stem()}.png", kind)
        if target is not None:
            self._write(target, self._picture(self._style()).png())

    def _save_svg(self) -> None:
        title = QCoreApplication.translate("ChartView", "Save the chart as SVG")
        kind = QCoreApplication.translate("ChartView", "SVG pictures (*.svg)")
        target = self._dialogs.file(self, title, f"{self._file_stem()}.svg", kind)
        if target is not None:
            self._write(target, self._picture(self._style()).svg())

    def _print(self) -> None:
        printer = self._dialogs.printer(
            self, QCoreApplication.translate("ChartView", "Print the chart")
        )
        if printer is None:
            return
        if self._picture(self._style().on_paper()).print_on(printer):
            self.said.emit(QCoreApplication.translate("ChartView", "Sent to the printer."))
        else:
            self.problem.emit(
                QCoreApplication.translate("ChartView", "The printer did not answer. Try again.")
            )

    def _write(self, target: Path, content: bytes) -> None:
        saved = QCoreApplication.translate("ChartView", "Saved as “{name}”.")
        attempt(
            lambda: write_beside(target, (content,)),
            done=lambda _: self.said.emit(saved.format(name=target.name)),
            failed=lambda error: self.problem.emit(words.problem(error)),
        )

    def _file_stem(self) -> str:
        return QCoreApplication.translate("ChartView", "small-acts-chart")

    def _style(self) -> ChartStyle:
        return ChartStyle.of(self._theme, self.layoutDirection())

    def _picture(self, style: ChartStyle) -> ChartPicture:
        # As wide as on the screen, so that what is saved is what was seen.
        return ChartPicture(self._chart, style, max(self.width(), style.px(_PICTURE_WIDTH)))


class ChartCanvas(QWidget):
    """The drawing alone: as wide as it is allowed to be, and as high as the chart needs then."""

    def __init__(self, theme: Theme, chart: Chart) -> None:
        super().__init__()
        self._theme = theme
        self._chart = chart
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        repaint_on_change(theme, self)
        theme.changed.connect(self._update_height)

    def set_chart(self, chart: Chart) -> None:
        """Draw another chart."""
        self._chart = chart
        self._update_height()
        self.updateGeometry()
        self.update()

    def chart_style(self) -> ChartStyle:
        """How the chart is drawn here and now."""
        return ChartStyle.of(self._theme, self.layoutDirection())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return ceil(self._chart.height(self.chart_style(), width))

    def sizeHint(self) -> QSize:
        width = self._theme.px(_PICTURE_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that the chart needs at the new width."""
        super().resizeEvent(event)
        self._update_height()

    def _update_height(self) -> None:
        # Not every layout asks for the height at a width, least of all inside a scroll area.
        needed = self.heightForWidth(max(_NARROWEST, self.width()))
        if needed != self.minimumHeight():
            self.setMinimumHeight(needed)
            self.setMaximumHeight(needed)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the whole drawing each time
        painter = QPainter(self)
        self._chart.paint(painter, self.chart_style(), QRectF(self.rect()))
        painter.end()


def _columns(table: Table) -> list[TableColumn[tuple[str, ...]]]:
    return [TableColumn(title, itemgetter(at)) for at, title in enumerate(table.headers)]
