"""Looking at everything in a journal file, for what is not as it was written; changes nothing."""

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import date
from functools import partial
from pathlib import Path

from smallacts_desktop.domain.backups import Finding
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import DamagedJournalError, NewerJournalError
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP
from smallacts_desktop.storage.file.checksums import Shape
from smallacts_desktop.storage.file.db_errors import domain_errors
from smallacts_desktop.storage.file.driver import Driver
from smallacts_desktop.storage.file.files import APPLICATION_ID
from smallacts_desktop.storage.file.health import broken_pages, structure_problems
from smallacts_desktop.storage.file.migrations import MIGRATIONS
from smallacts_desktop.storage.file.schema_check import schema_damage
from smallacts_desktop.storage.keys.keys import Key, salt_of
from smallacts_desktop.storage.rows.row_rules import Found, row_damage
from smallacts_desktop.storage.rows.tables import EVERY_TABLE

_SALT = QT_TRANSLATE_NOOP("Damage", "The first bytes of the file are damaged.")
_PAGE = QT_TRANSLATE_NOOP("Damage", "A page of the file is damaged: {detail}.")
_INSIDE = QT_TRANSLATE_NOOP("Damage", "The file is damaged inside: {detail}.")
_INDEX = QT_TRANSLATE_NOOP("Damage", "The index {name} does not agree with its table.")
_SEARCH = QT_TRANSLATE_NOOP("Damage", "The search index does not agree with the entries.")
_OWNER = QT_TRANSLATE_NOOP("Damage", "The file does not say that it is a journal.")
_UNREADABLE = QT_TRANSLATE_NOOP("Damage", "{part} cannot be read to the end.")
_TO_COMPARE = "INSERT INTO entries_search (entries_search, rank) VALUES ('integrity-check', 1)"

Step = Callable[[Driver], Iterator[Finding]]


def damage_in(
    path: Path, key: Key | None, today: date, found: Found | None = None
) -> Iterator[Finding]:
    """Everything that is wrong with the file at ``path``, which ``key`` opens.

    ``today`` tells which entries lie in the future. ``found`` is told the table and the number of
    each row that is not what was written. Raises NewerJournalError, and JournalBusyError or
    JournalUnavailableError when the file cannot be looked at just now.
    """
    rows = {shape.table: partial(_rows, shape, today, found) for shape in EVERY_TABLE}
    steps: dict[str, Step] = {
        "The head of the file": _head,
        "The file": _structure,
        "What the file consists of": schema_damage,
        **{f"The table “{name}”": step for name, step in rows.items()},
    }
    damaged_pages = False
    for part, step in steps.items():
        try:
            # SQLCipher reads nothing more through a connection that has met a damaged page.
            with domain_errors(path), closing(Driver(path, key, mode="ro")) as driver:
                driver.connect()
                for finding in step(driver):
                    damaged_pages = damaged_pages or finding.template == _PAGE
                    yield finding
        except DamagedJournalError:
            yield Finding(_UNREADABLE, {"part": part})
    if not damaged_pages:
        yield from search_damage(path, key)


def index_damage(path: Path, key: Key | None) -> list[Finding]:
    """The indexes that do not agree with their tables, the search's among them."""
    with domain_errors(path), closing(Driver(path, key, mode="ro")) as driver:
        driver.connect()
        _, indexes = structure_problems(driver)
    named = [Finding(_INDEX, {"name": name}) for name in indexes]
    return [*named, *search_damage(path, key)]


def search_damage(path: Path, key: Key | None) -> Iterator[Finding]:
    """Whether the search index is that of the entries; blank where it cannot be asked just now."""
    try:
        # The question is put as an insertion, so the file is opened for writing; none is done.
        with domain_errors(path), closing(Driver(path, key)) as driver:
            driver.connect()
            if driver.ask("SELECT 1 FROM sqlite_schema WHERE name = 'entries_search'"):
                driver.ask(_TO_COMPARE)
    except DamagedJournalError:
        yield Finding(_SEARCH)
    except SmallActsError:
        return


def _head(driver: Driver) -> Iterator[Finding]:
    path = Path(str(driver.database))
    if driver.key is not None:
        with suppress(OSError):
            if salt_of(path) != driver.key.salt:
                yield Finding(_SALT)
    version, known = int(driver.ask("PRAGMA user_version")[0][0]), MIGRATIONS[-1].version
    if version > known:
        raise NewerJournalError(found=version, known=known)
    if driver.ask("PRAGMA application_id") != [(APPLICATION_ID,)]:
        yield Finding(_OWNER)


def _structure(driver: Driver) -> Iterator[Finding]:
    pages = broken_pages(driver)
    for detail in pages:
        yield Finding(_PAGE, {"detail": detail})
    if pages:
        return
    problems, indexes = structure_problems(driver)
    for detail in problems:
        yield Finding(_INSIDE, {"detail": " ".join(detail.split())})
    for name in indexes:
        yield Finding(_INDEX, {"name": name})


def _rows(shape: Shape, today: date, found: Found | None, driver: Driver) -> Iterator[Finding]:
    yield from row_damage(driver, shape, today, found)
