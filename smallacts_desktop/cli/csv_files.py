"""Entries out as CSV and back in, without a window."""

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from smallacts_desktop.cli.session import EXIT_DONE, CliSession, print_line, print_some, write_out
from smallacts_desktop.domain.backups import UnreadableEntry
from smallacts_desktop.domain.days import Moment, moment_of
from smallacts_desktop.domain.disclosure import Column, DisclosedRecords, Preset, ShareChoice
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.domain.errors import BadRowsError
from smallacts_desktop.sharing.atomic_file import write_beside
from smallacts_desktop.sharing.csv.file import Delimiter, record_chunks
from smallacts_desktop.sharing.csv.plan import (
    Holder,
    ImportFile,
    ImportPlan,
    plan_import,
)
from smallacts_desktop.sharing.csv.rows import BadRow

STANDARD_OUTPUT = "-"
_NAME_LIMIT = 60


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What ``export`` was asked for; ``output`` is a path or ``-`` for standard output."""

    choice: ShareChoice
    delimiter: Delimiter
    output: str

    @classmethod
    def from_arguments(cls, arguments: argparse.Namespace) -> "ExportOptions":
        """Options from the parsed command line."""
        preset: Preset = arguments.preset
        first: date | None = arguments.first
        last: date | None = arguments.last
        include: frozenset[Column] = arguments.include
        delimiter = Delimiter[arguments.delimiter.upper()]
        return cls(ShareChoice(preset, first, last, include), delimiter, arguments.output)


def export(session: CliSession, options: ExportOptions) -> int:
    """Write entries to a CSV file; says how many were written and how many withheld.

    Entries that cannot be read any more are named, and the others are written.
    """
    session.require_journal()
    unreadable: list[UnreadableEntry] = []
    choice = options.choice
    with session.opened() as vault:
        records = vault.journal.records(choice.first, choice.last, unreadable.append)
        leaving = DisclosedRecords(records, choice, unreadable)
        chunks = record_chunks(leaving, choice.columns, options.delimiter)
        if options.output == STANDARD_OUTPUT:
            # What has been written there cannot be taken back: everything is read first.
            chunks = iter(list(chunks))
        else:
            write_beside(Path(options.output), chunks)
    if options.output == STANDARD_OUTPUT:
        write_out(chunks)
    print_line(f"{leaving.written} written, {leaving.withheld} withheld.")
    print_some(map(_not_read, unreadable))
    return EXIT_DONE


def import_file(session: CliSession, file: Path, *, dry_run: bool, skip_bad: bool) -> int:
    """Bring entries back from a CSV file; nothing is taken unless every row is good.

    With ``skip_bad`` the good rows are taken all the same; with ``dry_run`` none is, and a journal
    that is not there yet is not made.
    """
    source = ImportFile(file)
    if dry_run:
        with _compared(session) as holder:
            _planned(source, holder, skip_bad=skip_bad)
        print_line("Nothing was changed.")
        return EXIT_DONE
    with session.alone(), session.opened() as vault:
        plan = _planned(source, vault.journal, skip_bad=skip_bad)
        if plan.new or plan.updates:
            vault.backups.take()
            vault.journal.import_entries(plan.new, plan.updates)
    return EXIT_DONE


class NoEntries:
    """A Holder with nothing in it: where there is no journal yet, at one ``moment``."""

    def __init__(self, moment: Moment) -> None:
        self._moment = moment

    def moment(self) -> Moment:
        """The one moment."""
        return self._moment

    def find_many(self, ids: Sequence[UUID]) -> Mapping[UUID, Entry]:
        """No entry."""
        del ids
        return {}

    def entries(self, first: date, last: date) -> Iterable[Entry]:
        """None."""
        del first, last
        return ()


@contextmanager
def _compared(session: CliSession) -> Iterator[Holder]:
    """What a file is compared with: the journal, or nothing where there is none yet."""
    if not session.has_journal():
        yield NoEntries(moment_of(session.vault.clock.now()))
        return
    with session.opened() as vault:
        yield vault.journal


def _planned(source: ImportFile, holder: Holder, *, skip_bad: bool) -> ImportPlan:
    """What taking a file in would do, said. Raises BadRowsError where a row stops all of it."""
    plan = plan_import(source, holder)
    _report(plan)
    if plan.bad_row_count and not skip_bad:
        raise BadRowsError(count=plan.bad_row_count)
    return plan


def _not_read(entry: UnreadableEntry) -> str:
    which = "An entry" if entry.date is None else f"The entry of {entry.date}"
    known = "" if entry.id is None else f" ({entry.id})"
    return f"{which}{known} cannot be read and was left out. “check” says more."


def _report(plan: ImportPlan) -> None:
    print_some(
        f"Small Acts does not know the column “{_shortened(name)}” and left it out."
        for name in plan.unknown_columns
    )
    refused = plan.bad_row_count
    print_some(map(_reason, plan.bad_rows), f"… and more, in {refused} rows in all.")
    print_some(
        f"Line {line}: the entry in the journal was written later, so it stays as it is."
        for line in plan.kept
    )
    print_line(
        f"{plan.rows_read} read: {len(plan.new)} new, {len(plan.updates)} changed, "
        f"{plan.already_here + len(plan.kept)} already here, {refused} refused."
    )


def _reason(row: BadRow) -> str:
    where = f"Line {row.line}, {row.column}" if row.column else f"Line {row.line}"
    return f"{where}: {row.reason}"


def _shortened(name: str) -> str:
    return name if len(name) <= _NAME_LIMIT else f"{name[:_NAME_LIMIT]}…"
