"""Small Acts: a private journal of small acts of connection.

Modules here are leaves that anyone may import, the start and the demo; the rest is in folders.
"""

__version__ = "0.6.0"
# The day of this version in the list of changes, year-month-day; a test compares the two.
__released__ = "2026-11-29"
