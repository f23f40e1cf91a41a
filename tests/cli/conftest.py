"""The program as a process of its own, on a machine without a screen."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import (
    Barrier,
    Entry,
    EntryKind,
    Expectation,
    MoodRecorded,
    Outcome,
    Response,
)
from smallacts_desktop.journal.acts import bundled_catalogue
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.storage.rows.store import Store
from tests.cli.warm import LONGEST_S, WarmProgram
from tests.storage.samples import contents_of

# Files that say how the journal is used, not what it holds.
OF_USE = {"journal.open", "journal.lock", "journal.attempts"}
CHECKOUT = Path(__file__).parents[2]
# Rows are dated well before any day on which the tests may run.
LATER = FixedClock(datetime(2026, 7, 1, 12, 0, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Finished:
    """What a run of the program left: its exit code and what it said."""

    code: int
    out: bytes
    err: str

    @property
    def lines(self) -> list[str]:
        """What it said on standard error, line by line."""
        return self.err.splitlines()


Run = Callable[..., Finished]


@pytest.fixture(scope="session")
def warm_program() -> Iterator[WarmProgram]:
    """The program, imported once for all tests of this process."""
    with WarmProgram() as made:
        yield made


@pytest.fixture
def run(tmp_path: Path, warm_program: WarmProgram) -> Run:
    """A function that runs ``smallacts`` with these arguments and never lets a traceback pass.

    Each run is a process of its own; what all of them import was imported once.
    """

    def run(
        *arguments: str | Path,
        input: bytes = b"",
        environ: dict[str, str] | None = None,
        start_new_session: bool = False,
    ) -> Finished:
        done = warm_program.run(
            [*map(str, arguments)], tmp_path, _environ(tmp_path) | (environ or {}),
            given=input, leads_session=start_new_session,
        )  # fmt: skip
        return _finished(done)

    return run


@pytest.fixture
def run_afresh(tmp_path: Path) -> Run:
    """As ``run``, in a Python that is started for it, as a person's terminal starts one."""

    def run(
        *arguments: str | Path,
        environ: dict[str, str] | None = None,
        program: Iterable[str] = ("-m", "smallacts_desktop"),
        **options: object,
    ) -> Finished:
        done = subprocess.run(
            [sys.executable, *program, *map(str, arguments)],
            cwd=tmp_path,
            env=_environ(tmp_path) | (environ or {}),
            timeout=LONGEST_S,
            check=False,
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},  # type: ignore[call-overload]
        )
        return _finished(done)

    return run


def _finished(done: "subprocess.CompletedProcess[bytes]") -> Finished:
    err = (done.stderr or b"").decode()
    assert "Traceback" not in err, err
    return Finished(done.returncode, done.stdout or b"", err)


def _environ(tmp_path: Path) -> dict[str, str]:
    unwanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "SMALLACTS_DATA_DIR")
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    home = str(tmp_path / "home")
    own = {"HOME": home, "XDG_DATA_HOME": f"{home}/data", "XDG_CONFIG_HOME": f"{home}/config"}
    return kept | own | {"PYTHONPATH": str(CHECKOUT), "LC_ALL": "C.UTF-8"}


def journal_with(folder: Path, entries: Iterable[Entry]) -> Path:
    """Make a journal of these entries in ``folder``; returns the path of its file."""
    path = folder / "journal.db"
    store = Store.open(path)
    Journal(store, LATER, bundled_catalogue()).import_entries(list(entries), ())
    store.close()
    return path


def entries_in(folder: Path) -> list[Entry]:
    """What the journal in ``folder`` holds, in file order."""
    store = Store.open(folder / "journal.db", create=False)
    found = list(store.entries.between(None, None))
    store.close()
    return found


def kept_aside_in(folder: Path) -> list[tuple[str, str]]:
    """The rows that the journal in ``folder`` archives: their tables, and what they held."""
    store = Store.open(folder / "journal.db", create=False)
    found = store.database.execute("SELECT origin, contents FROM kept_aside ORDER BY number")
    store.close()
    return found


def kept_in(folder: Path) -> dict[str, bytes]:
    """Every file of a data folder but those that say how the journal is used."""
    return {name: text for name, text in contents_of(folder).items() if name not in OF_USE}


def sample(number: int = 1, **changes: object) -> Entry:
    """An entry with every answer given, for tests that change one thing about it."""
    values: dict[str, object] = {
        "id": UUID(int=number, version=4),
        "kind": EntryKind.ACT,
        "date": date(2026, 5, 14),
        "written_at": datetime(2026, 5, 14, 9, 0, tzinfo=UTC),
        "time": time(9, 5),
        "utc_offset": timedelta(hours=1),
        "act": "Smile at a dog walker",
        "size": ActSize.SMALLEST,
        "place": "park",
        "person": "spaniel man",
        "outcome": Outcome.DONE,
        "mood_before": 4,
        "mood_before_recorded": MoodRecorded.BEFORE,
        "mood_after": 6,
        "response": Response.WARM,
        "expectation": Expectation.EASIER,
        "note": "He nodded back.",
    }
    return Entry(**{**values, **changes})  # type: ignore[arg-type]


def not_done(number: int, barrier: Barrier) -> Entry:
    """An act that did not happen."""
    return sample(
        number,
        outcome=Outcome.NOT_THIS_TIME,
        barrier=barrier,
        mood_after=None,
        response=None,
        expectation=None,
    )


def words(number: int, note: str, **changes: object) -> Entry:
    """A note without an act."""
    values: dict[str, object] = {
        "id": UUID(int=number, version=4),
        "kind": EntryKind.NOTE,
        "date": date(2026, 5, 14),
        "written_at": datetime(2026, 5, 14, 9, 0, tzinfo=UTC),
        "note": note,
    }
    return Entry(**{**values, **changes})  # type: ignore[arg-type]
