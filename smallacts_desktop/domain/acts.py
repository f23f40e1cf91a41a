"""Acts: what they are, their sizes and places, and the catalogue that ships with the program."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from smallacts_desktop.domain.errors import CatalogueError
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP, Labelled

TITLE_LIMIT = 60
HINT_LIMIT = 200
# What the id of an act begins with that the person made up.
OWN_PREFIX = "own-"
_ID_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class ActSize(Labelled):
    """How much an act asks of the person; the values are the codes of the CSV file."""

    SMALLEST = "smallest", QT_TRANSLATE_NOOP("Domain", "Smallest")
    SMALLER = "smaller", QT_TRANSLATE_NOOP("Domain", "Smaller")
    SMALL = "small", QT_TRANSLATE_NOOP("Domain", "Small")

    @property
    def larger(self) -> "ActSize | None":
        """The next size up, or None for the largest."""
        return {ActSize.SMALLEST: ActSize.SMALLER, ActSize.SMALLER: ActSize.SMALL}.get(self)


class Place(Labelled):
    """Where an act can happen; the values are the codes of the CSV file."""

    HOME = "home", QT_TRANSLATE_NOOP("Domain", "From home")
    NEIGHBOURS = "neighbours", QT_TRANSLATE_NOOP("Domain", "Neighbours")
    STREET = "street", QT_TRANSLATE_NOOP("Domain", "Out and about")
    PARK = "park", QT_TRANSLATE_NOOP("Domain", "Park")
    SHOPS = "shops", QT_TRANSLATE_NOOP("Domain", "Shops")
    CAFE = "cafe", QT_TRANSLATE_NOOP("Domain", "Café")
    TRANSPORT = "transport", QT_TRANSLATE_NOOP("Domain", "Bus and train")
    LIBRARY = "library", QT_TRANSLATE_NOOP("Domain", "Library")
    WORK_STUDY = "work_study", QT_TRANSLATE_NOOP("Domain", "Work or study")
    GROUPS = "groups", QT_TRANSLATE_NOOP("Domain", "Groups")
    HEALTH = "health", QT_TRANSLATE_NOOP("Domain", "Health visits")
    PHONE_ONLINE = "phone_online", QT_TRANSLATE_NOOP("Domain", "Phone and online")
    ANYWHERE = "anywhere", QT_TRANSLATE_NOOP("Domain", "Anywhere")


class Need(StrEnum):
    """An ability that an act assumes and that its place does not already say."""

    SIGHT = "sight"
    HEARING = "hearing"
    SPEECH = "speech"
    WALKING = "walking"
    PHONE = "phone"


class ActFamily(StrEnum):
    """What an act is drawn as; there is one drawing for each."""

    SMILE = "smile"
    HELLO = "hello"
    CHAT = "chat"
    WAVE = "wave"
    THANKS = "thanks"
    DOOR = "door"
    WINDOW = "window"
    BENCH = "bench"
    MESSAGE = "message"
    PHONE = "phone"
    PAPER = "paper"
    GIFT = "gift"
    TEA = "tea"
    BASKET = "basket"
    BUS = "bus"
    BOOK = "book"
    GROUP = "group"
    ANIMAL = "animal"
    GARDEN = "garden"

    @classmethod
    def of_size(cls, size: ActSize) -> "ActFamily":
        """The family of an act of which only the size is known, as of the person's own."""
        usual = {ActSize.SMALLEST: cls.SMILE, ActSize.SMALLER: cls.HELLO, ActSize.SMALL: cls.CHAT}
        return usual[size]


SIZE_EXAMPLES: Mapping[ActSize, str] = {
    ActSize.SMALLEST: QT_TRANSLATE_NOOP("Domain", "A smile"),
    ActSize.SMALLER: QT_TRANSLATE_NOOP("Domain", "A hello"),
    ActSize.SMALL: QT_TRANSLATE_NOOP("Domain", "A chat"),
}


