"""What "now" and "today" mean for one person."""

from datetime import date, time

from smallacts_desktop.clock import Clock
from smallacts_desktop.domain.days import Moment, moment_of
from smallacts_desktop.journal.preferences import Preferences


class DayClock:
    """The injected clock, read through the person's own "my day starts at"."""

    def __init__(self, clock: Clock, preferences: Preferences) -> None:
        self._clock = clock
        self._preferences = preferences

    @property
    def day_start(self) -> time:
        """When the person's day starts."""
        return self._preferences.day_start

    def moment(self) -> Moment:
        """Now, as an entry would keep it."""
        return moment_of(self._clock.now(), self._preferences.day_start)

    def today(self) -> date:
        """The person's current day."""
        return self.moment().day
