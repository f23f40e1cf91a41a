"""A journal file of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smallacts_desktop.storage.rows.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a journal is to be; its folder is not there yet."""
    return tmp_path / "data" / "journal.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A new, empty journal."""
    store = Store.open(path)
    yield store
    store.close()
