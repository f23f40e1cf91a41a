"""The command line: reads it, and imports Qt only when a window is wanted."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from smallacts_desktop import __version__
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.paths import Paths
from smallacts_desktop.process import harden_process, printable

if TYPE_CHECKING:
    from smallacts_desktop.cli import CliSession
    from smallacts_desktop.domain.disclosure import Column

EXIT_DONE, EXIT_PROBLEM, EXIT_USAGE = 0, 1, 2
# An option that takes a file, given without one.
NO_FILE = Path()


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code: 0 done, 1 a problem, 2 wrong usage or no screen."""
    harden_process()
    arguments = _read(sys.argv[1:] if argv is None else argv)
    command: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return command(arguments)
    except SmallActsError as error:
        _print_line(str(error))
        return EXIT_PROBLEM
    except KeyboardInterrupt:
        return EXIT_PROBLEM
    except Exception as error:  # noqa: BLE001 - the program's last handler
        return _give_up(error, _paths(arguments))


def main_gui() -> int:
    """Run the program from a double-click, where nobody reads a terminal."""
    return main(sys.argv[1:])


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the command line, in which names of files may stand."""

    def error(self, message: str) -> NoReturn:
        """Say it in one line, and exit with 2."""
        super().error(printable(message))


class _NotForWindowError(Exception):
    """The command line asks for more than a window, or is wrong."""


class _WindowParser(argparse.ArgumentParser):
    """Knows the options of a window, and leaves everything else to ``_Parser``."""

    def error(self, message: str) -> NoReturn:
        """Leave it to the parser that knows every command."""
        raise _NotForWindowError(message)


def _read(argv: Sequence[str]) -> argparse.Namespace:
    """What the command line asks for; what the commands need is imported where one is named."""
    window = _WindowParser(prog="smallacts", add_help=False)
    _add_options(window)
    with suppress(_NotForWindowError):
        arguments, rest = window.parse_known_args(argv)
        if not rest:
            return arguments
    return _parser().parse_args(argv)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="smallacts",
        description="A private journal of small acts of connection. It sends nothing anywhere.",
    )
    _add_options(parser)
    commands = parser.add_subparsers(title="commands", metavar="")
    _add_export(commands)
    _add_import(commands)
    _add_backups(commands)
    _add_passphrase(commands)
    tour = commands.add_parser("tour", help="walk the window through the main job, with pictures")
    tour.add_argument("--output", type=Path, required=True, metavar="DIR")
    tour.set_defaults(run=_tour)
    return parser


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--version", action="version", version=f"smallacts {__version__}")
    parser.add_argument(
        "--data-dir", type=Path, metavar="DIR", help="the folder that holds everything"
    )
    parser.add_argument(
        "--demo", action="store_true", help="open a throwaway journal with one made-up year"
    )
    parser.add_argument(
        "--passphrase-stdin",
        action="store_true",
        help="read the passphrase of a locked journal from the first line of standard input",
    )
    _add_ways_of_opening(parser)
    parser.add_argument(
        "--self-test",
        nargs="?",
        type=Path,
        const=NO_FILE,
        metavar="FILE",
        help="check that this copy of the program is whole; FILE gets the result as well",
    )
    parser.set_defaults(run=_open_window)


def _add_ways_of_opening(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--just-write", action="store_true", help="open the window ready to write, without an act"
    )
    parser.add_argument("--lock", action="store_true", help="open the window locked")
    parser.add_argument(
        "--quiet", action="store_true", help="start in the tray or minimised, as with the computer"
    )
    # A menu entry has no file to name and gives the option all the same.
    parser.add_argument(
        "--backup",
        nargs="?",
        type=Path,
        const=NO_FILE,
        metavar="FILE",
        help="open the window and offer to bring this backup back",
    )


def _add_export(commands: "argparse._SubParsersAction[_Parser]") -> None:
    from smallacts_desktop.domain.disclosure import Preset
    from smallacts_desktop.sharing.csv.file import Delimiter

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


def _add_import(commands: "argparse._SubParsersAction[_Parser]") -> None:
    reading = commands.add_parser("import", help="bring entries back from a CSV file")
    reading.add_argument("file", type=Path, metavar="FILE")
    reading.add_argument("--dry-run", action="store_true", help="say what would happen")
    reading.add_argument("--skip-bad", action="store_true", help="take the rows that are good")
    reading.set_defaults(run=_import)


def _add_backups(commands: "argparse._SubParsersAction[_Parser]") -> None:
    backup = commands.add_parser("backup", help="keep a verified copy of the journal")
    backup.add_argument(
        "--output", type=Path, metavar="FILE|FOLDER", help="instead of the folder of backups"
    )
    backup.set_defaults(run=_backup)
    restore = commands.add_parser("restore", help="go back to a backup")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--dry-run", action="store_true", help="say what it holds")
    restore.set_defaults(run=_restore)
    check = commands.add_parser("check", help="look for damage in the journal and its backups")
    check.set_defaults(run=_check)


def _add_passphrase(commands: "argparse._SubParsersAction[_Parser]") -> None:
    from smallacts_desktop.domain.backups import OldSnapshots

    passphrase = commands.add_parser("passphrase", help="set, change or remove the passphrase")
    steps = passphrase.add_subparsers(title="what to do", metavar="", dest="step", required=True)
    for step, explained in (
        ("set", "give the journal a passphrase; prints its recovery code"),
        ("change", "give it another one; prints the new recovery code"),
        ("remove", "make the journal a plain file"),
    ):
        parser = steps.add_parser(step, help=explained)
        parser.add_argument(
            "--old-snapshots",
            type=OldSnapshots,
            choices=list(OldSnapshots),
            default=OldSnapshots.REKEY,
            help="change the older backups in the same way, or delete them",
        )
        parser.set_defaults(run=_passphrase)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write a date as YYYY-MM-DD") from None


def _extra_columns(text: str) -> "frozenset[Column]":
    from smallacts_desktop.domain.disclosure import ON_REQUEST, Column

    names = {name.strip() for name in text.split(",") if name.strip()}
    unknown = names - {column.value for column in ON_REQUEST}
    if unknown:
        raise argparse.ArgumentTypeError("choose from place, person, note and plan")
    return frozenset(Column(name) for name in names)


def _export(arguments: argparse.Namespace) -> int:
    from smallacts_desktop import cli

    first, last = arguments.first, arguments.last
    if first is not None and last is not None and first > last:
        _print_line("--from names a later day than --to. Nothing was written.")
        return EXIT_USAGE
    return cli.export(_session(arguments), cli.ExportOptions.from_arguments(arguments))


def _import(arguments: argparse.Namespace) -> int:
    from smallacts_desktop import cli

    return cli.import_file(
        _session(arguments),
        arguments.file,
        dry_run=arguments.dry_run,
        skip_bad=arguments.skip_bad,
    )


def _backup(arguments: argparse.Namespace) -> int:
    from smallacts_desktop import cli

    return cli.backup(_session(arguments), arguments.output)


def _restore(arguments: argparse.Namespace) -> int:
    from smallacts_desktop import cli

    return cli.restore(_session(arguments), arguments.file, dry_run=arguments.dry_run)


def _check(arguments: argparse.Namespace) -> int:
    from smallacts_desktop import cli

    return cli.check(_session(arguments))


def _passphrase(arguments: argparse.Namespace) -> int:
    from smallacts_desktop import cli

    step = {
        "set": cli.set_passphrase,
        "change": cli.change_passphrase,
        "remove": cli.remove_passphrase,
    }[arguments.step]
    return step(_session(arguments), arguments.old_snapshots)


def _session(arguments: argparse.Namespace) -> "CliSession":
    from smallacts_desktop.cli import CliSession
    from smallacts_desktop.cli.session import Asking

    return CliSession(_paths(arguments), Asking(from_input=arguments.passphrase_stdin))


def _tour(arguments: argparse.Namespace) -> int:
    from smallacts_desktop.process import require_screen

    require_screen()
    from smallacts_desktop.tour import play

    return play(arguments.output)


def _open_window(arguments: argparse.Namespace) -> int:
    if arguments.self_test is not None:
        return _self_test(arguments.self_test)
    from smallacts_desktop.process import require_screen

    require_screen()
    # Imports make many objects that stay: looking for cycles among them finds none.
    gc.disable()
    from smallacts_desktop.ui.kit.qt_import import import_qt

    import_qt()
    from smallacts_desktop import app

    gc.freeze()
    gc.enable()

    backup = None if arguments.backup in (None, NO_FILE) else arguments.backup
    options = app.LaunchOptions(
        just_write=arguments.just_write,
        lock=arguments.lock,
        backup=backup,
        quiet=arguments.quiet,
    )
    return app.run(_paths(arguments), demo=arguments.demo, options=options)


def _self_test(copy: Path) -> int:
    from smallacts_desktop import self_test

    return self_test.run(None if copy == NO_FILE else copy)


def _give_up(error: Exception, paths: Paths) -> int:
    """Say calmly that the program cannot go on; where it broke goes to the log, without words."""
    from smallacts_desktop.event_log import close_log, log_error, start_log

    start_log(paths)
    log_error(error)
    close_log()
    _print_line(
        "Something went wrong inside Small Acts, so it could not go on. What you saved is safe. "
        f"Where it happened, without anything you wrote, is noted in {paths.logs}."
    )
    return EXIT_PROBLEM


def _print_line(sentence: str) -> None:
    print(f"smallacts: {printable(sentence)}", file=sys.stderr)  # noqa: T201 - the command line's own voice


def _paths(arguments: argparse.Namespace) -> Paths:
    return Paths.for_person(arguments.data_dir, os.environ)


if __name__ == "__main__":
    sys.exit(main())
