"""What the frozen program needs of the system, found out by looking into its files."""

import re
import subprocess
from pathlib import Path

# Library as the loader names it: package of Debian 12 and 13, Ubuntu 22.04 and later. The first of
# two names is the newer one.
DEBIAN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libcrypto.so.3": "libssl3t64 | libssl3",
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libffi.so.8": "libffi8",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libstdc++.so.6": "libstdc++6 (>= 11)",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
# Needed by a plug-in that Qt goes without: only printing asks for it.
DEBIAN_OPTIONAL = {"libcups.so.2": "libcups2t64 | libcups2"}
# Data, which no library's file names. Without it no key works on Wayland and some X servers.
DEBIAN_DATA = ["xkb-data"]
# What tells the desktop of a kind of file and of the program that opens it: for a double-click.
OPENING = ["desktop-file-utils", "shared-mime-info"]
DEBIAN_RECOMMENDED = [*OPENING, "hicolor-icon-theme", "fonts-noto-core", "xdg-utils"]
RPM_DATA = ["xkeyboard-config"]
RPM_RECOMMENDED = [*OPENING, "hicolor-icon-theme", "xdg-utils"]
# Part of the C library's package.
_LIBC = re.compile(r"^(libc|libm|libdl|libpthread|librt|libutil|libresolv|ld-linux-x86-64)\.so")


class Needs:
    """The libraries of the system that the files below ``tree`` ask for.

    Attributes: ``libraries`` by the loader's names without the optional ones and the C library,
    ``optional``, and ``glibc``, the oldest version of the C library that will do.
    """

    def __init__(self, tree: Path) -> None:
        files = [path for path in sorted(tree.rglob("*")) if _is_elf(path)]
        own = {path.name for path in files}
        wanted: set[str] = set()
        glibc = (0, 0)
        for path in files:
            shown = _readelf(path, "--dynamic")
            wanted |= set(re.findall(r"\(NEEDED\).*\[(.+)\]", shown))
            found = re.findall(r"GLIBC_(\d+)\.(\d+)", _readelf(path, "--version-info"))
            glibc = max([glibc, *((int(major), int(minor)) for major, minor in found)])
        self.glibc = ".".join(map(str, glibc))
        self.optional = sorted(wanted & DEBIAN_OPTIONAL.keys())
        outside = wanted - own - DEBIAN_OPTIONAL.keys()
        self.libraries = sorted(name for name in outside if not _LIBC.match(name))

    def debian(self) -> list[str]:
        """What the package depends on, by Debian's names."""
        unknown = [name for name in self.libraries if name not in DEBIAN]
        if unknown:
            raise SystemExit(f"needs.py knows no Debian package for {', '.join(unknown)}.")
        packages = {DEBIAN[name] for name in self.libraries}
        return sorted([*packages, f"libc6 (>= {self.glibc})", *DEBIAN_DATA])

    def debian_recommended(self) -> list[str]:
        """What it goes without, by Debian's names."""
        return sorted([*(DEBIAN_OPTIONAL[name] for name in self.optional), *DEBIAN_RECOMMENDED])

    def rpm(self) -> list[str]:
        """What the package requires, in words that every distribution with RPM understands."""
        libraries = [f"{name}()(64bit)" for name in self.libraries]
        return sorted([*libraries, f"libc.so.6(GLIBC_{self.glibc})(64bit)", *RPM_DATA])

    def rpm_recommended(self) -> list[str]:
        """What it goes without, likewise."""
        return sorted([*(f"{name}()(64bit)" for name in self.optional), *RPM_RECOMMENDED])


def _is_elf(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _readelf(path: Path, what: str) -> str:
    shown = ["readelf", "--wide", what, str(path)]
    return subprocess.run(shown, capture_output=True, text=True, check=True).stdout
