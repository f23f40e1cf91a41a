"""A chosen file that is read twice: the same file, or one clear sentence; and no memory for it."""

import os
import tracemalloc
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.errors import FileChangedError, FileNotReadError
from smallacts_desktop.sharing.csv.plan import ROWS_SHOWN, ImportFile, plan_import
from tests.domain.strategies import TODAY, act_entry
from tests.sharing.journal_stand_in import JournalStandIn, exported


def many(count: int) -> list[Entry]:
    """Entries of some words each."""
    return [
        act_entry(TODAY - timedelta(days=n % 300), n + 1, note=f"A nod, number {n}. " * 8)
        for n in range(count)
    ]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A full export of three entries."""
    path = tmp_path / "in.csv"
    path.write_bytes(exported(many(3)))
    return path


def test_entries_are_read_out_of_the_file_as_often_as_they_are_wanted(file: Path) -> None:
    """The same ones each time, those without an id included, and those that change others."""
    file.write_bytes(b"date,note\r\n2026-03-09,a\r\n2026-03-10,b\r\n")
    plan = plan_import(ImportFile(file), JournalStandIn())
    first = list(plan.new)
    assert (len(plan.new), len({entry.id for entry in first})) == (2, 2)
    assert list(plan.new) == first == list(plan.first_new)
    assert list(plan.updates) == []


def _other_words(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"A nod", b"A wag"))


def _other_words_at_the_same_time(path: Path) -> None:
    facts = path.stat()
    _other_words(path)
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))


def _another_file(path: Path) -> None:
    other = path.with_name("other.csv")
    other.write_bytes(path.read_bytes())
    other.replace(path)


def _more_rows(path: Path) -> None:
    path.write_bytes(exported(many(4)))


def _fewer_rows(path: Path) -> None:
    path.write_bytes(exported(many(2)))


@pytest.mark.parametrize(
    "change",
    [_other_words, _other_words_at_the_same_time, _another_file, _more_rows, _fewer_rows],
)
def test_a_file_that_was_changed_meanwhile_is_refused(
    file: Path, change: Callable[[Path], None]
) -> None:
    """Whatever time it bears."""
    plan = plan_import(ImportFile(file), JournalStandIn())
    change(file)
    with pytest.raises(FileChangedError):
        list(plan.new)


def test_a_file_that_changes_while_it_is_read_is_refused(file: Path) -> None:
    """Of what was read before, nothing is kept either."""
    file.write_bytes(exported(many(500)))
    plan = plan_import(ImportFile(file), JournalStandIn())
    coming = iter(plan.new)
    next(coming)
    with file.open("ab") as more:
        more.write(b"\r\n")
    with pytest.raises(FileChangedError):
        list(coming)


def test_a_file_that_is_gone_is_told(file: Path) -> None:
    """A stick that was pulled out."""
    plan = plan_import(ImportFile(file), JournalStandIn())
    file.unlink()
    with pytest.raises(FileNotReadError):
        list(plan.new)


def test_a_longer_file_takes_no_more_memory(tmp_path: Path) -> None:
    """But for sixteen bytes of each id and a byte a row; a held row would take two thousand."""
    peaks = []
    for count in (1000, 10_000):
        path = tmp_path / f"{count}.csv"
        path.write_bytes(exported(many(count)))
        tracemalloc.start()
        plan = plan_import(ImportFile(path), JournalStandIn())
        assert sum(1 for _ in plan.new) == len(plan.new) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert len(plan.first_new) == ROWS_SHOWN
    assert peaks[1] - peaks[0] < 9000 * 60
