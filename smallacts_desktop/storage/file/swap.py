"""Several files of one folder take their places as one: all of them, or none.

Each new file is written in full as ``NAME-next`` beside the one it is to replace. Then a small
plain file, the intent, says which of them take their places and which files go. It gets its name
by one rename, and that is the moment at which the change is in force: before it, everything is as
it was; after it, whoever opens the journal next finishes what a power cut or a fault interrupts.

An intent holds names of the program's own files in that one folder, never paths, and marks of the
files it was written for, so that a stale or a made-up one touches no other file.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from smallacts_desktop.domain.journal_errors import ChangeWaitsError, NewerJournalError
from smallacts_desktop.storage.file.files import (
    check_place,
    interrupted_commit,
    is_regular,
    open_regular,
    read_regular,
    refusal,
    remove_named,
    remove_regular,
    sync_file,
    sync_folder,
)

NEXT = "-next"
_FORMAT = 1
_PART, _GONE, _NOT_OURS = ".part", "-gone", "-not-ours"
# A handful of names and marks; anything larger is none of ours.
_LARGEST, _MOST_NAMES = 16_384, 16
_MARKED, _SALT = 65_536, 16
_SIDES = ("", "-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Place:
    """A folder, the name of the intent in it, and which names an intent may hold."""

    folder: Path
    intent: str
    names: re.Pattern[str]

    @property
    def intent_file(self) -> Path:
        """Where an intent lies while a change is under way."""
        return self.folder / self.intent


@dataclass(frozen=True, slots=True)
class _Intent:
    """What is to be done: ``put`` names with the marks of their next files, the main one first.

    ``before`` is the mark of the main file that is to be replaced, blank where there is none, and
    ``salt`` the first bytes of the one that replaces it. ``remove`` are names with their marks.
    """

    put: Mapping[str, str]
    remove: Mapping[str, str]
    before: str
    salt: str

    def content(self) -> bytes:
        facts = {"format": _FORMAT, **asdict(self)}
        return json.dumps({"change": facts, "check": _check(facts)}).encode()


def of_journal(journal: Path) -> Place:
    """The place of a journal and of what lies beside it."""
    stem, name = re.escape(journal.stem), re.escape(journal.name)
    names = re.compile(rf"{name}|{stem}\.(?:keycheck|recovery|rekeying)")
    return Place(journal.parent, f"{journal.stem}.intent", names)


def next_to(path: Path) -> Path:
    """Where the file that is to replace the one at ``path`` is written."""
    return path.with_name(path.name + NEXT)


def is_waiting(place: Place) -> bool:
    """Whether a change is under way in a folder, or something is where its intent would be."""
    return os.path.lexists(place.intent_file)


def is_in_force(place: Place) -> bool:
    """Whether a change waits for ``finish`` to carry it on; only reads. Raises NewerJournalError.

    False for what is no intent of ours, and for one that was written for other files.
    """
    intent = _read(place)
    try:
        return intent is not None and _fits(place, intent)
    except OSError:
        return True


def commit(place: Place, put: Sequence[str], remove: Iterable[str] = ()) -> bool:
    """Let each ``NAME-next`` take the place of ``NAME``, the main file first, and remove others.

    True when nothing is left over; False when the change is in force and some of what goes with
    it is left to ``finish``. Raises a JournalError, and then nothing has changed and the next
    files are gone; or ChangeWaitsError when the disk allows neither to go on nor to go back.
    """
    check_place(*(place.folder / name for name in put))
    try:
        for name in put:
            sync_file(place.folder / (name + NEXT))
        sync_folder(place.folder)
        intent = _Intent(
            put={name: _mark(place.folder / (name + NEXT)) for name in put},
            remove={name: mark for name in remove if (mark := _mark(place.folder / name))},
            before=_mark(place.folder / put[0]),
            salt=read_regular(place.folder / (put[0] + NEXT), _SALT).hex(),
        )
    except OSError as error:
        sweep(place)
        raise refusal(error, place.folder) from None
    try:
        _write(place, intent)
        _rename_main(place, put[0])
    except OSError as error:
        _roll_back(place, put[0], error)
    try:
        _twice(lambda: _complete(place, intent))
    except OSError:
        return False
    return True


def finish(place: Place) -> None:
    """Finish a change that was interrupted, if there is one; for the only user of the folder.

    What is no intent of ours, or was written for other files, changes nothing: it is archived.
    Raises NewerJournalError, or a JournalError when the disk does not allow it just now; the
    change is finished another time then.
    """
    if not is_waiting(place):
        return
    intent = _read(place)
    if intent is None:
        _archive(place.intent_file)
        return
    try:
        if _fits(place, intent):
            main = next(iter(intent.put))
            if is_regular(place.folder / (main + NEXT)):
                _rename_main(place, main)
            _rename_others(place, intent)
        _remove_intent(place)
    except OSError as error:
        raise refusal(error, place.folder) from None


def sweep(place: Place) -> None:
    """Remove what was half-made and never came to be; only while no change is under way.

    For the only user of the folder. What cannot go stays.
    """
    if not is_waiting(place):
        remove_named(place.folder, lambda name: _is_half_made(place, name))


def _is_half_made(place: Place, name: str) -> bool:
    if name == place.intent + _PART:
        return True
    for side in _SIDES:
        stem = name.removesuffix(side)
        if name.endswith(side) and stem.endswith(NEXT):
            return place.names.fullmatch(stem.removesuffix(NEXT)) is not None
    old = name.removesuffix(_GONE)
    return old != name and place.names.fullmatch(old.removesuffix("-journal")) is not None


# Steps


def _write(place: Place, intent: _Intent) -> None:
    part = place.folder / (place.intent + _PART)
    check_place(part, place.intent_file)
    remove_regular(part)
    handle = open_regular(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    with os.fdopen(handle, "wb") as file:
        file.write(intent.content())
        file.flush()
        os.fsync(file.fileno())
    part.replace(place.intent_file)
    sync_folder(place.folder)


def _rename_main(place: Place, name: str) -> None:
    """The main file takes its place, and the old one's interrupted commit never meets it."""
    main = place.folder / name
    hot = interrupted_commit(main)
    if is_regular(hot):
        _twice(lambda: hot.replace(_gone(hot)))
    _twice(lambda: next_to(main).replace(main))


