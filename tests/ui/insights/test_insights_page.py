"""Looking back: the numbers on the page are the journal’s, and nothing is claimed of too few."""

from collections.abc import Sequence
from datetime import time, timedelta
from statistics import median

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.domain.days import PeriodKind
from smallacts_desktop.domain.entries import Entry, Expectation, MoodRecorded, Outcome, Response
from smallacts_desktop.domain.groups import Dimension
from smallacts_desktop.ui.insights.chart_view import ChartView
from smallacts_desktop.ui.insights.page import InsightsPage
from tests.domain.strategies import act_entry
from tests.ui.app_fixture import TODAY, AppFixture, day

TOO_FEW = "There are too few notes of mood here to show a pattern yet. That is fine."


def save_entries(app: AppFixture, entries: Sequence[Entry]) -> None:
    """Keep entries without the window."""
    app.journal.import_entries(entries, ())
    app.journal.announce_all_changed()


def acts(ages: Sequence[int], first: int = 1, **answers: object) -> list[Entry]:
    """Acts with both moods, one on each of the days so many days ago."""
    values: dict[str, object] = {
        "mood_before": 4,
        "mood_after": 6,
        "mood_before_recorded": MoodRecorded.BEFORE,
    }
    return [act_entry(day(age), first + n, **(values | answers)) for n, age in enumerate(ages)]


def go(app: AppFixture) -> InsightsPage:
    """Go to the page."""
    app.window.workspace.show_page("insights")
    QApplication.processEvents()
    return app.window.workspace.pages.insights


def choose(app: AppFixture, page: InsightsPage, kind: PeriodKind) -> None:
    """Click on a period."""
    segment = page.period.bar.segments[list(PeriodKind).index(kind)]
    app.qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def group_by(app: AppFixture, page: InsightsPage, dimension: Dimension) -> None:
    """Click on a way to group."""
    chip = page.dimension.chips[list(Dimension).index(dimension)]
    app.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)


