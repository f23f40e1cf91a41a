"""Reports to draw: one from a real journal, others made of counts."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.demo import demo_entries
from smallacts_desktop.domain.acts import read_catalogue
from smallacts_desktop.domain.days import PeriodKind
from smallacts_desktop.domain.insights import InsightsReport
from smallacts_desktop.journal.changes import JournalContext
from smallacts_desktop.journal.overviews import InsightsReader
from smallacts_desktop.paths import read_resource
from smallacts_desktop.storage.rows.store import Store
from smallacts_desktop.ui.insights.chart import ChartStyle
from smallacts_desktop.ui.kit.theme import Theme

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InsightsReader]:
    """Looks back over the demonstration's year."""
    path: Path = tmp_path_factory.mktemp("charts") / "journal.db"
    store = Store.open(path)
    store.entries.add_many(demo_entries(read_catalogue(read_resource("acts.toml")), TODAY))
    clock = FixedClock(datetime(2026, 11, 22, 12, 0, tzinfo=UTC))
    yield InsightsReader(JournalContext.of(store, clock))
    store.close()


@pytest.fixture
def report(reader: InsightsReader) -> InsightsReport:
    """Three months of the demonstration, with groups of every degree of confidence."""
    return reader.read(reader.period(PeriodKind.THREE_MONTHS))


@pytest.fixture
def style(theme: Theme) -> ChartStyle:
    """The light look at 100 %."""
    return ChartStyle.of(theme, Qt.LayoutDirection.LeftToRight)
