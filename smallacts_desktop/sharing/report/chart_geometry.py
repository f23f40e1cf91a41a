"""Where the bars, dots, lines and words of a chart stand: computed once for every painter of them.

x grows from the edge where reading begins and y grows downwards, in the unit of the painter, who
also says how large things are. No Qt: the window, the PDF and the web page draw the same marks.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from smallacts_desktop.domain.entries import HIGHEST_MOOD, LOWEST_MOOD

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_MOST_LINES = 3


class MarkRole(Enum):
    """What a mark is; each painter knows how that looks."""

    GRID = auto()
    LINK = auto()
    BAR = auto()
    COLUMN = auto()
    PART_COLUMN = auto()
    HALF_BEFORE = auto()
    HALF_AFTER = auto()
    BEFORE = auto()
    AFTER = auto()
    NAME = auto()
    DETAIL = auto()
    LABEL = auto()
    VALUE = auto()
    NUMBER_BEFORE = auto()
    NUMBER_AFTER = auto()


class Side(Enum):
    """Which part of a text stands at its x, as the share of the text before that."""

    START = 0.0
    MIDDLE = 0.5
    END = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line between two points."""

    look: MarkRole
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its top corner at the leading edge; a negative width reaches back from it."""

    look: MarkRole
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle around a point."""

    look: MarkRole
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Outline:
    """A filled shape by its corners."""

    look: MarkRole
    corners: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text whose middle height is ``y``.

    ``ground`` is how far a plain ground behind it reaches beyond both ends; None for no ground.
    """

    look: MarkRole
    text: str
    x: float
    y: float
    side: Side = Side.START
    ground: float | None = None


Mark = Line | Box | Dot | Outline | Words


@dataclass(frozen=True, slots=True)
class MoodScale:
    """Where moods lie between ``start`` and ``end``."""

    start: float
    end: float

    def at(self, mood: float) -> float:
        """The x of a mood."""
        share = (mood - LOWEST_MOOD) / (HIGHEST_MOOD - LOWEST_MOOD)
        return self.start + share * (self.end - self.start)

    def grid(self, top: float, bottom: float, numbers: float) -> Iterator[Mark]:
        """A line from top to bottom for every other mood, and its number at the y ``numbers``."""
        for mood in range(LOWEST_MOOD, HIGHEST_MOOD + 1, 2):
            x = self.at(mood)
            yield Line(MarkRole.GRID, x, top, x, bottom)
            yield Words(MarkRole.DETAIL, str(mood), x, numbers, Side.MIDDLE)


@dataclass(frozen=True, slots=True)
class Change:
    """A middle mood before and after, at the height ``y`` of a scale."""

    scale: MoodScale
    y: float
    before: float
    after: float

    def dots(self, radius: float, outer: float, inner: float) -> Iterator[Mark]:
        """The two circles and the line between them.

        Without a change the one before stands around the other, as ``outer`` around ``inner``.
        """
        one, other, same = *self._ends, self.before == self.after
        yield Line(MarkRole.LINK, one, self.y, other, self.y)
        yield Dot(MarkRole.BEFORE, one, self.y, outer if same else radius)
        yield Dot(MarkRole.AFTER, other, self.y, inner if same else radius)

    def numbers(
        self,
        before: str,
        after: str,
        *,
        beside: float = 0,
        above: float = 0,
        ground: float | None = None,
    ) -> Iterator[Mark]:
        """The numbers: as far ``beside`` the circles, on the outer sides, or ``above`` them.

        A blank one is left out.
        """
        one, other = self._ends
        rose = self.after >= self.before
        for look, text, x, forward in (
            (MarkRole.NUMBER_BEFORE, before, one, not rose),
            (MarkRole.NUMBER_AFTER, after, other, rose),
        ):
            side = Side.MIDDLE if not beside else Side.START if forward else Side.END
            away = beside if forward else -beside
            if text:
                yield Words(look, text, x + away, self.y - above, side, ground)

    @property
    def _ends(self) -> tuple[float, float]:
        return self.scale.at(self.before), self.scale.at(self.after)


def bar_lengths(
    values: Sequence[float], longest: float, *, full: float = 0, least: float = 0
) -> list[float]:
    """How long bars are where the largest value, if not ``full``, is ``longest``; 0 for none."""
    most = max((full, *values))
    return [max(longest * value / most, least) if value else 0 for value in values]


def lying_bar(
    number: str, start: float, middle: float, length: float, half: float, gap: float
) -> Iterator[Mark]:
    """A bar from ``start``, ``half`` its thickness to both sides, and after a gap its number."""
    if length:
        yield Box(MarkRole.BAR, start, middle - half, length, 2 * half)
    yield Words(MarkRole.VALUE, number, start + length + gap, middle)


def even_steps(most: int) -> list[int]:
    """The numbers of a scale from 0 to at least ``most``, with few steps between them."""
    step = next(step for step in (*_STEPS, most) if most <= step * _MOST_LINES)
    return [number * step for number in range(-(-most // step) + 1)]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where ``count`` columns stand: from ``start`` over ``width``, on ``bottom``.

    One of them is ``unit`` high for each of what it counts.
    """

    start: float
    width: float
    bottom: float
    unit: float
    count: int

    @property
    def pitch(self) -> float:
        """From one column to the next."""
        return self.width / self.count

    def middle(self, number: int) -> float:
        """The middle of a column."""
        return self.start + (number + 0.5) * self.pitch

    def bars(self, values: Iterable[tuple[int, bool]], thickness: float) -> Iterator[Mark]:
        """A box for each value that is not 0; the bool says whether it is a part of one."""
        for number, (value, part) in enumerate(values):
            if value:
                look, height = MarkRole.PART_COLUMN if part else MarkRole.COLUMN, value * self.unit
                x = self.middle(number) - thickness / 2
                yield Box(look, x, self.bottom - height, thickness, height)

    def outline(self, values: Sequence[int]) -> Outline:
        """One stepped shape, for columns too narrow to stand apart."""
        corners = [(self.start, self.bottom)]
        for number, value in enumerate(values):
            left, y = self.start + number * self.pitch, self.bottom - value * self.unit
            corners += [(left, y), (left + self.pitch, y)]
        return Outline(MarkRole.COLUMN, (*corners, (self.start + self.width, self.bottom)))

    def names(
        self, names: Sequence[str], y: float, widest: float, between: float
    ) -> Iterator[Words]:
        """As many names under the columns as leave ``between`` free; none leaves the chart."""
        every = max(1, -int(-(widest + between) // self.pitch))
        last = self.start + self.width - widest
        for number in range(0, len(names), every):
            middle = self.middle(number)
            x = min(max(self.start, middle - widest / 2), last)
            if not number or x >= middle - widest:
                yield Words(MarkRole.DETAIL, names[number], x + widest / 2, y, Side.MIDDLE)
