"""How easy a passphrase is to guess, told to the person who chooses it and never forbidden.

The estimate is that of zxcvbn, which knows common passwords and words, keyboard rows, repeats,
sequences and dates. It works on this computer alone. The library is imported when it is first
needed, as its word lists take some megabytes.
"""

from smallacts_desktop.domain.passphrase import Estimate, Strength, Weakness

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
    from zxcvbn import zxcvbn  # noqa: PLC0415 - see above

    found = zxcvbn(passphrase[:_LONGEST_EXAMINED])
    power = float(found["guesses_log10"])
    if power >= _EASY:
        good = Strength.VERY_GOOD if power >= _VERY_GOOD else Strength.GOOD
        return Estimate(good if power >= _GOOD else Strength.FAIR)
    longest = max(found["sequence"], key=lambda part: len(part["token"]))
    return Estimate(Strength.EASY, _PATTERNS.get(longest["pattern"], Weakness.COMMON))
