"""A drawing with words: at the head of a card, where there is nothing yet; and the logo."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smallacts_desktop.domain.acts import Act, ActFamily
from smallacts_desktop.domain.face_drawings import FaceDrawing
from smallacts_desktop.tokens import SPACE_L, SPACE_S, SPACE_XL
from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.basics import Drawing, body, card_title, secondary_button, tag
from smallacts_desktop.ui.kit.flow_layout import Rows
from smallacts_desktop.ui.kit.theme import Theme

_SIDE = 68


class Logo(Drawing):
    """The logo, growing with the text; silent."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "logo", _SIDE)

    def picture(self, side: int, ratio: float) -> QPixmap:
        """The circles, on the ground of the theme."""
        return icons.logo(self._theme.tokens, side, ratio)


class DrawnFace(Drawing):
    """A familiar face, ``size`` pixels square at 100 % text; silent."""

    def __init__(self, theme: Theme, face: FaceDrawing, size: int = 64) -> None:
        super().__init__(theme, "face", size)
        self._face = face

    def set_face(self, face: FaceDrawing) -> None:
        """Show another face."""
        self._face = face
        self.update()

    def picture(self, side: int, ratio: float) -> QPixmap:
        """The face, on the ground of the theme."""
        return icons.face(self._face, self._theme.tokens, side, ratio)


class EmptyState(QWidget):
    """One drawing, one sentence and, with ``button_text``, one thing to do.

    ``chosen``: the button was pressed.
    """

    chosen = Signal()

    def __init__(
        self, theme: Theme, drawing: str, sentence: str = "", button_text: str = ""
    ) -> None:
        super().__init__()
        self.drawing = Drawing(theme, drawing, 120)
        self.sentence = body(sentence)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = secondary_button(button_text)
        self.button.clicked.connect(self.chosen)
        rows = Rows(theme, self, gap=SPACE_L, edge=SPACE_XL)
        centre = Qt.AlignmentFlag.AlignHCenter
        rows.addStretch(1)
        rows.addWidget(self.drawing, 0, centre)
        rows.addWidget(self.sentence)
        rows.addWidget(self.button, 0, centre)
        # In its place by now: shown without one it would be a window of its own for a moment.
        self.button.setHidden(not button_text)
        rows.addStretch(1)

    def set_words(self, sentence: str, button_text: str = "") -> None:
        """Say ``sentence`` and offer ``button_text``, if any."""
        self.sentence.setText(sentence)
        self.button.setText(button_text)
        self.button.setVisible(bool(button_text))


_DRAWING = 104
_NARROW = 420


class PictureWords(QWidget):
    """A drawing beside a tag, a title and a few words; alone where there is no room for both."""

    def __init__(self, theme: Theme, drawing: str = "act-smile") -> None:
        super().__init__()
        self._theme = theme
        self._room_for: tuple[tuple[str, str], ...] = ()
        self._drawing = Drawing(theme, drawing, _DRAWING)
        self._tag = tag()
        self._title = card_title()
        self._words = body(soft=True)
        column = self._column = QVBoxLayout()
        column.setSpacing(theme.px(SPACE_S))
        column.addStretch(1)
        column.addWidget(self._tag, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(SPACE_XL))
        row.addWidget(self._drawing, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(column, 1)
        self.show_words("", "", "")
        theme.changed.connect(self._reserve_height)

    def reserve_height_for(self, acts: Iterable[Act]) -> None:
        """Be as high as the longest of ``acts`` needs, whichever is shown: nothing below moves."""
        self._room_for = tuple((act.title, act.hint) for act in acts)
        self._reserve_height()

    def show_words(self, tag_text: str, title: str, words_text: str) -> None:
        """Say something; a blank tag is left out."""
        self._tag.setText(tag_text)
        self._tag.setVisible(bool(tag_text))
        self._title.setText(title)
        self._words.setText(words_text)

    def show_act(self, family: ActFamily, tag_text: str, title: str, hint: str) -> None:
        """Show an act with the drawing of its family."""
        self._drawing.set_name(icons.act_drawing(family))
        self.show_words(tag_text, title, hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the drawing out where the words need the room."""
        super().resizeEvent(event)
        self._drawing.setVisible(self.width() >= self._theme.px(_NARROW))
        # Every act is measured, so not for a height that this has asked for itself.
        if event.size().width() != event.oldSize().width():
            self._reserve_height()

    def _reserve_height(self) -> None:
        width = self.width()
        if width >= self._theme.px(_NARROW):
            width -= self._drawing.sizeHint().width() + self._theme.px(SPACE_XL)
        longest = max(
            (
                self._title.height_of(title, width) + self._words.height_of(hint, width)
                for title, hint in self._room_for
            ),
            default=0,
        )
        gaps = 2 * self._column.spacing()
        self.setMinimumHeight(longest + self._tag.sizeHint().height() + gaps if longest else 0)
