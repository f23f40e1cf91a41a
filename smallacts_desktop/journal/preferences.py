"""How the person likes to use the journal, and what "now" and "today" mean for them."""

from collections.abc import Iterable
from datetime import date, time
from typing import TYPE_CHECKING

from smallacts_desktop.clock import Clock
from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.domain.days import DEFAULT_DAY_START, Moment, moment_of
from smallacts_desktop.settings import Settings
from smallacts_desktop.storage.rows.store import PreferenceRows

if TYPE_CHECKING:
    from smallacts_desktop.domain.people import OwnContact
    from smallacts_desktop.domain.reminders import ReminderPlan


class Preferences:
    """The person's own preferences, kept inside the journal so that they are as private as it.

    A stored value that cannot be read counts as not set: a preference never stops the program.
    """

    def __init__(self, rows: PreferenceRows) -> None:
        self._rows = rows

    @property
    def day_start(self) -> time:
        """The wall-clock time at which a new day starts for the person."""
        try:
            return time.fromisoformat(self._rows.get("day_start") or "")
        except ValueError:
            return DEFAULT_DAY_START

    @day_start.setter
    def day_start(self, value: time) -> None:
        self._rows.set("day_start", value.strftime("%H:%M"))

    @property
    def size(self) -> ActSize:
        """The size of act the card offers."""
        stored = self._rows.get("size") or ""
        return ActSize(stored) if stored in list(ActSize) else ActSize.SMALLEST

    @size.setter
    def size(self, value: ActSize) -> None:
        self._rows.set("size", value.value)

    @property
    def places(self) -> frozenset[Place]:
        """The places they go to; acts of these come up more often. Empty: they did not say."""
        stored = (self._rows.get("places") or "").split(",")
        return frozenset(place for place in Place if place.value in stored)

    @places.setter
    def places(self, value: Iterable[Place]) -> None:
        self._rows.set("places", ",".join(sorted(place.value for place in value)))

    @property
    def own_contacts(self) -> "tuple[OwnContact, ...]":
        """Whom they would turn to in a crisis, in their order."""
        from smallacts_desktop.domain.people import contacts_in

        return contacts_in(self._rows.get("own_contacts") or "[]")

    @own_contacts.setter
    def own_contacts(self, value: "Iterable[OwnContact]") -> None:
        from smallacts_desktop.domain.people import contacts_text

        self._rows.set("own_contacts", contacts_text(value))

    @property
    def open_form(self) -> str:
        """Which half-written form was on the screen last; blank for none."""
        return self._rows.get("open_form") or ""

    @open_form.setter
    def open_form(self, value: str) -> None:
        self._rows.set("open_form", value)

    def close_form(self, form: str) -> None:
        """Note that ``form`` is not on the screen any more, if it was."""
        if form and form == self.open_form:
            self.open_form = ""

    def step_day(self, what: str, size: ActSize) -> date | None:
        """The day on which a step was ``offered``, ``put_off`` or ``accepted``."""
        try:
            return date.fromisoformat(self._rows.get(f"step.{what}.{size}") or "")
        except ValueError:
            return None

    def set_step_day(self, what: str, size: ActSize, day: date) -> None:
        """Remember the day on which a step was ``offered``, ``put_off`` or ``accepted``."""
        self._rows.set(f"step.{what}.{size}", day.isoformat())

    @property
    def closing_lines(self) -> list[tuple[str, str]]:
        """The ids of the entries kept last and of the lines that closed them, newest first."""
        pairs = (self._rows.get("closing_lines") or "").split()
        return [(entry, line) for entry, _, line in (pair.partition("=") for pair in pairs)]

    @closing_lines.setter
    def closing_lines(self, value: Iterable[tuple[str, str]]) -> None:
        self._rows.set("closing_lines", " ".join(f"{entry}={line}" for entry, line in value))

    def acts_let_go(self, day: date) -> frozenset[str]:
        """The acts let go on ``day``, by id: known until an act is let go on another day."""
        stored, *acts = (self._rows.get("let_go") or "").split(" ")
        return frozenset(acts) if stored == day.isoformat() else frozenset()

    def note_act_let_go(self, day: date, act_id: str) -> None:
        """Remember for ``day`` that an act was let go."""
        acts = sorted({*self.acts_let_go(day), act_id})
        self._rows.set("let_go", " ".join((day.isoformat(), *acts)))

    def act_asked_for(self, day: date) -> str:
        """The act that the person put on the card themselves on ``day``, by id; blank for none."""
        stored, _, act_id = (self._rows.get("asked_for") or "").partition(" ")
        return act_id if stored == day.isoformat() else ""

    def ask_for_act(self, day: date, act_id: str) -> None:
        """Remember which act the person put on the card on ``day``; blank once it is tried."""
        if act_id != self.act_asked_for(day):
            self._rows.set("asked_for", f"{day.isoformat()} {act_id}")


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


def plan_of(settings: Settings) -> "ReminderPlan":
    """When a reminder is wanted, by the settings."""
    from smallacts_desktop.domain.reminders import QuietHours, ReminderPlan

    return ReminderPlan(
        frozenset(settings.reminder_days),
        time.fromisoformat(settings.reminder_time),
        QuietHours(time.fromisoformat(settings.quiet_from), time.fromisoformat(settings.quiet_to)),
    )
