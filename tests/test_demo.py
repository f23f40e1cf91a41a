"""The made-up year: the same every time, by the same rules as a person's own, and nobody's."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from smallacts_desktop.app import fill_with_demo, throwaway_folder
from smallacts_desktop.clock import FixedClock
from smallacts_desktop.demo import DAYS, demo_entries
from smallacts_desktop.domain.acts import ActSize, Catalogue, read_catalogue
from smallacts_desktop.domain.disclosure import Preset, ShareChoice, disclose
from smallacts_desktop.domain.entries import EntryKind, check_entry
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths, read_resource
from smallacts_desktop.sharing.csv.file import csv_chunks

TODAY = date(2026, 11, 22)
CLOCK = FixedClock(datetime(2026, 11, 22, 10, 12, tzinfo=UTC))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The acts that ship with the program."""
    return read_catalogue(read_resource("acts.toml"))


def test_it_is_the_same_every_time(catalogue: Catalogue) -> None:
    """The very bytes of its export do not change from run to run, ids included."""
    once, again = (demo_entries(catalogue, TODAY) for _ in range(2))
    assert once == again
    digests = {
        hashlib.sha256(b"".join(csv_chunks(disclose(each, ShareChoice(Preset.FULL))))).hexdigest()
        for each in (once, again)
    }
    assert len(digests) == 1


def test_another_day_shifts_the_year(catalogue: Catalogue) -> None:
    """The demonstration looks alike whenever it is opened."""
    later = TODAY + timedelta(days=100)
    first, second = (demo_entries(catalogue, day) for day in (TODAY, later))
    assert len(first) == len(second)
    assert {b.date - a.date for a, b in zip(first, second, strict=True)} == {timedelta(days=100)}


def test_every_entry_keeps_the_rules(catalogue: Catalogue) -> None:
    """It could have been written by a person, day by day, and each act is a real one."""
    entries = demo_entries(catalogue, TODAY)
    for entry in entries:
        check_entry(entry, entry.date)
        act = catalogue.find(entry.act_id)
        assert (act is None) == (entry.kind is EntryKind.NOTE)
        assert act is None or (act.title, act.size) == (entry.act, entry.size)
    assert len({entry.id for entry in entries}) == len(entries)


def test_it_looks_like_a_persons_year(catalogue: Catalogue) -> None:
    """Every size, private entries, notes, gaps in the answers and quiet days are all there."""
    entries = demo_entries(catalogue, TODAY)
    assert {entry.size for entry in entries} == {*ActSize, None}
    assert {entry.private for entry in entries} == {True, False}
    assert any(entry.mood_before is None for entry in entries if entry.is_done_act)
    assert any(not entry.is_done_act for entry in entries if entry.kind is EntryKind.ACT)
    busy = {entry.date for entry in entries}
    assert DAYS // 4 < len(busy) < DAYS


@pytest.mark.parametrize("days", [1, 2, 30, 400])
def test_it_can_be_as_long_as_wanted(catalogue: Catalogue, days: int) -> None:
    """Days lie within the asked length, and today is still to be lived."""
    entries = demo_entries(catalogue, TODAY, days)
    assert all(TODAY - timedelta(days=days) < entry.date < TODAY for entry in entries)
    assert entries or days < 30
    assert [entry.date for entry in entries] == sorted(entry.date for entry in entries)


def test_it_is_written_by_the_journals_own_use_cases(home: Path) -> None:
    """The throwaway journal holds the year while it lasts, and is gone afterwards."""
    with throwaway_folder() as paths:
        vault = Vault(paths, CLOCK)
        journal = vault.open()
        fill_with_demo(journal)
        assert list(journal.entries()) == list(
            disclose(demo_entries(journal.catalogue, TODAY), ShareChoice(Preset.FULL)).entries
        )
        vault.lock()
        folder = paths.data
        assert folder.is_dir()
    assert not folder.exists()
    assert not Paths.for_person(None, {}).data.exists()
    assert list(home.iterdir()) == []
