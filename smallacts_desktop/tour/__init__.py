"""The tour: plays the main job in the real window on throwaway journals, and takes pictures.

It is both a demonstration for a machine without a screen and a check that the program works as a
whole. Every step verifies what must have happened before its picture is taken. The window
itself uses nothing of it.
"""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from smallacts_desktop import app
from smallacts_desktop.clock import FixedClock
from smallacts_desktop.tour.app_fixture import AppFixture, Step
from smallacts_desktop.tour.looking_back import LOOKING_BACK
from smallacts_desktop.tour.main_job import MAIN_JOB
from smallacts_desktop.tour.nothing_yet import NOTHING_YET
from smallacts_desktop.tour.screenshots import Screenshots
from smallacts_desktop.tour.ui_driver import StepNotDoneError
from smallacts_desktop.tour.year import YEAR

EXIT_DONE, EXIT_PROBLEM = 0, 1
# A Sunday morning; it stands still unless a step moves it, so that every tour looks alike.
START = datetime(2026, 11, 22, 10, 12, tzinfo=UTC)


def play(output: Path) -> int:
    """Play the whole tour; leaves numbered pictures and the exported CSV in ``output``.

    Returns 0 when every step really happened. Otherwise says in one line on standard error which
    one did not, and returns 1. Pictures and the CSV of an earlier tour are replaced.
    """
    try:
        screenshots = Screenshots(output)
    except OSError:
        _say(f"the pictures cannot be saved in {output}.")
        return EXIT_PROBLEM
    app.make_application()
    main_job = (*MAIN_JOB, *LOOKING_BACK)
    for steps, with_demo in ((main_job, False), (YEAR, True), (NOTHING_YET, False)):
        with (
            app.throwaway_folder() as paths,
            AppFixture(paths, FixedClock(START), screenshots) as stage,
        ):
            stage.open(with_demo=with_demo)
            if not _play_steps(stage, steps):
                return EXIT_PROBLEM
    return EXIT_DONE


def _play_steps(stage: AppFixture, steps: Sequence[Step]) -> bool:
    for step in steps:
        name = step.__name__.replace("_", "-")
        try:
            step(stage)
            stage.check_calm()
            stage.picture(name)
        except StepNotDoneError as error:
            _say(f"the tour stopped at “{name}”: {error}.")
            return False
    return True


def _say(sentence: str) -> None:
    print(f"smallacts: {sentence}", file=sys.stderr)  # noqa: T201 - the command line's own voice
