"""The person's settings: how the window looks, never what the journal holds.

They live in a small JSON file of their own, because the lock screen needs them before any journal
is open. Nothing a person wrote may ever become a setting, but for the contacts that they chose to
see while the journal is locked; and of the files and folders they chose
only those for snapshots do: they are needed while the journal is locked or damaged.
"""

import json
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from smallacts_desktop.safe_files import read_outside, replace_file

# A hundred times what they ever take.
_MOST_BYTES = 1 << 20
THEMES = ("system", "light", "dark", "high_contrast")
# Minutes without a touch after which the journal locks; 0 stands for never.
LOCK_AFTER_CHOICES = (1, 2, 5, 10, 30, 0)
SMALLEST_TEXT, LARGEST_TEXT = 0.8, 2.0
WIDEST_COLUMN = 4000
_PREFIX, _SUFFIX = ".settings-", ".json"
_LARGEST = 2**31 - 1
_LONGEST_PATH = 4096

_T = TypeVar("_T")
_Key = TypeVar("_Key")
# Makes a setting of what JSON gave; ValueError where that makes no sense.
_Reader = Callable[[object], _T]


def _setting(default: _T, reader: _Reader[_T]) -> _T:
    return field(default=default, metadata={"reader": reader})


def _require(sound: bool) -> None:
    if not sound:
        raise ValueError


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _whole(least: int = -_LARGEST, most: int = _LARGEST) -> _Reader[int]:
    def read(value: object) -> int:
        # True is an int to Python, and no number to a person.
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValueError
        _require(least <= value <= most)
        return value

    return read


def _number(least: float, most: float) -> _Reader[float]:
    def read(value: object) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise ValueError
        _require(least <= value <= most)
        return value

    return read


def _text(most: int, pattern: str = ".*") -> _Reader[str]:
    sound = re.compile(pattern, re.DOTALL)

    def read(value: object) -> str:
        if not isinstance(value, str) or len(value) > most or sound.fullmatch(value) is None:
            raise ValueError
        return value

    return read


def _one_of(choices: tuple[_T, ...], reader: _Reader[_T]) -> _Reader[_T]:
    def read(value: object) -> _T:
        choice = reader(value)
        _require(choice in choices)
        return choice

    return read


def _or_none(reader: _Reader[_T]) -> _Reader[_T | None]:
    return lambda value: None if value is None else reader(value)


def _list_of(reader: _Reader[_T], most: int) -> _Reader[tuple[_T, ...]]:
    def read(value: object) -> tuple[_T, ...]:
        if not isinstance(value, list) or len(value) > most:
            raise ValueError
        return tuple(reader(item) for item in value)

    return read


def _table_of(key: _Reader[_Key], reader: _Reader[_T], most: int) -> _Reader[Mapping[_Key, _T]]:
    def read(value: object) -> Mapping[_Key, _T]:
        if not isinstance(value, dict) or len(value) > most:
            raise ValueError
        return {key(name): reader(item) for name, item in value.items()}

    return read


def _days(value: object) -> tuple[int, ...]:
    """Days of the week, each at most once and in order."""
    days = _list_of(_whole(0, 6), 7)(value)
    _require(list(days) == sorted(set(days)))
    return days


def _instant(value: object) -> str:
    text = _text(40)(value)
    _require(not text or datetime.fromisoformat(text).tzinfo is not None)
    return text


def _folder(value: object) -> str:
    """A path that the system can be asked for: half a character cannot be written in any name."""
    path = _text(_LONGEST_PATH, "[^\0]*")(value)
    _require(not path or (len(os.fsencode(path)) <= _LONGEST_PATH and Path(path).is_absolute()))
    return path


def _former_folder(value: object) -> str:
    _require(bool(value))
    return _folder(value)


def _contact(value: object) -> tuple[str, str, str]:
    name, number, words = _list_of(_text(200), 3)(value)
    return name, number, words


