"""Which day a key leads to in the heatmap."""

import calendar
from datetime import date, timedelta

from PySide6.QtCore import Qt

from smallacts_desktop.domain.heatmap import DAYS_IN_WEEK

_DAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_WEEKS = {Qt.Key.Key_Left: -DAYS_IN_WEEK, Qt.Key.Key_Right: DAYS_IN_WEEK}
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


def day_for_key(key: Qt.Key, day: date, ends: tuple[date, date], *, mirrored: bool) -> date | None:
    """Return the day a key leads to from ``day``, or None for a key that does not move.

    Never leaves ``ends``, the first and last day: an arrow that would stays where it is, a month
    stops at the end. ``mirrored`` swaps left and right.
    """
    first, last = ends
    if key is Qt.Key.Key_Home:
        return first
    if key is Qt.Key.Key_End:
        return last
    if key in _MONTHS:
        return min(last, max(first, _month_away(day, _MONTHS[key])))
    step = _DAYS.get(key) or _WEEKS.get(key, 0) * (-1 if mirrored else 1)
    if step == 0:
        return None
    target = day + timedelta(days=step)
    return target if first <= target <= last else day


def _month_away(day: date, step: int) -> date:
    month = day.month + step
    if not 1 <= month <= 12:
        return date(day.year, 1 if step < 0 else 12, 1 if step < 0 else 31)
    length = calendar.monthrange(day.year, month)[1]
    return day.replace(month=month, day=min(day.day, length))
