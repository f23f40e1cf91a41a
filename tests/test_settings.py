"""Settings survive a restart, and nothing in their file can keep the program from starting."""

import json
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from smallacts_desktop.settings import Settings, SettingsFile


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    """A settings file in a folder that does not exist yet."""
    return SettingsFile(tmp_path / "config" / "settings.json")


def _write(file: SettingsFile, text: str) -> None:
    file.path.parent.mkdir(parents=True, exist_ok=True)
    file.path.write_text(text, encoding="utf-8")


def test_the_first_start_has_the_first_settings(file: SettingsFile) -> None:
    """Without a file every setting has its first value, and none is written."""
    assert file.load() == Settings()
    assert not file.path.exists()


def test_what_is_saved_is_loaded_again(file: SettingsFile) -> None:
    """Every field comes back as it was."""
    settings = Settings(
        theme="dark", text_scale=1.4, week_start=6, marks_on_calendar=True,
        reduced_motion=False, window_x=-20, window_y=40, window_width=900, window_height=700,
        window_maximised=True, window_geometry="AdnQywADAAAA", page="calendar",
        page_day="2026-11-22", lock_after_minutes=0,
        columns={"share": (0, 120, 4000)},
        reminder_on=True, reminder_days=(0, 2, 6), reminder_time="09:05", quiet_from="23:30",
        quiet_to="00:00", not_today_until="2026-11-23T04:00:00+00:00", keep_in_tray=True,
        told_of_staying=True,
    )  # fmt: skip
    file.save(settings)
    assert file.load() == settings
    assert [path.name for path in file.path.parent.iterdir()] == ["settings.json"]


def test_a_setting_of_another_version_does_no_harm(file: SettingsFile) -> None:
    """0.5 knew a language that nothing read; a later version may know more than this one."""
    _write(file, '{"language": "de", "theme": "dark", "yet_to_come": {"a": 1}}')
    assert file.load() == Settings(theme="dark")
    file.save(file.load())
    assert "language" not in file.path.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", "\x00\x01", '{"theme": "dark"'])
def test_a_damaged_file_is_kept_and_the_first_settings_are_used(
    file: SettingsFile, text: str
) -> None:
    """Nothing a person set is thrown away, and the next save starts a sound file."""
    _write(file, text)
    assert file.load() == Settings()
    kept = list(file.path.parent.glob("settings.damaged-*.json"))
    assert [path.read_text(encoding="utf-8") for path in kept] == [text]
    assert not file.path.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("theme", "purple"), ("theme", ["dark"]), ("text_scale", 9), ("text_scale", True),
        ("text_scale", float("nan")), ("week_start", 7), ("week_start", False),
        ("marks_on_calendar", "yes"), ("reduced_motion", 1), ("window_x", "left"),
        ("lock_after_minutes", 3), ("lock_after_minutes", True), ("lock_after_minutes", None),
        ("window_geometry", "no Base64"), ("window_geometry", 5), ("window_geometry", "A" * 401),
        ("window_width", 1.5), ("window_height", 10**12), ("page", None), ("page", "x" * 500),
        ("columns", [1]), ("columns", {"share": 3}), ("columns", {"share": [-1]}),
        ("columns", {"share": [4001]}), ("columns", {"share": ["wide"]}),
        ("columns", {"x" * 41: [10]}), ("columns", {"share": [1] * 61}),
        ("columns", {str(n): [1] for n in range(61)}), ("columns", {"share": [True]}),
        ("reminder_on", "on"), ("reminder_days", "monday"), ("reminder_days", [7]),
        ("reminder_days", [1, 1]), ("reminder_days", [3, 1]), ("reminder_days", [True]),
        ("reminder_days", [[]]), ("reminder_time", "24:00"), ("reminder_time", "9:05"),
        ("reminder_time", 9), ("quiet_from", ""), ("quiet_to", "08:00\n"), ("quiet_to", None),
        ("not_today_until", "tomorrow"), ("not_today_until", "2026-11-23T04:00:00"),
        ("not_today_until", 5), ("keep_in_tray", 1), ("told_of_staying", "no"),
    ],
)  # fmt: skip
def test_a_value_that_makes_no_sense_has_its_first_value(
    file: SettingsFile, field: str, value: object
) -> None:
    """One wrong value costs that value alone."""
    other = "text_scale" if field == "theme" else "theme"
    sound: object = 1.2 if other == "text_scale" else "dark"
    _write(file, json.dumps({field: value, other: sound}))
    loaded = file.load()
    assert getattr(loaded, field) == getattr(Settings(), field)
    assert getattr(loaded, other) == sound


def test_unknown_keys_are_left_behind(file: SettingsFile) -> None:
    """A key of another version is neither an error nor written again."""
    _write(file, json.dumps({"theme": "light", "last_folder": "/somewhere"}))
    loaded = file.load()
    file.save(loaded)
    saved = json.loads(file.path.read_text(encoding="utf-8"))
    assert loaded.theme == "light"
    assert set(saved) == {field.name for field in fields(Settings)}


def test_others_cannot_read_the_settings(file: SettingsFile) -> None:
    """The file is the person’s alone, where the system knows such permissions."""
    file.save(Settings())
    allowed = 0o666 if sys.platform == "win32" else 0o600
    assert file.path.stat().st_mode & 0o777 == allowed


def test_a_save_that_goes_wrong_keeps_the_old_file(
    file: SettingsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old settings stay whole, and no half-written file is left."""

    def refuse(*_arguments: object) -> None:
        raise OSError("no room")

    file.save(Settings(theme="dark"))
    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OSError, match="no room"):
        file.save(Settings(theme="light"))
    assert file.load().theme == "dark"
    assert [path.name for path in file.path.parent.iterdir()] == ["settings.json"]
