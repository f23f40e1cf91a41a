"""Snapshots and the passphrase without a window: made, looked at, gone back to, changed."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

from smallacts_desktop.cli.session import (
    EXIT_DONE,
    EXIT_PROBLEM,
    CliSession,
    NoPassphraseError,
    print_line,
    print_some,
    write_out,
)
from smallacts_desktop.domain.backups import (
    Checked,
    KeyChange,
    LeftOut,
    OldSnapshots,
    SnapshotCount,
    SnapshotKind,
    SnapshotPreview,
    counted,
)
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import JournalLostError, SnapshotLockedError
from smallacts_desktop.domain.passphrase import RecoveryCode, check_passphrase
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP
from smallacts_desktop.journal.vault.attempts import estimate


def backup(session: CliSession, output: Path | None) -> int:
    """Take a verified copy of the journal; says where it is."""
    session.require_journal()
    with session.opened() as vault:
        taken = vault.backups.back_up(output)
        folder = vault.backups.folder
    if taken.elsewhere:
        print_line(f"The folder {folder} cannot be used just now, so the backup is in another one.")
    print_line(f"Backed up to {taken.path}")
    return EXIT_DONE


def restore(session: CliSession, file: Path, *, dry_run: bool) -> int:
    """Go back to a snapshot; says what it holds, and where the journal from before lies."""
    with nullcontext() if dry_run else session.alone():
        passphrase = _show(session, file)
        if dry_run:
            print_line("Nothing was changed.")
            return EXIT_DONE
        done = session.vault.restore(file, passphrase)
    if done.archived is not None:
        print_line(f"The journal from before is kept as {done.archived}")
    print_line(
        "Restored. The passphrase of the backup opens the journal now."
        if done.is_encrypted
        else "Restored. The journal has no passphrase now."
    )
    if done.left_out:
        print_line(
            f"{done.left_out.entries} entries and {done.left_out.others} other parts of the backup "
            f"were left out, since they cannot be read. {file.name} still holds them."
        )
    if not done.is_tidy:
        print_line(
            "A file that is of no use any more could not be removed. The next start removes it."
        )
    return EXIT_DONE


def _show(session: CliSession, file: Path) -> str | None:
    """Say what a backup holds; returns its passphrase where one was needed."""
    passphrase = None
    try:
        preview = session.vault.backups.preview(file)
    except SnapshotLockedError:
        passphrase = session.asking.passphrase("Passphrase of the backup: ")
        preview = session.vault.backups.preview(file, passphrase)
    print_line(_described(preview))
    _print_left_out(preview.left_out)
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
        print_line(str(error))
        is_lost, checked = True, _check_without_journal(session)
    if any(item.is_journal and item.is_damaged for item in checked):
        print_line(
            "Something is wrong with the journal. Opening Small Acts shows what can be done."
        )
    print_some(line for item in checked for line in _lines(item))
    _print_count(counted(item.kind for item in checked))
    _print_newest_good([c for c in checked if c.kind not in (None, SnapshotKind.ARCHIVED)])
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


def _print_newest_good(backups: Sequence[Checked]) -> None:
    good = [item.path for item in backups if not item.problem]
    if good:
        print_line(f"The newest good backup is {good[0]}")
    elif all(item.is_damaged for item in backups):
        print_line("There is no good backup.")
    else:
        # A locked one, whose passphrase is not known here, may be as good as any.
        print_line("No backup is known to be good. Those that could not be opened here may be.")


def _print_count(count: SnapshotCount) -> None:
    backups = f"{count.backups} backup{'' if count.backups == 1 else 's'}"
    aside = f"{count.aside} journal{'' if count.aside == 1 else 's'} kept aside"
    if count:
        said = [each for each, number in ((backups, count.backups), (aside, count.aside)) if number]
        print_line(f"Looked at {' and '.join(said)}.")


def _print_left_out(left_out: LeftOut) -> None:
    if left_out:
        print_line(
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


class AlreadySetError(SmallActsError):
    """The journal has a passphrase already; says which command gives it another."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "This journal has a passphrase already. “passphrase change” gives it another."
    )


class HasNoPassphraseError(SmallActsError):
    """There is no passphrase to change or remove."""

    template = QT_TRANSLATE_NOOP("Errors", "This journal has no passphrase.")


def set_passphrase(session: CliSession, old: OldSnapshots) -> int:
    """Give the journal its first passphrase; prints the recovery code."""
    session.require_journal()
    with session.alone():
        if session.vault.has_passphrase:
            raise AlreadySetError
        return _give_new(session, old, session.vault.set_passphrase)


def change_passphrase(session: CliSession, old: OldSnapshots) -> int:
    """Give the journal another passphrase; prints the new recovery code."""
    session.require_journal()

    def change(passphrase: str, code: RecoveryCode, old: OldSnapshots) -> KeyChange:
        return session.vault.change_passphrase(session.proof, passphrase, code, old)

    with session.alone():
        if not session.vault.has_passphrase:
            raise HasNoPassphraseError
        return _give_new(session, old, change)


def remove_passphrase(session: CliSession, old: OldSnapshots) -> int:
    """Make the journal and its snapshots plain files again."""
    session.require_journal()
    with session.alone():
        if not session.vault.has_passphrase:
            raise HasNoPassphraseError
        with session.opened() as vault, vault.paused():
            change = vault.remove_passphrase(session.proof, old)
    print_line("The journal has no passphrase now.")
    _report_left(session, change)
    return EXIT_DONE


def _give_new(
    session: CliSession,
    old: OldSnapshots,
    give: Callable[[str, RecoveryCode, OldSnapshots], KeyChange],
) -> int:
    code = RecoveryCode.new()
    with session.opened() as vault:
        vault.check_rekeyable()
        passphrase = check_passphrase(session.asking.new_passphrase())
        weakness = estimate(passphrase).weakness
        if weakness is not None:
            print_line(weakness.label)
        # Shown and typed back before it is needed: afterwards nobody could show it again.
        write_out([f"{code}\n".encode("ascii")])
        print_line(
            "This is the new recovery code. It opens the journal if the passphrase is forgotten, "
            "and is not shown again. Write it down."
        )
        session.asking.confirm(code)
        with vault.paused():
            change = give(passphrase, code, old)
    print_line("Done. The journal opens with the new passphrase, or with this recovery code.")
    _report_left(session, change)
    return EXIT_DONE


def _report_left(session: CliSession, change: KeyChange) -> None:
    if not change.is_tidy:
        print_line(
            "A file that is of no use any more could not be removed. The next start removes it."
        )
    if change.left:
        print_line(f"Older backups that could not be changed: {change.left}.")
    for folder in session.vault.backups.out_of_reach:
        print_line(f"{folder} could not be reached; backups in it still open as they did before.")
