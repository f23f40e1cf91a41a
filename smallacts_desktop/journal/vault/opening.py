"""What every journal is opened with: the acts that ship with the program."""

import functools

from smallacts_desktop.domain.acts import Catalogue, read_catalogue
from smallacts_desktop.paths import read_resource


@functools.cache
def bundled_catalogue() -> Catalogue:
    """The acts that ship with the program, read once: a journal may be locked and opened often."""
    return read_catalogue(read_resource("acts.toml"))
