"""The self-test: does everything once in a throwaway folder, inside whatever the program is in.

A package can lack a library, a plug-in or a drawing that the checkout has. So each package runs
this where it is installed. It never touches a person's journal, and says nothing but which step
held and which did not. What needs pytest or a checkout belongs in ``tests/``.
"""

import os
import sys
import tempfile
from pathlib import Path

from smallacts_desktop.domain.errors import FileNotWrittenError
from smallacts_desktop.process import has_screen

# What is not Qt comes before Qt, as in the program itself.
from smallacts_desktop.self_test.journal_steps import JOURNAL_STEPS, Bench, Step

EXIT_DONE, EXIT_PROBLEM = 0, 1


def run(copy: Path | None = None) -> int:
    """Do every step, and print a line for each; returns 0 when all held and 1 otherwise.

    ``copy`` is a file that the lines are written to as well: a program without a console, as
    on Windows, has nowhere to print to. Raises FileNotWrittenError when it cannot be written.
    """
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    output = _Output(copy)
    held = _all_hold(JOURNAL_STEPS, output)
    # The window's steps bring Qt with them; without it, that is the step that did not hold.
    held = _window_holds(output) and held
    output.write("All held." if held else "Not all held.")
    return EXIT_DONE if held else EXIT_PROBLEM


def _window_holds(output: "_Output") -> bool:
    try:
        from smallacts_desktop.self_test.window_steps import WINDOW_STEPS  # noqa: PLC0415
    except ImportError:
        output.write("not ok  load Qt (ImportError)")
        return False
    return _all_hold(WINDOW_STEPS, output)


def _all_hold(steps: tuple[Step, ...], output: "_Output") -> bool:
    held = True
    # Windows keeps a file that is still open; a folder left behind is no reason to fail.
    with tempfile.TemporaryDirectory(
        prefix="smallacts-self-test-", ignore_cleanup_errors=True
    ) as folder:
        for step in steps:
            bench = Bench(Path(folder) / step.__name__)
            name = step.__name__.replace("_", " ")
            try:
                step(bench)
            except Exception as error:  # noqa: BLE001 - whatever it was, the step did not hold
                # The kind of error alone: its words may quote a path or what was written.
                output.write(f"not ok  {name} ({type(error).__name__})")
                held = False
            else:
                output.write(f"ok  {name}")
    return held


class _Output:
    """Says each line on standard output, and into a file where there is one."""

    def __init__(self, copy: Path | None) -> None:
        self._copy = copy
        if copy is not None:
            self._write(copy, "w", "")

    def write(self, line: str) -> None:
        # Without a console, standard output is None, and then nothing is printed.
        print(line, file=sys.stdout, flush=True)  # noqa: T201 - the command line's own voice
        if self._copy is not None:
            self._write(self._copy, "a", f"{line}\n")

    def _write(self, copy: Path, mode: str, text: str) -> None:
        try:
            with copy.open(mode, encoding="utf-8") as file:
                file.write(text)
        except OSError:
            raise FileNotWrittenError(name=copy.name) from None
