"""What the disk and the library refuse is told in our words, and never in the person's."""

import errno
import logging
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.domain.errors import InvalidEntryError, SmallActsError
from smallacts_desktop.domain.journal_errors import (
    DiskFaultError,
    DiskFullError,
    FolderNotWritableError,
    JournalBusyError,
    JournalError,
    JournalUnavailableError,
    ReadOnlyDiskError,
)
from smallacts_desktop.storage.file import driver
from smallacts_desktop.storage.file.files import interrupted_commit
from smallacts_desktop.storage.rows.store import Store
from tests.storage.samples import SECRET, act_entry, fill, note_entry


def test_a_file_that_went_away_is_noticed_on_saving(store: Store) -> None:
    """Nothing is said to be saved in a file that is no longer there."""
    store.database.path.unlink()
    with pytest.raises(JournalUnavailableError):
        store.entries.add(act_entry())
    assert not store.database.path.exists()


def test_a_file_that_became_read_only_is_noticed_on_saving(store: Store) -> None:
    """A refusal to write names the folder."""
    store.database.execute("PRAGMA query_only = 1")
    with pytest.raises(FolderNotWritableError):
        store.entries.add(act_entry())


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        (errno.ENOSPC, DiskFullError),
        (errno.EROFS, ReadOnlyDiskError),
        (errno.EIO, DiskFaultError),
        (errno.EACCES, FolderNotWritableError),
        (None, DiskFaultError),
    ],
)
def test_why_the_library_cannot_write_is_asked_of_the_system(
    store: Store, monkeypatch: pytest.MonkeyPatch, reason: int | None, kind: type[SmallActsError]
) -> None:
    """The library says no more than that it cannot open a file, whatever the disk has said."""

    def refuse(dir: Path) -> None:
        raise OSError(reason, f"no file in {dir}")

    if reason is not None:
        monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    # Where its own file is to be, something stands that cannot be opened.
    interrupted_commit(store.database.path).mkdir()
    with pytest.raises(JournalError) as told:
        store.entries.add(act_entry())
    assert type(told.value) is kind


def hold_busy(store: Store) -> None:
    """Try to save while another connection holds the file."""
    other = sqlite.connect(str(store.database.path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        store.entries.add(note_entry())
    finally:
        other.close()


def test_a_save_while_another_program_writes_is_busy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After waiting, the save is refused, and can be tried again."""
    monkeypatch.setattr(driver, "BUSY_SECONDS", 0.05)
    store = Store.open(path)
    with pytest.raises(JournalBusyError):
        hold_busy(store)
    store.entries.add(note_entry())
    store.close()


def break_a_rule(store: Store) -> None:
    """Save a mood that no entry can have."""
    store.entries.add(note_entry(mood_after=11))


def save_without_room(store: Store) -> None:
    """Save a note on a full disk."""
    fill(store)
    store.entries.add(note_entry(note=SECRET * 1000))


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (break_a_rule, InvalidEntryError),
        (save_without_room, DiskFullError),
    ],
)
def test_no_error_carries_the_persons_words(
    store: Store,
    fault: Callable[[Store], None],
    kind: type[SmallActsError],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither the error, nor what led to it, nor the log quotes a note."""
    caplog.set_level(0)
    with pytest.raises(kind) as caught:
        fault(store)
    told = "".join(traceback.format_exception(caught.value))
    link: BaseException | None = caught.value
    while link is not None:
        told += repr(link)
        link = link.__context__
    assert SECRET not in told
    assert SECRET not in caplog.text


def test_peewee_says_nothing_to_any_log() -> None:
    """Its debug lines would carry the values of every query."""
    logger = logging.getLogger("peewee")
    assert not logger.isEnabledFor(logging.CRITICAL)
    assert not logger.propagate
