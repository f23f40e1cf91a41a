"""The waiting act and half-written forms survive in a real file."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given, settings

from smallacts_desktop.domain.entries import Draft, EntryDraft, EntryKind
from smallacts_desktop.storage.rows.store import Store
from smallacts_desktop.storage.rows.tables import DRAFTS, CheckedTable
from tests.storage.samples import NOON, answers, waiting_act


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One journal for all the examples of a property."""
    store = Store.open(tmp_path_factory.mktemp("shared") / "journal.db")
    yield store
    store.close()


def test_the_waiting_act_survives_a_restart(store: Store) -> None:
    """A waiting act is read back whole by the next run of the program."""
    assert store.pending.get() is None
    store.pending.set(waiting_act())
    store.close()
    again = Store.open(store.database.path)
    assert again.pending.get() == waiting_act()
    again.close()


def test_one_act_waits_at_a_time(store: Store) -> None:
    """Setting another act replaces the first; clearing leaves none, even twice."""
    other = waiting_act(title="Say hello", mood_before=None, utc_offset=timedelta(hours=-9.5))
    store.pending.set(waiting_act())
    store.pending.set(other)
    assert store.pending.get() == other
    store.pending.clear()
    store.pending.clear()
    assert store.pending.get() is None


@pytest.mark.parametrize(
    "change", ["started_day = '2026-99-99'", "title = 'Smile at a cat'", "checksum = x''"]
)
def test_a_waiting_act_that_is_not_what_was_written_waits_no_more(
    store: Store, change: str
) -> None:
    """Nothing waits then; what is in the file is archived once another act is to wait."""
    store.pending.set(waiting_act())
    store.database.execute(f"UPDATE pending SET {change}")
    assert store.pending.get() is None
    assert store.database.unreadable == {("pending", 1)}
    store.pending.set(waiting_act(title="Say hello"))
    assert store.pending.get() == waiting_act(title="Say hello")
    assert store.database.unreadable == set()
    ((origin, contents),) = store.database.execute("SELECT origin, contents FROM kept_aside")
    assert origin == "pending"
    assert json.loads(contents)["hint"] == waiting_act().hint


def put_draft(store: Store, form: str, text: str) -> None:
    """Keep a draft as another version of the program would have written it."""
    row = {"form": form, "answers": text, "saved_at": NOON.isoformat()}
    CheckedTable(store.database, DRAFTS).put(row)


@settings(deadline=None)  # a slow disk is no fault
@given(answers=answers())
def test_any_answers_come_back_equal(shared_store: Store, answers: EntryDraft) -> None:
    """A draft keeps whatever a form can hold, even half a character."""
    draft = Draft("after", answers, NOON)
    shared_store.drafts.put(draft)
    assert shared_store.drafts.get("after") == draft


def test_each_form_has_its_own_draft(store: Store) -> None:
    """A form's draft replaces its earlier one and leaves the others alone."""
    note = Draft("note", EntryDraft(kind=EntryKind.NOTE, note="half a"), NOON)
    after = Draft("after", EntryDraft(mood_after=0), NOON + timedelta(seconds=2))
    store.drafts.put(Draft("note", EntryDraft(note="h"), NOON))
    store.drafts.put(note)
    store.drafts.put(after)
    assert store.drafts.all() == [after, note]
    store.drafts.clear("after")
    store.drafts.clear("never there")
    assert store.drafts.get("after") is None
    assert store.drafts.all() == [note]


@pytest.mark.parametrize(
    "text",
    [
        "", "not JSON", "[]", "null", '{"kind": "poem"}', '{"date": "2026-02-30"}', '{"act": 5}',
        '{"mood_after": true}', '{"mood_before": 4.5}', '{"size": "huge"}', "[" * 100_000,
    ],
)  # fmt: skip
def test_a_draft_that_cannot_be_read_is_kept_but_not_shown(store: Store, text: str) -> None:
    """A draft of another program version neither stops the form nor is deleted."""
    put_draft(store, "note", text)
    assert store.drafts.get("note") is None
    assert store.drafts.all() == []
    assert store.database.execute("SELECT answers FROM drafts") == [(text,)]


def test_a_draft_from_an_unknown_moment_is_not_shown(store: Store) -> None:
    """A draft whose time makes no sense is treated as unreadable."""
    store.drafts.put(Draft("note", EntryDraft(), NOON))
    store.database.execute("UPDATE drafts SET saved_at = 'soon'")
    assert store.drafts.get("note") is None


def test_a_draft_with_fewer_or_more_fields_is_read(store: Store) -> None:
    """Fields that are missing are blank, and unknown ones are passed over."""
    put_draft(store, "note", '{"note": "n", "weather": 1}')
    draft = store.drafts.get("note")
    assert draft is not None
    assert draft.answers == EntryDraft(note="n")
