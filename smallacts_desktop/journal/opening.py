"""What every journal is opened with: the acts that ship with the program."""

from smallacts_desktop.domain.acts import Catalogue, read_catalogue
from smallacts_desktop.resources import read_resource


def bundled_catalogue() -> Catalogue:
    """The acts that ship with the program."""
    return read_catalogue(read_resource("acts.toml"))
