"""Sharing at a real screen, by keyboard alone."""

import csv
from datetime import timedelta

import pytest

from tests.e2e.display import until
from tests.e2e.person import Person
from tests.e2e.taking_in import import_entries, today

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]


def test_one_of_two_notes_is_shared(person: Person) -> None:
    """All days, with notes, one of them unticked, to a CSV; the private entry stays."""
    program = person.program
    rows = (
        {"act": "Waved", "note": "the heron stood still", "private": "no"},
        {"act": "Nodded", "note": "not for others", "private": "no"},
        {"act": "Smiled", "note": "mine", "private": "yes"},
    )
    days = (today() - timedelta(days=age) for age in (60, 2, 1))
    import_entries(
        program, *({"date": str(day), **row} for day, row in zip(days, rows, strict=True))
    )
    person.open()
    person.go_to("share")
    person.tab_to(person.pages.share.form.period.chips[0])
    person.key("Right", "Right", "Return")
    person.press("My notes")
    until(person.pages.share.form.notes.isVisible, "the notes can be ticked")
    # The program itself, which reads them in another thread, may be later than its mirror.
    program.display.still()
    # The newest note is the first.
    person.press(person.pages.share.form.notes.list)
    person.tab_to("Save CSV…")
    program.display.still()
    program.key("space")
    target = program.home / "for-dr-grey.csv"
    program.answer_file_dialog(target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        written = [(row["act"], row["note"]) for row in csv.DictReader(file)]
    assert written == [("Waved", "the heron stood still"), ("Nodded", "")]
    program.close()
