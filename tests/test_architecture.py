"""Which part of the program may import which, and how long one may be; a failure names it."""

import ast
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from pytest_archon import archrule

PACKAGE = "smallacts_desktop"
ROOT = Path(__file__).parents[1] / PACKAGE
# In lines.
LONGEST_MODULE, LONGEST_FUNCTION = 350, 45
# Small files without layers below them, which anyone may import.
LEAVES = (
    "paths", "settings", "clock", "tokens", "process", "event_log", "licences", "autostart",
    "safe_files",
)  # fmt: skip
# What each layer may import besides itself and the leaves.
LAYERS: dict[str, tuple[str, ...]] = {
    "domain": (),
    "storage": ("domain",),
    "sharing": ("domain",),
    "journal": ("storage", "domain"),
    "ui": ("journal", "sharing", "domain"),
    "demo": ("domain",),
    "cli": ("journal", "storage", "sharing", "domain"),
}
NETWORK = (
    "socket", "ssl", "http", "urllib.request", "urllib.error", "urllib.robotparser", "ftplib",
    "smtplib", "poplib", "imaplib", "xmlrpc", "asyncio", "socketserver", "webbrowser",
    "wsgiref", "requests", "httpx", "urllib3", "aiohttp", "websockets",
    r"PySide6\.QtNetwork", r"PySide6\.QtWebSockets", r"PySide6\.QtWebEngine\w*",
)  # fmt: skip
# A folder for each thing that a person can do in the window.
FEATURES = (
    "today", "calendar", "journal", "insights", "acts", "people", "share", "csv_import", "paper",
    "settings", "security",
)  # fmt: skip
BELOW_FEATURES = ("kit", "text")
DRAWING_PARTS = ("app", "ui", "tour", "self_test")
# The one part of sharing that draws: on paper.
PAPER = rf"^{PACKAGE}\.sharing\.\w+\.pdf_\w+$"


def modules(*parts: str) -> str:
    """A pattern for these parts of the package and everything inside them."""
    return rf"^{PACKAGE}\.({'|'.join(parts)})(\.|$)"


def any_of(names: tuple[str, ...]) -> str:
    """A pattern for these modules and everything inside them."""
    return rf"^({'|'.join(names)})(\.|$)"


@pytest.mark.parametrize(("layer", "below"), LAYERS.items(), ids=LAYERS.keys())
def test_a_layer_imports_only_what_lies_below(layer: str, below: tuple[str, ...]) -> None:
    """The arrows point one way: ui to journal to storage to domain, and sharing to domain."""
    allowed = "|".join((layer, *below, *LEAVES))
    (
        archrule(f"{layer} imports what lies below it", use_regex=True)
        .match(modules(layer))
        .should_not_import(rf"^{PACKAGE}\.(?!({allowed})(\.|$))")
        .check(PACKAGE, only_direct_imports=True)
    )


def test_the_domain_needs_nothing_but_python() -> None:
    """Every rule can be read and tested with no package installed."""
    standard = "|".join(sorted(sys.stdlib_module_names))
    (
        archrule("the domain imports the standard library and itself", use_regex=True)
        .match(modules("domain"))
        .should_not_import(rf"^(?!({standard}|{PACKAGE}\.domain)(\.|$))")
        .check(PACKAGE, only_direct_imports=True)
    )


def test_leaves_import_no_layer() -> None:
    """What anyone may import must not bring a layer with it."""
    (
        archrule("leaves stand alone", use_regex=True)
        .match(modules(*LEAVES))
        .should_not_import(modules(*LAYERS, "app", "tour"), rf"^{PACKAGE}\.__main__$")
        .check(PACKAGE, only_direct_imports=True)
    )


def test_the_database_library_stays_in_storage() -> None:
    """Another way of storing would change one folder."""
    (
        archrule("peewee and SQLCipher stay in storage", use_regex=True)
        .match(rf"^{PACKAGE}(\.|$)")
        .exclude(modules("storage"))
        .should_not_import(any_of(("peewee", "playhouse", "sqlcipher3", "sqlite3")))
        .check(PACKAGE, only_direct_imports=True)
    )


def test_qt_stays_in_the_window() -> None:
    """The command line, the journal and the files need no Qt; drawing on paper does."""
    (
        archrule("Qt stays in app, ui, tour and the pages of sharing", use_regex=True)
        .match(rf"^{PACKAGE}(\.|$)")
        .exclude(modules(*DRAWING_PARTS), PAPER)
        .should_not_import(any_of(("PySide6", "shiboken6")))
        .check(PACKAGE, only_direct_imports=True)
    )


def test_what_needs_no_paper_needs_no_qt() -> None:
    """CSV and the web page are written without Qt, so nothing else in sharing asks for paper."""
    (
        archrule("only the PDF part of sharing imports the PDF part", use_regex=True)
        .match(modules("sharing"))
        .exclude(PAPER)
        .should_not_import(PAPER)
        .check(PACKAGE, only_direct_imports=True)
    )


