"""Writes the list of everything a package bundles, and the licences in full, for About to show.

usage: licences.py --output DIR [--site DIR] [--python VERSION] [--bundle DIR] [--bootloader]

--output     the program's resources: licences.json and licences.txt are written there
--site       the folder that holds the bundled packages (default: this environment's own)
--python     the version of the bundled Python (default: this one's)
--bundle     a frozen program; what it took from this computer's Debian packages is listed too
--bootloader PyInstaller's bootloader starts the program
"""

import argparse
import dataclasses
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from smallacts_desktop.licences import (  # noqa: E402 - the checkout is not installed
    LIST,
    TEXTS,
    Licence,
    as_json,
    from_environment,
    licence_files,
    normal_name,
)

_QT = "pyside6-essentials"
_SAME_AS_QT = ("qt", "shiboken6")
_COMMON = ROOT / "packaging" / "licences"
# Texts that the packages themselves do not bring, or not in full.
_TEXTS = {
    _QT: ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "icu": ("ICU.txt",),
    "sqlcipher": ("SQLCipher.txt",),
    "openssl": ("Apache-2.0.txt",),
}
_QT_NOTE = """\
Qt and Qt for Python are used under the GNU Lesser General Public License, version 3. They are
separate library files beside the program: you may replace them with versions of your own. Their
source is at https://download.qt.io; Qt also holds parts by others, listed with their licences at
https://doc.qt.io/qt-6/licenses-used-in-qt.html.
"""


def main() -> None:
    """Write both files and say how many things are listed."""
    arguments = _arguments()
    places = [str(arguments.site)] if arguments.site else None
    rows = list(from_environment(places))
    if arguments.python:
        rows = [
            dataclasses.replace(row, version=arguments.python) if row.name == "Python" else row
            for row in rows
        ]
    if arguments.bootloader:
        version = metadata.version("pyinstaller")
        rows.append(Licence("PyInstaller", version, "GPL-2.0-or-later WITH Bootloader-exception"))
    from_debian = dict(_from_debian(arguments.bundle)) if arguments.bundle else {}
    rows += [Licence(name, version, "see its text") for name, (version, _) in from_debian.items()]
    rows.sort(key=lambda row: row.name.casefold())
    unknown = [row.name for row in rows if not row.licence]
    if unknown:
        raise SystemExit(f"licences.py: nobody knows the licence of {', '.join(unknown)}.")
    arguments.output.mkdir(parents=True, exist_ok=True)
    (arguments.output / LIST).write_text(as_json(tuple(rows)), "utf-8", newline="\n")
    sections = [_section(row, places, from_debian) for row in rows]
    (arguments.output / TEXTS).write_text("\n".join(sections), "utf-8", newline="\n")
    print(f"{len(rows)} licences listed.")


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(description="Lists the licences of what a package bundles.")
    reader.add_argument("--output", type=Path, required=True, metavar="DIR")
    reader.add_argument("--site", type=Path, metavar="DIR")
    reader.add_argument("--python", metavar="VERSION")
    reader.add_argument("--bundle", type=Path, metavar="DIR")
    reader.add_argument("--bootloader", action="store_true")
    return reader.parse_args()


def _section(
    row: Licence, places: list[str] | None, from_debian: dict[str, tuple[str, str]]
) -> str:
    name = normal_name(row.name)
    title = f"{row.name} {row.version}".strip()
    parts = [f"{title}\n{'=' * len(title)}\nLicence: {row.licence}\n"]
    if name == _QT:
        parts.append(_QT_NOTE)
    if name in _SAME_AS_QT:
        parts.append("The text is under PySide6_Essentials.\n")
    if row.name in from_debian:
        parts.append(from_debian[row.name][1])
    if row.name == "Python":
        parts.append(_python_licence())
    if row.name == "SQLite":
        parts.append("The authors have dedicated SQLite to the public domain.\n")
    own = (_COMMON / text for text in _TEXTS.get(name, ()))
    parts += (path.read_text("utf-8") for path in (*licence_files(name, places), *own))
    return "\n".join(parts)


def _python_licence() -> str:
    for place in (sysconfig.get_path("stdlib"), f"/usr/share/doc/python{sys.version_info[0]}"):
        for name in ("LICENSE.txt", "copyright"):
            if (path := Path(place) / name).is_file():
                return path.read_text("utf-8", errors="replace")
    return "https://docs.python.org/3/license.html\n"


def _from_debian(bundle: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Name, version and copyright file of each Debian package that a frozen program has files of.

    Those lie beside the program's own, without a folder: PyInstaller's way of marking libraries
    that it found on the computer.
    """
    for library in sorted((bundle / "_internal").glob("*.so*")):
        if library.name.startswith("libpython"):
            continue
        owner = subprocess.run(
            ["dpkg-query", "--search", f"*/{library.name}"], capture_output=True, text=True,
            check=False,
        ).stdout  # fmt: skip
        found = re.search(r"^([a-z0-9.+-]+)(?::\w+)?: ", owner, re.MULTILINE)
        if found is None:
            raise SystemExit(f"licences.py: no package brings the bundled {library.name}.")
        shown = ["dpkg-query", "--show", "--showformat=${Version}\n", found[1]]
        version = subprocess.run(shown, capture_output=True, text=True, check=True).stdout
        text = Path("/usr/share/doc", found[1], "copyright").read_text("utf-8", errors="replace")
        yield found[1], (version.split("\n")[0], text)


if __name__ == "__main__":
    main()
