"""The recovery code, big enough to be written down by hand."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontDatabase, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from smallacts_desktop.domain.recovery_code import RecoveryCode
from smallacts_desktop.tokens import SPACE_L, SPACE_XL, SPACE_XS
from smallacts_desktop.ui.kit.theme import TextRole, Theme

_LARGER = 1.4
# Six groups stand in rows of equal length.
_COLUMNS = (3, 2, 1)


class CodeView(QFrame):
    """Six groups of four with their numbers; one stop for Tab, which spells the code aloud."""

    def __init__(self, theme: Theme, code: RecoveryCode) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", "sunken")
        self.setProperty("focusRadius", 12)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._edge, self._gap = theme.px(SPACE_L), theme.px(SPACE_XL)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(self._edge, self._edge, self._edge, self._edge)
        self._grid.setHorizontalSpacing(self._gap)
        self._grid.setVerticalSpacing(theme.px(SPACE_L))
        self.groups: list[QLabel] = []
        self._parts = [self._part(number, group) for number, group in enumerate(code.groups, 1)]
        # Else a row of three, once there, would keep the dialog from being made narrower.
        self.setMinimumWidth(1)
        self._columns = 0
        self._arrange(1)
        spelled = QCoreApplication.translate("CodeView", "Recovery code: {code}")
        said = ", ".join(" ".join(group) for group in code.groups)
        self.setAccessibleName(spelled.format(code=said))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many groups in a row as there is room for."""
        super().resizeEvent(event)
        widest = max(part.sizeHint().width() for part in self._parts)
        room = self.width() - 2 * self._edge + self._gap
        fitting = (columns for columns in _COLUMNS if columns * (widest + self._gap) <= room)
        self._arrange(next(fitting, 1))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for at in range(max(_COLUMNS) + 1):
            self._grid.setColumnStretch(at, 0)
        for number, part in enumerate(self._parts):
            self._grid.addWidget(part, number // columns, number % columns)
        self._grid.setColumnStretch(columns, 1)
        self._columns = columns

    def _part(self, number: int, group: str) -> QWidget:
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
        family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        points = self._theme.font(TextRole.CARD_TITLE).pointSizeF() * _LARGER
        letters.setStyleSheet(
            f"font-family: '{family}'; font-size: {points:g}pt; font-weight: 700;"
        )
        rows.addWidget(above)
        rows.addWidget(letters)
        self.groups.append(letters)
        return column
