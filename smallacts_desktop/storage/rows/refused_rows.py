"""Rows of a backup that cannot be taken, kept as text so that what they say is not lost.

No form would have taken them: nothing is made of them and they are never shown. The backup holds
them as well, but may be a snapshot that is thinned out one day.
"""

import json
from collections.abc import Mapping

from smallacts_desktop.storage.rows.checked_rows import as_json
from smallacts_desktop.storage.rows.row_rules import KeptTable, Row

# What a failing disk spoils is some rows; a file that was made to be endless must not fill another.
_MOST_BYTES, _MOST_BYTES_OF_ROW = 16_000_000, 1_900_000
_BESIDES = 100


class RefusedRows:
    """What was refused so far, up to 16 MB in all and 1.9 MB for one row; what is more is not."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._bytes = 0

    def add(self, table: KeptTable, row: Mapping[str, object]) -> None:
        """Keep a row of ``table`` by column name, byte for byte."""
        contents = json.dumps({name: as_json(value) for name, value in row.items()})
        size = len(contents) + _BESIDES
        if size <= _MOST_BYTES_OF_ROW and self._bytes + size <= _MOST_BYTES:
            self._bytes += size
            self._rows.append({"origin": table.name, "contents": contents})

    def numbered(self, first: int) -> list[Row]:
        """All of them, as rows of the table for such rows, from number ``first`` on."""
        return [{"number": number, **row} for number, row in enumerate(self._rows, start=first)]
