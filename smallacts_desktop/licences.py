"""What others made that this program is built on, and their licences, for About to show.

A package carries a list of all that it bundles, generated when it was built; a checkout, where
nothing is bundled, tells the same from the packages of its environment.
"""

import json
import platform
import re
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from smallacts_desktop.paths import resource_path

LIST = "licences.json"
TEXTS = "licences.txt"
_DISTRIBUTION: Final = "smallacts-desktop"
# The packages say these in ways of their own, or not at all.
_KNOWN: Final = {
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
    "peewee": "MIT",
    "sqlcipher3": "Zlib",
    "platformdirs": "MIT",
    "zxcvbn": "MIT",
    "jinja2": "BSD-3-Clause",
    "markupsafe": "BSD-3-Clause",
}
# What lies inside a wheel and has a maker of its own: name, licence, whose version it shares.
_INSIDE: Final = (
    ("Qt", "LGPL-3.0-only", "pyside6-essentials"),
    ("ICU", "Unicode-3.0", ""),
    ("SQLCipher", "BSD-3-Clause", ""),
    ("SQLite", "blessing", ""),
    ("OpenSSL", "Apache-2.0", ""),
)


@dataclass(frozen=True, slots=True, order=True)
class Licence:
    """One thing that others made: ``name``, ``version`` (may be blank) and SPDX ``licence``."""

    name: str
    version: str
    licence: str


def licences() -> tuple[Licence, ...]:
    """Everything the program is built on, by name."""
    made = resource_path(LIST)
    if made.is_file():
        return tuple(Licence(**row) for row in json.loads(made.read_text(encoding="utf-8")))
    return from_environment()


def licence_texts() -> str:
    """The full texts, as the package carries them; blank in a checkout."""
    made = resource_path(TEXTS)
    return made.read_text(encoding="utf-8") if made.is_file() else ""


def from_environment(places: list[str] | None = None) -> tuple[Licence, ...]:
    """What an environment holds for the program to run; ``places`` are its package folders.

    Without ``places`` it is the environment of this very process. A package that is not
    installed there is named without a version.
    """
    found = {normal_name(part.name): part for part in _distributions(places)}
    versions = {name: part.version for name, part in found.items()}
    names = _names(found)
    rows = [
        Licence(names[name], versions.get(name, ""), _licence_of(name, found)) for name in names
    ]
    rows += [Licence(name, versions.get(of, ""), licence) for name, licence, of in _INSIDE]
    rows.append(Licence("Python", platform.python_version(), "PSF-2.0"))
    return tuple(sorted(rows, key=lambda row: row.name.casefold()))


def as_json(rows: tuple[Licence, ...]) -> str:
    """The list as a package carries it."""
    return json.dumps([asdict(row) for row in rows], indent=1, ensure_ascii=False) + "\n"


def licence_files(name: str, places: list[str] | None = None) -> tuple[Path, ...]:
    """The licence texts that an installed package brought along."""
    for part in _distributions(places):
        if normal_name(part.name) == normal_name(name):
            files = (path for path in part.files or () if "/licenses/" in path.as_posix())
            return tuple(sorted(Path(str(path.locate())) for path in files))
    return ()


def normal_name(name: str) -> str:
    """The one spelling of a package's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _distributions(places: list[str] | None) -> list[metadata.Distribution]:
    found = metadata.distributions() if places is None else metadata.distributions(path=places)
    return list(found)


def _names(found: dict[str, metadata.Distribution]) -> dict[str, str]:
    """The packages the program requires and those that they require, as they spell themselves."""
    names: dict[str, str] = {}
    waiting = list(found[_DISTRIBUTION].requires or ()) if _DISTRIBUTION in found else list(_KNOWN)
    while waiting:
        requirement = waiting.pop()
        if "extra ==" in requirement:
            continue
        spelt = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        name = normal_name(spelt)
        if name not in names:
            names[name] = found[name].name if name in found else spelt
            waiting += (found[name].requires or ()) if name in found else ()
    return names


def _licence_of(name: str, found: dict[str, metadata.Distribution]) -> str:
    if name in _KNOWN:
        return _KNOWN[name]
    if name not in found:
        return ""
    said = found[name].metadata.json
    return str(said.get("license_expression") or said.get("license") or "").partition("\n")[0]
