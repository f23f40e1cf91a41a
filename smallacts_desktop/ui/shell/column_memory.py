"""Remembers, among the settings, how wide a person made the columns of each table."""

from typing import Protocol

from PySide6.QtCore import QObject

from smallacts_desktop.settings import SettingsStore
from smallacts_desktop.ui.kit.tables import ColumnWidths


class ResizableTable(Protocol):
    """A table, or what stands around one, whose columns can be dragged."""

    column_widths: ColumnWidths

    def fit_columns(self) -> None:
        """Lay the columns out by what ``column_widths`` says."""


class ColumnMemory(QObject):
    """Gives tables the widths of before, and keeps new ones."""

    def __init__(self, settings: SettingsStore, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings

    def restore(self, name: str, table: ResizableTable) -> None:
        """Begin with a table, once, by its id in the settings."""
        table.column_widths.set_widths(self._settings.current.columns.get(name, ()))
        table.fit_columns()
        table.column_widths.changed.connect(lambda: self._save(name, table.column_widths.widths))

    def _save(self, name: str, widths: tuple[int, ...]) -> None:
        self._settings.change(columns={**self._settings.current.columns, name: widths})
