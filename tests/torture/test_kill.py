"""Power cuts at random moments: whatever the journal has acknowledged is there afterwards."""

import random
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import smallacts_desktop
from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.storage.file.driver import Driver
from smallacts_desktop.storage.keys import keys

ROOT = Path(smallacts_desktop.__file__).parents[1]
WRITER = Path(__file__).with_name("writer.py")
PASSPHRASE = "correct horse battery staple"
FEW, MANY = 12, 300
_LONGEST_LIFE_S = 0.4


@pytest.fixture(params=["plain", "encrypted"])
def folder(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    quick_keys: pytest.MonkeyPatch,  # noqa: ARG001 - for what it does
) -> Path:
    """A data folder with an empty journal of either kind."""
    kind: str = request.param
    data = tmp_path / kind
    vault = Vault(Paths.inside(data))
    vault.open()
    if kind == "encrypted":
        with vault.paused():
            vault.set_passphrase(PASSPHRASE, RecoveryCode.new())
    vault.lock()
    return data


def start_writer(folder: Path) -> "subprocess.Popen[str]":
    """Start the writer on the journal in ``folder``."""
    process = subprocess.Popen(
        [sys.executable, str(WRITER), str(folder), str(keys._ROUNDS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert process.stdin is not None
    process.stdin.write((PASSPHRASE if folder.name == "encrypted" else "") + "\n")
    process.stdin.close()
    return process


def acknowledged_before_a_kill(folder: Path, chance: random.Random) -> set[str]:
    """Let the writer live for a random while after its first word; return what it promised."""
    process = start_writer(folder)
    assert process.stdout is not None
    first = process.stdout.readline().strip()
    assert first, "the writer wrote nothing"
    try:
        process.wait(chance.uniform(0, _LONGEST_LIFE_S))
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    # A line cut off by the end is no promise.
    rest = process.stdout.read().split("\n")[:-1]
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    return {first, *rest}


def check_kept(folder: Path, promised: set[str]) -> None:
    """Open the journal as the program does, and look for everything that was promised."""
    vault = Vault(Paths.inside(folder))
    journal = vault.open(PASSPHRASE if folder.name == "encrypted" else None)
    assert promised <= {str(entry.id) for entry in journal.entries()}
    key = journal._store.database.key
    with closing(Driver(Paths.inside(folder).journal, key)) as driver:
        driver.connect()
        assert driver.ask("PRAGMA integrity_check") == [("ok",)]
    vault.lock()


def torture(folder: Path, kills: int) -> None:
    """Kill the writer so often, and look every time."""
    chance = random.Random()
    promised: set[str] = set()
    for _ in range(kills):
        promised |= acknowledged_before_a_kill(folder, chance)
        check_kept(folder, promised)
    assert len(promised) >= kills


def test_a_few_power_cuts_lose_nothing_acknowledged(folder: Path) -> None:
    """The short form of the long one below."""
    torture(folder, FEW)


@pytest.mark.torture
@pytest.mark.timeout(3600)
def test_hundreds_of_power_cuts_lose_nothing_acknowledged(folder: Path) -> None:
    """300 kills, each at another moment, in a journal that grows all the while."""
    torture(folder, MANY)
