"""The line that closes each entry, remembered in the journal so that none comes soon again."""

import functools

from smallacts_desktop.domain.acts import Catalogue
from smallacts_desktop.domain.closing_lines import (
    APART,
    ClosingLine,
    choose_line,
    read_closing_lines,
)
from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.journal.changes import JournalPart
from smallacts_desktop.paths import read_resource


@functools.cache
def closing_lines() -> tuple[ClosingLine, ...]:
    """The lines that ship with the program, read when the first entry is kept."""
    return read_closing_lines(read_resource("closing_lines.toml"))


class ClosingLines(JournalPart):
    """Chooses the line of a new entry, and finds the one of an entry shown again."""

    def choose(self, entry: Entry, catalogue: Catalogue) -> None:
        """Choose the line of a new ``entry`` and remember it, in the transaction that keeps it."""
        kept = self._preferences.closing_lines
        last = [(other, line) for other, line in kept if other != str(entry.id)][: APART - 1]
        line = _chosen(entry, catalogue, {line for _, line in last})
        self._preferences.closing_lines = [(str(entry.id), line.id), *last]

    def line_of(self, entry: Entry, catalogue: Catalogue) -> str:
        """The words that close ``entry``: the line it had, while that is true of it."""
        kept = dict(self._preferences.closing_lines)
        had = next((line for line in closing_lines() if line.id == kept.get(str(entry.id))), None)
        if had is None or not had.fits(entry, _is_with_someone(entry, catalogue)):
            had = _chosen(entry, catalogue, set(kept.values()))
        return had.text.replace("{act}", entry.act)


def _chosen(entry: Entry, catalogue: Catalogue, besides: set[str]) -> ClosingLine:
    return choose_line(closing_lines(), entry, _is_with_someone(entry, catalogue), besides)


def _is_with_someone(entry: Entry, catalogue: Catalogue) -> bool:
    """Whether another person could respond; an answer about it says so too."""
    return entry.response is not None or catalogue.alone.isdisjoint({entry.act, entry.act_id})
