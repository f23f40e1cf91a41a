"""A vault with a clock that a test sets, keys that are made quickly, and some entries."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.backups import KeyChange
from smallacts_desktop.domain.entries import Entry, EntryDraft, EntryKind
from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.journal.vault.keys import Proof
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from tests.journal.conftest import MORNING

PASSPHRASE = "correct horse battery staple"
OTHER = "a different lane to walk"


@dataclass
class Safe:
    """A data folder and the vault before it."""

    folder: Path
    clock: FixedClock = field(default_factory=lambda: FixedClock(MORNING))
    code: RecoveryCode = field(default_factory=RecoveryCode.new)

    def __post_init__(self) -> None:
        self.paths = Paths.inside(self.folder)
        self.own = self.folder / "snapshots"
        self.vault = self.fresh()

    def fresh(self) -> Vault:
        """Another vault, as after a restart of the program."""
        return Vault(self.paths, self.clock)

    def write(self, *notes: str) -> list[Entry]:
        """Write some notes into the open journal."""
        return [
            self.vault.journal.write(EntryDraft(kind=EntryKind.NOTE, note=note)) for note in notes
        ]

    def encrypt(self, passphrase: str = PASSPHRASE) -> None:
        """Give the open journal a passphrase, and its snapshots too."""
        with self.vault.paused():
            self.vault.set_passphrase(passphrase, self.code)

    def proof(self, passphrase: str = PASSPHRASE) -> Proof:
        """Proof of the open journal's passphrase."""
        return self.vault.verify(passphrase)

    def change(self, passphrase: str, code: RecoveryCode, now: str = PASSPHRASE) -> KeyChange:
        """Give the open and paused journal another passphrase than ``now``."""
        return self.vault.change_passphrase(self.proof(now), passphrase, code)

    def choose(self, folder: Path) -> None:
        """Choose a folder for the snapshots, as the settings do."""
        settings = self.vault.settings
        settings.put(settings.current.with_snapshot_folder(str(folder)))

    def names(self, folder: Path | None = None) -> list[str]:
        """The names of the files in a folder, at first that of the snapshots."""
        folder = folder or self.own
        return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def notes(vault: Vault) -> list[str]:
    """The notes of the open journal, by the alphabet."""
    return sorted(entry.note for entry in vault.journal.entries())


@pytest.fixture
def safe(
    tmp_path: Path,
    quick_keys: pytest.MonkeyPatch,  # noqa: ARG001 - for what it does
) -> Iterator[Safe]:
    """An open, plain journal with two notes on a Thursday morning in May."""
    safe = Safe(tmp_path / "data")
    safe.vault.open()
    safe.write("one", "two")
    yield safe
    safe.vault.lock()
