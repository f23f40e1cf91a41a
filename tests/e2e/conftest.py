"""A real screen for the end-to-end tests, and a person who uses the program on it."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from smallacts_desktop.ui.kit.theme import Theme
from tests.e2e.display import Display
from tests.e2e.person import Person
from tests.e2e.program import Program

_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
    call: pytest.CallInfo[None],  # noqa: ARG001 - pytest hands it over by name
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember for the fixtures whether the test itself went wrong."""
    report = yield
    if report.when == "call":
        item.stash[_FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Display]:
    """A screen with a window manager, shared by every test."""
    made = Display(tmp_path_factory.mktemp("display"))
    yield made
    made.stop()


@pytest.fixture
def program(display: Display, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Program]:
    """The program of a person who has never opened it; it is ended after the test.

    Whatever happens to it, it has nothing to say on the terminal.
    """
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    made = Program(display, home, tmp_path / "data")
    yield made
    if request.node.stash.get(_FAILED, False):
        display.save_picture(tmp_path / "screen.png")
    made.kill()
    assert made.said() == ""


@pytest.fixture
def person(qapp: QApplication, program: Program, theme: Theme, tmp_path: Path) -> Iterator[Person]:
    """Somebody at that program."""
    made = Person(program, tmp_path, theme)
    yield made
    made.leave()
    qapp.processEvents()
