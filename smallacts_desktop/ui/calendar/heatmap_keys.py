"""Which day a key leads to in the calendar."""

import calendar
from datetime import date, timedelta

from PySide6.QtCore import Qt

from smallacts_desktop.domain.heatmap import DAYS_IN_WEEK

_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ACROSS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


def day_for_key(
    key: Qt.Key,
    day: date,
    reach: tuple[date, date],
    *,
    mirrored: bool,
    weeks_down: bool = False,
) -> date | None:
    """Return the day a key leads to from ``day``, or None for a key that does not move.

    Never leaves ``reach``, the first and last day: an arrow that would stays where it is, a month
    stops at the end. Home and End lead to the ends of the day's year. Days run down and weeks
    across, or the other way round with ``weeks_down``; ``mirrored`` swaps left and right.
    """
    first, last = reach
    if key is Qt.Key.Key_Home:
        return max(first, date(day.year, 1, 1))
    if key is Qt.Key.Key_End:
        return min(last, date(day.year, 12, 31))
    if key in _MONTHS:
        return min(last, max(first, month_away(day, _MONTHS[key])))
    down, across = (DAYS_IN_WEEK, 1) if weeks_down else (1, DAYS_IN_WEEK)
    step = _DOWN.get(key, 0) * down + _ACROSS.get(key, 0) * across * (-1 if mirrored else 1)
    if step == 0:
        return None
    target = day + timedelta(days=step)
    return target if first <= target <= last else day


def month_away(day: date, step: int) -> date:
    """Return the same day ``step`` months away, or that month's last where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
    length = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, length))
