"""Which database libraries are in use."""

from contextlib import closing

from sqlcipher3 import dbapi2 as sqlite


def database_versions() -> dict[str, str]:
    """The libraries by name, each with its version."""
    with closing(sqlite.connect(":memory:")) as connection:
        (cipher,) = connection.execute("PRAGMA cipher_version").fetchone()
    return {"SQLite": sqlite.sqlite_version, "SQLCipher": str(cipher)}
