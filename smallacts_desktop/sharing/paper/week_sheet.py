"""What goes on paper for a week: seven days, and the acts the person chose for them."""

from dataclasses import dataclass
from datetime import date, timedelta

from smallacts_desktop.domain.acts import Act, ActSize
from smallacts_desktop.domain.days import days_between

DAYS_ON_A_SHEET = 7
CARDS_ON_A_PAGE = 8


@dataclass(frozen=True, slots=True)
class PaperAct:
    """An act as it stands on paper; all blank for a line to write on."""

    title: str = ""
    hint: str = ""
    size: ActSize | None = None

    @classmethod
    def of(cls, act: Act) -> "PaperAct":
        """An act from the library."""
        return cls(act.title, act.hint, act.size)


BLANK = PaperAct()


@dataclass(frozen=True, slots=True)
class WeekSheet:
    """One page for seven days in a row from ``first_day``.

    ``acts`` are those of the days in order; days beyond the last of them have a blank line.
    Nothing on the sheet is about the person, unless they wrote it into an act themselves.
    """

    first_day: date
    acts: tuple[PaperAct, ...] = ()

    @property
    def last_day(self) -> date:
        """The seventh day."""
        return self.first_day + timedelta(days=DAYS_ON_A_SHEET - 1)

    @property
    def rows(self) -> tuple[tuple[date, PaperAct], ...]:
        """Every day with its act."""
        days = days_between(self.first_day, self.last_day)
        return tuple(zip(days, _filled(self.acts, DAYS_ON_A_SHEET), strict=True))


def cards_for(acts: tuple[PaperAct, ...]) -> tuple[PaperAct, ...]:
    """Eight pocket cards: an act each, and blank ones for whatever room is left."""
    chosen = tuple(act for act in acts if act.title.strip())
    return _filled(chosen, CARDS_ON_A_PAGE)


def _filled(acts: tuple[PaperAct, ...], count: int) -> tuple[PaperAct, ...]:
    given = acts[:count]
    return given + (BLANK,) * (count - len(given))
