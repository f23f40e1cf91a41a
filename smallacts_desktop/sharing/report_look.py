"""The colours of a report: those of the window, on white paper; a test keeps the two alike."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportLook:
    """Colours as ``#RRGGBB``; every text pair measures at least 7:1 on its ground."""

    ground: str
    tint: str
    line: str
    edge: str
    ink: str
    ink_soft: str
    primary: str
    bar: str


PAPER = ReportLook(
    ground="#FFFFFF",
    tint="#E3EFE9",
    line="#DDD6C7",
    edge="#7C7667",
    ink="#1F2D29",
    ink_soft="#43504B",
    primary="#145646",
    bar="#27745F",
)
DARK = ReportLook(
    ground="#1B2824",
    tint="#22362F",
    line="#33443E",
    edge="#71857D",
    ink="#EAF1EC",
    ink_soft="#B3C3BB",
    primary="#86D8BB",
    bar="#70C6A6",
)
