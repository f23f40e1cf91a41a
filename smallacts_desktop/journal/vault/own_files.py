"""Which files on this computer are the program's own: to keep them private, and to remove them.

A file is known by its place and its name, both. The folder that holds everything may be one the
person named, with files of theirs in it, and so may the folder of snapshots.
"""

import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from smallacts_desktop.domain.backups import SnapshotCount, SnapshotKind, counted
from smallacts_desktop.paths import OWN_FOLDER, Paths
from smallacts_desktop.storage.file.files import sync_folder
from smallacts_desktop.storage.snapshots.snapshot_folder import kind_of

SNAPSHOTS = "snapshots"
_FOLDER_MODE, _FILE_MODE = 0o700, 0o600
_OTHERS = 0o077


class OwnKind(StrEnum):
    """What a file of the program's own is for."""

    JOURNAL = "journal"
    SNAPSHOT = "snapshot"
    SETTINGS = "settings"
    LOG = "log"
    HELPER = "helper"


OnClosed = Callable[[Path], None]
_STAMP = r"\d{4}-\d\d-\d\d-\d{6}"
# SQLite's own files beside one, what waits to take its place, and what was left half-written.
_BESIDE = r"(?:-next|-journal|-wal|-shm|-gone)*(?:~[0-9a-f]{8})?(?:\.part(?:-journal)?)?"
_INTENT = r"\.intent(?:\.part|-not-ours-\d+)?"
_NAMES: dict[OwnKind, str] = {
    OwnKind.JOURNAL: rf"journal(?:\.(?:db|keycheck|recovery|rekeying){_BESIDE}|{_INTENT})",
    OwnKind.SNAPSHOT: (
        rf"\.?(?:small-acts|journal-[a-z-]+)-{_STAMP}[a-z0-9-]*"
        rf"\.(?:smallacts|db|keycheck|recovery){_BESIDE}"
        rf"|journal-v\d+-\d{{8}}T\d{{6}}Z(?:-\d+)?\.db{_BESIDE}"
        rf"|small-acts{_INTENT}"
    ),
    OwnKind.SETTINGS: r"settings(?:\.damaged-[\d-]+)?\.json|\.settings-\w+\.json",
    OwnKind.LOG: r"smallacts\.log(?:\.\d+)?",
    OwnKind.HELPER: r"journal\.(?:open|lock|raise|attempts)",
}
_KNOWN = {kind: re.compile(pattern) for kind, pattern in _NAMES.items()}


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file of the program's own."""

    kind: OwnKind
    path: Path


def own_files(
    paths: Paths, also: Iterable[Path] = (), on_closed: OnClosed | None = None
) -> Iterator[OwnFile]:
    """Every file of the program's own; ``also`` are other folders where snapshots are kept.

    ``on_closed`` is called with each folder that is there and cannot be looked into. A link under a
    name of the program's is one; what it leads to is not. Pipes and folders are not. The file that
    says which process has the journal open comes last.
    """
    journal, snapshot, helper = OwnKind.JOURNAL, OwnKind.SNAPSHOT, OwnKind.HELPER
    yield from _known_in(paths.data, journal, snapshot, on_closed=on_closed)
    own = [folder for folder in (paths.data / SNAPSHOTS,) if not folder.is_symlink()]
    for folder in dict.fromkeys((*own, *also)):
        if folder != paths.data:
            yield from _known_in(folder, snapshot, on_closed=on_closed)
    yield from _known_in(paths.settings.parent, OwnKind.SETTINGS, on_closed=on_closed)
    if not paths.logs.is_symlink():
        yield from _known_in(paths.logs, OwnKind.LOG, on_closed=on_closed)
    yield from _known_in(paths.data, helper, on_closed=on_closed)


def own_folders(paths: Paths) -> list[Path]:
    """The folders that the program makes for itself, inner ones first."""
    around = (paths.logs.parent,) if paths.logs.parent.name == OWN_FOLDER else ()
    folders = (paths.data / SNAPSHOTS, paths.logs, *around, paths.settings.parent, paths.data)
    return [
        folder for folder in dict.fromkeys(folders) if folder.is_dir() and not folder.is_symlink()
    ]


def make_private(paths: Paths, also: Iterable[Path] = ()) -> None:
    """Take away what other accounts may do with the program's own files, where that is needed.

    So does a folder lose it that holds nothing else. A folder with other people's things in it
    stays as it is; the files in it are the person's alone all the same. What cannot be changed
    is left. On Windows the profile folder's rules do this already.
    """
    if sys.platform == "win32":
        return
    for file in own_files(paths, also):
        _close(file.path, _FILE_MODE)
    for folder in own_folders(paths):
        if not others_things(folder, paths):
            _close(folder, _FOLDER_MODE)


def others_things(folder: Path, paths: Paths) -> list[Path]:
    """What one of the program's folders holds besides its own files and folders."""
    own = {file.path for file in own_files(paths)} | set(own_folders(paths))
    with suppress(OSError):
        return [path for path in folder.iterdir() if path not in own]
    return []


def _known_in(folder: Path, *kinds: OwnKind, on_closed: OnClosed | None) -> Iterator[OwnFile]:
    try:
        entries = sorted(folder.iterdir())
    except FileNotFoundError:
        return
    except OSError:
        if on_closed is not None:
            on_closed(folder)
        return
    for path in entries:
        kind = next((kind for kind in kinds if _KNOWN[kind].fullmatch(path.name)), None)
        if kind is not None and (path.is_symlink() or path.is_file()):
            yield OwnFile(kind, path)


def _close(path: Path, mode: int) -> None:
    with suppress(OSError):
        facts = path.lstat()
        # A link's target is somewhere the person chose, and theirs to look after.
        is_own = facts.st_uid == os.getuid() and not stat.S_ISLNK(facts.st_mode)
        if is_own and stat.S_IMODE(facts.st_mode) & _OTHERS:
            path.chmod(mode)


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
    gone: list[tuple[OwnFile, SnapshotKind | None]] = []
    left: list[Path] = []
    for file in own_files(paths, also, left.append):
        kind = kind_of(file.path)
        try:
            file.path.unlink()
            gone.append((file, kind))
        except OSError:
            left.append(file.path)
    for folder in {file.path.parent for file, _ in gone}:
        # Said to be deleted means deleted, whatever happens to the power afterwards.
        with suppress(OSError):
            sync_folder(folder)
    shared = [folder for folder in own_folders(paths) if others_things(folder, paths)]
    for folder in own_folders(paths):
        with suppress(OSError):  # other people's things are in it, or what could not be removed
            folder.rmdir()
    kinds = {file.kind for file, _ in gone}
    return Erased(
        journal=OwnKind.JOURNAL in kinds,
        snapshots=counted(kind for _, kind in gone),
        settings=OwnKind.SETTINGS in kinds,
        logs=OwnKind.LOG in kinds,
        left=tuple(dict.fromkeys(left)),
        shared=tuple(shared),
        out_of_reach=out_of_reach,
    )


def _out_of_reach(folders: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(folder for folder in folders if not folder.is_dir())
