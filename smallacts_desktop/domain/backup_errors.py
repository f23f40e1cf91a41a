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
