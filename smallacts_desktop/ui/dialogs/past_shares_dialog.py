"""Past shares: what left this computer, when and where to; it can be cleared."""

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from smallacts_desktop.domain.disclosure import ON_REQUEST, Column, Preset
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.past_shares import PastShare, ShareWay
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.ui import share_work, words
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.tokens import SPACE_L, SPACE_S, SPACE_XL, SPACE_XS
from smallacts_desktop.ui.widgets.basics import (
    Label,
    body,
    card_title,
    danger_button,
    primary_button,
    secondary_button,
)
from smallacts_desktop.ui.widgets.flow_layout import FlowRow

_WIDTH, _HEIGHT = 560, 560


class PastSharesDialog(QDialog):
    """The list of past shares, the latest first.

    Signals: ``cleared``, the list is empty now.
    """

    cleared = Signal()

    def __init__(self, theme: Theme, journal: Journal, parent: QWidget) -> None:
        super().__init__(parent)
        self._journal = journal
        self.setWindowTitle(QCoreApplication.translate("PastShares", "Past shares"))
        self._make_parts(theme)
        self._lay_out(theme)
        self.clear_button.clicked.connect(self._ask_to_clear)
        self.sure_button.clicked.connect(self._clear)
        self.keep_button.clicked.connect(self._keep)
        self.close_button.clicked.connect(self.accept)
        self.reload()

    def reload(self) -> None:
        """Read the list afresh."""
        self.list.clear()
        for share in self._journal.shares.all():
            self.list.addItem(share_words(share))
        has_any = self.list.count() > 0
        self.list.setVisible(has_any)
        self.nothing.setVisible(not has_any)
        self._show_question(False)
        if has_any:
            self.list.setCurrentRow(0)

    def _ask_to_clear(self) -> None:
        self._show_question(True)
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        self._show_question(False)
        self.clear_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        try:
            self._journal.shares.clear()
        except SmallActsError as error:
            self.problem.setText(words.problem(error))
            self.problem.show()
            return
        self.problem.hide()
        self.reload()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.cleared.emit()

    def _show_question(self, asked: bool) -> None:
        for part in (self.question, self.sure_button, self.keep_button):
            part.setVisible(asked)
        self.clear_button.setVisible(not asked and self.list.count() > 0)

    def _make_parts(self, theme: Theme) -> None:
        translate = QCoreApplication.translate
        self.list = QListWidget()
        self.list.setProperty("role", "rows")
        self.list.setAccessibleName(translate("PastShares", "Past shares"))
        self.list.setSpacing(theme.px(2))
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setItemDelegate(_WholeText(theme, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = body(translate("PastShares", "Nothing has been shared yet."), soft=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.question = body(
            translate(
                "PastShares",
                "This list will then be empty. The files you saved stay where they are. Are you "
                "sure?",
            )
        )
        self.problem = Label("", "danger")
        self.problem.hide()
        self.clear_button = danger_button(translate("PastShares", "Clear this list"))
        self.sure_button = danger_button(translate("PastShares", "Yes, clear it"))
        self.keep_button = secondary_button(translate("PastShares", "Keep it"))
        self.close_button = primary_button(translate("PastShares", "Close"))

    def _lay_out(self, theme: Theme) -> None:
        rows = QVBoxLayout(self)
        edge = theme.px(SPACE_XL)
        rows.setContentsMargins(edge, edge, edge, edge)
        rows.setSpacing(theme.px(SPACE_L))
        rows.addWidget(card_title(QCoreApplication.translate("PastShares", "Past shares")))
        rows.addWidget(
            body(
                QCoreApplication.translate(
                    "PastShares", "This list is kept in your journal and nowhere else."
                ),
                soft=True,
            )
        )
        rows.addWidget(self.nothing, 1)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.problem)
        rows.addWidget(self.question)
        buttons = FlowRow(gap=theme.px(SPACE_S))
        for button in (self.clear_button, self.keep_button, self.sure_button, self.close_button):
            buttons.flow.addWidget(button)
        rows.addWidget(buttons)
        parent = self.parentWidget()
        wanted = QSize(theme.px(_WIDTH), theme.px(_HEIGHT))
        self.resize(wanted if parent is None else wanted.boundedTo(parent.window().size()))


class _WholeText(QStyledItemDelegate):
    """Makes every row as high as its words; Qt itself forgets the room around them."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme, self._list = theme, parent

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The words, wrapped to the width of the list, and the room around them."""
        around = self._theme.px(SPACE_S + SPACE_XS) * 2
        width = self._list.viewport().width() - 2 * self._list.spacing()
        room = QRect(0, 0, max(1, width - around), 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        words_box = option.fontMetrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)
        return QSize(width, words_box.height() + around)


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
    }
    always = QCoreApplication.translate("PastShares", "acts and moods")
    return [always, *(names[column] for column in ON_REQUEST if column in share.choice.include)]
