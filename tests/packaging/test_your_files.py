"""The page about the person's files names every file there is."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from smallacts_desktop.clock import SystemClock
from smallacts_desktop.domain.journal_errors import WrongPassphraseError
from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.event_log import close_log, start_log
from smallacts_desktop.journal.vault.attempts import FREE_ATTEMPTS
from smallacts_desktop.journal.vault.instance import InstanceLock, listen_for_requests
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.settings import Settings, SettingsFile

PAGE = Path(__file__).parents[2] / "packaging" / "YOUR-FILES.md"


def named_files() -> list[str]:
    """The names in the first column of the table, as patterns."""
    rows = [row for row in PAGE.read_text(encoding="utf-8").splitlines() if row.startswith("| `")]
    found = [name for row in rows for name in re.findall(r"`([^`]+)`", row.split("|")[1])]
    return [name.replace("…", "*") + ("*" if name.endswith("/") else "") for name in found]


@pytest.mark.usefixtures("quick_keys")
def test_every_file_that_is_made_is_on_the_page(tmp_path: Path) -> None:
    """A locked journal with guesses, backups, one that came back, settings and a log."""
    paths = Paths.inside(tmp_path / "data")
    start_log(paths)
    instance_lock = InstanceLock.take(paths)
    instance_lock.beat()
    listen_for_requests(paths)
    SettingsFile(paths.settings).save(Settings())
    vault = Vault(paths, SystemClock())
    vault.open()
    with vault.paused():
        vault.set_passphrase("four quiet little words", RecoveryCode.new())
    taken = vault.backups.take()
    vault.lock()
    for _ in range(FREE_ATTEMPTS - 1):
        with pytest.raises(WrongPassphraseError):
            vault.prepare("some other quiet words")
    made = {path.relative_to(paths.data).as_posix() for path in files_in(paths.data)}
    vault.open("four quiet little words")
    with vault.paused():
        vault.restore(taken.path)
    made |= {path.relative_to(paths.data).as_posix() for path in files_in(paths.data)}
    vault.lock()
    instance_lock.release()
    close_log()
    patterns = named_files()
    assert len(patterns) > 10
    assert [name for name in made if not any(fnmatch(name, one) for one in patterns)] == []
    assert {"journal.db", "journal.lock", "journal.attempts", "settings.json"} <= made


def files_in(folder: Path) -> list[Path]:
    """Every file below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]
