"""Settings: in force at once, and still there the next time."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from smallacts_desktop.settings import Settings
from smallacts_desktop.tokens import DARK, LIGHT
from smallacts_desktop.ui.kit.choice_chips import ChoiceChips
from smallacts_desktop.ui.shell.about import AboutDialog
from smallacts_desktop.ui.text import words
from tests.ui.app_fixture import AppFixture


def go(room: AppFixture) -> None:
    """Go to the page."""
    room.window.show()
    room.click("Settings")


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("Dark", Settings(theme="dark")),
        ("High contrast", Settings(theme="high_contrast")),
        ("150 %", Settings(text_scale=1.5)),
        ("Marks on the calendar, as well as colours", Settings(marks_on_calendar=True)),
        ("No movement on the screen", Settings(reduced_motion=True)),
        ("Saturday", Settings(week_start=5)),
    ],
)
def test_a_choice_is_saved_at_once(room: AppFixture, choice: str, expected: Settings) -> None:
    """There is no button to forget: the file holds it before the page is left."""
    expected = replace(expected, journal_made=True)
    go(room)
    room.click(choice)
    assert room.saved_settings() == expected
    assert room.window.settings.current == expected


def test_a_look_is_worn_at_once(room: AppFixture) -> None:
    """Colours and text size change while the person looks on."""
    go(room)
    room.click("Light")
    assert room.theme.tokens == LIGHT
    room.click("Dark")
    assert room.theme.tokens == DARK
    room.click("200 %")
    assert room.theme.scale == 2.0
    room.click("100 %")
    assert room.theme.scale == 1.0


def test_choices_show_in_the_next_window(room: AppFixture) -> None:
    """The page shows what is in force."""
    go(room)
    room.click("Dark")
    room.click("2:00" if _says(room, "2:00") else "02:00")
    room.restart()
    go(room)
    page = room.window.workspace.pages.settings
    assert page.looks.look.value == "dark"
    assert page.days.day_start.value == time(2)


def test_another_start_of_day_is_in_force_at_once(room: AppFixture) -> None:
    """At half past two at night it is the next day for someone whose day starts at two."""
    room.clock.at = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
    go(room)
    assert room.journal.today() == date(2026, 11, 22)
    room.click("2:00" if _says(room, "2:00") else "02:00")
    assert room.journal.today() == date(2026, 11, 23)
    room.window.workspace.notice_new_day()
    room.click("Today")
    assert room.sees("Monday 23 November")


def test_a_choice_cannot_be_left_empty(room: AppFixture) -> None:
    """A second click on the chosen one keeps it."""
    go(room)
    room.click("Dark")
    room.click("Dark")
    assert room.window.workspace.pages.settings.looks.look.value == "dark"
    assert all(chips.value is not None for chips in _chips(room))


def test_where_the_journal_is_can_be_read(room: AppFixture) -> None:
    """The folder's whole path, and what this program is."""
    go(room)
    assert room.sees(words.breakable(room.paths.data))
    assert room.sees("sends nothing anywhere")


def test_settings_that_cannot_be_saved_are_told(room: AppFixture) -> None:
    """The choice is in force all the same, and one sentence says that it was not kept."""
    go(room)
    room.paths.settings.unlink(missing_ok=True)
    room.paths.settings.mkdir()
    room.click("Dark")
    assert room.theme.tokens == DARK
    assert "could not be saved" in room.window.workspace.message_bar.text
    room.paths.settings.rmdir()


def _says(room: AppFixture, text: str) -> bool:
    return any(
        chip.text() == text for chip in room.window.workspace.pages.settings.days.day_start.chips
    )


def _chips(room: AppFixture) -> list[ChoiceChips[object]]:
    return room.window.workspace.pages.settings.findChildren(ChoiceChips)


def test_more_about_the_program_is_one_press_away(room: AppFixture) -> None:
    """By keyboard; it opens before the window, and knows where this journal is."""
    go(room)
    room.press("More about Small Acts…")
    (dialog,) = room.window.findChildren(AboutDialog)
    assert dialog.isVisible()
    assert dialog.places[0].where.text().replace("\u200b", "") == str(room.paths.data)
