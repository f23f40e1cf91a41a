"""The third schema: what was shared, so that the person can look it up here and nowhere else.

``included`` holds names of columns with spaces between; ``first`` and ``last`` are NULL where the
range had no bound. ``target`` is blank for what went to a printer or to the clipboard.
"""

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE shares (
        number INTEGER NOT NULL PRIMARY KEY,
        shared_at TEXT NOT NULL CHECK (shared_at GLOB '????-??-??T??:??:??*+00:00'),
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        way TEXT NOT NULL CHECK (way IN ('csv', 'pdf', 'html', 'print', 'copy')),
        preset TEXT NOT NULL CHECK (preset IN ('full', 'worker')),
        first TEXT CHECK (first GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        last TEXT CHECK (last GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        included TEXT NOT NULL,
        target TEXT NOT NULL,
        rows INTEGER NOT NULL CHECK (rows >= 0),
        withheld INTEGER NOT NULL CHECK (withheld >= 0)
    ) STRICT
    """,
)
