"""Every act there is to choose from, and the daily card with the one that was chosen."""

import functools
import random
from collections.abc import Collection, Iterable
from dataclasses import replace
from uuid import uuid4

from smallacts_desktop.domain.act_library import (
    WINDOW,
    ActFilter,
    DayAnswers,
    MarkedAct,
    OfferHistory,
    StepOffer,
    Suitability,
    choose_act,
    day_answers,
    is_low_mood,
    next_step,
    own_act,
    place_to_show,
)
from smallacts_desktop.domain.acts import OWN_PREFIX, Act, ActSize, Catalogue, Place, read_catalogue
from smallacts_desktop.domain.entries import PendingAct, check_mood
from smallacts_desktop.domain.errors import NothingPendingError, OwnActGoneError
from smallacts_desktop.journal.changes import (
    Change,
    JournalContext,
    JournalPart,
)
from smallacts_desktop.paths import read_resource

ALL_SHOWN = ActFilter()
NOTHING_ANSWERED = DayAnswers()


@functools.cache
def bundled_catalogue() -> Catalogue:
    """The acts that ship with the program, read once: a journal may be locked and opened often."""
    return read_catalogue(read_resource("acts.toml"))


class ActLibrary(JournalPart):
    """The acts that ship with the program together with the person's own.

    Entries and the waiting act keep the words the person saw, so that changing or removing an
    act here changes nothing that was written.
    """

    def __init__(self, context: JournalContext, bundled: Catalogue) -> None:
        super().__init__(context)
        self._bundled = bundled

    @property
    def catalogue(self) -> Catalogue:
        """Every act, hidden ones included: own acts first, the latest made before the others."""
        own = reversed(self._store.own_acts.all())
        return Catalogue((*own, *self._bundled))

    def all(self, wanted: ActFilter = ALL_SHOWN) -> list[MarkedAct]:
        """The acts that are as wanted, with their marks, in the order of the catalogue."""
        favourites, hidden = self._store.acts.favourites(), self._store.acts.hidden()
        marked = (
            MarkedAct(act, favourite=act.id in favourites, hidden=act.id in hidden)
            for act in self.catalogue
        )
        return [item for item in marked if wanted.matches(item)]

    def find(self, act_id: str) -> MarkedAct | None:
        """One act with its marks, hidden or not; None when there is none with this id."""
        everything = self.all(ActFilter(hidden=True))
        return next((item for item in everything if item.act.id == act_id), None)

    def choose(
        self,
        size: ActSize,
        rng: random.Random,
        besides: Collection[str] = (),
        answers: DayAnswers = NOTHING_ANSWERED,
    ) -> Act | None:
        """An act of a size that may suit the person now; None when none is left.

        ``besides`` are ids of acts that it may not be; ``answers`` are those of the day.
        """
        places = self._store.entries.places()
        suitability = Suitability(
            recent=self._store.acts.offers(size, _OFFERS_LOOKED_AT),
            favourites=self._store.acts.favourites(),
            hidden=self._store.acts.hidden(),
            places=frozenset(place for place in Place if place.value in places),
            chosen_places=self._preferences.places,
        )
        acts = self.catalogue.of_size(size)
        candidates = [act for act in acts if act.id not in besides and answers.allows(act)]
        return choose_act(candidates, suitability, rng)

    def set_favourite(self, act_id: str, favourite: bool) -> None:
        """Mark an act as a favourite, which the card offers more often, or take the mark off."""
        self._store.acts.set_favourite(act_id, favourite)
        self._announce(Change(acts=True))

    def set_hidden(self, act_id: str, hidden: bool) -> None:
        """Hide an act, which the card then never offers, or show it again."""
        self._store.acts.set_hidden(act_id, hidden)
        self._announce(Change(acts=True))

    def add_own(
        self, size: ActSize, title: str, hint: str = "", places: Iterable[Place] = ()
    ) -> Act:
        """Keep an act of the person's own; from now on the card may offer it.

        Raises as own_act does; then nothing has changed.
        """
        act = own_act(f"{OWN_PREFIX}{uuid4()}", size, title, hint, places)
        self._store.own_acts.add(act, self._day_clock.moment().utc)
        self._announce(Change(acts=True))
        return act

    def edit_own(
        self, act_id: str, size: ActSize, title: str, hint: str = "", places: Iterable[Place] = ()
    ) -> Act:
        """Change an act of the person's own. Raises OwnActGoneError, or as own_act does."""
        act = own_act(act_id, size, title, hint, places)
        self._store.own_acts.edit(act)
        self._announce(Change(acts=True))
        return act

    def remove_own(self, act_id: str) -> None:
        """Take an act of the person's own out of the library. Raises OwnActGoneError.

        It leaves the file with the recently deleted entries.
        """
        self._store.own_acts.remove(act_id, self._day_clock.moment().utc)
        self._announce(Change(acts=True))

    def restore_own(self, act_id: str) -> Act:
        """Undo ``remove_own``. Raises OwnActGoneError once the act has left the file."""
        self._store.own_acts.restore(act_id)
        act = self.catalogue.find(act_id)
        if act is None:
            raise OwnActGoneError
        self._announce(Change(acts=True))
        return act


# Enough to cover every act of a size several times over.
_OFFERS_LOOKED_AT = 200


