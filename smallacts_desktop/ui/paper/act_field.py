"""A field for an act: any words, completed from the library, the favourites first."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from smallacts_desktop.domain.act_library import MarkedAct
from smallacts_desktop.domain.acts import Act
from smallacts_desktop.domain.entries import SHORT_TEXT_LIMIT

_SHOWN = 8


class ActLibraryModel(QStringListModel):
    """The titles of the acts in the library, favourites before the others; one for all fields."""

    def __init__(self) -> None:
        super().__init__()
        self._acts: dict[str, Act] = {}

    def set_acts(self, marked: Sequence[MarkedAct]) -> None:
        """Offer these acts from now on."""
        ordered = sorted(marked, key=lambda each: not each.favourite)
        self._acts = {each.act.title: each.act for each in ordered}
        self.setStringList(list(self._acts))

    def act(self, title: str) -> Act | None:
        """The act with exactly this title, or None for the person's own words."""
        return self._acts.get(" ".join(title.split()))

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """To be chosen, not to be changed."""
        return super().flags(index) & ~Qt.ItemFlag.ItemIsEditable


class ActChoice(QLineEdit):
    """One act or a blank. Down opens the whole library where nothing is typed yet.

    Signals: ``act_chosen(Act)``, when the text is the title of an act in the library.
    """

    act_chosen = Signal(object)

    def __init__(self, library: ActLibraryModel) -> None:
        super().__init__()
        self._library = library
        self.setMaxLength(SHORT_TEXT_LIMIT)
        self.setMinimumWidth(60)
        completer = QCompleter(library, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_SHOWN)
        self.setCompleter(completer)
        self.textChanged.connect(self._look_up)

    @property
    def act(self) -> Act | None:
        """The act of the library that the text names, or None."""
        return self._library.act(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down shows what there is to choose from."""
        completer, popup = self.completer(), self.completer().popup()
        if event.key() == Qt.Key.Key_Down and (popup is None or not popup.isVisible()):
            completer.setCompletionPrefix(self.text())
            completer.complete()
        else:
            super().keyPressEvent(event)

    def show_text(self, text: str) -> None:
        """Show ``text`` from its beginning."""
        self.setText(text)
        self.setCursorPosition(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show a long title from its beginning again."""
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.MouseFocusReason):
            self.setCursorPosition(0)

    def _look_up(self, text: str) -> None:
        act = self._library.act(text)
        if act is not None:
            self.act_chosen.emit(act)
