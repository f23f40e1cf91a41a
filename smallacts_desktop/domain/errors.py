"""What can go wrong, in the domain's words.

Every error carries one sentence for the person, a template that is safe to show: it holds dates,
numbers, columns and file names the person chose themselves, never what they wrote in an entry.
"""

from typing import ClassVar

from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP


class SmallActsError(Exception):
    """Something the person can be told in one sentence.

    ``template`` is the English sentence with ``str.format`` names; ``values`` fills them in. The
    window translates the template in the context ``Errors`` before filling it.
    """

    template: ClassVar[str] = QT_TRANSLATE_NOOP("Errors", "That did not work.")

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.template.format(**values))


class InvalidEntryError(SmallActsError):
    """An entry that breaks a rule; nothing was stored."""


class ActTitleMissingError(InvalidEntryError):
    """An act entry without a title."""

    template = QT_TRANSLATE_NOOP("Errors", "Say in a few words what you did.")


class EmptyNoteError(InvalidEntryError):
    """A note with neither words nor a mood."""

    template = QT_TRANSLATE_NOOP("Errors", "Write a few words, or choose a mood, before saving.")


class FutureEntryError(InvalidEntryError):
    """An entry dated after today."""

    template = QT_TRANSLATE_NOOP("Errors", "That day has not come yet. Choose today or earlier.")


class DateOutOfRangeError(InvalidEntryError):
    """An entry dated before the first day the calendar can show."""

    template = QT_TRANSLATE_NOOP("Errors", "Choose a day in the year 1900 or later.")


class TextTooLongError(InvalidEntryError):
    """A text longer than its field holds. Values: ``limit`` in characters."""

    template = QT_TRANSLATE_NOOP("Errors", "That text is too long. It can have {limit} characters.")


class ForbiddenCharacterError(InvalidEntryError):
    """A text with NUL or half of a surrogate pair, which no file could carry back."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "The text holds an invisible character that cannot be kept. Take it out first."
    )


class MoodOutOfRangeError(InvalidEntryError):
    """A mood outside 0 to 10."""

    template = QT_TRANSLATE_NOOP("Errors", "A mood is a whole number from 0 to 10.")


class NotATimeError(InvalidEntryError):
    """A clock time that cannot be read."""

    template = QT_TRANSLATE_NOOP("Errors", "Write a time such as 15:05, or leave it blank.")


class NotADateError(InvalidEntryError):
    """A date that cannot be read."""

    template = QT_TRANSLATE_NOOP("Errors", "Write a date such as 23 Nov 2026.")


class InconsistentEntryError(InvalidEntryError):
    """Answers that cannot belong together, such as a barrier on an act that was done."""

    template = QT_TRANSLATE_NOOP("Errors", "Those answers do not belong together in one entry.")


class OwnActTitleMissingError(SmallActsError):
    """An act of one's own without a title."""

    template = QT_TRANSLATE_NOOP("Errors", "Say in a few words what the act is.")


class OwnActGoneError(SmallActsError):
    """The act is none of the person's own, or was removed."""

    template = QT_TRANSLATE_NOOP("Errors", "That act is no longer in your list.")


class NicknameMissingError(SmallActsError):
    """A blank nickname where one is needed."""

    template = QT_TRANSLATE_NOOP("Errors", "Write a nickname first.")


class EntryGoneError(SmallActsError):
    """The entry was deleted or never existed."""

    template = QT_TRANSLATE_NOOP("Errors", "That entry is no longer in the journal.")


class UnreadableEntryError(EntryGoneError):
    """The entry is there, and its values are not the ones that were written."""

    template = QT_TRANSLATE_NOOP("Errors", "That entry cannot be read any more.")


class NothingPendingError(SmallActsError):
    """No act is waiting on the card."""

    template = QT_TRANSLATE_NOOP("Errors", "No act is waiting on the card.")


class CatalogueError(SmallActsError):
    """The catalogue of acts breaks its own rules. Values: ``act`` and ``problem``."""

    template = QT_TRANSLATE_NOOP("Errors", "The list of acts cannot be read: {act}: {problem}.")


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


class PassphraseTooShortError(SmallActsError):
    """Too short for a passphrase. Values: ``characters`` and ``words``, the least of each."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "Use at least {characters} characters, or {words} words."
    )


class PassphrasesDifferError(SmallActsError):
    """The passphrase typed once more is another one than the first time."""

    template = QT_TRANSLATE_NOOP("Errors", "The two are not the same yet. Type both once more.")


class CodePartDiffersError(SmallActsError):
    """The part of the recovery code that was asked for is another one. Values: ``number``."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "That is not group {number} of the code. Look at the code again and type it."
    )


class NoBackupChosenError(SmallActsError):
    """None of the backups is chosen."""

    template = QT_TRANSLATE_NOOP("Errors", "Choose a backup first.")


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
        "Errors",
        "Another Small Acts has this journal open. Close it there, and then try again.",
    )


class FileNotWrittenError(SmallActsError):
    """A chosen target could not be written; an older file there is untouched. Values: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "“{name}” could not be saved there. Choose another folder and try again."
    )


class FileDiskFullError(FileNotWrittenError):
    """No room for the chosen target. Values: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "There is not enough room on that disk to save “{name}”. Nothing was changed."
    )


class FileNotReadError(SmallActsError):
    """A chosen file could not be read. Values: ``name``."""

    template = QT_TRANSLATE_NOOP("Errors", "“{name}” could not be read. Nothing was changed.")


class NotACsvError(SmallActsError):
    """The chosen file is not a journal export. Values: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "“{name}” is not a CSV file that Small Acts can read. Nothing was changed."
    )


class LargeCsvError(SmallActsError):
    """The chosen file has more rows than can be brought back at once. Values: ``name, rows``."""

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "“{name}” has more than {rows} entries. Please divide it into smaller files. "
        "Nothing was changed.",
    )


class LargeFileError(FileNotReadError):
    """The chosen file is too large to be read. Values: ``name``, ``megabytes``, the most."""

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "“{name}” is larger than {megabytes} MB, so it was not read. Nothing was changed.",
    )


class NotAPlainFileError(FileNotReadError):
    """A link, a folder, a pipe or a device was chosen. Values: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "“{name}” could not be read. Nothing was changed. Choose a plain file, not a link or a "
        "folder.",
    )


class BadRowsError(SmallActsError):
    """Some rows were refused and so none was taken. Values: ``count``."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "Some rows could not be read ({count}), so nothing was added."
    )


class CancelledError(SmallActsError):
    """The person stopped a long piece of work; nothing of it was kept."""

    template = QT_TRANSLATE_NOOP("Errors", "Stopped. Nothing was changed.")
