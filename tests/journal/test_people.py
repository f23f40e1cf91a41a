"""Familiar faces through the journal: renamed, merged and forgotten everywhere."""

from datetime import timedelta

import pytest

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import Entry, EntryDraft, EntryKind
from smallacts_desktop.domain.errors import NicknameMissingError
from smallacts_desktop.domain.face_drawings import FaceDrawing, FacePart, drawing_from
from smallacts_desktop.domain.search import EntryFilter
from smallacts_desktop.journal.changes import Change
from tests.journal.conftest import MORNING, OpenedJournal

SMILE = EntryDraft(act="Smile", size=ActSize.SMALLEST)


def met(opened: OpenedJournal, person: str, answers: EntryDraft = SMILE) -> Entry:
    """Keep an act done with a person, an hour after the last."""
    opened.at(opened.clock.at + timedelta(minutes=10))
    values = {name: getattr(answers, name) for name in ("act", "size", "kind", "note")}
    return opened.journal.write(EntryDraft(person=person, **values))


def test_nicknames_are_offered_once_the_latest_first(opened: OpenedJournal) -> None:
    """Two spellings of one nickname are one, spelled as it was last."""
    for person in ("ole", "Maria", "OLE"):
        met(opened, person)
    assert opened.journal.faces.nicknames() == opened.journal.persons() == ["OLE", "Maria"]


def test_the_next_step_with_a_person_is_offered(opened: OpenedJournal) -> None:
    """After a smile, a hello."""
    met(opened, "Ole")
    face = opened.journal.faces.face(" ole")
    assert face is not None
    assert opened.journal.faces.next_step(face) is ActSize.SMALLER
    assert opened.journal.faces.face("Nobody") is None


def test_a_face_is_renamed_everywhere_at_once(opened: OpenedJournal) -> None:
    """One piece of news; search and completion know the new nickname and not the old."""
    entry = met(opened, "ole")
    opened.journal.delete(met(opened, "Ole").id)
    opened.journal.save_draft("note", EntryDraft(kind=EntryKind.NOTE, person="OLE"))
    opened.changes.clear()
    assert opened.journal.faces.rename("Ole", "  the  ferryman ") == 2
    assert opened.changes == [Change(everything=True)]
    assert opened.journal.persons() == ["the ferryman"]
    assert opened.journal.entry(entry.id).person == "the ferryman"
    assert opened.journal.deleted.entries()[0].entry.person == "the ferryman"
    draft = opened.journal.draft("note")
    assert draft is not None
    assert draft.person == "the ferryman"
    assert opened.journal.count(EntryFilter(text="ferryman")) == 1
    assert opened.journal.count(EntryFilter(text="ole")) == 0


def test_a_renamed_entry_is_newer_than_an_older_file(opened: OpenedJournal) -> None:
    """Written now, so that reading back an older file does not bring the old nickname back."""
    entry = met(opened, "Ole")
    opened.at(MORNING + timedelta(days=2))
    opened.journal.faces.rename("Ole", "Pia")
    assert (
        opened.journal.entry(entry.id).written_at == MORNING + timedelta(days=2) > entry.written_at
    )


def test_renaming_to_another_face_makes_them_one(opened: OpenedJournal) -> None:
    """Under the other's spelling, with both paths in one."""
    met(opened, "Maria")
    met(opened, "the till lady", EntryDraft(act="Say hello", size=ActSize.SMALLER))
    assert opened.journal.faces.merge("The till lady", "maria") == 1
    (face,) = opened.journal.faces.all()
    assert (face.nickname, face.entries, len(face.steps)) == ("Maria", 2, 2)


def test_a_nickname_can_be_spelled_anew(opened: OpenedJournal) -> None:
    """Another spelling of itself is no other face."""
    met(opened, "maria")
    assert opened.journal.faces.rename("maria", "Maria") == 1
    assert opened.journal.persons() == ["Maria"]


