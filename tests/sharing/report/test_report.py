"""What a report says, as data: counts, moods, the person's words, and nothing that was withheld."""

import random
from datetime import UTC, date, datetime, timedelta
from statistics import median
from uuid import UUID

import pytest

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.disclosure import Column, Disclosure, Preset, ShareChoice
from smallacts_desktop.domain.entries import Barrier, Expectation, MoodRecorded, Outcome
from smallacts_desktop.domain.groups import Confidence
from smallacts_desktop.sharing.report.model import Quote, ReportOptions, day_written, report_of
from smallacts_desktop.sharing.report.words import ReportWords, mood, mood_after, mood_change
from tests.sharing.report.report_stand_in import (
    EVERYTHING,
    FIRST,
    LAST,
    TODAY,
    english,
    entry,
    just_words,
    report,
)

WORDS = ReportWords(english)


def test_every_entry_is_counted_once() -> None:
    """Acts done, acts not this time and notes add up to the rows."""
    made = report([
        entry(1, size=ActSize.SMALLEST), entry(2), entry(3, size=None),
        entry(4, outcome=Outcome.NOT_THIS_TIME, barrier=Barrier.TIRED, mood_after=None),
        entry(5, outcome=Outcome.NOT_THIS_TIME, mood_after=None),
        just_words(6, "A quiet day"),
    ])  # fmt: skip
    assert made.sizes == (
        (ActSize.SMALLEST, 1), (ActSize.SMALLER, 1), (ActSize.SMALL, 0), (None, 1),
    )  # fmt: skip
    assert made.barriers == ((Barrier.TIRED, 1), (None, 1))
    assert (made.done, made.not_this_time, made.just_words) == (3, 2, 1)
    assert WORDS.contents(made) == ("6 entries", "3 acts done", "1 entry of just words")


def test_private_entries_are_a_number_and_nothing_else() -> None:
    """They count neither among the acts nor in the moods; only how many there are is told."""
    made = report([entry(1), *(entry(n, private=True, mood_after=10) for n in range(2, 9))])
    assert (made.withheld, made.done, made.overall.count) == (7, 1, 1)
    assert WORDS.contents(made)[-1] == "7 entries are kept private"


@pytest.mark.parametrize(
    ("count", "confidence", "said"),
    [
        (0, Confidence.NOT_ENOUGH, "0 acts"),
        (1, Confidence.NOT_ENOUGH, "1 act, too few to show yet"),
        (4, Confidence.NOT_ENOUGH, "4 acts, too few to show yet"),
        (5, Confidence.EARLY_DAYS, "5 acts, early days"),
        (9, Confidence.EARLY_DAYS, "9 acts, early days"),
        (10, Confidence.FULL, "10 acts"),
    ],
)
def test_moods_are_stated_from_five_acts_on(count: int, confidence: Confidence, said: str) -> None:
    """Under 5 there is a count alone, and under 10 it says how early it is."""
    made = report([entry(n) for n in range(count)])
    (group,) = (group for group in made.moods if group.value == ActSize.SMALLER)
    assert (group.confidence, WORDS.group(group)) == (confidence, said)
    assert (group.moods is None) == (count < 5)


def test_the_middle_moods_are_medians() -> None:
    """They equal the median that Python's own statistics give, size by size and together."""
    rng = random.Random(7)
    entries = [
        entry(n, size=rng.choice(list(ActSize)), mood_before=rng.randrange(11),
              mood_after=rng.randrange(11))
        for n in range(60)
    ]  # fmt: skip
    made = report(entries)
    for group in (*made.moods, made.overall):
        mine = [e for e in entries if not group.value or e.size == group.value]
        assert group.moods is not None
        assert group.moods.before.median == median(e.mood_before or 0 for e in mine)
        assert group.moods.after.median == median(e.mood_after or 0 for e in mine)


def test_remembered_moods_are_counted_and_bracketed() -> None:
    """A mood before that was remembered afterwards is marked as such wherever it stands."""
    made = report([
        *(entry(n, mood_before_recorded=MoodRecorded.AFTERWARDS) for n in range(3)),
        entry(4),
        entry(5, mood_after=None, mood_before_recorded=MoodRecorded.AFTERWARDS),
    ])  # fmt: skip
    assert made.remembered == 3
    assert "3 of the moods before were remembered" in WORDS.mood_basis(made)
    assert sorted(WORDS.mood_before(row) for row in made.rows) == ["(4)"] * 4 + ["4"]


