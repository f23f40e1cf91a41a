"""What of a journal cannot be read any more, and what is found where everything is looked at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from smallacts_desktop.domain.entries import Entry


@dataclass(frozen=True, slots=True)
class UnreadableEntry:
    """An entry whose values are not the ones that were written, so that none of them is shown.

    ``number`` is its place in the file. ``id`` and ``date`` are as far as they can still be seen,
    None where they make no sense.
    """

    number: int
    id: UUID | None
    date: date | None


ListedEntry = Entry | UnreadableEntry
Told = Callable[[UnreadableEntry], None]


@dataclass(frozen=True, slots=True)
class EntryCopy:
    """An entry as a snapshot holds it; ``taken_at`` is the snapshot's time on the wall."""

    entry: Entry
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """One damage, or something that does not belong there, told in one sentence.

    ``template`` is the English sentence with ``str.format`` names, for the context ``Damage``, and
    ``values`` fills them in. It is safe to show: it holds days, numbers and names of files, never
    what anybody wrote.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """The sentence in English."""
        return self.template.format(**self.values)
