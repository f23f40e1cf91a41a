"""The tour: plays the main job in the real window on throwaway journals, and takes pictures.

It is both a demonstration for a machine without a screen and a check that the program works as a
whole. Every step verifies what must have happened before its picture is taken. The window
itself uses nothing of it.
"""

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from smallacts_desktop import app
from smallacts_desktop.tour.main_job import MAIN_JOB
from smallacts_desktop.tour.tour_app import Screenshots, Step, TourApp
from smallacts_desktop.tour.ui_driver import StepNotDoneError
from smallacts_desktop.tour.year import NOTHING_YET, YEAR

EXIT_DONE, EXIT_PROBLEM = 0, 1


def play(output: Path) -> int:
    """Play the whole tour; leaves numbered pictures and the exported CSV in ``output``.

    Returns 0 when every step really happened. Otherwise says in one line on standard error which
    one did not, and returns 1. Pictures and the CSV of an earlier tour are replaced.
    """
    try:
        screenshots = Screenshots(output)
    except OSError:
        _print_line(f"the pictures cannot be saved in {output}.")
        return EXIT_PROBLEM
    for steps, with_demo in ((MAIN_JOB, False), (YEAR, True), (NOTHING_YET, False)):
        with ExitStack() as stack:
            tour_app = TourApp(stack.enter_context(app.throwaway_folder()), screenshots)
            stack.callback(tour_app.leave)
            if with_demo:
                app.fill_with_demo(tour_app.journal)
            tour_app.open()
            if not _play_steps(tour_app, steps):
                return EXIT_PROBLEM
    return EXIT_DONE


def _play_steps(tour_app: TourApp, steps: Sequence[Step]) -> bool:
    for step in steps:
        name = step.__name__.replace("_", "-")
        try:
            step(tour_app)
            tour_app.check_calm()
            tour_app.picture(name)
        except StepNotDoneError as error:
            _print_line(f"the tour stopped at “{name}”: {error}.")
            return False
    return True


def _print_line(sentence: str) -> None:
    print(f"smallacts: {sentence}", file=sys.stderr)  # noqa: T201 - the command line's own voice
