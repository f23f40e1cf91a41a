"""Counts of runs and of what was wrong, as tables that a person can read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Runs by row (a command) and column (what went wrong on purpose), and kinds of failure."""

    title: str
    _runs: Counter[tuple[str, str]] = field(default_factory=Counter)
    _failed: Counter[tuple[str, str]] = field(default_factory=Counter)
    _kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def add(self, row: str, column: str, failures: Iterable[str], line: str = "") -> None:
        """Count a run; ``line`` tells how to do it again, and is kept where something failed."""
        self._runs[row, column] += 1
        kinds = set(failures)
        if kinds:
            self._failed[row, column] += 1
            self.lines.append(line)
        for kind in kinds:
            self._kinds[row, kind] += 1

    @property
    def runs(self) -> int:
        """How many runs there were."""
        return self._runs.total()

    @property
    def failed(self) -> int:
        """In how many of them something was wrong."""
        return self._failed.total()

    def text(self) -> str:
        """Both tables: failed of runs by row and column, and what it was."""
        rows = list(dict.fromkeys(row for row, _ in self._runs))
        columns = list(dict.fromkeys(column for _, column in self._runs))
        kinds = sorted({kind for _, kind in self._kinds})
        counts = [
            [row, *(self._cell(row, column) for column in columns), self._sum(row)] for row in rows
        ]
        total = ["all", *(self._column(column) for column in columns)]
        parts = [
            f"{self.title}: {self.failed} failed of {self.runs} runs\n",
            _table(["failed / runs", *columns, "all"], [*counts, [*total, self._all()]]),
        ]
        if kinds:
            table = [
                [row, *(str(self._kinds[row, kind] or "·") for kind in kinds)]
                for row in rows
                if any(self._kinds[row, kind] for kind in kinds)
            ]
            table.append(["all", *(str(self._of_kind(kind)) for kind in kinds)])
            parts.append(_table(["what was wrong", *kinds], table))
        return "\n".join(parts)

    def _cell(self, row: str, column: str) -> str:
        runs = self._runs[row, column]
        return f"{self._failed[row, column]}/{runs}" if runs else "·"

    def _sum(self, row: str) -> str:
        failed = sum(count for (name, _), count in self._failed.items() if name == row)
        return f"{failed}/{sum(count for (name, _), count in self._runs.items() if name == row)}"

    def _column(self, column: str) -> str:
        failed = sum(count for (_, name), count in self._failed.items() if name == column)
        return f"{failed}/{sum(count for (_, name), count in self._runs.items() if name == column)}"

    def _all(self) -> str:
        return f"{self.failed}/{self.runs}"

    def _of_kind(self, kind: str) -> int:
        return sum(count for (_, name), count in self._kinds.items() if name == kind)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    lines = []
    for row in (head, *rows):
        first, *rest = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        lines.append("  ".join([row[0].ljust(len(first)), *rest]).rstrip())
    return "\n".join([*lines, ""])
