"""The manual page, made from the command line's own parser, so that the two never differ."""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from smallacts_desktop.__main__ import _parser  # noqa: E402 - the checkout is not installed

_AFTER = r"""
.SH FILES
.TP
.I ~/.local/share/smallacts/
The journal, one file called
.IR journal.db ,
and its backups. Removing the program leaves them alone.
.TP
.I ~/.config/smallacts/settings.json
Settings: looks and the place of the window, never contents.
.TP
.I ~/.local/state/smallacts/log/
A small log of events, never of contents.
.SH ENVIRONMENT
.TP
.B SMALLACTS_DATA_DIR
A folder that holds everything, as
.B \-\-data\-dir
names it.
.SH EXIT STATUS
0 when all went well, 1 when something did not, 2 when the command was not understood or there is
no screen to open a window on.
.SH IF YOU NEED HELP NOW
In the UK: 999 if you are in immediate danger; NHS 111 and option 2 for urgent help with your mental
health; Samaritans on 116 123 at any time. The window says the same under Help now.
"""


def manual(version: str, day: str) -> str:
    """The page ``smallacts(1)`` in roff, for this version, dated ``YYYY-MM-DD``."""
    parser = _parser()
    lines = [
        f'.TH SMALLACTS 1 {day} "Small Acts {version}" "User Commands"',
        ".SH NAME",
        r"smallacts, smallacts\-desktop \- a private journal of small acts of connection",
        ".SH SYNOPSIS",
        ".B smallacts",
        r"[\fIOPTION\fR]... [\fICOMMAND\fR [\fIOPTION\fR]...]",
        ".SH DESCRIPTION",
        _escaped(parser.description or ""),
        r"Without a command it opens the window, as \fBsmallacts\-desktop\fR does from a menu.",
        ".SH OPTIONS",
        *_options(parser),
        ".SH COMMANDS",
    ]
    for name, about, command in _commands(parser):
        lines += [f".SS {_escaped(name)}", _escaped(_sentence(about)), *_options(command)]
    return "\n".join(lines) + _AFTER


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            continue
        value = action.metavar or ("{" + ",".join(map(str, action.choices)) + "}"
                                   if action.choices else "")  # fmt: skip
        value = f"[{value}]" if action.nargs == "?" else str(value)
        names = ", ".join(rf"\fB{_escaped(name)}\fR" for name in action.option_strings)
        yield ".TP"
        yield " ".join(filter(None, (names, rf"\fI{_escaped(value)}\fR" if value else "")))
        yield _escaped(_sentence(action.help or _FALLBACK.get(action.dest, "")))


_FALLBACK = {
    "preset": "which columns and entries to write",
    "first": "the first day, as YYYY-MM-DD",
    "last": "the last day, as YYYY-MM-DD",
    "include": "further columns, separated by commas: place, person, note",
    "delimiter": "what stands between two cells",
    "output": "where to write it; - is standard output",
    "file": "the file to read",
}


def _commands(
    parser: argparse.ArgumentParser,
) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            abouts = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, command in action.choices.items():
                yield name, abouts.get(name, ""), command


def _sentence(text: str) -> str:
    text = text.replace("%(prog)s", "smallacts").replace("%%", "%").strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}" if text else ""


def _escaped(text: str) -> str:
    return re.sub(r"^([.'])", r"\\&\1", text.replace("\\", r"\e").replace("-", r"\-"))
