"""Familiar faces through the journal: renamed, merged and forgotten everywhere."""

from datetime import timedelta

import pytest

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.drafts import EntryDraft
from smallacts_desktop.domain.entries import Entry, EntryKind
from smallacts_desktop.domain.errors import NicknameMissingError
from smallacts_desktop.domain.search import EntryFilter
from smallacts_desktop.journal.changes import Change
from tests.journal.conftest import MORNING, Desk

SMILE = EntryDraft(act="Smile", size=ActSize.SMALLEST)


def met(desk: Desk, person: str, answers: EntryDraft = SMILE) -> Entry:
    """Keep an act done with a person, an hour after the last."""
    desk.at(desk.clock.at + timedelta(minutes=10))
    values = {name: getattr(answers, name) for name in ("act", "size", "kind", "note")}
    return desk.journal.write(EntryDraft(person=person, **values))


def test_nicknames_are_offered_once_the_latest_first(desk: Desk) -> None:
    """Two spellings of one nickname are one, spelled as it was last."""
    for person in ("ole", "Maria", "OLE"):
        met(desk, person)
    assert desk.journal.faces.nicknames() == desk.journal.persons() == ["OLE", "Maria"]


def test_the_next_step_with_a_person_is_offered(desk: Desk) -> None:
    """After a smile, a hello."""
    met(desk, "Ole")
    face = desk.journal.faces.face(" ole")
    assert face is not None
    assert desk.journal.faces.next_step(face) is ActSize.SMALLER
    assert desk.journal.faces.face("Nobody") is None


def test_a_face_is_renamed_everywhere_at_once(desk: Desk) -> None:
    """One piece of news; search and completion know the new nickname and not the old."""
    entry = met(desk, "ole")
    desk.journal.delete(met(desk, "Ole").id)
    desk.journal.save_draft("note", EntryDraft(kind=EntryKind.NOTE, person="OLE"))
    desk.changes.clear()
    assert desk.journal.faces.rename("Ole", "  the  ferryman ") == 2
    assert desk.changes == [Change(everything=True)]
    assert desk.journal.persons() == ["the ferryman"]
    assert desk.journal.entry(entry.id).person == "the ferryman"
    assert desk.journal.deleted.entries()[0].entry.person == "the ferryman"
    draft = desk.journal.draft("note")
    assert draft is not None
    assert draft.person == "the ferryman"
    assert desk.journal.count(EntryFilter(text="ferryman")) == 1
    assert desk.journal.count(EntryFilter(text="ole")) == 0


def test_a_renamed_entry_is_newer_than_an_older_file(desk: Desk) -> None:
    """Written now, so that reading back an older file does not bring the old nickname back."""
    entry = met(desk, "Ole")
    desk.at(MORNING + timedelta(days=2))
    desk.journal.faces.rename("Ole", "Pia")
    assert desk.journal.entry(entry.id).written_at == MORNING + timedelta(days=2) > entry.written_at


def test_renaming_to_another_face_makes_them_one(desk: Desk) -> None:
    """Under the other's spelling, with both paths in one."""
    met(desk, "Maria")
    met(desk, "the till lady", EntryDraft(act="Say hello", size=ActSize.SMALLER))
    assert desk.journal.faces.merge("The till lady", "maria") == 1
    (face,) = desk.journal.faces.all()
    assert (face.nickname, face.entries, len(face.steps)) == ("Maria", 2, 2)


def test_a_nickname_can_be_spelled_anew(desk: Desk) -> None:
    """Another spelling of itself is no other face."""
    met(desk, "maria")
    assert desk.journal.faces.rename("maria", "Maria") == 1
    assert desk.journal.persons() == ["Maria"]


def test_a_forgotten_nickname_is_gone_from_the_file(desk: Desk) -> None:
    """The entries stay, without a byte of the nickname; nothing brings it back."""
    kept = met(desk, "Quetzal")
    deleted = met(desk, "quetzal")
    desk.journal.delete(deleted.id)
    desk.journal.save_draft("note", EntryDraft(person="Quetzal"))
    assert desk.journal.faces.forget("quetzal") == 2
    assert b"quetzal" not in desk.content().lower()
    assert not desk.journal.can_undo
    assert desk.journal.entry(kept.id).person == ""
    assert desk.journal.deleted.restore(deleted.id).person == ""
    assert desk.journal.faces.all() == []


def test_a_blank_nickname_is_refused(desk: Desk) -> None:
    """Forgetting is asked for by its own name, not by renaming to nothing."""
    met(desk, "Ole")
    with pytest.raises(NicknameMissingError):
        desk.journal.faces.rename("Ole", " ")
    assert desk.journal.persons() == ["Ole"]
