"""What an open window takes for a page, a key in the search field, a save and an unlocking."""

import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.storage.keys.keys import Key
from tests.bench.bulk import MANY, VERY_MANY, Journals
from tests.bench.figures import Row
from tests.bench.screen import Screen, stop

_PAGES = ("Calendar", "Journal", "Insights", "Acts", "Share", "Settings", "Today")
_FIRST_MS, _AGAIN_MS, _FRAME_MS = 100.0, 16.0, 1000 / 60
_SEARCH_GOAL, _SAVE_GOAL, _UNLOCK_GOAL = 3.0, 2.0, 1.5
_SEARCHED = "spaniel"
# The picture stays the same while the key is made, which a busy machine takes its time for.
_LONGER_THAN_A_KEY = 4.0
_PASSPHRASE = "seven quiet kettles by the window"


class Window:
    """A window of the program, used from outside."""

    def __init__(self, screen: Screen, program: "subprocess.Popen[bytes]") -> None:
        self._screen, self._program = screen, program

    def do(self, command: str, quiet: float = 0.7) -> float:
        """Milliseconds from a press until the picture was the one it came to rest with.

        It rests when it has been the same for ``quiet`` seconds.
        """
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(command.encode() + b"\n")
        self._program.stdin.flush()
        return 1000 * self._screen.painted(float(self._program.stdout.readline()), quiet)


@contextmanager
def _opened(screen: Screen, folder: Path) -> Iterator[Window]:
    screen.clear()
    began = time.monotonic()
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.window_work", str(folder)],
        env=screen.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        screen.painted(began)
        yield Window(screen, program)
    finally:
        stop(program)


def rows(screen: Screen, journals: Journals, runs: int) -> Iterator[Row]:
    """The lines about an open window."""
    yield from _page_rows(screen, journals, runs)
    yield _search_row(screen, journals, runs)
    yield _save_row(screen, journals, runs)
    yield _unlock_row(screen, journals, runs)


def _page_rows(screen: Screen, journals: Journals, runs: int) -> Iterator[Row]:
    taken: list[dict[str, tuple[float, float]]] = []
    folder = journals.filled(MANY, "pages")
    for _ in range(runs):
        with _opened(screen, folder) as window:
            first = {page: window.do(f"press {page}") for page in _PAGES}
            taken.append({page: (first[page], window.do(f"press {page}")) for page in _PAGES})
    for place, when, goal in ((0, "the first time", _FIRST_MS), (1, "again", _AGAIN_MS)):
        medians = {page: statistics.median(one[page][place] for one in taken) for page in _PAGES}
        slowest = max(medians, key=medians.__getitem__)
        yield Row(
            f"a page {when} (the slowest: {slowest})", "", "ms", goal,
            tuple(one[slowest][place] for one in taken),
        )  # fmt: skip


def _search_row(screen: Screen, journals: Journals, runs: int) -> Row:
    folder = journals.filled(VERY_MANY, "search")
    slowest = []
    for _ in range(runs):
        with _opened(screen, folder) as window:
            window.do("press Journal")
            slowest.append(max(window.do(f"keys {letter}") for letter in _SEARCHED))
    return Row(
        f"a key in the search to results, {VERY_MANY:,} entries", "one frame", "ms", _SEARCH_GOAL,
        tuple(slowest), (_FRAME_MS,) * len(slowest),
    )  # fmt: skip


def _save_row(screen: Screen, journals: Journals, runs: int) -> Row:
    folder = journals.filled(MANY, "saved")
    with _opened(screen, folder) as window:
        pairs = []
        for _ in range(runs):
            window.do("press I’ll try this")
            window.do("press I did it")
            ours = window.do("press Save")
            pairs.append((ours, _insert_ms(folder / "insert.db")))
            window.do("press Back to today’s card")
    return Row(
        "Save pressed to written and painted", "one durable INSERT", "ms", _SAVE_GOAL,
        tuple(mine for mine, _ in pairs), tuple(other for _, other in pairs),
    )  # fmt: skip


def _insert_ms(file: Path) -> float:
    journal = sqlite.connect(file, isolation_level=None)
    journal.execute("PRAGMA synchronous = FULL")
    journal.execute("CREATE TABLE IF NOT EXISTS entries (note TEXT)")
    took = _ms(lambda: journal.execute("INSERT INTO entries VALUES ('a nod')"))
    journal.close()
    return took


def _unlock_row(screen: Screen, journals: Journals, runs: int) -> Row:
    folder = journals.filled(MANY, "locked")
    vault = Vault(Paths.inside(folder))
    vault.open()
    with vault.paused():
        vault.set_passphrase(_PASSPHRASE, RecoveryCode.new())
    vault.lock()
    pairs = []
    for _ in range(runs):
        with _opened(screen, folder) as window:
            window.do(f"keys {_PASSPHRASE}")
            pairs.append(
                (
                    window.do("press Open my journal", _LONGER_THAN_A_KEY),
                    _ms(lambda: Key.from_passphrase(_PASSPHRASE, bytes(16))),
                )
            )
    shutil.rmtree(folder)
    return Row(
        "unlocking to the painted page", "the key derivation", "ms", _UNLOCK_GOAL,
        tuple(mine for mine, _ in pairs), tuple(other for _, other in pairs),
    )  # fmt: skip


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)
