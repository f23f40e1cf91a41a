"""Where this person's files are, and the program's own. Asking creates nothing.

The program's own, such as icons and the style sheet, are inside the package when it is installed;
a checkout keeps them beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "resources_data"
_CHECKOUT = _PACKAGE.parent / "resources"


def resource_path(name: str) -> Path:
    """The path of the resource ``name``, such as ``icons/check.svg``; it need not exist."""
    folder = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    return folder / name


@cache
def read_resource(name: str) -> str:
    """The text of the resource ``name``; FileNotFoundError when the program was put together badly.

    Kept after the first reading: a theme change asks for the same few files again and again.
    """
    return resource_path(name).read_text(encoding="utf-8")


DATA_DIR_VARIABLE = "SMALLACTS_DATA_DIR"
# What the system's folders for data, settings and logs hold one of each.
OWN_FOLDER = "smallacts"


@dataclass(frozen=True, slots=True)
class Paths:
    """The places one person's files are kept, all absolute; none need exist yet.

    ``data`` is the folder of the journal and its snapshots, ``journal`` the journal file in it,
    ``settings`` the file of settings, ``logs`` the folder of logs.
    """

    data: Path
    settings: Path
    logs: Path
    journal: Path

    @property
    def lock(self) -> Path:
        """The file that the process with this journal open holds; see journal/instance.py."""
        return self.journal.with_suffix(".open")

    @property
    def use_lock(self) -> Path:
        """The file that everybody shares who has the journal's files open; see file_use.py."""
        return self.journal.with_suffix(".lock")

    @property
    def raising(self) -> Path:
        """The file by which a second start asks for the first one's window."""
        return self.journal.with_suffix(".raise")

    @property
    def attempts(self) -> Path:
        """The file that counts wrong passphrases; see journal/tries.py."""
        return self.journal.with_suffix(".attempts")

    @classmethod
    def for_person(cls, data_dir: Path | None, environ: Mapping[str, str]) -> "Paths":
        """The paths below ``data_dir``, or where the system wants a person's files kept.

        ``data_dir`` (from ``--data-dir``), and failing that ``SMALLACTS_DATA_DIR`` in
        ``environ``, names one folder that holds everything. A blank variable counts as unset.
        """
        named = data_dir
        if named is None and environ.get(DATA_DIR_VARIABLE, "").strip():
            named = Path(environ[DATA_DIR_VARIABLE])
        if named is not None:
            return cls.inside(named)
        data = platformdirs.user_data_path(OWN_FOLDER, appauthor=False, roaming=False)
        return cls(
            data=data,
            settings=_settings_in(
                platformdirs.user_config_path(OWN_FOLDER, appauthor=False, roaming=False)
            ),
            logs=platformdirs.user_log_path(OWN_FOLDER, appauthor=False),
            journal=_journal_in(data),
        )

    @classmethod
    def inside(cls, folder: Path) -> "Paths":
        """Everything inside one folder; a leading ``~`` is the person's home."""
        data = _expanded(folder).absolute()
        return cls(data, _settings_in(data), data / "logs", _journal_in(data))


def _settings_in(folder: Path) -> Path:
    return folder / "settings.json"


def _journal_in(folder: Path) -> Path:
    return folder / "journal.db"


def _expanded(folder: Path) -> Path:
    # A shell leaves the ~ of --data-dir=~/x alone, and a folder called "~" is a trap.
    try:
        return folder.expanduser()
    except RuntimeError:  # "~name" of nobody here: a folder may be called so
        return folder
