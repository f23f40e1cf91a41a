"""Choices that belong to the journal rather than to the computer, such as when a day starts."""

from smallacts_desktop.storage.database import Database
from smallacts_desktop.storage.tables import PreferenceTable


class PreferenceRows:
    """Choices by name, as text; what the text means is its user's business."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> str | None:
        """The value of a choice, or None when it was never made."""
        row = self._database.row(PreferenceTable.select().where(PreferenceTable.key == key))
        return None if row is None else row["value"]

    def set(self, key: str, value: str) -> None:
        """Keep a choice."""
        with self._database.transaction():
            self._database.run(
                PreferenceTable.insert({"key": key, "value": value}).on_conflict_replace()
            )
