"""The first schema: entries, the waiting act, drafts, offers, marks and preferences.

Days are ``YYYY-MM-DD``, times ``HH:MM``, instants ISO 8601 in UTC: text that sorts as time does.
Codes are those of the CSV file. In ``entries`` the note comes last, so that reading the columns
before it never touches the pages of a long one. The indexes of ``entries`` hold ``deleted_at``,
always NULL there, because SQLite would otherwise look into the table for it.
"""

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE entries (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
        kind TEXT NOT NULL CHECK (kind IN ('act', 'note')),
        date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        time TEXT CHECK (time GLOB '[0-2][0-9]:[0-5][0-9]'),
        utc_offset INTEGER CHECK (utc_offset BETWEEN -1439 AND 1439),
        written_at TEXT NOT NULL CHECK (written_at GLOB '????-??-??T??:??:??*+00:00'),
        act TEXT NOT NULL,
        act_id TEXT,
        size TEXT CHECK (size IN ('smallest', 'smaller', 'small')),
        place TEXT NOT NULL,
        person TEXT NOT NULL,
        outcome TEXT CHECK (outcome IN ('done', 'not_this_time')),
        barrier TEXT CHECK (barrier IN (
            'tired', 'anxious', 'nobody_there', 'no_time', 'forgot', 'changed_mind', 'other'
        )),
        mood_before INTEGER CHECK (mood_before BETWEEN 0 AND 10),
        mood_before_recorded TEXT CHECK (mood_before_recorded IN ('before', 'afterwards')),
        mood_after INTEGER CHECK (mood_after BETWEEN 0 AND 10),
        response TEXT CHECK (response IN ('warm', 'a_little', 'none_noticed', 'not_sure')),
        expectation TEXT CHECK (expectation IN (
            'much_easier', 'easier', 'same', 'harder', 'much_harder'
        )),
        private INTEGER NOT NULL CHECK (private IN (0, 1)),
        deleted_at TEXT,
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE INDEX entries_in_file_order ON entries (date, time, written_at, id, deleted_at)
        WHERE deleted_at IS NULL
    """,
    "CREATE INDEX entries_by_place ON entries (place, deleted_at) WHERE deleted_at IS NULL",
    """
    CREATE INDEX entries_by_person ON entries (person, date, time, written_at, deleted_at)
        WHERE deleted_at IS NULL
    """,
    """
    CREATE TABLE pending (
        id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
        act_id TEXT NOT NULL,
        title TEXT NOT NULL,
        hint TEXT NOT NULL,
        size TEXT NOT NULL CHECK (size IN ('smallest', 'smaller', 'small')),
        place TEXT NOT NULL,
        mood_before INTEGER CHECK (mood_before BETWEEN 0 AND 10),
        started_at TEXT NOT NULL,
        started_day TEXT NOT NULL,
        started_time TEXT NOT NULL,
        utc_offset INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE drafts (
        form TEXT NOT NULL PRIMARY KEY,
        answers TEXT NOT NULL,
        saved_at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE offers (
        id INTEGER NOT NULL PRIMARY KEY,
        day TEXT NOT NULL,
        size TEXT NOT NULL CHECK (size IN ('smallest', 'smaller', 'small')),
        act_id TEXT NOT NULL,
        offered_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX offers_by_size ON offers (size, id)",
    "CREATE INDEX offers_by_day ON offers (day, size, id)",
    """
    CREATE TABLE act_marks (
        act_id TEXT NOT NULL PRIMARY KEY,
        favourite INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1)),
        hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))
    ) STRICT
    """,
    """
    CREATE TABLE preferences (
        key TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT
    """,
)
