"""The library of acts: marks, and acts of one's own that join the daily choice."""

import pytest

from smallacts_desktop.domain.act_library import ActFilter, MarkedAct
from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.domain.entries import EntryDraft
from smallacts_desktop.domain.errors import OwnActGoneError, OwnActTitleMissingError
from smallacts_desktop.journal.changes import Change
from tests.journal.conftest import OpenedJournal

SMALL = ActSize.SMALL


def test_the_library_holds_every_act_own_ones_first(opened: OpenedJournal) -> None:
    """The latest own act leads; the others keep the order of the catalogue."""
    first = opened.journal.acts.add_own(SMALL, "Ask Tom about his ducks", places=[Place.PARK])
    second = opened.journal.acts.add_own(SMALL, "Ring the bell")
    shelved = [item.act for item in opened.journal.acts.all()]
    assert set(shelved[:2]) == {first, second}
    assert shelved[2:] == list(opened.catalogue)
    assert list(opened.journal.catalogue) == shelved
    assert [item.act for item in opened.journal.acts.all(ActFilter(own=True, text="DUCK"))] == [
        first
    ]


def test_marks_are_shown_and_announced(opened: OpenedJournal) -> None:
    """A hidden act is shown when asked for; each mark is one piece of news."""
    act = opened.catalogue.acts[0]
    opened.journal.acts.set_favourite(act.id, True)
    opened.journal.acts.set_hidden(act.id, True)
    assert opened.changes == [Change(acts=True)] * 2
    assert act not in [item.act for item in opened.journal.acts.all()]
    shown = opened.journal.acts.all(ActFilter(hidden=True))
    assert MarkedAct(act, favourite=True, hidden=True) in shown
    opened.journal.acts.set_hidden(act.id, False)
    assert opened.journal.acts.find(act.id) == MarkedAct(act, favourite=True)


def test_an_own_act_joins_the_daily_choice(opened: OpenedJournal) -> None:
    """With every other act hidden the card offers it, keeps it for the day, and starts it."""
    own = opened.journal.acts.add_own(SMALL, "Ask Tom about his ducks")
    for act in opened.catalogue.of_size(SMALL):
        opened.journal.acts.set_hidden(act.id, True)
    opened.journal.card.choose_size(SMALL)
    assert opened.journal.card.act() == own
    assert opened.reopen().card.act() == own
    assert opened.journal.card.start(own, None).act_id == own.id


def test_entries_keep_the_title_they_were_written_with(opened: OpenedJournal) -> None:
    """Editing and removing an own act change nothing that was written."""
    own = opened.journal.acts.add_own(SMALL, "Ask Tom about his ducks")
    opened.journal.card.start(own, 4)
    entry = opened.journal.complete(EntryDraft(act=own.title, act_id=own.id, size=own.size))
    opened.changes.clear()
    edited = opened.journal.acts.edit_own(own.id, ActSize.SMALLER, " Greet  Tom ")
    assert (edited.title, edited.places) == ("Greet Tom", (Place.ANYWHERE,))
    assert opened.journal.catalogue.find(own.id) == edited
    opened.journal.acts.remove_own(own.id)
    assert opened.changes == [Change(acts=True)] * 2
    assert opened.journal.catalogue.find(own.id) is None
    assert opened.journal.entry(entry.id) == entry
    assert opened.journal.acts.restore_own(own.id) == edited


def test_an_act_that_cannot_be_kept_changes_nothing(opened: OpenedJournal) -> None:
    """A blank title is refused; an act that ships is nobody's to edit or remove."""
    bundled = opened.catalogue.acts[0]
    with pytest.raises(OwnActTitleMissingError):
        opened.journal.acts.add_own(SMALL, "  ")
    with pytest.raises(OwnActGoneError):
        opened.journal.acts.edit_own(bundled.id, SMALL, "Mine now")
    with pytest.raises(OwnActGoneError):
        opened.journal.acts.remove_own(bundled.id)
    assert opened.changes == []
    assert list(opened.journal.catalogue) == list(opened.catalogue)
