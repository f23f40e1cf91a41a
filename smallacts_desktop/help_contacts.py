"""Where to turn in a crisis: a short list that ships with the program and needs no network."""

import tomllib
from dataclasses import dataclass
from datetime import date

from smallacts_desktop.resources import read_resource


@dataclass(frozen=True, slots=True)
class HelpContact:
    """One place to turn to; ``call`` is what to dial or text."""

    name: str
    call: str
    about: str


@dataclass(frozen=True, slots=True)
class HelpContacts:
    """The contacts in the order in which to show them, and the day they were last checked."""

    checked: date
    contacts: tuple[HelpContact, ...]


def read_help_contacts() -> HelpContacts:
    """The list that ships with the program."""
    table = tomllib.loads(read_resource("help.toml"))
    return HelpContacts(
        checked=table["checked"],
        contacts=tuple(
            HelpContact(str(row["name"]), str(row["call"]), str(row["about"]))
            for row in table["contact"]
        ),
    )
