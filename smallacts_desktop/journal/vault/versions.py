"""Which libraries the journal is kept with, for anyone who looks into a problem."""

from smallacts_desktop.storage.file.versions import database_versions


def library_versions() -> dict[str, str]:
    """The libraries by name, each with its version, such as ``SQLite`` and ``3.53.0``."""
    return database_versions()
