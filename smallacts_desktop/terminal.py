"""Text that a terminal shows and never obeys."""

import re

# The signs that turn the direction of everything after them, and those that break a line.
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_BREAKING = "\u2028\u2029"
_LAST_OF_TWO_DIGITS = 0xFF
_OBEYED = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff{_TURNING}{_BREAKING}]")
_OBEYED_IN_LINES = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{_TURNING}{_BREAKING}]")


def printable(text: str) -> str:
    """``text`` in one line, with every sign that a terminal would obey written out in letters.

    Names of files and cells of a table are somebody else's: an escape code in one could clear the
    screen, or make a line say what it does not.
    """
    return _OBEYED.sub(_written_out, text)


def printable_lines(text: str) -> str:
    """The same for text of several lines, whose line breaks and tabs stay."""
    return _OBEYED_IN_LINES.sub(_written_out, text.replace("\r\n", "\n"))


def _written_out(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code <= _LAST_OF_TWO_DIGITS else f"\\u{code:04x}"
