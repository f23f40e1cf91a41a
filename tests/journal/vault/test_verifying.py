"""Asking the person at an open journal for its passphrase."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.journal_errors import (
    HasPassphraseError,
    JournalLockedError,
    TooManyAttemptsError,
    WrongPassphraseError,
)
from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.journal.vault.attempts import FREE_ATTEMPTS
from smallacts_desktop.journal.vault.keys import Proof
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths

PASSPHRASE = "four calm café words"


@pytest.fixture
def clock() -> FixedClock:
    """A Sunday morning."""
    return FixedClock(datetime(2026, 11, 22, 10, tzinfo=UTC))


@pytest.fixture
def vault(tmp_path: Path, clock: FixedClock) -> Vault:
    """An open journal with a passphrase."""
    made = Vault(Paths.inside(tmp_path / "data"), clock)
    made.open()
    with made.paused():
        made.set_passphrase(PASSPHRASE, RecoveryCode.new())
    return made


def test_the_journals_own_passphrase_is_told_from_others(vault: Vault) -> None:
    """Also when its é was typed as two characters; the journal stays open all along."""
    for typed in (PASSPHRASE, "four calm cafe\u0301 words"):
        vault.verify(typed)
    with pytest.raises(WrongPassphraseError):
        vault.verify("four calm words")
    assert vault.is_open
    vault.lock()


def test_guessing_is_slowed_down(vault: Vault, clock: FixedClock) -> None:
    """After some wrong ones the next has to wait, the right one too."""
    for _ in range(FREE_ATTEMPTS):
        with pytest.raises(WrongPassphraseError):
            vault.verify("another one altogether")
    with pytest.raises(TooManyAttemptsError):
        vault.verify(PASSPHRASE)
    clock.at += timedelta(seconds=3)
    vault.verify(PASSPHRASE)
    vault.lock()


def test_a_locked_journal_has_nothing_to_verify(vault: Vault) -> None:
    """Then it is to be opened."""
    vault.lock()
    with pytest.raises(JournalLockedError):
        vault.verify(PASSPHRASE)


def test_a_plain_journal_has_no_passphrase(tmp_path: Path) -> None:
    """None is right, the empty one neither."""
    plain = Vault(Paths.inside(tmp_path / "plain"))
    plain.open()
    with pytest.raises(WrongPassphraseError):
        plain.verify("")
    plain.lock()


def test_no_first_passphrase_goes_over_the_one_there_is(vault: Vault) -> None:
    """Whatever a page says: neither the passphrase nor the recovery code is replaced."""
    before = {path.name: path.read_bytes() for path in vault.backups.folder.parent.iterdir()
              if path.is_file()}  # fmt: skip
    with vault.paused(), pytest.raises(HasPassphraseError):
        vault.set_passphrase("four other calm words", RecoveryCode.new())
    after = {path.name: path.read_bytes() for path in vault.backups.folder.parent.iterdir()
             if path.is_file()}  # fmt: skip
    assert after == before
    vault.lock()
    with pytest.raises(HasPassphraseError):
        vault.set_passphrase("four other calm words", RecoveryCode.new())


def test_a_passphrase_is_changed_and_removed_by_who_proved_it_alone(vault: Vault) -> None:
    """A proof of nothing, of another passphrase's time or from before a lock is worth nothing."""
    mine = vault.verify(PASSPHRASE)
    vault.lock()
    vault.enter(vault.prepare(PASSPHRASE))
    old = vault.verify(PASSPHRASE)
    mine.forget()
    with vault.paused():
        vault.change_passphrase(old, "four other calm words", RecoveryCode.new())
        for worthless in (Proof(None), mine, old):
            with pytest.raises(WrongPassphraseError):
                vault.change_passphrase(worthless, PASSPHRASE, RecoveryCode.new())
            with pytest.raises(WrongPassphraseError):
                vault.remove_passphrase(worthless)
    assert vault.has_passphrase
    vault.verify("four other calm words")
    vault.lock()
