"""The widths that a person gave to columns of a table, told apart from those the table chose."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QTableView

from smallacts_desktop.settings import WIDEST_COLUMN
from smallacts_desktop.ui.kit.theme import Theme

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
