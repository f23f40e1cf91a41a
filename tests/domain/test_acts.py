"""The catalogue: its rules, and the one that ships."""

from itertools import chain
from pathlib import Path

import pytest

from smallacts_desktop.domain.acts import (
    Act,
    ActFamily,
    ActSize,
    Catalogue,
    Need,
    Place,
    read_catalogue,
)
from smallacts_desktop.domain.errors import CatalogueError

SHIPPED = Path(__file__).parents[2] / "resources" / "acts.toml"
GOOD = {
    "id": '"wave-across"',
    "size": '"smallest"',
    "family": '"wave"',
    "title": '"Wave across the street"',
    "hint": '"A small wave will do."',
    "places": '["street"]',
}


def _text(**changes: str | None) -> str:
    lines = {**GOOD, **changes}
    return "[[act]]\n" + "\n".join(f"{k} = {v}" for k, v in lines.items() if v is not None) + "\n"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The catalogue that ships with the program."""
    return read_catalogue(SHIPPED.read_text(encoding="utf-8"))


def test_an_act_is_read_whole() -> None:
    """Every field of it, in the file's order of acts."""
    text = _text(little_energy="true", needs='["sight"]') + _text(id='"b"', title='"B act"')
    first, second = read_catalogue(text)
    assert first == Act(
        "wave-across",
        ActSize.SMALLEST,
        "Wave across the street",
        "A small wave will do.",
        (Place.STREET,),
        little_energy=True,
        needs=frozenset({Need.SIGHT}),
        named_family=ActFamily.WAVE,
    )
    assert (second.id, second.little_energy, second.needs) == ("b", False, frozenset())


@pytest.mark.parametrize(
    "text",
    [
        "", "not toml [", "[[action]]\nid = 1\n",
        _text(id=None), _text(size=None), _text(title=None), _text(hint=None), _text(places=None),
        _text(id='"Wave Across"'), _text(id='"wave--across"'), _text(id='""'),
        _text(size='"tiny"'), _text(family=None), _text(family='"moon"'),
        _text(title='""'), _text(title='" padded"'),
        _text(title=f'"{"x" * 61}"'), _text(hint=f'"{"x" * 201}"'), _text(places="[]"),
        _text(places='"street"'), _text(places='["moon"]'), _text(places='["park", "park"]'),
        _text(needs='["wings"]'), _text() + _text(title='"Another"'), _text() + _text(id='"b"'),
    ],
)  # fmt: skip
def test_a_catalogue_that_breaks_a_rule_is_refused_whole(text: str) -> None:
    """Half a catalogue is never returned."""
    with pytest.raises(CatalogueError):
        read_catalogue(text)


def test_acts_are_found_by_id_and_by_size() -> None:
    """An id that has gone is no error."""
    other = _text(id='"b"', title='"B act"', size='"small"')
    catalogue = read_catalogue(_text() + other)
    assert catalogue.find("b") == catalogue.acts[1]
    assert catalogue.find("gone") is None
    assert catalogue.find(None) is None
    assert catalogue.family_of("b", ActSize.SMALL) is ActFamily.WAVE
    assert catalogue.family_of("gone", ActSize.SMALL) is ActFamily.CHAT
    assert [act.id for act in catalogue.of_size(ActSize.SMALL)] == ["b"]
    assert len(catalogue) == 2


def test_each_size_leads_to_the_next() -> None:
    """Smallest, smaller, small, and no further."""
    assert [size.larger for size in ActSize] == [ActSize.SMALLER, ActSize.SMALL, None]


def test_the_catalogue_has_acts_enough_of_every_size(catalogue: Catalogue) -> None:
    """At least ninety, and at least twenty-four of each."""
    assert len(catalogue) >= 90
    assert min(len(catalogue.of_size(size)) for size in ActSize) >= 24


def test_the_catalogue_serves_people_at_home_and_without_energy(catalogue: Catalogue) -> None:
    """At least twelve acts ask nobody to go out, and at least six need almost no energy."""
    indoors = {Place.HOME, Place.PHONE_ONLINE}
    assert sum(bool(indoors & set(act.places)) for act in catalogue) >= 12
    assert sum(act.little_energy for act in catalogue) >= 6
    assert all(any(act.little_energy for act in catalogue.of_size(size)) for size in ActSize)


def test_every_place_has_an_act_and_a_name(catalogue: Catalogue) -> None:
    """Choosing a place never leads to an empty list."""
    assert set(chain.from_iterable(act.places for act in catalogue)) == set(Place)
    assert all(place.label for place in Place)


def test_every_act_names_a_family_and_every_family_has_acts(catalogue: Catalogue) -> None:
    """An act that names none, as one of the person's own, is drawn by its size alone."""
    assert {act.named_family for act in catalogue} == set(ActFamily)
    own = [Act("own-1", size, "Feed the ducks", "", (Place.PARK,)).family for size in ActSize]
    assert own == [ActFamily.SMILE, ActFamily.HELLO, ActFamily.CHAT]


def test_every_title_is_an_instruction_and_every_hint_a_gentle_sentence(
    catalogue: Catalogue,
) -> None:
    """A capital first, no full stop after a title, one after a hint, and never a raised voice."""
    for act in catalogue:
        assert act.title[0].isupper(), act.id
        assert act.title[-1] not in ".!?", act.id
        assert act.hint.endswith((".", "?", "”")), act.id
        text = f"{act.title} {act.hint}"
        assert not set("!'\"\n\t") & set(text), act.id
        assert not {"must", "failed", "missed", "streak", "should"} & set(text.lower().split())


def test_most_acts_need_no_particular_ability(catalogue: Catalogue) -> None:
    """Anyone who cannot see, hear, speak or walk finds plenty of every size."""
    for size in ActSize:
        for need in Need:
            left = [act for act in catalogue.of_size(size) if need not in act.needs]
            assert len(left) >= 12, (size, need)


ALONE = {
    "bright-thing-in-window",
    "hold-a-gift-kindly",
    "think-kindly-three-breaths",
    "soften-your-face",
    "practise-a-hello",
    "one-line-to-someone",
    "hello-sign-in-window",
    "thank-you-on-the-bin",
    "kind-bookmark",
    "room-on-the-bench",
    "one-chair-nearer",
}


def test_the_catalogue_says_which_acts_nobody_else_need_notice(catalogue: Catalogue) -> None:
    """Each of the others is done with, towards or for someone who can respond."""
    assert {act.id for act in catalogue if not act.with_someone} == ALONE
    titles = {act.title for act in catalogue if act.id in ALONE}
    assert catalogue.alone == ALONE | titles


def test_every_size_has_acts_for_a_low_day(catalogue: Catalogue) -> None:
    """Each asks almost no energy, and nobody has to go out for it."""
    for size in ActSize:
        gentle = [act for act in catalogue.of_size(size) if act.suits_a_low_day]
        assert len(gentle) >= 5
        assert all(act.little_energy for act in gentle)
        assert all({Place.HOME, Place.PHONE_ONLINE} & set(act.places) for act in gentle)
