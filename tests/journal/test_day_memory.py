"""What the card remembers of a day: nothing answered comes again, a low moment asks little."""

import random
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallacts_desktop.domain.acts import Act, ActSize, Catalogue, Place
from smallacts_desktop.domain.entries import Barrier, EntryDraft, EntryKind
from smallacts_desktop.journal.entry_making import answers_for
from tests.journal.conftest import MORNING, OpenedJournal


def offered(opened: OpenedJournal) -> Act:
    """The act on the card."""
    act = opened.journal.card.act()
    assert act is not None
    return act


def answer(opened: OpenedJournal, how: str, mood: int | None = 6) -> Act:
    """Try the act on the card, and answer it by ``how``."""
    act = offered(opened)
    waiting = opened.journal.card.start(act, mood)
    if how == "done":
        opened.journal.complete(answers_for(waiting))
    elif how == "let go":
        opened.journal.drop_waiting()
    else:
        opened.journal.not_this_time(Barrier(how))
    return act


@pytest.mark.parametrize("how", ["done", "let go", "no_time"])
def test_what_was_answered_is_not_offered_again_that_day(opened: OpenedJournal, how: str) -> None:
    """However often another idea is asked for, and after a restart."""
    answered = answer(opened, how)
    for _ in range(70):
        assert offered(opened).id != answered.id
        opened.journal.card.another_idea()
    opened.reopen()
    assert offered(opened).id != answered.id


def test_an_act_told_by_its_title_counts_as_answered(opened: OpenedJournal) -> None:
    """It was written down without the card."""
    act = offered(opened)
    opened.journal.write(EntryDraft(act=act.title))
    assert offered(opened).id != act.id


def test_the_next_day_it_may_come_again(opened: OpenedJournal) -> None:
    """A catalogue of one act offers it each day, once."""
    opened.catalogue = Catalogue(opened.catalogue.acts[:1])
    opened.reopen()
    for day in range(3):
        opened.at(MORNING + timedelta(days=day))
        answer(opened, ("done", "let go", "no_time")[day])
        assert opened.journal.card.act() is None
        assert opened.journal.card.another_idea() is None
        assert opened.journal.card.answers().answered


@pytest.mark.parametrize("size", list(ActSize))
@pytest.mark.parametrize(
    ("how", "mood"),
    [("tired", 7), ("anxious", None), ("done", 0), ("done", 2), ("no_time", 1), ("let go", 2)],
)
def test_after_a_low_moment_the_next_offer_asks_little(
    opened: OpenedJournal, size: ActSize, how: str, mood: int | None
) -> None:
    """It needs almost no energy and can be done at home; a restart changes nothing of it."""
    opened.journal.card.choose_size(size)
    answer(opened, how, mood)
    act = offered(opened)
    assert act.suits_a_low_day
    opened.reopen()
    assert offered(opened) == act


def test_a_low_mood_of_a_note_asks_little_too(opened: OpenedJournal) -> None:
    """Also of the act that was on the card before."""
    opened.journal.write(EntryDraft(kind=EntryKind.NOTE, mood_after=1))
    assert offered(opened).suits_a_low_day
    for _ in range(20):
        opened.journal.card.another_idea()
        assert offered(opened).suits_a_low_day


def test_a_better_mood_later_ends_it(opened: OpenedJournal) -> None:
    """The newest answer that says anything of it counts."""
    opened.journal.write(EntryDraft(kind=EntryKind.NOTE, mood_after=1))
    opened.at(MORNING + timedelta(hours=1))
    opened.journal.write(EntryDraft(kind=EntryKind.NOTE, note="Tea."))
    assert opened.journal.card.answers().asks_little
    opened.at(MORNING + timedelta(hours=2))
    opened.journal.write(EntryDraft(kind=EntryKind.NOTE, mood_after=5))
    assert not opened.journal.card.answers().asks_little


def test_the_low_acts_of_a_size_can_run_out(opened: OpenedJournal) -> None:
    """Then there is none, and nothing louder stands in for it."""
    opened.journal.card.choose_size(ActSize.SMALL)
    gentle = [act for act in opened.catalogue.of_size(ActSize.SMALL) if act.suits_a_low_day]
    opened.journal.write(EntryDraft(kind=EntryKind.NOTE, mood_after=0))
    for _ in gentle:
        answer(opened, "tired")
    assert opened.journal.card.act() is None
    assert opened.journal.card.answers().asks_little


def test_an_act_that_the_person_put_on_the_card_is_shown(opened: OpenedJournal) -> None:
    """Whatever was answered before: they asked for it, until they have answered it again."""
    act = answer(opened, "tired")
    opened.journal.card.offer(act)
    assert offered(opened) == act
    opened.reopen()
    assert offered(opened) == act
    answer(opened, "done")
    assert offered(opened) != act


def test_the_place_shown_is_one_of_the_persons(opened: OpenedJournal) -> None:
    """Of several places the one they go to; it is filled in where it is the only one."""
    act = opened.catalogue.find("nod-same-time-each-day")
    assert act is not None
    assert opened.journal.card.place_of(act) is Place.STREET
    assert opened.journal.card.start(act, None).place == ""
    opened.journal.preferences.places = {Place.PARK, Place.SHOPS}
    assert opened.journal.card.place_of(act) is Place.PARK
    assert opened.journal.card.start(act, None).place == Place.PARK.value


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    seed=st.integers(0, 2**32 - 1),
    deeds=st.lists(
        st.sampled_from(
            ["done", "let go", *Barrier, "another", "size", "reopen", "next day", "low note"]
        ),
        max_size=25,
    ),
)
def test_no_answered_act_comes_twice_in_a_day(
    opened: OpenedJournal, seed: int, deeds: list[str]
) -> None:
    """Whatever becomes of the offers, and however often the program starts again."""
    rng = random.Random(seed)
    # Each example has days of its own.
    day = opened.clock.at = opened.clock.at + timedelta(days=2)
    answered: set[str] = set()
    for deed in deeds:
        act = opened.journal.card.act()
        assert act is None or act.id not in answered
        if deed == "next day":
            day = opened.clock.at = day + timedelta(days=1)
            answered.clear()
        elif deed == "reopen":
            opened.reopen()
        elif deed == "size":
            opened.journal.card.choose_size(rng.choice(list(ActSize)))
        elif deed == "low note":
            opened.journal.write(EntryDraft(kind=EntryKind.NOTE, mood_after=rng.randint(0, 4)))
        elif deed == "another":
            opened.journal.card.another_idea()
        elif act is not None:
            answered.add(answer(opened, deed, rng.choice([None, *range(11)])).id)
