"""The journal's schema as numbered steps of plain SQL.

A step is never changed once released: files written by it are out there. A later schema is a
later step, ``m0003_….py`` and so on, added to ``MIGRATIONS``.
"""

from dataclasses import dataclass

from smallacts_desktop.storage.migrations import (
    m0001_first,
    m0002_looking_back,
    m0003_past_shares,
)


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: ``statements`` lead from the version before to ``version``, or not at all."""

    version: int
    statements: tuple[str, ...]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, m0001_first.STATEMENTS),
    Migration(2, m0002_looking_back.STATEMENTS),
    Migration(3, m0003_past_shares.STATEMENTS),
)
