"""When the card offers the next size: once, gently, and never as a lock or a loss.

There is no established threshold for stepping up, so the rule is this program's own, is shown to
the person in plain words, and takes nothing away whatever they answer.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import Entry, Expectation

DAYS_DONE = 10
SPAN = timedelta(days=14)
# A run is looked for in the recent past only: ten days spread over two years are no run.
WINDOW = timedelta(days=70)
ANSWERS_NEEDED = 5
PAUSE_AFTER_NOT_YET = timedelta(days=14)

_COMFORTABLE = frozenset({Expectation.MUCH_EASIER, Expectation.EASIER, Expectation.SAME})


@dataclass(frozen=True, slots=True)
class StepOffer:
    """An offer of ``size``, resting on ``days`` different days at the size below it."""

    size: ActSize
    days: int


@dataclass(frozen=True, slots=True)
class OfferHistory:
    """What became of earlier offers.

    ``put_off_on`` is the last day an offer of a size was answered "not yet", or was left on the
    card until the day was over; ``accepted`` sizes are not offered again.
    """

    put_off_on: Mapping[ActSize, date]
    accepted: Collection[ActSize] = ()


def next_step(
    entries: Iterable[Entry], size: ActSize, today: date, history: OfferHistory
) -> StepOffer | None:
    """The next size to offer someone whose current size is ``size``, or None.

    It is offered after acts done at ``size`` on 10 different days that span at least 14 days,
    within the last 70, when at least 5 of those acts were compared with what the person expected
    and more than half of the comparisons were "the same" or easier; not when the person already
    does acts of the next size, and not for two weeks after an offer that was put off.
    """
    larger = size.larger
    if larger is None or larger in history.accepted or _is_resting(larger, today, history):
        return None
    recent = [e for e in entries if e.is_done_act and today - WINDOW < e.date <= today]
    if any(entry.size is larger for entry in recent):
        return None
    run = [entry for entry in recent if entry.size is size]
    days = {entry.date for entry in run}
    if len(days) < DAYS_DONE or max(days) - min(days) < SPAN - timedelta(days=1):
        return None
    return StepOffer(larger, len(days)) if _mostly_comfortable(run) else None


def _is_resting(size: ActSize, today: date, history: OfferHistory) -> bool:
    put_off = history.put_off_on.get(size)
    return put_off is not None and timedelta(0) <= today - put_off < PAUSE_AFTER_NOT_YET


def _mostly_comfortable(run: Iterable[Entry]) -> bool:
    answers = [entry.expectation for entry in run if entry.expectation is not None]
    comfortable = sum(answer in _COMFORTABLE for answer in answers)
    return len(answers) >= ANSWERS_NEEDED and comfortable * 2 > len(answers)
