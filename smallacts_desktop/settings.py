"""The person's settings: how the window looks, never what the journal holds.

They live in a small JSON file of their own, because the lock screen needs them before any journal
is open. Nothing a person wrote may ever become a setting, and of the files and folders they chose
only the folder for snapshots does: it is needed while the journal is locked or damaged.
"""

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path

THEMES = ("system", "light", "dark", "high_contrast")
# Minutes without a touch after which the journal locks; 0 stands for never.
LOCK_AFTER_CHOICES = (1, 2, 5, 10, 30, 0)
SMALLEST_TEXT, LARGEST_TEXT = 0.8, 2.0


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the person may set, with the value each has until they do.

    ``theme`` is one of THEMES. ``text_scale`` is 0.8 to 2.0, on top of the platform's own scaling.
    ``language`` is a code such as ``en_GB``, or empty for the platform's. ``week_start`` is 0
    (Monday) to 6 (Sunday) and ``reduced_motion`` yes or no; None follows the platform for both.
    ``lock_after_minutes`` is one of LOCK_AFTER_CHOICES, and matters to a journal with a passphrase.
    The window's place and size are in logical pixels, None until it was first closed. ``page`` is
    the id of the page that was open last, or empty. ``snapshot_folder`` is where snapshots of the
    journal go, an absolute path, or empty for the program's own folder.
    ``first_run_done`` says that the screens before the first card have been seen.
    """

    theme: str = "system"
    text_scale: float = 1.0
    language: str = ""
    week_start: int | None = None
    marks_on_calendar: bool = False
    reduced_motion: bool | None = None
    lock_after_minutes: int = 5
    window_x: int | None = None
    window_y: int | None = None
    window_width: int | None = None
    window_height: int | None = None
    window_maximised: bool = False
    page: str = ""
    first_run_done: bool = False
    snapshot_folder: str = ""

    def with_window(
        self, x: int, y: int, width: int, height: int, *, maximised: bool
    ) -> "Settings":
        """These settings with another place and size of the window, in logical pixels."""
        return replace(
            self,
            window_x=x,
            window_y=y,
            window_width=width,
            window_height=height,
            window_maximised=maximised,
        )


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
        the next start is not troubled by it. Never raises: a window must open without settings.
        """
        try:
            saved = json.loads(self._path.read_text(encoding="utf-8"))
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
        # mkstemp gives the file mode 0600 from the first moment.
        handle, name = tempfile.mkstemp(prefix=".settings-", suffix=".json", dir=folder)
        written = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(settings), file, indent=2)
                file.write("\n")
                file.flush()
                os.fsync(file.fileno())
            written.replace(self._path)
        except BaseException:
            written.unlink(missing_ok=True)
            raise

    def _set_aside(self) -> None:
        stamp = datetime.fromtimestamp(self._path.stat().st_mtime, UTC).strftime("%Y%m%d-%H%M%S")
        kept = self._path.with_name(f"{self._path.stem}.damaged-{stamp}{self._path.suffix}")
        with suppress(OSError):
            self._path.replace(kept)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**31


def _is_scale(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return SMALLEST_TEXT <= value <= LARGEST_TEXT


def _is_short_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 40


def _is_folder(value: object) -> bool:
    return isinstance(value, str) and "\0" not in value and (not value or Path(value).is_absolute())


def _or_none(check: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: value is None or check(value)


_CHECKS: Mapping[str, Callable[[object], bool]] = {
    "theme": lambda value: value in THEMES,
    "text_scale": _is_scale,
    "language": _is_short_text,
    "week_start": _or_none(lambda value: _is_number(value) and value in range(7)),
    "marks_on_calendar": _is_flag,
    "reduced_motion": _or_none(_is_flag),
    "lock_after_minutes": lambda value: _is_number(value) and value in LOCK_AFTER_CHOICES,
    "window_x": _or_none(_is_number),
    "window_y": _or_none(_is_number),
    "window_width": _or_none(_is_number),
    "window_height": _or_none(_is_number),
    "window_maximised": _is_flag,
    "page": _is_short_text,
    "first_run_done": _is_flag,
    "snapshot_folder": _is_folder,
}


def _settings_from(saved: Mapping[str, object]) -> Settings:
    """Settings with those of the ``saved`` values that this version knows and that make sense."""
    sound = {
        field.name: saved[field.name]
        for field in fields(Settings)
        if field.name in saved and _CHECKS[field.name](saved[field.name])
    }
    return Settings(**sound)  # type: ignore[arg-type]  # each value has passed its check
