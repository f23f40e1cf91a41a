"""Offers, marks, own acts and preferences in a real file."""

from datetime import timedelta

import pytest

from smallacts_desktop.domain.act_library import own_act
from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.domain.errors import OwnActGoneError
from smallacts_desktop.storage.rows.store import Store
from tests.storage.samples import NOON, TODAY

SMALLEST, SMALL = ActSize.SMALLEST, ActSize.SMALL


def test_offers_are_listed_newest_first_for_each_size(store: Store) -> None:
    """The last offers of one size are found, as many as asked for."""
    for act_id in ("a", "b", "c", "a"):
        store.acts.add_offer(TODAY, SMALLEST, act_id, NOON)
    store.acts.add_offer(TODAY, SMALL, "chat", NOON)
    assert store.acts.offers(SMALLEST, 10) == ["a", "c", "b", "a"]
    assert store.acts.offers(SMALLEST, 2) == ["a", "c"]
    assert store.acts.offers(SMALL, 10) == ["chat"]
    assert store.acts.offers(ActSize.SMALLER, 10) == []


def test_the_offer_of_a_day_is_the_last_one(store: Store) -> None:
    """Each day and size has its own offer: the latest made."""
    store.acts.add_offer(TODAY, SMALLEST, "first", NOON)
    store.acts.add_offer(TODAY, SMALLEST, "another", NOON)
    assert store.acts.offer_of(TODAY, SMALLEST) == "another"
    assert store.acts.offer_of(TODAY, SMALL) is None
    assert store.acts.offer_of(TODAY + timedelta(days=1), SMALLEST) is None


def test_marks_are_set_and_taken_off_apart(store: Store) -> None:
    """An act can be a favourite and hidden at once; taking one mark off leaves the other."""
    store.acts.set_favourite("a", True)
    store.acts.set_hidden("a", True)
    store.acts.set_hidden("b", True)
    assert (store.acts.favourites(), store.acts.hidden()) == ({"a"}, {"a", "b"})
    store.acts.set_favourite("a", False)
    store.acts.set_hidden("b", False)
    assert (store.acts.favourites(), store.acts.hidden()) == (set(), {"a"})


def test_preferences_are_kept_by_name(store: Store) -> None:
    """A preference is its last value, through a restart; one never made is None."""
    store.preferences.set("day_start", "04:00")
    store.preferences.set("day_start", "05:30")
    store.close()
    again = Store.open(store.database.path)
    assert again.preferences.get("day_start") == "05:30"
    assert again.preferences.get("size") is None
    again.close()


TITLED = own_act("own-1", SMALL, "Ask Tom about his ducks", "At the pond", [Place.PARK, Place.HOME])


def test_own_acts_survive_a_restart_the_oldest_first(store: Store) -> None:
    """An own act is read back whole."""
    second = own_act("own-2", SMALLEST, "Wave")
    store.own_acts.add(second, NOON + timedelta(minutes=1))
    store.own_acts.add(TITLED, NOON)
    store.close()
    again = Store.open(store.database.path)
    assert again.own_acts.all() == [TITLED, second]
    again.close()


def test_an_own_act_is_edited_removed_and_brought_back(store: Store) -> None:
    """A removed act is found by nothing until it is back; once purged it is gone."""
    store.own_acts.add(TITLED, NOON)
    edited = own_act("own-1", SMALLEST, "Wave to Tom")
    store.own_acts.edit(edited)
    store.own_acts.remove("own-1", NOON)
    assert store.own_acts.all() == []
    with pytest.raises(OwnActGoneError):
        store.own_acts.edit(TITLED)
    store.own_acts.restore("own-1")
    assert store.own_acts.all() == [edited]
    store.own_acts.remove("own-1", NOON)
    store.acts.set_favourite("own-1", True)
    assert store.own_acts.purge_removed(NOON) == 0
    assert store.own_acts.purge_removed() == 1
    assert store.acts.favourites() == set()
    with pytest.raises(OwnActGoneError):
        store.own_acts.restore("own-1")
