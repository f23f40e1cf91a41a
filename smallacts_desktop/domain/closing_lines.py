"""The line with which what was just kept is closed: which lines fit an entry, and which one it is.

No line cheers, and a mood that is low or fell has softer ones of its own. Lines are not repeated
within ten entries; which stood last is remembered in the journal.
"""

import tomllib
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from smallacts_desktop.domain.act_library import is_low_mood
from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import (
    Barrier,
    Entry,
    EntryKind,
    Expectation,
    Outcome,
    Response,
)

# A line does not come again among so many entries.
APART = 10
# The highest mood whose word still says "low".
_RATHER_LOW = 4


class Tone(StrEnum):
    """How the program speaks: soft where a mood is low, fell, or stayed rather low."""

    PLAIN = "plain"
    SOFT = "soft"


class MoodMove(StrEnum):
    """Where the mood went from before an act to after it."""

    ROSE = "rose"
    SAME = "same"
    FELL = "fell"


@dataclass(frozen=True, slots=True)
class ClosingLine:
    """One line of the data file ``closing_lines.toml``, whose head tells what each field means.

    An empty set, and None, fit every entry.
    """

    id: str
    text: str
    of: str
    tone: Tone | None = None
    sizes: frozenset[ActSize] = frozenset()
    responses: frozenset[Response] = frozenset()
    expectations: frozenset[Expectation] = frozenset()
    changes: frozenset[MoodMove] = frozenset()
    with_someone: bool | None = None

    @property
    def asks(self) -> int:
        """How much has to be true of an entry that it fits: the more, the more it says."""
        sets = (self.sizes, self.responses, self.expectations, self.changes)
        return sum(bool(each) for each in sets) + (self.with_someone is not None)

    def fits(self, entry: Entry, with_someone: bool) -> bool:
        """Whether it is true of ``entry``, whose act was ``with_someone`` or alone."""
        return (
            self.of == _kind_of(entry)
            and self.tone in (None, tone_of(entry))
            and self.with_someone in (None, with_someone)
            and (not self.sizes or entry.size in self.sizes)
            and (not self.responses or entry.response in self.responses)
            and (not self.expectations or entry.expectation in self.expectations)
            and (not self.changes or _move_of(entry) in self.changes)
        )


def read_closing_lines(text: str) -> tuple[ClosingLine, ...]:
    """The lines of TOML text. Raises KeyError or ValueError where one is not as it must be."""
    return tuple(_line_from(table) for table in tomllib.loads(text)["line"])


def _line_from(table: Mapping[str, object]) -> ClosingLine:
    def codes(name: str) -> list[str]:
        value = table.get(name, [])
        return value if isinstance(value, list) else [str(value)]

    tone, alone = table.get("tone"), table.get("with_someone")
    return ClosingLine(
        id=str(table["id"]),
        text=str(table["text"]),
        of=str(table["of"]),
        tone=None if tone is None else Tone(str(tone)),
        sizes=frozenset(map(ActSize, codes("sizes"))),
        responses=frozenset(map(Response, codes("responses"))),
        expectations=frozenset(map(Expectation, codes("expectations"))),
        changes=frozenset(map(MoodMove, codes("changes"))),
        with_someone=None if alone is None else bool(alone),
    )


def tone_of(entry: Entry) -> Tone:
    """Soft after "tired" and "anxious", and where a mood is low, fell, or stayed rather low."""
    mood = entry.mood_before if entry.mood_after is None else entry.mood_after
    move = _move_of(entry)
    is_soft = (
        entry.barrier in (Barrier.TIRED, Barrier.ANXIOUS)
        or move is MoodMove.FELL
        or is_low_mood(mood)
        or (mood is not None and mood <= _RATHER_LOW and move is not MoodMove.ROSE)
    )
    return Tone.SOFT if is_soft else Tone.PLAIN


def choose_line(
    lines: Iterable[ClosingLine], entry: Entry, with_someone: bool, besides: Collection[str]
) -> ClosingLine:
    """The line that says most of ``entry``, none of the ids ``besides``; the same every time.

    Raises ValueError where none is left: the data file has more of each kind than are remembered.
    """
    fitting = (line for line in lines if line.id not in besides and line.fits(entry, with_someone))
    return min(fitting, key=lambda line: (-line.asks, zlib.crc32(f"{entry.id}{line.id}".encode())))


def _kind_of(entry: Entry) -> str:
    if entry.kind is EntryKind.NOTE:
        return EntryKind.NOTE.value
    return (entry.outcome or Outcome.DONE).value


def _move_of(entry: Entry) -> MoodMove | None:
    change = entry.mood_change
    if change is None:
        return None
    if change == 0:
        return MoodMove.SAME
    return MoodMove.ROSE if change > 0 else MoodMove.FELL
