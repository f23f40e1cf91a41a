"""Builds the Linux packages from one frozen tree.

usage: build.py deb|rpm|tarball... [--again]

Leaves them in dist/. ``--again`` takes the frozen tree that is there already.
"""

import argparse
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from freeze import TREE, freeze, source_date  # noqa: E402 - beside this folder, not installed
from freezing import ROOT, version  # noqa: E402
from manual import manual  # noqa: E402
from needs import Needs  # noqa: E402

NAME = "small-acts"
MAINTAINER = "Small Acts contributors <small-acts@example.org>"
SUMMARY = "private journal of small acts of connection"
DESCRIPTION = """\
Each day it offers one small act of connection - a smile, a hello or a short
chat - and a place to note how it went. Everything stays on this computer, and
nothing is sent anywhere.
"""
WORK = ROOT / "build" / "linux"
STAGE = WORK / "root"
DIST = ROOT / "dist"
PICTURES = ROOT / "packaging" / "pictures"
README = """\
Small Acts {version}

Start it:             bin/smallacts-desktop
Have it in the menu:  cp -r bin lib share ~/.local/
Take it away again:   rm -r ~/.local/lib/small-acts ~/.local/bin/smallacts*

Your journal is in ~/.local/share/smallacts and stays where it is.
"""


def main() -> None:
    """Build what is asked for and say where it is."""
    reader = argparse.ArgumentParser(description="Builds the Linux packages.")
    reader.add_argument("kinds", nargs="+", choices=["deb", "rpm", "tarball"])
    reader.add_argument("--again", action="store_true", help="take the frozen tree that is there")
    arguments = reader.parse_args()
    if not (arguments.again and TREE.is_dir()):
        freeze()
    _fill_folder()
    DIST.mkdir(exist_ok=True)
    for kind in arguments.kinds:
        made = _tarball() if kind == "tarball" else _packed(kind)
        print(f"{made.relative_to(ROOT)}: {made.stat().st_size / 1e6:.1f} MB")


def _fill_folder() -> None:
    """Lay everything out as it is installed, dated as the commit is."""
    shutil.rmtree(STAGE, ignore_errors=True)
    share = STAGE / "usr" / "share"
    shutil.copytree(TREE, STAGE / "usr" / "lib" / NAME, symlinks=True)
    programs = STAGE / "usr" / "bin"
    programs.mkdir(parents=True)
    for program in ("smallacts", "smallacts-desktop"):
        (programs / program).symlink_to(f"../lib/{NAME}/smallacts")
    _copy(HERE / "small-acts.desktop", share / "applications")
    _copy(HERE / "small-acts.mime.xml", share / "mime" / "packages" / "small-acts.xml")
    _write(share / "metainfo" / "org.example.smallacts.metainfo.xml", metainfo())
    subprocess.run(
        [sys.executable, str(HERE / "pictures.py"), str(share / "icons" / "hicolor")], check=True
    )
    for picture in sorted(PICTURES.glob("*.png")):
        _copy(picture, share / NAME / "pictures" / picture.name)
    _copy_documents(share)
    _settle(STAGE)