def test_expectations_are_counted_for_acts_done() -> None:
    """Every answer has its count, the easiest first, none left out."""
    made = report([
        entry(1, expectation=Expectation.EASIER), entry(2, expectation=Expectation.EASIER),
        entry(3, expectation=Expectation.MUCH_HARDER), entry(4),
    ])  # fmt: skip
    assert [count for _, count in made.expectations] == [0, 2, 0, 0, 1]
    assert WORDS.answered(made) == "3 acts with an answer"


def test_what_got_in_the_way_has_the_commonest_first() -> None:
    """What was not said stands last, however often."""
    answers = [None, None, None, Barrier.FORGOT, Barrier.ANXIOUS, Barrier.ANXIOUS]
    made = report([
        entry(n, outcome=Outcome.NOT_THIS_TIME, barrier=barrier, mood_after=None)
        for n, barrier in enumerate(answers)
    ])  # fmt: skip
    assert made.barriers == ((Barrier.ANXIOUS, 2), (Barrier.FORGOT, 1), (None, 3))
    assert WORDS.not_this_time(made) == "6 acts were marked “not this time”."


def test_rows_hold_only_what_was_chosen() -> None:
    """Places, people and notes are blank unless asked for, and the catalogue's id always."""
    full = entry(1, place="cafe", person="Nick", note="Words", act_id="say-hello")
    (bare,) = report([full]).rows
    assert (bare.place, bare.person, bare.note, bare.act_id) == ("", "", "", None)
    (chosen,) = report([full], include=EVERYTHING).rows
    assert (chosen.place, chosen.person, chosen.note, chosen.act_id) == (
        "cafe", "Nick", "Words", None,
    )  # fmt: skip


def test_unticked_notes_stay() -> None:
    """Of two notes one was ticked, and the other is not even passed on, whoever disclosed them."""
    entries = (entry(1, note="One"), entry(2, note="Two"))
    chosen = frozenset({Column.NOTE})
    choice = ShareChoice(Preset.WORKER, include=chosen, notes=frozenset({UUID(int=2)}))
    careless = Disclosure(entries, choice.columns, 0)
    made = report_of(careless, choice, ReportOptions(), TODAY)
    assert [row.note for row in made.rows] == ["", "Two"]
    assert made.notes == 1


def test_quotes_come_in_the_order_ticked_and_once() -> None:
    """A quote needs no notes in the table; what is private or gone is passed over."""
    entries = [
        entry(1, note="First"), entry(2, note=" Second "), entry(3, note="Secret", private=True),
        entry(4),
    ]  # fmt: skip
    ids = tuple(UUID(int=n) for n in (2, 3, 1, 2, 4, 99))
    made = report(entries, ReportOptions("  Sam ", "\n Talk \n", ids))
    assert made.quotes == (Quote(entries[1].date, "Second"), Quote(entries[0].date, "First"))
    assert (made.name, made.talk_about) == ("Sam", "Talk")
    assert {row.note for row in made.rows} == {""}


def test_the_period_is_the_one_chosen() -> None:
    """Two dates stand as chosen; without bounds it runs from the first entry to today."""
    made = report([entry(1)])
    assert (made.first, made.last) == (FIRST, LAST)
    assert WORDS.period(made) == "26 October 2026 to 23 November 2026"
    open_ended = report([entry(1)], first=None, last=None)
    assert (open_ended.first, open_ended.last) == (date(2026, 11, 2), TODAY)
    empty = report([], first=None, last=None)
    assert WORDS.period(empty) == "23 November 2026"
    assert WORDS.contents(empty) == ("There are no entries in these days.",)


def test_the_written_day_is_by_the_clock_of_the_place() -> None:
    """Half past eleven at night in UTC is the next day in Berlin, and the day itself unknown."""
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert day_written(entry(1, written_at=late)) == date(2026, 11, 22)
    berlin = entry(1, written_at=late, utc_offset=timedelta(hours=1))
    assert day_written(berlin) == date(2026, 11, 23)
    assert day_written(entry(1, written_at=late, utc_offset=None)) == date(2026, 11, 22)


def test_changes_have_a_true_minus_and_halves_no_decimal_sign() -> None:
    """Numbers read the same in every region."""
    assert mood_change(entry(1)) == "+2"
    assert mood_change(entry(1, mood_before=6, mood_after=3)) == "−3"
    assert mood_change(entry(1, mood_before=6, mood_after=6)) == "0"
    assert mood_change(entry(1, mood_before=None)) == mood_after(entry(1, mood_after=None)) == ""
    assert (mood(4.0), mood(4.5), mood(0.5)) == ("4", "4½", "½")
