"""One piece of bulk work in a process of its own: prints its seconds and its peak memory.

usage: python -m tests.bench.bulk_work WHAT JOURNAL FILE

``import`` and ``export`` are the program's own commands, timed without the start of Python; the
``plain-`` ones do the same with the ``csv`` module and SQLite alone, in the same tables.
"""

import csv
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop import __main__ as program
from smallacts_desktop import cli
from smallacts_desktop.paths import Paths
from smallacts_desktop.storage.rows.tables import ENTRIES

COMMANDS = (cli.import_file, cli.export)
_NO_CHECKSUM = bytes(8)
_WHOLE_NUMBER = "CAST(nullif(?, '') AS INTEGER)"
# How the text of a cell becomes the value of a column; elsewhere a blank one becomes NULL.
_VALUES = {
    **dict.fromkeys(("act", "place", "person", "note"), "?"),
    **dict.fromkeys(("mood_before", "mood_after"), _WHOLE_NUMBER),
    "private": "? = 'yes'",
    "utc_offset": "0 * length(?)",
    "written_at": "replace(?, 'Z', '+00:00')",
}


def import_file(data: Path, file: Path) -> None:
    """The program's own import."""
    assert program.main(["--data-dir", str(data), "import", str(file)]) == 0


def export_file(data: Path, file: Path) -> None:
    """The program's own export, in full."""
    assert program.main(["--data-dir", str(data), "export", "--output", str(file)]) == 0


def plain_import(data: Path, file: Path) -> None:
    """The least that anybody has to do: the reader of ``csv`` into ``executemany``."""
    journal = sqlite.connect(Paths.inside(data).journal)
    with file.open(encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(text)
        at = {name: index for index, name in enumerate(next(reader))}
        at["id"] = at["entry_id"]
        names = [name for name in ENTRIES.columns if name in at]
        places = [at[name] for name in names]
        rows = ([*(row[place] for place in places), _NO_CHECKSUM] for row in reader)
        listed = ", ".join([*names, "checksum"])
        values = ", ".join([*(_VALUES.get(name, "nullif(?, '')") for name in names), "?"])
        with journal:
            journal.executemany(f"INSERT INTO entries ({listed}) VALUES ({values})", rows)
    journal.close()


def plain_export(data: Path, file: Path) -> None:
    """The same rows through the writer of ``csv``."""
    journal = sqlite.connect(Paths.inside(data).journal)
    found = journal.execute(
        f"SELECT {', '.join(ENTRIES.columns)}, mood_after - mood_before FROM entries"
        " WHERE deleted_at IS NULL ORDER BY date, time, written_at, id"
    )
    with file.open("w", encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text)
        writer.writerow((*ENTRIES.columns, "mood_change"))
        writer.writerows(found)
    journal.close()


WORK: dict[str, Callable[[Path, Path], None]] = {
    "import": import_file,
    "export": export_file,
    "plain-import": plain_import,
    "plain-export": plain_export,
}

if __name__ == "__main__":
    what, journal_folder, csv_file = sys.argv[1:]
    began = time.perf_counter()
    WORK[what](Path(journal_folder), Path(csv_file))
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(took, peak / 1024)  # noqa: T201 - what the caller reads
