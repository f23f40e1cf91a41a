"""The library of acts: marks, and acts of one's own that join the daily choice."""

import pytest

from smallacts_desktop.domain.act_library import ActFilter, MarkedAct
from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.domain.drafts import EntryDraft
from smallacts_desktop.domain.errors import OwnActGoneError, OwnActTitleMissingError
from smallacts_desktop.journal.changes import Change
from tests.journal.conftest import Desk

SMALL = ActSize.SMALL


def test_the_shelf_holds_every_act_own_ones_first(desk: Desk) -> None:
    """The latest own act leads; the others keep the order of the catalogue."""
    first = desk.journal.acts.add_own(SMALL, "Ask Tom about his ducks", places=[Place.PARK])
    second = desk.journal.acts.add_own(SMALL, "Ring the bell")
    shelved = [item.act for item in desk.journal.acts.all()]
    assert set(shelved[:2]) == {first, second}
    assert shelved[2:] == list(desk.catalogue)
    assert list(desk.journal.catalogue) == shelved
    assert [item.act for item in desk.journal.acts.all(ActFilter(own=True, text="DUCK"))] == [first]


def test_marks_are_shown_and_announced(desk: Desk) -> None:
    """A hidden act is shown when asked for; each mark is one piece of news."""
    act = desk.catalogue.acts[0]
    desk.journal.acts.set_favourite(act.id, True)
    desk.journal.acts.set_hidden(act.id, True)
    assert desk.changes == [Change(acts=True)] * 2
    assert act not in [item.act for item in desk.journal.acts.all()]
    shown = desk.journal.acts.all(ActFilter(hidden=True))
    assert MarkedAct(act, favourite=True, hidden=True) in shown
    desk.journal.acts.set_hidden(act.id, False)
    assert desk.journal.acts.find(act.id) == MarkedAct(act, favourite=True)


def test_an_own_act_joins_the_daily_choice(desk: Desk) -> None:
    """With every other act hidden the card offers it, keeps it for the day, and starts it."""
    own = desk.journal.acts.add_own(SMALL, "Ask Tom about his ducks")
    for act in desk.catalogue.of_size(SMALL):
        desk.journal.acts.set_hidden(act.id, True)
    desk.journal.card.choose_size(SMALL)
    assert desk.journal.card.act() == own
    assert desk.reopen().card.act() == own
    assert desk.journal.card.start(own, None).act_id == own.id


def test_entries_keep_the_title_they_were_written_with(desk: Desk) -> None:
    """Editing and removing an own act change nothing that was written."""
    own = desk.journal.acts.add_own(SMALL, "Ask Tom about his ducks")
    desk.journal.card.start(own, 4)
    entry = desk.journal.complete(EntryDraft(act=own.title, act_id=own.id, size=own.size))
    desk.changes.clear()
    edited = desk.journal.acts.edit_own(own.id, ActSize.SMALLER, " Greet  Tom ")
    assert (edited.title, edited.places) == ("Greet Tom", (Place.ANYWHERE,))
    assert desk.journal.catalogue.find(own.id) == edited
    desk.journal.acts.remove_own(own.id)
    assert desk.changes == [Change(acts=True)] * 2
    assert desk.journal.catalogue.find(own.id) is None
    assert desk.journal.entry(entry.id) == entry
    assert desk.journal.acts.restore_own(own.id) == edited


def test_an_act_that_cannot_be_kept_changes_nothing(desk: Desk) -> None:
    """A blank title is refused; an act that ships is nobody's to edit or remove."""
    bundled = desk.catalogue.acts[0]
    with pytest.raises(OwnActTitleMissingError):
        desk.journal.acts.add_own(SMALL, "  ")
    with pytest.raises(OwnActGoneError):
        desk.journal.acts.edit_own(bundled.id, SMALL, "Mine now")
    with pytest.raises(OwnActGoneError):
        desk.journal.acts.remove_own(bundled.id)
    assert desk.changes == []
    assert list(desk.journal.catalogue) == list(desk.catalogue)
