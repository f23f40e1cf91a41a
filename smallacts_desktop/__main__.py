"""The command line: reads it, and imports Qt only when a window is wanted."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from smallacts_desktop import __version__
from smallacts_desktop.domain.disclosure import ON_REQUEST, Column, Preset
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.paths import Paths
from smallacts_desktop.sharing.csv_file import Delimiter
from smallacts_desktop.shielding import shield_process

EXIT_DONE, EXIT_PROBLEM, EXIT_USAGE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code: 0 done, 1 a problem, 2 wrong usage or no screen."""
    shield_process()
    arguments = _parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return command(arguments)
    except SmallActsError as error:
        _say(str(error))
        return EXIT_PROBLEM
    except KeyboardInterrupt:
        return EXIT_PROBLEM
    except Exception as error:  # noqa: BLE001 - the program's last door
        return _give_up(error, _paths(arguments))


def main_gui() -> int:
    """Run the program from a double-click, where nobody reads a terminal."""
    return main(sys.argv[1:])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="smallacts",
        description="A private journal of small acts of connection. It sends nothing anywhere.",
    )
    parser.add_argument("--version", action="version", version=f"smallacts {__version__}")
    parser.add_argument(
        "--data-dir", type=Path, metavar="DIR", help="the folder that holds everything"
    )
    parser.add_argument(
        "--demo", action="store_true", help="open a throwaway journal with one made-up year"
    )
    parser.set_defaults(run=_open_window)
    commands = parser.add_subparsers(title="commands", metavar="")
    _add_export(commands)
    _add_import(commands)
    tour = commands.add_parser("tour", help="walk the window through the main job, with pictures")
    tour.add_argument("--output", type=Path, required=True, metavar="DIR")
    tour.set_defaults(run=_tour)
    return parser


def _add_export(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    export = commands.add_parser("export", help="write entries to a CSV file")
    export.add_argument("--preset", type=Preset, choices=list(Preset), default=Preset.FULL)
    export.add_argument("--from", dest="first", type=_day, metavar="DATE")
    export.add_argument("--to", dest="last", type=_day, metavar="DATE")
    export.add_argument("--include", type=_extra_columns, default=frozenset(), metavar="COLUMNS")
    export.add_argument(
        "--delimiter",
        choices=[delimiter.name.lower() for delimiter in Delimiter],
        default=Delimiter.COMMA.name.lower(),
    )
    export.add_argument("--output", default="-", metavar="FILE")
    export.set_defaults(run=_export)


def _add_import(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    reading = commands.add_parser("import", help="bring entries back from a CSV file")
    reading.add_argument("file", type=Path, metavar="FILE")
    reading.add_argument("--dry-run", action="store_true", help="say what would happen")
    reading.add_argument("--skip-bad", action="store_true", help="take the rows that are good")
    reading.set_defaults(run=_import)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write a date as YYYY-MM-DD") from None


def _extra_columns(text: str) -> frozenset[Column]:
    names = {name.strip() for name in text.split(",") if name.strip()}
    unknown = names - {column.value for column in ON_REQUEST}
    if unknown:
        raise argparse.ArgumentTypeError("choose from place, person and note")
    return frozenset(Column(name) for name in names)


def _export(arguments: argparse.Namespace) -> int:
    from smallacts_desktop import commands

    return commands.export(_paths(arguments), commands.ExportOptions.from_arguments(arguments))


def _import(arguments: argparse.Namespace) -> int:
    from smallacts_desktop import commands

    return commands.import_file(
        _paths(arguments),
        arguments.file,
        dry_run=arguments.dry_run,
        skip_bad=arguments.skip_bad,
    )


def _tour(arguments: argparse.Namespace) -> int:
    from smallacts_desktop import screen

    screen.require()
    from smallacts_desktop.tour import play

    return play(arguments.output)


def _open_window(arguments: argparse.Namespace) -> int:
    from smallacts_desktop import screen

    screen.require()
    # The database library is imported before Qt: once Qt is loaded, every later import is slower.
    from smallacts_desktop import app

    return app.run(_paths(arguments), demo=arguments.demo)


def _give_up(error: Exception, paths: Paths) -> int:
    """Say calmly that the program cannot go on; where it broke goes to the log, without words."""
    from smallacts_desktop.event_log import close_log, keep_log, log_error

    keep_log(paths)
    log_error(error)
    close_log()
    _say(
        "Something went wrong inside Small Acts, so it could not go on. What you saved is safe. "
        f"Where it happened, without anything you wrote, is noted in {paths.logs}."
    )
    return EXIT_PROBLEM


def _say(sentence: str) -> None:
    print(f"smallacts: {sentence}", file=sys.stderr)  # noqa: T201 - the command line's own voice


def _paths(arguments: argparse.Namespace) -> Paths:
    return Paths.for_person(arguments.data_dir, os.environ)


if __name__ == "__main__":
    sys.exit(main())
