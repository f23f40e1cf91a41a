"""What can go wrong with the journal's file, its passphrase and its backups.

Like every error, each is one sentence for the person.
"""

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP


class JournalError(SmallActsError):
    """The journal file or its folder cannot be used; nothing has been changed."""


class DamagedJournalError(JournalError):
    """The file is there and is not a healthy journal."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "This journal file is damaged. Nothing has been changed."
    )


class AlteredJournalError(DamagedJournalError):
    """The file has other tables, or something that runs, than this program writes."""

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "This journal file is not as Small Acts writes it: it is damaged, or another program has "
        "changed it. Nothing has been changed now.",
    )


class JournalLockedError(JournalError):
    """The journal has a passphrase, and none was given."""

    template = QT_TRANSLATE_NOOP("Errors", "This journal is locked. Its passphrase opens it.")


class HasPassphraseError(JournalError):
    """A first passphrase was to be set, and there is one."""

    template = QT_TRANSLATE_NOOP("Errors", "This journal has a passphrase already.")


class WrongPassphraseError(JournalError):
    """The journal is sound as far as can be told, and the passphrase is another one."""

    template = QT_TRANSLATE_NOOP("Errors", "That passphrase does not open this journal.")


class TooManyAttemptsError(JournalError):
    """After some wrong passphrases the next has to wait. Values: ``seconds``, at least 2."""

    template = QT_TRANSLATE_NOOP("Errors", "Please wait {seconds} seconds, then try again.")


class OneSecondMoreError(TooManyAttemptsError):
    """The same for the last second, which many languages word in another way."""

    template = QT_TRANSLATE_NOOP("Errors", "Please wait 1 second, then try again.")


class WrongRecoveryCodeError(JournalError):
    """The code is none, or another one than the journal's."""

    template = QT_TRANSLATE_NOOP("Errors", "That recovery code does not open this journal.")


class RecoveryMissingError(JournalError):
    """No recovery file lies beside the journal, so no code can open it."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "The file that goes with the recovery code is not beside the journal."
    )


class NewerJournalError(JournalError):
    """A later version of the program wrote the file. Values: ``found``, ``known`` (versions)."""

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "This journal was written by a newer Small Acts. Nothing has been changed. "
        "Please open it with the newer version.",
    )


class NotAJournalError(JournalError):
    """The file is a database of some other program."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "The journal file belongs to another program. Nothing has been changed."
    )


class FolderNotWritableError(JournalError):
    """The data folder cannot be made or written to. Values: ``folder``."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "Small Acts cannot write in the folder {folder}. Nothing has been changed."
    )


class DiskFullError(JournalError):
    """No room is left. What was saved before is safe."""

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "The disk is full, so this could not be saved. What you saved before is safe. "
        "Make some room and try again.",
    )


class ReadOnlyDiskError(FolderNotWritableError):
    """The disk takes nothing at all. Values: ``folder``."""

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "The disk with the folder {folder} can only be read, so nothing has been changed there.",
    )


class JournalUnavailableError(JournalError):
    """The file or folder went away or cannot be read just now."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "The journal file cannot be reached just now. Nothing has been changed."
    )


class DiskFaultError(JournalUnavailableError):
    """The disk answers with a fault."""

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "The disk reports a fault, so this could not be done. What you saved before is kept. "
        "Try again, and make a backup on another disk.",
    )


class NotSureKeptError(DiskFaultError):
    """The disk answered with a fault at the very end of a change, which may have reached it."""

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "The disk reports a fault, so it is not sure that this was kept. What you saved before is "
        "kept. Look whether it is there before you try again, and make a backup on another disk.",
    )


class OwnFileBlockedError(JournalError):
    """No regular file is where one of the program's is to be. Values: ``name``, ``folder``."""

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "“{name}” in the folder {folder} is a link, a folder or something else that is no file of "
        "Small Acts. Nothing has been changed. Please move it away and try again.",
    )


class LinkedJournalError(JournalError):
    """The journal's file has a second name, where the words would stay as they are."""

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "The journal file has a second name somewhere else, where a copy would stay as it is now. "
        "Nothing has been changed. Please remove that other name and try again.",
    )


