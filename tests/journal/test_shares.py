"""The journal remembers what was shared, and what goes on the first page of a report."""

from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

from smallacts_desktop.domain.disclosure import Column, Disclosure, Preset, ShareChoice, ShareWay
from tests.journal.conftest import MORNING, OpenedJournal

NOTHING = Disclosure((), (), 2)
WORKER = ShareChoice(Preset.WORKER, include=frozenset({Column.NOTE}), notes=frozenset({uuid4()}))


def test_a_share_is_remembered_with_its_moment(opened: OpenedJournal) -> None:
    """When, how, what of it and where; not which notes."""
    opened.journal.shares.record(WORKER, NOTHING, ShareWay.CSV, Path("Documents/for Dr Grey.csv"))
    (share,) = opened.reopen().shares.all()
    assert (share.at, share.day) == (MORNING, date(2026, 5, 14))
    assert share.choice == ShareChoice(Preset.WORKER, include=frozenset({Column.NOTE}))
    assert (share.way, share.target) == (ShareWay.CSV, "Documents/for Dr Grey.csv")
    assert (share.rows, share.withheld) == (0, 2)


def test_the_last_share_is_the_last_with_somebody_else(opened: OpenedJournal) -> None:
    """A full file for oneself is no share in that sense."""
    shares = opened.journal.shares
    assert shares.last() is None
    assert shares.last_day() is None
    shares.record(WORKER, NOTHING, ShareWay.CSV)
    opened.at(MORNING + timedelta(days=3))
    shares.record(WORKER, NOTHING, ShareWay.PRINT)
    opened.at(MORNING + timedelta(days=9))
    shares.record(ShareChoice(Preset.FULL), NOTHING, ShareWay.CSV)
    assert shares.last_day() == date(2026, 5, 17)
    shares.clear()
    assert shares.last_day() is None


def test_a_file_name_that_is_no_text_is_remembered_as_well_as_can_be(opened: OpenedJournal) -> None:
    """Linux allows any bytes in a name."""
    opened.journal.shares.record(WORKER, NOTHING, ShareWay.CSV, Path("Documents/a\udcff.csv"))
    assert opened.journal.shares.all()[0].target == "Documents/a?.csv"


def test_what_to_talk_about_is_kept_until_it_is_cleared(opened: OpenedJournal) -> None:
    """Inside the journal, over a restart."""
    assert (opened.journal.shares.name, opened.journal.shares.talk_about) == ("", "")
    opened.journal.shares.name = "Sam"
    opened.journal.shares.talk_about = "The bus.\nMornings."
    shares = opened.reopen().shares
    assert (shares.name, shares.talk_about) == ("Sam", "The bus.\nMornings.")
    shares.talk_about = ""
    assert shares.talk_about == ""


def test_clearing_past_shares_leaves_the_words_for_the_report(opened: OpenedJournal) -> None:
    """The list is one thing, the half-written page another."""
    opened.journal.shares.talk_about = "Mornings."
    opened.journal.shares.record(WORKER, NOTHING, ShareWay.CSV)
    opened.journal.shares.clear()
    assert opened.journal.shares.talk_about == "Mornings."
