"""Looking at everything a journal consists of, its backups included; changes nothing.

Only the recovery code opens a recovery file, so a check could not tell a damaged one, or another
journal's, from the right one. The journal remembers what the file looked like when it was first
seen beside it under its key of now.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from smallacts_desktop.domain.backups import Checked, Finding, Snapshot, SnapshotPreview
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import (
    DamagedJournalError,
    DamagedSnapshotError,
    InterruptedSaveError,
    NewerJournalError,
    NotASnapshotError,
)
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP
from smallacts_desktop.storage.file import files
from smallacts_desktop.storage.file.driver import Driver, domain_errors
from smallacts_desktop.storage.file.files import APPLICATION_ID, is_encrypted
from smallacts_desktop.storage.file.health import broken_pages, schema_damage, structure_problems
from smallacts_desktop.storage.file.migrations import MIGRATIONS
from smallacts_desktop.storage.file.swap import (
    NEXT,
    Place,
    is_in_force,
    is_waiting,
    next_to,
    of_journal,
)
from smallacts_desktop.storage.keys import key_files
from smallacts_desktop.storage.keys.key_files import RECOVERY, opens
from smallacts_desktop.storage.keys.keys import Key, salt_of
from smallacts_desktop.storage.keys.rekeying import REKEYING
from smallacts_desktop.storage.rows.row_rules import Found, row_damage
from smallacts_desktop.storage.rows.statements import Statement
from smallacts_desktop.storage.rows.store import PreferenceRows
from smallacts_desktop.storage.rows.tables import EVERY_TABLE, PREFERENCES
from smallacts_desktop.storage.snapshots.snapshot_folder import PART, place_of

_CHOICE = "recovery"
_FINGERPRINT_BYTES = 16
_LARGEST_RECOVERY = 1 << 20
_P = PREFERENCES.source.c
_ASK_RECOVERY = Statement(PREFERENCES.source.select(_P.value).where(_P.key == _CHOICE))


def remember_recovery(preferences: PreferenceRows, journal: Path, key: Key | None) -> None:
    """Note the recovery file beside an open journal, unless that is done for this key.

    The salt tells one key from another and is no secret: it is the file's first bytes.
    """
    if key is None or _is_of(preferences.get(_CHOICE), key):
        return
    fingerprint = _fingerprint(journal.with_suffix(RECOVERY))
    if fingerprint:
        preferences.set(_CHOICE, f"{key.salt.hex()} {fingerprint}")


def is_another_recovery(journal: Path, key: Key) -> bool:
    """Whether the recovery file is not the one that the journal remembers; only reads."""
    try:
        with domain_errors(journal), closing(Driver(journal, key, mode="ro")) as driver:
            driver.connect()
            rows = driver.ask(_ASK_RECOVERY.sql, _ASK_RECOVERY.values({}))
    except SmallActsError:
        return False
    known = str(rows[0][0]) if rows else None
    fingerprint = f"{key.salt.hex()} {_fingerprint(journal.with_suffix(RECOVERY))}"
    return _is_of(known, key) and known != fingerprint


def _is_of(known: str | None, key: Key) -> bool:
    return known is not None and known.startswith(f"{key.salt.hex()} ")


def _fingerprint(recovery: Path) -> str:
    """What tells one file from another; blank for none, and for one too large to be one."""
    try:
        if recovery.stat().st_size > _LARGEST_RECOVERY:
            return ""
        return hashlib.blake2b(recovery.read_bytes(), digest_size=_FINGERPRINT_BYTES).hexdigest()
    except OSError:
        return ""


def check_journal(journal: Path, key: Key | None, today: date) -> Checked:
    """Every page, row and index of the journal, which ``key`` opens."""
    if key_files.needs_undoing(journal):
        return Checked(journal, True, str(InterruptedSaveError()), is_damaged=True)
    try:
        if key is None:
            # The first words of a plain file tell more clearly what is wrong with it.
            files.version_in(journal, _ANY_VERSION)
        found = tuple(damage_in(journal, key, today))
    except SmallActsError as error:
        return Checked(journal, is_journal=True, problem=str(error), is_damaged=True)
    return _checked(journal, found, is_journal=True)


def check_companions(journal: Path, key: Key | None, folders: Sequence[Path]) -> Iterator[Checked]:
    """The files that go with the passphrase, and what belongs to no backup; only damaged ones."""
    for path, finding in (*key_file_damage(journal, key), *orphans(folders)):
        yield _checked(path, (finding,))


def check_snapshot(
    item: Snapshot, key: Key | None, today: date, preview: Callable[[Path], SnapshotPreview]
) -> Checked:
    """A backup as a restore would look at it, and each of its rows where ``key`` opens it."""
    file = item.path
    try:
        seen = preview(file)
        found = tuple(damage_in(file, key if seen.is_encrypted else None, today))
    except SmallActsError as error:
        damaged = isinstance(error, DamagedSnapshotError | NotASnapshotError | DamagedJournalError)
        return Checked(file, False, str(error), damaged, kind=item.kind)
    return replace(_checked(file, found), kind=item.kind)


def _checked(path: Path, found: tuple[Finding, ...], *, is_journal: bool = False) -> Checked:
    problem = str(found[0]) if found else ""
    return Checked(path, is_journal, problem, bool(found), found)


_ANY_VERSION = 2**31 - 1


_MISSING = QT_TRANSLATE_NOOP("Damage", "It is not beside the journal, which has a passphrase.")
_LEFT_OVER = QT_TRANSLATE_NOOP("Damage", "It is left over: the journal has no passphrase.")
_KEYCHECK = QT_TRANSLATE_NOOP("Damage", "It does not go with the journal's passphrase.")
_NO_RECOVERY = QT_TRANSLATE_NOOP(
    "Damage", "It cannot be a recovery file, so no recovery code opens the journal."
)
_OTHER_RECOVERY = QT_TRANSLATE_NOOP(
    "Damage", "It is not the recovery file that was made for this journal, or it is damaged."
)
_REKEYING = QT_TRANSLATE_NOOP("Damage", "A change of passphrase has not come to every backup yet.")
_UNFINISHED = QT_TRANSLATE_NOOP(
    "Damage", "A change of several files is not finished. Opening Small Acts finishes it."
)
_NO_CHANGE = QT_TRANSLATE_NOOP(
    "Damage", "It tells of no change of these files. Opening Small Acts puts it out of the way."
)
_ORPHAN = QT_TRANSLATE_NOOP("Damage", "The backup that it belongs to is not there.")
_HALF = QT_TRANSLATE_NOOP("Damage", "It is only half written.")
# Both files are SQLCipher files of whole pages: the key check is one table that holds nothing,
# the recovery file one with a row, so each has a page for what it consists of and one for that.
_PAGE_BYTES, _PAGES = 4096, 2

Told = tuple[Path, Finding]


def key_file_damage(journal: Path, key: Key | None) -> Iterator[Told]:
    """What is wrong with the files that go with the passphrase of a journal, which has ``key``."""
    keycheck, recovery = key_files.key_files_of(journal)
    for path in (keycheck, recovery):
        if path.exists() != (key is not None):
            yield path, Finding(_LEFT_OVER if key is None else _MISSING)
    if key is not None and keycheck.exists() and not _goes_with(keycheck, key):
        yield keycheck, Finding(_KEYCHECK)
    if key is not None and recovery.exists():
        if not _has_form(recovery):
            yield recovery, Finding(_NO_RECOVERY)
        elif is_another_recovery(journal, key):
            yield recovery, Finding(_OTHER_RECOVERY)
    change = journal.with_suffix(REKEYING)
    if os.path.lexists(change):
        yield change, Finding(_REKEYING)
    place = of_journal(journal)
    if is_waiting(place):
        yield place.intent_file, _about_intent(place)
    for path in (journal, keycheck, recovery):
        if os.path.lexists(next_to(path)):
            yield next_to(path), Finding(_HALF)


def orphans(folders: Iterable[Path]) -> Iterator[Told]:
    """Files in folders of snapshots that are parts of a snapshot that is not there."""
    for folder in folders:
        try:
            paths = sorted(folder.iterdir())
        except OSError:
            continue
        names = {path.name for path in paths}
        for path in paths:
            if path.suffix == RECOVERY and f"{path.stem}.smallacts" not in names:
                yield path, Finding(_ORPHAN)
            elif path == place_of(folder).intent_file:
                yield path, _about_intent(place_of(folder))
            elif path.name.endswith((f".smallacts{PART}", f"{RECOVERY}{PART}", NEXT)):
                yield path, Finding(_HALF)
            elif path.suffix == RECOVERY and not _has_form(path):
                yield path, Finding(_NO_RECOVERY)


def _about_intent(place: Place) -> Finding:
    return Finding(_UNFINISHED if is_in_force(place) else _NO_CHANGE)


def _goes_with(keycheck: Path, key: Key) -> bool:
    try:
        return salt_of(keycheck) == key.salt and _is_whole(keycheck) and opens(keycheck, key)
    except (OSError, SmallActsError):
        return False


def _has_form(recovery: Path) -> bool:
    """Whether it looks like a recovery file; what is in it only its code can tell."""
    with suppress(OSError, SmallActsError):
        return _is_whole(recovery) and is_encrypted(recovery)
    return False


def _is_whole(path: Path) -> bool:
    return path.stat().st_size == _PAGES * _PAGE_BYTES


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
    rows = partial(row_damage, today=today, found=found)
    steps: dict[str, Step] = {
        "The head of the file": _head,
        "The file": _structure,
        "What the file consists of": schema_damage,
        **{f"The table “{each.table}”": partial(rows, shape=each) for each in EVERY_TABLE},
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
