"""PySide6 imported without what nothing asks for, in processes of their own."""

import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).parents[3]
_IMPORTED = """
import builtins, sys
from smallacts_desktop.ui.kit.qt_import import import_qt
usual = compile
import_qt()
assert builtins.compile is usual
import_qt()
from PySide6.QtCore import QPoint, QTimer
"""


def _run(script: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", _IMPORTED + script],
        cwd=CHECKOUT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout.strip()


def test_signatures_are_not_compiled_for_a_start() -> None:
    """Nothing has been made of the modules about signatures, and no import looks for features."""
    module = "sys.modules['shibokensupport.signature.lib.pyi_generator']"

    assert _run(f"print('Formatter' in vars({module}))") == "False"
    looked_at = "sys.modules['PySide6.support.feature'].pyside_feature_dict"
    assert _run(f"import fractions\nprint('fractions' in {looked_at})") == "False"


def test_a_wrong_call_is_still_explained() -> None:
    """The message with every signature is there when it is asked for."""
    said = _run(
        "try:\n    QPoint('far', 'away')\nexcept TypeError as error:\n    print(error)\n"
        "print(QTimer.setInterval.__doc__)"
    )

    assert "called with wrong argument types" in said
    assert "Supported signatures" in said
    assert "setInterval(self, msec: int" in said


def test_a_module_for_later_is_whole_once_it_is_asked_for_a_name() -> None:
    """What it lacks, it lacks in the usual way."""
    said = _run(
        "from shibokensupport.signature.lib import pyi_generator\n"
        "print(pyi_generator.Formatter.__name__, hasattr(pyi_generator, 'nothing'))\n"
        "print('__getattr__' in vars(pyi_generator))"
    )

    assert said.split() == ["Formatter", "False", "False"]