_CLOCK = _text(5, "([01][0-9]|2[0-3]):[0-5][0-9]")
_GEOMETRY = _text(400, "[A-Za-z0-9+/=]*")
_WEEK = (0, 1, 2, 3, 4, 5, 6)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the person may set, each with the value it has until they do and what it may be.

    None follows the platform where a person may choose. A day of the week is 0 (Monday) to 6, a
    time ``HH:MM`` of the wall clock. Paths are absolute.
    """

    theme: str = _setting("system", _one_of(THEMES, _text(40)))
    # On top of the platform's own scaling.
    text_scale: float = _setting(1.0, _number(SMALLEST_TEXT, LARGEST_TEXT))
    week_start: int | None = _setting(None, _or_none(_whole(0, 6)))
    marks_on_calendar: bool = _setting(False, _flag)
    reduced_motion: bool | None = _setting(None, _or_none(_flag))
    # It matters to a journal with a passphrase.
    lock_after_minutes: int = _setting(5, _one_of(LOCK_AFTER_CHOICES, _whole()))
    # What Qt saves of the window's place, in Base64; empty until it was first closed.
    window_geometry: str = _setting("", _GEOMETRY)
    # The same of the releases up to 0.5.2, in logical pixels, read once.
    window_x: int | None = _setting(None, _or_none(_whole()))
    window_y: int | None = _setting(None, _or_none(_whole()))
    window_width: int | None = _setting(None, _or_none(_whole()))
    window_height: int | None = _setting(None, _or_none(_whole()))
    window_maximised: bool = _setting(False, _flag)
    # The id of the page that was open last, and the person's day on which it was, YYYY-MM-DD.
    page: str = _setting("", _text(40))
    page_day: str = _setting("", _text(40))
    # The day on which the whole journal file was last looked at, or empty where that is due.
    checked_on: str = _setting("", _text(40))
    # Whether the screens before the first card have been shown, and a journal has been open.
    first_run_done: bool = _setting(False, _flag)
    journal_made: bool = _setting(False, _flag)
    # Empty for the program's own folder; the former are where some snapshots may still be.
    snapshot_folder: str = _setting("", _folder)
    former_snapshot_folders: tuple[str, ...] = _setting((), _list_of(_former_folder, 100))
    # A copy of those in the journal, a name, a number and some words; none unless wanted.
    contacts_when_locked: bool = _setting(False, _flag)
    own_contacts: tuple[tuple[str, str, str], ...] = _setting((), _list_of(_contact, 12))
    # The widths of a table's columns, by its id, in logical pixels at 100 % text; 0 for its own.
    columns: Mapping[str, tuple[int, ...]] = field(
        default_factory=dict,
        metadata={"reader": _table_of(_text(40), _list_of(_whole(0, WIDEST_COLUMN), 60), 60)},
    )
    # See the domain's reminders.
    reminder_on: bool = _setting(False, _flag)
    reminder_days: tuple[int, ...] = _setting(_WEEK, _days)
    reminder_time: str = _setting("18:00", _CLOCK)
    quiet_from: str = _setting("22:00", _CLOCK)
    quiet_to: str = _setting("08:00", _CLOCK)
    # The instant until which no reminder is wanted, or empty.
    not_today_until: str = _setting("", _instant)
    # A window that is closed stays in the tray, and the person knows how it goes on then.
    keep_in_tray: bool = _setting(False, _flag)
    told_of_staying: bool = _setting(False, _flag)

    def with_snapshot_folder(self, folder: str) -> "Settings":
        """These settings with another folder for snapshots; that of now is not forgotten."""
        former = (*self.former_snapshot_folders, self.snapshot_folder)
        kept = tuple(item for item in dict.fromkeys(former) if item and item != folder)
        return replace(self, snapshot_folder=folder, former_snapshot_folders=kept)


class SettingsFile:
    """The settings on disk, at ``path``; it may not exist yet."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def path(self) -> Path:
        """Where the settings are kept."""
        return self._path

    def load(self) -> Settings:
        """The saved settings; whatever is missing or makes no sense has its first value.

        A file that is no JSON object is archived under another name, so that nothing is lost and
        the next start is not troubled by it. What is no file at all, such as a link or a pipe, is
        left alone, and so is what is far too large. Never raises: a window must open without
        settings.
        """
        try:
            saved = json.loads(read_outside(self._path, _MOST_BYTES).decode("utf-8"))
        except OSError:
            return Settings()
        except (ValueError, RecursionError):
            saved = None
        if not isinstance(saved, dict):
            self._archive()
            return Settings()
        return _settings_from(saved)

    def save(self, settings: Settings) -> None:
        """Write ``settings``, for the person alone; the old file stays until all is written.

        Raises OSError when the folder cannot be written.
        """
        folder = self._path.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        text = json.dumps(asdict(settings), indent=2) + "\n"
        replace_file(self._path, [text.encode()], _PREFIX, _SUFFIX)

    def _archive(self) -> None:
        stamp = datetime.fromtimestamp(self._path.stat().st_mtime, UTC).strftime("%Y%m%d-%H%M%S")
        kept = self._path.with_name(f"{self._path.stem}.damaged-{stamp}{self._path.suffix}")
        with suppress(OSError):
            self._path.replace(kept)


class SettingsStore:
    """The settings in force: read once, changed here alone, and told to every listener.

    Nobody else reads or writes the file while a store is in use, so all parts see the same.
    """

    def __init__(self, path: Path) -> None:
        """``path`` is the file of the settings, read when they are first asked for."""
        self._file = SettingsFile(path)
        self._listeners: list[Callable[[Settings], None]] = []
        self._not_saved: list[Callable[[], None]] = []

    @cached_property
    def _current(self) -> Settings:
        return self._file.load()

    @property
    def current(self) -> Settings:
        """The settings in force."""
        return self._current

    def change(self, **changes: object) -> None:
        """Put other values in force, each by its name among the settings, and save all."""
        self.put(replace(self._current, **changes))  # type: ignore[arg-type]

    def put(self, settings: Settings) -> None:
        """Put these settings in force, tell every listener, and save them.

        Where they cannot be saved they are in force until the program ends, and whoever asked by
        ``when_not_saved`` is told.
        """
        self._current = settings
        for listener in tuple(self._listeners):
            listener(settings)
        self._save()

    def record(self, **changes: object) -> None:
        """Save what nobody follows: where the window was, and which page was open."""
        self._current = replace(self._current, **changes)  # type: ignore[arg-type]
        self._save()

    def _save(self) -> None:
        try:
            self._file.save(self._current)
        except OSError:
            for listener_of_failure in tuple(self._not_saved):
                listener_of_failure()

    def when_changed(self, listener: Callable[[Settings], None]) -> None:
        """Call ``listener`` with the settings after each change, as long as the store lives."""
        self._listeners.append(listener)

    def when_not_saved(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` whenever the settings could not be written to the disk."""
        self._not_saved.append(listener)


def _settings_from(saved: Mapping[str, object]) -> Settings:
    """Settings with those of the ``saved`` values that this version knows and that make sense."""
    sound: dict[str, Any] = {}
    for known in fields(Settings):
        if known.name in saved:
            with suppress(ValueError):
                sound[known.name] = known.metadata["reader"](saved[known.name])
    return Settings(**sound)
