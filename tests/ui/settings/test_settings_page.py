"""Settings: in force at once, and still there the next time."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from smallacts_desktop.domain.acts import Place
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.settings import Settings
from smallacts_desktop.tokens import DARK, LIGHT
from smallacts_desktop.ui.kit.choice import ChoiceChips
from smallacts_desktop.ui.shell.about import AboutDialog
from smallacts_desktop.ui.text import words
from tests.ui.app_fixture import AppFixture


def go(app: AppFixture) -> None:
    """Go to the page."""
    app.window.show()
    app.click("Settings")


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
def test_a_choice_is_saved_at_once(app: AppFixture, choice: str, expected: Settings) -> None:
    """There is no button to forget: the file holds it before the page is left."""
    expected = replace(expected, journal_made=True)
    go(app)
    app.click(choice)
    assert app.saved_settings() == expected
    assert app.window.settings.current == expected


def test_a_theme_is_applied_at_once(app: AppFixture) -> None:
    """Colours and text size change while the person looks on."""
    go(app)
    app.click("Light")
    assert app.theme.tokens == LIGHT
    app.click("Dark")
    assert app.theme.tokens == DARK
    app.click("200 %")
    assert app.theme.scale == 2.0
    app.click("100 %")
    assert app.theme.scale == 1.0


def test_choices_show_in_the_next_window(app: AppFixture) -> None:
    """The page shows what is in force."""
    go(app)
    app.click("Dark")
    app.click("2:00" if _says(app, "2:00") else "02:00")
    app.restart()
    go(app)
    page = app.window.workspace.pages.settings
    assert page.looks.look.value == "dark"
    assert page.days.day_start.value == time(2)


def test_another_start_of_day_is_in_force_at_once(app: AppFixture) -> None:
    """At half past two at night it is the next day for someone whose day starts at two."""
    app.clock.at = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
    go(app)
    assert app.journal.today() == date(2026, 11, 22)
    app.click("2:00" if _says(app, "2:00") else "02:00")
    assert app.journal.today() == date(2026, 11, 23)
    app.window.workspace.notice_new_day()
    app.click("Today")
    assert app.sees("Monday 23 November")


def test_a_choice_cannot_be_left_empty(app: AppFixture) -> None:
    """A second click on the chosen one keeps it."""
    go(app)
    app.click("Dark")
    app.click("Dark")
    assert app.window.workspace.pages.settings.looks.look.value == "dark"
    assert all(chips.value is not None for chips in _chips(app))


def test_where_the_journal_is_can_be_read(app: AppFixture) -> None:
    """The folder's whole path, and what this program is."""
    go(app)
    assert app.sees(words.breakable(app.paths.data))
    assert app.sees("sends nothing anywhere")


def test_settings_that_cannot_be_saved_are_told(app: AppFixture) -> None:
    """The choice is in force all the same, and one sentence says that it was not kept."""
    go(app)
    app.paths.settings.unlink(missing_ok=True)
    app.paths.settings.mkdir()
    app.click("Dark")
    assert app.theme.tokens == DARK
    assert "could not be saved" in app.window.workspace.message_bar.text
    app.paths.settings.rmdir()


def test_acts_for_the_places_that_are_ticked_come_up_more_often(app: AppFixture) -> None:
    """From the next one on, as it says there; the act of today stays."""
    app.vault.lock()
    app.vault = Vault(app.paths, app.clock, random.Random(5), settings=app.settings)
    app.vault.open()

    def fitting() -> int:
        app.click("Today")
        shown = []
        for _ in range(60):
            app.click("Another idea")
            act = app.journal.card.act()
            assert act is not None
            assert app.sees(act.title)
            shown.append(act)
        return sum(not {Place.LIBRARY, Place.ANYWHERE}.isdisjoint(act.places) for act in shown)

    before, act = fitting(), app.journal.card.act()
    go(app)
    app.click("Library", app.window.workspace.pages.settings.places)
    assert app.sees("come up more often on the card, from the next one on")
    assert app.journal.card.act() == act
    assert fitting() > 1.5 * before > 0


def _says(app: AppFixture, text: str) -> bool:
    return any(
        chip.text() == text for chip in app.window.workspace.pages.settings.days.day_start.chips
    )


def _chips(app: AppFixture) -> list[ChoiceChips[object]]:
    return app.window.workspace.pages.settings.findChildren(ChoiceChips)


def test_more_about_the_program_is_one_press_away(app: AppFixture) -> None:
    """By keyboard; it opens before the window, and knows where this journal is."""
    go(app)
    app.press("More about Small Acts…")
    (dialog,) = app.window.findChildren(AboutDialog)
    assert dialog.isVisible()
    assert dialog.places[0].where.text().replace("\u200b", "") == str(app.paths.data)
