"""Keys that work in the whole program, whatever dialog or menu is open."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent

from smallacts_desktop.ui.kit.application_filter import ApplicationFilter

LOCK_KEY = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)
# A key alone, that no platform or field takes and that one finger finds.
HIDE_KEY = QKeyCombination(Qt.Key.Key_F9)


class EverywhereKeys(ApplicationFilter):
    """Calls an action at a key press anywhere in the program, before any widget sees the key.

    A QShortcut, even one for the whole application, is dead while a modal dialog is open. The
    actions are called within an event, so they must delete nothing at once.
    """

    def __init__(
        self, actions: Mapping[QKeyCombination, Callable[[], None]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._actions = {keys.toCombined(): action for keys, action in actions.items()}

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
            action()
        return True
