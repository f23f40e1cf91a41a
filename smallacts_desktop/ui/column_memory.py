"""Remembers, among the settings, how wide a person made the columns of each table."""

from collections.abc import Callable, Mapping
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
    """Gives ``tables``, by their ids in the settings, the widths of before, and keeps new ones.

    ``choose`` puts a change of the settings in force.
    """

    def __init__(
        self,
        tables: Mapping[str, ResizableTable],
        settings: Settings,
        choose: Callable[[Callable[[Settings], Settings]], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._choose = choose
        for name, table in tables.items():
            table.column_widths.set_widths(settings.columns.get(name, ()))
            table.fit_columns()
            table.column_widths.changed.connect(
                lambda of=name, by=table.column_widths: self._keep(of, by.widths)
            )

    def _keep(self, name: str, widths: tuple[int, ...]) -> None:
        self._choose(lambda settings: replace(settings, columns={**settings.columns, name: widths}))
