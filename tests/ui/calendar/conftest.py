from collections.abc import Callable, Mapping
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from smallacts_desktop.domain.heatmap import DaySummary, YearGrid
from smallacts_desktop.ui.calendar.heatmap import HeatmapView
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text.day_sentences import HeatmapMode

TODAY = date(2026, 11, 20)
ShowYear = Callable[..., HeatmapView]


@pytest.fixture
def show_year(qtbot: QtBot, theme: Theme) -> ShowYear:
    """A function that shows a heatmap on the screen, 800 pixels wide and with the keyboard."""

    def show(
        summaries: Mapping[date, DaySummary] | None = None,
        *,
        year: int = 2026,
        today: date = TODAY,
        week_start: int = 0,
        mode: HeatmapMode = HeatmapMode.ACTS,
    ) -> HeatmapView:
        view = HeatmapView(theme)
        qtbot.addWidget(view)
        view.set_days(YearGrid(year, week_start), summaries or {}, today, mode)
        view.resize(800, 200)
        with qtbot.waitActive(view):
            view.show()
            view.activateWindow()
        view.setFocus()
        return view

    return show
