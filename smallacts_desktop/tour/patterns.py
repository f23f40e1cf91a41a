"""What a made-up year shows: moods by size and place, as a chart and as a table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from smallacts_desktop.domain.counts import Dimension
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.periods import PeriodKind
from smallacts_desktop.tour.stage import AppFixture, Step


def three_months(stage: AppFixture) -> None:
    """The last three months by size, and on how many acts the numbers rest."""
    stage.go_to("insights")
    page = stage.window.workspace.pages.insights
    stage.expect(page.period.bar.value is PeriodKind.THREE_MONTHS, "another period is shown")
    _check_counts(stage)


def a_whole_year(stage: AppFixture) -> None:
    """A longer period by one click."""
    bar = stage.window.workspace.pages.insights.period.bar
    stage.click(bar.segments[list(PeriodKind).index(PeriodKind.YEAR)])
    stage.expect(
        stage.window.workspace.pages.insights.report.period.kind is PeriodKind.YEAR,
        "it did not change",
    )
    _check_counts(stage)


def by_place(stage: AppFixture) -> None:
    """The same acts by place."""
    page = stage.window.workspace.pages.insights
    stage.click(page.dimension.chips[list(Dimension).index(Dimension.PLACE)])
    _check_groups(stage, Dimension.PLACE)


def by_response(stage: AppFixture) -> None:
    """And by how people responded."""
    page = stage.window.workspace.pages.insights
    stage.click(page.dimension.chips[list(Dimension).index(Dimension.RESPONSE)])
    _check_groups(stage, Dimension.RESPONSE)


def as_a_table(stage: AppFixture) -> None:
    """The menu of the chart, by key: the same numbers as a table."""
    view = stage.window.workspace.pages.insights.moods
    stage.click(view.more_button)
    stage.until(lambda: QApplication.activePopupWidget() is view.menu, "the menu did not open")
    stage.press(Qt.Key.Key_Down)
    stage.press(Qt.Key.Key_Return)
    stage.until(view.table_view.isVisible, "there is no table")
    rows = view.table().rows
    shown = [
        tuple(view.model.index(row, column).data() for column in range(view.model.columnCount()))
        for row in range(view.model.rowCount())
    ]
    stage.expect(shown == list(rows), "the table shows other numbers")


def and_the_weeks(stage: AppFixture) -> None:
    """Further down: how it went against what was expected, the patterns, and the weeks."""
    page = stage.window.workspace.pages.insights
    page.moods.show_table(False)
    stage.settle()
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum())
    stage.settle()
    acts = sum(week.acts for week in page.report.weeks)
    stage.expect(acts == len(_in_period(stage)), "the weeks do not hold every act")
    answers = [entry for entry in _in_period(stage) if entry.expectation is not None]
    stage.expect(page.report.expectations.total == len(answers), "the answers are not all there")


def _in_period(stage: AppFixture) -> list[Entry]:
    period = stage.window.workspace.pages.insights.report.period
    entries = stage.entries_on_disk()
    return [entry for entry in entries if entry.is_done_act and period.covers(entry.date)]


def _check_counts(stage: AppFixture) -> None:
    report = stage.window.workspace.pages.insights.report
    done = _in_period(stage)
    both = [e for e in done if e.mood_before is not None and e.mood_after is not None]
    stage.expect(report.acts == len(done), "the page counts other acts than there are")
    stage.expect(report.overall.count == len(both), "a mood without its pair was counted")


def _check_groups(stage: AppFixture, dimension: Dimension) -> None:
    page = stage.window.workspace.pages.insights
    stage.expect(page.dimension.value is dimension, "the chart groups by something else")
    groups = page.report.groups[dimension]
    stage.expect(len(page.moods.table().rows) == len(groups) > 1, "the chart lacks a group")


PATTERNS: tuple[Step, ...] = (
    three_months,
    a_whole_year,
    by_place,
    by_response,
    as_a_table,
    and_the_weeks,
)
