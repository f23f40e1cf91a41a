"""Copies of the journal: what one is, what it holds, which are kept for how long, and damage."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum, StrEnum
from pathlib import Path
from uuid import UUID

from smallacts_desktop.domain.entries import Entry

DAYS, WEEKS, MONTHS = 7, 4, 12
# How many of the latest periods keep their newest snapshot, and what tells one from the next.
_KEPT_OF_EACH: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
    (DAYS, lambda taken_at: taken_at.date()),
    (WEEKS, lambda taken_at: taken_at.isocalendar()[:2]),
    (MONTHS, lambda taken_at: (taken_at.year, taken_at.month)),
)


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
        return self.template.format(**self.values)


class SnapshotKind(Enum):
    """Why a snapshot was taken; the value stands in its name."""

    ROUTINE = ""
    BEFORE_UPDATE = "before-update"
    ARCHIVED = "set-aside"


_KEPT_FOR = {
    SnapshotKind.ROUTINE: timedelta(days=1),
    SnapshotKind.BEFORE_UPDATE: timedelta(days=7),
    SnapshotKind.ARCHIVED: timedelta(days=366),
}


class OldSnapshots(StrEnum):
    """What becomes of the snapshots from before a change of passphrase."""

    REKEY = "rekey"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class KeyChange:
    """What a change of passphrase did to the older snapshots.

    ``left`` are those that still are as they were: another passphrase opens them, or they are
    damaged, or could not be written. ``is_tidy`` is false when some file that is of no use any
    more could not be removed; the next opening tries again.
    """

    rekeyed: int = 0
    deleted: int = 0
    left: int = 0
    is_tidy: bool = True


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of snapshots when the person chose another folder for them.

    ``moved`` and ``left`` count them; ``left`` are still in one of ``folders``. What is in the
    folders ``out_of_reach`` could not be seen.
    """

    moved: int = 0
    left: int = 0
    folders: tuple[Path, ...] = ()
    out_of_reach: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One copy of the journal in a folder of snapshots, as far as can be told without opening it.

    ``taken_at`` is the person's own wall-clock time, without a zone; ``size`` is in bytes;
    ``is_encrypted`` says that a passphrase is needed. ``turn`` counts how often the clock was seen
    to have gone back before it was taken, so that one from a day with the clock ahead is not the
    newest for ever.
    """

    path: Path
    taken_at: datetime
    kind: SnapshotKind
    size: int
    is_encrypted: bool
    turn: int = 0

    @property
    def order(self) -> tuple[int, datetime, int, str]:
        """What sorts snapshots as they were taken, whatever the clock said."""
        # Within one second the later ones have a number at the end of their names.
        return self.turn, self.taken_at, len(self.path.name), self.path.name


@dataclass(frozen=True, slots=True)
class SnapshotCount:
    """How many ``backups`` there are, and how many journals a restore or rescue kept ``aside``."""

    backups: int = 0
    aside: int = 0

    def __bool__(self) -> bool:
        return bool(self.backups or self.aside)

    def __add__(self, other: "SnapshotCount") -> "SnapshotCount":
        return SnapshotCount(self.backups + other.backups, self.aside + other.aside)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What of a backup cannot be taken: ``entries``, and ``others`` such as drafts or own acts.

    No form would have taken them. They stay in the backup, which is left as it is.
    """

    entries: int = 0
    others: int = 0

    def __bool__(self) -> bool:
        return bool(self.entries or self.others)


@dataclass(frozen=True, slots=True)
class SnapshotPreview:
    """What a verified snapshot or backup file holds.

    ``taken_at`` is the person's wall-clock time; for a file of any other name, when it was last
    written. ``first`` and ``last`` are the days of the earliest and the latest entry, None without
    any. ``acts`` and ``notes`` are those entries that are not deleted. ``is_encrypted`` says that
    it has a passphrase, ``opens_with_journal_key`` that this is the one the journal has now (also
    true where neither has any). ``version`` is its schema's. ``left_out`` would not come back.
    """

    path: Path
    taken_at: datetime
    size: int
    is_encrypted: bool
    opens_with_journal_key: bool
    version: int
    acts: int
    notes: int
    first: date | None
    last: date | None
    left_out: LeftOut = LeftOut()

    @property
    def entries(self) -> int:
        """Acts and notes together."""
        return self.acts + self.notes


