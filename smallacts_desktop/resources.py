"""Where the program's own files are: icons, drawings, the catalogue, the style sheet.

An installed program carries them inside the package; a checkout keeps them beside it.
"""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "resources_data"
_CHECKOUT = _PACKAGE.parent / "resources"


def resource_path(name: str) -> Path:
    """The path of the resource ``name``, such as ``icons/check.svg``; it need not exist."""
    folder = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    return folder / name


@cache
def read_resource(name: str) -> str:
    """The text of the resource ``name``; FileNotFoundError when the program was put together badly.

    Kept after the first reading: a theme change asks for the same few files again and again.
    """
    return resource_path(name).read_text(encoding="utf-8")
