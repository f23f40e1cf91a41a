"""A field for the person's own words that grows with them."""

from math import ceil

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from smallacts_desktop.domain.entries import NOTE_LIMIT
from smallacts_desktop.tokens import SPACE_XS
from smallacts_desktop.ui.kit.basics import body
from smallacts_desktop.ui.kit.flow_layout import Rows
from smallacts_desktop.ui.kit.theme import Theme

FEWEST_LINES, MOST_LINES = 2, 10


class NoteEdit(QPlainTextEdit):
    """Plain text from two to ten lines high, then it scrolls. Tab moves on.

    Nothing is ever cut off: text past the limit stays, and ``too_long_changed`` tells.

    ``too_long_changed``: True when the text grew past NOTE_LIMIT characters, False when it no
    longer is. For the text itself use Qt's ``textChanged``.
    """

    too_long_changed = Signal(bool)

    def __init__(self, theme: Theme, placeholder: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._too_long = False
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.textChanged.connect(self._check_length)
        theme.changed.connect(self._grow)

    @property
    def too_long(self) -> bool:
        """True while the text has more than NOTE_LIMIT characters."""
        return self._too_long

    def text(self) -> str:
        """The words as written.

        Qt's plain text turns every no-break space into an ordinary one; its raw text keeps them,
        with a separator of its own between lines.
        """
        return self.document().toRawText().replace("\u2029", "\n")

    def set_text(self, text: str) -> None:
        """Show ``text``, unless it is shown already: setting it would move the cursor."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._wanted_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._grow()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, without the list of invisible characters that Qt may add."""
        menu = self.createStandardContextMenu(event.pos())
        for action in menu.actions():
            if action.menu() is not None:
                menu.removeAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _wanted_height(self) -> int:
        # A plain text document tells its height in lines.
        lines = min(MOST_LINES, max(FEWEST_LINES, round(self.document().size().height())))
        margins = 2 * ceil(self.document().documentMargin())
        around = max(0, self.height() - self.viewport().height())
        return ceil(lines * QFontMetricsF(self.font()).lineSpacing()) + 1 + margins + around

    def _grow(self) -> None:
        scrolls = self.document().size().height() > MOST_LINES
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if scrolls else policy.ScrollBarAlwaysOff
        )
        height = self._wanted_height()
        if height != self.maximumHeight() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def _check_length(self) -> None:
        # Qt counts in units of UTF-16, of which a character has one or two.
        units = self.document().characterCount() - 1
        too_long = units > NOTE_LIMIT and len(self.toPlainText()) > NOTE_LIMIT
        if too_long != self._too_long:
            self._too_long = too_long
            self.too_long_changed.emit(too_long)


class NoteField(QWidget):
    """A NoteEdit, called ``edit``, with a quiet message under it while the text is too long."""

    def __init__(self, theme: Theme, placeholder: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.edit = NoteEdit(theme, placeholder)
        self._message = body(soft=True)
        self._message.hide()
        Rows(theme, self, self.edit, self._message, gap=SPACE_XS)
        self.setFocusProxy(self.edit)
        self.edit.too_long_changed.connect(self._show_message)

    @property
    def message(self) -> str:
        """What stands under the field, or empty."""
        return "" if self._message.isHidden() else self._message.text()

    def _show_message(self, too_long: bool) -> None:
        self._message.setText(
            QCoreApplication.translate(
                "NoteEdit",
                "This is longer than one entry can hold ({limit} characters). Your words are all "
                "still here; some of them could go in a second note.",
            ).format(limit=self.locale().toString(NOTE_LIMIT))
        )
        self._message.setVisible(too_long)