@dataclass(frozen=True, slots=True)
class TakenSnapshot:
    """A snapshot that was taken. ``elsewhere`` says that the chosen folder could not be used.

    It then lies in the journal's own folder of snapshots.
    """

    path: Path
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did.

    ``archived`` is where the journal from before lies now, None if there was none. ``is_encrypted``
    says that the journal has a passphrase from now on, ``same_key`` that what opens it is as it
    was before. ``left_out`` stayed in the backup. ``is_tidy`` is false when some file of no use
    any more could not be removed.
    """

    archived: Path | None
    is_encrypted: bool
    same_key: bool
    left_out: LeftOut = LeftOut()
    is_tidy: bool = True


@dataclass(frozen=True, slots=True)
class RescueOffer:
    """What can be done about a damaged journal.

    ``snapshot`` is the newest good snapshot, None without any. ``readable`` is how many entries
    can be read from the damaged file itself.
    """

    snapshot: SnapshotPreview | None
    readable: int


@dataclass(frozen=True, slots=True)
class Rescued:
    """What a rescue did: counts of entries, and where the damaged file is kept.

    ``added`` and ``renewed`` came from the damaged file; ``entries`` is how many the journal has
    now. ``left_out`` could not be read of the damaged file; where not ``is_counted`` there may have
    been more entries than that. ``left_in_backup`` could not be read of the backup.
    """

    archive: Path
    snapshot: SnapshotPreview | None
    added: int
    renewed: int
    entries: int
    left_out: LeftOut = LeftOut()
    is_counted: bool = True
    left_in_backup: LeftOut = LeftOut()


@dataclass(frozen=True, slots=True)
class Checked:
    """What a full look at one file found.

    ``problem`` is the first sentence about it, blank when it is sound; ``findings`` is every
    damage. Another passphrase than the journal's is a problem and no damage. ``kind`` is that of
    a snapshot, None for any other file.
    """

    path: Path
    is_journal: bool
    problem: str
    is_damaged: bool
    findings: tuple[Finding, ...] = ()
    kind: SnapshotKind | None = None


def counted(kinds: Iterable[SnapshotKind | None]) -> SnapshotCount:
    """The count of backups that is told wherever they are counted; None stands for no snapshot."""
    number = Counter(kinds)
    aside = number[SnapshotKind.ARCHIVED]
    return SnapshotCount(number.total() - number[None] - aside, aside)


def superfluous(snapshots: Collection[Snapshot], now: datetime) -> list[Snapshot]:
    """Those of one folder's snapshots that need no longer be kept; ``now`` is wall-clock time.

    The newest of each of the latest 7 days, 4 weeks and 12 months that have any is kept; so is
    everything for a day, what was copied before an update for 7 days, and what was archived for
    a year. What is dated later than now stays, since then the clock cannot be trusted, and so
    does the newest of all.
    """
    in_time = [item for item in snapshots if item.taken_at <= now]
    past = sorted(in_time, key=lambda item: item.order, reverse=True)
    kept = {id(item) for item in past[:1]}
    kept |= {id(item) for item in past if now - item.taken_at <= _KEPT_FOR[item.kind]}
    for periods, period_of in _KEPT_OF_EACH:
        newest: dict[Hashable, Snapshot] = {}
        for item in past:
            newest.setdefault(period_of(item.taken_at), item)
        kept |= {id(item) for item in list(newest.values())[:periods]}
    return [item for item in past if id(item) not in kept]
