"""The key of an encrypted journal is the one that every SQLCipher program makes."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.storage.file.driver import Driver
from smallacts_desktop.storage.file.files import is_encrypted
from smallacts_desktop.storage.keys import key_files, rekeying
from smallacts_desktop.storage.keys.keys import Key, salt_of
from smallacts_desktop.storage.rows.store import Store
from tests.storage.samples import SECRET, act_entry, contents_of, note_entry

PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def key() -> Key:
    """A key for a new file."""
    return Key.new(PASSPHRASE)


def rows_with_bare_driver(path: Path, passphrase: str) -> int:
    """How many entries the driver finds with nothing but the passphrase."""
    with closing(sqlite.connect(str(path))) as connection:
        connection.execute("PRAGMA key = '" + passphrase.replace("'", "''") + "'")
        count: int = connection.execute("SELECT count(*) FROM entries").fetchone()[0]
    return count


def test_any_program_for_such_files_opens_it_with_the_passphrase_alone(
    path: Path, key: Key
) -> None:
    """Nobody is locked in: no setting of ours is needed."""
    with closing(Store.open(path, key)) as store:
        store.entries.add(note_entry())
    assert rows_with_bare_driver(path, PASSPHRASE) == 1
    assert is_encrypted(path)
    assert SECRET.encode() not in path.read_bytes()


def test_the_rollback_journal_is_encrypted_too(path: Path, key: Key) -> None:
    """In the middle of a transaction no file in the folder holds a word of it."""
    with closing(Store.open(path, key)) as store:
        store.entries.add(note_entry())
        with store.transaction():
            store.entries.add_many(note_entry() for _ in range(300))
            store.database.execute("PRAGMA cache_spill = 5")
            assert len(contents_of(path.parent)) == 2
            assert all(SECRET.encode() not in data for data in contents_of(path.parent).values())


def test_a_forgotten_key_opens_nothing(path: Path, key: Key) -> None:
    """Its bytes are overwritten, and neither they nor the passphrase are shown anywhere."""
    Store.open(path, key).close()
    raw = bytes(key.raw)
    copy = key.copy()
    key.forget()
    assert key.raw != raw
    assert raw.hex() not in repr(copy)
    assert not key_files.opens(path, key)
    assert key_files.opens(path, copy)


@pytest.mark.parametrize(
    "passphrases", [(None, PASSPHRASE), (PASSPHRASE, None), (PASSPHRASE, "x" * 12)]
)
def test_a_journal_is_the_same_under_another_key(
    path: Path, passphrases: tuple[str | None, str | None]
) -> None:
    """Every entry, and the search, in each direction; the old file is whole until the last step."""
    old, new = (None if words is None else Key.new(words) for words in passphrases)
    entries = [act_entry(note=f"word{number} ") for number in range(50)]
    with closing(Store.open(path, old)) as store:
        store.entries.add_many(entries)
        expected = list(store.entries.between())
    before = path.read_bytes()
    target = rekeying.write_under(path, old, new)
    assert path.read_bytes() == before
    assert target.stat().st_mode & 0o777 == 0o600
    target.replace(path)
    assert list(contents_of(path.parent)) == [path.name]
    with closing(Store.open(path, new)) as store:
        assert list(store.entries.between()) == expected
        assert store.database.execute("PRAGMA integrity_check") == [("ok",)]
        assert store.database.execute(
            "SELECT count(*) FROM entries_search WHERE entries_search MATCH 'word7'"
        ) == [(1,)]


def test_what_cannot_be_written_whole_is_not_left_lying(
    path: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The journal is as it was, and nothing is beside it."""
    with closing(Store.open(path)) as store:
        store.entries.add(note_entry())
    before = contents_of(path.parent)

    def differ(*_: object) -> None:
        raise sqlite.OperationalError("disk I/O error")

    monkeypatch.setattr(rekeying, "_compare", differ)
    with pytest.raises(Exception, match="cannot be reached"):
        rekeying.write_under(path, None, key)
    assert contents_of(path.parent) == before


def test_a_copy_that_lacks_a_row_is_noticed(
    path: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy is compared with the journal, not with itself."""
    with closing(Store.open(path)) as store:
        store.entries.add_many([note_entry(), note_entry()])
    export = rekeying._export

    def export_less(source: Driver, target: Path, new: Key | None) -> None:
        export(source, target, new)
        with closing(Driver(target, new)) as copy:
            copy.connect()
            copy.ask("UPDATE entries SET note = 'other' WHERE number = 1")

    monkeypatch.setattr(rekeying, "_export", export_less)
    with pytest.raises(Exception, match="damaged"):
        rekeying.write_under(path, None, key)


def test_the_recovery_file_gives_the_key_to_its_code_alone(path: Path, key: Key) -> None:
    """It holds the key, and is itself an encrypted file for its owner alone."""
    path.parent.mkdir()
    code, recovery = RecoveryCode.new(), path.with_suffix(".recovery")
    key_files.write_recovery(recovery, key, code)
    assert key_files.read_recovery(recovery, code) == key
    assert key_files.read_recovery(recovery, RecoveryCode.new()) is None
    assert bytes(key.raw) not in recovery.read_bytes()
    assert recovery.stat().st_mode & 0o777 == 0o600
    recovery.write_bytes(recovery.read_bytes()[:4000])
    assert key_files.read_recovery(recovery, code) is None


def test_salts_are_found_in_the_journal_and_in_its_companion(path: Path, key: Key) -> None:
    """Each once; a journal whose first bytes are damaged still has one that fits."""
    Store.open(path, key).close()
    key_files.settle(path, key)
    assert key_files.salts(path) == [key.salt]
    with path.open("rb+") as file:
        file.write(bytes(16))
    assert key_files.salts(path) == [bytes(16), key.salt]
    assert salt_of(path) == bytes(16)
