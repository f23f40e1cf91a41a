"""Small JSON files beside the journal, which anybody may have changed."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

T = TypeVar("T")


def read_untrusted(content: bytes, take: Callable[[Any], T]) -> T | None:
    """What ``take`` makes of a file's ``content``; None where that makes no sense.

    ``take`` may raise ValueError, TypeError or KeyError for whatever is not as it should be.
    """
    try:
        return take(json.loads(content))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def moment(text: str) -> datetime:
    """A moment in ISO 8601 with its zone. Raises ValueError, or TypeError for no text."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return found
