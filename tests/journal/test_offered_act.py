"""Which act the card shows: the same all day, and a new one when the person asks."""

from datetime import UTC, datetime, timedelta

from smallacts_desktop.domain.act_choice import RECENT_OFFERS
from smallacts_desktop.domain.acts import ActSize, Catalogue, Place
from smallacts_desktop.domain.drafts import EntryDraft
from smallacts_desktop.journal.changes import Change
from tests.journal.conftest import MORNING, Desk


def offered(desk: Desk) -> str:
    """The id of the act on the card."""
    act = desk.journal.card.act()
    assert act is not None
    return act.id


def test_the_act_stays_all_day_and_across_restarts(desk: Desk) -> None:
    """Nothing but the person's own wish changes it before the next day starts."""
    first = offered(desk)
    for hours in (1, 6, 14, 18):
        desk.at(MORNING + timedelta(hours=hours))
        assert offered(desk) == first
        desk.reopen()
        assert offered(desk) == first
    desk.journal.write(EntryDraft(act="Smiled", place="park"))
    assert offered(desk) == first


def test_a_new_day_brings_another_act(desk: Desk) -> None:
    """For as many days as offers are remembered, none comes twice."""
    seen = []
    for day in range(RECENT_OFFERS + 1):
        desk.at(MORNING + timedelta(days=day))
        seen.append(offered(desk))
    assert len(set(seen)) == RECENT_OFFERS + 1


def test_another_idea_moves_on_and_then_stays(desk: Desk) -> None:
    """The new act is the day's act from then on, restarts included."""
    first = offered(desk)
    desk.changes.clear()
    moved = desk.journal.card.another_idea()
    assert moved is not None
    assert moved.id != first
    assert desk.changes == [Change(preferences=True)]
    assert offered(desk) == moved.id
    desk.reopen()
    assert offered(desk) == moved.id


def test_no_idea_comes_again_among_the_last_eight(desk: Desk) -> None:
    """However often the person asks for another one, and whatever the size."""
    for size in ActSize:
        desk.journal.card.choose_size(size)
        seen = [offered(desk)]
        for _ in range(30):
            act = desk.journal.card.another_idea()
            assert act is not None
            assert act.size is size
            assert act.id not in seen[-RECENT_OFFERS:]
            seen.append(act.id)


def test_a_small_catalogue_never_runs_out(desk: Desk) -> None:
    """With fewer acts than are remembered, the one offered longest ago comes back."""
    few = desk.catalogue.of_size(ActSize.SMALLEST)[:3]
    desk.catalogue = Catalogue(few)
    desk.reopen()
    seen = [offered(desk)]
    for _ in range(6):
        act = desk.journal.card.another_idea()
        assert act is not None
        seen.append(act.id)
    assert seen[:3] == seen[3:6]
    assert set(seen) == {act.id for act in few}


def test_a_catalogue_of_one_act_offers_it_every_day(desk: Desk) -> None:
    """The only act is never refused for having been offered before."""
    desk.catalogue = Catalogue(desk.catalogue.acts[:1])
    desk.reopen()
    only = desk.catalogue.acts[0]
    for day in range(3):
        desk.at(MORNING + timedelta(days=day))
        assert desk.journal.card.act() == only
        assert desk.journal.card.another_idea() == only


def test_going_up_and_down_a_size_is_free(desk: Desk) -> None:
    """Each size has an act of its own for the day, and the size is remembered."""
    assert desk.journal.card.size is ActSize.SMALLEST
    by_size = {}
    for size in (ActSize.SMALL, ActSize.SMALLER, ActSize.SMALLEST):
        desk.journal.card.choose_size(size)
        act = desk.journal.card.act()
        assert act is not None
        assert act.size is size
        by_size[size] = act.id
    desk.journal.card.choose_size(ActSize.SMALL)
    assert desk.changes[-1] == Change(preferences=True)
    assert desk.reopen().card.size is ActSize.SMALL
    assert offered(desk) == by_size[ActSize.SMALL]


def test_choosing_the_same_size_again_is_no_change(desk: Desk) -> None:
    """Nobody is told that nothing happened."""
    desk.journal.card.choose_size(ActSize.SMALLEST)
    assert desk.changes == []


def test_an_act_that_left_the_catalogue_is_replaced(desk: Desk) -> None:
    """A newer program may no longer have the act it offered this morning."""
    first = offered(desk)
    desk.catalogue = Catalogue(tuple(act for act in desk.catalogue if act.id != first))
    desk.reopen()
    second = offered(desk)
    assert second != first
    assert offered(desk) == second


def test_a_clock_set_back_years_still_finds_an_act(desk: Desk) -> None:
    """A flat battery in the clock must not empty the card, nor change it all the time."""
    offered(desk)
    desk.at(datetime(2001, 1, 1, 12, 0, tzinfo=UTC))
    first = offered(desk)
    desk.reopen()
    assert offered(desk) == first
    seen = [first]
    for _ in range(RECENT_OFFERS):
        act = desk.journal.card.another_idea()
        assert act is not None
        assert act.id not in seen
        seen.append(act.id)


def test_places_the_person_goes_to_are_remembered_and_preferred(desk: Desk) -> None:
    """They survive a restart; most ideas then fit, and there is always one."""
    assert desk.journal.preferences.places == frozenset()
    desk.journal.preferences.places = {Place.PARK, Place.SHOPS}
    desk.reopen()
    assert desk.journal.preferences.places == {Place.PARK, Place.SHOPS}
    wanted = {Place.PARK, Place.SHOPS, Place.ANYWHERE}
    ideas = [desk.journal.card.another_idea() for _ in range(60)]
    fitting = [act for act in ideas if act is not None and wanted & set(act.places)]
    there = list(desk.catalogue.of_size(ActSize.SMALLEST))
    share = len([act for act in there if wanted & set(act.places)]) / len(there)
    assert None not in ideas
    assert len(fitting) / len(ideas) > share
