"""The line that closes an entry: kept with it, and none again within ten entries."""

from datetime import timedelta

from smallacts_desktop.domain.entries import Barrier, EntryDraft, EntryKind, Response
from tests.journal.conftest import MORNING, OpenedJournal


def test_ten_entries_have_ten_lines_and_keep_them(opened: OpenedJournal) -> None:
    """Also when the program starts again in between, and when the same is said each time."""
    told = []
    for day in range(25):
        opened.at(MORNING + timedelta(days=day))
        entry = opened.journal.write(EntryDraft(act="Waved", mood_after=1))
        told.append(opened.journal.closing_line(entry))
        opened.reopen()
        assert opened.journal.closing_line(entry) == told[-1]
        assert len(set(told[-10:])) == len(told[-10:])


def test_a_line_follows_what_an_edit_says(opened: OpenedJournal) -> None:
    """A mood that turns out to have been low is not answered by the line of a better one."""
    entry = opened.journal.write(EntryDraft(act="Waved", response=Response.WARM, mood_after=8))
    before = opened.journal.closing_line(entry)
    edited = opened.journal.edit(entry.id, EntryDraft(act="Waved", mood_after=1))
    assert opened.journal.closing_line(edited) != before


def test_an_act_is_named_as_it_was_seen(opened: OpenedJournal) -> None:
    """Its title stands in the line whatever signs it holds."""
    for number in range(40):
        title = f"Waved {{to}} number {number}"
        line = opened.journal.closing_line(opened.journal.write(EntryDraft(act=title)))
        assert "{act}" not in line
        if "number" in line:
            assert title in line


def test_what_was_put_aside_and_a_note_have_lines_of_their_own(opened: OpenedJournal) -> None:
    """Neither is told that something was done."""
    act = opened.journal.card.act()
    assert act is not None
    opened.journal.card.start(act, 3)
    put_aside = opened.journal.not_this_time(Barrier.TIRED)
    note = opened.journal.write(EntryDraft(kind=EntryKind.NOTE, note="Rain."))
    for entry in (put_aside, note):
        line = opened.journal.closing_line(entry)
        assert line
        assert "done" not in line.lower().split()
