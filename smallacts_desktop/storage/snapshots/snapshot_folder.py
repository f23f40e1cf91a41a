"""A folder of snapshots: how they are named, which of them there are, and which may go."""

import re
import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from smallacts_desktop.domain.backups import Snapshot, SnapshotKind, superfluous
from smallacts_desktop.domain.journal_errors import JournalUnavailableError
from smallacts_desktop.safe_files import remove_unless_held
from smallacts_desktop.storage.file.files import (
    interrupted_commit,
    is_encrypted,
    is_regular,
    remove_regular,
)
from smallacts_desktop.storage.file.swap import Place
from smallacts_desktop.storage.keys import key_files

FOLDER, ENDING = "snapshots", ".smallacts"
PART = ".part"
# What the library adds for its own file beside one that it writes.
_COMMIT = "-journal"
# What tells apart the half-written copies of two processes that copy in the same second.
_UNIQUE = re.compile(r"~[0-9a-f]{8}$")
_STAMP = "%Y-%m-%d-%H%M%S"
_OURS = re.compile(
    r"(?:small-acts|journal-set-aside)-(\d{4}-\d\d-\d\d-\d{6})(-before-update)?(?:-c(\d{1,6}))?(?:-\d+)?"
    r"\.smallacts"
)
_OF_OLD = re.compile(r"journal-v\d+-(\d{8}T\d{6}Z)(?:-\d+)?\.db")
_SET_ASIDE = "journal-set-aside"
_COMPANION = re.compile(
    _OURS.pattern.replace(r"\.smallacts", r"\.recovery")
    + "|"
    + _OF_OLD.pattern.replace(r"\.db", r"\.recovery")
)
_NAMES = re.compile("|".join((_OURS.pattern, _OF_OLD.pattern, _COMPANION.pattern)))
DAMAGED = "journal-damaged"
# What was in the place of a journal when the person began another one.
LEFT_BEHIND = "journal-left-behind"
_ASIDE = re.compile(
    rf"(?:{DAMAGED}|{LEFT_BEHIND})-\d{{4}}-\d\d-\d\d-\d{{6}}(?:-\d+)?\.(?:db|recovery|keycheck)"
)
# A journal that a restore, a rescue or a new beginning kept.
_COPY_ASIDE = re.compile(r"journal-[a-z-]+-\d{4}-\d\d-\d\d-\d{6}(?:-\d+)?\.(?:db|smallacts)")
# The moments of old names are told in some zone; which one is no matter where they are not told.
_SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def place_of(folder: Path) -> Place:
    """Where several files of a folder of snapshots take their places as one."""
    return Place(folder, "small-acts.intent", _NAMES)


def is_snapshot(path: Path) -> bool:
    """Whether a regular file with a snapshot's name is there."""
    return _is_ours(path.name) and is_regular(path)


def kind_of(path: Path) -> SnapshotKind | None:
    """What a file is counted as; None for what is no copy of a journal, or an empty one.

    A copy that a restore or a rescue made counts as archived, also where it is damaged and
    can therefore not be brought back.
    """
    if not is_regular(path):
        return None
    if _COPY_ASIDE.fullmatch(path.name):
        with suppress(OSError):
            return SnapshotKind.ARCHIVED if path.stat().st_size else None
        return None
    found = _snapshot(path, _SOME_DAY) if is_snapshot(path) else None
    return None if found is None else found.kind


def kinds_in(folder: Path) -> list[SnapshotKind | None]:
    """What each file of a folder is counted as; none when it cannot be read."""
    with suppress(OSError):
        return [kind_of(path) for path in folder.iterdir()]
    return []


def is_there(folder: Path) -> bool:
    """Whether a folder can be reached; a stick that is being pulled out may answer with a fault."""
    try:
        return folder.is_dir()
    except OSError:
        return False


def is_empty(folder: Path) -> bool:
    """Whether a folder can be looked into, and holds no snapshot, not even one beyond reading."""
    try:
        return not any(_is_ours(path.name) for path in folder.iterdir())
    except OSError:
        return False


def listed(folder: Path, now: datetime) -> list[Snapshot]:
    """The snapshots in a folder, the newest first; none when it cannot be read.

    ``now`` says in which zone the moments of old names are to be told.
    """
    with suppress(OSError):
        return found_in(folder, now)
    return []


def found_in(folder: Path, now: datetime) -> list[Snapshot]:
    """What ``listed`` finds. Raises OSError when the folder cannot be read."""
    paths = [path for path in folder.iterdir() if is_snapshot(path)]
    found = [snapshot for path in paths if (snapshot := _snapshot(path, now)) is not None]
    return sorted(found, key=lambda snapshot: snapshot.order, reverse=True)


