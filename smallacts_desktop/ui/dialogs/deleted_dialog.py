"""Recently deleted: what can still be brought back, and a way to let it go for good."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from smallacts_desktop.domain.deleted import DeletedEntry
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.ui import entry_words, words
from smallacts_desktop.ui.dialogs.waiting_dialog import wait_for
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.tokens import SPACE_L, SPACE_S, SPACE_XL
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
_AT_MOST = 500


class DeletedDialog(QDialog):
    """Deleted entries, the last deleted first.

    Signals: ``brought_back``, an entry is in the journal again.
    """

    brought_back = Signal()

    def __init__(self, theme: Theme, journal: Journal, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._journal = journal
        self._entries: list[DeletedEntry] = []
        self.setWindowTitle(QCoreApplication.translate("DeletedDialog", "Recently deleted"))
        self._make_parts(theme)
        self._lay_out(theme)
        self.back_button.clicked.connect(self._bring_back)
        self.empty_button.clicked.connect(self._ask_to_empty)
        self.sure_button.clicked.connect(self._empty)
        self.keep_button.clicked.connect(lambda: self._show_question(False))
        self.close_button.clicked.connect(self.accept)
        self.list.itemActivated.connect(self._bring_back)
        self.list.currentRowChanged.connect(self._follow)
        self.reload()

    def reload(self) -> None:
        """Read what can still be brought back."""
        row = max(0, self.list.currentRow())
        self._entries = self._journal.deleted.entries(limit=_AT_MOST)
        self.list.clear()
        for deleted in self._entries:
            self.list.addItem(self._item(deleted))
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        has_any = bool(self._entries)
        self.list.setVisible(has_any)
        self.nothing.setVisible(not has_any)
        self.empty_button.setVisible(has_any)
        self.back_button.setVisible(has_any)
        self._show_question(False)
        self._follow()

    def _item(self, deleted: DeletedEntry) -> QListWidgetItem:
        entry = deleted.entry
        until = deleted.kept_until.astimezone().date()
        line = QCoreApplication.translate("DeletedDialog", "{day}: {title}\nKept until {until}")
        item = QListWidgetItem(
            line.format(
                day=words.short_day(entry.date),
                title=entry_words.title(entry),
                until=words.short_day(until),
            )
        )
        item.setData(Qt.ItemDataRole.AccessibleTextRole, entry_words.sentence(entry))
        return item

    def _bring_back(self) -> None:
        row = self.list.currentRow()
        if not 0 <= row < len(self._entries):
            return
        try:
            self._journal.deleted.bring_back(self._entries[row].entry.id)
        except SmallActsError as error:
            self.problem.setText(words.problem(error))
            self.problem.show()
            return
        self.brought_back.emit()
        self.reload()

    def _ask_to_empty(self) -> None:
        self._show_question(True)
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _empty(self) -> None:
        try:
            # Taking the last trace out of the file rewrites it, which may take a moment.
            wait_for(
                self._theme,
                QCoreApplication.translate("DeletedDialog", "Letting the entries go"),
                lambda _progress: _empty_in_worker(self._journal),
                self,
            )
        except SmallActsError as error:
            self.problem.setText(words.problem(error))
            self.problem.show()
            return
        self.reload()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_question(self, asked: bool) -> None:
        for part in (self.question, self.sure_button, self.keep_button):
            part.setVisible(asked)
        self.empty_button.setVisible(not asked and bool(self._entries))
        self.back_button.setVisible(not asked and bool(self._entries))

    def _follow(self) -> None:
        self.back_button.setEnabled(self.list.currentRow() >= 0)

    def _make_parts(self, theme: Theme) -> None:
        translate = QCoreApplication.translate
        self.list = QListWidget()
        self.list.setProperty("role", "rows")
        self.list.setAccessibleName(translate("DeletedDialog", "Deleted entries"))
        self.list.setSpacing(theme.px(2))
        self.list.setWordWrap(True)
        self.nothing = body(translate("DeletedDialog", "There is nothing here."), soft=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.question = body(
            translate("DeletedDialog", "These entries will then be gone for good. Are you sure?")
        )
        self.problem = Label("", "danger")
        self.problem.hide()
        self.back_button = secondary_button(translate("DeletedDialog", "Bring back"))
        self.empty_button = danger_button(translate("DeletedDialog", "Empty it now"))
        self.sure_button = danger_button(translate("DeletedDialog", "Yes, let them go"))
        self.keep_button = secondary_button(translate("DeletedDialog", "Keep them"))
        self.close_button = primary_button(translate("DeletedDialog", "Close"))

    def _lay_out(self, theme: Theme) -> None:
        rows = QVBoxLayout(self)
        edge = theme.px(SPACE_XL)
        rows.setContentsMargins(edge, edge, edge, edge)
        rows.setSpacing(theme.px(SPACE_L))
        rows.addWidget(card_title(QCoreApplication.translate("DeletedDialog", "Recently deleted")))
        rows.addWidget(
            body(
                QCoreApplication.translate(
                    "DeletedDialog",
                    "Deleted entries stay here for 30 days and can be brought back. Then they "
                    "leave your journal for good.",
                ),
                soft=True,
            )
        )
        rows.addWidget(self.nothing, 1)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.problem)
        rows.addWidget(self.question)
        buttons = FlowRow(gap=theme.px(SPACE_S))
        for button in (
            self.back_button,
            self.empty_button,
            self.keep_button,
            self.sure_button,
            self.close_button,
        ):
            buttons.flow.addWidget(button)
        rows.addWidget(buttons)
        window = self.parentWidget()
        high = theme.px(_HEIGHT) if window is None else min(theme.px(_HEIGHT), window.height())
        self.resize(theme.px(_WIDTH), high)


def _empty_in_worker(journal: Journal) -> None:
    with journal.worker():
        journal.deleted.empty()
