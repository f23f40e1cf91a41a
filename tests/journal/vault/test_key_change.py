"""Older snapshots follow the passphrase, and a power cut at any moment leaves a way in."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from smallacts_desktop.domain.backups import KeyChange, OldSnapshots
from smallacts_desktop.domain.errors import CancelledError
from smallacts_desktop.domain.journal_errors import JournalUnavailableError, WrongPassphraseError
from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.storage.file.files import is_plain
from smallacts_desktop.storage.keys import rekeying
from tests.journal.safe import OTHER, PASSPHRASE, Safe, notes, safe
from tests.storage.samples import contents_of

__all__ = ["safe"]


def take_three(safe: Safe) -> list[Path]:
    """A snapshot on each of three days."""
    taken = []
    for _ in range(3):
        safe.clock.at += timedelta(days=1)
        taken.append(safe.vault.backups.take().path)
    safe.clock.at += timedelta(days=1)
    return taken


def test_the_first_passphrase_leaves_no_plain_copy(safe: Safe) -> None:
    """Not one file of ours below the folder is a plain database, and every snapshot opens."""
    take_three(safe)
    with safe.vault.paused():
        change = safe.vault.set_passphrase(PASSPHRASE, safe.code)
    assert change == KeyChange(rekeyed=4, deleted=0, left=0)
    files = [path for path in safe.folder.rglob("*") if path.is_file()]
    assert not [path for path in files if path.stat().st_size and is_plain(path)]
    assert not [path for path in files if b"CREATE TABLE" in path.read_bytes()]
    for item in safe.vault.backups.snapshots():
        assert safe.vault.backups.preview(item.path).opens_with_journal_key
        safe.fresh().backups.preview(item.path, str(safe.code))


def test_another_passphrase_takes_the_snapshots_with_it(safe: Safe) -> None:
    """The old one and its code open none of them any more."""
    take_three(safe)
    safe.encrypt()
    following = RecoveryCode.new()
    with safe.vault.paused():
        change = safe.change(OTHER, following)
    assert change == KeyChange(rekeyed=5, deleted=0, left=0)
    safe.vault.lock()
    for item in safe.vault.backups.snapshots():
        for typed in (OTHER, str(following)):
            assert safe.fresh().backups.preview(item.path, typed).entries == 2
        for typed in (PASSPHRASE, str(safe.code)):
            with pytest.raises(Exception, match="does not open"):
                safe.fresh().backups.preview(item.path, typed)


def test_old_snapshots_can_be_deleted_instead(safe: Safe) -> None:
    """Only the one from just before stays, under the new key."""
    take_three(safe)
    with safe.vault.paused():
        change = safe.vault.set_passphrase(PASSPHRASE, safe.code, OldSnapshots.DELETE)
    assert change == KeyChange(rekeyed=1, deleted=3, left=0)
    (item,) = safe.vault.backups.snapshots()
    assert safe.vault.backups.preview(item.path).is_encrypted


def test_without_a_passphrase_the_snapshots_are_plain_too(safe: Safe) -> None:
    """And no recovery file is left anywhere."""
    take_three(safe)
    safe.encrypt()
    with safe.vault.paused():
        change = safe.vault.remove_passphrase(safe.proof())
    assert change == KeyChange(rekeyed=5, deleted=0, left=0)
    assert not list(safe.folder.rglob("*.recovery"))
    assert not list(safe.folder.rglob("*.keycheck"))
    assert not any(item.is_encrypted for item in safe.vault.backups.snapshots())


def test_what_cannot_be_changed_is_left_and_counted(safe: Safe) -> None:
    """A damaged one and one with a passphrase of long ago."""
    first, second, _ = take_three(safe)
    safe.encrypt()
    foreign = second.read_bytes()
    with safe.vault.paused():
        safe.change(OTHER, RecoveryCode.new())
    second.write_bytes(foreign)
    first.write_bytes(first.read_bytes()[:40_000])
    damaged = first.read_bytes()
    with safe.vault.paused():
        change = safe.change(PASSPHRASE, safe.code, now=OTHER)
    assert change.left == 2
    assert (first.read_bytes(), second.read_bytes()) == (damaged, foreign)
    assert not [name for name in safe.names() if "next" in name]


def test_a_change_can_be_stopped_before_it_begins(safe: Safe) -> None:
    """Not a byte of the journal has changed then; later it is finished whatever happens."""
    take_three(safe)
    before = safe.paths.journal.read_bytes()
    steps: list[tuple[int, int]] = []

    def stop_at(step: int) -> Callable[[int, int], None]:
        def progress(done: int, of: int) -> None:
            steps.append((done, of))
            if done >= step:
                raise CancelledError

        return progress

    with pytest.raises(CancelledError), safe.vault.paused():
        safe.vault.set_passphrase(PASSPHRASE, safe.code, progress=stop_at(0))
    assert safe.paths.journal.read_bytes() == before
    with safe.vault.paused():
        change = safe.vault.set_passphrase(PASSPHRASE, safe.code, progress=stop_at(2))
    assert change == KeyChange(rekeyed=4, deleted=0, left=0)
    assert steps[-1] == (4, 5)


def _die_after(steps: int, work: Callable[[], object]) -> int:
    """Do some work in a process that is gone after so many changes of a folder; its exit code."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    left = steps

    def hook(event: str, _values: tuple[object, ...]) -> None:
        nonlocal left
        if event in {"os.rename", "os.remove", "shutil.copyfile"}:
            left -= 1
            if left < 0:
                os._exit(9)

    code = 1
    try:
        sys.addaudithook(hook)
        work()
        code = 0
    finally:
        os._exit(code)


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of what opens the journal: from one passphrase to another, None for none."""

    before: str | None
    after: str | None
    old_snapshots: OldSnapshots = OldSnapshots.REKEY

    def carry_out(self, safe: Safe) -> None:
        """As another process would."""
        vault = safe.fresh()
        proof = vault.prepare(self.before)
        vault.enter(proof)
        with vault.paused():
            if self.after is None:
                vault.remove_passphrase(proof, self.old_snapshots)
            elif self.before is None:
                vault.set_passphrase(self.after, RecoveryCode.new(), self.old_snapshots)
            else:
                vault.change_passphrase(proof, self.after, RecoveryCode.new(), self.old_snapshots)


TURNS = {
    "the first passphrase": Turn(None, OTHER),
    "another passphrase": Turn(PASSPHRASE, OTHER),
    "no passphrase": Turn(PASSPHRASE, None),
    "another, without the old snapshots": Turn(PASSPHRASE, OTHER, OldSnapshots.DELETE),
}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be split")
@pytest.mark.parametrize("turn", TURNS.values(), ids=TURNS)
def test_a_kill_between_any_two_steps_leaves_a_way_in(safe: Safe, turn: Turn) -> None:
    """The old way opens the journal or the new; then every snapshot has the same, to the last."""
    safe.vault.backups.take()
    if turn.before is not None:
        safe.encrypt(turn.before)
    safe.clock.at += timedelta(days=1)
    safe.vault.lock()
    start = contents_of(safe.folder)
    code = 1
    for steps in range(200):
        _put_back(safe.folder, start)
        code = _die_after(steps, lambda: turn.carry_out(safe))
        assert code in {0, 9}
        vault = safe.fresh()
        is_changed = _opens(vault, turn.after)
        if not is_changed:
            vault.open(turn.before)
        _check_that_all_is_settled(safe, vault, steps)
        if is_changed and turn.old_snapshots is OldSnapshots.DELETE:
            assert len(vault.backups.snapshots()) == 1, steps
        vault.lock()
        if code == 0:
            break
    assert code == 0
    assert steps > 5


def _check_that_all_is_settled(safe: Safe, vault: Vault, steps: int) -> None:
    for item in vault.backups.snapshots():
        assert item.is_encrypted is vault.has_passphrase, steps
        assert vault.backups.preview(item.path).entries == 2, steps
    files = [path for path in safe.folder.rglob("*") if path.is_file()]
    if vault.has_passphrase:
        assert not [path for path in files if path.stat().st_size and is_plain(path)], steps
    assert not [path for path in files if path.name.endswith(("-next", ".rekeying"))], steps
    assert notes(vault) == ["one", "two"]


def test_a_change_that_never_came_to_the_journal_is_forgotten(safe: Safe) -> None:
    """What was written down for it opens nothing by then."""
    safe.encrypt()
    left = safe.paths.journal.with_suffix(rekeying.REKEYING)
    left.write_bytes(os.urandom(8192))
    safe.vault.lock()
    safe.vault.open(PASSPHRASE)
    assert not left.exists()
    assert notes(safe.vault) == ["one", "two"]


def test_a_change_that_cannot_be_read_just_now_is_not_forgotten(
    safe: Safe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a virus scanner holds the file: the journal opens when it lets go."""
    safe.encrypt()
    safe.vault.lock()
    left = safe.paths.journal.with_suffix(rekeying.REKEYING)
    left.write_bytes(os.urandom(8192))

    def refuse(_path: Path) -> bytes:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(rekeying, "salt_of", refuse)
        with pytest.raises(JournalUnavailableError):
            safe.vault.open(PASSPHRASE)
    assert left.exists()
    safe.vault.open(PASSPHRASE)
    assert notes(safe.vault) == ["one", "two"]


def _opens(vault: Vault, passphrase: str | None) -> bool:
    if vault.has_passphrase is (passphrase is None):
        return False
    try:
        vault.open(passphrase)
    except WrongPassphraseError:
        return False
    return True


def _put_back(folder: Path, contents: dict[str, bytes]) -> None:
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        path.unlink()
    for name, content in contents.items():
        (folder / name).write_bytes(content)
