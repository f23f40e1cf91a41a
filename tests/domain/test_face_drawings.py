"""How faces are drawn: chosen part by part, or from the nickname, and kept as text."""

import pytest

from smallacts_desktop.domain.face_drawings import (
    CHOICES,
    NONE,
    FaceDrawing,
    FacePart,
    drawing_from,
    drawings_in,
    drawings_text,
)

PLAIN = FaceDrawing(("round", "short", NONE, NONE, NONE, NONE))
SPANIEL_MAN = ("broad", "curly", "none", "round", "none", "none")
NAMES = [f"face {number}" for number in range(400)]


def test_one_nickname_always_has_one_face_however_it_is_spelled() -> None:
    """On every computer and in every version: these are written down."""
    assert drawing_from("Spaniel man").codes == SPANIEL_MAN
    assert drawing_from("  spaniel  MAN ") == drawing_from("Spaniel man")


def test_the_nickname_gives_nothing_that_says_something_about_a_person() -> None:
    """No beard, no dog, no book; and every other choice comes up, so faces can be told apart."""
    drawn = [drawing_from(name) for name in NAMES]
    for part in FacePart:
        found = {face.of(part) for face in drawn}
        given = {FacePart.BEARD: {NONE}, FacePart.BESIDE: {NONE, "scarf"}}
        assert found == given.get(part, set(CHOICES[part]))
    assert len(set(drawn)) > 100


def test_a_choice_changes_one_part() -> None:
    """And leaves the others."""
    changed = PLAIN.having(FacePart.BESIDE, "dog")
    assert changed.of(FacePart.BESIDE) == "dog"
    assert changed.having(FacePart.BESIDE, NONE) == PLAIN


def test_a_hat_hides_the_hair_that_would_stick_out_of_it() -> None:
    """A bun stays at home; long hair does not."""
    bun, long = (PLAIN.having(FacePart.HAIR, hair) for hair in ("bun", "long"))
    assert "hair-bun" in bun.layers
    assert "hair-bun" not in bun.having(FacePart.HAT, "cap").layers
    assert "hair-long" in long.having(FacePart.HAT, "cap").layers
    assert PLAIN.layers == ("head-round", "hair-short", "beard-none", "eyes")


def test_drawings_are_kept_as_text() -> None:
    """With any nickname."""
    drawings = {"ann": PLAIN, "mañana “x”": drawing_from("B")}
    assert drawings_in(drawings_text(drawings)) == drawings


@pytest.mark.parametrize(
    "text",
    [
        "", "[", "null", "3", "[1]", '{"ann": null}', '{"ann": []}', '{"ann": "round"}',
        '{"ann": ["round", "short", "none", "none", "none"]}',
        '{"ann": ["round", "short", "none", "none", "none", "../secret"]}',
        '{"ann": ["round", "short", "none", "none", "none", 3]}',
        '{"ann": ["round", "short", "none", "none", "none", ["none"]]}',
        "[" * 100_000,
    ],
)  # fmt: skip
def test_a_text_without_sense_draws_nobody(text: str) -> None:
    """Such as one of a later version: the face is drawn by the nickname then."""
    assert drawings_in(text) == {}
