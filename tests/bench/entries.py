"""Made-up entries, as many as asked for, the same every time, in a CSV file."""

import csv
import random
import uuid
from datetime import date, timedelta
from pathlib import Path

from smallacts_desktop.domain.disclosure import Column

A_DAY = 6
# Six entries a day make 200,000 of them 91 years; nothing before 1900 is taken.
LAST_DAY = date(2026, 11, 22)
_SEED = 20_000
_WORDS = [
    "a neighbour held the door",
    "it felt lighter than I had thought",
    "nobody there",
    "rain at the bus stop",
    "the man with the spaniel nodded back",
    "we spoke about her tomatoes",
]
_ACTS = {
    "smallest": "Smile at one person",
    "smaller": "Say hello at the door",
    "small": "Ask how the day has been",
}
_PLACES = ("street", "shops", "park", "work_study", "home")
_PEOPLE = ("", "", "", "spaniel man", "neighbour", "cashier")
_RESPONSES = ("", "warm", "a_little", "none_noticed", "not_sure")
_BARRIERS = ("", "tired", "anxious", "nobody_there")


def write_entries(file: Path, count: int) -> None:
    """Write a full export of so many entries, the latest on ``LAST_DAY``."""
    made = random.Random(_SEED)
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, [column.value for column in Column], restval="")
        writer.writeheader()
        for number in range(count):
            day, of_day = divmod(count - 1 - number, A_DAY)
            moment = f"{21 - 3 * of_day:02}:{made.randrange(60):02}"
            written_on = LAST_DAY - timedelta(days=day)
            writer.writerow(_row(made, written_on.isoformat(), moment))


def _row(made: random.Random, day: str, moment: str) -> dict[str, object]:
    size = made.choice(list(_ACTS))
    done = made.random() < 0.8
    before, after = made.randrange(11), made.randrange(11)
    words = ", ".join(made.choices(_WORDS, k=made.randrange(1, 7))) if made.random() < 0.7 else ""
    row = {
        Column.ENTRY_ID: uuid.UUID(int=made.getrandbits(128), version=4),
        Column.DATE: day,
        Column.TIME: moment,
        Column.UTC_OFFSET: "+00:00",
        Column.WRITTEN_AT: f"{day}T{moment}:00Z",
        Column.KIND: "act",
        Column.ACT: _ACTS[size],
        Column.SIZE: size,
        Column.PLACE: made.choice(_PLACES),
        Column.PERSON: made.choice(_PEOPLE),
        Column.OUTCOME: "done" if done else "not_this_time",
        Column.BARRIER: "" if done else made.choice(_BARRIERS),
        Column.MOOD_BEFORE: before,
        Column.MOOD_BEFORE_RECORDED: "before",
        Column.MOOD_AFTER: after if done else "",
        Column.MOOD_CHANGE: after - before if done else "",
        Column.RESPONSE: made.choice(_RESPONSES) if done else "",
        Column.NOTE: words,
        Column.PRIVATE: "no",
    }
    return {column.value: value for column, value in row.items()}