@pytest.mark.parametrize("feature", FEATURES)
def test_no_feature_knows_another(feature: str) -> None:
    """Going from page to page is a signal, wired by the shell, which alone sees features."""
    allowed = "|".join((feature, "entry_form", *BELOW_FEATURES))
    (
        archrule(f"{feature} imports kit, text, entry_form and itself", use_regex=True)
        .match(modules(rf"ui\.{feature}"))
        .should_not_import(rf"^{PACKAGE}\.ui\.(?!({allowed})(\.|$))")
        .check(PACKAGE, only_direct_imports=True)
    )


@pytest.mark.parametrize(
    ("folder", "below"),
    {"entry_form": ("kit", "text"), "kit": ("text",), "text": ()}.items(),
)
def test_what_features_share_knows_no_feature(folder: str, below: tuple[str, ...]) -> None:
    """The form of an entry, the kit and the words are below the features, in this order."""
    allowed = "|".join((folder, *below))
    (
        archrule(f"{folder} imports {below}", use_regex=True)
        .match(modules(rf"ui\.{folder}"))
        .should_not_import(rf"^{PACKAGE}\.ui\.(?!({allowed})(\.|$))")
        .check(PACKAGE, only_direct_imports=True)
    )


def test_the_window_has_no_loose_module() -> None:
    """Each module of the window stands in the folder of what it is for."""
    loose = {path.name for path in (ROOT / "ui").glob("*.py")} - {"__init__.py"}
    assert not loose
    folders = {path.name for path in (ROOT / "ui").iterdir() if (path / "__init__.py").is_file()}
    assert folders == {*FEATURES, *BELOW_FEATURES, "entry_form", "shell"}


def test_only_the_command_line_opens_the_program() -> None:
    """``app`` builds the window and ``cli`` the rest; nothing below reaches up to them.

    The tour and the self-test play the real window, so they ask ``app`` for one.
    """
    (
        archrule("only __main__, the tour and the self-test import app", use_regex=True)
        .match(rf"^{PACKAGE}(\.|$)")
        .exclude(rf"^{PACKAGE}\.__main__$", modules("tour", "self_test"))
        .should_not_import(modules("app"))
        .check(PACKAGE, only_direct_imports=True)
    )
    (
        archrule("only __main__ and app import cli", use_regex=True)
        .match(rf"^{PACKAGE}(\.|$)")
        .exclude(rf"^{PACKAGE}\.__main__$", modules("app", "cli"))
        .should_not_import(modules("cli"), rf"^{PACKAGE}\.__main__$")
        .check(PACKAGE, only_direct_imports=True)
    )
    (
        archrule("only __main__ and the self-test import the tour", use_regex=True)
        .match(rf"^{PACKAGE}(\.|$)")
        .exclude(rf"^{PACKAGE}\.__main__$", modules("tour", "self_test"))
        .should_not_import(modules("tour"))
        .check(PACKAGE, only_direct_imports=True)
    )


def test_nothing_can_reach_the_network() -> None:
    """The program sends nothing anywhere: it holds no code that could."""
    (
        archrule("no network code", use_regex=True)
        .match(rf"^{PACKAGE}(\.|$)")
        .should_not_import(any_of(NETWORK))
        .check(PACKAGE, only_direct_imports=True)
    )


def test_the_window_knows_nobody_who_controls_it() -> None:
    """``app`` makes the controllers, which see the window through a Protocol; it has no vault."""
    shell = rf"{PACKAGE}\.ui\.shell"
    window = rf"^{shell}\.main_window$"
    controllers = rf"^{shell}\.(security_controller|desktop_integration)$"
    (
        archrule("the window imports neither controller nor vault", use_regex=True)
        .match(window)
        .should_not_import(controllers, modules(r"journal\.vault"))
        .check(PACKAGE, only_direct_imports=True)
    )
    (
        archrule("a controller does not import the window", use_regex=True)
        .match(controllers)
        .should_not_import(window)
        .check(PACKAGE, only_direct_imports=True)
    )


def test_no_circle_hides_behind_type_checking() -> None:
    """Modules that need each other for their types belong together, or share what is below."""
    try:
        TopologicalSorter(imports_of_every_kind()).prepare()
    except CycleError as error:
        pytest.fail(" needs ".join(error.args[1]))


def imports_of_every_kind() -> dict[str, set[str]]:
    """What each module of the program imports of it: at once, in a function, or for its types."""
    files = {module_name(path): path for path in ROOT.rglob("*.py")}
    return {
        module: {name for name in named_in(path) if name in files and name != module}
        for module, path in files.items()
    }


def module_name(path: Path) -> str:
    """The dotted name of a file; a folder's own file is the folder."""
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def named_in(path: Path) -> Iterator[str]:
    """Every module, and every name in one, that a file imports from."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            # What a folder offers by itself is imported from it; a module in it is not the folder.
            yield from inner
            if not (ROOT.parent / Path(*node.module.split("."))).is_dir():
                yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_a_module_and_its_functions_are_read_in_one_go() -> None:
    """A longer one is two things, or says one thing twice."""
    modules = {path.relative_to(ROOT): path.read_text("utf-8") for path in ROOT.rglob("*.py")}
    assert [p for p, text in modules.items() if len(text.splitlines()) > LONGEST_MODULE] == []
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = [
        (str(path), node.name)
        for path, text in modules.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, functions) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []
