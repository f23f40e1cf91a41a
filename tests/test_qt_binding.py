"""The binding between Python and Qt itself, checked before anything is built on it."""

import sys

from PySide6.QtCore import QObject

CALLS = 1_000


def test_calls_that_return_nothing_keep_their_references() -> None:
    """One release lost a reference to None on every such call, and aborted after thousands.

    None may be immortal in a later Python, whose count then never moves.
    """
    thing = QObject()
    thing.setObjectName("x")
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > before - CALLS // 10
