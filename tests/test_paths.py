"""Where a person's files are."""

from pathlib import Path

import pytest

from smallacts_desktop.paths import Paths


def _all(paths: Paths) -> tuple[Path, ...]:
    return paths.data, paths.settings, paths.logs, paths.journal


def test_a_named_folder_holds_everything(tmp_path: Path) -> None:
    """Journal, settings and logs are inside it, and the option outranks the variable."""
    named = tmp_path / "mine"
    paths = Paths.for_person(named, {"SMALLACTS_DATA_DIR": str(tmp_path / "other")})
    assert all(path == named or named in path.parents for path in _all(paths))
    assert len(set(_all(paths))) == 4


def test_the_variable_names_the_folder_too(tmp_path: Path) -> None:
    """It gives the same paths as the option."""
    environ = {"SMALLACTS_DATA_DIR": str(tmp_path)}
    assert Paths.for_person(None, environ) == Paths.for_person(tmp_path, {})


def test_a_relative_folder_is_made_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Changing the current folder later moves nothing."""
    monkeypatch.chdir(tmp_path)
    assert Paths.for_person(Path("mine"), {}).data == tmp_path / "mine"


def test_a_tilde_is_the_persons_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell does not always see it; a name nobody has is a folder's name."""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Paths.for_person(None, {"SMALLACTS_DATA_DIR": "~/mine"}).data == tmp_path / "mine"
    monkeypatch.chdir(tmp_path)
    assert Paths.for_person(Path("~nobody-here"), {}).data == tmp_path / "~nobody-here"


@pytest.mark.parametrize("environ", [{}, {"SMALLACTS_DATA_DIR": " "}])
def test_unnamed_it_is_where_the_system_keeps_such_files(
    environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Data, settings and logs each in the folder for such things, all absolute."""
    for name, folder in (("DATA", "d"), ("CONFIG", "c"), ("STATE", "s")):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / folder))
    paths = Paths.for_person(None, environ)
    assert paths.data == tmp_path / "d" / "smallacts"
    assert paths.journal.parent == paths.data
    assert paths.settings.parent == tmp_path / "c" / "smallacts"
    assert tmp_path / "s" / "smallacts" in paths.logs.parents


def test_asking_creates_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even a folder, until something is kept."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    Paths.for_person(None, {})
    Paths.for_person(tmp_path / "mine", {})
    assert list(tmp_path.iterdir()) == []
