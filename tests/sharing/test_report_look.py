"""A report wears the window's colours, and they can be read."""

import pytest

from smallacts_desktop.sharing.report_look import DARK, PAPER, ReportLook
from smallacts_desktop.ui import tokens
from smallacts_desktop.ui.contrast import contrast_ratio


@pytest.mark.parametrize(
    ("look", "window"), [(PAPER, tokens.LIGHT), (DARK, tokens.DARK)], ids=["paper", "dark"]
)
def test_colours_are_the_windows_own(look: ReportLook, window: tokens.Tokens) -> None:
    """One table of colours: a change in the window shows here."""
    mine = (look.ground, look.tint, look.line, look.edge, look.ink, look.ink_soft, look.primary)
    assert mine == (
        window.surface, window.tint, window.line, window.edge, window.ink, window.ink_soft,
        window.primary,
    )  # fmt: skip
    assert look.bar == window.heat[3]


@pytest.mark.parametrize("look", [PAPER, DARK], ids=["paper", "dark"])
def test_text_can_be_read(look: ReportLook) -> None:
    """Every text pair measures at least 7:1."""
    for ground in (look.ground, look.tint):
        for ink in (look.ink, look.primary):
            assert contrast_ratio(ink, ground) >= 7
    assert contrast_ratio(look.ink_soft, look.ground) >= 7
