"""The commands that need no window, one module a subject. No display, no Qt, no rules.

What a command writes goes to its file or standard output; what it has to say goes to standard
error, so that the two never mix.
"""

from smallacts_desktop.cli.csv_files import ExportOptions, export, import_file
from smallacts_desktop.cli.session import CliSession
from smallacts_desktop.cli.vault import (
    backup,
    change_passphrase,
    check,
    remove_passphrase,
    restore,
    set_passphrase,
)

__all__ = [
    "CliSession",
    "ExportOptions",
    "backup",
    "change_passphrase",
    "check",
    "export",
    "import_file",
    "remove_passphrase",
    "restore",
    "set_passphrase",
]
