"""Which act is today's, and which comes next when the person asks for another idea.

The choice is made once and then stored, so it stays the same through the day whatever else
happens; this module only makes it.
"""

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from smallacts_desktop.domain.acts import Act, Place

# An act offered this recently is not offered again while another one is left to offer.
RECENT_OFFERS = 8
FAVOURITE_WEIGHT = 3
USED_PLACE_WEIGHT = 2
# What the person said counts for more than what can be guessed from their entries.
CHOSEN_PLACE_WEIGHT = 4


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


def _fits(act: Act, places: Collection[Place]) -> bool:
    if not places:
        return False
    return Place.ANYWHERE in act.places or any(place in places for place in act.places)