def _rename_others(place: Place, intent: _Intent) -> None:
    for name in intent.put:
        path = place.folder / name
        if is_regular(next_to(path)):
            next_to(path).replace(path)
    for name, mark in intent.remove.items():
        if _mark(place.folder / name) == mark:
            (place.folder / name).unlink(missing_ok=True)
    remove_regular(_gone(interrupted_commit(place.folder / next(iter(intent.put)))))


def _remove_intent(place: Place) -> None:
    sync_folder(place.folder)
    place.intent_file.unlink(missing_ok=True)
    sync_folder(place.folder)


def _complete(place: Place, intent: _Intent) -> None:
    """Do the rest of a change that is in force."""
    _rename_others(place, intent)
    _remove_intent(place)


def _roll_back(place: Place, main: str, error: OSError) -> None:
    """Undo a change that failed before its main file was in place, and raise what happened.

    Returns only where the main file is in its place after all.
    """
    path = place.folder / main
    if is_waiting(place) and not os.path.lexists(next_to(path)):
        return
    try:
        hot = interrupted_commit(path)
        if is_regular(_gone(hot)):
            _twice(lambda: _gone(hot).replace(hot))
        _twice(lambda: remove_regular(place.intent_file))
    except OSError:
        raise ChangeWaitsError from None
    with suppress(OSError):
        sync_folder(place.folder)
    sweep(place)
    raise refusal(error, place.folder) from None


def _twice(step: Callable[[], object]) -> None:
    """Do a step again when it failed once: a disk may stumble, and there is no way back."""
    try:
        step()
    except OSError:
        step()


def _gone(path: Path) -> Path:
    return path.with_name(path.name + _GONE)


# Reading an intent


def _read(place: Place) -> _Intent | None:
    """The intent that waits, or None where what lies there is none of ours."""
    try:
        content = read_regular(place.intent_file, _LARGEST + 1)
        if len(content) > _LARGEST:
            return None
        found = json.loads(content)
        facts = found["change"]
        if found["check"] != _check(facts):
            return None
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    if isinstance(facts.get("format"), int) and facts["format"] > _FORMAT:
        raise NewerJournalError(found=facts["format"], known=_FORMAT)
    return _intent_from(place, facts)


def _intent_from(place: Place, facts: Mapping[str, Any]) -> _Intent | None:
    put, remove = facts.get("put"), facts.get("remove")
    if not (isinstance(put, dict) and isinstance(remove, dict) and put):
        return None
    names = [*put, *remove]
    texts = [*put.values(), *remove.values(), facts.get("before"), facts.get("salt")]
    are_ours = all(place.names.fullmatch(name) for name in names)
    if len(names) > _MOST_NAMES or not are_ours or not all(isinstance(t, str) for t in texts):
        return None
    return _Intent(put, remove, facts["before"], facts["salt"])


def _fits(place: Place, intent: _Intent) -> bool:
    """Whether the files are those that the intent was written for, as far as it has come."""
    for name, mark in intent.put.items():
        following = place.folder / (name + NEXT)
        if os.path.lexists(following) and _mark(following) != mark:
            return False
    main = place.folder / next(iter(intent.put))
    if is_regular(next_to(main)):
        return _mark(main) == intent.before
    # It is in its place, and may have been written to since.
    return is_regular(main) and read_regular(main, _SALT).hex() == intent.salt


def _archive(path: Path) -> None:
    """Give what is none of ours another name, unread and unchanged; it stays where that fails."""
    for number in range(1, 100):
        aside = path.with_name(f"{path.name}{_NOT_OURS}-{number}")
        if not os.path.lexists(aside):
            with suppress(OSError):
                path.rename(aside)
            return


def _mark(path: Path) -> str:
    """What tells a file from every other: its size, its beginning and its end; blank for none."""
    if not is_regular(path):
        return ""
    with os.fdopen(open_regular(path, os.O_RDONLY), "rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        digest = hashlib.sha256(file.read(_MARKED))
        file.seek(max(0, size - _MARKED))
        digest.update(file.read(_MARKED))
    return f"{size}-{digest.hexdigest()}"


def _check(facts: object) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
