"""What a disk may hold after the power went, from the log of a program's file calls.

A file's bytes have surely reached the disk once the file was synced, and a name once its folder
was; everything since may be there, in part, in another order, or not at all. Names of one folder
are taken to arrive in the order they were made, as on every file system with a journal; a file
that is not synced may have its new name and none of its bytes.
"""

import os
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from tests.torture.file_calls import Kind
from tests.torture.injection import Done

_SECTORS = (512, 4096)


class Loss(StrEnum):
    """What becomes of all that was not synced."""

    KEPT = "all kept"
    ALL_LOST = "all lost"
    BYTES_LOST = "bytes lost, names kept"
    NAMES_LOST = "names lost, bytes kept"
    REORDERED = "some writes lost"
    TORN = "writes torn"


@dataclass(frozen=True, slots=True)
class _Change:
    """An unsynced change of a file: bytes at an offset, or with ``size`` a new length."""

    offset: int = 0
    data: bytes = b""
    size: int | None = None

    def apply(self, content: bytearray) -> None:
        if self.size is not None:
            del content[self.size :]
            content.extend(bytes(self.size - len(content)))
            return
        content.extend(bytes(max(0, self.offset - len(content))))
        content[self.offset : self.offset + len(self.data)] = self.data

    def torn(self, chance: random.Random) -> Iterator["_Change"]:
        """Some of its sectors."""
        sector = chance.choice(_SECTORS)
        for start in range(0, len(self.data), sector):
            if chance.random() < 0.5:
                yield _Change(self.offset + start, self.data[start : start + sector])


@dataclass(slots=True)
class _File:
    """A file's bytes on the disk for certain, and the changes since."""

    content: bytearray = field(default_factory=bytearray)
    changes: list[_Change] = field(default_factory=list)

    def sync(self) -> None:
        for change in self.changes:
            change.apply(self.content)
        self.changes.clear()

    def after(self, loss: Loss, chance: random.Random) -> bytes:
        """What may be read of it once the power is back."""
        content = bytearray(self.content)
        for change in self.changes:
            is_lucky = loss is Loss.REORDERED and chance.random() < 0.5
            is_whole = loss is Loss.TORN and change.size is not None
            if is_lucky or is_whole or loss in {Loss.KEPT, Loss.NAMES_LOST}:
                change.apply(content)
            elif loss is Loss.TORN:
                for part in change.torn(chance):
                    part.apply(content)
        return bytes(content)


@dataclass(frozen=True, slots=True)
class _Naming:
    """An unsynced change of names: ``names`` get their files, or None for a name that goes."""

    names: tuple[tuple[Path, "_File | None"], ...]

    def apply(self, files: dict[Path, _File]) -> None:
        for path, file in self.names:
            if file is None:
                files.pop(path, None)
            else:
                files[path] = file


class Disk:
    """The files below one folder, as they are and as they surely are on the disk."""

    def __init__(self, root: Path) -> None:
        """Begin with what is there now, all of it synced."""
        self._root = root
        self._files = {
            path: _File(bytearray(path.read_bytes())) for path in root.rglob("*") if path.is_file()
        }
        self._sure = dict(self._files)
        self._namings: list[tuple[Path, _Naming]] = []

    def do(self, done: Done) -> None:
        """Take note of a call."""
        call = done.call
        if call.path != self._root and self._root not in call.path.parents:
            return
        if call.kind is Kind.OPEN and not call.makes_nameless:
            self._open(call.path, call.flags)
        elif call.kind is Kind.WRITE and not call.is_deleted:
            self._files[call.path].changes.append(_Change(call.offset, done.data))
        elif call.name in {"truncate", "ftruncate"} and not call.is_deleted:
            self._files[call.path].changes.append(_Change(size=call.size))
        elif call.kind is Kind.SYNC and not call.is_deleted:
            self._sync(call.path)
        elif call.kind is Kind.RENAME and call.target is not None:
            moved = self._files.get(call.path)
            if moved is not None:
                self._name(call.target.parent, (call.path, None), (call.target, moved))
        elif call.kind is Kind.LINK and call.target is not None and call.path in self._files:
            self._name(call.target.parent, (call.target, self._files[call.path]))
        elif call.kind is Kind.UNLINK:
            self._name(call.path.parent, (call.path, None))

    def after(self, loss: Loss, chance: random.Random) -> dict[Path, bytes]:
        """What may be there once the power is back, by path below the root."""
        files = dict(self._sure)
        for naming in self._kept_namings(loss, chance):
            naming.apply(files)
        return {
            path.relative_to(self._root): file.after(loss, chance) for path, file in files.items()
        }

    def _open(self, path: Path, flags: int) -> None:
        if path not in self._files:
            self._name(path.parent, (path, _File()))
        elif flags & os.O_TRUNC:
            self._files[path].changes.append(_Change(size=0))

    def _name(self, folder: Path, *names: tuple[Path, _File | None]) -> None:
        naming = _Naming(names)
        naming.apply(self._files)
        self._namings.append((folder, naming))

    def _sync(self, path: Path) -> None:
        if path in self._files:
            self._files[path].sync()
            return
        for folder, naming in self._namings:
            if folder == path:
                naming.apply(self._sure)
        self._namings = [item for item in self._namings if item[0] != path]

    def _kept_namings(self, loss: Loss, chance: random.Random) -> Iterable[_Naming]:
        if loss in {Loss.KEPT, Loss.BYTES_LOST}:
            return [naming for _, naming in self._namings]
        if loss in {Loss.ALL_LOST, Loss.NAMES_LOST}:
            return []
        kept: list[_Naming] = []
        for folder in dict.fromkeys(folder for folder, _ in self._namings):
            own = [naming for place, naming in self._namings if place == folder]
            kept += own[: chance.randint(0, len(own))]
        return kept
