"""The program's own drawings: each can be seen, in the colours of the program and of one hand."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from smallacts_desktop.domain.acts import ActFamily
from smallacts_desktop.domain.face_drawings import CHOICES, NONE, FaceDrawing, drawing_from
from smallacts_desktop.paths import resource_path
from smallacts_desktop.tokens import DARK, LIGHT, Tokens
from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.icons import Panel
from smallacts_desktop.ui.kit.theme import contrast_ratio

ICONS = sorted(resource_path("icons").glob("*.svg"))
FACES = sorted(resource_path("faces").glob("*.svg"))
ILLUSTRATIONS = sorted(resource_path("illustrations").glob("*.svg"))
# How shapes are drawn: nothing that names another file, styles from afar or does a thing.
DRAWN_BY = {
    "viewBox", "d", "cx", "cy", "r", "rx", "ry", "x", "y", "width", "height", "transform", "fill",
    "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin",
}  # fmt: skip
COLOURS = re.compile(r"none|\{\{(canvas|surface|tint|primary|sun|heat[0-4])\}\}")
# Shapes alone, as a person draws them: no words, no pictures from elsewhere, no editor's notes.
SHAPES = {"svg", "g", "path", "circle", "ellipse", "rect"}
MOST_BYTES = 2_000
MARKS = ("app-icon", "logo-mono", "tray-light", "tray-dark")
pytestmark = pytest.mark.usefixtures("qapp")


def _named(path: Path) -> str:
    return path.stem


def _tokens_of(tokens: Tokens) -> set[str]:
    named = {getattr(tokens, name) for name in Tokens.__dataclass_fields__}
    return {value for value in named if isinstance(value, str)} | set(tokens.heat)


def _drawn(svg: str, size: int, ground: str | None = None) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(ground) if ground else Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode("utf-8"))).render(painter, QRectF(image.rect()))
    painter.end()
    return image


def _mark(name: str, size: int) -> tuple[str, str]:
    """The drawing of the mark for that size, and the ground that it is seen against."""
    if name == "app-icon":
        return icons.application_drawing(size), LIGHT.primary
    svg = resource_path(f"icons/{name}.svg").read_text("utf-8")
    ground = DARK.canvas if name == "tray-light" else LIGHT.canvas
    return svg.replace("currentColor", LIGHT.ink), ground


def _lines_through_the_middle(image: QImage) -> Iterator[list[str]]:
    size = image.width()
    for half in (size // 2 - 1, size // 2):
        yield [image.pixelColor(at, half).name() for at in range(size)]
        yield [image.pixelColor(half, at).name() for at in range(size)]


def _parts(line: list[str], ground: str) -> int:
    """How many stretches along the line stand out from the ground by 2:1 or more."""
    stands_out = [contrast_ratio(colour, ground) >= 2 for colour in line]
    return sum(
        on and not before for before, on in zip([False, *stands_out], stands_out, strict=False)
    )


@pytest.mark.parametrize("size", [16, 20, 22, 24, 32, 48, 128])
@pytest.mark.parametrize("name", MARKS)
def test_the_mark_is_a_dot_in_two_rings_at_every_size(name: str, size: int) -> None:
    """Ring, ring, dot, ring, ring: five parts along any line through the middle."""
    svg, ground = _mark(name, size)
    for line in _lines_through_the_middle(_drawn(svg, size, ground)):
        assert _parts(line, ground) == 5


def test_a_mark_drawn_too_fine_would_not_pass() -> None:
    """The measure above fails for the tile at 16 pixels of an earlier drawing."""
    fine = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128" fill="none">'
        '<circle cx="64" cy="64" r="45" stroke="#9FCFBD" stroke-width="7"/>'
        '<circle cx="64" cy="64" r="29.5" stroke="#5BA68E" stroke-width="7"/>'
        '<circle cx="64" cy="64" r="15.5" fill="#145646"/></svg>'
    )
    lines = _lines_through_the_middle(_drawn(fine, 16, LIGHT.canvas))
    assert all(_parts(line, LIGHT.canvas) != 5 for line in lines)


@pytest.mark.parametrize("panel", ["#FFFFFF", "#F6F3EC", "#1B1B1B", "#121C19"])
def test_the_icon_stands_out_from_light_and_dark_panels(panel: str) -> None:
    """Something of it measures 3:1 or more against whatever it lies on."""
    image = _drawn(icons.application_drawing(32), 32)
    colours = {image.pixelColor(at, 16).name() for at in range(32)}
    assert max(contrast_ratio(colour, panel) for colour in colours) >= 3


@pytest.mark.parametrize("path", ICONS, ids=_named)
def test_every_icon_can_be_seen(path: Path) -> None:
    """At the smallest size as at a large one, and with nothing cut off by a wrong frame."""
    svg = path.read_text("utf-8").replace("currentColor", LIGHT.ink)
    for size in (16, 64):
        assert _has_something(_drawn(svg, size))


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("path", ILLUSTRATIONS, ids=_named)
def test_every_illustration_is_seen_in_colours_of_the_theme(path: Path, tokens: Tokens) -> None:
    """Drawn in nothing but placeholders, each of which the program replaces."""
    svg = path.read_text("utf-8")
    assert not re.search(r"#[0-9A-Fa-f]{3,8}|rgb|currentColor", svg)
    drawn = icons.illustration(path.stem, tokens, 104).toImage()
    found = {drawn.pixelColor(x, y).name().upper() for x in range(104) for y in range(104)}
    assert {tokens.tint.upper(), tokens.primary.upper()} <= found


@pytest.mark.parametrize("path", ICONS, ids=_named)
def test_icons_take_their_colours_from_the_tokens(path: Path) -> None:
    """Or leave the choice to whoever shows them."""
    used = set(re.findall(r"#[0-9A-Fa-f]{3,8}", path.read_text("utf-8")))
    assert used <= _tokens_of(LIGHT) | _tokens_of(DARK)


@pytest.mark.parametrize("path", [*ICONS, *ILLUSTRATIONS, *FACES], ids=_named)
def test_drawings_are_small_square_and_made_of_shapes_alone(path: Path) -> None:
    """A drawing that is not square would be squeezed into one."""
    svg = path.read_text("utf-8")
    root = ET.fromstring(svg)  # noqa: S314 - our own
    _, _, width, height = root.attrib["viewBox"].split()
    assert width == height
    assert {part.tag.rpartition("}")[2] for part in root.iter()} <= SHAPES
    assert len(svg) <= MOST_BYTES


@pytest.mark.parametrize("path", ILLUSTRATIONS, ids=_named)
def test_illustrations_share_one_style(path: Path) -> None:
    """The same frame, a round ground of tint, and lines of one weight."""
    root = ET.fromstring(path.read_text("utf-8"))  # noqa: S314 - our own
    assert root.attrib["viewBox"] == "0 0 104 104"
    assert root[0].attrib == {"cx": "52", "cy": "52", "r": "52", "fill": "{{tint}}"}
    weights = [float(part.get("stroke-width", "4")) for part in root.iter()]
    assert weights.count(4) >= len(weights) - 2


@pytest.mark.parametrize("path", [*ILLUSTRATIONS, *FACES], ids=_named)
def test_illustrations_are_coloured_by_the_theme_and_call_on_nothing(path: Path) -> None:
    """Every colour is a placeholder; no reference, no style, no script, no words."""
    for part in ET.fromstring(path.read_text("utf-8")).iter():  # noqa: S314 - our own
        assert set(part.attrib) <= DRAWN_BY
        assert all(
            COLOURS.fullmatch(part.get(name, "none")) is not None for name in ("fill", "stroke")
        )
        assert not (part.text or "").strip()


def test_every_family_of_acts_has_a_drawing_of_its_own() -> None:
    """And no drawing of an act is left without a family."""
    drawn = [path for path in ILLUSTRATIONS if path.stem.startswith("act-")]
    assert {path.stem for path in drawn} == {icons.act_drawing(family) for family in ActFamily}
    assert len({path.read_text("utf-8") for path in drawn}) == len(ActFamily) >= 12


def test_every_choice_for_a_face_has_a_part_that_can_be_seen() -> None:
    """No part is left over, and each choice changes the face, also in the size of a button."""
    bald = FaceDrawing(("round", NONE, NONE, NONE, NONE, NONE))
    faces = {bald.having(part, code) for part, codes in CHOICES.items() for code in codes}
    assert {name for face in faces for name in face.layers} == {path.stem for path in FACES}
    for size in (32, 104):
        drawn = [icons.face(face, LIGHT, size).toImage() for face in faces]
        assert all(one != other for at, one in enumerate(drawn) for other in drawn[:at])


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("dpr", [1.0, 1.25, 1.5, 2.0])
def test_a_face_is_drawn_for_the_screen_it_is_on(tokens: Tokens, dpr: float) -> None:
    """Each pixel of the screen is drawn, none is stretched, in the colours of the theme."""
    drawn = icons.face(drawing_from("Ann"), tokens, 64, dpr).toImage()
    assert (drawn.width(), drawn.height()) == (round(64 * dpr), round(64 * dpr))
    found = {drawn.pixelColor(x, y).name().upper() for x in range(64) for y in range(64)}
    assert {tokens.tint.upper(), tokens.primary.upper(), tokens.surface.upper()} <= found


@pytest.mark.parametrize("panel", Panel)
def test_the_tray_icon_has_the_sizes_of_panels(panel: Panel) -> None:
    """Qt need not shrink or stretch one that was drawn for another size."""
    icon = icons.tray_icon(panel)
    assert {16, 22, 24, 32} <= {size.width() for size in icon.availableSizes()}
    middle = icon.pixmap(16, 16).toImage().pixelColor(8, 8)
    assert (middle.lightnessF() > 0.5) is (panel is not Panel.LIGHT)


def test_the_small_drawing_serves_small_sizes() -> None:
    """Above them, the tile with room around the circles."""
    assert icons.application_drawing(16) == icons.application_drawing(icons.SMALL_SIZE)
    assert icons.application_drawing(icons.SMALL_SIZE) != icons.application_drawing(24)
    window = icons.application_icon().availableSizes()
    assert {16, 32, 256} <= {size.width() for size in window}


def _has_something(image: QImage) -> bool:
    side = image.width()
    inked = sum(image.pixelColor(x, y).alpha() > 100 for x in range(side) for y in range(side))
    return side * side > inked > side * side // 50
