"""Imports PySide6 without the work that this program never asks for: a third of a bare window.

PySide6 carries the texts of its signatures, with what reads them, as Python sources in a zip inside
its library, and compiles them at every start. They are needed only for the message of a wrong
call, and are compiled here when that asks for them. And it replaces ``__import__`` to look in the
source of every module that is imported from then on for ``from __feature__ import``, which nothing
here says: the usual ``__import__`` is put back. Where another release does neither, nothing is
left out and nothing breaks.
"""

import builtins
import sys
import threading
from collections.abc import Callable
from types import CodeType
from typing import Any

_FOLDER = "shibokensupport/signature/"
_LATER = {
    f"{_FOLDER}{name}.py"
    for name in (
        "mapping", "parser", "layout", "errorhandler",
        "lib/enum_sig", "lib/pyi_generator", "lib/tool",
    )
}  # fmt: skip
# This one Shiboken looks up without asking the module for it.
_LOOKED_UP = "\ndef update_mapping(): return __getattr__('update_mapping')()"
_sources: dict[str, tuple[bytes, str]] = {}
_compiling = threading.RLock()
_compile = builtins.compile


def import_qt() -> None:
    """Import PySide6.QtCore, and put back what it replaced; once QtCore is there, nothing more."""
    if "PySide6.QtCore" in sys.modules:
        return
    builtins.compile = _compile_later
    try:
        import PySide6.QtCore  # noqa: F401, PLC0415 - for what importing it does, when asked for
    finally:
        builtins.compile = _compile
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def names_of(module: str) -> Callable[[str], Any]:
    """What answers the first question for a name of a module: it makes the module whole."""

    def answer(name: str) -> Any:  # noqa: ANN401 - a module holds anything
        # Python itself asks for names such as ``__path__``, and takes no for an answer.
        if name.startswith("__"):
            raise AttributeError(name)
        with _compiling:
            names = vars(sys.modules[module])
            if module in _sources:
                del names["__getattr__"]
                exec(_compile(*_sources.pop(module), "exec"), names)  # noqa: S102 - PySide6's own
        try:
            return names[name]
        except KeyError:
            raise AttributeError(name) from None

    return answer


# What a module is made of until something asks for one of its names.
_PLACEHOLDER = f"from {__name__} import {names_of.__name__} as of; __getattr__ = of(__name__)"


def _compile_later(source: Any, filename: Any, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - as the original
    """As ``compile``, which it stands for; the modules for later become placeholders."""
    if filename not in _LATER or rest != ("exec",) or more:
        return _compile(source, filename, *rest, **more)
    _sources[filename.removesuffix(".py").replace("/", ".")] = source, filename
    looked_up = _LOOKED_UP if filename.endswith("mapping.py") else ""
    code: CodeType = _compile(_PLACEHOLDER + looked_up, filename, "exec")
    return code
