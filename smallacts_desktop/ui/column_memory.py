"""Remembers, among the settings, how wide a person made the columns of each table."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject

from smallacts_desktop.settings import Settings
from smallacts_desktop.ui.widgets.column_widths import ColumnWidths


class ResizableTable(Protocol):
    """A table, or what stands around one, whose columns can be dragged."""

    column_widths: ColumnWidths

    def fit_columns(self) -> None:
        """Lay the columns out by what ``column_widths`` says."""


class ColumnMemory(QObject):
    """Gives tables the widths of before, and keeps new ones.

    ``choose`` puts a change of the settings in force.
    """

    def __init__(
        self,
        settings: Settings,
        choose: Callable[[Callable[[Settings], Settings]], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._settings, self._choose = settings, choose

    def serve(self, name: str, table: ResizableTable) -> None:
        """Begin with a table, once, by its id in the settings."""
        table.column_widths.set_widths(self._settings.columns.get(name, ()))
        table.fit_columns()
        table.column_widths.changed.connect(lambda: self._keep(name, table.column_widths.widths))

    def _keep(self, name: str, widths: tuple[int, ...]) -> None:
        self._choose(lambda settings: replace(settings, columns={**settings.columns, name: widths}))
