"""The tables as peewee sees them, private to this folder.

They create nothing: the schema, with its rules, is the SQL in ``migrations``. They are bound to
no database either, so that two journals can be open at once.
"""

from peewee import IntegerField, Model, TextField


class EntryTable(Model):
    """One entry; ``deleted_at`` is set on one that can still be brought back.

    Columns that SQLite fills in by itself, such as the number of the row, are not named here.
    """

    id = TextField(primary_key=True)
    kind = TextField()
    date = TextField()
    time = TextField(null=True)
    utc_offset = IntegerField(null=True)
    written_at = TextField()
    act = TextField()
    act_id = TextField(null=True)
    size = TextField(null=True)
    place = TextField()
    person = TextField()
    outcome = TextField(null=True)
    barrier = TextField(null=True)
    mood_before = IntegerField(null=True)
    mood_before_recorded = TextField(null=True)
    mood_after = IntegerField(null=True)
    response = TextField(null=True)
    expectation = TextField(null=True)
    private = IntegerField()
    deleted_at = TextField(null=True)
    note = TextField()

    class Meta:
        table_name = "entries"


class PendingTable(Model):
    """The one act that waits, in the row with id 1."""

    id = IntegerField(primary_key=True)
    act_id = TextField()
    title = TextField()
    hint = TextField()
    size = TextField()
    place = TextField()
    mood_before = IntegerField(null=True)
    started_at = TextField()
    started_day = TextField()
    started_time = TextField()
    utc_offset = IntegerField()

    class Meta:
        table_name = "pending"


class DraftTable(Model):
    """A half-written form; ``answers`` is JSON."""

    form = TextField(primary_key=True)
    answers = TextField()
    saved_at = TextField()

    class Meta:
        table_name = "drafts"


class OfferTable(Model):
    """An act that was shown as a day's act; the highest ``id`` is the latest."""

    id = IntegerField(primary_key=True)
    day = TextField()
    size = TextField()
    act_id = TextField()
    offered_at = TextField()

    class Meta:
        table_name = "offers"


class ActMarkTable(Model):
    """What the person marked on an act, their own or the catalogue's."""

    act_id = TextField(primary_key=True)
    favourite = IntegerField(default=0)
    hidden = IntegerField(default=0)

    class Meta:
        table_name = "act_marks"


class OwnActTable(Model):
    """An act that the person made up; ``places`` are codes with spaces between."""

    id = TextField(primary_key=True)
    size = TextField()
    title = TextField()
    hint = TextField()
    places = TextField()
    little_energy = IntegerField(default=0)
    created_at = TextField()
    removed_at = TextField(null=True)

    class Meta:
        table_name = "own_acts"


class PreferenceTable(Model):
    """A choice that belongs to the journal rather than to the computer."""

    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "preferences"
