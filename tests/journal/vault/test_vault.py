"""Access to a journal."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.entries import EntryDraft, EntryKind
from smallacts_desktop.domain.errors import PassphraseTooShortError, SmallActsError
from smallacts_desktop.domain.journal_errors import (
    DamagedJournalError,
    JournalLockedError,
    NewerJournalError,
    RecoveryMissingError,
    TooManyAttemptsError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.journal.vault import vault as vault_module
from smallacts_desktop.journal.vault.attempts import FREE_ATTEMPTS
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.storage.file import swap
from smallacts_desktop.storage.keys import key_files, rekeying
from tests.journal.conftest import MORNING
from tests.storage.samples import contents_of

pytestmark = pytest.mark.usefixtures("quick_keys")

PASSPHRASE = "caf\u00e9 by the park"
DECOMPOSED = "cafe\u0301 by the park"
OTHER = "a different lane"
NOTE = "The man with the spaniel nodded."


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A folder for a journal that is not there yet."""
    return Paths.inside(tmp_path / "data")


@pytest.fixture
def clock() -> FixedClock:
    """A clock that a test sets."""
    return FixedClock(MORNING)


@pytest.fixture
def code() -> RecoveryCode:
    """The recovery code of the encrypted journal."""
    return RecoveryCode.new()


@pytest.fixture
def vault(paths: Paths, clock: FixedClock) -> Vault:
    """Access to that folder."""
    return Vault(paths, clock)


@pytest.fixture
def locked(vault: Vault, code: RecoveryCode) -> Vault:
    """Access to an encrypted journal with one note, locked."""
    vault.open().write(EntryDraft(kind=EntryKind.NOTE, note=NOTE))
    with vault.paused():
        vault.set_passphrase(PASSPHRASE, code)
    vault.lock()
    return vault


def notes(vault: Vault) -> list[str]:
    """The notes of the open journal."""
    return [entry.note for entry in vault.journal.entries()]


def test_without_a_passphrase_it_opens_at_once(vault: Vault) -> None:
    """A first start makes the journal, and a lock only closes it."""
    assert not vault.has_passphrase
    vault.open().write(EntryDraft(kind=EntryKind.NOTE, note=NOTE))
    vault.lock()
    assert not vault.is_open
    with pytest.raises(JournalLockedError):
        _ = vault.journal
    vault.open()
    assert notes(vault) == [NOTE]


def test_setting_a_passphrase_keeps_the_journal_in_use(vault: Vault, code: RecoveryCode) -> None:
    """The same journal object goes on, now in an encrypted file, and can be undone as before."""
    journal = vault.open()
    entry = journal.write(EntryDraft(kind=EntryKind.NOTE, note=NOTE))
    journal.edit(entry.id, EntryDraft(kind=EntryKind.NOTE, note="Other words."))
    with vault.paused():
        vault.set_passphrase(PASSPHRASE, code)
    assert vault.has_passphrase
    journal.undo()
    assert notes(vault) == [NOTE]


def test_a_locked_journal_opens_with_its_passphrase_however_it_is_typed(locked: Vault) -> None:
    """Composed or decomposed letters, spaces at the ends."""
    assert locked.has_passphrase
    with pytest.raises(JournalLockedError):
        locked.open()
    for typed in (PASSPHRASE, DECOMPOSED, f" {PASSPHRASE}\n"):
        locked.open(typed)
        assert notes(locked) == [NOTE]
        locked.lock()


def test_a_wrong_passphrase_changes_nothing(locked: Vault, paths: Paths) -> None:
    """Not one byte of any file; beside them it is counted."""
    before = contents_of(paths.data)
    with pytest.raises(WrongPassphraseError):
        locked.open(OTHER)
    counted = paths.attempts.name
    assert contents_of(paths.data) == before | {counted: paths.attempts.read_bytes()}


def test_wrong_passphrases_slow_down(locked: Vault, clock: FixedClock) -> None:
    """The first few cost nothing, later ones wait longer and longer, and the right one ends it."""
    for _ in range(FREE_ATTEMPTS):
        assert locked.wait_seconds() == 0
        with pytest.raises(WrongPassphraseError):
            locked.prepare(OTHER)
    waits = []
    for _ in range(3):
        waits.append(locked.wait_seconds())
        with pytest.raises(TooManyAttemptsError):
            locked.prepare(PASSPHRASE)
        clock.at += timedelta(seconds=waits[-1])
        with pytest.raises(WrongPassphraseError):
            locked.prepare(OTHER)
    assert waits == [2, 4, 8]
    clock.at -= timedelta(days=400)
    assert locked.wait_seconds() == 16
    clock.at += timedelta(days=400, seconds=16)
    locked.open(PASSPHRASE)
    assert locked.wait_seconds() == 0


def test_the_recovery_code_opens_it_and_leads_to_a_new_passphrase(
    locked: Vault, code: RecoveryCode
) -> None:
    """A new passphrase brings a new code; the old ones of both open nothing any more."""
    proof = locked.prepare_with_code(str(code).lower())
    locked.enter(proof)
    assert notes(locked) == [NOTE]
    following = RecoveryCode.new()
    with locked.paused():
        locked.change_passphrase(proof, OTHER, following)
    locked.lock()
    with pytest.raises(WrongPassphraseError):
        locked.prepare(PASSPHRASE)
    with pytest.raises(WrongRecoveryCodeError):
        locked.prepare_with_code(code.text)
    locked.open(OTHER)
    locked.enter(locked.prepare_with_code(following.text))
    assert notes(locked) == [NOTE]


