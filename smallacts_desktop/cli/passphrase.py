"""Setting, changing and removing the passphrase without a window."""

from collections.abc import Callable

from smallacts_desktop.cli.session import EXIT_DONE, CliSession, say, write_out
from smallacts_desktop.domain.backups import KeyChange, OldSnapshots
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.passphrase import RecoveryCode, check_passphrase
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP
from smallacts_desktop.journal.vault.attempts import estimate


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
    say("The journal has no passphrase now.")
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
            say(weakness.label)
        # Shown and typed back before it is needed: afterwards nobody could show it again.
        write_out([f"{code}\n".encode("ascii")])
        say(
            "This is the new recovery code. It opens the journal if the passphrase is forgotten, "
            "and is not shown again. Write it down."
        )
        session.asking.confirm(code)
        with vault.paused():
            change = give(passphrase, code, old)
    say("Done. The journal opens with the new passphrase, or with this recovery code.")
    _report_left(session, change)
    return EXIT_DONE


def _report_left(session: CliSession, change: KeyChange) -> None:
    if not change.is_tidy:
        say("A file that is of no use any more could not be removed. The next start removes it.")
    if change.left:
        say(f"Older backups that could not be changed: {change.left}.")
    for folder in session.vault.backups.out_of_reach:
        say(f"{folder} could not be reached; backups in it still open as they did before.")
