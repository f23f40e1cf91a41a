"""The command line's side of the journal: no display and no Qt.

What a command writes goes to its file or standard output; what it has to say goes to standard
error, so that the two never mix.
"""

from smallacts_desktop.commands.backing_up import backup, check, restore
from smallacts_desktop.commands.exchange import ExportOptions, export, import_file
from smallacts_desktop.commands.opening import Door
from smallacts_desktop.commands.passphrase import (
    change_passphrase,
    remove_passphrase,
    set_passphrase,
)

__all__ = [
    "Door",
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
