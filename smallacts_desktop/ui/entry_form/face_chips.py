"""The faces met last, each a chip with its drawing: whom an act was with, in one tap."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle

from smallacts_desktop.domain.face_drawings import FaceDrawing
from smallacts_desktop.domain.people import nickname_key
from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.choice import Chip, ChoiceChips
from smallacts_desktop.ui.kit.theme import Theme

_SIDE = 32


class FaceChip(Chip):
    """A chip with a face before its nickname."""

    lead = _SIDE

    def __init__(self, theme: Theme, nickname: str, face: FaceDrawing) -> None:
        super().__init__(theme, nickname)
        self._face = face

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip, and the face on it."""
        super().paintEvent(event)
        side = self.theme.px(_SIDE)
        place = QRect(self.theme.px(6), (self.height() - side) // 2, side, side)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
        ratio = self.devicePixelRatioF()
        drawn = icons.face(self._face, self.theme.tokens, side, ratio)
        QPainter(self).drawPixmap(place.topLeft(), drawn)


class FaceChips(ChoiceChips[str]):
    """A chip for each face, which writes its nickname in ``field`` and follows what stands there.

    The field alone is what is kept, so a nickname that is typed is as good as one that is tapped.
    """

    def __init__(self, theme: Theme, faces: Mapping[str, FaceDrawing], field: QLineEdit) -> None:
        self._faces, self._field = faces, field
        self._by_key = {nickname_key(nickname): nickname for nickname in faces}
        name = QCoreApplication.translate("EntryForm", "Someone you know by sight?")
        super().__init__(theme, [(nickname, nickname) for nickname in faces], name=name)
        self.value_changed.connect(self._write)
        field.textChanged.connect(self._follow)

    def chip_for(self, value: str, text: str) -> Chip:
        """A chip with the face of that nickname."""
        return FaceChip(self._theme, text, self._faces[value])

    def _write(self, nickname: str | None) -> None:
        there = nickname_key(self._field.text())
        # What is being typed is left as it is: neither respelled, nor cleared as no face's.
        if nickname is None and there in self._by_key:
            self._field.clear()
        elif nickname is not None and there != nickname_key(nickname):
            self._field.setText(nickname)

    def _follow(self, text: str) -> None:
        self.set_value(self._by_key.get(nickname_key(text)))
