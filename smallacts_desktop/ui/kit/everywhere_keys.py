"""Keys that work in the whole program, whatever dialog or menu is open."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent

from smallacts_desktop.ui.kit.application_filter import ApplicationFilter


class EverywhereKeys(ApplicationFilter):
    """Triggers an action at its key anywhere in the program, before any widget sees the key.

    Qt's own shortcut, even one for the whole application, is dead while a modal dialog is open. The
    actions are triggered within an event, so they must delete nothing at once.
    """

    def __init__(self, actions: Iterable[QAction], parent: QObject) -> None:
        """``actions`` belong to no widget: else Qt would obey their keys as well."""
        super().__init__(parent)
        self._actions = {
            action.shortcut()[0].toCombined(): action  # type: ignore[index]  # the stubs lack it
            for action in actions
        }

    @property
    def combined(self) -> frozenset[int]:
        """The keys that are taken, as Qt combines them with their modifiers."""
        return frozenset(self._actions)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that have an action."""
        del watched
        # The class first: every event of the program comes by, and asking for its type is slow.
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        action = self._actions.get(event.keyCombination().toCombined())
        if action is None:
            return False
        if not event.isAutoRepeat():
            action.trigger()
        return True
