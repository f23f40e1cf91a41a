"""Looking back over a period."""

from smallacts_desktop.domain.insights import InsightsReport, report_of
from smallacts_desktop.domain.periods import Period, PeriodKind
from smallacts_desktop.journal.day_clock import DayClock
from smallacts_desktop.storage.rows.counts import TallyRows
from smallacts_desktop.storage.rows.store import Store


class InsightsReader:
    """Reads what a period shows: counts alone, so a journal of many years takes no pause.

    It belongs to the thread that opened the journal, or inside ``Journal.worker()`` to another.
    """

    def __init__(self, store: Store, day_clock: DayClock) -> None:
        self._rows = TallyRows(store.database)
        self._day_clock = day_clock

    def period(self, kind: PeriodKind) -> Period:
        """The period of this kind up to today. Raises ValueError for TWO_DATES."""
        return Period.ending(kind, self._day_clock.today())

    def read(
        self, period: Period, *, include_remembered: bool = True, week_start: int = 0
    ) -> InsightsReport:
        """What ``period`` shows.

        ``include_remembered`` false leaves out the moods of acts whose mood before was remembered
        afterwards. ``week_start`` is the weekday that starts a week, 0 for Monday.
        """
        tallies = self._rows.tallies(period, remembered=include_remembered, week_start=week_start)
        return report_of(
            tallies,
            period,
            self._day_clock.today(),
            include_remembered=include_remembered,
            week_start=week_start,
        )
