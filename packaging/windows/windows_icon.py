"""The program's icon as Windows wants it, a picture for each size, and the installer's picture."""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QImageWriter

sys.path.append(str(Path(__file__).resolve().parents[1]))
from drawing import drawn, drawn_on

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
_AS_PNG_FROM = 256  # smaller pictures as bitmaps: every part of Windows reads those
# Twice what a screen of ordinary density shows, so that a finer one has its share.
_SIDE_WIDTH, _SIDE_HEIGHT = 328, 628
_PAPER = "#F6F3EC"


def write_icon(svg: Path, ico: Path) -> None:
    """Draw ``svg`` once for each of SIZES, in pixels, into the icon file ``ico``."""
    pictures = [_packed(drawn(svg, size)) for size in SIZES]
    place = 6 + 16 * len(SIZES)
    entries = b""
    for size, picture in zip(SIZES, pictures, strict=True):
        side = size % 256  # 256 is written as 0
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    ico.write_bytes(struct.pack("<HHH", 0, 1, len(SIZES)) + entries + b"".join(pictures))


def write_side_picture(svg: Path, bmp: Path) -> None:
    """Draw ``svg`` on plain paper, in the upright form the installer shows beside its words."""
    side = _SIDE_WIDTH * 0.6
    place = QRectF((_SIDE_WIDTH - side) / 2, _SIDE_HEIGHT * 0.28, side, side)
    picture = drawn_on(_PAPER, _SIDE_WIDTH, _SIDE_HEIGHT, svg, place)
    if not picture.save(str(bmp)):
        raise SystemExit(f"{bmp} could not be written.")


def _packed(image: QImage) -> bytes:
    size = image.width()
    if size >= _AS_PNG_FROM:
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"PNG")).write(image)
        return bytes(data.data())
    # A bitmap of twice the height, bottom row first: the colours, then a mask, needless with alpha.
    header = struct.pack("<IiiHHIIiiII", 40, size, size * 2, 1, 32, 0, 0, 0, 0, 0, 0)
    upside_down = image.flipped(
        Qt.Orientation.Vertical
    )  # held by a name for as long as its bytes are read
    rows = bytes(upside_down.constBits())
    mask_row = (size + 31) // 32 * 4
    return header + rows + bytes(mask_row * size)
