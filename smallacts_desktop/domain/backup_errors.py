"""What can go wrong with snapshots and backups; like every error, one sentence for the person."""

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP


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