def _copy_documents(share: Path) -> None:
    documents = share / "doc" / NAME
    _write(documents / "copyright", _copyright())
    _zip(documents / "NEWS.gz", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    _zip(documents / "changelog.gz", _debian_changelog())
    _copy(HERE / "lintian-overrides", share / "lintian" / "overrides" / NAME)
    pages = share / "man" / "man1"
    _zip(pages / "smallacts.1.gz", manual(version(), f"{_moment():%Y-%m-%d}"))
    (pages / "smallacts-desktop.1.gz").symlink_to("smallacts.1.gz")


def metainfo() -> str:
    """The AppStream file; with addresses of pictures where PICTURES_URL names their folder.

    AppStream knows pictures by address alone. As the project has no place on the web, they are
    installed beside the program instead.
    """
    place = os.environ.get("PICTURES_URL", "").rstrip("/")
    shots = "\n    ".join(
        f"<screenshot{'' if number else ' type=' + chr(34) + 'default' + chr(34)}>"
        f"<image>{place}/{picture.name}</image></screenshot>"
        for number, picture in enumerate(sorted(PICTURES.glob("*.png")))
    )
    installed = (
        f'<custom>\n    <value key="SmallActs::pictures">/usr/share/{NAME}/pictures</value>\n'
        "  </custom>"
    )
    text = (HERE / "small-acts.metainfo.xml").read_text("utf-8")
    text = text.replace("{{version}}", version()).replace("{{date}}", _released())
    return text.replace(
        "{{screenshots}}",
        f"<screenshots>\n    {shots}\n  </screenshots>" if place else installed,
    )


def _released() -> str:
    """The day of this version by CHANGELOG.md; one still being made is dated as its commit."""
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    found = re.search(rf"^## {re.escape(version())} – (\d{{4}}-\d\d-\d\d)$", changes, re.MULTILINE)
    return found[1] if found else f"{_moment():%Y-%m-%d}"


def _copyright() -> str:
    licence = (ROOT / "LICENSE").read_text("utf-8").split("\n\n", 2)[2].strip()
    lines = (f" {line}" if line else " ." for line in licence.splitlines())
    return (HERE / "copyright.in").read_text("utf-8").replace("{{mit}}", "\n".join(lines))


def _debian_changelog() -> str:
    return (
        f"{NAME} ({version()}) stable; urgency=medium\n\n  * See NEWS.gz beside this file.\n\n"
        f" -- {MAINTAINER}  {format_datetime(_moment())}\n"
    )


def _packed(kind: str) -> Path:
    """The .deb or .rpm, by nfpm."""
    needs = Needs(STAGE)
    recipe = WORK / "nfpm.json"
    recipe.write_text(json.dumps(_recipe(needs), indent=1), "utf-8")
    suffix = {"deb": f"_{version()}_amd64.deb", "rpm": f"-{version()}-1.x86_64.rpm"}[kind]
    target = DIST / f"{NAME}{suffix}"
    nfpm = Path(sys.executable).with_name("nfpm")
    subprocess.run(
        [str(nfpm), "package", "--config", str(recipe), "--packager", kind,
         "--target", str(target)],
        env={**os.environ, "SOURCE_DATE_EPOCH": source_date()},
        check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    if kind == "deb":
        _compress(target)
    return target


def _compress(package: Path) -> None:
    """Compress what a .deb holds by xz itself, which makes a fifth less of it than nfpm does."""
    parts = WORK / "deb"
    shutil.rmtree(parts, ignore_errors=True)
    parts.mkdir()
    subprocess.run(["ar", "x", str(package)], cwd=parts, check=True)
    # One thread, as several would cut the data in pieces by their number.
    subprocess.run(["xz", "-9", "--threads=1", "data.tar"], cwd=parts, check=True)
    (control,) = (path.name for path in parts.glob("control.tar*"))
    package.unlink()
    members = ("debian-binary", control, "data.tar.xz")
    subprocess.run(["ar", "rcSD", str(package), *members], cwd=parts, check=True)


def _recipe(needs: Needs) -> dict[str, object]:
    return {
        "name": NAME,
        "arch": "amd64",
        "version": version(),
        "section": "utils",
        "priority": "optional",
        "maintainer": MAINTAINER,
        "description": f"{SUMMARY}\n{DESCRIPTION}",
        "license": "MIT",
        "mtime": f"{_moment():%Y-%m-%dT%H:%M:%SZ}",
        "contents": [
            {"src": str(STAGE), "dst": "/", "type": "tree", "file_info": {"owner": "root"}}
        ],
        "overrides": {
            "deb": {"depends": needs.debian(), "recommends": needs.debian_recommended()},
            "rpm": {"depends": needs.rpm(), "recommends": needs.rpm_recommended()},
        },
        "deb": {"compression": "none"},
        "rpm": {
            "compression": "xz",
            # Otherwise the name of the computer that builds.
            "buildhost": "localhost",
            "summary": SUMMARY.capitalize(),
            "group": "Applications/Productivity",
        },
    }


def _tarball() -> Path:
    """The portable archive: bin, lib and share as they lie below /usr."""
    name = f"{NAME}-{version()}-linux-x86_64"
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(STAGE / "usr", folder, symlinks=True)
    shutil.rmtree(folder / "share" / "lintian")
    _write(folder / "README.txt", README.format(version=version()))
    _settle(folder)
    target = DIST / f"{name}.tar.xz"
    subprocess.run(
        ["tar", "--create", "--file", str(target), "--directory", str(WORK), "--sort=name",
         "--owner=0", "--group=0", "--numeric-owner", "--format=posix",
         "--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime",
         "--use-compress-program=xz -9 --threads=1", name],
        check=True,
    )  # fmt: skip
    return target


def _settle(folder: Path) -> None:
    """Give everything below a folder the same owner's rights and the date of the commit."""
    moment = int(source_date())
    for path in (*sorted(folder.rglob("*")), folder):
        if not path.is_symlink():
            runs = path.is_dir() or (path.name == "smallacts" and path.parent.name == NAME)
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)


def _moment() -> datetime:
    return datetime.fromtimestamp(int(source_date()), UTC)


def _copy(source: Path, target: Path) -> None:
    if not target.suffix and source.suffix:
        target = target / source.name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")


def _zip(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    main()
