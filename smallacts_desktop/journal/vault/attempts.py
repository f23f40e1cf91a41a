"""How easy a passphrase is to guess, told and never forbidden; and guessing made slow.

The estimate is that of zxcvbn, which knows common passwords and words, keyboard rows, repeats,
sequences and dates, on this computer alone.

The count of wrong ones lies in a small file beside the journal, so that a program started again for
each guess waits as long as one that stays open. It holds a number and a moment, nothing of what was
typed. Anyone who can delete the file can copy the journal as well; the key's own slowness is for
them.
"""

import json
import math
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from smallacts_desktop.clock import Clock
from smallacts_desktop.domain.journal_errors import OneSecondMoreError, TooManyAttemptsError
from smallacts_desktop.domain.passphrase import Estimate, Strength, Weakness
from smallacts_desktop.storage.file.files import open_regular, read_regular

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


# zxcvbn refuses more; what follows can only make a passphrase harder to guess.
_LONGEST_EXAMINED = 72
# Powers of ten of the guesses needed. 10^8 is zxcvbn's own limit below which it advises against.
_EASY, _GOOD, _VERY_GOOD = 8, 12, 16


_PATTERNS = {
    "repeat": Weakness.REPEATED,
    "spatial": Weakness.KEYBOARD_ROW,
    "sequence": Weakness.SEQUENCE,
    "date": Weakness.DATE,
    "regex": Weakness.DATE,
}


def estimate(passphrase: str) -> Estimate:
    """How hard ``passphrase`` (not blank) is to guess; takes a few milliseconds."""
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its word lists take some megabytes

    found = zxcvbn(passphrase[:_LONGEST_EXAMINED])
    power = float(found["guesses_log10"])
    if power >= _EASY:
        good = Strength.VERY_GOOD if power >= _VERY_GOOD else Strength.GOOD
        return Estimate(good if power >= _GOOD else Strength.FAIR)
    longest = max(found["sequence"], key=lambda part: len(part["token"]))
    return Estimate(Strength.EASY, _PATTERNS.get(longest["pattern"], Weakness.COMMON))


# A person who has mistyped goes on at once; the fourth try waits, and each later one twice as long.
FREE_ATTEMPTS = 3
_FIRST_WAIT_S, _LONGEST_WAIT_S = 2, 60
_MOST_COUNTED = 1000
_MOST_BYTES = 200


@dataclass(frozen=True, slots=True)
class _Wrong:
    """How many wrong passphrases were given in a row, and when the last one was."""

    count: int
    last: datetime

    @classmethod
    def of(cls, found: dict[str, Any]) -> "_Wrong":
        """What a file says. Raises ValueError, TypeError or KeyError for what makes no sense."""
        count = found["wrong"]
        if not isinstance(count, int) or count <= 0:
            raise ValueError("nothing to count")
        return cls(min(count, _MOST_COUNTED), moment(found["last"]))

    def written(self) -> bytes:
        last = self.last.astimezone(UTC).isoformat(timespec="milliseconds")
        return json.dumps({"wrong": self.count, "last": last}).encode() + b"\n"


class AttemptLimiter:
    """Counts wrong passphrases, and says when the next one may follow.

    ``file`` keeps the count from one run of the program to the next; where it cannot be written,
    or is no file of ours, the count is that of this run alone.
    """

    def __init__(self, clock: Clock, file: Path) -> None:
        self._clock, self._file = clock, file
        self._wrong: _Wrong | None = None

    def note_wrong(self) -> None:
        """Another wrong one."""
        former = self._found()
        self._save(_Wrong(1 if former is None else former.count + 1, self._clock.now()))

    def forget(self) -> None:
        """The right one was given."""
        self._wrong = None
        with suppress(OSError):
            if not self._file.is_dir():
                self._file.unlink()

    def wait_seconds(self) -> float:
        """How long until another try is allowed; 0.0 for now."""
        wrong = self._found()
        if wrong is None or wrong.count < FREE_ATTEMPTS:
            return 0.0
        now = self._clock.now()
        if now < wrong.last:
            # The clock was set back: the wait begins again, and is no longer than it would be.
            wrong = _Wrong(wrong.count, now)
            self._save(wrong)
        # Before two to the power of it is longer than any number of seconds.
        doublings = min(wrong.count - FREE_ATTEMPTS, 10)
        wait = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2**doublings)
        return max(0.0, (timedelta(seconds=wait) - (now - wrong.last)).total_seconds())

    def check(self) -> None:
        """Raise TooManyAttemptsError while the person has to wait."""
        seconds = self.wait_seconds()
        if seconds > 0:
            whole = math.ceil(seconds)
            raise OneSecondMoreError if whole == 1 else TooManyAttemptsError(seconds=whole)

    def _save(self, wrong: _Wrong) -> None:
        self._wrong = wrong
        with suppress(OSError):
            handle = open_regular(self._file, os.O_WRONLY | os.O_CREAT)
            with os.fdopen(handle, "wb") as file:
                file.write(wrong.written())
                file.truncate()

    def _found(self) -> _Wrong | None:
        """What counts: the file's, unless this run knows of more or of a later one."""
        kept = None
        with suppress(OSError):
            kept = read_untrusted(read_regular(self._file, _MOST_BYTES), _Wrong.of)
        if kept is None or (self._wrong is not None and self._wrong.count >= kept.count):
            return self._wrong
        return kept
