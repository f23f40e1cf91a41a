"""The journal's schema as numbered steps of plain SQL. Queries of today are in ``storage/rows``.

A step is never changed once released: files written by it are out there. A later schema is a
later step, ``m0006_….py`` and so on, added to ``MIGRATIONS``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from smallacts_desktop.storage.file.migrations import (
    m0001_to_0003,
    m0004_checksums,
    m0005_forecasts,
)


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: ``statements`` lead from the version before to ``version``, or not at all.

    ``fill`` then does to the rows, through the open connection, what SQL alone cannot.
    """

    version: int
    statements: tuple[str, ...]
    fill: Callable[[Any], None] | None = None


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, m0001_to_0003.FIRST),
    Migration(2, m0001_to_0003.LOOKING_BACK),
    Migration(3, m0001_to_0003.PAST_SHARES),
    Migration(4, m0004_checksums.STATEMENTS, m0004_checksums.fill),
    Migration(5, m0005_forecasts.STATEMENTS, m0005_forecasts.fill),
)
