"""Renders the icons of the package, in every size that desktops ask for.

usage: pictures.py FOLDER

FOLDER is an icon theme such as …/usr/share/icons/hicolor.
"""

import os
import shutil
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QGuiApplication

sys.path.append(str(Path(__file__).resolve().parents[1]))
from drawing import drawn

ROOT = Path(__file__).resolve().parents[2]
ICONS = ROOT / "resources" / "icons"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
# drawing, folder of the theme, name
DRAWINGS = (
    (ICONS / "app-icon.svg", "apps", "small-acts"),
    (ICONS / "backup-file.svg", "mimetypes", "application-vnd.smallacts.backup"),
)


def draw(theme: Path) -> None:
    """Write all icons into an icon theme's folder."""
    for drawing, kind, name in DRAWINGS:
        for size in SIZES:
            target = _made(theme / f"{size}x{size}" / kind / f"{name}.png")
            if not drawn(drawing, size).save(str(target)):
                raise SystemExit(f"{target} cannot be written.")
        shutil.copyfile(drawing, _made(theme / "scalable" / kind / f"{name}.svg"))
    mono = (ICONS / "logo-mono.svg").read_text("utf-8")
    # Desktops recolour symbolic icons, and expect them drawn in this grey.
    symbolic = mono.replace("currentColor", "#2e3436")
    _made(theme / "symbolic" / "apps" / "small-acts-symbolic.svg").write_text(symbolic, "utf-8")


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


if __name__ == "__main__":
    application = QGuiApplication(sys.argv[:1])
    draw(Path(sys.argv[1]))
