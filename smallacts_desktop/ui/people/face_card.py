"""The card of one person: the path from a smile to a hello to a chat, and what can be done."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyle, QWidget

from smallacts_desktop.domain.acts import SIZE_EXAMPLES, ActSize
from smallacts_desktop.domain.face_drawings import FaceDrawing
from smallacts_desktop.domain.people import Face, FaceStep
from smallacts_desktop.tokens import SPACE_M, SPACE_S, SPACE_XS
from smallacts_desktop.ui.kit.basics import (
    Card,
    body,
    caption,
    heading,
    quiet_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.drawings import DrawnFace
from smallacts_desktop.ui.kit.flow_layout import FlowRow, column
from smallacts_desktop.ui.kit.segmented import CIRCLE_RADII
from smallacts_desktop.ui.kit.theme import TextRole, Theme, repaint_on_change
from smallacts_desktop.ui.people.face_stones import FaceStones
from smallacts_desktop.ui.text import words

translate = QCoreApplication.translate

_WRAP = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


class FacePath(QWidget):
    """Three growing circles on a dotted line; filled where something was done.

    The words under each circle say the same, and a screen reader hears them as one sentence.
    """

    def __init__(self, theme: Theme, face: Face) -> None:
        super().__init__()
        self._theme, self._face = theme, face
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(path_sentence(face))
        repaint_on_change(theme, self)

    def sizeHint(self) -> QSize:
        """Wide enough for the words in a line or two."""
        return QSize(self._theme.px(420), self.heightForWidth(self._theme.px(420)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(180), self.heightForWidth(self._theme.px(180)))

    def hasHeightForWidth(self) -> bool:
        """True: the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The circles and the tallest words under them, at ``width`` pixels."""
        third = max(1, width // len(ActSize))
        tallest = max(self._words_height(size, third) for size in ActSize)
        return self._circles_height() + self._theme.px(SPACE_XS) + tallest

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - small enough to paint whole
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self._circles_height() / 2
        self._paint_line(painter, middle)
        for number, size in enumerate(ActSize):
            self._paint_step(painter, self._column(number), size, middle)

    def _paint_line(self, painter: QPainter, middle: float) -> None:
        pen = QPen(QColor(self._theme.tokens.edge), 2, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        first, last = self._column(0).center().x(), self._column(2).center().x()
        painter.drawLine(QPointF(first, middle), QPointF(last, middle))

    def _paint_step(self, painter: QPainter, column: QRect, size: ActSize, middle: float) -> None:
        tokens = self._theme.tokens
        step = self._face.steps.get(size)
        radius = CIRCLE_RADII[size] * self._theme.scale
        painter.setPen(QPen(QColor(tokens.primary), 2))
        painter.setBrush(QColor(tokens.primary if step else tokens.surface))
        painter.drawEllipse(QPointF(column.center().x(), middle), radius, radius)
        top = round(self._circles_height() + self._theme.px(SPACE_XS))
        name, detail = _name(size), _detail(step)
        painter.setPen(QColor(tokens.ink if step else tokens.ink_soft))
        painter.setFont(self._theme.font(TextRole.CAPTION_BOLD))
        place = QRect(column.left(), top, column.width(), self.height() - top)
        used = painter.boundingRect(place, _WRAP, name)
        painter.drawText(place, _WRAP, name)
        painter.setPen(QColor(tokens.ink_soft))
        painter.setFont(self._theme.font(TextRole.CAPTION))
        place.setTop(used.bottom() + 1)
        painter.drawText(place, _WRAP, detail)

    def _column(self, number: int) -> QRect:
        width = self.width() // len(ActSize)
        place = QRect(number * width, 0, width, self.height())
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    def _circles_height(self) -> int:
        return round(2 * max(CIRCLE_RADII.values()) * self._theme.scale) + self._theme.px(SPACE_S)

    def _words_height(self, size: ActSize, width: int) -> int:
        room = QRect(0, 0, width, 0)
        bold = QFontMetrics(self._theme.font(TextRole.CAPTION_BOLD))
        plain = QFontMetrics(self._theme.font(TextRole.CAPTION))
        name = bold.boundingRect(room, _WRAP, _name(size)).height()
        detail = plain.boundingRect(room, _WRAP, _detail(self._face.steps.get(size))).height()
        return name + detail + 2


def path_sentence(face: Face) -> str:
    """The path in words."""
    nothing = translate("FacePath", "not so far")
    parts = [f"{_name(size)}: {_detail(face.steps.get(size)) or nothing}" for size in ActSize]
    return ". ".join(parts) + "."


def _name(size: ActSize) -> str:
    return words.word(SIZE_EXAMPLES[size])


def _detail(step: FaceStep | None) -> str:
    if step is None:
        return ""
    first = words.short_day(step.first)
    if step.count == 1:
        return first
    text = translate("FacePath", "from {day}, {count} times")
    return text.format(day=first, count=step.count)


class FaceCard(Card):
    """One face, and buttons for what can be done, which the page connects."""

    def __init__(
        self, theme: Theme, face: Face, drawing: FaceDrawing, sizes: Sequence[ActSize]
    ) -> None:
        super().__init__(theme, gap=SPACE_M)
        self.face = face
        self.drawing = drawing
        named = column(theme, heading(face.nickname), caption(_met(face)), gap=SPACE_XS)
        head = QHBoxLayout()
        head.setSpacing(theme.px(SPACE_M))
        head.addWidget(DrawnFace(theme, drawing))
        head.addWidget(named, 1, Qt.AlignmentFlag.AlignVCenter)
        self.rows.addLayout(head)
        if sizes:
            self.rows.addWidget(FaceStones(theme, sizes))
        self.rows.addWidget(FacePath(theme, face))
        offer = _offer(face)
        if offer:
            self.rows.addWidget(body(offer, soft=True))
        self.note_button = secondary_button(translate("FacesPage", "Add an act with them"))
        self.entries_button = quiet_button(translate("FacesPage", "See the entries"))
        self.draw_button = quiet_button(translate("FacesPage", "Drawing…"))
        self.rename_button = quiet_button(translate("FacesPage", "Rename…"))
        self.forget_button = quiet_button(translate("FacesPage", "Forget…"))
        buttons = (
            self.note_button, self.entries_button, self.draw_button, self.rename_button,
            self.forget_button,
        )  # fmt: skip
        for button in buttons:
            button.setAccessibleDescription(face.nickname)
        self.rows.addWidget(FlowRow(*buttons, gap=theme.px(SPACE_S)))


def _met(face: Face) -> str:
    entries = words.plural(
        translate("FacesPage", "1 entry"), translate("FacesPage", "{count} entries"), face.entries
    )
    text = translate("FacesPage", "{entries}, the last on {day}")
    return text.format(entries=entries, day=words.short_day(face.last_seen))


def _offer(face: Face) -> str:
    size = face.next_step
    if size is None:
        return translate(
            "FacesPage", "Smiles, hellos and chats: all of them are there with this person."
        )
    text = translate("FacesPage", "A next step with them, if and when you like: {example}.")
    return text.format(example=words.word(SIZE_EXAMPLES[size]).lower())
