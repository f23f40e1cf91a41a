"""Draws the pictures that iconutil makes an .icns file of.

usage: iconset.py FOLDER.iconset
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))
from drawing import drawn

SVG = Path(__file__).resolve().parents[2] / "resources" / "icons" / "app-icon.svg"
# In points; each also at twice the density.
SIZES = (16, 32, 128, 256, 512)


def write_iconset(folder: Path) -> None:
    """Draw the icon in every size and under every name that iconutil looks for."""
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        drawn(SVG, size).save(str(folder / f"icon_{size}x{size}.png"))
        drawn(SVG, size * 2).save(str(folder / f"icon_{size}x{size}@2x.png"))


if __name__ == "__main__":
    write_iconset(Path(sys.argv[1]))
