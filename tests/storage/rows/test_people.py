"""Nicknames in a real file."""

from datetime import timedelta

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import Draft, EntryDraft, Outcome
from smallacts_desktop.domain.people import Face, FaceStep
from smallacts_desktop.storage.rows.store import Store
from tests.storage.samples import NOON, TODAY, act_entry, note_entry

LATER = NOON + timedelta(hours=1)


def before(days: int) -> dict[str, object]:
    """A day some days ago, for an entry."""
    return {"date": TODAY - timedelta(days=days)}


def test_the_path_with_each_person_is_told(store: Store) -> None:
    """First and last day and number of done acts by size; other entries count as seen."""
    smile, hello = ActSize.SMALLEST, ActSize.SMALLER
    store.entries.add_many(
        [
            act_entry(person="Maria", size=smile, **before(30)),
            act_entry(person="maria", size=smile, **before(20)),
            act_entry(person="Maria", size=hello, **before(10)),
            act_entry(person="Maria", size=None, **before(9)),
            act_entry(person="Maria", size=hello, outcome=Outcome.NOT_THIS_TIME, **before(8)),
            note_entry(person=" Maria", **before(5)),
            note_entry(person="Ole", **before(6)),
            act_entry(),
        ]
    )
    gone = act_entry(person="Maria", size=ActSize.SMALL)
    store.entries.add(gone)
    store.entries.remove(gone.id, NOON)
    steps = {
        smile: FaceStep(TODAY - timedelta(days=30), TODAY - timedelta(days=20), 2),
        hello: FaceStep(TODAY - timedelta(days=10), TODAY - timedelta(days=10), 1),
    }
    assert store.faces.all() == [
        Face("Maria", steps, TODAY - timedelta(days=5), 6),
        Face("Ole", {}, TODAY - timedelta(days=6), 1),
    ]


def test_a_nickname_changes_everywhere(store: Store) -> None:
    """In every spelling, in deleted entries and drafts; those entries count as written now."""
    here, there, deleted = (act_entry(person=name) for name in ("Ann", "ann ", "ANN"))
    other = act_entry(person="Anna")
    store.entries.add_many([here, there, deleted, other])
    store.entries.remove(deleted.id, NOON)
    store.drafts.put(Draft("note", EntryDraft(person="ann"), NOON))
    store.drafts.put(Draft("act", EntryDraft(person="Anna"), NOON))
    assert store.faces.rename("ann", "Bea", LATER) == 3
    store.entries.restore(deleted.id)
    for entry in (here, there, deleted):
        changed = store.entries.get(entry.id)
        assert (changed.person, changed.written_at) == ("Bea", LATER)
    assert store.entries.get(other.id) == other
    drafts = {draft.form: draft for draft in store.drafts.all()}
    assert drafts["note"] == Draft("note", EntryDraft(person="Bea"), NOON)
    assert drafts["act"].answers.person == "Anna"


def test_a_nickname_that_nobody_has_changes_nothing(store: Store) -> None:
    """No entry, no harm."""
    entry = act_entry(person="Ann")
    store.entries.add(entry)
    assert store.faces.rename("Zoe", "Bea", LATER) == 0
    assert store.faces.rename("", "Bea", LATER) == 0
    assert store.entries.get(entry.id) == entry
