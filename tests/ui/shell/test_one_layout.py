"""A page has one layout from the first moment: a change of colours moves nothing."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from smallacts_desktop.tokens import ThemeName
from tests.ui.app_fixture import AppFixture
from tests.ui.places import PLACES, complete_layout, fill_journal, visible


def geometry(within: QWidget) -> list[tuple[str, QRect]]:
    """Where each thing stands, with its kind."""
    return [
        (type(widget).__name__, QRect(widget.mapTo(within, widget.rect().topLeft()), widget.size()))
        for widget in visible(within)
    ]


@pytest.mark.parametrize("name", PLACES)
def test_another_theme_moves_nothing(app: AppFixture, name: str) -> None:
    """Dark and back: to the pixel what the page was when it first opened."""
    fill_journal(app)
    page = PLACES[name](app)
    complete_layout(app)
    first = geometry(page)
    for theme in (ThemeName.DARK, ThemeName.LIGHT):
        app.theme.set_choice(theme)
        complete_layout(app)
        moved = [(a, b) for a, b in zip(first, geometry(page), strict=True) if a != b]
        assert not moved, moved[:3]
