"""What the memory of a locked window still holds, read from outside the process."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from smallacts_desktop.domain.entries import Entry, EntryKind
from smallacts_desktop.domain.passphrase import RecoveryCode
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.storage.keys.keys import Key, salt_of
from tests.e2e.display import until
from tests.e2e.program import Program

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

PASSPHRASE = "four quiet little words"
ENTRIES = 40
PAGES = 7


def memory_of(process: int) -> list[bytes]:
    """Everything a process has in memory that it can write to, region by region."""
    regions = []
    maps = Path(f"/proc/{process}/maps").read_text(encoding="ascii", errors="replace")
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in maps.splitlines():
            where, rights, *_ = line.split()
            if not rights.startswith("rw"):
                continue
            start, end = (int(number, 16) for number in where.split("-"))
            memory.seek(start)
            try:
                regions.append(memory.read(end - start))
            except OSError:  # the kernel's own, such as [vvar]
                continue
    return regions


def count(memory: list[bytes], *forms: bytes) -> int:
    """How often any of these stands there."""
    return sum(region.count(form) for region in memory for form in forms)


def forms_of_key(key: Key) -> tuple[bytes, ...]:
    """The key as bytes and as hexadecimal digits, also in two bytes a letter."""
    raw = bytes(key.raw)
    digits = [raw.hex().encode(), raw.hex().upper().encode()]
    return raw, *digits, *(text.decode().encode("utf-16-le") for text in digits)


def both(text: str) -> tuple[bytes, bytes]:
    """A text as Python and as Qt keep it."""
    return text.encode(), text.encode("utf-16-le")


def journal_with_words(program: Program) -> str:
    """An encrypted journal; returns the word that stands in each of its notes."""
    secret = f"heron{uuid4().hex}"
    vault = Vault(program.paths)
    vault.open().import_entries([entry(number, secret) for number in range(ENTRIES)], ())
    with vault.paused():
        vault.set_passphrase(PASSPHRASE, RecoveryCode.new())
    vault.lock()
    return secret


def entry(number: int, secret: str) -> Entry:
    """A note of some length."""
    return Entry(
        id=uuid4(),
        kind=EntryKind.NOTE,
        date=date(2026, 5, 1 + number % 28),
        written_at=datetime(2026, 5, 14, 9, 0, tzinfo=UTC),
        note=f"{secret} {number} " + "and then we talked for a while. " * (number * 2),
    )


def look_around(program: Program) -> None:
    """Go to every page, and search."""
    for page in range(1, PAGES + 1):
        program.key(f"ctrl+{page}")
        program.display.still()


def test_a_locked_window_has_forgotten_the_key(
    program: Program, record_testsuite_property: Callable[[str, object], None]
) -> None:
    """It is there while the journal is open, in no form once it is locked; nor is the passphrase.

    Of the words some copies may be left in what the C library sets aside; they are counted.
    """
    secret = journal_with_words(program)
    program.pass_first_screens()
    program.start()
    program.type(PASSPHRASE)
    program.key("Return")
    until(lambda: program.has_open(program.paths.journal), "the journal opens")
    look_around(program)
    key = Key.from_passphrase(PASSPHRASE, salt_of(program.paths.journal))
    memory = memory_of(program.process_id)
    assert count(memory, *forms_of_key(key)) > 0
    assert count(memory, *both(secret)) > 0
    program.key("ctrl+l")
    until(lambda: not program.has_open(program.paths.journal), "the journal is closed")
    program.display.still()
    memory = memory_of(program.process_id)
    found = {
        "key": count(memory, *forms_of_key(key)),
        "passphrase": count(memory, *both(PASSPHRASE)),
        "words": count(memory, *both(secret)),
    }
    record_testsuite_property("left in the memory of a locked window", found)
    assert (found["key"], found["passphrase"]) == (0, 0), found
    program.close()
