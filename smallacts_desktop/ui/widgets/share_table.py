"""The preview of a share, with columns as wide as their words where there is room."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy

from smallacts_desktop.domain.disclosure import Column, Disclosure
from smallacts_desktop.ui.models.share_preview import SharePreviewModel
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.tokens import SPACE_S
from smallacts_desktop.ui.widgets.column_widths import ColumnWidths
from smallacts_desktop.ui.widgets.hairline_table import HairlineTable

_LONG = frozenset({Column.ACT, Column.NOTE, Column.PLACE, Column.PERSON})
_ORDER = tuple(Column)
_NARROW, _WIDE = 132, 260
_ROWS_MEASURED, _FEWEST_ROWS, _MOST_ROWS = 60, 4, 13


class ShareTable(HairlineTable):
    """Codes, dates and numbers are never cut; long texts end with an ellipsis.

    As many whole columns as fit are in view, so that none is cut by the edge; the others are
    reached by scrolling. A column that the person dragged keeps its width, see ``column_widths``.
    """

    def __init__(self, theme: Theme, model: SharePreviewModel) -> None:
        super().__init__(theme)
        self._preview = model
        self._widths: list[int] = []
        self.setModel(model)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setResizeContentsPrecision(_ROWS_MEASURED)
        self.column_widths = ColumnWidths(theme, self, self._key)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            QCoreApplication.translate("SharePage", "Exactly what they will see")
        )
        theme.changed.connect(self._measure)
        self._measure()

    def show_disclosure(self, disclosure: Disclosure) -> None:
        """Show what would leave."""
        self._preview.set_disclosure(disclosure)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        self._fit()

    def fit_columns(self) -> None:
        """Lay the columns out anew, by what ``column_widths`` says now."""
        self._fit()

    def _key(self, section: int) -> int:
        return _ORDER.index(self._preview.columns[section])

    def _measure(self) -> None:
        rows = max(_FEWEST_ROWS, min(_MOST_ROWS, self._preview.rowCount() + 1))
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(rows * self.theme.control_height + bar + self.theme.px(SPACE_S))
        self.resizeColumnsToContents()
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
        widths = _filled(least, most, fixed, self.viewport().width())
        for section, width in enumerate(widths):
            self.horizontalHeader().resizeSection(section, width)


def _filled(least: list[int], most: list[int], fixed: list[bool], room: int) -> list[int]:
    """Widths with which a whole number of columns takes up ``room``; those ``fixed`` stay."""
    widths, whole = list(least), 0
    while whole < len(widths) and sum(widths[: whole + 1]) <= room:
        whole += 1
    spare = room - sum(widths[:whole])
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