def on_table(view: ChartView) -> list[tuple[str, ...]]:
    """What the table of a chart shows."""
    model = view.model
    return [
        tuple(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def test_an_empty_journal_says_what_will_be_here(app: AppFixture) -> None:
    """No chart and no number; a way to the card."""
    page = go(app)
    assert app.sees("Once there are a few entries, you can look back on them here.", page)
    assert not any(view.isVisible() for view in (page.moods, page.expected, page.weeks))
    assert not page.period.isVisible()
    app.click("Go to today’s card", page)
    assert app.window.workspace.stack.currentWidget() is app.window.workspace.pages.today


def test_nothing_pops_up(app: AppFixture) -> None:
    """Opening the page opens the page and nothing else, and leaves the card alone."""
    save_entries(app, acts(range(40)))
    app.window.workspace.show_page("today")
    before = {widget for widget in QApplication.topLevelWidgets() if widget.isVisible()}
    go(app)
    choose(app, app.window.workspace.pages.insights, PeriodKind.ALL)
    assert {widget for widget in QApplication.topLevelWidgets() if widget.isVisible()} == before
    assert app.window.workspace.message_bar.text == ""


def test_the_numbers_are_those_of_the_entries(app: AppFixture) -> None:
    """Medians, halves and counts, worked out here by hand from the same entries."""
    befores, afters = [2, 3, 4, 4, 5, 7], [3, 5, 4, 8, 6, 9]
    save_entries(
        app,
        [
            act_entry(
                day(n),
                n + 1,
                mood_before=befores[n],
                mood_after=afters[n],
                mood_before_recorded=MoodRecorded.BEFORE,
            )
            for n in range(6)
        ],
    )
    page = go(app)
    name, count, before, after, change, *_ = on_table(page.moods)[0]
    assert (name, count) == ("Smallest", "6")
    assert float(before) == median(befores)
    assert float(after) == median(afters)
    changes = [new - old for old, new in zip(befores, afters, strict=True)]
    assert float(change) == median(changes)
    assert app.sees("From 6 acts with both moods noted, in the last 3 months.", page)
    assert page.report == app.journal.insights.read(page.period.period())


@pytest.mark.parametrize("count", [1, 4])
def test_nothing_is_stated_about_fewer_than_five(app: AppFixture, count: int) -> None:
    """The count is told, no middle, no pattern and no share."""
    save_entries(app, acts(range(count), expectation=Expectation.EASIER, response=Response.WARM))
    page = go(app)
    for dimension in Dimension:
        group_by(app, page, dimension)
        (row,) = on_table(page.moods)
        assert row[1:] == (str(count), "too few to show yet", "", "", "", "", "")
    assert app.sees(TOO_FEW, page)
    assert on_table(page.expected) == []
    assert app.sees(f"There are too few answers to show here yet ({count}).", page)


def test_fewer_than_ten_are_early_days(app: AppFixture) -> None:
    """From five on there are numbers, and until ten they are marked."""
    save_entries(app, acts(range(9)))
    page = go(app)
    assert "early days" in page.moods.accessibleName()
    assert app.sees("early days", page)
    save_entries(app, acts([9], first=10))
    go(app)
    assert "early days" not in page.moods.accessibleName()


def test_a_mood_without_its_pair_is_not_counted(app: AppFixture) -> None:
    """One side is no change; nor is an act that was not done."""
    save_entries(app, acts(range(5)))
    save_entries(app, acts([5, 6], first=10, mood_after=None))
    save_entries(app, acts([7, 8], first=20, mood_before=None, mood_before_recorded=None))
    save_entries(app, acts([9], first=30, outcome=Outcome.NOT_THIS_TIME))
    page = go(app)
    assert on_table(page.moods)[0][:4] == ("Smallest", "5", "4", "6")
    assert app.sees("From 5 acts with both moods noted", page)
    assert page.report.acts == 9


def test_remembered_moods_can_be_left_out(app: AppFixture) -> None:
    """The counts change, the page says how many are left out, and a second click takes it back."""
    save_entries(app, acts(range(6)))
    save_entries(
        app,
        acts(range(6, 10), first=20, mood_before=0, mood_before_recorded=MoodRecorded.AFTERWARDS),
    )
    page = go(app)
    assert on_table(page.moods)[0][1] == "10"
    box = page.without_remembered
    app.qtbot.keyClick(box, Qt.Key.Key_Space)
    assert on_table(page.moods)[0][1:3] == ("6", "4")
    assert app.sees("4 more are left out: their mood before was remembered afterwards.", page)
    app.qtbot.keyClick(box, Qt.Key.Key_Space)
    assert on_table(page.moods)[0][1] == "10"


def test_periods_count_back_from_today(app: AppFixture) -> None:
    """Four weeks are 28 days with today; all is all."""
    ages = [0, 27, 28, 80, 200, 364, 400, 3000]
    save_entries(app, acts(ages))
    page = go(app)
    counted = {}
    for kind in (PeriodKind.FOUR_WEEKS, PeriodKind.YEAR, PeriodKind.ALL, PeriodKind.THREE_MONTHS):
        choose(app, page, kind)
        counted[kind] = page.report.acts
    assert counted == {
        PeriodKind.FOUR_WEEKS: 2,
        PeriodKind.THREE_MONTHS: 4,
        PeriodKind.YEAR: 6,
        PeriodKind.ALL: 8,
    }


def test_two_dates_are_both_included(app: AppFixture) -> None:
    """And may be given in either order; the fields are there when they are asked for."""
    save_entries(app, acts(range(60)))
    page = go(app)
    assert not page.period.span.first.isVisible()
    choose(app, page, PeriodKind.TWO_DATES)
    assert page.period.span.first.isVisible()
    assert page.report.acts == 60
    page.period.span.first.setDate(QDate(2026, 11, 10))
    page.period.span.last.setDate(QDate(2026, 11, 14))
    assert page.report.acts == 5
    assert app.sees("from 10 Nov 2026 to 14 Nov 2026", page)
    page.period.span.first.setDate(QDate(2026, 11, 20))
    assert page.report.acts == 7


def test_the_table_shows_what_the_chart_draws(app: AppFixture) -> None:
    """For every way to group, for the answers and for the weeks; each act is in one row."""
    for n, size in enumerate(ActSize):
        save_entries(
            app,
            acts(
                range(n, 30, 3),
                first=100 * n + 1,
                size=size,
                place=list(Place)[n],
                response=list(Response)[n],
                expectation=list(Expectation)[n],
                time=time(6 + 6 * n),
            ),
        )
    page = go(app)
    for view in (page.moods, page.expected, page.weeks):
        view.show_table(True)
        assert view.table_view.isVisible()
        assert not view.canvas.isVisible()
    for dimension in Dimension:
        group_by(app, page, dimension)
        assert on_table(page.moods) == list(page.moods.table().rows)
        assert [int(row[1]) for row in on_table(page.moods)] == [10, 10, 10]
    assert sum(int(row[1]) for row in on_table(page.expected)) == 30
    assert sum(int(row[1]) for row in on_table(page.weeks)) == 30


def test_a_chart_is_copied_as_a_table(app: AppFixture) -> None:
    """Lines with tabs, as spreadsheets take them; the window says that it is done."""
    save_entries(app, acts(range(12)))
    page = go(app)
    page.moods.copy_action.trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Size\tActs\tMiddle before")
    assert lines[1].startswith("Smallest\t12\t4\t6\t")
    assert app.window.workspace.message_bar.text == "Copied as a table."


def test_the_menu_opens_by_key(app: AppFixture) -> None:
    """The quiet button answers to Space; the arrow keys and Enter choose the table."""
    save_entries(app, acts(range(12)))
    page = go(app)
    page.moods.more_button.setFocus(Qt.FocusReason.TabFocusReason)
    app.qtbot.keyClick(page.moods.more_button, Qt.Key.Key_Space)
    QApplication.processEvents()
    menu = page.moods.menu
    assert QApplication.activePopupWidget() is menu
    app.qtbot.keyClick(menu, Qt.Key.Key_Down)
    app.qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert page.moods.table_view.isVisible()


def test_the_page_follows_the_journal(app: AppFixture) -> None:
    """What was kept, deleted or brought back elsewhere counts when the page is seen again."""
    save_entries(app, acts(range(6)))
    page = go(app)
    assert page.report.acts == 6
    entry = app.entry("Smiled", mood_before=1, mood_after=2)
    assert page.report.acts == 7
    app.window.workspace.show_page("today")
    app.journal.delete(entry.id)
    go(app)
    assert page.report.acts == 6


def test_a_new_day_moves_the_period(app: AppFixture) -> None:
    """A page that stays open overnight counts back from the new day."""
    save_entries(app, acts([27, 0]))
    page = go(app)
    choose(app, page, PeriodKind.FOUR_WEEKS)
    assert page.report.acts == 2
    app.clock.at += timedelta(days=1)
    app.window.workspace.notice_new_day()
    assert page.report.acts == 1
    assert page.report.period.last == TODAY + timedelta(days=1)


def test_a_hard_stretch_is_said_plainly(app: AppFixture) -> None:
    """Once, with its count, and without a word of blame."""
    save_entries(app, acts(range(12), mood_before=6, mood_after=3))
    page = go(app)
    assert app.sees("In this time your mood was lower after at least half of your acts", page)
    assert app.sees("Some times are harder than others.", page)
    assert app.sees("Patterns in your own notes, not proof of cause.", page)


def test_a_place_with_signs_stays_plain(app: AppFixture) -> None:
    """What the person wrote is never read as mark-up."""
    save_entries(app, acts(range(12), place="<b>&home</b>", mood_after=8))
    save_entries(app, acts(range(12), first=50, place=Place.PARK.value, mood_after=5))
    page = go(app)
    group_by(app, page, Dimension.PLACE)
    assert "<b>&home</b>" in {row[0] for row in on_table(page.moods)}
    assert app.sees("&lt;b&gt;&amp;home&lt;/b&gt;", page)
