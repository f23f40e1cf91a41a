"""What a made-up year shows: moods by size and place, as a chart and as a table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from smallacts_desktop.domain.days import PeriodKind
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.groups import Dimension
from smallacts_desktop.tour.app_fixture import AppFixture, Step


def three_months(app: AppFixture) -> None:
    """The last three months by size, and on how many acts the numbers rest."""
    app.go_to("insights")
    page = app.window.workspace.pages.insights
    app.expect(page.period.bar.value is PeriodKind.THREE_MONTHS, "another period is shown")
    _check_counts(app)


def a_whole_year(app: AppFixture) -> None:
    """A longer period by one click."""
    bar = app.window.workspace.pages.insights.period.bar
    app.click(bar.segments[list(PeriodKind).index(PeriodKind.YEAR)])
    app.expect(
        app.window.workspace.pages.insights.report.period.kind is PeriodKind.YEAR,
        "it did not change",
    )
    _check_counts(app)


def by_place(app: AppFixture) -> None:
    """The same acts by place."""
    page = app.window.workspace.pages.insights
    app.click(page.dimension.chips[list(Dimension).index(Dimension.PLACE)])
    _check_groups(app, Dimension.PLACE)


def by_response(app: AppFixture) -> None:
    """And by how people responded."""
    page = app.window.workspace.pages.insights
    app.click(page.dimension.chips[list(Dimension).index(Dimension.RESPONSE)])
    _check_groups(app, Dimension.RESPONSE)


def as_a_table(app: AppFixture) -> None:
    """The menu of the chart, by key: the same numbers as a table."""
    view = app.window.workspace.pages.insights.moods
    app.click(view.more_button)
    app.until(lambda: QApplication.activePopupWidget() is view.menu, "the menu did not open")
    app.press(Qt.Key.Key_Down)
    app.press(Qt.Key.Key_Return)
    app.until(view.table_view.isVisible, "there is no table")
    rows = view.table().rows
    shown = [
        tuple(view.model.index(row, column).data() for column in range(view.model.columnCount()))
        for row in range(view.model.rowCount())
    ]
    app.expect(shown == list(rows), "the table shows other numbers")


def and_the_weeks(app: AppFixture) -> None:
    """Further down: how it went against what was expected, the patterns, and the weeks."""
    page = app.window.workspace.pages.insights
    page.moods.show_table(False)
    app.settle()
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum())
    app.settle()
    acts = sum(week.acts for week in page.report.weeks)
    app.expect(acts == len(_in_period(app)), "the weeks do not hold every act")
    answers = [entry for entry in _in_period(app) if entry.expectation is not None]
    app.expect(page.report.expectations.total == len(answers), "the answers are not all there")


def _in_period(app: AppFixture) -> list[Entry]:
    period = app.window.workspace.pages.insights.report.period
    entries = app.entries_on_disk()
    return [entry for entry in entries if entry.is_done_act and period.covers(entry.date)]


def _check_counts(app: AppFixture) -> None:
    report = app.window.workspace.pages.insights.report
    done = _in_period(app)
    both = [e for e in done if e.mood_before is not None and e.mood_after is not None]
    app.expect(report.acts == len(done), "the page counts other acts than there are")
    app.expect(report.overall.count == len(both), "a mood without its pair was counted")


def _check_groups(app: AppFixture, dimension: Dimension) -> None:
    page = app.window.workspace.pages.insights
    app.expect(page.dimension.value is dimension, "the chart groups by something else")
    groups = page.report.groups[dimension]
    app.expect(len(page.moods.table().rows) == len(groups) > 1, "the chart lacks a group")


PATTERNS: tuple[Step, ...] = (
    three_months,
    a_whole_year,
    by_place,
    by_response,
    as_a_table,
    and_the_weeks,
)
