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


class FileChangedError(FileNotReadError):
    """A chosen file is not the one that was looked at before. Values: ``name``."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "“{name}” was changed after it had been looked at. Nothing was changed here."
    )


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
        "Errors", "“{name}” is larger than {megabytes} MB, so it was not read. Nothing was changed."
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
