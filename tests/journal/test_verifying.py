"""Asking the person at an open journal for its passphrase."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.errors import JournalLockedError, TooManyTriesError
from smallacts_desktop.domain.recovery_code import RecoveryCode
from smallacts_desktop.journal.tries import FREE_TRIES
from smallacts_desktop.journal.vault import Vault
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
    assert vault.verify(PASSPHRASE)
    assert vault.verify("four calm cafe\u0301 words")
    assert not vault.verify("four calm words")
    assert vault.is_open
    vault.lock()


def test_guessing_is_slowed_down(vault: Vault, clock: FixedClock) -> None:
    """After some wrong ones the next has to wait, the right one too."""
    for _ in range(FREE_TRIES):
        assert not vault.verify("another one altogether")
    with pytest.raises(TooManyTriesError):
        vault.verify(PASSPHRASE)
    clock.at += timedelta(seconds=3)
    assert vault.verify(PASSPHRASE)
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
    assert not plain.verify("")
    plain.lock()
