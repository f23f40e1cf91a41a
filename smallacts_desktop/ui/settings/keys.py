"""Which keys do what, in one place to read."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from smallacts_desktop.tokens import SPACE_S, SPACE_XL
from smallacts_desktop.ui.kit.basics import Label, body, caption
from smallacts_desktop.ui.kit.keys import every_key
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.settings.card import SettingsCard


class KeysCard(SettingsCard):
    """``rows_shown`` are the key and the words of each row."""

    def __init__(self, theme: Theme, pages: int) -> None:
        """``pages`` is how many pages have a key."""
        translate = QCoreApplication.translate
        super().__init__(theme, translate("Keys", "Keys"))
        self.rows_shown = list(every_key(pages))
        part = QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(SPACE_XL))
        grid.setVerticalSpacing(theme.px(SPACE_S))
        for row, (keys, words) in enumerate(self.rows_shown):
            named = Label(keys, "bodyBold", in_line=True)
            explained = body(words)
            # Read by itself, either half says little.
            named.setAccessibleName(f"{keys}: {words}")
            grid.addWidget(named, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(explained, row, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        self.add(
            part,
            caption(
                translate(
                    "Keys",
                    "Tab goes from one thing to the next, the arrow keys move within a group, "
                    "Space and Enter choose.",
                )
            ),
        )
