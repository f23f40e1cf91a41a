"""The colours can be read, the sizes can be changed, and the platform is followed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smallacts_desktop.tokens import DARK, LIGHT, ThemeName, Tokens
from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit import theme as theme_module
from smallacts_desktop.ui.kit.basics import (
    Button,
    danger_button,
    primary_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.theme import TextRole, Theme, contrast_ratio, high_contrast_tokens
from tests.conftest import Screen


def _palette(ground: str, ink: str, chosen: str, on_chosen: str) -> QPalette:
    palette, role = QPalette(), QPalette.ColorRole
    for name in (role.Window, role.Base):
        palette.setColor(name, QColor(ground))
    palette.setColor(role.WindowText, QColor(ink))
    palette.setColor(role.Highlight, QColor(chosen))
    palette.setColor(role.HighlightedText, QColor(on_chosen))
    palette.setColor(role.Link, QColor(ink))
    return palette


ALL_TOKENS = {
    "light": LIGHT,
    "dark": DARK,
    "contrast-black": high_contrast_tokens(_palette("#000000", "#FFFFFF", "#1AEBFF", "#000000")),
    "contrast-white": high_contrast_tokens(_palette("#FFFFFF", "#000000", "#37006E", "#FFFFFF")),
    "contrast-faint": high_contrast_tokens(_palette("#808080", "#909090", "#858585", "#8A8A8A")),
}


GROUNDS = ("canvas", "surface", "sunken")


@pytest.fixture(params=list(ALL_TOKENS))
def tokens(request: pytest.FixtureRequest) -> Tokens:
    """Each set of colours in turn."""
    return ALL_TOKENS[request.param]


def test_contrast_is_measured_as_wcag_does() -> None:
    """Black on white is 21, a colour on itself is 1, and a published value agrees."""
    assert contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast_ratio("#145646", "#145646") == 1
    assert contrast_ratio("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((text, ground) for text in ("ink", "ink_soft") for ground in GROUNDS),
        *((text, "tint") for text in ("ink", "primary")),
        *(("primary", ground) for ground in GROUNDS),
        # Deleting is offered on cards and pages, and never stands on a chip or in the rail.
        *(("danger", ground) for ground in ("canvas", "surface")),
    ],
)
def test_every_text_can_be_read_on_every_ground(tokens: Tokens, text: str, ground: str) -> None:
    """Text measures at least 7:1 wherever it may stand."""
    assert contrast_ratio(getattr(tokens, text), getattr(tokens, ground)) >= 7


def test_text_on_the_primary_button_can_be_read(tokens: Tokens) -> None:
    """The button's text measures at least 7:1, also on selected text."""
    assert contrast_ratio(tokens.on_primary, tokens.primary) >= 7


@pytest.mark.parametrize("outline", ["edge", "primary", "focus"])
@pytest.mark.parametrize("ground", ["canvas", "surface", "sunken"])
def test_outlines_and_the_focus_ring_stand_out(tokens: Tokens, outline: str, ground: str) -> None:
    """Controls, the slider and the focus ring measure at least 3:1 on their ground."""
    assert contrast_ratio(getattr(tokens, outline), getattr(tokens, ground)) >= 3


def test_body_text_is_never_below_eleven_points(theme: Theme) -> None:
    """Not even at the smallest scale; captions follow at their proportion."""
    theme.set_scale(0.8)
    assert theme.font(TextRole.BODY).pointSizeF() >= 11


def test_text_and_spaces_grow_together(theme: Theme, qtbot: QtBot) -> None:
    """At 200 % text, measures and the sheet's sizes are twice those at 100 %."""
    label = QLabel("word")
    label.setProperty("role", "title")
    qtbot.addWidget(label)
    label.show()
    before = theme.font(TextRole.PAGE_TITLE).pointSizeF(), label.sizeHint().height()
    with qtbot.waitSignal(theme.changed):
        theme.set_scale(2.0)
    assert theme.px(24) == 48
    assert theme.font(TextRole.PAGE_TITLE).pointSizeF() == pytest.approx(2 * before[0], abs=0.2)
    assert label.sizeHint().height() == pytest.approx(2 * before[1], abs=2)