def taken_at(path: Path, now: datetime) -> datetime | None:
    """The wall-clock time in the name of a snapshot; None for a name that is none of ours."""
    try:
        if match := _OURS.fullmatch(path.name):
            return datetime.strptime(match[1], _STAMP)  # noqa: DTZ007 - a name has no zone
        if match := _OF_OLD.fullmatch(path.name):
            moment = datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            return moment.astimezone(now.tzinfo).replace(tzinfo=None)
    except ValueError:
        pass
    return None


def name_for(kind: SnapshotKind, now: datetime, folders: Iterable[Path] = ()) -> str:
    """The name of a snapshot, by the person's own clock on the wall.

    Where ``folders`` hold one that is dated later, the name says that the clock has gone back.
    """
    turn = _turn_at(now, folders)
    parts = ["small-acts", stamp_of(now), kind.value, f"c{turn}" if turn else ""]
    if kind is SnapshotKind.ARCHIVED:
        parts[0], parts[2] = _SET_ASIDE, ""
    return "-".join(filter(None, parts)) + ENDING


def _turn_at(now: datetime, folders: Iterable[Path]) -> int:
    """How often the clock has gone back by now, as the snapshots so far tell."""
    found = [item for folder in folders for item in listed(folder, now)]
    if not found:
        return 0
    latest = max(found, key=lambda item: item.order)
    wall = now.replace(tzinfo=None, microsecond=0)
    return latest.turn + (latest.taken_at > wall)


def stamp_of(now: datetime) -> str:
    """A moment as it stands in names of files."""
    return f"{now:{_STAMP}}"


def thin_out(folder: Path, now: datetime) -> None:
    """Remove what is superfluous among the snapshots of a folder; what cannot go stays."""
    for snapshot in superfluous(listed(folder, now), now.replace(tzinfo=None)):
        with suppress(OSError):
            remove(snapshot.path)


def remove(snapshot: Path) -> None:
    """Remove a snapshot and what lies beside it. Raises OSError."""
    for companion in (*key_files.recoveries(snapshot), interrupted_commit(snapshot)):
        remove_regular(companion)
    remove_regular(snapshot)


def tidy(folder: Path) -> None:
    """Remove what a power cut left half-written; for the only user. What cannot go stays."""
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            with suppress(OSError):
                if _is_half_written(path):
                    remove_regular(path)
                elif _may_be_reserved(path) and not path.stat().st_size:
                    # A name that was reserved, and what was laid beside it already.
                    remove(path)


def tidy_around(target: Path) -> None:
    """Remove what a backup that was killed left of ``target`` in a folder of the person's.

    Other processes may be at work there: what one of them holds stays, and what cannot go.
    """
    name = rf"{re.escape(target.stem)}(?:-\d+)?"
    whole = re.compile(name + re.escape(target.suffix))
    part = re.compile(rf"{name}\.\w+~[0-9a-f]{{8}}{re.escape(PART)}")
    with suppress(OSError):
        for path in sorted(target.parent.iterdir()):
            main = path.with_name(path.name.removesuffix(_COMMIT))
            if part.fullmatch(main.name):
                remove_unless_held(main)
                if not main.exists():
                    remove_unless_held(path)
            elif whole.fullmatch(path.name) and is_regular(path) and not path.stat().st_size:
                remove_unless_held(path)
                if not path.exists():
                    remove(path)


def _is_half_written(path: Path) -> bool:
    main = path.name.removesuffix(_COMMIT)
    whole = main.removesuffix(PART)
    name = _UNIQUE.sub("", whole)
    return whole != main and bool(_NAMES.fullmatch(name) or _ASIDE.fullmatch(name))


def _may_be_reserved(path: Path) -> bool:
    return is_snapshot(path) or (_ASIDE.fullmatch(path.name) is not None and is_regular(path))


def part_of(path: Path) -> Path:
    """Where a file is written that is to have this name; each process has a place of its own."""
    return path.with_name(f"{path.name}~{secrets.token_hex(4)}{PART}")


def _snapshot(path: Path, now: datetime) -> Snapshot | None:
    moment = taken_at(path, now)
    if moment is None:
        return None
    try:
        size = path.stat().st_size
    except OSError:
        return None
    try:
        encrypted = is_encrypted(path)
    except JournalUnavailableError:
        # One that the disk does not give just now is there all the same; nothing says it is plain.
        encrypted = True
    # An empty one is a name that was reserved when the power went.
    match = _OURS.fullmatch(path.name)
    turn = int(match[3] or 0) if match else 0
    return Snapshot(path, moment, _kind_of(path), size, encrypted, turn) if size else None


def _is_ours(name: str) -> bool:
    return _OURS.fullmatch(name) is not None or _OF_OLD.fullmatch(name) is not None


def _kind_of(path: Path) -> SnapshotKind:
    if path.name.startswith(_SET_ASIDE):
        return SnapshotKind.ARCHIVED
    if _OF_OLD.fullmatch(path.name) or SnapshotKind.BEFORE_UPDATE.value in path.name:
        return SnapshotKind.BEFORE_UPDATE
    return SnapshotKind.ROUTINE
