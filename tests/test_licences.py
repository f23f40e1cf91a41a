"""The list of licences names everything the program is built on."""

import re
import tomllib
from pathlib import Path

import pytest

from smallacts_desktop import licences as module
from smallacts_desktop.licences import Licence, as_json, from_environment, licence_texts, licences

CHECKOUT = Path(__file__).parents[1]


def test_every_dependency_is_named_with_version_and_licence() -> None:
    """What pyproject.toml asks for, what those ask for, and Python itself."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[^\w-]", line)[0].lower() for line in project["dependencies"]}
    rows = {row.name.lower().replace("_", "-"): row for row in from_environment()}
    assert asked | {"shiboken6", "python"} <= set(rows)
    for name in asked:
        assert rows[name].version
    assert all(row.licence for row in rows.values())


def test_what_lies_inside_the_wheels_is_named_too() -> None:
    """Their makers are others than the wheels' own."""
    names = {row.name for row in licences()}
    assert names >= {"Qt", "ICU", "SQLCipher", "SQLite", "OpenSSL"}


def test_a_checkout_has_no_texts() -> None:
    """Nothing is bundled, so there is nothing to bring along."""
    assert licence_texts() == ""


def test_a_package_tells_what_it_was_built_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The generated list and texts come first."""
    made = (Licence("Something", "1.0", "MIT"),)
    (tmp_path / module.LIST).write_text(as_json(made), encoding="utf-8")
    (tmp_path / module.TEXTS).write_text("Permission is granted.", encoding="utf-8")
    monkeypatch.setattr(module, "resource_path", lambda name: tmp_path / name)
    assert licences() == made
    assert licence_texts() == "Permission is granted."
