"""The command line's side of the journal: no display and no Qt.

What a command writes goes to its file or standard output; what it has to say goes to standard
error, so that the two never mix.
"""

import argparse
import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from smallacts_desktop.domain.disclosure import Column, Preset, ShareChoice, disclose
from smallacts_desktop.domain.errors import (
    BadRowsError,
    FileDiskFullError,
    FileNotWrittenError,
)
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.journal.opening import open_journal
from smallacts_desktop.journal.own_files import make_private
from smallacts_desktop.paths import Paths
from smallacts_desktop.sharing.atomic_file import write_beside
from smallacts_desktop.sharing.csv_file import Delimiter, csv_chunks
from smallacts_desktop.sharing.csv_import import ImportPlan
from smallacts_desktop.sharing.import_file import plan_bytes, read_bytes

EXIT_DONE, EXIT_PROBLEM = 0, 1
STANDARD_OUTPUT = "-"


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


@contextmanager
def opened(paths: Paths) -> Iterator[Journal]:
    """The journal of this data folder, closed again when the context ends."""
    make_private(paths)
    journal = open_journal(paths)
    try:
        yield journal
    finally:
        journal.close()


def export(paths: Paths, options: ExportOptions) -> int:
    """Write entries to a CSV file; says how many were written and how many withheld."""
    with opened(paths) as journal:
        entries = journal.entries(options.choice.first, options.choice.last)
        disclosure = disclose(entries, options.choice)
    chunks = csv_chunks(disclosure, options.delimiter)
    if options.output == STANDARD_OUTPUT:
        _write_out(chunks)
    else:
        write_beside(Path(options.output), chunks)
    _say(f"{len(disclosure.entries)} written, {disclosure.withheld} withheld.")
    return EXIT_DONE


def import_file(paths: Paths, file: Path, *, dry_run: bool, skip_bad: bool) -> int:
    """Bring entries back from a CSV file; nothing is taken unless every row is good.

    With ``skip_bad`` the good rows are taken all the same; with ``dry_run`` none is.
    """
    data = read_bytes(file)
    with opened(paths) as journal:
        plan = plan_bytes(data, file.name, journal)
        _report(plan)
        if plan.bad_rows and not skip_bad:
            raise BadRowsError(count=plan.bad_row_count)
        if dry_run:
            _say("Nothing was changed.")
        else:
            journal.take_in(plan.new, plan.updates)
    return EXIT_DONE


def _write_out(chunks: Iterable[bytes]) -> None:
    try:
        for chunk in chunks:
            sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
    except OSError as error:
        # What is left in the buffer must not be tried again, with a traceback, at the very end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        kind = FileDiskFullError if error.errno == errno.ENOSPC else FileNotWrittenError
        raise kind(name="standard output") from None


def _report(plan: ImportPlan) -> None:
    for name in plan.unknown_columns:
        _say(f"Column “{name}” is not one of ours and was ignored.")
    for row in plan.bad_rows:
        where = f"Line {row.line}, {row.column}" if row.column else f"Line {row.line}"
        _say(f"{where}: {row.reason}")
    for line in plan.kept:
        _say(f"Line {line}: the entry in the journal was written later, so it stays as it is.")
    _say(
        f"{plan.rows_read} read: {len(plan.new)} new, {len(plan.updates)} changed, "
        f"{plan.already_here + len(plan.kept)} already here, {plan.bad_row_count} refused."
    )


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)  # noqa: T201 - the command line's own voice
