"""What entries show together: over a period, and of each person the person meets again."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.days import Period, PeriodKind
from smallacts_desktop.domain.disclosure import Disclosure, PastShare, Preset, ShareChoice, ShareWay
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.face_drawings import (
    FaceDrawing,
    drawing_from,
    drawings_in,
    drawings_text,
)
from smallacts_desktop.domain.insights import InsightsReport, report_of
from smallacts_desktop.domain.people import (
    Face,
    checked_nickname,
    nickname_key,
    tidy_nickname,
)
from smallacts_desktop.journal.changes import (
    Change,
    JournalContext,
    JournalPart,
)
from smallacts_desktop.storage.rows.counts import MomentRows, TallyRows


class InsightsReader(JournalPart):
    """Reads what a period shows: counts alone, so a journal of many years takes no pause.

    It belongs to the thread that opened the journal, or inside ``Journal.worker()`` to another.
    """

    def __init__(self, context: JournalContext) -> None:
        super().__init__(context)
        self._rows = TallyRows(context.store.database)

    def period(self, kind: PeriodKind) -> Period:
        """The period of this kind up to today. Raises ValueError for TWO_DATES."""
        return Period.ending(kind, self._day_clock.today())

    def read(
        self, period: Period, *, include_remembered: bool = True, week_start: int = 0
    ) -> InsightsReport:
        """What ``period`` shows.

        ``include_remembered`` false leaves out the moods of acts whose mood before was remembered
        afterwards. ``week_start`` is the weekday that starts a week, 0 for Monday.
        """
        tallies = self._rows.tallies(period, remembered=include_remembered, week_start=week_start)
        return report_of(
            tallies,
            period,
            self._day_clock.today(),
            include_remembered=include_remembered,
            week_start=week_start,
        )


# How many faces a form offers at once.
MET_LAST = 6
_DRAWINGS = "face_drawings"


class GoodMoments(JournalPart):
    """What the person marked to come back to; given one at a time, and only when asked."""

    def __init__(self, context: JournalContext, rng: random.Random) -> None:
        super().__init__(context)
        self._rows, self._rng = MomentRows(context.store.database), rng
        self._last: int | None = None

    def another(self) -> Entry | None:
        """One of them, another than last time where there is another; None where there is none."""
        numbers = self._rows.numbers()
        self._rng.shuffle(numbers)
        # The one of last time comes when no other can be read.
        for number in sorted(numbers, key=lambda each: each == self._last):
            for found in self._store.entries.fetch([number]):
                if isinstance(found, Entry):
                    self._last = number
                    return found
        return None


class FamiliarFaces(JournalPart):
    """The nicknames in the journal. Spellings that differ in case and spaces are one.

    Renaming and forgetting reach deleted entries and half-written forms too, but not the words
    of a note; a drawing goes with its nickname. They count as writing those entries anew:
    otherwise an older CSV file, read back later, would be taken for the newer one and bring the
    old nickname back. What could be undone before holds the old nickname, so it cannot be undone
    any more.
    """

    def all(self) -> list[Face]:
        """Every familiar face, the one met last first."""
        return self._store.faces.all()

    def face(self, nickname: str) -> Face | None:
        """The face with a nickname, however it is spelled; None when no entry names it."""
        key = nickname_key(nickname)
        return next((face for face in self.all() if nickname_key(face.nickname) == key), None)

    def nicknames(self) -> list[str]:
        """Every nickname once, in its latest spelling, the one met last first."""
        found: dict[str, str] = {}
        for person in self._store.entries.persons():
            found.setdefault(nickname_key(person), tidy_nickname(person))
        return list(found.values())

    def next_step(self, face: Face) -> ActSize | None:
        """The size to offer next with a person; None when there is none larger."""
        return face.next_step

    def sizes(self) -> Mapping[str, Sequence[ActSize]]:
        """The sizes of the acts done with each person, the earliest first, by ``nickname_key``."""
        return self._store.faces.sizes()

    def drawing(self, nickname: str) -> FaceDrawing:
        """How a person is drawn: as was chosen, or else by the nickname."""
        chosen = self._drawings().get(nickname_key(nickname))
        return drawing_from(nickname) if chosen is None else chosen

    def met_last(self) -> dict[str, FaceDrawing]:
        """The drawings of the few people met last, by nickname, the latest first."""
        return {name: self.drawing(name) for name in self.nicknames()[:MET_LAST]}

    def choose_drawing(self, nickname: str, drawing: FaceDrawing) -> None:
        """Draw a person so from now on, under another nickname too."""
        drawings = {**self._drawings(), nickname_key(nickname): drawing}
        self._store.preferences.set(_DRAWINGS, drawings_text(drawings))
        self._announce(Change(preferences=True))

    def rename(self, old: str, new: str) -> int:
        """Give a person another nickname everywhere; return how many entries name them.

        A nickname that another face has already makes the two one, spelled as that one is. Raises
        NicknameMissingError, TextTooLongError or ForbiddenCharacterError; then nothing changed.
        """
        wanted = checked_nickname(new)
        if nickname_key(wanted) != nickname_key(old):
            other = self.face(wanted)
            wanted = wanted if other is None else other.nickname
        return self._write(old, wanted)

    def merge(self, nickname: str, into: str) -> int:
        """Make one face of two, under the nickname ``into``; return how many entries changed."""
        return self.rename(nickname, into)

    def forget(self, nickname: str) -> int:
        """Take a nickname out everywhere, for good; return how many entries named it.

        The entries stay. The nickname is gone from the file to the last byte, notes excepted.
        """
        count = self._write(nickname, "")
        self._store.database.compact()
        return count

    def _write(self, old: str, new: str) -> int:
        with self._store.transaction():
            count = self._store.faces.rename(old, new, self._day_clock.moment().utc)
            self._move_drawing(nickname_key(old), nickname_key(new))
        self._undo.clear()
        self._announce(Change(everything=True))
        return count

    def _drawings(self) -> dict[str, FaceDrawing]:
        return drawings_in(self._store.preferences.get(_DRAWINGS) or "{}")

    def _move_drawing(self, old: str, new: str) -> None:
        """A chosen drawing goes with its nickname; a forgotten nickname leaves none behind."""
        drawings = self._drawings()
        if old == new or (drawing := drawings.pop(old, None)) is None:
            return
        if new:
            drawings.setdefault(new, drawing)
        self._store.preferences.set(_DRAWINGS, drawings_text(drawings))


_NAME, _TALK_ABOUT = "share.name", "share.talk_about"


class PastShares(JournalPart):
    """Kept inside the journal, so that it is as private as the entries themselves."""

    def record(
        self, choice: ShareChoice, disclosure: Disclosure, way: ShareWay, target: Path | None = None
    ) -> PastShare:
        """Remember that ``disclosure`` has left; ``target`` is the file, if there is one."""
        moment = self._day_clock.moment()
        share = PastShare(
            at=moment.utc,
            day=moment.day,
            way=way,
            choice=replace(choice, notes=None),
            target="" if target is None else _storable(str(target)),
            rows=len(disclosure.entries),
            withheld=disclosure.withheld,
        )
        self._store.shares.add(share)
        return share

    def all(self) -> list[PastShare]:
        """Every share, the latest first."""
        return self._store.shares.all()

    def last(self) -> PastShare | None:
        """The latest share with somebody else, or None; a full file is the person's own."""
        shared = (s for s in self._store.shares.all() if s.choice.preset is Preset.WORKER)
        return next(shared, None)

    def last_day(self) -> date | None:
        """The day of the latest share with somebody else, or None."""
        last = self.last()
        return None if last is None else last.day

    def clear(self) -> None:
        """Forget every share; files that were saved stay where they are."""
        self._store.shares.clear()

    @property
    def name(self) -> str:
        """The name the person shows on a report; blank for none."""
        return self._store.preferences.get(_NAME) or ""

    @name.setter
    def name(self, value: str) -> None:
        self._store.preferences.set(_NAME, _storable(value))

    @property
    def talk_about(self) -> str:
        """What the person would like to talk about; kept until they clear it."""
        return self._store.preferences.get(_TALK_ABOUT) or ""

    @talk_about.setter
    def talk_about(self, value: str) -> None:
        self._store.preferences.set(_TALK_ABOUT, _storable(value))


def _storable(text: str) -> str:
    # A file name on Linux need not be text, and a field may hold half of a surrogate pair.
    return text.encode("utf-8", "replace").decode("utf-8")
