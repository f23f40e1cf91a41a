"""From a chosen file to a plan: the one way in for the command line and for the window."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Protocol
from uuid import UUID

from smallacts_desktop.domain.days import Moment
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.errors import FileNotReadError, LargeFileError, NotAPlainFileError
from smallacts_desktop.safe_files import Unfit, UnfitFileError, read_outside
from smallacts_desktop.sharing.csv.plan import ImportPlan, Progress, plan_import, read_csv

# A hundred thousand entries with a page of notes each.
_MOST_BYTES = 256 << 20


class Holder(Protocol):
    """What a plan has to ask of a journal; it changes nothing there."""

    def moment(self) -> Moment:
        """Now, as an entry would keep it."""

    def find(self, entry_id: UUID) -> Entry | None:
        """One entry, or None when it is not in the journal."""

    def entries(self, first: date, last: date) -> Iterable[Entry]:
        """Every entry from one day to another, both included."""


class NoEntries:
    """A Holder with nothing in it: where there is no journal yet, at one ``moment``."""

    def __init__(self, moment: Moment) -> None:
        self._moment = moment

    def moment(self) -> Moment:
        """The one moment."""
        return self._moment

    def find(self, entry_id: UUID) -> Entry | None:
        """No entry."""
        del entry_id
        return None

    def entries(self, first: date, last: date) -> Iterable[Entry]:
        """None."""
        del first, last
        return ()


def read_bytes(path: Path) -> bytes:
    """Everything in the file at ``path``. Raises FileNotReadError, also for what is no plain file.

    A pipe or a link is not waited for or followed, and nothing is read that is too large to be an
    export.
    """
    try:
        return read_outside(path, _MOST_BYTES)
    except UnfitFileError as error:
        if error.why is Unfit.TOO_LARGE:
            raise LargeFileError(name=path.name or path, megabytes=_MOST_BYTES >> 20) from None
        raise NotAPlainFileError(name=path.name or path) from None
    except OSError:
        raise FileNotReadError(name=path.name or path) from None


def plan_bytes(
    data: bytes, name: str, holder: Holder, progress: Progress | None = None
) -> ImportPlan:
    """Work out what taking in the file that holds ``data`` would do; change nothing.

    ``name`` is the file's name, for errors. ``progress`` counts two halves, reading and
    comparing; an exception it raises, such as CancelledError, stops the work. Raises NotACsvError
    as read_csv does.
    """
    reading = progress and _half(progress, 0)
    result = read_csv(data, name, holder.moment(), reading)
    comparing = progress and _half(progress, 1)
    return plan_import(result, holder.find, holder.entries, comparing)


def _half(progress: Progress, number: int) -> Progress:
    """Counts the first (0) or the second (1) half of a piece of work."""
    return lambda done, total: progress(number * total + done, 2 * total)