@dataclass(frozen=True, slots=True)
class Act:
    """One small act of connection.

    ``id`` is stable for ever; ``title`` is an instruction of at most 60 characters; ``hint`` is
    one gentle sentence; ``places`` is never empty; ``named_family`` is what the catalogue says.
    Without ``with_someone`` nobody else need notice it, and nobody can respond.
    """

    id: str
    size: ActSize
    title: str
    hint: str
    places: tuple[Place, ...]
    little_energy: bool = False
    needs: frozenset[Need] = field(default_factory=frozenset)
    named_family: ActFamily | None = None
    with_someone: bool = True

    @property
    def suits_a_low_day(self) -> bool:
        """Whether it asks almost no energy and can be done without going out."""
        return self.little_energy and not {Place.HOME, Place.PHONE_ONLINE}.isdisjoint(self.places)

    @property
    def family(self) -> ActFamily:
        """What it is drawn as; by its size where nobody named a family."""
        return self.named_family or ActFamily.of_size(self.size)

    @property
    def is_own(self) -> bool:
        """Whether the person made it up; its hint may then be blank."""
        return self.id.startswith(OWN_PREFIX)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The acts to choose from, in their given order, found by id or by size."""

    acts: tuple[Act, ...]

    def __iter__(self) -> Iterator[Act]:
        return iter(self.acts)

    def __len__(self) -> int:
        return len(self.acts)

    def find(self, act_id: str | None) -> Act | None:
        """The act with this id, or None: an act may have left the catalogue since."""
        return next((act for act in self.acts if act.id == act_id), None)

    def family_of(self, act_id: str | None, size: ActSize) -> ActFamily:
        """The family of an act; where it has left the catalogue, the one of its ``size``."""
        act = self.find(act_id)
        return ActFamily.of_size(size) if act is None else act.family

    @property
    def alone(self) -> frozenset[str]:
        """The ids and the titles of the acts that nobody else need notice."""
        alone = [act for act in self.acts if not act.with_someone]
        return frozenset(name for act in alone for name in (act.id, act.title))

    def of_size(self, size: ActSize) -> tuple[Act, ...]:
        """Every act of one size, in catalogue order."""
        return tuple(act for act in self.acts if act.size is size)


def read_catalogue(text: str) -> Catalogue:
    """Read a catalogue from TOML text: a list of ``[[act]]`` tables.

    Raises CatalogueError, naming the act and the rule it breaks; half a catalogue is never
    returned.
    """
    try:
        tables = tomllib.loads(text).get("act")
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(act="file", problem="not TOML") from error
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise CatalogueError(act="file", problem="no list of acts")
    acts = tuple(_act_from_table(table) for table in tables)
    if not acts:
        raise CatalogueError(act="file", problem="no acts")
    _check_unique(acts)
    return Catalogue(acts)


def _act_from_table(table: Mapping[str, object]) -> Act:
    name = str(table.get("id", "without an id"))
    try:
        act = Act(
            id=str(table["id"]),
            size=ActSize(str(table["size"])),
            title=str(table["title"]),
            hint=str(table["hint"]),
            places=tuple(Place(place) for place in _strings(table["places"])),
            little_energy=_yes_or_no(table.get("little_energy", False)),
            needs=frozenset(Need(need) for need in _strings(table.get("needs", []))),
            named_family=ActFamily(str(table["family"])),
            with_someone=_yes_or_no(table.get("with_someone", True)),
        )
    except KeyError as error:
        raise CatalogueError(act=name, problem=f"no {error.args[0]}") from error
    except ValueError as error:
        raise CatalogueError(act=name, problem=str(error)) from error
    check_act(act)
    return act


def _strings(value: object) -> list[str]:
    if not isinstance(value, list):
        raise ValueError("not a list")
    return [str(item) for item in value]


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("not true or false")
    return value


def check_act(act: Act) -> None:
    """Raise CatalogueError unless the act keeps the rules stated on Act."""
    problems = (
        (not _ID_PATTERN.fullmatch(act.id), "the id is not kebab-case"),
        (act.is_own, "the id is kept for people's own acts"),
        (not _is_one_line(act.title), "the title is blank, padded or more than one line"),
        (not _is_one_line(act.hint), "the hint is blank, padded or more than one line"),
        (len(act.title) > TITLE_LIMIT, f"the title is over {TITLE_LIMIT} characters"),
        (len(act.hint) > HINT_LIMIT, f"the hint is over {HINT_LIMIT} characters"),
        (not act.places, "no place"),
        (len(set(act.places)) != len(act.places), "a place stands twice"),
    )
    for broken, problem in problems:
        if broken:
            raise CatalogueError(act=act.id, problem=problem)


def _is_one_line(text: str) -> bool:
    return bool(text) and text == text.strip() and text.isprintable()


def _check_unique(acts: Iterable[Act]) -> None:
    seen: set[tuple[str, str]] = set()
    for act in acts:
        for key in (("id", act.id), ("title", act.title.casefold())):
            if key in seen:
                raise CatalogueError(act=act.id, problem="stands twice")
            seen.add(key)
