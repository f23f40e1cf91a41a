"""The tables of the newest schema, as far as their rows are read and written column by column.

They create nothing: the schema, with its rules, is the SQL in ``migrations``. Columns that SQLite
fills in by itself, such as the number of an entry, are not named here.
"""

from smallacts_desktop.storage.file.checksums import Shape

ENTRIES = Shape(
    "entries",
    (
        "id", "kind", "date", "time", "utc_offset", "written_at", "act", "act_id", "size", "place",
        "person", "outcome", "barrier", "mood_before", "mood_before_recorded", "mood_after",
        "response", "expectation", "private", "deleted_at", "note",
    ),
)  # fmt: skip
# The one act that waits, in the row with id 1.
PENDING = Shape(
    "pending",
    (
        "id", "act_id", "title", "hint", "size", "place", "mood_before", "started_at",
        "started_day", "started_time", "utc_offset",
    ),
)  # fmt: skip
# A half-written form; ``answers`` is JSON.
DRAFTS = Shape("drafts", ("form", "answers", "saved_at"))
# An act that was shown as a day's act; the highest ``id`` is the latest.
OFFERS = Shape("offers", ("id", "day", "size", "act_id", "offered_at"))
# What the person marked on an act, their own or the catalogue's.
ACT_MARKS = Shape("act_marks", ("act_id", "favourite", "hidden"))
# An act that the person made up; ``places`` are codes with spaces between.
OWN_ACTS = Shape(
    "own_acts",
    ("id", "size", "title", "hint", "places", "little_energy", "created_at", "removed_at"),
)
# A choice that belongs to the journal rather than to the computer.
PREFERENCES = Shape("preferences", ("key", "value"))
SHARES = Shape(
    "shares",
    (
        "number", "shared_at", "day", "way", "preset", "first", "last", "included", "target",
        "rows", "withheld",
    ),
)  # fmt: skip
# An unreadable row, as JSON, that had to leave its place for another.
KEPT_ASIDE = Shape("kept_aside", ("number", "origin", "contents"))

EVERY_TABLE = (
    ENTRIES, PENDING, DRAFTS, OFFERS, ACT_MARKS, OWN_ACTS, PREFERENCES, SHARES, KEPT_ASIDE,
)  # fmt: skip
