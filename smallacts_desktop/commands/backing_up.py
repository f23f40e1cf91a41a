"""Snapshots without a window: take one, go back to one, look at them all."""

from contextlib import nullcontext
from pathlib import Path

from smallacts_desktop.commands.opening import Door
from smallacts_desktop.commands.talking import EXIT_DONE, EXIT_PROBLEM, say
from smallacts_desktop.domain.backup_errors import SnapshotLockedError
from smallacts_desktop.domain.backups import LeftOut, SnapshotPreview
from smallacts_desktop.domain.errors import DamagedJournalError
from smallacts_desktop.journal.instance import alone


def backup(door: Door, output: Path | None) -> int:
    """Take a verified copy of the journal; says where it is."""
    door.require_journal()
    with door.opened() as vault:
        taken = vault.backups.back_up(output)
        folder = vault.backups.folder
    if taken.elsewhere:
        say(f"The folder {folder} cannot be used just now, so the backup is in another one.")
    say(f"Backed up to {taken.path}")
    return EXIT_DONE


def restore(door: Door, file: Path, *, dry_run: bool) -> int:
    """Go back to a snapshot; says what it holds, and where the journal from before lies."""
    with nullcontext() if dry_run else alone(door.paths):
        passphrase = _show(door, file)
        if dry_run:
            say("Nothing was changed.")
            return EXIT_DONE
        done = door.vault.restore(file, passphrase)
    if done.set_aside is not None:
        say(f"The journal from before is kept as {done.set_aside}")
    say(
        "Restored. The passphrase of the backup opens the journal now."
        if done.is_sealed
        else "Restored. The journal has no passphrase now."
    )
    return EXIT_DONE


def _show(door: Door, file: Path) -> str | None:
    """Say what a backup holds; returns its passphrase where one was needed."""
    passphrase = None
    try:
        preview = door.vault.backups.preview(file)
    except SnapshotLockedError:
        passphrase = door.asking.passphrase("Passphrase of the backup: ")
        preview = door.vault.backups.preview(file, passphrase)
    say(_described(preview))
    _say_left_out(preview.left_out)
    return passphrase


def check(door: Door) -> int:
    """Look at all of the journal and every snapshot, one line each; 1 if any is damaged."""
    door.require_journal()
    try:
        door.vault.enter(door.prepare())
    except DamagedJournalError:
        # Its key is known all the same, so that the snapshots can be looked at.
        say("The journal is damaged. Opening Small Acts offers to rescue it.")
    try:
        checked = door.vault.backups.check()
    finally:
        door.vault.lock()
    for item in checked:
        say(f"{item.path.name}: {item.problem or 'sound'}")
    good = [item.path for item in checked if not item.is_journal and not item.problem]
    say(f"The newest good snapshot is {good[0]}" if good else "There is no good snapshot.")
    return EXIT_PROBLEM if any(item.is_damaged for item in checked) else EXIT_DONE


def _say_left_out(left_out: LeftOut) -> None:
    if left_out:
        say(
            f"{left_out.entries} of its entries and {left_out.others} of its other parts cannot be "
            "read. They stay in the backup."
        )


def _described(preview: SnapshotPreview) -> str:
    what = f"{preview.path.name}: {preview.entries} entries"
    if preview.first is not None and preview.last is not None:
        what += f" from {preview.first} to {preview.last}"
    lock = "with a passphrase" if preview.is_sealed else "without a passphrase"
    return f"{what}, taken {preview.taken_at:%Y-%m-%d %H:%M}, {lock}."
