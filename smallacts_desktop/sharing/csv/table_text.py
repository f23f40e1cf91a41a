"""A disclosure as text to paste into a document or a spreadsheet."""

import csv
import io

from smallacts_desktop.domain.disclosure import Disclosure
from smallacts_desktop.sharing.csv.file import cell


def table_text(disclosure: Disclosure) -> str:
    """The cells of the CSV file, guards against formulas included, with tabs between them."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter="\t", lineterminator="\n")
    writer.writerow(column.value for column in disclosure.columns)
    for entry in disclosure.entries:
        writer.writerow([cell(entry, column) for column in disclosure.columns])
    return buffer.getvalue()
