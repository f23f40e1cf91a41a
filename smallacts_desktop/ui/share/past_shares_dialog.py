"""Past shares: what left this computer, when and where to; it can be cleared."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from smallacts_desktop.domain.disclosure import ON_REQUEST, Column, PastShare, Preset, ShareWay
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.ui.kit.lists import ClearableListDialog, ListWords
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.share import share_work
from smallacts_desktop.ui.text import words


class PastSharesDialog(ClearableListDialog):
    """The list of past shares, the latest first.

    Signals: ``cleared``, the list is empty now.
    """

    cleared = Signal()

    def __init__(self, theme: Theme, journal: Journal, parent: QWidget) -> None:
        super().__init__(theme, _list_words(), parent, clear=self.clear, reload=self.reload)
        self._journal = journal
        self.reload()

    def reload(self) -> None:
        """Read the list again."""
        self.show_rows(
            [QListWidgetItem(share_words(share)) for share in self._journal.shares.all()]
        )

    def clear(self) -> None:
        """Forget what was shared; the files stay where they are."""
        self._journal.shares.clear()
        self.cleared.emit()


def share_words(share: PastShare) -> str:
    """A past share in a few lines: when and how, which days and what of them, and where."""
    what = [_days(share), *_included(share)]
    counts = [share_work.rows_sentence(share.rows)]
    if share.withheld:
        counts.append(
            words.plural(
                QCoreApplication.translate("PastShares", "1 private entry stayed"),
                QCoreApplication.translate("PastShares", "{count} private entries stayed"),
                share.withheld,
            )
        )
    first = QCoreApplication.translate("PastShares", "{day}: {way}").format(
        day=words.short_day(share.day), way=_way(share.way)
    )
    lines = [first, " · ".join(what), " · ".join(counts), _wrapping(share.target)]
    return "\n".join(line for line in lines if line)


def _wrapping(path: str) -> str:
    # A path has no spaces at which a line could end.
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")


def _way(way: ShareWay) -> str:
    return {
        ShareWay.CSV: QCoreApplication.translate("PastShares", "CSV file"),
        ShareWay.PDF: QCoreApplication.translate("PastShares", "PDF"),
        ShareWay.HTML: QCoreApplication.translate("PastShares", "web page (HTML)"),
        ShareWay.PRINT: QCoreApplication.translate("PastShares", "printed"),
        ShareWay.COPY: QCoreApplication.translate("PastShares", "copied as a table"),
    }[way]


def _days(share: PastShare) -> str:
    first, last = share.choice.first, share.choice.last
    if first is None and last is None:
        return QCoreApplication.translate("PastShares", "all days")
    start = "…" if first is None else words.short_day(first)
    end = "…" if last is None else words.short_day(last)
    return QCoreApplication.translate("PastShares", "{first} to {last}").format(
        first=start, last=end
    )


def _included(share: PastShare) -> list[str]:
    if share.choice.preset is Preset.FULL:
        return [QCoreApplication.translate("PastShares", "everything")]
    names = {
        Column.PLACE: QCoreApplication.translate("PastShares", "with places"),
        Column.PERSON: QCoreApplication.translate("PastShares", "with nicknames"),
        Column.NOTE: QCoreApplication.translate("PastShares", "with notes"),
        Column.PLAN: QCoreApplication.translate("PastShares", "with plans"),
    }
    always = QCoreApplication.translate("PastShares", "acts and moods")
    return [always, *(names[column] for column in ON_REQUEST if column in share.choice.include)]


def _list_words() -> ListWords:
    translate = QCoreApplication.translate
    return ListWords(
        title=translate("PastShares", "Past shares"),
        about=translate("PastShares", "This list is kept in your journal and nowhere else."),
        rows=translate("PastShares", "Past shares"),
        nothing=translate("PastShares", "Nothing has been shared yet."),
        drawing="empty-share",
        question=translate(
            "PastShares",
            "This list will then be empty. The files you saved stay where they are. Are you sure?",
        ),
        clear=translate("PastShares", "Clear this list"),
        sure=translate("PastShares", "Yes, clear it"),
        keep=translate("PastShares", "Keep it"),
        close=translate("PastShares", "Close"),
    )
