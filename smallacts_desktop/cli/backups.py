"""Snapshots without a window: take one, go back to one, look at them all."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

from smallacts_desktop.cli.session import (
    EXIT_DONE,
    EXIT_PROBLEM,
    CliSession,
    NoPassphraseError,
    say,
    say_some,
)
from smallacts_desktop.domain.backups import (
    Checked,
    LeftOut,
    SnapshotCount,
    SnapshotKind,
    SnapshotPreview,
    counted,
)
from smallacts_desktop.domain.journal_errors import JournalLostError, SnapshotLockedError


def backup(session: CliSession, output: Path | None) -> int:
    """Take a verified copy of the journal; says where it is."""
    session.require_journal()
    with session.opened() as vault:
        taken = vault.backups.back_up(output)
        folder = vault.backups.folder
    if taken.elsewhere:
        say(f"The folder {folder} cannot be used just now, so the backup is in another one.")
    say(f"Backed up to {taken.path}")
    return EXIT_DONE


def restore(session: CliSession, file: Path, *, dry_run: bool) -> int:
    """Go back to a snapshot; says what it holds, and where the journal from before lies."""
    with nullcontext() if dry_run else session.alone():
        passphrase = _show(session, file)
        if dry_run:
            say("Nothing was changed.")
            return EXIT_DONE
        done = session.vault.restore(file, passphrase)
    if done.archived is not None:
        say(f"The journal from before is kept as {done.archived}")
    say(
        "Restored. The passphrase of the backup opens the journal now."
        if done.is_encrypted
        else "Restored. The journal has no passphrase now."
    )
    if done.left_out:
        say(
            f"{done.left_out.entries} entries and {done.left_out.others} other parts of the backup "
            f"were left out, since they cannot be read. {file.name} still holds them."
        )
    if not done.is_tidy:
        say("A file that is of no use any more could not be removed. The next start removes it.")
    return EXIT_DONE


def _show(session: CliSession, file: Path) -> str | None:
    """Say what a backup holds; returns its passphrase where one was needed."""
    passphrase = None
    try:
        preview = session.vault.backups.preview(file)
    except SnapshotLockedError:
        passphrase = session.asking.passphrase("Passphrase of the backup: ")
        preview = session.vault.backups.preview(file, passphrase)
    say(_described(preview))
    _say_left_out(preview.left_out)
    return passphrase


def check(session: CliSession) -> int:
    """Look at everything, one line for each file that is sound and each damage; 1 if any.

    Changes nothing: an older journal is not brought up to date, and nothing is mended, finished or
    swept.
    """
    is_lost = False
    try:
        with session.looked_at() as vault:
            checked = vault.backups.check()
    except JournalLostError as error:
        say(str(error))
        is_lost, checked = True, _check_without_journal(session)
    if any(item.is_journal and item.is_damaged for item in checked):
        say("Something is wrong with the journal. Opening Small Acts shows what can be done.")
    say_some(line for item in checked for line in _lines(item))
    _say_count(counted(item.kind for item in checked))
    _say_newest_good([c for c in checked if c.kind not in (None, SnapshotKind.ARCHIVED)])
    is_wrong = is_lost or any(item.is_damaged for item in checked)
    return EXIT_PROBLEM if is_wrong else EXIT_DONE


def _check_without_journal(session: CliSession) -> list[Checked]:
    backups = session.vault.backups
    checked = backups.check_without_journal()
    if not any(item.problem and not item.is_damaged for item in checked):
        return checked
    try:
        passphrase = session.asking.passphrase("Passphrase of the backups: ")
    except NoPassphraseError:
        return checked
    return backups.check_without_journal(passphrase)


def _say_newest_good(backups: Sequence[Checked]) -> None:
    good = [item.path for item in backups if not item.problem]
    if good:
        say(f"The newest good backup is {good[0]}")
    elif all(item.is_damaged for item in backups):
        say("There is no good backup.")
    else:
        # A locked one, whose passphrase is not known here, may be as good as any.
        say("No backup is known to be good. Those that could not be opened here may be.")


def _say_count(count: SnapshotCount) -> None:
    backups = f"{count.backups} backup{'' if count.backups == 1 else 's'}"
    aside = f"{count.aside} journal{'' if count.aside == 1 else 's'} kept aside"
    if count:
        said = [each for each, number in ((backups, count.backups), (aside, count.aside)) if number]
        say(f"Looked at {' and '.join(said)}.")


def _say_left_out(left_out: LeftOut) -> None:
    if left_out:
        say(
            f"{left_out.entries} of its entries and {left_out.others} of its other parts cannot be "
            "read. They stay in the backup."
        )


def _lines(item: Checked) -> Iterator[str]:
    if item.findings:
        yield from (f"{item.path.name}: {finding}" for finding in item.findings)
    else:
        yield f"{item.path.name}: {item.problem or 'sound'}"


def _described(preview: SnapshotPreview) -> str:
    what = f"{preview.path.name}: {preview.entries} entries"
    if preview.first is not None and preview.last is not None:
        what += f" from {preview.first} to {preview.last}"
    lock = "with a passphrase" if preview.is_encrypted else "without a passphrase"
    return f"{what}, taken {preview.taken_at:%Y-%m-%d %H:%M}, {lock}."
