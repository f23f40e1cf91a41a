"""A journal that is opened at once and looked at in whole afterwards."""

import threading
from collections.abc import Callable

import pytest

from smallacts_desktop.domain.journal_errors import DamagedJournalError
from smallacts_desktop.journal.vault.instance import InstanceLock
from smallacts_desktop.journal.vault.vault import Vault
from tests.journal.safe import PASSPHRASE, Safe, notes, safe

__all__ = ["safe"]
PAGE = 4096
WRITTEN = [f"note {number:03}" for number in range(200)]


def late_vault(safe: Safe) -> Vault:
    """A vault as the window has one."""
    return Vault(safe.paths, safe.clock, checks_later=True)


def in_thread(work: Callable[[], object]) -> object:
    """What ``work`` returns, or the error that it raises, in another thread."""
    found: list[object] = []

    def run() -> None:
        try:
            found.append(work())
        except DamagedJournalError as error:
            found.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return found[0]


def damage_in_the_middle(safe: Safe) -> None:
    """Write over a page of older notes, which opening and writing have no need to read."""
    content = bytearray(safe.paths.journal.read_bytes())
    found = content.find(WRITTEN[50].encode())
    start = (found if found > 0 else len(content) // 2) // PAGE * PAGE
    content[start : start + 3000] = b"\x5a" * 3000
    safe.paths.journal.write_bytes(content)


def test_damage_is_found_after_opening_and_nothing_written_since_is_lost(safe: Safe) -> None:
    """Opened, written to, found damaged, rescued; and all of it is there."""
    safe.write(*WRITTEN)
    safe.vault.backups.take()
    safe.vault.lock()
    damage_in_the_middle(safe)
    safe.vault = vault = late_vault(safe)
    vault.open()
    safe.write("written in between")
    assert isinstance(in_thread(vault.check), DamagedJournalError)
    vault.close_damaged()
    assert not vault.is_open
    assert vault.rescue_offer().snapshot is not None
    vault.rescue()
    vault.enter(vault.ready_after_rescue())
    assert notes(vault) == sorted(["one", "two", *WRITTEN, "written in between"])
    assert in_thread(vault.check) is True


def test_a_forged_page_is_found_after_opening_with_the_passphrase(
    safe: Safe,
) -> None:
    """The key is kept for the rescue alone."""
    safe.write(*WRITTEN)
    safe.encrypt()
    safe.vault.lock()
    damage_in_the_middle(safe)
    vault = late_vault(safe)
    vault.open(PASSPHRASE)
    assert isinstance(in_thread(vault.check), DamagedJournalError)
    vault.close_damaged()
    assert vault.rescue_offer().snapshot is not None
    vault.rescue()
    vault.enter(vault.ready_after_rescue())
    assert notes(vault) == sorted(["one", "two", *WRITTEN])
    vault.lock()


def test_a_file_that_was_found_damaged_is_looked_at_in_whole_before_it_is_opened_again(
    safe: Safe,
) -> None:
    """Trying again finds the same, and not the journal of before."""
    safe.write(*WRITTEN)
    safe.vault.lock()
    damage_in_the_middle(safe)
    vault = late_vault(safe)
    vault.open()
    assert isinstance(in_thread(vault.check), DamagedJournalError)
    vault.close_damaged()
    with pytest.raises(DamagedJournalError):
        vault.prepare()
    vault.lock()


def test_what_opening_reads_is_looked_at_at_once(safe: Safe) -> None:
    """The first page holds the head and the schema."""
    safe.vault.lock()
    content = bytearray(safe.paths.journal.read_bytes())
    content[100:3000] = b"\x5a" * 2900
    safe.paths.journal.write_bytes(content)
    with pytest.raises(DamagedJournalError):
        late_vault(safe).open()


def test_looking_gives_way_to_a_change(safe: Safe) -> None:
    """Somebody who saves does not wait for it; it is looked at another time."""
    safe.write(*WRITTEN)
    seen: list[object] = []
    with safe.vault.journal._store.transaction():
        seen.append(in_thread(safe.vault.check))
    assert seen == [False]
    assert in_thread(safe.vault.check) is True


def test_a_process_that_ended_without_a_word_is_known_to_the_next(safe: Safe) -> None:
    """It left its heartbeat behind; one that was closed has taken it away."""
    first = InstanceLock.take(safe.paths)
    assert not first.was_left_open
    first.beat()
    first._lock.release()
    second = InstanceLock.take(safe.paths)
    assert second.was_left_open
    second.beat()
    second.release()
    third = InstanceLock.take(safe.paths)
    assert not third.was_left_open
    third.release()
