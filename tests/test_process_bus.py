"""Libraries start no bus on behalf of the program, and one that runs is found as ever."""

import os
import socket
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices

from smallacts_desktop.process import free_choice_of_bus, start_no_bus
from smallacts_desktop.ui.kit.desktop import open_folder

ADDRESS, FOLDER = "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"
HERE = "unix:path=/run/user/5/bus"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HERE, HERE),
        (f"{HERE};autolaunch:", HERE),
        (f"autolaunch:scope=*user;{HERE}", HERE),
        ("disabled:", "disabled:"),
    ],
)
def test_a_bus_that_is_named_is_used(before: str, after: str) -> None:
    """Whatever is named stays, but for the wish to have one started."""
    environ = {ADDRESS: before}
    start_no_bus(environ)
    assert environ == {ADDRESS: after}


@pytest.mark.parametrize("environ", [{}, {ADDRESS: ""}, {ADDRESS: "autolaunch:"}])
def test_where_no_bus_runs_none_can_be_started(environ: dict[str, str]) -> None:
    """An address that no library can use stands in the place of none."""
    start_no_bus(environ)
    assert environ[ADDRESS].startswith("disabled:")


def test_the_bus_of_the_log_in_is_found_without_an_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A socket called bus in the folder for such things is what libraries look for themselves."""
    environ = {FOLDER: str(tmp_path)}
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as bus:
        bus.bind("bus")
        start_no_bus(environ)
        assert environ == {FOLDER: str(tmp_path)}
    (tmp_path / "bus").unlink()
    (tmp_path / "bus").write_text("no socket", encoding="utf-8")
    start_no_bus(environ)
    assert ADDRESS in environ


def test_a_file_manager_looks_for_its_bus_in_its_own_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the program tells its own libraries is not told to what it opens."""
    told: list[str | None] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: told.append(os.getenv(ADDRESS)))
    monkeypatch.delenv(FOLDER, raising=False)
    monkeypatch.setenv(ADDRESS, "")
    start_no_bus()
    here = os.environ[ADDRESS]
    open_folder(tmp_path)
    assert (told, os.environ[ADDRESS]) == ([None], here)
    monkeypatch.setenv(ADDRESS, HERE)
    with free_choice_of_bus():
        assert os.environ[ADDRESS] == HERE
