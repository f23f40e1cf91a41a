"""What was shared before, and what the person likes to put on the first page of a report."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from smallacts_desktop.domain.disclosure import Disclosure, PastShare, Preset, ShareChoice, ShareWay
from smallacts_desktop.journal.preferences import DayClock
from smallacts_desktop.storage.rows.store import Store

_NAME, _TALK_ABOUT = "share.name", "share.talk_about"


class PastShares:
    """Kept inside the journal, so that it is as private as the entries themselves."""

    def __init__(self, store: Store, day_clock: DayClock) -> None:
        self._rows = store.shares
        self._preferences = store.preferences
        self._day_clock = day_clock

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
        self._rows.add(share)
        return share

    def all(self) -> list[PastShare]:
        """Every share, the latest first."""
        return self._rows.all()

    def last(self) -> PastShare | None:
        """The latest share with somebody else, or None; a full file is the person's own."""
        shared = (s for s in self._rows.all() if s.choice.preset is Preset.WORKER)
        return next(shared, None)

    def last_day(self) -> date | None:
        """The day of the latest share with somebody else, or None."""
        last = self.last()
        return None if last is None else last.day

    def clear(self) -> None:
        """Forget every share; files that were saved stay where they are."""
        self._rows.clear()

    @property
    def name(self) -> str:
        """The name the person shows on a report; blank for none."""
        return self._preferences.get(_NAME) or ""

    @name.setter
    def name(self, value: str) -> None:
        self._preferences.set(_NAME, _storable(value))

    @property
    def talk_about(self) -> str:
        """What the person would like to talk about; kept until they clear it."""
        return self._preferences.get(_TALK_ABOUT) or ""

    @talk_about.setter
    def talk_about(self, value: str) -> None:
        self._preferences.set(_TALK_ABOUT, _storable(value))


def _storable(text: str) -> str:
    # A file name on Linux need not be text, and a field may hold half of a surrogate pair.
    return text.encode("utf-8", "replace").decode("utf-8")
