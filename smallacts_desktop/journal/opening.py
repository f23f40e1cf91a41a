"""Opening a person's journal: the file, the clock, chance and the acts, put together once."""

import random

from smallacts_desktop.clock import Clock, SystemClock
from smallacts_desktop.domain.acts import Catalogue, read_catalogue
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.paths import Paths
from smallacts_desktop.resources import read_resource
from smallacts_desktop.storage.store import Store


def bundled_catalogue() -> Catalogue:
    """The acts that ship with the program."""
    return read_catalogue(read_resource("acts.toml"))


def open_journal(
    paths: Paths, clock: Clock | None = None, rng: random.Random | None = None
) -> Journal:
    """Open the journal of a data folder, made and migrated where that is needed.

    Time and chance are the system's own, unless others are given. Raises a JournalError; then the
    file is as it was.
    """
    store = Store.open(paths.journal)
    return Journal(store, clock or SystemClock(), bundled_catalogue(), rng)
