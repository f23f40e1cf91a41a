"""What the window does to several files at once: the same calls, one step a run.

Each step is told its words after the folder: the files, folders and new passphrases it works with.
"""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from smallacts_desktop.domain.backups import Moved
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.journal.vault.instance import InstanceLock
from smallacts_desktop.journal.vault.own_files import make_private
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.settings import SettingsFile
from smallacts_desktop.sharing.csv.plan import ImportFile, plan_import
from tests.torture.window_opening import opened, print_line


def choose_folder(paths: Paths, passphrase: str | None, more: list[str]) -> None:
    """Settings: backups go to another folder, and those of before are carried there."""
    (folder,) = more
    with opened(paths, passphrase) as vault:
        vault.backups.check_folder(Path(folder))
        file = SettingsFile(paths.settings)
        file.save(file.load().with_snapshot_folder(folder))
        moved: Moved = vault.backups.move_snapshots()
        still = tuple(map(str, (*moved.folders, *moved.out_of_reach)))
        file.save(replace(file.load(), former_snapshot_folders=still))
        print_line("left" if moved.left else "done")


def import_entries(paths: Paths, passphrase: str | None, more: list[str]) -> None:
    """The page that brings entries back: a snapshot first, then all of them or none."""
    (name,) = more
    file = Path(name)
    with opened(paths, passphrase) as vault:
        plan = plan_import(ImportFile(file), vault.journal)
        vault.backups.take()
        with vault.journal.worker():
            vault.journal.import_entries(plan.new, plan.updates)
        print_line("done")


def restore(paths: Paths, passphrase: str | None, more: list[str]) -> None:
    """A backup takes the open journal's place, and the journal goes on being used.

    The words are the file and, where it has another one, its passphrase.
    """
    file, its_passphrase = more[0], next(iter(more[1:]), None)
    with opened(paths, passphrase) as vault:
        with vault.paused():
            vault.restore(Path(file), its_passphrase)
        _done(vault)


def give_passphrase(paths: Paths, passphrase: str | None, more: list[str]) -> None:
    """The journal is locked, or locked by another passphrase; the code has been confirmed."""
    (new,) = more
    with opened(paths, passphrase) as vault:
        code = RecoveryCode.new()
        print_line(str(code))
        proof = None if passphrase is None else vault.verify(passphrase)
        with vault.paused():
            if proof is None:
                vault.set_passphrase(new, code)
            else:
                vault.change_passphrase(proof, new, code)
        _done(vault)


def take_passphrase(paths: Paths, passphrase: str | None, _more: list[str]) -> None:
    """Anybody can open the journal from now on."""
    with opened(paths, passphrase) as vault:
        proof = vault.verify(passphrase or "")
        with vault.paused():
            vault.remove_passphrase(proof)
        _done(vault)


def restore_lost(paths: Paths, passphrase: str | None, _more: list[str]) -> None:
    """The journal is missing, and its newest backup takes its place."""
    _meet_loss(paths, passphrase, anew=False)


def start_anew(paths: Paths, passphrase: str | None, _more: list[str]) -> None:
    """The journal is missing, and an empty one is begun by choice."""
    _meet_loss(paths, passphrase, anew=True)


def _done(vault: Vault) -> None:
    """Say so, and go on using the journal, as the pages do; what fails then, they tell."""
    print_line("done")
    with suppress(SmallActsError):
        vault.journal.count()


def _meet_loss(paths: Paths, passphrase: str | None, *, anew: bool) -> None:
    instance_lock = InstanceLock.take(paths)
    vault = Vault(paths)
    try:
        make_private(paths, vault.backups.folders)
        try:
            vault.open(passphrase)
        except SmallActsError:
            if vault.loss() is None:
                raise
            if anew:
                vault.start_anew()
            else:
                # The one that the person has chosen, whatever becomes of the list meanwhile.
                newest = max((paths.data / "snapshots").glob("*.smallacts"))
                vault.restore(newest, passphrase)
        print_line("done")
    finally:
        vault.lock()
        instance_lock.release()