def test_a_forgotten_nickname_is_gone_from_the_file(opened: OpenedJournal) -> None:
    """The entries stay, without a byte of the nickname; nothing brings it back."""
    kept = met(opened, "Quetzal")
    deleted = met(opened, "quetzal")
    opened.journal.delete(deleted.id)
    opened.journal.save_draft("note", EntryDraft(person="Quetzal"))
    assert opened.journal.faces.forget("quetzal") == 2
    assert b"quetzal" not in opened.content().lower()
    assert not opened.journal.can_undo
    assert opened.journal.entry(kept.id).person == ""
    assert opened.journal.deleted.restore(deleted.id).person == ""
    assert opened.journal.faces.all() == []


def test_a_blank_nickname_is_refused(opened: OpenedJournal) -> None:
    """Forgetting is asked for by its own name, not by renaming to nothing."""
    met(opened, "Ole")
    with pytest.raises(NicknameMissingError):
        opened.journal.faces.rename("Ole", " ")
    assert opened.journal.persons() == ["Ole"]


DOG = FaceDrawing(("round", "short", "full", "none", "cap", "dog"))


def test_a_chosen_drawing_is_kept_with_the_nickname(opened: OpenedJournal) -> None:
    """However it is spelled, and under another nickname too; until then the nickname draws it."""
    met(opened, "Ole")
    faces = opened.journal.faces
    assert faces.drawing("Ole") == drawing_from("Ole")
    opened.changes.clear()
    faces.choose_drawing("Ole", DOG)
    assert opened.changes == [Change(preferences=True)]
    assert faces.drawing(" OLE") == DOG
    faces.rename("Ole", "The ferryman")
    assert faces.drawing("The ferryman") == DOG
    assert faces.drawing("Ole") == drawing_from("Ole")
    faces.rename("the ferryman", "The Ferryman")
    assert faces.drawing("The Ferryman") == DOG


def test_where_two_faces_become_one_its_own_drawing_stays(opened: OpenedJournal) -> None:
    """The one of the nickname they have from now on."""
    met(opened, "Ole")
    met(opened, "Pia")
    own = DOG.having(FacePart.BESIDE, "book")
    opened.journal.faces.choose_drawing("Ole", DOG)
    opened.journal.faces.choose_drawing("Pia", own)
    opened.journal.faces.merge("Ole", "Pia")
    assert opened.journal.faces.drawing("Pia") == own


def test_a_forgotten_face_leaves_no_drawing(opened: OpenedJournal) -> None:
    """Not its nickname either, to the last byte of the file."""
    met(opened, "Quellmann")
    opened.journal.faces.choose_drawing("Quellmann", DOG)
    opened.journal.faces.forget("Quellmann")
    assert opened.journal.faces.drawing("Quellmann") == drawing_from("Quellmann")
    opened.journal.close()
    for path in opened.path.parent.glob(f"{opened.path.name}*"):
        assert b"quellmann" not in path.read_bytes().lower()


def test_the_acts_with_each_person_are_told_in_their_order(opened: OpenedJournal) -> None:
    """By size, the earliest first; notes are no acts."""
    met(opened, "Ole")
    met(opened, "OLE", EntryDraft(act="Say hello", size=ActSize.SMALLER))
    met(opened, "ole", EntryDraft(kind=EntryKind.NOTE, note="Thought of Ole."))
    met(opened, "Pia")
    sizes = opened.journal.faces.sizes()
    assert sizes == {"ole": [ActSize.SMALLEST, ActSize.SMALLER], "pia": [ActSize.SMALLEST]}


def test_a_form_offers_the_faces_met_last(opened: OpenedJournal) -> None:
    """Six at most, the latest first, each as it is drawn."""
    for number in range(8):
        met(opened, f"Face {number}")
    opened.journal.faces.choose_drawing("Face 5", DOG)
    offered = opened.journal.faces.met_last()
    assert list(offered) == [f"Face {number}" for number in (7, 6, 5, 4, 3, 2)]
    assert offered["Face 5"] == DOG
