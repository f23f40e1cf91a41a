"""The recovery code, big enough to be written down by hand."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from smallacts_desktop.domain.recovery_code import RecoveryCode
from smallacts_desktop.ui.theme import TextRole, Theme
from smallacts_desktop.ui.tokens import SPACE_L, SPACE_XL, SPACE_XS
from smallacts_desktop.ui.widgets.flow_layout import FlowLayout

_LARGER = 1.15


class CodeView(QFrame):
    """Six groups of four with their numbers; one stop for Tab, which spells the code aloud."""

    def __init__(self, theme: Theme, code: RecoveryCode) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", "sunken")
        self.setProperty("focusRadius", 12)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.groups: list[QLabel] = []
        self._flow = FlowLayout(self, gap=theme.px(SPACE_XL))
        edge = theme.px(SPACE_L)
        self._flow.setContentsMargins(edge, edge, edge, edge)
        for number, group in enumerate(code.groups, start=1):
            self._flow.addWidget(self._group(number, group))
        spelled = QCoreApplication.translate("CodeView", "Recovery code: {code}")
        said = ", ".join(" ".join(group) for group in code.groups)
        self.setAccessibleName(spelled.format(code=said))

    def resizeEvent(self, event: object) -> None:
        """Keep as high as the rows are at this width."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt's own, handed on
        self.setMinimumHeight(self._flow.heightForWidth(self.width()))

    def _group(self, number: int, group: str) -> QWidget:
        column = QWidget()
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self._theme.px(SPACE_XS))
        above = QLabel(str(number))
        above.setProperty("role", "caption")
        above.setAlignment(Qt.AlignmentFlag.AlignCenter)
        letters = QLabel(group)
        letters.setTextFormat(Qt.TextFormat.PlainText)
        # Digits and letters of one width, told apart easily.
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        points = self._theme.font(TextRole.CARD_TITLE).pointSizeF() * _LARGER
        letters.setStyleSheet(
            f"font-family: '{font.family()}'; font-size: {points:g}pt; font-weight: 700;"
        )
        rows.addWidget(above)
        rows.addWidget(letters)
        self.groups.append(letters)
        return column
