"""Dialogs of the Journal page: recently deleted entries, and one that cannot be read."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from smallacts_desktop.domain.backups import EntryCopy, UnreadableEntry
from smallacts_desktop.domain.entries import DeletedEntry, Entry
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.ui.kit.basics import body, card_title, primary_button, secondary_button
from smallacts_desktop.ui.kit.dialogs import ScrollingDialog, wait_for
from smallacts_desktop.ui.kit.jobs import Progress, attempt
from smallacts_desktop.ui.kit.lists import ClearableListDialog, ListWords
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import damage_words, entry_words, words

translate = QCoreApplication.translate

_WIDTH = 440


class UnreadableDialog(ScrollingDialog):
    """Accepted: the copy is to take the entry's place. Without a copy it can only be closed."""

    def __init__(
        self, theme: Theme, entry: UnreadableEntry, copy: EntryCopy | None, parent: QWidget
    ) -> None:
        super().__init__(theme, translate("Damage", "An entry that cannot be read"), parent)
        self.add(card_title(damage_words.title()), body(damage_words.about(entry)))
        self.found = body(damage_words.copy_found(copy))
        self.add(self.found)
        if copy is not None:
            said = (entry_words.title(copy.entry), entry_words.excerpt(copy.entry))
            self.shown = body("\n".join(part for part in said if part.strip()), soft=True)
            self.add(self.shown)
        self.back_button = primary_button(damage_words.restore_button(copy), self.accept)
        self.back_button.setVisible(copy is not None)
        self.close_button = secondary_button(translate("Damage", "Leave it as it is"), self.reject)
        if copy is None:
            self.close_button.setText(translate("Damage", "Close"))
        self.add_buttons(self.back_button, self.close_button)
        self.fit_to_words(_WIDTH)
        (self.close_button if copy is None else self.back_button).setFocus()


_AT_MOST = 500


class DeletedDialog(ClearableListDialog):
    """Deleted entries, the last deleted first.

    Signals: ``brought_back``, an entry is in the journal again.
    """

    brought_back = Signal()

    def __init__(self, theme: Theme, journal: Journal, parent: QWidget) -> None:
        back = secondary_button(translate("DeletedDialog", "Bring back"))
        super().__init__(
            theme, _list_words(), parent, clear=self.clear, reload=self.reload, extra=back
        )
        self.back_button = back
        self._theme = theme
        self._journal = journal
        self._entries: list[DeletedEntry] = []
        self.back_button.clicked.connect(self._restore)
        self.list.itemActivated.connect(self._restore)
        self.list.currentRowChanged.connect(self._follow)
        self.reload()

    def reload(self) -> None:
        """Read what can still be brought back."""
        self._entries = self._journal.deleted.entries(limit=_AT_MOST)
        besides = _archived_count(self._journal.deleted.count_archived())
        self.show_rows([_item(deleted) for deleted in self._entries], besides)
        self._follow()

    def clear(self) -> None:
        """Let the entries go; taking their last trace out of the file may take a moment."""

        def work(_: Progress) -> None:
            with self._journal.worker():
                self._journal.deleted.empty()

        wait_for(self._theme, translate("DeletedDialog", "Deleting the entries"), work, self)

    def _restore(self) -> None:
        row = self.list.currentRow()
        if not 0 <= row < len(self._entries):
            return
        attempt(
            lambda: self._journal.deleted.restore(self._entries[row].entry.id),
            done=self._show_restored,
            failed=self.show_problem,
        )

    def _show_restored(self, _: Entry) -> None:
        self.brought_back.emit()
        self.reload()

    def _follow(self) -> None:
        self.back_button.setEnabled(self.list.currentRow() >= 0)


def _item(deleted: DeletedEntry) -> QListWidgetItem:
    entry = deleted.entry
    until = deleted.kept_until.astimezone().date()
    line = translate("DeletedDialog", "{day}: {title}\nKept until {until}")
    item = QListWidgetItem(
        line.format(
            day=words.short_day(entry.date),
            title=entry_words.title(entry),
            until=words.short_day(until),
        )
    )
    item.setData(Qt.ItemDataRole.AccessibleTextRole, entry_words.sentence(entry))
    return item


def _archived_count(count: int) -> str:
    return words.plural_or_blank(
        translate(
            "DeletedDialog",
            "{count} thing that could not be read is kept aside in your journal too. “Delete all "
            "of them now” takes it out as well.",
        ),
        translate(
            "DeletedDialog",
            "{count} things that could not be read are kept aside in your journal too. “Delete "
            "all of them now” takes them out as well.",
        ),
        count,
    )


def _list_words() -> ListWords:
    return ListWords(
        title=translate("DeletedDialog", "Recently deleted"),
        about=translate(
            "DeletedDialog",
            "Deleted entries stay here for 30 days and can be brought back. Then they "
            "leave your journal for good.",
        ),
        rows=translate("DeletedDialog", "Deleted entries"),
        nothing=translate("DeletedDialog", "There is nothing here."),
        drawing="empty-journal",
        question=translate(
            "DeletedDialog",
            "These entries will then be gone from your journal for good. Backups made until now "
            "still hold them. Are you sure?",
        ),
        clear=translate("DeletedDialog", "Delete all of them now"),
        sure=translate("DeletedDialog", "Yes, delete them"),
        keep=translate("DeletedDialog", "Keep them"),
        close=translate("DeletedDialog", "Close"),
    )
