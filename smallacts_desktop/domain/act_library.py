"""Which acts to show: the one of today, another idea, the next size, and the library.

Today's act is chosen once and then stored, so it stays the same through the day whatever else
happens; this module only chooses. There is no established threshold for stepping up a size, so the
rule is this program's own, is shown to the person in plain words, is offered once and gently, and
takes nothing away whatever they answer.
"""

import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from smallacts_desktop.domain.acts import HINT_LIMIT, TITLE_LIMIT, Act, ActSize, Place
from smallacts_desktop.domain.entries import (
    Barrier,
    Entry,
    EntryKind,
    Expectation,
    check_text,
)
from smallacts_desktop.domain.errors import OwnActTitleMissingError
from smallacts_desktop.domain.search import mentions, search_words

DAYS_DONE = 10
SPAN = timedelta(days=14)
# A run is looked for in the recent past only: ten days spread over two years are no run.
WINDOW = timedelta(days=70)
ANSWERS_NEEDED = 5
PAUSE_AFTER_NOT_YET = timedelta(days=14)

_COMFORTABLE = frozenset({Expectation.MUCH_EASIER, Expectation.EASIER, Expectation.SAME})
# An act offered this recently is not offered again while another one is left to offer.
RECENT_OFFERS = 8
FAVOURITE_WEIGHT = 3
USED_PLACE_WEIGHT = 2
# A mood up to this one asks for an act that needs almost no energy.
LOW_MOOD = 2
_WEARY = frozenset({Barrier.TIRED, Barrier.ANXIOUS})
# What the person said counts for more than what can be guessed from their entries.
CHOSEN_PLACE_WEIGHT = 4


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


@dataclass(frozen=True, slots=True)
class Suitability:
    """What the person's own choices say about which acts suit them.

    ``recent`` are ids of acts offered before, newest first; ``hidden`` are never offered.
    ``places`` are those of their entries, ``chosen_places`` those they said they go to.
    """

    recent: Sequence[str] = ()
    favourites: Collection[str] = ()
    hidden: Collection[str] = ()
    places: Collection[Place] = ()
    chosen_places: Collection[Place] = ()


def choose_act(
    candidates: Sequence[Act], suitability: Suitability, rng: random.Random
) -> Act | None:
    """Choose one act, favouring favourites and places the person uses.

    None of the last ``RECENT_OFFERS`` is chosen while any other act is left; with few acts, the
    one offered longest ago is. Returns None when every candidate is hidden.
    """
    shown = [act for act in candidates if act.id not in suitability.hidden]
    recent = list(suitability.recent)
    fresh = [act for act in shown if act.id not in recent[:RECENT_OFFERS]]
    if fresh:
        return rng.choices(fresh, [_weight(act, suitability) for act in fresh])[0]
    return max(shown, key=lambda act: recent.index(act.id), default=None)


def _weight(act: Act, suitability: Suitability) -> int:
    weight = 1
    if act.id in suitability.favourites:
        weight *= FAVOURITE_WEIGHT
    if _fits(act, suitability.chosen_places):
        weight *= CHOSEN_PLACE_WEIGHT
    elif _fits(act, suitability.places):
        weight *= USED_PLACE_WEIGHT
    return weight


@dataclass(frozen=True, slots=True)
class DayAnswers:
    """What was answered today about the acts offered.

    ``answered`` are ids and titles of acts that were done, or not this time: none is offered again
    that day. With ``asks_little`` the next one needs almost no energy and can be done at home.
    """

    answered: frozenset[str] = frozenset()
    asks_little: bool = False

    def allows(self, act: Act) -> bool:
        """Whether ``act`` may be offered now."""
        is_answered = act.id in self.answered or act.title in self.answered
        return not is_answered and (act.suits_a_low_day or not self.asks_little)


def day_answers(entries: Iterable[Entry], let_go: Collection[str] = ()) -> DayAnswers:
    """What the ``entries`` of a day, and the ids of acts ``let_go`` on it, say.

    Of tired, anxious and low the newest entry tells that says anything of it.
    """
    by_writing = sorted(entries, key=lambda entry: entry.written_at)
    acts = [entry for entry in by_writing if entry.kind is EntryKind.ACT]
    answered = {*let_go, *(act.act for act in acts), *(act.act_id for act in acts if act.act_id)}
    said = [low for entry in by_writing if (low := _is_low(entry)) is not None]
    return DayAnswers(frozenset(answered), bool(said) and said[-1])


def is_low_mood(mood: int | None) -> bool:
    """Whether a mood is so low that an act had better ask almost nothing."""
    return mood is not None and mood <= LOW_MOOD


def _is_low(entry: Entry) -> bool | None:
    """Whether the person was tired, anxious or low; None where the entry does not say."""
    if entry.barrier in _WEARY:
        return True
    mood = entry.mood_before if entry.mood_after is None else entry.mood_after
    return None if mood is None else is_low_mood(mood)


def place_to_show(act: Act, chosen_places: Collection[Place]) -> Place:
    """The place of the act that the person goes to, or else its first."""
    return next((place for place in act.places if place in chosen_places), act.places[0])


def _fits(act: Act, places: Collection[Place]) -> bool:
    return bool(places) and not {*places, Place.ANYWHERE}.isdisjoint(act.places)


@dataclass(frozen=True, slots=True)
class MarkedAct:
    """An act with the person's marks on it."""

    act: Act
    favourite: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ActFilter:
    """Which acts to show; by default every one that is not hidden.

    ``text``: each of its words begins a word of the title or the hint. ``place``: the act names
    it. ``favourites`` and ``own`` leave out all others; ``hidden`` shows hidden acts too.
    """

    text: str = ""
    size: ActSize | None = None
    place: Place | None = None
    favourites: bool = False
    own: bool = False
    hidden: bool = False

    def matches(self, marked: MarkedAct) -> bool:
        """Whether an act is to be shown."""
        act = marked.act
        return (
            (self.hidden or not marked.hidden)
            and (marked.favourite or not self.favourites)
            and (act.is_own or not self.own)
            and self.size in (None, act.size)
            and (self.place is None or self.place in act.places)
            and all(mentions(f"{act.title} {act.hint}", word) for word in search_words(self.text))
        )


def own_act(
    act_id: str, size: ActSize, title: str, hint: str = "", places: Iterable[Place] = ()
) -> Act:
    """An act in the person's own words, tidied to single spaces; without a place, anywhere.

    Raises OwnActTitleMissingError, TextTooLongError (60 characters for a title, 200 for a hint)
    or ForbiddenCharacterError.
    """
    title, hint = " ".join(title.split()), " ".join(hint.split())
    if not title:
        raise OwnActTitleMissingError
    check_text(title, TITLE_LIMIT)
    check_text(hint, HINT_LIMIT)
    chosen = set(places)
    ordered = tuple(place for place in Place if place in chosen)
    return Act(id=act_id, size=size, title=title, hint=hint, places=ordered or (Place.ANYWHERE,))
