"""The one source of the current time, injected wherever time matters so that tests can set it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the current instant in the person's local zone."""

    def now(self) -> datetime:
        """An aware datetime whose offset is the person's at this instant."""


class SystemClock:
    """The computer's own clock and zone, read again at every call: people travel."""

    def now(self) -> datetime:
        """The current local time, aware."""
        return datetime.now(UTC).astimezone()


@dataclass(slots=True)
class FixedClock:
    """A clock that stands at ``at`` until it is set: for tests, the tour and the demonstration."""

    at: datetime

    def now(self) -> datetime:
        """The set time."""
        return self.at
