"""The one kind line after saving: warm, never gushing, and true whatever the answers were."""

from PySide6.QtCore import QCoreApplication

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import Entry, EntryKind, Expectation, Response


def saved_title(entry: Entry) -> str:
    """A few words to head the card after saving."""
    if entry.kind is EntryKind.NOTE:
        return QCoreApplication.translate("KindWords", "Your words are saved")
    return QCoreApplication.translate("KindWords", "That counts")


def saved_line(entry: Entry) -> str:
    """One or two sentences that fit what the person said."""
    if entry.kind is EntryKind.NOTE:
        return QCoreApplication.translate("KindWords", "They stay on this computer.")
    if entry.response is Response.NONE_NOTICED:
        return _still_yours(entry.size)
    if entry.expectation in (Expectation.HARDER, Expectation.MUCH_HARDER):
        return QCoreApplication.translate(
            "KindWords", "It was harder than you expected, and you did it all the same."
        )
    if entry.response is Response.WARM:
        return QCoreApplication.translate("KindWords", "A warm moment, for both of you.")
    if entry.expectation in (Expectation.EASIER, Expectation.MUCH_EASIER):
        return QCoreApplication.translate(
            "KindWords", "It went easier than you expected. It is in your journal now."
        )
    return QCoreApplication.translate("KindWords", "It is in your journal now.")


def _still_yours(size: ActSize | None) -> str:
    if size is ActSize.SMALLEST:
        return QCoreApplication.translate(
            "KindWords", "They didn’t seem to respond. The smile was still yours to give."
        )
    if size is ActSize.SMALLER:
        return QCoreApplication.translate(
            "KindWords", "They didn’t seem to respond. The hello was still yours to give."
        )
    return QCoreApplication.translate(
        "KindWords", "They didn’t seem to respond. It was still yours to give."
    )
