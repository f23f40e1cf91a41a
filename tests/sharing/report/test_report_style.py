"""A report can be read on every ground that it is written on."""

import pytest

from smallacts_desktop.tokens import DARK, LIGHT, Tokens
from smallacts_desktop.ui.kit.theme import contrast_ratio


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["paper", "dark"])
def test_text_can_be_read(look: Tokens) -> None:
    """Every text pair measures at least 7:1."""
    for ground in (look.surface, look.tint):
        for ink in (look.ink, look.primary):
            assert contrast_ratio(ink, ground) >= 7
    assert contrast_ratio(look.ink_soft, look.surface) >= 7
