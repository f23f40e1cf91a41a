"""What was shared, and how: the person's own record of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from smallacts_desktop.domain.disclosure import ShareChoice


class ShareWay(StrEnum):
    """How entries left: as a file of some kind, on paper, or by the clipboard."""

    CSV = "csv"
    PDF = "pdf"
    HTML = "html"
    PRINT = "print"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class PastShare:
    """One share. It says what was chosen, never what was in it.

    ``at`` is an aware instant and ``day`` the person's own day then. Of ``choice`` the single
    notes are not remembered. ``target`` is the path of the file, blank where there was none.
    ``rows`` is how many entries left and ``withheld`` how many stayed because they are private.
    """

    at: datetime
    day: date
    way: ShareWay
    choice: ShareChoice
    target: str
    rows: int
    withheld: int
