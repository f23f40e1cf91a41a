"""A dialog whose half-written words outlive a lock of the journal."""

from PySide6.QtWidgets import QDialog


class KeepingDialog(QDialog):
    """A lock hides it instead of closing it, has it keep its words, and then deletes it.

    Where the words cannot be kept, it is shown again with the window.
    """

    def keep_words(self) -> None:
        """Write what is half-written into the journal; raises SmallActsError where it cannot be."""
        raise NotImplementedError
