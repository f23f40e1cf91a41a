"""The second schema: full-text search, own acts, and indexes for looking back.

``entries`` gets an integer key of its own, ``number``, because the search index names rows by it:
the key SQLite makes up by itself may change whenever a file is compacted or copied.

The search index holds no second copy of the texts. Triggers keep it in step with the view of
what can be found: a deleted entry leaves the index at once, and ``secure-delete`` takes its words
out of the index's own pages too.

``glued`` and ``unspaced`` mark the few entries in which the index cannot find every word, since
their script has no spaces between words: there the texts themselves are looked through. The wide
index answers every count and filter without a look at an entry, however long its note is.
"""

from smallacts_desktop.storage.migrations import m0001_first

# The characters as they were when this step was released; the ranges in domain/folding.py may
# grow later, with a step that makes these columns anew.
_UNSPACED = (
    "\u0e00-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u1b00-\u1b7f\u2600-\u27bf\u2e80-\u2fdf"
    "\u3005-\u3007\u3041-\u312f\u31a0-\u31ff\u3400-\ua4cf\ua980-\ua9ff\uaa60-\uaadf\uf900-\ufaff"
    "\uff66-\uff9f\U00010000-\U0010ffff"
)
_LETTER = "0-9A-Za-z\u00aa-\u0dff\u10a0-\u177f\u1800-\u194f\u1e00-\u1fff\uac00-\ud7a3\ufb00-\ufe2f"
_TEXTS = "act || ' ' || note || ' ' || place || ' ' || person"

_COLUMNS = """
    id, kind, date, time, utc_offset, written_at, act, act_id, size, place, person, outcome,
    barrier, mood_before, mood_before_recorded, mood_after, response, expectation, private,
    deleted_at, note
"""

_FIRST_TABLE = m0001_first.STATEMENTS[0]
