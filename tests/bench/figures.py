"""What was measured: pairs of runs, their ratios, and the table they make."""

import json
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what the program took beside what it is compared with, run by run.

    ``ours`` and ``theirs`` are in ``unit``; a figure that stands for itself has no ``theirs``.
    ``goal`` is the highest ratio to be met, or the highest figure where there is nothing beside.
    """

    what: str
    beside: str
    unit: str
    goal: float
    ours: tuple[float, ...]
    theirs: tuple[float, ...] = ()

    @property
    def ratios(self) -> tuple[float, ...]:
        """Each run against the one paired with it, or each figure by itself."""
        if not self.theirs:
            return self.ours
        return tuple(mine / other for mine, other in zip(self.ours, self.theirs, strict=True))

    @property
    def median(self) -> float:
        """The ratio that half of the pairs are below."""
        return statistics.median(self.ratios)

    @property
    def is_met(self) -> bool:
        """Whether the median keeps to the goal."""
        return self.median <= self.goal


def table(rows: Sequence[Row]) -> str:
    """The rows for a terminal, in Markdown, which a document can take as it is."""
    lines = [
        "| what | compared with | median | lowest | highest | goal | in figures |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        sign = " ×" if row.theirs else f" {row.unit}"
        figures = f"{statistics.median(row.ours):.4g}"
        if row.theirs:
            figures += f" against {statistics.median(row.theirs):.4g}"
        found = (row.median, min(row.ratios), max(row.ratios), row.goal)
        cells = " | ".join(f"{value:.3g}{sign}" for value in found)
        mark = "" if row.is_met else " (not met)"
        lines.append(f"| {row.what} | {row.beside} | {cells}{mark} | {figures} {row.unit} |")
    return "\n".join(lines)


def write_json(rows: Sequence[Row], file: Path) -> None:
    """Write every single figure, for whoever wants to count again."""
    file.parent.mkdir(parents=True, exist_ok=True)
    contents = [
        {
            "what": row.what, "compared with": row.beside, "unit": row.unit, "goal": row.goal,
            "ours": row.ours, "theirs": row.theirs, "ratios": row.ratios,
            "minimum": min(row.ratios), "median": row.median, "maximum": max(row.ratios),
        }
        for row in rows
    ]  # fmt: skip
    file.write_text(json.dumps(contents, indent=2) + "\n", encoding="utf-8")
