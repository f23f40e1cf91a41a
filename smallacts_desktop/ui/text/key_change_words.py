"""What is said once the passphrase was set or removed."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from smallacts_desktop.domain.backups import KeyChange
from smallacts_desktop.ui.text import words

translate = QCoreApplication.translate


def what_was_done(change: KeyChange, *, removed: bool) -> tuple[str, list[str]]:
    """A title and some sentences; what could not be done is said as plainly as what was."""
    if removed:
        title = translate("KeyChange", "The passphrase is removed")
        sentences = [translate("KeyChange", "Your journal now opens without one.")]
    else:
        title = translate("KeyChange", "Your journal has its passphrase")
        sentences = [
            translate(
                "KeyChange",
                "From now on it opens with this passphrase, or with the new recovery code. An "
                "earlier code no longer opens it.",
            )
        ]
    return title, [*sentences, *_about_backups(change)]


def not_reached(folders: Sequence[Path]) -> list[str]:
    """That backups in ``folders``, which could not be reached, are as they were."""
    sentence = translate(
        "KeyChange",
        "The folder {folder} could not be reached. Backups that are in it still open as they did "
        "before.",
    )
    return [sentence.format(folder=words.breakable(folder)) for folder in folders]


def _about_backups(change: KeyChange) -> list[str]:
    """What became of the backups; their number was told before, and one number is enough."""
    sentences = []
    if change.rekeyed and change.left:
        sentences.append(translate("KeyChange", "Your other backups open in the same way."))
    elif change.rekeyed:
        sentences.append(translate("KeyChange", "Your backups open in the same way."))
    if change.deleted:
        sentences.append(translate("KeyChange", "The older backups are deleted."))
    if change.left:
        one = translate(
            "KeyChange", "{count} backup could not be changed. It still opens as it did before."
        )
        many = translate(
            "KeyChange", "{count} backups could not be changed. They still open as they did before."
        )
        sentences.append(words.plural(one, many, change.left))
    if not change.is_tidy:
        sentences.append(
            translate(
                "KeyChange",
                "A file that is of no use any more could not be removed. The next start removes "
                "it.",
            )
        )
    return sentences
