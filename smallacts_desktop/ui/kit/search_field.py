"""A field to search by: a glass at its beginning, and a button that empties it at its end."""

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle

from smallacts_desktop.tokens import SPACE_S, SPACE_XS
from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.basics import IconButton
from smallacts_desktop.ui.kit.theme import Theme

_GLASS, _CROSS = 18, 16


class SearchField(QLineEdit):
    """Its glass and its button grow with the text; those that Qt would give it do not."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        clear = QCoreApplication.translate("SearchField", "Empty the field")
        self.clear_button = IconButton(theme, "close", clear, icon_px=_CROSS)
        self.clear_button.setParent(self)
        # The keyboard empties the field by Escape; one stop for Tab is enough.
        self.clear_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clear_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.clear_button.clicked.connect(self.clear)
        self.textChanged.connect(self._follow)
        theme.changed.connect(self._measure)
        self._measure()
        self._follow()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side, colour = self._theme.px(_GLASS), self._theme.tokens.ink_soft
        place = QRect(self._theme.px(SPACE_S), (self.height() - side) // 2, side, side)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
        image = icons.pixmap("search", colour, side, self.devicePixelRatioF())
        QPainter(self).drawPixmap(place.topLeft(), image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_button()

    def _follow(self) -> None:
        self.clear_button.setVisible(bool(self.text()))

    def _measure(self) -> None:
        glass, cross = self._theme.px(_GLASS), self._theme.px(_CROSS)
        begin, end = glass + self._theme.px(SPACE_XS), cross + self._theme.px(SPACE_S)
        left, right = (end, begin) if self.isRightToLeft() else (begin, end)
        self.setTextMargins(left, 0, right, 0)
        self._place_button()

    def _place_button(self) -> None:
        side = self.height() - 2
        place = QRect(self.width() - side - 1, 1, side, side)
        self.clear_button.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))
