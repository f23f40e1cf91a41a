"""What every test of the window may ask for."""

import pytest


@pytest.fixture(autouse=True)
def quickly(quick_keys: pytest.MonkeyPatch) -> None:
    """Passphrases cost no time here; the end-to-end tests have real ones."""