def test_without_the_recovery_file_no_code_is_asked_for(locked: Vault, paths: Paths) -> None:
    """The window can say so before the person looks for their paper."""
    assert locked.has_recovery
    paths.journal.with_suffix(".recovery").unlink()
    assert not locked.has_recovery
    with pytest.raises(RecoveryMissingError):
        locked.prepare_with_code("any")


def test_removing_the_passphrase_leaves_a_plain_journal_and_nothing_else(
    locked: Vault, paths: Paths
) -> None:
    """The companions go with it."""
    locked.open(PASSPHRASE)
    with locked.paused():
        locked.remove_passphrase(locked.verify(PASSPHRASE))
    assert not locked.has_passphrase
    locked.lock()
    assert not list(paths.data.glob("journal.[kr]*"))
    locked.open()
    assert notes(locked) == [NOTE]


def test_a_short_passphrase_changes_nothing(vault: Vault, code: RecoveryCode) -> None:
    """The journal stays a plain file."""
    vault.open().write(EntryDraft(kind=EntryKind.NOTE, note=NOTE))
    with vault.paused(), pytest.raises(PassphraseTooShortError):
        vault.set_passphrase("short", code)
    assert not vault.has_passphrase
    assert notes(vault) == [NOTE]


def damage_head(journal: Path) -> None:
    """Overwrite the salt and more."""
    with journal.open("rb+") as file:
        file.write(bytes(range(64)))


def damage_first_page(journal: Path) -> None:
    """Flip a bit behind the salt."""
    with journal.open("rb+") as file:
        file.seek(500)
        byte = file.read(1)[0]
        file.seek(500)
        file.write(bytes([byte ^ 1]))


def damage_all(journal: Path) -> None:
    """Leave nothing but zeros."""
    journal.write_bytes(bytes(journal.stat().st_size))


@pytest.mark.parametrize("damage", [damage_head, damage_first_page, damage_all])
def test_a_damaged_journal_is_told_from_a_wrong_passphrase(
    locked: Vault, paths: Paths, code: RecoveryCode, damage: Callable[[Path], None]
) -> None:
    """The right passphrase or code says damage, a wrong one says wrong; nothing is touched."""
    damage(paths.journal)
    damaged = paths.journal.read_bytes()
    assert locked.has_passphrase
    with pytest.raises(DamagedJournalError):
        locked.prepare(PASSPHRASE)
    with pytest.raises(WrongPassphraseError):
        locked.prepare(OTHER)
    with pytest.raises(DamagedJournalError):
        locked.prepare_with_code(code.text)
    with pytest.raises(WrongRecoveryCodeError):
        locked.prepare_with_code(RecoveryCode.new().text)
    assert paths.journal.read_bytes() == damaged


def test_a_lost_key_check_is_written_again(locked: Vault, paths: Paths) -> None:
    """A journal that was copied alone opens, and has its companion afterwards."""
    check = paths.journal.with_suffix(".keycheck")
    check.unlink()
    locked.open(PASSPHRASE)
    locked.lock()
    damage_head(paths.journal)
    with pytest.raises(DamagedJournalError):
        locked.prepare(PASSPHRASE)


def test_a_newer_encrypted_journal_is_refused(locked: Vault) -> None:
    """With the same kind sentence as a plain one."""
    journal = locked.open(PASSPHRASE)
    journal._store.database.execute("PRAGMA user_version = 99")
    locked.lock()
    with pytest.raises(NewerJournalError):
        locked.prepare(PASSPHRASE)


# What lies beside a journal that is in order.
KEPT = (".db", ".keycheck", ".recovery", ".lock", ".attempts")


class PowerCutError(SmallActsError):
    """Stands for the end of everything at one step."""


@pytest.mark.parametrize(
    ("module", "step"),
    [
        (rekeying, "_export"),
        (rekeying, "_compare"),
        (key_files, "write_next"),
        (rekeying, "write_change"),
        (swap, "_write"),
        (swap, "_rename_main"),
        (swap, "_rename_others"),
        (swap, "_remove_intent"),
        (vault_module.Vault, "_change_key"),
    ],
)
def test_a_power_cut_in_a_change_of_passphrase_leaves_a_way_in(
    locked: Vault,
    code: RecoveryCode,
    paths: Paths,
    module: object,
    step: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whichever step was the last, the old or the new passphrase opens it, and so does a code."""
    proof = locked.prepare(PASSPHRASE)
    locked.enter(proof)
    following = RecoveryCode.new()

    def stop(*_: object) -> None:
        raise PowerCutError

    with monkeypatch.context() as patch:
        patch.setattr(module, step, stop)
        with pytest.raises(SmallActsError), locked.paused():
            locked.change_passphrase(proof, OTHER, following)
    locked.lock()
    after = Vault(paths, FixedClock(MORNING))
    opened = []
    for words in (PASSPHRASE, OTHER):
        try:
            after.open(words)
        except WrongPassphraseError:
            continue
        opened.append(words)
        assert notes(after) == [NOTE]
        after.lock()
    assert len(opened) == 1
    left = [path.name for path in paths.data.iterdir() if path.suffix not in KEPT]
    assert left == ["snapshots"], left
    right = code if opened == [PASSPHRASE] else following
    after.enter(after.prepare_with_code(right.text))
    assert notes(after) == [NOTE]
    after.lock()
