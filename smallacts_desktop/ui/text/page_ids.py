"""The ids of the items on the rail, in its order; an id is no text that people read."""

TODAY, CALENDAR, JOURNAL, INSIGHTS, ACTS, SHARE, SETTINGS, HELP, LOCK = (
    "today", "calendar", "journal", "insights", "acts", "share", "settings", "help", "lock",
)  # fmt: skip
# Those that stand for a page, each with a key of its own.
PAGES = (TODAY, CALENDAR, JOURNAL, INSIGHTS, ACTS, SHARE, SETTINGS)
