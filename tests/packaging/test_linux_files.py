"""The files that a Linux desktop reads fit the program, without building any package."""

import argparse
import configparser
import importlib
import importlib.util
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

import smallacts_desktop
from smallacts_desktop import __main__ as command_line
from smallacts_desktop.app import DESKTOP_FILE
from smallacts_desktop.ui.kit import icons

CHECKOUT = Path(__file__).parents[2]
LINUX = CHECKOUT / "packaging" / "linux"
MIME_TYPE = "application/vnd.smallacts.backup"
PROGRAMS = ("smallacts", "smallacts-desktop")


@pytest.fixture
def recipes(monkeypatch: pytest.MonkeyPatch) -> "Recipes":
    """The modules of packaging/, which lie outside any package."""
    monkeypatch.syspath_prepend(str(CHECKOUT / "packaging"))
    monkeypatch.syspath_prepend(str(LINUX))
    return Recipes()


class Recipes:
    """Loads recipes by file: one is called as a package that pip knows."""

    def __call__(self, path: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(f"recipe_{Path(path).stem}", CHECKOUT / path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module


@pytest.fixture
def entry() -> configparser.ConfigParser:
    """The menu entry."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(LINUX / f"{DESKTOP_FILE}.desktop", encoding="utf-8")
    return parser


def sections(entry: configparser.ConfigParser) -> Iterator[configparser.SectionProxy]:
    """The entry itself and its actions."""
    yield entry["Desktop Entry"]
    for action in filter(None, entry["Desktop Entry"]["Actions"].split(";")):
        yield entry[f"Desktop Action {action}"]


def test_every_command_of_the_menu_entry_is_understood(entry: configparser.ConfigParser) -> None:
    """Opened by itself, with a file, and by each action."""
    commands = [shlex.split(section["Exec"]) for section in sections(entry)]
    assert len(commands) == 3
    for program, *words in commands:
        assert program in PROGRAMS
        for file in ([], ["/home/a person/journal.smallacts"]):
            given = [part for word in words for part in (file if word == "%f" else [word])]
            command_line._parser().parse_args(given)


def test_a_menu_entry_without_a_file_opens_the_window_alone() -> None:
    """%f is nothing at all when the program is chosen from a menu."""
    alone = command_line._parser().parse_args(["--backup"])
    named = command_line._parser().parse_args(["--backup", "a.smallacts"])
    assert alone.backup == command_line.NO_FILE
    assert named.backup == Path("a.smallacts")
    assert command_line._parser().parse_args([]).backup is None


def test_the_menu_entry_fits_the_window(entry: configparser.ConfigParser) -> None:
    """The desktop finds the entry of a window by these names, and its icon."""
    main = entry["Desktop Entry"]
    assert main["StartupWMClass"] == "smallacts"
    assert main["Icon"] == DESKTOP_FILE
    assert "Version" not in main


def test_names_are_translated_alike(entry: configparser.ConfigParser) -> None:
    """A language that has one of the words has them all."""
    languages = {
        (section.name, key.split("[")[0]): set(re.findall(r"\[(\w+)\]", " ".join(section)))
        for section in sections(entry)
        for key in section
        if "[" in key
    }
    assert len(languages) == 4
    assert len({frozenset(found) for found in languages.values()}) == 1


def test_backup_files_are_one_type_everywhere(entry: configparser.ConfigParser) -> None:
    """The entry, the description of the type, the metainfo and the icon say the same."""
    assert entry["Desktop Entry"]["MimeType"] == f"{MIME_TYPE};"
    described = (LINUX / "small-acts.mime.xml").read_text(encoding="utf-8")
    assert f'type="{MIME_TYPE}"' in described
    assert 'pattern="*.smallacts"' in described
    assert f"<mediatype>{MIME_TYPE}</mediatype>" in (LINUX / "small-acts.metainfo.xml").read_text(
        encoding="utf-8"
    )


def test_the_metainfo_states_this_version(recipes: Recipes) -> None:
    """Filled in, it is XML with the version of the program and nothing left to fill in."""
    text = recipes("packaging/linux/build.py").metainfo()
    assert "{{" not in text
    release = ElementTree.fromstring(text).find("releases/release")  # noqa: S314 - it is our own
    assert release is not None
    assert release.get("version") == smallacts_desktop.__version__


def test_pictures_have_addresses_where_there_is_a_place_for_them(
    recipes: Recipes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Metainfo knows pictures by address only; there is none until somebody names one."""
    monkeypatch.setenv("PICTURES_URL", "https://example.org/pictures/")
    text = recipes("packaging/linux/build.py").metainfo()
    assert "<image>https://example.org/pictures/today.png</image>" in text


def test_the_manual_page_names_every_command_and_option(recipes: Recipes) -> None:
    """It is made from the parser, help for each included."""
    page: str = recipes("packaging/linux/manual.py").manual("1.2.3", "2026-11-27")
    shown = page.replace("\\-", "-").replace("\\fB", "").replace("\\fR", "")
    for name, parser in commands():
        assert name in shown
        for action in parser._actions:
            for option in action.option_strings:
                assert option in shown, f"{name} {option}"
    for heading, after in re.findall(r"^\.TP\n(.+)\n(.*)$", page, re.MULTILINE):
        assert after.strip(), f"{heading} has no explanation"


def commands() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """The program itself and each of its commands."""
    main = command_line._parser()
    yield main.prog, main
    for action in main._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def test_the_version_comes_from_one_place(recipes: Recipes) -> None:
    """The recipes read it where the program states it."""
    assert recipes("packaging/freezing.py").version() == smallacts_desktop.__version__


def test_the_frozen_program_keeps_what_it_needs_and_no_more(recipes: Recipes) -> None:
    """Plug-ins for every display, no desktop's own libraries, nothing that reaches a network."""
    kept = recipes("packaging/freezing.py").kept
    plugins = "PySide6/Qt/plugins"
    wanted = [
        (f"{plugins}/platforms/libqxcb.so", "", "BINARY"),
        (f"{plugins}/platforms/libqwayland.so", "", "BINARY"),
        ("PySide6/Qt/lib/libQt6Widgets.so.6", "", "BINARY"),
        ("PySide6/Qt/lib/libicudata.so.73", "", "BINARY"),
        ("libpython3.11.so.1.0", "", "BINARY"),
        ("smallacts_desktop/resources_data/acts.toml", "", "DATA"),
    ]
    unwanted = [
        (f"{plugins}/platformthemes/libqgtk3.so", "", "BINARY"),
        (f"{plugins}/tls/libqopensslbackend.so", "", "BINARY"),
        ("PySide6/Qt/lib/libQt6Network.so.6", "", "BINARY"),
        ("PySide6/Qt/translations/qtbase_xx.qm", "", "DATA"),
    ]
    if smallacts_desktop.__file__ and Path("/proc").is_dir():
        unwanted.append(("libX11.so.6", "", "BINARY"))
    assert kept(wanted + unwanted) == sorted(wanted)


def test_what_the_spec_names_is_there() -> None:
    """Renaming a file of the recipes is noticed before the next package is built."""
    spec = (CHECKOUT / "packaging" / "smallacts.spec").read_text(encoding="utf-8")
    assert '"start.py"' in spec
    for name in ("start.py", "freezing.py", "freeze.py", "licences.py", "smallacts.spec"):
        assert (CHECKOUT / "packaging" / name).is_file()
    for text in ("LGPL-3.0", "GPL-3.0", "Apache-2.0", "SQLCipher", "ICU"):
        assert (CHECKOUT / "packaging" / "licences" / f"{text}.txt").is_file()


@pytest.mark.usefixtures("qapp")
def test_icons_of_few_pixels_are_drawn_for_few_pixels(recipes: Recipes, tmp_path: Path) -> None:
    """As the window does it, for the program and for its files."""
    recipe = recipes("packaging/drawing.py")
    assert recipe.SMALL_SIZE == icons.SMALL_SIZE
    for name in ("app-icon", "backup-file"):
        svg = CHECKOUT / "resources" / "icons" / f"{name}.svg"
        assert recipe.for_size(svg, 16).name == f"{name}-16.svg"
        assert recipe.for_size(svg, 24) == svg
    recipes("packaging/linux/pictures.py").draw(tmp_path)
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert {
        "16x16/apps/small-acts.png",
        "512x512/mimetypes/application-vnd.smallacts.backup.png",
        "symbolic/apps/small-acts-symbolic.svg",
    } <= made
