"""An entry's fields are described once; rows, drafts and CSV files follow."""

import json
from datetime import date

import pytest

from smallacts_desktop.domain.disclosure import COLUMN_FIELDS
from smallacts_desktop.domain.entries import Entry, EntryDraft, fields_of
from smallacts_desktop.storage.rows.mapping import answers_to_json
from smallacts_desktop.storage.rows.row_rules import KEPT_TABLES, UnsoundRowError, check_row
from smallacts_desktop.storage.rows.tables import DRAFTS, ENTRIES
from tests.storage.samples import NOON

TODAY = date(2026, 3, 9)
DRAFT_TABLE = next(table for table in KEPT_TABLES if table.shape is DRAFTS)
ANSWERS = EntryDraft(act="Say hello", mood_before=3, date=TODAY)


def draft_row(answers: str) -> dict[str, object]:
    """A half-written form as it lies in a file."""
    return {"form": "after", "answers": answers, "saved_at": NOON.isoformat()}


def test_each_field_of_an_entry_has_a_column_of_its_table() -> None:
    """Besides them there is only the moment at which one was deleted."""
    names = {field.name for field in fields_of(Entry)}
    assert set(ENTRIES.columns) - names == {"deleted_at"}
    assert names <= set(ENTRIES.columns)


def test_each_field_of_an_entry_has_a_column_of_the_csv_file() -> None:
    """All but the catalogue's own id of an act, which says nothing elsewhere."""
    missing = set(fields_of(Entry)) - set(COLUMN_FIELDS.values())
    assert {field.name for field in missing} == {"act_id"}


def test_a_draft_of_a_form_with_fewer_answers_is_taken_over() -> None:
    """A backup of an earlier version keeps its half-written forms."""
    text = answers_to_json(ANSWERS, ["note", "act", "date", "mood_before"])
    assert list(json.loads(text)) == ["note", "act", "date", "mood_before"]
    check_row(DRAFT_TABLE, draft_row(text), TODAY)


@pytest.mark.parametrize("text", ['{"act": "Say hello", "unknown": 1}', '{"act":"Say hello"}'])
def test_a_draft_that_this_program_would_not_have_written_is_not(text: str) -> None:
    """Neither with an answer that no form has, nor in another spelling."""
    with pytest.raises(UnsoundRowError):
        check_row(DRAFT_TABLE, draft_row(text), TODAY)