class DailyCard(JournalPart):
    """Everything the card on the Today page shows and does before an entry exists."""

    def __init__(self, context: JournalContext, library: ActLibrary, rng: random.Random) -> None:
        super().__init__(context)
        self._library, self._rng = library, rng

    @property
    def size(self) -> ActSize:
        """The size of act the person chose last."""
        return self._preferences.size

    def choose_size(self, size: ActSize) -> None:
        """Go up, down or stay; always free."""
        if size is not self._preferences.size:
            self._preferences.size = size
            self._announce(Change(preferences=True))

    def act(self) -> Act | None:
        """Today's act of the current size, the same until it was answered; None when none is left.

        What was done today, or was not to be this time, is not offered again today.
        """
        size, today = self.size, self._day_clock.today()
        act = self._library.catalogue.find(self._store.acts.offer_of(today, size))
        hidden = self._store.acts.hidden()
        answers = self.answers()
        is_fit = act is not None and act.size is size and act.id not in hidden
        if act is not None and is_fit:
            asked_for = self._preferences.act_asked_for(today) == act.id
            if asked_for or answers.allows(act):
                return act
        return self._offer_new(size, answers)

    def answers(self) -> DayAnswers:
        """What was answered today about the acts offered."""
        today = self._day_clock.today()
        entries = self._store.entries.on_day(today)
        return day_answers(entries, self._preferences.acts_let_go(today))

    def place_of(self, act: Act) -> Place:
        """The place to show with ``act``: one that the person goes to, where it has one."""
        return place_to_show(act, self._preferences.places)

    def another_idea(self) -> Act | None:
        """Move on to a different act of the current size."""
        act = self._offer_new(self.size, self.answers())
        self._announce(Change(preferences=True))
        return act

    def offer(self, act: Act) -> None:
        """Show ``act`` on the card as today's, in place of the one that was there."""
        moment = self._day_clock.moment()
        with self._store.transaction():
            self._preferences.size = act.size
            self._preferences.ask_for_act(moment.day, act.id)
            self._store.acts.add_offer(moment.day, act.size, act.id, moment.utc)
        self._announce(Change(preferences=True))

    def pending(self) -> PendingAct | None:
        """The act the person said they would try, or None."""
        return self._store.pending.get()

    def start(self, act: Act, mood_before: int | None) -> PendingAct:
        """Put ``act`` on the card to wait; it is on disk when this returns.

        ``mood_before`` is 0 to 10, or None when the person skipped it.
        """
        check_mood(mood_before)
        moment = self._day_clock.moment()
        pending = PendingAct(
            act_id=act.id,
            title=act.title,
            hint=act.hint,
            size=act.size,
            place=self._known_place(act),
            mood_before=mood_before,
            started_at=moment.utc,
            started_day=moment.day,
            started_time=moment.time,
            utc_offset=moment.utc_offset,
        )
        with self._store.transaction():
            self._store.pending.set(pending)
            self._preferences.ask_for_act(moment.day, "")
        self._announce(Change(pending=True))
        return pending

    def drop_waiting(self) -> None:
        """Take the waiting act off the card and keep no entry of it.

        For the rest of the day it is not offered again, and after a low mood the next one asks
        almost no energy. Raises NothingPendingError when nothing waits.
        """
        pending = self.pending()
        if pending is None:
            raise NothingPendingError
        with self._store.transaction():
            self._store.pending.clear()
            self._store.drafts.clear("after")
            self._preferences.note_act_let_go(self._day_clock.today(), pending.act_id)
            if is_low_mood(pending.mood_before):
                self._offer_new(self.size, replace(self.answers(), asks_little=True))
        self._announce(Change(pending=True))

    def step_offer(self) -> StepOffer | None:
        """The next size, when the person's own run of acts suggests it may be welcome.

        An offer stays on the card for the day on which it first appears. Left unanswered until
        the day is over, it counts as "not yet".
        """
        size, today = self.size, self._day_clock.today()
        larger = size.larger
        if larger is None or self.pending() is not None:
            return None
        run = self._store.entries.done_acts_since(today - WINDOW)
        offer = next_step(run, size, today, self._offer_history(larger))
        if offer is not None and self._preferences.step_day("offered", larger) != today:
            self._preferences.set_step_day("offered", larger, today)
        return offer

    def accept_step(self, offer: StepOffer) -> None:
        """Go to the offered size."""
        with self._store.transaction():
            self._preferences.set_step_day("accepted", offer.size, self._day_clock.today())
            self._preferences.size = offer.size
        self._announce(Change(preferences=True))

    def not_yet(self, offer: StepOffer) -> None:
        """Put the offer off; it is not made again for two weeks."""
        self._preferences.set_step_day("put_off", offer.size, self._day_clock.today())
        self._announce(Change(preferences=True))

    def days_done(self) -> int:
        """On how many different days of the recent past an act of this size was done."""
        size, first = self.size, self._day_clock.today() - WINDOW
        run = self._store.entries.done_acts_since(first)
        return len({entry.date for entry in run if entry.size is size})

    def _offer_history(self, size: ActSize) -> OfferHistory:
        today = self._day_clock.today()
        offered = self._preferences.step_day("offered", size)
        days = [self._preferences.step_day("put_off", size)]
        if offered is not None and offered < today:
            days.append(offered)
        put_off = max((day for day in days if day is not None), default=None)
        accepted = {size} if self._preferences.step_day("accepted", size) else set()
        return OfferHistory({size: put_off} if put_off else {}, accepted)

    def _offer_new(self, size: ActSize, answers: DayAnswers) -> Act | None:
        act = self._library.choose(size, self._rng, answers=answers)
        if act is not None and act.id not in self._store.acts.offers(size, 1):
            moment = self._day_clock.moment()
            self._store.acts.add_offer(moment.day, size, act.id, moment.utc)
        return act

    def _known_place(self, act: Act) -> str:
        """The place of an act that has one; blank when it could have been any of several.

        Of several, the only one that the person goes to is meant.
        """
        places = [place for place in act.places if place in self._preferences.places]
        if len(act.places) == 1:
            places = [place for place in act.places if place is not Place.ANYWHERE]
        return places[0].value if len(places) == 1 else ""
