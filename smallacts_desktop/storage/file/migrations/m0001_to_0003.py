"""The first three schemas, in plain SQL alone.

Days are ``YYYY-MM-DD``, times ``HH:MM``, instants ISO 8601 in UTC: text that sorts as time does.
Codes are those of the CSV file. In ``entries`` the note comes last, so that reading the columns
before it never touches the pages of a long one. The indexes of ``entries`` hold ``deleted_at``,
always NULL there, because SQLite would otherwise look into the table for it.
"""

# What the table of entries has in both of its forms, but for what names a row.
_ENTRY = """kind TEXT NOT NULL CHECK (kind IN ('act', 'note')),
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
        note TEXT NOT NULL"""

# Entries, the waiting act, drafts, offers, marks and preferences.
FIRST: tuple[str, ...] = (
    f"""
    CREATE TABLE entries (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
        {_ENTRY}
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

# Full-text search, own acts, and indexes for looking back.
#
# entries gets an integer key of its own, number, because the search index names rows by it:
# the key SQLite makes up by itself may change whenever a file is compacted or copied.
#
# The search index holds no second copy of the texts. Triggers keep it in step with the view of
# what can be found: a deleted entry leaves the index at once, and secure-delete takes its words
# out of the index's own pages too.
#
# glued and unspaced mark the few entries in which the index cannot find every word, since
# their script has no spaces between words: there the texts themselves are looked through. They are
# stored, since checking the health of the file would otherwise work them all out again. The wide
# index answers every count and filter without a look at an entry, however long its note is.

# A little more than domain/folding.py calls unspaced, in few ranges: it is asked of every character
# that is written, and of an entry too many it costs a moment.
_UNSPACED = "\u0e00-\u109f\u1780-\u1b7f\u2600-\uabff\uf900-\U0010ffff"
_LETTER = "0-9A-Za-z\u00aa-\u0dff\u10a0-\u177f\u1e00-\u1fff\uac00-\ud7a3"
_TEXTS = "act || ' ' || note || ' ' || place || ' ' || person"
# In plain ASCII, as many bytes as characters, there is nothing to look for.
_IS_ASCII = f"octet_length({_TEXTS}) = length({_TEXTS})"

_COLUMNS = """
    id, kind, date, time, utc_offset, written_at, act, act_id, size, place, person, outcome,
    barrier, mood_before, mood_before_recorded, mood_after, response, expectation, private,
    deleted_at, note
"""

LOOKING_BACK: tuple[str, ...] = (
    f"""
    CREATE TABLE entries_anew (
        number INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
        {_ENTRY},
        has_note INTEGER NOT NULL GENERATED ALWAYS AS (note <> '') STORED,
        unspaced INTEGER NOT NULL GENERATED ALWAYS AS (
            NOT ({_IS_ASCII}) AND {_TEXTS} GLOB '*[{_UNSPACED}]*'
        ) STORED,
        glued INTEGER NOT NULL GENERATED ALWAYS AS (
            unspaced AND {_TEXTS} GLOB '*[{_UNSPACED}][{_LETTER}]*'
        ) STORED
    ) STRICT
    """,
    f"INSERT INTO entries_anew ({_COLUMNS}) SELECT {_COLUMNS} FROM entries ORDER BY rowid",  # noqa: S608 - nothing but names of columns
    "DROP TABLE entries",
    "ALTER TABLE entries_anew RENAME TO entries",
    """
    CREATE INDEX entries_in_file_order ON entries (
        date, time, written_at, id, deleted_at, kind, outcome, size, place, person, has_note,
        mood_before, mood_before_recorded, mood_after, response, expectation
    ) WHERE deleted_at IS NULL
    """,
    "CREATE INDEX entries_by_place ON entries (place, deleted_at) WHERE deleted_at IS NULL",
    """
    CREATE INDEX entries_by_person ON entries (
        person, size, kind, outcome, date, time, written_at, deleted_at
    ) WHERE deleted_at IS NULL AND person <> ''
    """,
    "CREATE INDEX entries_deleted ON entries (deleted_at) WHERE deleted_at IS NOT NULL",
    """
    CREATE INDEX entries_unspaced ON entries (unspaced, deleted_at)
        WHERE deleted_at IS NULL AND unspaced
    """,
    "CREATE INDEX entries_glued ON entries (glued, deleted_at) WHERE deleted_at IS NULL AND glued",
    """
    CREATE VIEW entries_to_find AS
        SELECT number, act, note, place, person FROM entries WHERE deleted_at IS NULL
    """,
    """
    CREATE VIRTUAL TABLE entries_search USING fts5(
        act, note, place, person,
        content = 'entries_to_find', content_rowid = 'number',
        tokenize = 'unicode61 remove_diacritics 2 categories ''L* N* M* Co''',
        prefix = '1 2 3', detail = none
    )
    """,
    "INSERT INTO entries_search (entries_search, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO entries_search (entries_search) VALUES ('rebuild')",
    "CREATE VIRTUAL TABLE entries_words USING fts5vocab(entries_search, instance)",
    """
    CREATE TRIGGER entries_added AFTER INSERT ON entries WHEN new.deleted_at IS NULL BEGIN
        INSERT INTO entries_search (rowid, act, note, place, person)
            VALUES (new.number, new.act, new.note, new.place, new.person);
    END
    """,
    """
    CREATE TRIGGER entries_changed
    AFTER UPDATE OF act, note, place, person, deleted_at ON entries
    WHEN (old.deleted_at IS NULL) <> (new.deleted_at IS NULL)
        OR old.act <> new.act OR old.note <> new.note
        OR old.place <> new.place OR old.person <> new.person
    BEGIN
        INSERT INTO entries_search (entries_search, rowid, act, note, place, person)
            SELECT 'delete', old.number, old.act, old.note, old.place, old.person
            WHERE old.deleted_at IS NULL;
        INSERT INTO entries_search (rowid, act, note, place, person)
            SELECT new.number, new.act, new.note, new.place, new.person
            WHERE new.deleted_at IS NULL;
    END
    """,
    """
    CREATE TRIGGER entries_gone AFTER DELETE ON entries WHEN old.deleted_at IS NULL BEGIN
        INSERT INTO entries_search (entries_search, rowid, act, note, place, person)
            VALUES ('delete', old.number, old.act, old.note, old.place, old.person);
    END
    """,
    """
    CREATE TABLE own_acts (
        id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB 'own-*'),
        size TEXT NOT NULL CHECK (size IN ('smallest', 'smaller', 'small')),
        title TEXT NOT NULL,
        hint TEXT NOT NULL,
        places TEXT NOT NULL,
        little_energy INTEGER NOT NULL DEFAULT 0 CHECK (little_energy IN (0, 1)),
        created_at TEXT NOT NULL,
        removed_at TEXT
    ) STRICT
    """,
)

# What was shared, so that the person can look it up here and nowhere else.
#
# included holds names of columns with spaces between; first and last are NULL where the
# range had no bound. target is blank for what went to a printer or to the clipboard.
PAST_SHARES: tuple[str, ...] = (
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
