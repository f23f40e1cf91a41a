"""Setting, changing and removing the passphrase without a window."""

from collections.abc import Callable

from smallacts_desktop.cli.messages import EXIT_DONE, say, write_out
from smallacts_desktop.cli.session import CliSession
from smallacts_desktop.domain.backups import KeyChange, OldSnapshots
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.passphrase import WEAKNESS_WORDS, check_passphrase
from smallacts_desktop.domain.recovery_code import RecoveryCode
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP
from smallacts_desktop.journal.vault.passphrase_strength import estimate


class AlreadySetError(SmallActsError):
    """The journal has a passphrase already; says which command gives it another."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "This journal has a passphrase already. “passphrase change” gives it another."
    )


class HasNoPassphraseError(SmallActsError):
    """There is no passphrase to change or remove."""

    template = QT_TRANSLATE_NOOP("Errors", "This journal has no passphrase.")


def set_passphrase(door: CliSession, old: OldSnapshots) -> int:
    """Give the journal its first passphrase; prints the recovery code."""
    door.require_journal()
    with door.alone():
        if door.vault.has_passphrase:
            raise AlreadySetError
        return _give_new(door, old, door.vault.set_passphrase)


def change_passphrase(door: CliSession, old: OldSnapshots) -> int:
    """Give the journal another passphrase; prints the new recovery code."""
    door.require_journal()

    def change(passphrase: str, code: RecoveryCode, old: OldSnapshots) -> KeyChange:
        return door.vault.change_passphrase(door.proof, passphrase, code, old)

    with door.alone():
        if not door.vault.has_passphrase:
            raise HasNoPassphraseError
        return _give_new(door, old, change)


def remove_passphrase(door: CliSession, old: OldSnapshots) -> int:
    """Make the journal and its snapshots plain files again."""
    door.require_journal()
    with door.alone():
        if not door.vault.has_passphrase:
            raise HasNoPassphraseError
        with door.opened() as vault, vault.paused():
            change = vault.remove_passphrase(door.proof, old)
    say("The journal has no passphrase now.")
    _tell_of_left(door, change)
    return EXIT_DONE


def _give_new(
    door: CliSession,
    old: OldSnapshots,
    give: Callable[[str, RecoveryCode, OldSnapshots], KeyChange],
) -> int:
    code = RecoveryCode.new()
    with door.opened() as vault:
        vault.check_rekeyable()
        passphrase = check_passphrase(door.asking.new_passphrase())
        weakness = estimate(passphrase).weakness
        if weakness is not None:
            say(WEAKNESS_WORDS[weakness])
        # Shown and typed back before it is needed: afterwards nobody could show it again.
        write_out([f"{code}\n".encode("ascii")])
        say(
            "This is the new recovery code. It opens the journal if the passphrase is forgotten, "
            "and is not shown again. Write it down."
        )
        door.asking.confirm(code)
        with vault.paused():
            change = give(passphrase, code, old)
    say("Done. The journal opens with the new passphrase, or with this recovery code.")
    _tell_of_left(door, change)
    return EXIT_DONE


def _tell_of_left(door: CliSession, change: KeyChange) -> None:
    if not change.is_tidy:
        say("A file that is of no use any more could not be removed. The next start removes it.")
    if change.left:
        say(f"Older backups that could not be changed: {change.left}.")
    for folder in door.vault.backups.out_of_reach:
        say(f"{folder} could not be reached; backups in it still open as they did before.")
