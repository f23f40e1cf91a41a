"""Several files of one folder take their places as one, whatever stops it and wherever."""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.storage.file import swap

OLD, NEW = b"the old one " * 400, b"the new one " * 400
NAMES = ("journal.db", "journal.keycheck")


@pytest.fixture
def place(tmp_path: Path) -> swap.Place:
    """A folder where two files are to be replaced and a third one is to go."""
    for name in NAMES:
        (tmp_path / name).write_bytes(OLD)
        (tmp_path / f"{name}-next").write_bytes(NEW)
    (tmp_path / "journal.recovery").write_bytes(OLD)
    return swap.of_journal(tmp_path / "journal.db")


def contents(place: swap.Place) -> dict[str, bytes]:
    """Every file of the folder."""
    return {path.name: path.read_bytes() for path in sorted(place.folder.iterdir())}


BEFORE = {**dict.fromkeys(NAMES, OLD), "journal.recovery": OLD}
AFTER = dict.fromkeys(NAMES, NEW)


class StoppedError(Exception):
    """Stands for the end of the process."""


def _failing(monkeypatch: pytest.MonkeyPatch, at: int, error: Callable[[], BaseException]) -> None:
    """Let the change of the folder with this number fail, once."""
    count = 0

    def patched(name: str) -> None:
        real = getattr(os, name)

        def call(*values: object, **options: object) -> object:
            nonlocal count
            count += 1
            if count == at:
                raise error()
            return real(*values, **options)

        monkeypatch.setattr(os, name, call)

    for name in ("rename", "replace", "unlink", "fsync"):
        patched(name)


@pytest.mark.parametrize("at", range(1, 16))
def test_an_end_at_any_step_leaves_one_state_or_the_other(
    place: swap.Place, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next opening finishes it or sweeps it up."""
    with monkeypatch.context() as patch:
        _failing(patch, at, StoppedError)
        with suppress(StoppedError):
            swap.commit(place, NAMES, ["journal.recovery"])
    swap.finish(place)
    swap.sweep(place)
    assert contents(place) in (BEFORE, AFTER)


@pytest.mark.parametrize("at", range(1, 16))
def test_a_fault_at_any_step_is_told_as_it_is(
    place: swap.Place, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What raises has changed nothing; what does not has changed all."""
    with monkeypatch.context() as patch:
        _failing(patch, at, lambda: OSError(5, "fault"))
        try:
            swap.commit(place, NAMES, ["journal.recovery"])
        except SmallActsError:
            wanted = BEFORE
        else:
            wanted = AFTER
    swap.finish(place)
    swap.sweep(place)
    assert contents(place) == wanted


def _intent_of(place: swap.Place, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """What a real intent for these files holds."""

    def stop(*_: object) -> None:
        raise StoppedError

    with monkeypatch.context() as patch:
        patch.setattr(swap, "_rename_main", stop)
        with pytest.raises(StoppedError):
            swap.commit(place, NAMES, ["journal.recovery"])
    return place.intent_file.read_bytes()


def test_an_intent_for_other_files_changes_nothing(
    place: swap.Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The journal was written to since, or something else waits under the name."""
    _intent_of(place, monkeypatch)
    (place.folder / "journal.db").write_bytes(b"written to since")
    swap.finish(place)
    swap.sweep(place)
    assert contents(place) == {**BEFORE, "journal.db": b"written to since"}


@pytest.mark.parametrize(
    "made_up",
    [b"", b"{", b"[" * 10_000, b"x" * 100_000, b'{"change": 5, "check": 5}'],
)
def test_what_is_no_intent_is_set_aside(place: swap.Place, made_up: bytes) -> None:
    """It locks nobody out and deletes nothing."""
    place.intent_file.write_bytes(made_up)
    swap.finish(place)
    swap.sweep(place)
    assert contents(place) == {**BEFORE, "journal.intent-not-ours-1": made_up}


@pytest.mark.parametrize("name", ["../letter.txt", "letter.txt", "/etc/passwd", "journal.db/x"])
def test_an_intent_with_other_names_touches_none_of_them(
    place: swap.Place, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where its sums are right."""
    facts = json.loads(_intent_of(place, monkeypatch))["change"]
    letter = place.folder / "letter.txt"
    letter.write_bytes(b"Dear all")
    facts["remove"] = {name: swap._mark(letter)}
    made_up = json.dumps({"change": facts, "check": swap._check(facts)}).encode()
    place.intent_file.write_bytes(made_up)
    swap.finish(place)
    assert letter.read_bytes() == b"Dear all"
    assert contents(place)["journal.db"] == OLD


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_or_a_link_in_the_place_of_the_intent_is_not_waited_for(place: swap.Place) -> None:
    """It is archived as it is."""
    os.mkfifo(place.intent_file)
    swap.finish(place)
    assert (place.folder / "journal.intent-not-ours-1").is_fifo()
    letter = place.folder / "letter.txt"
    letter.write_bytes(b"Dear all")
    place.intent_file.symlink_to(letter)
    swap.finish(place)
    assert letter.read_bytes() == b"Dear all"
