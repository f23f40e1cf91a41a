from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smallacts_desktop.domain.heatmap import DaySummary, YearGrid
from smallacts_desktop.ui.calendar.heatmap_model import DayGridModel
from smallacts_desktop.ui.text.day_sentences import HeatmapMode

TODAY = date(2026, 11, 20)
DAY = date(2026, 11, 6)
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def model_of(
    *summaries: DaySummary,
    mode: HeatmapMode = HeatmapMode.ACTS,
    grid: YearGrid | None = None,
    today: date = TODAY,
) -> DayGridModel:
    """Return a model that shows these days."""
    model = DayGridModel()
    days = {summary.day: summary for summary in summaries}
    model.set_days(grid or YearGrid(2026), days, today, mode)
    return model


def sentence(model: DayGridModel, day: date = DAY) -> object:
    """Return what is read aloud for a day."""
    return model.data(model.index_of(day), SPOKEN)


@pytest.mark.parametrize(
    ("acts", "words"),
    [
        (0, "Friday 6 November 2026: no acts noted."),
        (1, "Friday 6 November 2026: 1 act."),
        (2, "Friday 6 November 2026: 2 acts."),
    ],
)
def test_a_day_says_how_many_acts_it_holds(acts: int, words: str) -> None:
    """The sentence counts in good English, and the tooltip says the same."""
    model = model_of(DaySummary(DAY, acts, 1))
    assert sentence(model) == words
    assert model.data(model.index_of(DAY), Qt.ItemDataRole.ToolTipRole) == words


def test_a_day_with_a_note_alone_is_as_quiet_as_a_day_without_entries() -> None:
    """No entry and no act look and read the same."""
    with_note, without = model_of(DaySummary(DAY, 0, 1)), model_of()
    assert sentence(with_note) == sentence(without)
    assert with_note.level_at(with_note.index_of(DAY)) == 0
    assert without.level_at(without.index_of(DAY)) == 0


@pytest.mark.parametrize(
    ("entries", "mood", "words"),
    [
        (1, None, "no mood noted."),
        (1, 6.0, "mood after 6, from 1 entry."),
        (2, 6.0, "mood after 6 on average, from 2 entries."),
        (3, 6.5, "mood after 6.5 on average, from 3 entries."),
    ],
)
def test_a_mood_names_what_it_rests_on(entries: int, mood: float | None, words: str) -> None:
    """A mean is called one, a single mood is not, and no mood is said to be none."""
    # Entries of the day that gave no mood are not counted.
    summary = DaySummary(DAY, 1, entries + 4, mood, mood_after_count=entries)
    model = model_of(summary, mode=HeatmapMode.MOOD_AFTER)
    assert sentence(model) == f"Friday 6 November 2026: {words}"


@pytest.mark.parametrize(
    ("change", "words", "level"),
    [
        (None, "no change in mood noted.", None),
        (-3.0, "mood fell by 3 on average, from 2 entries.", -2),
        (-0.5, "mood fell by 0.5 on average, from 2 entries.", -1),
        (0.0, "mood stayed the same on average, from 2 entries.", 0),
        (1.5, "mood rose by 1.5 on average, from 2 entries.", 1),
        (2.0, "mood rose by 2 on average, from 2 entries.", 2),
    ],
)
def test_a_change_of_mood_reads_as_it_looks(
    change: float | None, words: str, level: int | None
) -> None:
    """Whatever is said to fall, stay or rise has the level of that direction."""
    summary = DaySummary(DAY, 2, 5, None, change, mood_change_count=2)
    model = model_of(summary, mode=HeatmapMode.MOOD_CHANGE)
    assert sentence(model) == f"Friday 6 November 2026: {words}"
    assert model.level_at(model.index_of(DAY)) == level


def test_a_single_change_is_not_called_an_average() -> None:
    """One entry has a change, not a mean of changes, however many others the day holds."""
    summary = DaySummary(DAY, 1, 3, 6.0, 2.0, mood_after_count=2, mood_change_count=1)
    model = model_of(summary, mode=HeatmapMode.MOOD_CHANGE)
    assert sentence(model) == "Friday 6 November 2026: mood rose by 2, from 1 entry."


