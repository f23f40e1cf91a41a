"""Which act the card shows: the same all day, and a new one when the person asks."""

from datetime import UTC, datetime, timedelta

from smallacts_desktop.domain.act_library import RECENT_OFFERS
from smallacts_desktop.domain.acts import ActSize, Catalogue, Place
from smallacts_desktop.domain.entries import EntryDraft
from smallacts_desktop.journal.changes import Change
from tests.journal.conftest import MORNING, OpenedJournal


def offered(opened: OpenedJournal) -> str:
    """The id of the act on the card."""
    act = opened.journal.card.act()
    assert act is not None
    return act.id


def test_the_act_stays_all_day_and_across_restarts(opened: OpenedJournal) -> None:
    """Nothing but the person's own wish changes it before the next day starts."""
    first = offered(opened)
    for hours in (1, 6, 14, 18):
        opened.at(MORNING + timedelta(hours=hours))
        assert offered(opened) == first
        opened.reopen()
        assert offered(opened) == first
    opened.journal.write(EntryDraft(act="Smiled", place="park"))
    assert offered(opened) == first


def test_a_new_day_brings_another_act(opened: OpenedJournal) -> None:
    """For as many days as offers are remembered, none comes twice."""
    seen = []
    for day in range(RECENT_OFFERS + 1):
        opened.at(MORNING + timedelta(days=day))
        seen.append(offered(opened))
    assert len(set(seen)) == RECENT_OFFERS + 1


def test_another_idea_moves_on_and_then_stays(opened: OpenedJournal) -> None:
    """The new act is the day's act from then on, restarts included."""
    first = offered(opened)
    opened.changes.clear()
    moved = opened.journal.card.another_idea()
    assert moved is not None
    assert moved.id != first
    assert opened.changes == [Change(preferences=True)]
    assert offered(opened) == moved.id
    opened.reopen()
    assert offered(opened) == moved.id


def test_no_idea_comes_again_among_the_last_eight(opened: OpenedJournal) -> None:
    """However often the person asks for another one, and whatever the size."""
    for size in ActSize:
        opened.journal.card.choose_size(size)
        seen = [offered(opened)]
        for _ in range(30):
            act = opened.journal.card.another_idea()
            assert act is not None
            assert act.size is size
            assert act.id not in seen[-RECENT_OFFERS:]
            seen.append(act.id)


def test_a_small_catalogue_never_runs_out(opened: OpenedJournal) -> None:
    """With fewer acts than are remembered, the one offered longest ago comes back."""
    few = opened.catalogue.of_size(ActSize.SMALLEST)[:3]
    opened.catalogue = Catalogue(few)
    opened.reopen()
    seen = [offered(opened)]
    for _ in range(6):
        act = opened.journal.card.another_idea()
        assert act is not None
        seen.append(act.id)
    assert seen[:3] == seen[3:6]
    assert set(seen) == {act.id for act in few}


def test_a_catalogue_of_one_act_offers_it_every_day(opened: OpenedJournal) -> None:
    """The only act is never refused for having been offered before."""
    opened.catalogue = Catalogue(opened.catalogue.acts[:1])
    opened.reopen()
    only = opened.catalogue.acts[0]
    for day in range(3):
        opened.at(MORNING + timedelta(days=day))
        assert opened.journal.card.act() == only
        assert opened.journal.card.another_idea() == only


def test_going_up_and_down_a_size_is_free(opened: OpenedJournal) -> None:
    """Each size has an act of its own for the day, and the size is remembered."""
    assert opened.journal.card.size is ActSize.SMALLEST
    by_size = {}
    for size in (ActSize.SMALL, ActSize.SMALLER, ActSize.SMALLEST):
        opened.journal.card.choose_size(size)
        act = opened.journal.card.act()
        assert act is not None
        assert act.size is size
        by_size[size] = act.id
    opened.journal.card.choose_size(ActSize.SMALL)
    assert opened.changes[-1] == Change(preferences=True)
    assert opened.reopen().card.size is ActSize.SMALL
    assert offered(opened) == by_size[ActSize.SMALL]


def test_choosing_the_same_size_again_is_no_change(opened: OpenedJournal) -> None:
    """Nobody is told that nothing happened."""
    opened.journal.card.choose_size(ActSize.SMALLEST)
    assert opened.changes == []


def test_an_act_that_left_the_catalogue_is_replaced(opened: OpenedJournal) -> None:
    """A newer program may no longer have the act it offered this morning."""
    first = offered(opened)
    opened.catalogue = Catalogue(tuple(act for act in opened.catalogue if act.id != first))
    opened.reopen()
    second = offered(opened)
    assert second != first
    assert offered(opened) == second


def test_a_clock_set_back_years_still_finds_an_act(opened: OpenedJournal) -> None:
    """A flat battery in the clock must not empty the card, nor change it all the time."""
    offered(opened)
    opened.at(datetime(2001, 1, 1, 12, 0, tzinfo=UTC))
    first = offered(opened)
    opened.reopen()
    assert offered(opened) == first
    seen = [first]
    for _ in range(RECENT_OFFERS):
        act = opened.journal.card.another_idea()
        assert act is not None
        assert act.id not in seen
        seen.append(act.id)


def test_places_the_person_goes_to_are_remembered_and_preferred(opened: OpenedJournal) -> None:
    """They survive a restart; most ideas then fit, and there is always one."""
    assert opened.journal.preferences.places == frozenset()
    opened.journal.preferences.places = {Place.PARK, Place.SHOPS}
    opened.reopen()
    assert opened.journal.preferences.places == {Place.PARK, Place.SHOPS}
    wanted = {Place.PARK, Place.SHOPS, Place.ANYWHERE}
    ideas = [opened.journal.card.another_idea() for _ in range(60)]
    fitting = [act for act in ideas if act is not None and wanted & set(act.places)]
    there = list(opened.catalogue.of_size(ActSize.SMALLEST))
    share = len([act for act in there if wanted & set(act.places)]) / len(there)
    assert None not in ideas
    assert len(fitting) / len(ideas) > share