class ChangeWaitsError(SmallActsError):
    """A change of several files was written down and could not be carried out just now."""

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "The disk let the change begin and not end. The next opening of the journal ends it; "
        "keep both passphrases until then. Nothing you saved is lost.",
    )


class UnfinishedChangeError(JournalError):
    """A change of several files waits to be finished, and the caller only looks.

    Values: ``name``, the file that reports it.
    """

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "{name}: A change of several files is not finished. Opening Small Acts finishes it. Until "
        "then nothing else can be looked at. Nothing was changed.",
    )


class InterruptedSaveError(JournalError):
    """Saving was interrupted, which opening puts in order, and the caller only looks."""

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "Something is left beside it of a save that was interrupted. Opening Small Acts puts "
        "that in order and keeps all that had been saved. Nothing else can be told before.",
    )


class JournalLostError(JournalError):
    """There was a journal, and it is not there any more. Values: ``folder``."""


class JournalMissingError(JournalLostError):
    """The journal's file is gone."""

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "There was a journal in {folder}, and its file is not there. Nothing has been made or "
        "changed. A backup can be brought back.",
    )


class JournalEmptiedError(JournalLostError):
    """The journal's file is there and holds nothing."""

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "The journal file in {folder} is empty, and there was a journal in it. Nothing has been "
        "made or changed. A backup can be brought back.",
    )


class JournalTurnedPlainError(JournalLostError):
    """The journal had a passphrase, and the file in its place has none."""

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "The journal in {folder} had a passphrase, and the file in its place has none. It may be "
        "another one. Nothing has been changed. A backup can be brought back.",
    )


class JournalBusyError(JournalError):
    """Another program holds the file."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "Another program is using the journal file. Close it and try again."
    )


class JournalOpenElsewhereError(JournalError):
    """A window has this journal open, and the work at hand must not run beside it."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "Another Small Acts has this journal open. Close it there, and then try again."
    )


class SnapshotError(SmallActsError):
    """A snapshot or backup that cannot be used. Nothing was changed. Values: ``name``."""


class SnapshotLockedError(SnapshotError):
    """It has a passphrase that is not the journal's, and none was given. Values: ``name``."""

    template = QT_TRANSLATE_NOOP("Errors", "“{name}” is locked. Its own passphrase opens it.")


class WrongSnapshotPassphraseError(SnapshotError):
    """The passphrase or the code is another one than the snapshot's. Values: ``name``."""

    template = QT_TRANSLATE_NOOP("Errors", "That passphrase does not open “{name}”.")


class DamagedSnapshotError(SnapshotError):
    """The file is not a sound journal. Values: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "“{name}” is damaged, so it was not used. Nothing was changed."
    )


class NotASnapshotError(SnapshotError):
    """The file is something else. Values: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "“{name}” is not a backup of a journal. Nothing was changed."
    )


class AlteredSnapshotError(DamagedSnapshotError):
    """The file has other tables, or something that runs, than ours. Values: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "“{name}” is not as Small Acts writes a backup: it is damaged, or another program has "
        "changed it. It was not used, and nothing was changed.",
    )


class EndlessSnapshotError(DamagedSnapshotError):
    """Reading takes more than any backup of this size can need. Values: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "“{name}” takes far longer to read than a backup of a journal does, so it was not used. "
        "Nothing was changed.",
    )


class LinkedSnapshotError(SnapshotError):
    """It is a link, which is never followed. Values: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "“{name}” is a link. Choose the file that it leads to. Nothing was changed."
    )


class LargeSnapshotError(NotASnapshotError):
    """It is too large to be looked into. Values: ``name``, and ``megabytes``, the most."""

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "“{name}” is too large to be a backup of a journal (at most {megabytes} MB), so it was "
        "not opened. Nothing was changed.",
    )


class ChangingSnapshotError(SnapshotError):
    """Somebody wrote to it while it was read. Values: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "“{name}” changed while it was being read, so it was not used. Nothing was changed. "
        "Please try again.",
    )
