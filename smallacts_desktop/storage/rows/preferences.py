"""Choices that belong to the journal rather than to the computer, such as when a day starts."""

from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.rows.tables import PREFERENCES, CheckedTable


class PreferenceRows:
    """Choices by name, as text; what the text means is its user's business."""

    def __init__(self, database: Database) -> None:
        self._table = CheckedTable(database, PREFERENCES)

    def get(self, key: str) -> str | None:
        """The value of a choice, or None when it was never made or cannot be read."""
        row = self._table.row(key)
        return None if row is None else row["value"]

    def set(self, key: str, value: str) -> None:
        """Keep a choice."""
        self._table.put({"key": key, "value": value})
