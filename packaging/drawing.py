"""Drawings of the program turned into pictures, for what each system wants of an icon."""

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

# Up to so many pixels a drawing named -16 stands in for one that has such; as ui/icons.py does it.
SMALL_SIZE = 22


def for_size(svg: Path, size: int) -> Path:
    """The drawing to use in the place of ``svg`` for ``size`` pixels a side."""
    small = svg.with_stem(f"{svg.stem}-16")
    return small if size <= SMALL_SIZE and small.is_file() else svg


def drawn(svg: Path, size: int) -> QImage:
    """The square drawing ``svg``, ``size`` pixels a side, on nothing."""
    svg = for_size(svg, size)
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return _painted(image, svg, QRectF(0, 0, size, size)).convertToFormat(
        QImage.Format.Format_ARGB32
    )


def drawn_on(paper: str, width: int, height: int, svg: Path, place: QRectF) -> QImage:
    """The drawing ``svg`` at ``place`` on paper of that colour and size, in pixels."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(paper))
    return _painted(image, svg, place).convertToFormat(QImage.Format.Format_RGB888)


def _painted(image: QImage, svg: Path, place: QRectF) -> QImage:
    drawing = QSvgRenderer(str(svg))
    if not drawing.isValid():
        raise SystemExit(f"{svg} is not a drawing that Qt can read.")
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter, place)
    painter.end()
    return image