def test_the_scale_stays_within_its_ends(theme: Theme) -> None:
    """A scale out of range is brought to the nearer end."""
    theme.set_scale(7)
    assert theme.scale == 2.0
    theme.set_scale(0)
    assert theme.scale == 0.8


def test_a_theme_reaches_the_palette_and_what_is_painted(theme: Theme, qtbot: QtBot) -> None:
    """Choosing the dark theme changes the palette and the colour of a label's pixels."""
    with qtbot.waitSignal(theme.changed):
        theme.set_choice(ThemeName.DARK)
    assert QApplication.palette().window().color() == QColor(DARK.canvas)
    label = QLabel("\u2588" * 6)
    qtbot.addWidget(label)
    image = label.grab().toImage()
    colours = {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
    }
    assert DARK.ink in colours


def test_system_follows_the_platform(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the platform turns dark, so does the program; a chosen theme stays."""
    theme.set_choice(ThemeName.SYSTEM)
    assert theme.tokens is LIGHT
    # The off-screen platform is never dark, so it is told for it.
    monkeypatch.setattr(theme_module, "platform_is_dark", lambda: True)
    changes = QGuiApplication.styleHints().colorSchemeChanged
    with qtbot.waitSignal(theme.changed):
        changes.emit(Qt.ColorScheme.Dark)
    assert theme.tokens is DARK
    assert QApplication.palette().window().color() == QColor(DARK.canvas)
    theme.set_choice(ThemeName.LIGHT)
    changes.emit(Qt.ColorScheme.Dark)
    assert theme.tokens is LIGHT
    assert QApplication.palette().window().color() == QColor(LIGHT.canvas)


def test_high_contrast_brings_marks(theme: Theme) -> None:
    """Levels are told by marks in high contrast, and wherever the person wants them."""
    assert not theme.marks
    theme.set_choice(ThemeName.HIGH_CONTRAST)
    assert theme.marks
    theme.set_choice(ThemeName.LIGHT)
    theme.set_marks(True)
    assert theme.marks


def test_reduced_motion_leaves_no_fade(theme: Theme) -> None:
    """Under reduced motion a fade takes no time, otherwise at most 150 ms."""
    theme.set_reduced_motion(True)
    assert theme.fade_ms == 0
    theme.set_reduced_motion(False)
    assert 0 < theme.fade_ms <= 150


@pytest.mark.usefixtures("qapp")
def test_an_icon_takes_the_colour_and_the_screens_resolution() -> None:
    """Twice the pixels on a screen of twice the resolution, all of the colour asked for."""
    image = icons.pixmap("check", "#112233", 20, 2.0).toImage()
    assert (image.width(), image.height()) == (40, 40)
    painted = [
        image.pixelColor(x, y) for x in range(40) for y in range(40)
        if image.pixelColor(x, y).alpha() == 255
    ]  # fmt: skip
    assert painted
    assert {colour.name() for colour in painted} == {"#112233"}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", ["waiting", "empty-journal", "act-chat"])
def test_a_drawing_follows_the_theme(name: str) -> None:
    """The same drawing in two themes differs."""
    light = icons.illustration(name, LIGHT, 60).toImage()
    dark = icons.illustration(name, DARK, 60).toImage()
    assert light != dark


@pytest.mark.parametrize("make", [primary_button, secondary_button, danger_button])
def test_in_high_contrast_a_button_that_cannot_be_pressed_looks_so(
    theme: Theme, screen: Screen, make: Callable[[str], Button]
) -> None:
    """All outlines have the colour of the text there; so its own is broken into dashes."""
    theme.set_choice(ThemeName.HIGH_CONTRAST)
    button = make("Delete everything")
    ground = QWidget()
    QVBoxLayout(ground).addWidget(button)
    screen.show(ground, 240, 80)

    def outline() -> set[int]:
        image, top = ground.grab().toImage(), button.geometry()
        return {image.pixel(x, top.top()) for x in range(top.left() + 40, top.right() - 40)}

    assert len(outline()) == 1
    button.setEnabled(False)
    QApplication.processEvents()
    assert len(outline()) > 1
