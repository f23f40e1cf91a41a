"""The journal remembers what was shared, and what goes on the first page of a report."""

from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

from smallacts_desktop.domain.disclosure import Column, Disclosure, Preset, ShareChoice
from smallacts_desktop.domain.past_shares import ShareWay
from tests.journal.conftest import MORNING, Desk

NOTHING = Disclosure((), (), 2)
WORKER = ShareChoice(Preset.WORKER, include=frozenset({Column.NOTE}), notes=frozenset({uuid4()}))


def test_a_share_is_remembered_with_its_moment(desk: Desk) -> None:
    """When, how, what of it and where; not which notes."""
    desk.journal.shares.record(WORKER, NOTHING, ShareWay.CSV, Path("Documents/for Dr Grey.csv"))
    (share,) = desk.reopen().shares.all()
    assert (share.at, share.day) == (MORNING, date(2026, 5, 14))
    assert share.choice == ShareChoice(Preset.WORKER, include=frozenset({Column.NOTE}))
    assert (share.way, share.target) == (ShareWay.CSV, "Documents/for Dr Grey.csv")
    assert (share.rows, share.withheld) == (0, 2)


def test_the_last_share_is_the_last_with_somebody_else(desk: Desk) -> None:
    """A full file for oneself is no share in that sense."""
    shares = desk.journal.shares
    assert shares.last() is None
    assert shares.last_day() is None
    shares.record(WORKER, NOTHING, ShareWay.CSV)
    desk.at(MORNING + timedelta(days=3))
    shares.record(WORKER, NOTHING, ShareWay.PRINT)
    desk.at(MORNING + timedelta(days=9))
    shares.record(ShareChoice(Preset.FULL), NOTHING, ShareWay.CSV)
    assert shares.last_day() == date(2026, 5, 17)
    shares.clear()
    assert shares.last_day() is None


def test_a_file_name_that_is_no_text_is_remembered_as_well_as_can_be(desk: Desk) -> None:
    """Linux allows any bytes in a name."""
    desk.journal.shares.record(WORKER, NOTHING, ShareWay.CSV, Path("Documents/a\udcff.csv"))
    assert desk.journal.shares.all()[0].target == "Documents/a?.csv"


def test_what_to_talk_about_is_kept_until_it_is_cleared(desk: Desk) -> None:
    """Inside the journal, over a restart."""
    assert (desk.journal.shares.name, desk.journal.shares.talk_about) == ("", "")
    desk.journal.shares.name = "Sam"
    desk.journal.shares.talk_about = "The bus.\nMornings."
    shares = desk.reopen().shares
    assert (shares.name, shares.talk_about) == ("Sam", "The bus.\nMornings.")
    shares.talk_about = ""
    assert shares.talk_about == ""


def test_clearing_past_shares_leaves_the_words_for_the_report(desk: Desk) -> None:
    """The list is one thing, the half-written page another."""
    desk.journal.shares.talk_about = "Mornings."
    desk.journal.shares.record(WORKER, NOTHING, ShareWay.CSV)
    desk.journal.shares.clear()
    assert desk.journal.shares.talk_about == "Mornings."
