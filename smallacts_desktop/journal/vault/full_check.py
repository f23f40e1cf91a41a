"""Looking at everything a person's journal consists of, its backups included; changes nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from smallacts_desktop.domain.backups import Checked, Finding, Snapshot, SnapshotPreview
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import (
    DamagedJournalError,
    DamagedSnapshotError,
    InterruptedSaveError,
    NotASnapshotError,
)
from smallacts_desktop.storage.file import files
from smallacts_desktop.storage.file.companion_check import key_file_damage, orphans
from smallacts_desktop.storage.file.full_check import damage_in
from smallacts_desktop.storage.keys import key_files
from smallacts_desktop.storage.keys.keys import Key


def check_journal(journal: Path, key: Key | None, today: date) -> Checked:
    """Every page, row and index of the journal, which ``key`` opens."""
    if key_files.needs_undoing(journal):
        return Checked(journal, True, str(InterruptedSaveError()), is_damaged=True)
    try:
        if key is None:
            # The first words of a plain file tell more kindly what is wrong with it.
            files.version_in(journal, _ANY_VERSION)
        found = tuple(damage_in(journal, key, today))
    except SmallActsError as error:
        return Checked(journal, is_journal=True, problem=str(error), is_damaged=True)
    return _checked(journal, found, is_journal=True)


def check_companions(journal: Path, key: Key | None, folders: Sequence[Path]) -> Iterator[Checked]:
    """The files that go with the passphrase, and what belongs to no backup; only damaged ones."""
    for path, finding in (*key_file_damage(journal, key), *orphans(folders)):
        yield _checked(path, (finding,))


def check_snapshot(
    item: Snapshot, key: Key | None, today: date, preview: Callable[[Path], SnapshotPreview]
) -> Checked:
    """A backup as a restore would look at it, and each of its rows where ``key`` opens it."""
    file = item.path
    try:
        seen = preview(file)
        found = tuple(damage_in(file, key if seen.is_encrypted else None, today))
    except SmallActsError as error:
        damaged = isinstance(error, DamagedSnapshotError | NotASnapshotError | DamagedJournalError)
        return Checked(file, False, str(error), damaged, kind=item.kind)
    return replace(_checked(file, found), kind=item.kind)


def _checked(path: Path, found: tuple[Finding, ...], *, is_journal: bool = False) -> Checked:
    problem = str(found[0]) if found else ""
    return Checked(path, is_journal, problem, bool(found), found)


_ANY_VERSION = 2**31 - 1
