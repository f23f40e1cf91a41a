"""How much the year asks for to be painted."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smallacts_desktop.domain.heatmap import YearGrid
from smallacts_desktop.ui.calendar.heatmap import HeatmapView
from smallacts_desktop.ui.calendar.heatmap_model import DayGridModel
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text.day_sentences import HeatmapMode
from tests.ui.app_fixture import TODAY


def test_a_paint_asks_nothing_of_each_day(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where each day stands and how it is rated was worked out when the days were set."""
    view = HeatmapView(theme)
    qtbot.addWidget(view)
    view.resize(900, 300)
    view.set_days(YearGrid(TODAY.year), {}, TODAY, HeatmapMode.ACTS)
    view.select_day(TODAY)
    view.grab()
    asked = []
    flags = DayGridModel.flags

    def counted(self: DayGridModel, index: object) -> Qt.ItemFlag:
        asked.append(index)
        return flags(self, index)  # type: ignore[arg-type]

    monkeypatch.setattr(DayGridModel, "flags", counted)
    view.grab()
    assert len(view.days.cells) == 365
    assert len(asked) < 10
