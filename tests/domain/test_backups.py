"""Which snapshots are kept for how long, whatever the clock does."""

from collections.abc import Callable, Hashable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallacts_desktop.domain.backups import (
    DAYS,
    MONTHS,
    WEEKS,
    Snapshot,
    SnapshotKind,
    superfluous,
)


def wall(*parts: int) -> datetime:
    """A time on the person's wall, which has no zone."""
    return datetime(*parts, tzinfo=UTC).replace(tzinfo=None)  # type: ignore[misc,arg-type]


NOW = wall(2026, 5, 14, 9, 30)
PERIODS: list[tuple[int, Callable[[datetime], Hashable]]] = [
    (DAYS, lambda moment: moment.date()),
    (WEEKS, lambda moment: moment.isocalendar()[:2]),
    (MONTHS, lambda moment: (moment.year, moment.month)),
]


def snapshot(moment: datetime, kind: SnapshotKind = SnapshotKind.ROUTINE) -> Snapshot:
    """A snapshot of this moment."""
    return Snapshot(Path(f"small-acts-{moment:%Y-%m-%d-%H%M%S}.smallacts"), moment, kind, 1, False)


MOMENTS = st.datetimes(wall(2024, 1, 1), wall(2028, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)
SNAPSHOTS = st.lists(
    st.builds(snapshot, MOMENTS, st.sampled_from(SnapshotKind)),
    max_size=60,
    unique_by=lambda item: item.taken_at,
)


@given(SNAPSHOTS, MOMENTS)
def test_the_newest_of_each_day_week_and_month_is_kept(
    snapshots: list[Snapshot], now: datetime
) -> None:
    """7 days, 4 weeks and 12 months that have any, each by its newest snapshot."""
    gone = superfluous(snapshots, now)
    past = [item for item in snapshots if item.taken_at <= now]
    for number, period_of in PERIODS:
        newest: dict[Hashable, Snapshot] = {}
        for item in sorted(past, key=lambda item: item.taken_at):
            newest[period_of(item.taken_at)] = item
        latest = sorted(newest.values(), key=lambda item: item.taken_at)[-number:]
        assert not [item for item in latest if item in gone]


@given(SNAPSHOTS, MOMENTS)
def test_what_is_dated_later_than_now_is_never_removed(
    snapshots: list[Snapshot], now: datetime
) -> None:
    """A clock that was set back years makes nothing disappear."""
    assert all(item.taken_at <= now for item in superfluous(snapshots, now))


@given(SNAPSHOTS, MOMENTS)
def test_the_newest_of_all_is_kept(snapshots: list[Snapshot], now: datetime) -> None:
    """Whenever there was a snapshot there still is one."""
    gone = superfluous(snapshots, now)
    if snapshots:
        assert max(snapshots, key=lambda item: item.taken_at) not in gone


@given(SNAPSHOTS, MOMENTS)
def test_what_was_kept_is_kept_again(snapshots: list[Snapshot], now: datetime) -> None:
    """Looking twice removes no more than looking once."""
    gone = superfluous(snapshots, now)
    assert superfluous([item for item in snapshots if item not in gone], now) == []


@given(SNAPSHOTS, MOMENTS)
def test_the_rest_goes(snapshots: list[Snapshot], now: datetime) -> None:
    """Of the routine ones older than a day no more stay than there are periods."""
    gone = superfluous(snapshots, now)
    routine = [
        item
        for item in snapshots
        if item.kind is SnapshotKind.ROUTINE
        and item.taken_at < now - timedelta(days=1)
        and item not in gone
    ]
    assert len(routine) <= DAYS + WEEKS + MONTHS


@pytest.mark.parametrize(
    ("kind", "days", "stays"),
    [
        (SnapshotKind.ROUTINE, 0, True),
        (SnapshotKind.ROUTINE, 6, False),
        (SnapshotKind.BEFORE_UPDATE, 6, True),
        (SnapshotKind.BEFORE_UPDATE, 8, False),
        (SnapshotKind.ARCHIVED, 300, True),
        (SnapshotKind.ARCHIVED, 400, False),
    ],
)
def test_what_was_copied_before_a_step_is_kept_longer(
    kind: SnapshotKind, days: int, stays: bool
) -> None:
    """Even where the same day, week and month have later ones."""
    at = (NOW - timedelta(days=days)).replace(hour=1)
    special = snapshot(at, kind)
    others = [snapshot(NOW - timedelta(days=number)) for number in range(500)]
    assert (special not in superfluous([special, *others], NOW)) is stays


def test_an_hour_that_comes_twice_removes_nothing() -> None:
    """In autumn the wall's clock goes back, and the earlier snapshot looks like the later one."""
    first, second = wall(2026, 10, 25, 2, 50), wall(2026, 10, 25, 2, 10)
    assert superfluous([snapshot(first), snapshot(second)], second) == []
