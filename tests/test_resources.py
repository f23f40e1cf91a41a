"""The program finds its own files, in a checkout and when installed."""

from pathlib import Path

import pytest

from smallacts_desktop import paths


def test_a_checkout_finds_its_resources_beside_the_package() -> None:
    """An icon of the checkout is found and read."""
    assert paths.resource_path("icons/check.svg").is_file()
    assert "<svg" in paths.read_resource("icons/check.svg")


def test_an_installed_program_finds_its_resources_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the package carries its own data, that is what is used."""
    (tmp_path / "style.qss").write_text("installed", encoding="utf-8")
    monkeypatch.setattr(paths, "_INSTALLED", tmp_path)
    assert paths.resource_path("style.qss").read_text(encoding="utf-8") == "installed"


def test_a_missing_resource_is_an_error() -> None:
    """A program put together badly says so at once."""
    with pytest.raises(FileNotFoundError):
        paths.read_resource("icons/no-such-icon.svg")
