"""What each controller sees of the window."""

from typing import Protocol

from PySide6.QtCore import SignalInstance

from smallacts_desktop.ui.shell.workspace import Workspace


class JournalWindow(Protocol):
    """A window that shows either the lock page or the pages of one open journal."""

    @property
    def workspace(self) -> Workspace:
        """The pages of the open journal."""

    @property
    def is_locked(self) -> bool:
        """Whether it holds nothing of a journal."""

    @property
    def is_open_to_see(self) -> bool:
        """Whether it shows the pages."""

    @property
    def workspace_built(self) -> SignalInstance:
        """Emitted with the workspace once there is one."""

    def save_words(self) -> None:
        """Put what is half-written on the disk."""

    def show_sentence(self, sentence: str) -> None:
        """Show one sentence."""
