"""Where an unexpected error came from, told without a word of what the program was working on.

An error's message, its notes and the values in its frames may quote what the person wrote, and a
file's path may name their home or a person they share with. So an error is its kind, and a trace
is places in code: ``smallacts_desktop/ui/entry_form/form.py:56 _write``.
"""

import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_MOST_FRAMES, _MOST_CAUSES = 40, 5


def trace_lines(error: BaseException) -> list[str]:
    """The error's kind and where it arose, the latest call last; then what it arose from."""
    lines: list[str] = []
    for link in _chain(error):
        lines += [_kind(link), *(f"  {place}" for place in _places(link))]
    return lines


def one_line(error: BaseException) -> str:
    """The same for a log, the latest call first."""
    return " < ".join([_kind(error), *reversed(_places(error))])


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in seen and len(seen) < _MOST_CAUSES:
        seen.append(link)
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _kind(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else _full_name(kind)


def _full_name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]
    return [f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _place(filename: str) -> str:
    """A code file's name from its package on; never the folders above."""
    path = Path(filename)
    for root in (_PACKAGE.parent, *map(Path, sys.path)):
        if root.is_absolute() and path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.name
