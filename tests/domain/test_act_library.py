"""Acts of one's own, and looking through the shelf."""

import pytest

from smallacts_desktop.domain.act_library import ActFilter, MarkedAct, own_act
from smallacts_desktop.domain.acts import Act, ActSize, Place, check_act
from smallacts_desktop.domain.errors import (
    CatalogueError,
    ForbiddenCharacterError,
    OwnActTitleMissingError,
    SmallActsError,
    TextTooLongError,
)

NOD = Act("nod", ActSize.SMALLEST, "Nod to a café waiter", "One nod.", (Place.CAFE, Place.SHOPS))
OWN = own_act("own-1", ActSize.SMALL, "Ask Tom about his ducks")


def test_an_own_act_is_tidied_and_may_happen_anywhere() -> None:
    """Spaces are single, places stand once in their usual order, none means anywhere."""
    act = own_act("own-2", ActSize.SMALL, "  Wave \n to  Ana ", " From\tthe gate ")
    assert (act.title, act.hint, act.places) == ("Wave to Ana", "From the gate", (Place.ANYWHERE,))
    act = own_act("own-2", ActSize.SMALL, "x", places=[Place.PARK, Place.HOME, Place.PARK])
    assert act.places == (Place.HOME, Place.PARK)
    assert act.is_own
    assert not NOD.is_own


@pytest.mark.parametrize(
    ("title", "hint", "error"),
    [
        (" \n ", "", OwnActTitleMissingError),
        ("x" * 61, "", TextTooLongError),
        ("x", "y" * 201, TextTooLongError),
        ("a\0b", "", ForbiddenCharacterError),
        ("a", "\ud800", ForbiddenCharacterError),
    ],
)
def test_an_own_act_that_cannot_be_kept_says_why(
    title: str, hint: str, error: type[SmallActsError]
) -> None:
    """Each rule has its own sentence."""
    with pytest.raises(error):
        own_act("own-3", ActSize.SMALL, title, hint)


def test_the_catalogue_leaves_the_ids_of_own_acts_alone() -> None:
    """No act that ships can be taken for a person's own."""
    with pytest.raises(CatalogueError):
        check_act(Act("own-idea", ActSize.SMALL, "Title", "Hint", (Place.HOME,)))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (ActFilter(), {"nod", "own-1"}),
        (ActFilter(text="CAFE"), {"nod"}),
        (ActFilter(text="nod one"), {"nod"}),
        (ActFilter(text="tom smile"), set()),
        (ActFilter(size=ActSize.SMALL), {"own-1"}),
        (ActFilter(place=Place.SHOPS), {"nod"}),
        (ActFilter(place=Place.ANYWHERE), {"own-1"}),
        (ActFilter(favourites=True), {"nod"}),
        (ActFilter(own=True), {"own-1"}),
        (ActFilter(hidden=True), {"nod", "own-1", "hidden"}),
    ],
)
def test_the_library_is_filtered(wanted: ActFilter, found: set[str]) -> None:
    """By words of title and hint, size, place and marks; hidden acts when asked for."""
    hidden = Act("hidden", ActSize.SMALLER, "Say hello", "Softly.", (Place.PARK,))
    shelf = [MarkedAct(NOD, favourite=True), MarkedAct(OWN), MarkedAct(hidden, hidden=True)]
    assert {marked.act.id for marked in shelf if wanted.matches(marked)} == found
