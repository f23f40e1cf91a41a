"""The last net: an unexpected error shows one calm sentence and lets the person go on."""

import logging
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Signal

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.ui import words

_log = logging.getLogger(__name__)


class CrashNet(QObject):
    """Catches what no page caught, for as long as it is installed.

    Signals: ``caught(str)`` with the sentence to show.
    """

    caught = Signal(str)

    def install(self) -> None:
        """Catch from now on; Qt hands over every error a slot lets through."""
        sys.excepthook = self._catch

    def remove(self) -> None:
        """Go back to Python's own way."""
        sys.excepthook = sys.__excepthook__

    def _catch(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
        elif isinstance(error, SmallActsError):
            self.caught.emit(words.problem(error))
        else:
            # Places in our own code, never the message: it may quote what the person wrote.
            where = " < ".join(
                f"{frame.name}:{frame.lineno}" for frame in reversed(traceback.extract_tb(trace))
            )
            _log.error("unexpected %s at %s", kind.__name__, where)
            self.caught.emit(
                QCoreApplication.translate(
                    "CrashNet",
                    "Something went wrong inside Small Acts. What you saved is safe; "
                    "you can go on.",
                )
            )
