"""Making keys quickly, for tests that make many: how long it takes is no part of what they show."""

import pytest

from smallacts_desktop.storage import keys


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that other programs for such files would not make from the same passphrase."""
    monkeypatch.setattr(keys, "_ROUNDS", 2)
