"""Small Acts: a private journal of small acts of connection."""

__version__ = "0.5.2"
# The day of this version in the list of changes, year-month-day; a test compares the two.
__released__ = "2026-11-28"
