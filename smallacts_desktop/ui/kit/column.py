"""What belongs together, one under the other: a heading and its field, say."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.kit.theme import Theme


def column(theme: Theme, *parts: QWidget) -> QWidget:
    """The parts, nearer to each other than to what stands above and below them."""
    made = QWidget()
    rows = QVBoxLayout(made)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(theme.px(SPACE_S))
    for part in parts:
        rows.addWidget(part)
    return made
