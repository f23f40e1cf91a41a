"""Words that belong to the domain, marked so that Qt's extractor finds them.

The domain knows no Qt, yet "Very low" or "Smallest" is shown by the window, a report and the
command line alike. Each such string is written once, here or beside the thing it names, inside
``QT_TRANSLATE_NOOP``: ``lupdate`` recognises the call by its name, and the window passes the
result through ``QCoreApplication.translate`` with the same context.
"""

from enum import StrEnum
from typing import Self

CONTEXT = "Domain"


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - the name lupdate looks for
    """Return ``text`` unchanged; mark it for translation under ``context``."""
    del context
    return text


class Labelled(StrEnum):
    """A code, as in the CSV file, and the English word or two that people read for it."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        """A member that is its code, so that only the code is ever stored."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member
