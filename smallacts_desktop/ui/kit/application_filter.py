"""Looking at the events of the whole program before any widget does."""

from PySide6.QtCore import QCoreApplication, QObject


class ApplicationFilter(QObject):
    """An event filter on the application; ``eventFilter`` of a subclass says what it takes."""

    def start(self) -> None:
        """Look at every event from now on, before the filters that were there already."""
        if (app := QCoreApplication.instance()) is not None:
            app.installEventFilter(self)

    def stop(self) -> None:
        """Look no more; twice does no harm."""
        if (app := QCoreApplication.instance()) is not None:
            app.removeEventFilter(self)
