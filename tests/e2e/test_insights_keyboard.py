"""Looking back at a real screen, by keyboard alone."""

from datetime import timedelta

import pytest

from smallacts_desktop.domain.days import PeriodKind
from smallacts_desktop.domain.groups import Dimension
from tests.e2e.person import Person
from tests.e2e.taking_in import import_entries, today

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]


def pasted(person: Person) -> list[list[str]]:
    """What is on the clipboard, as pasted into a note and kept; the program is on Insights."""
    program = person.program
    before = len(program.entries())
    person.key("ctrl+n")
    program.key("ctrl+v", "ctrl+Return")
    entries = program.wait_for_entries(before + 1)
    (note,) = [entry.note for entry in entries if "\t" in entry.note]
    return [line.split("\t") for line in note.splitlines()]


def test_periods_groups_and_tables_by_keyboard(person: Person) -> None:
    """The arrow keys choose period and groups; the menu copies the table, which is then pasted."""
    program = person.program
    import_entries(
        program,
        *(
            {
                "date": str(today() - timedelta(days=10 * n)),
                "act": "Waved",
                "size": "smallest",
                "place": "park" if n % 2 else "library",
                "mood_before": 4,
                "mood_after": 6 + n % 2,
            }
            for n in range(40)
        ),
    )
    person.open()
    person.go_to("insights")
    person.tab_to(person.pages.insights.period.bar.segments[1])
    person.key("Right", "Right")
    page = person.pages.insights
    assert page.period.bar.value is PeriodKind.ALL
    person.tab_to(person.pages.insights.dimension.chips[0])
    person.key("Right", "space")
    assert page.dimension.value is Dimension.PLACE
    person.tab_to(person.pages.insights.moods.more_button)
    before = program.display.still()
    person.key("space", "Down", "Return")
    assert page.moods.table_view.isVisible()
    assert program.display.still() != before
    person.tab_to(person.pages.insights.moods.more_button)
    person.key("space", "Down", "Down", "Return")
    head, *rows = pasted(person)
    assert head[:5] == ["Place", "Acts", "Middle before", "Middle after", "Middle change"]
    # A sign in front is kept from being read as a formula, or is plain enough to be left.
    told = {name: (count, b, a, c.lstrip("'+")) for name, count, b, a, c, *_ in rows}
    assert told == {"Library": ("20", "4", "6", "2"), "Park": ("20", "4", "7", "3")}
    program.close()
