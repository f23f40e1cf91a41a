"""The library of acts: those that ship with the program and the person's own, to look through."""

from collections.abc import Iterable
from dataclasses import dataclass

from smallacts_desktop.domain.acts import HINT_LIMIT, TITLE_LIMIT, Act, ActSize, Place
from smallacts_desktop.domain.entries import check_text
from smallacts_desktop.domain.errors import OwnActTitleMissingError
from smallacts_desktop.domain.search import mentions, search_words


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

    def takes(self, marked: MarkedAct) -> bool:
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
