"""A chart on a card, drawn or as its table, and as a picture that stands alone."""

from collections.abc import Callable
from math import ceil
from operator import itemgetter

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QImage,
    QImageWriter,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QMenu, QSizePolicy, QVBoxLayout, QWidget

from smallacts_desktop.sharing.atomic_file import write_beside
from smallacts_desktop.tokens import SPACE_M
from smallacts_desktop.ui.insights.chart import Chart, ChartStyle, Table
from smallacts_desktop.ui.kit.basics import IconButton, body, heading
from smallacts_desktop.ui.kit.desktop import copy_privately
from smallacts_desktop.ui.kit.jobs import attempt
from smallacts_desktop.ui.kit.paper_output import ChartDialogs
from smallacts_desktop.ui.kit.tables import HairlineTable, RowsModel, TableColumn
from smallacts_desktop.ui.kit.theme import TextRole, Theme, repaint_on_change
from smallacts_desktop.ui.text import insight_words, words

PNG_SCALE = 2
_NARROWEST, _PICTURE_WIDTH = 220, 760
_MARGIN, _GAP, _DPI = 24.0, 14.0, 96
_LONGEST = 100_000.0


class ChartPicture:
    """A chart with its heading above, and under it its sentence and that it proves no cause.

    ``width`` is in pixels at 100 %; the height follows.
    """

    def __init__(self, chart: Chart, style: ChartStyle, width: float) -> None:
        self._chart, self._style, self._width = chart, style, width
        self.size = QSize(round(width), round(self._draw(None)))

    def png(self) -> bytes:
        """The picture as PNG, twice as fine as a plain screen."""
        image = QImage(self.size * PNG_SCALE, QImage.Format.Format_RGB32)
        image.fill(QColor(self._style.tokens.surface))
        painter = QPainter(image)
        painter.scale(PNG_SCALE, PNG_SCALE)
        self._draw(painter)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        return bytes(buffer.data().data())

    def svg(self) -> bytes:
        """The picture as SVG: lines and words, with its title and its numbers in one sentence."""
        buffer = QBuffer()
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setResolution(_DPI)
        generator.setSize(self.size)
        generator.setViewBox(QRect(0, 0, self.size.width(), self.size.height()))
        generator.setTitle(self._chart.title)
        generator.setDescription(self._chart.summary)
        painter = QPainter(generator)
        painter.fillRect(generator.viewBoxF(), QColor(self._style.tokens.surface))
        self._draw(painter)
        painter.end()
        return bytes(buffer.data().data())

    def print_on(self, printer: QPrinter) -> bool:
        """Print it on one page, as wide as the page lets it; False when the printer refused."""
        painter = QPainter()
        if not painter.begin(printer):
            return False
        page = printer.pageLayout().paintRectPixels(printer.resolution())
        scale = min(page.width() / self.size.width(), page.height() / self.size.height())
        painter.scale(scale, scale)
        self._draw(painter)
        return painter.end()

    def _draw(self, painter: QPainter | None) -> float:
        """Draw from top to bottom, or measure alone without a painter; return the height."""
        style, chart = self._style, self._chart
        margin, gap = style.px(_MARGIN), style.px(_GAP)
        y = self._words(painter, chart.title, TextRole.HEADING, style.tokens.ink, margin)
        y = self._words(painter, chart.basis, TextRole.CAPTION, style.tokens.ink_soft, y) + gap
        width = self._width - 2 * margin
        height = chart.height(style, width)
        if painter is not None:
            chart.paint(painter, style, QRectF(margin, y, width, height))
        y += height + (gap if height else 0.0)
        if chart.note:
            y = self._words(painter, chart.note, TextRole.BODY, style.tokens.ink, y) + gap / 2
        caption = insight_words.patterns_caption()
        y = self._words(painter, caption, TextRole.CAPTION, style.tokens.ink_soft, y)
        return y + margin

    def _words(
        self, painter: QPainter | None, text: str, role: TextRole, colour: str, top: float
    ) -> float:
        """Set a paragraph from ``top`` down; return where it ends."""
        style = self._style
        margin = style.px(_MARGIN)
        flags = Qt.AlignmentFlag.AlignTop.value | Qt.TextFlag.TextWordWrap.value
        room = QRectF(margin, top, self._width - 2 * margin, _LONGEST)
        needed = style.metrics(role).boundingRect(room, flags, text).height()
        if painter is not None:
            painter.setLayoutDirection(style.direction)
            painter.setFont(style.fonts[role])
            painter.setPen(QColor(colour))
            room.setHeight(needed)
            painter.drawText(room, flags, text)
        return top + needed


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
        self._theme, self._chart = theme, chart
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
        table = chart.table
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
        return self._chart.table

    def show_table(self, wanted: bool) -> None:
        """Show the numbers as a table instead of the drawing, or the drawing again."""
        self.table_action.setChecked(wanted)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu.popup(event.globalPos())

    def _make_actions(self) -> None:
        translate = QCoreApplication.translate
        self.table_action = self.menu.addAction(translate("ChartView", "See as a table"))
        self.table_action.setCheckable(True)
        self.table_action.toggled.connect(self._show_table)
        self.menu.addSeparator()
        self.copy_action = self.menu.addAction(translate("ChartView", "Copy as table"))
        self.png_action = self.menu.addAction(translate("ChartView", "Save as PNG…"))
        self.svg_action = self.menu.addAction(translate("ChartView", "Save as SVG…"))
        self.print_action = self.menu.addAction(translate("ChartView", "Print…"))
        for action, act in (
            (self.copy_action, self._copy),
            (self.png_action, self._save_png),
            (self.svg_action, self._save_svg),
            (self.print_action, self._print),
        ):
            action.triggered.connect(act)

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
        self._save(title, "png", kind, ChartPicture.png)

    def _save_svg(self) -> None:
        title = QCoreApplication.translate("ChartView", "Save the chart as SVG")
        kind = QCoreApplication.translate("ChartView", "SVG pictures (*.svg)")
        self._save(title, "svg", kind, ChartPicture.svg)

    def _save(
        self, title: str, suffix: str, kind: str, content: Callable[[ChartPicture], bytes]
    ) -> None:
        stem = QCoreApplication.translate("ChartView", "small-acts-chart")
        target = self._dialogs.file(self, title, f"{stem}.{suffix}", kind)
        if target is None:
            return
        made = content(self._picture(self._style()))
        saved = QCoreApplication.translate("ChartView", "Saved as “{name}”.")
        attempt(
            lambda: write_beside(target, (made,)),
            done=lambda _: self.said.emit(saved.format(name=target.name)),
            failed=lambda error: self.problem.emit(words.problem(error)),
        )

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

    def _style(self) -> ChartStyle:
        return ChartStyle.of(self._theme, self.layoutDirection())

    def _picture(self, style: ChartStyle) -> ChartPicture:
        # As wide as on the screen, so that what is saved is what was seen.
        return ChartPicture(self._chart, style, max(self.width(), style.px(_PICTURE_WIDTH)))


class ChartCanvas(QWidget):
    """The drawing alone: as wide as it is allowed to be, and as high as the chart needs then."""

    def __init__(self, theme: Theme, chart: Chart) -> None:
        super().__init__()
        self._theme, self._chart = theme, chart
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
