"""From the journal's announcements to one Qt signal."""

from PySide6.QtCore import QObject, Signal

from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.journal import Journal


class Bridge(QObject):
    """Repeats every Change of a journal as a signal.

    Signals: ``changed(Change)``, emitted in the thread that made the change.
    """

    changed = Signal(object)

    def __init__(self, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unsubscribe = journal.subscribe(self._repeat)

    def stop(self) -> None:
        """Stop listening; the window is about to go. Twice does no harm."""
        self._unsubscribe()

    def _repeat(self, change: Change) -> None:
        self.changed.emit(change)
