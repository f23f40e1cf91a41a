"""What becomes of older snapshots when the passphrase of a journal changes."""

from dataclasses import dataclass
from enum import Enum


class OldSnapshots(Enum):
    """What the person wants done with the snapshots made before."""

    REKEY = "rekey"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class KeyChange:
    """What was done: snapshots that follow the journal, that are gone, and that stay as they were.

    One that is ``left`` could not be read or written; it opens with what opened it before.
    """

    rekeyed: int = 0
    deleted: int = 0
    left: int = 0
