"""Deleting everything: the journal, its snapshots, the settings and the log, and saying so."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from smallacts_desktop.domain.backups import SnapshotCount, counted
from smallacts_desktop.journal.vault.own_files import (
    OwnFile,
    OwnKind,
    others_things,
    own_files,
    own_folders,
)
from smallacts_desktop.paths import Paths
from smallacts_desktop.storage.file.fsync import sync_folder
from smallacts_desktop.storage.snapshots.snapshot_folder import kind_of

_NONE = SnapshotCount()


@dataclass(frozen=True, slots=True)
class Erasable:
    """What deleting everything would remove: how many snapshots are in which folder.

    ``out_of_reach`` are folders of snapshots that it cannot reach just now.
    """

    snapshots: Mapping[Path, SnapshotCount]
    out_of_reach: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Erased:
    """What was removed, and what was not.

    ``journal``, ``settings`` and ``logs`` tell whether there were any; ``snapshots`` counts them.
    ``left`` are files of the program's own that could not be removed, and folders that could not
    be looked into. ``shared`` are folders that stay because other files are in them,
    ``out_of_reach`` folders of snapshots that could not be reached.
    """

    journal: bool = False
    snapshots: SnapshotCount = _NONE
    settings: bool = False
    logs: bool = False
    left: tuple[Path, ...] = ()
    shared: tuple[Path, ...] = ()
    out_of_reach: tuple[Path, ...] = ()


def erasable(paths: Paths, also: Iterable[Path] = ()) -> Erasable:
    """What ``erase_everything`` would remove now; ``also`` are other folders of snapshots."""
    also = tuple(also)
    counts: dict[Path, SnapshotCount] = {}
    for file in own_files(paths, also):
        folder = file.path.parent
        counts[folder] = counts.get(folder, _NONE) + counted([kind_of(file.path)])
    found = {folder: counts[folder] for folder in sorted(counts) if counts[folder]}
    return Erasable(found, _out_of_reach(also))


def erase_everything(paths: Paths, also: Iterable[Path] = ()) -> Erased:
    """Remove every file of the program's own, and its folders where nothing else is in them.

    ``also`` are folders besides its own where snapshots are kept; they stay. The journal must be
    closed and the log too. A file that cannot be removed is named in the answer and keeps the
    others from nothing.
    """
    also = tuple(also)
    out_of_reach = _out_of_reach(also)
    gone: list[OwnFile] = []
    left: list[Path] = []
    kinds_gone = []
    for file in own_files(paths, also, left.append):
        kind = kind_of(file.path)
        try:
            file.path.unlink()
        except OSError:
            left.append(file.path)
        else:
            gone.append(file)
            kinds_gone.append(kind)
    for folder in {file.path.parent for file in gone}:
        # Said to be deleted means deleted, whatever happens to the power afterwards.
        with suppress(OSError):
            sync_folder(folder)
    shared = [folder for folder in own_folders(paths) if others_things(folder, paths)]
    for folder in own_folders(paths):
        with suppress(OSError):  # other people's things are in it, or what could not be removed
            folder.rmdir()
    kinds = {file.kind for file in gone}
    return Erased(
        journal=OwnKind.JOURNAL in kinds,
        snapshots=counted(kinds_gone),
        settings=OwnKind.SETTINGS in kinds,
        logs=OwnKind.LOG in kinds,
        left=tuple(dict.fromkeys(left)),
        shared=tuple(shared),
        out_of_reach=out_of_reach,
    )


def _out_of_reach(folders: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(folder for folder in folders if not folder.is_dir())
