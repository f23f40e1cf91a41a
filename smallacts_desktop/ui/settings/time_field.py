"""A field for a time of day, typed as people write it; nonsense leaves the time as it was."""

from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from smallacts_desktop.domain.days import parse_clock
from smallacts_desktop.domain.errors import NotATimeError
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words

_WIDTH = 120


class TimeField(QLineEdit):
    """Takes "18:30", "1830" or "6 pm" when the person leaves it or presses Enter.

    ``value`` is the time in force. Signals: ``chosen(time)``, another was typed;
    ``not_understood``, what was typed is no time.
    """

    chosen = Signal(object)
    not_understood = Signal()

    def __init__(self, theme: Theme, name: str, value: time) -> None:
        super().__init__()
        self._theme, self.value = theme, value
        self.setAccessibleName(name)
        self.editingFinished.connect(self._read)
        theme.changed.connect(self._measure)
        self._measure()
        self.set_value(value)

    def set_value(self, value: time) -> None:
        """Show ``value``."""
        self.value = value
        self.setText(words.clock(value))

    def _read(self) -> None:
        try:
            read = parse_clock(self.text())
        except NotATimeError:
            read = None
        if read is None:
            self.set_value(self.value)
            self.not_understood.emit()
            return
        changed = read != self.value
        self.set_value(read)
        if changed:
            self.chosen.emit(read)

    def _measure(self) -> None:
        self.setMaximumWidth(self._theme.px(_WIDTH))