def test_no_mood_is_a_gap_and_the_lowest_mood_is_not() -> None:
    """A missing mood has no level; a mood of 0 has the lowest, which is not the quiet one."""
    gap = model_of(DaySummary(DAY, 2, 2, None), mode=HeatmapMode.MOOD_AFTER)
    low = model_of(DaySummary(DAY, 2, 2, 0.0), mode=HeatmapMode.MOOD_AFTER)
    assert gap.level_at(gap.index_of(DAY)) is None
    assert low.level_at(low.index_of(DAY)) == 1


def test_moods_from_0_to_10_never_fall_in_level_and_end_at_the_highest() -> None:
    """A better mood is never shown as a lower one."""
    levels = []
    for mood in range(11):
        model = model_of(DaySummary(DAY, 1, 1, float(mood)), mode=HeatmapMode.MOOD_AFTER)
        levels.append(model.level_at(model.index_of(DAY)))
    assert levels == [1, 1, 1, 2, 2, 3, 3, 3, 4, 4, 4]


def test_acts_have_levels_up_to_four_or_more() -> None:
    """Four acts and forty look the same."""
    levels = []
    for acts in (0, 1, 2, 3, 4, 40):
        model = model_of(DaySummary(DAY, acts, acts))
        levels.append(model.level_at(model.index_of(DAY)))
    assert levels == [0, 1, 2, 3, 4, 4]


def test_a_day_to_come_says_so_and_cannot_be_chosen() -> None:
    """Tomorrow is neither enabled nor selectable, and has no level; today is all of it."""
    model = model_of()
    tomorrow = model.index_of(TODAY + timedelta(days=1))
    today = model.index_of(TODAY)
    assert model.data(tomorrow, SPOKEN) == "Saturday 21 November 2026: still to come."
    assert model.flags(tomorrow) == Qt.ItemFlag.NoItemFlags
    assert model.level_at(tomorrow) is None
    assert model.flags(today) & Qt.ItemFlag.ItemIsSelectable
    assert model.level_at(today) == 0


def test_cells_outside_the_year_say_nothing_and_cannot_be_chosen() -> None:
    """2026 starts on a Thursday, so the first column begins with three empty cells."""
    model = model_of()
    before = model.index(2, 0)
    assert model.data(before, SPOKEN) is None
    assert model.day_at(before) is None
    assert model.flags(before) == Qt.ItemFlag.NoItemFlags
    assert model.day_at(model.index(3, 0)) == date(2026, 1, 1)


def test_a_year_still_to_come_has_no_day_to_choose() -> None:
    """Next year can be looked at and holds nothing to choose."""
    model = model_of(grid=YearGrid(2027))
    assert model.last_day is None
    assert not model.is_selectable(date(2027, 1, 1))


@pytest.mark.parametrize("week_start", [0, 5, 6])
@pytest.mark.parametrize("year", [2023, 2024, 2028])
def test_every_day_of_a_year_has_one_cell(year: int, week_start: int) -> None:
    """Leap years have 366 days, whichever weekday starts the week."""
    model = model_of(grid=YearGrid(year, week_start), today=date(2030, 1, 1))
    cells = [
        model.day_at(model.index(row, column))
        for column in range(model.columnCount())
        for row in range(model.rowCount())
    ]
    days = [day for day in cells if day is not None]
    length = 366 if year % 4 == 0 else 365
    assert days == [date(year, 1, 1) + timedelta(days=n) for n in range(length)]


def test_rows_are_named_after_the_weekday_that_starts_the_week() -> None:
    """With weeks from Sunday, the first row is Sunday's."""
    model = model_of(grid=YearGrid(2026, 6))
    names = [model.headerData(r, Qt.Orientation.Vertical, SPOKEN) for r in range(7)]
    assert names[:2] == ["Sunday", "Monday"]


def test_columns_are_named_after_their_first_day() -> None:
    """The first week of 2026 has four days, from Thursday on."""
    model = model_of()
    assert model.headerData(0, Qt.Orientation.Horizontal, SPOKEN) == "Week from Thursday 1 January"
    assert model.headerData(1, Qt.Orientation.Horizontal, SPOKEN) == "Week from Monday 5 January"


def test_new_numbers_for_the_same_year_do_not_reset_the_table(qtbot: QtBot) -> None:
    """A saved entry repaints cells and leaves the current one alone."""
    model = model_of()
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.set_days(YearGrid(2026), {DAY: DaySummary(DAY, 3, 3)}, TODAY, HeatmapMode.ACTS)
    assert model.level_at(model.index_of(DAY)) == 3
