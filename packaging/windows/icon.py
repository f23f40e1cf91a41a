"""The program's icon as Windows wants it, a picture of its own for each size, and the installer's side picture."""

import os
import struct
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # a drawing needs no screen

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
# Twice what a screen of ordinary density shows, so that a finer one has its share.
_SIDE_WIDTH, _SIDE_HEIGHT = 328, 628
_PAPER = "#F6F3EC"
_AS_PNG_FROM = 256  # smaller pictures as bitmaps: every part of Windows reads those


def write_icon(svg: Path, ico: Path) -> None:
    """Draw ``svg`` once for each of SIZES, in pixels, into the icon file ``ico``."""
    drawing = _drawing(svg)
    pictures = [_packed(_drawn(drawing, size)) for size in SIZES]
    place = 6 + 16 * len(SIZES)
    entries = b""
    for size, picture in zip(SIZES, pictures, strict=True):
        side = size % 256  # 256 is written as 0
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    ico.write_bytes(struct.pack("<HHH", 0, 1, len(SIZES)) + entries + b"".join(pictures))


def write_side_picture(svg: Path, bmp: Path) -> None:
    """Draw ``svg`` on plain paper, in the upright form the installer shows beside its words."""
    image = QImage(_SIDE_WIDTH, _SIDE_HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor(_PAPER))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = _SIDE_WIDTH * 0.6
    _drawing(svg).render(painter, QRectF((_SIDE_WIDTH - side) / 2, _SIDE_HEIGHT * 0.28, side, side))
    painter.end()
    if not image.convertToFormat(QImage.Format.Format_RGB888).save(str(bmp), "BMP"):
        raise SystemExit(f"{bmp} could not be written")


def _drawing(svg: Path) -> QSvgRenderer:
    QGuiApplication.instance() or QGuiApplication(["icon"])
    drawing = QSvgRenderer(str(svg))
    if not drawing.isValid():
        raise SystemExit(f"{svg} is not a drawing that Qt can read")
    return drawing


def _drawn(drawing: QSvgRenderer, size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image.convertToFormat(QImage.Format.Format_ARGB32)


def _packed(image: QImage) -> bytes:
    size = image.width()
    if size >= _AS_PNG_FROM:
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        return bytes(data.data())
    # A bitmap of twice the height, bottom row first: the colours, then a mask that alpha makes needless.
    header = struct.pack("<IiiHHIIiiII", 40, size, size * 2, 1, 32, 0, 0, 0, 0, 0, 0)
    rows = bytes(image.mirrored(False, True).constBits())
    mask_row = (size + 31) // 32 * 4
    return header + rows + bytes(mask_row * size)
