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
from typing import Any

from smallacts_desktop.atomic_write import replace_file
from smallacts_desktop.outside_file import read_outside

# A hundred times what they ever take.
_MOST_BYTES = 1 << 20
THEMES = ("system", "light", "dark", "high_contrast")
# Minutes without a touch after which the journal locks; 0 stands for never.
LOCK_AFTER_CHOICES = (1, 2, 5, 10, 30, 0)
SMALLEST_TEXT, LARGEST_TEXT = 0.8, 2.0
WIDEST_COLUMN = 4000
_PREFIX, _SUFFIX = ".settings-", ".json"
_LONGEST_TEXT, _MOST_COLUMNS = 40, 60
_MOST_CONTACTS, _PARTS_OF_A_CONTACT, _LONGEST_WORDS = 12, 3, 200
_LONGEST_PATH, _MOST_FOLDERS = 4096, 100
_BASE64 = re.compile(r"[A-Za-z0-9+/=]{0,400}")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the person may set, with the value each has until they do.

    ``theme`` is one of THEMES. ``text_scale`` is 0.8 to 2.0, on top of the platform's own scaling.
    ``week_start`` is 0 (Monday) to 6 (Sunday) and ``reduced_motion`` yes or no; None follows the
    platform for both.
    ``lock_after_minutes`` is one of LOCK_AFTER_CHOICES, and matters to a journal with a passphrase.
    ``window_geometry`` is what Qt saves of the window's place, in Base64, and empty until it was
    first closed; the other ``window_`` settings, in logical pixels, are those of the releases up to
    0.5.2, read once. ``page`` is
    the id of the page that was open last, or empty, and ``page_day`` the person's day on which it
    was, ``YYYY-MM-DD``. ``snapshot_folder`` is where snapshots of the journal go, an absolute path,
    or empty for the program's own folder.
    ``former_snapshot_folders`` are those where it was before and where some may still be.
    ``own_contacts`` are a copy of those in the journal, each a name, a number and some words, and
    none unless ``contacts_when_locked``.
    ``first_run_done`` says that the screens before the first card have been shown, and
    ``journal_made`` that the window has had a journal open.
    ``columns`` are the widths a person gave the columns of a table, by the table's id and in
    logical pixels at 100 % text; 0 for one they left alone.
    ``reminder_days`` are 0 (Monday) to 6, the times ``HH:MM`` of the wall clock; see the domain's
    reminders. ``not_today_until`` is the instant until which no reminder is wanted, or empty. With
    ``keep_in_tray`` a window that is closed stays in the tray; ``told_of_staying`` says that the
    person knows how a closed window goes on.
    """

    theme: str = "system"
    text_scale: float = 1.0
    week_start: int | None = None
    marks_on_calendar: bool = False
    reduced_motion: bool | None = None
    lock_after_minutes: int = 5
    window_geometry: str = ""
    window_x: int | None = None
    window_y: int | None = None
    window_width: int | None = None
    window_height: int | None = None
    window_maximised: bool = False
    page: str = ""
    page_day: str = ""
    first_run_done: bool = False
    journal_made: bool = False
    snapshot_folder: str = ""
    former_snapshot_folders: tuple[str, ...] = ()
    contacts_when_locked: bool = False
    own_contacts: tuple[tuple[str, str, str], ...] = ()
    columns: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    reminder_on: bool = False
    reminder_days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    reminder_time: str = "18:00"
    quiet_from: str = "22:00"
    quiet_to: str = "08:00"
    not_today_until: str = ""
    keep_in_tray: bool = False
    told_of_staying: bool = False

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

        A file that is no JSON object is set aside under another name, so that nothing is lost and
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
            self._set_aside()
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

    def _set_aside(self) -> None:
        stamp = datetime.fromtimestamp(self._path.stat().st_mtime, UTC).strftime("%Y%m%d-%H%M%S")
        kept = self._path.with_name(f"{self._path.stem}.damaged-{stamp}{self._path.suffix}")
        with suppress(OSError):
            self._path.replace(kept)


class SettingsStore:
    """The settings in force: read once, changed here alone, and told to whoever listens.

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
        """Put these settings in force, tell whoever listens, and save them.

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


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**31


def _is_scale(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return SMALLEST_TEXT <= value <= LARGEST_TEXT


def _is_short_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_TEXT


def _is_geometry(value: object) -> bool:
    return isinstance(value, str) and _BASE64.fullmatch(value) is not None


def _is_clock(value: object) -> bool:
    return isinstance(value, str) and _CLOCK.fullmatch(value) is not None


def _is_instant(value: object) -> bool:
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        return False
    try:
        return not value or datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _are_days(value: object) -> bool:
    """Whether these are days of the week, each at most once and in order."""
    if not isinstance(value, list) or not all(_is_number(day) for day in value):
        return False
    return value == sorted(set(value)) and set(value) <= set(range(7))


def _are_columns(value: object) -> bool:
    if not isinstance(value, dict) or len(value) > _MOST_COLUMNS:
        return False
    return all(_is_short_text(table) and _are_widths(widths) for table, widths in value.items())


def _are_widths(value: object) -> bool:
    if not isinstance(value, list) or len(value) > _MOST_COLUMNS:
        return False
    return all(_is_number(width) and 0 <= width <= WIDEST_COLUMN for width in value)


def _is_folder(value: object) -> bool:
    return isinstance(value, str) and (not value or (_is_path(value) and Path(value).is_absolute()))


def _is_path(value: str) -> bool:
    """Whether the system can be asked for it: half a character cannot be written in any name."""
    try:
        return len(os.fsencode(value)) <= _LONGEST_PATH and "\0" not in value
    except UnicodeEncodeError:
        return False


def _are_contacts(value: object) -> bool:
    if not isinstance(value, list) or len(value) > _MOST_CONTACTS:
        return False
    return all(isinstance(row, list) and _is_contact(row) for row in value)


def _is_contact(row: list[object]) -> bool:
    parts = [part for part in row if isinstance(part, str) and len(part) <= _LONGEST_WORDS]
    return len(row) == len(parts) == _PARTS_OF_A_CONTACT


def _are_folders(value: object) -> bool:
    if not isinstance(value, list) or len(value) > _MOST_FOLDERS:
        return False
    return all(item and _is_folder(item) for item in value)


def _or_none(check: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: value is None or check(value)


_CHECKS: Mapping[str, Callable[[object], bool]] = {
    "theme": lambda value: value in THEMES,
    "text_scale": _is_scale,
    "week_start": _or_none(lambda value: _is_number(value) and value in range(7)),
    "marks_on_calendar": _is_flag,
    "reduced_motion": _or_none(_is_flag),
    "lock_after_minutes": lambda value: _is_number(value) and value in LOCK_AFTER_CHOICES,
    "window_geometry": _is_geometry,
    "window_x": _or_none(_is_number),
    "window_y": _or_none(_is_number),
    "window_width": _or_none(_is_number),
    "window_height": _or_none(_is_number),
    "window_maximised": _is_flag,
    "page": _is_short_text,
    "page_day": _is_short_text,
    "first_run_done": _is_flag,
    "journal_made": _is_flag,
    "snapshot_folder": _is_folder,
    "former_snapshot_folders": _are_folders,
    "contacts_when_locked": _is_flag,
    "own_contacts": _are_contacts,
    "columns": _are_columns,
    "reminder_on": _is_flag,
    "reminder_days": _are_days,
    "reminder_time": _is_clock,
    "quiet_from": _is_clock,
    "quiet_to": _is_clock,
    "not_today_until": _is_instant,
    "keep_in_tray": _is_flag,
    "told_of_staying": _is_flag,
}
# JSON knows no tuples.
_READERS: Mapping[str, Callable[[Any], object]] = {
    "columns": lambda value: {table: tuple(widths) for table, widths in value.items()},
    "reminder_days": tuple,
    "former_snapshot_folders": tuple,
    "own_contacts": lambda value: tuple(map(tuple, value)),
}


def _as_it_is(value: object) -> object:
    return value


def _settings_from(saved: Mapping[str, object]) -> Settings:
    """Settings with those of the ``saved`` values that this version knows and that make sense."""
    names = [known.name for known in fields(Settings) if known.name in saved]
    sound = {
        name: _READERS.get(name, _as_it_is)(saved[name])
        for name in names
        if _CHECKS[name](saved[name])
    }
    return Settings(**sound)  # type: ignore[arg-type]  # each value has passed its check
