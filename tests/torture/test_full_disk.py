"""A disk that fills up: what was acknowledged stays, what was not is not there by half."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from tests.torture.test_kill import PASSPHRASE, check_kept, start_writer
from tests.torture.writer import FULL

_MOUNT_REFUSED = "only root may mount a small disk of its own"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes that belongs to this test."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() != 0:
        pytest.skip(_MOUNT_REFUSED)
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip(_MOUNT_REFUSED)
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.usefixtures("quick_keys")
@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_writing_until_the_disk_is_full_loses_nothing_acknowledged(
    small_disk: Path, kind: str
) -> None:
    """The writer is told in one sentence, and the journal opens with all that was promised."""
    folder = small_disk / kind
    vault = Vault(Paths.inside(folder))
    vault.open()
    if kind == "encrypted":
        with vault.paused():
            vault.set_passphrase(PASSPHRASE, RecoveryCode.new())
    vault.lock()
    with start_writer(folder) as process:
        assert process.stdout is not None
        *promised, last = process.stdout.read().split()
    assert process.returncode == 0
    assert last == FULL
    assert len(promised) > 10
    check_kept(folder, set(promised))
