"""Which act is offered."""

import random
from collections import Counter

from smallacts_desktop.domain.act_library import RECENT_OFFERS, Suitability, choose_act
from smallacts_desktop.domain.acts import Act, ActSize, Place


def _act(name: str, *places: Place) -> Act:
    return Act(name, ActSize.SMALLEST, name.title(), "Gently.", places or (Place.STREET,))


ACTS = tuple(_act(f"act-{n}") for n in range(12))


def _shares(
    acts: tuple[Act, ...], suitability: Suitability, rounds: int = 6000
) -> dict[str, float]:
    rng = random.Random(7)
    chosen = Counter(getattr(choose_act(acts, suitability, rng), "id", "") for _ in range(rounds))
    return {act.id: chosen[act.id] / rounds for act in acts}


def test_the_same_chance_gives_the_same_act() -> None:
    """With one seed the choice can be repeated."""
    choices = {choose_act(ACTS, Suitability(), random.Random(3)) for _ in range(5)}
    assert len(choices) == 1


def test_without_leanings_every_act_comes_up_about_as_often() -> None:
    """No act of the catalogue is out of reach."""
    assert all(abs(share - 1 / 12) < 0.02 for share in _shares(ACTS, Suitability()).values())


def test_an_act_offered_lately_is_not_offered_while_another_is_left() -> None:
    """None of the last eight; the ninth is free again."""
    recent = [act.id for act in ACTS[:9]]
    shares = _shares(ACTS, Suitability(recent=recent), 500)
    assert {name for name, share in shares.items() if share} == {
        act.id for act in ACTS[RECENT_OFFERS:]
    }


def test_with_few_acts_the_one_offered_longest_ago_comes() -> None:
    """“Another idea” then goes round, with no act twice running."""
    few = ACTS[:3]
    recent: list[str] = []
    for _ in range(12):
        act = choose_act(few, Suitability(recent=recent), random.Random(1))
        assert act is not None
        recent.insert(0, act.id)
    assert all(len(set(recent[n : n + 3])) == 3 for n in range(9))


def test_an_act_offered_several_times_counts_by_its_newest_offer() -> None:
    """Having been offered long ago as well does not make it older."""
    recent = ["act-0", "act-1", "act-0"]
    assert choose_act(ACTS[:2], Suitability(recent=recent), random.Random(1)) == ACTS[1]


def test_favourites_come_three_times_as_often() -> None:
    """They are preferred, and leave room for the others."""
    shares = _shares(ACTS, Suitability(favourites={"act-0"}))
    assert abs(shares["act-0"] - 3 / 14) < 0.02
    assert abs(shares["act-1"] - 1 / 14) < 0.02


def test_places_the_person_uses_come_twice_as_often() -> None:
    """As do acts that can be done anywhere; a favourite among them six times as often."""
    acts = (_act("park", Place.PARK, Place.SHOPS), _act("any", Place.ANYWHERE), _act("bus"))
    shares = _shares(acts, Suitability(places={Place.PARK}, favourites={"park"}))
    assert abs(shares["park"] - 6 / 9) < 0.03
    assert abs(shares["any"] - 2 / 9) < 0.03


def test_places_the_person_named_come_first() -> None:
    """Four times as often as others, before those guessed from entries; the others stay."""
    acts = (_act("park", Place.PARK), _act("shop", Place.SHOPS), _act("bus", Place.TRANSPORT))
    suitability = Suitability(places={Place.SHOPS}, chosen_places={Place.PARK})
    shares = _shares(acts, suitability)
    assert abs(shares["park"] - 4 / 7) < 0.03
    assert abs(shares["shop"] - 2 / 7) < 0.03
    assert shares["bus"] > 0


def test_a_place_without_acts_leaves_an_act_all_the_same() -> None:
    """Anyone who goes to the library alone is offered something where nothing fits."""
    assert choose_act(ACTS, Suitability(chosen_places={Place.LIBRARY}), random.Random(1)) in ACTS


def test_a_hidden_act_is_never_offered() -> None:
    """Not even as a favourite, nor when nothing else is left."""
    suitability = Suitability(favourites={"act-0"}, hidden={"act-0"})
    assert _shares(ACTS, suitability, 500)["act-0"] == 0
    assert choose_act(ACTS[:1], suitability, random.Random(1)) is None
    assert choose_act((), Suitability(), random.Random(1)) is None
    assert (
        choose_act(ACTS[:2], Suitability(recent=["act-1"], hidden={"act-0"}), random.Random(1))
        == (ACTS[1])
    )
