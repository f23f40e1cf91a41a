"""Remembers how wide the person made the columns of a table."""

from typing import TYPE_CHECKING, Protocol

from smallacts_desktop.settings import SettingsStore

if TYPE_CHECKING:
    from smallacts_desktop.ui.kit.tables import ColumnWidths


class ResizableTable(Protocol):
    """A table, or what stands around one, whose columns can be dragged."""

    column_widths: "ColumnWidths"

    def fit_columns(self) -> None:
        """Lay the columns out by what ``column_widths`` says."""


def remember_columns(settings: SettingsStore, name: str, table: ResizableTable) -> None:
    """Give a table the widths of before, by its id in the settings, and keep new ones there."""
    widths = table.column_widths
    widths.set_widths(settings.current.columns.get(name, ()))
    table.fit_columns()

    def save() -> None:
        settings.change(columns={**settings.current.columns, name: widths.widths})

    widths.changed.connect(save)
