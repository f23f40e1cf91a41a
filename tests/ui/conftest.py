"""What every test of the window may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from smallacts_desktop.paths import Paths
from smallacts_desktop.ui.kit.theme import Theme
from tests.ui.app_fixture import AppFixture


@pytest.fixture(autouse=True)
def quickly(quick_keys: pytest.MonkeyPatch) -> None:
    """Passphrases cost no time here; the end-to-end tests have real ones."""


@pytest.fixture(autouse=True)
def british_region() -> Iterator[None]:
    """Dates and numbers as in the United Kingdom, whatever the machine says."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def app(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[AppFixture]:
    """A person before an empty journal on a Sunday morning in November."""
    app = AppFixture(Paths.inside(tmp_path / "data"), theme, qtbot)
    yield app
    app.leave()
