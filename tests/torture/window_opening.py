"""A journal opened as the window opens it, and what a step says of itself."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from smallacts_desktop.journal.vault.instance import InstanceLock
from smallacts_desktop.journal.vault.own_files import make_private
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths


def print_line(line: str) -> None:
    """Tell the other end at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@contextmanager
def opened(paths: Paths, passphrase: str | None) -> Iterator[Vault]:
    """The journal, claimed and opened as the window does it."""
    instance_lock = InstanceLock.take(paths)
    vault = Vault(paths)
    try:
        make_private(paths, vault.backups.folders)
        vault.open(passphrase)
        vault.journal.deleted.drop_older_than_30_days()
        yield vault
    finally:
        vault.lock()
        instance_lock.release()
