"""The steps of the self-test that need no Qt: the journal's file, and what is exported from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.demo import demo_entries
from smallacts_desktop.domain.disclosure import Preset, ShareChoice, disclose
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.journal_errors import WrongPassphraseError
from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.journal.acts import bundled_catalogue
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.sharing.atomic_file import write_beside
from smallacts_desktop.sharing.csv.file import Delimiter, csv_chunks
from smallacts_desktop.sharing.csv.plan import ImportFile, plan_import
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.file.migrations import MIGRATIONS

_DAYS = 40
CLOCK = FixedClock(datetime(2026, 11, 22, 10, 12, tzinfo=UTC))


class NotAsExpectedError(Exception):
    """Something ran through, and the result was not what it should be."""


@dataclass(frozen=True, slots=True)
class Bench:
    """A place of its own for one step; ``folder`` does not exist yet, and is removed later."""

    folder: Path

    @property
    def paths(self) -> Paths:
        """The files of a journal in this place."""
        return Paths.inside(self.folder)

    def entries(self) -> list[Entry]:
        """Made-up entries of some weeks, the same every time."""
        return demo_entries(bundled_catalogue(), CLOCK.now().date(), _DAYS)


class Step(Protocol):
    """One step of the self-test. Its name is what the person reads."""

    __name__: str

    def __call__(self, bench: Bench) -> None:
        """Do the step, and raise unless all of it really happened."""


def expect(held: bool) -> None:
    """Raise NotAsExpectedError unless this held."""
    if not held:
        raise NotAsExpectedError


# They open nothing but throwaway journals.
_PASSPHRASE, _WRONG = "a quiet walk by the river", "another walk by the river"
_PLAIN_FILE = b"SQLite format 3\0"
_OLD_ENTRY = """
    INSERT INTO entries (id, kind, date, written_at, act, place, person, private, note)
    VALUES ('00000000-0000-4000-8000-000000000001', 'note', '2026-05-14',
            '2026-05-14T09:00:00+00:00', '', '', '', 0, 'Kept from the first version.')
"""


def open_a_plain_journal(bench: Bench) -> None:
    """Entries are written, and read back by a journal opened again."""
    with opened(bench) as journal:
        journal.import_entries(bench.entries(), ())
    with opened(bench) as journal:
        expect({entry.id for entry in journal.entries()} == {e.id for e in bench.entries()})
    expect(bench.paths.journal.read_bytes().startswith(_PLAIN_FILE))


def migrate_a_journal_of_the_first_version(bench: Bench) -> None:
    """What the first version wrote is there after the migrations."""
    old = Database.open(bench.paths.journal, migrations=MIGRATIONS[:1])
    old.execute(_OLD_ENTRY)
    old.close()
    with opened(bench) as journal:
        (entry,) = journal.entries()
        expect(entry.note == "Kept from the first version.")
        journal.import_entries(bench.entries(), ())


def open_an_encrypted_journal(bench: Bench) -> None:
    """A passphrase is set; without it the file opens nothing, with it everything is there."""
    vault = Vault(bench.paths, CLOCK)
    vault.open().import_entries(bench.entries(), ())
    with vault.paused():
        vault.set_passphrase(_PASSPHRASE, RecoveryCode.new())
    vault.lock()
    expect(not bench.paths.journal.read_bytes().startswith(_PLAIN_FILE))
    try:
        vault.open(_WRONG)
    except WrongPassphraseError:
        pass
    else:
        expect(False)
    reopened = Vault(bench.paths, CLOCK)
    expect(reopened.open(_PASSPHRASE).count() == len(bench.entries()))
    reopened.lock()


def export_and_read_back_a_csv_file(bench: Bench) -> None:
    """Every entry is in the file, and all of them are known when it is read."""
    target = bench.folder / "journal.csv"
    with opened(bench) as journal:
        journal.import_entries(bench.entries(), ())
        choice = ShareChoice(Preset.FULL)
        write_beside(target, csv_chunks(disclose(journal.entries(), choice), Delimiter.COMMA))
        plan = plan_import(ImportFile(target), journal)
    expect(plan.rows_read == len(bench.entries()))
    expect(plan.already_here == plan.rows_read)


@contextmanager
def opened(bench: Bench) -> Iterator[Journal]:
    """The plain journal of a bench, made where there is none."""
    vault = Vault(bench.paths, CLOCK)
    try:
        yield vault.open()
    finally:
        vault.lock()


JOURNAL_STEPS: tuple[Step, ...] = (
    open_a_plain_journal,
    migrate_a_journal_of_the_first_version,
    open_an_encrypted_journal,
    export_and_read_back_a_csv_file,
)
