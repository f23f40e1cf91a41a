"""How a familiar face is drawn: of parts that the person chose, or by the nickname alone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

from smallacts_desktop.domain.people import nickname_key
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP, Labelled


class FacePart(Labelled):
    """What a face is made of."""

    HEAD = "head", QT_TRANSLATE_NOOP("Domain", "Face")
    HAIR = "hair", QT_TRANSLATE_NOOP("Domain", "Hair")
    BEARD = "beard", QT_TRANSLATE_NOOP("Domain", "Beard")
    GLASSES = "glasses", QT_TRANSLATE_NOOP("Domain", "Glasses")
    HAT = "hat", QT_TRANSLATE_NOOP("Domain", "Hat")
    BESIDE = "beside", QT_TRANSLATE_NOOP("Domain", "With them")


NONE = "none"
_NOTHING = {NONE: QT_TRANSLATE_NOOP("Domain", "None")}
# For each part its choices, by the codes that journals keep, and their names.
CHOICES: Mapping[FacePart, Mapping[str, str]] = {
    FacePart.HEAD: {
        "round": QT_TRANSLATE_NOOP("Domain", "Round"),
        "long": QT_TRANSLATE_NOOP("Domain", "Long"),
        "broad": QT_TRANSLATE_NOOP("Domain", "Broad"),
    },
    FacePart.HAIR: {
        **_NOTHING,
        "short": QT_TRANSLATE_NOOP("Domain", "Short"),
        "fringe": QT_TRANSLATE_NOOP("Domain", "A fringe"),
        "curly": QT_TRANSLATE_NOOP("Domain", "Curly"),
        "long": QT_TRANSLATE_NOOP("Domain", "Long"),
        "bun": QT_TRANSLATE_NOOP("Domain", "In a bun"),
        "tuft": QT_TRANSLATE_NOOP("Domain", "A tuft"),
    },
    FacePart.BEARD: {
        **_NOTHING,
        "full": QT_TRANSLATE_NOOP("Domain", "A full beard"),
        "moustache": QT_TRANSLATE_NOOP("Domain", "A moustache"),
    },
    FacePart.GLASSES: {
        **_NOTHING,
        "round": QT_TRANSLATE_NOOP("Domain", "Round"),
        "square": QT_TRANSLATE_NOOP("Domain", "Square"),
    },
    FacePart.HAT: {
        **_NOTHING,
        "cap": QT_TRANSLATE_NOOP("Domain", "A cap"),
        "woolly": QT_TRANSLATE_NOOP("Domain", "A woolly hat"),
        "brim": QT_TRANSLATE_NOOP("Domain", "A hat with a brim"),
    },
    FacePart.BESIDE: {
        **_NOTHING,
        "scarf": QT_TRANSLATE_NOOP("Domain", "A scarf"),
        "dog": QT_TRANSLATE_NOOP("Domain", "A dog"),
        "book": QT_TRANSLATE_NOOP("Domain", "A book"),
    },
}
# A hat stands on the head; what would stick out of its top is left out.
_HAIR_UNDER_A_HAT = frozenset({"short", "long"})


@dataclass(frozen=True, slots=True)
class FaceDrawing:
    """A drawn face: ``codes`` are a choice for each FacePart, in the order of the parts."""

    codes: tuple[str, ...]

    def of(self, part: FacePart) -> str:
        """What was chosen for a part."""
        return self.codes[list(FacePart).index(part)]

    def having(self, part: FacePart, code: str) -> "FaceDrawing":
        """The same face with another choice for one part."""
        pairs = zip(FacePart, self.codes, strict=True)
        return FaceDrawing(tuple(code if each is part else old for each, old in pairs))

    @property
    def layers(self) -> tuple[str, ...]:
        """The names of the drawings it is made of, the lowest first."""
        hair, hat = self.of(FacePart.HAIR), self.of(FacePart.HAT)
        covered = hat != NONE and hair not in _HAIR_UNDER_A_HAT
        names = [f"head-{self.of(FacePart.HEAD)}"]
        names += [] if hair == NONE or covered else [f"hair-{hair}"]
        # Without a beard there is the mouth alone.
        names.append(f"beard-{self.of(FacePart.BEARD)}")
        names += self._layer(FacePart.GLASSES)
        return (*names, "eyes", *self._layer(FacePart.HAT), *self._layer(FacePart.BESIDE))

    def _layer(self, part: FacePart) -> list[str]:
        code = self.of(part)
        return [] if code == NONE else [f"{part}-{code}"]


def drawing_from(nickname: str) -> FaceDrawing:
    """A face for a nickname nobody has drawn yet: always the same, and without any meaning.

    Nothing is read in the nickname: its letters are mixed to a number. A beard, a dog or a book
    says something about a person, so only the person who keeps the journal gives those.
    """
    numbers = blake2b(nickname_key(nickname).encode("utf-8", "replace"), digest_size=6).digest()
    head = _pick(FacePart.HEAD, numbers[0])
    hair = _pick(FacePart.HAIR, numbers[1])
    glasses = _pick(FacePart.GLASSES, numbers[2])
    hat = _pick(FacePart.HAT, numbers[3]) if numbers[4] % 3 == 0 else NONE
    scarf = "scarf" if numbers[5] % 4 == 0 else NONE
    return FaceDrawing((head, hair, NONE, glasses, hat, scarf))


def _pick(part: FacePart, number: int) -> str:
    codes = tuple(CHOICES[part])
    return codes[number % len(codes)]


def drawings_text(drawings: Mapping[str, FaceDrawing]) -> str:
    """Drawings by nickname as one text to keep."""
    return json.dumps({key: drawing.codes for key, drawing in drawings.items()}, ensure_ascii=False)


def drawings_in(text: str) -> dict[str, FaceDrawing]:
    """The drawings of ``drawings_text``, without those that make no sense."""
    try:
        stored = dict(json.loads(text))
    except (ValueError, TypeError, RecursionError):
        return {}
    return {key: FaceDrawing(tuple(codes)) for key, codes in stored.items() if _is_drawing(codes)}


def _is_drawing(codes: object) -> bool:
    return (
        isinstance(codes, list)
        and len(codes) == len(FacePart)
        and all(
            isinstance(code, str) and code in CHOICES[part]
            for part, code in zip(FacePart, codes, strict=True)
        )
    )
