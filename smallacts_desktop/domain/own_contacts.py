"""People whom the person would turn to in a crisis, in their own words."""

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from smallacts_desktop.domain.entries import SHORT_TEXT_LIMIT, check_text
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP

MOST_CONTACTS = 12


class ContactNameMissingError(SmallActsError):
    """A contact without a name."""

    template = QT_TRANSLATE_NOOP("Errors", "Write a name first.")


class ContactNumberMissingError(SmallActsError):
    """A contact without what to dial or text."""

    template = QT_TRANSLATE_NOOP("Errors", "Write what to dial or text.")


@dataclass(frozen=True, slots=True)
class OwnContact:
    """Somebody to turn to; ``call`` is what to dial or text, ``about`` may be blank."""

    name: str
    call: str
    about: str = ""

    @classmethod
    def checked(cls, name: str, call: str, about: str) -> "OwnContact":
        """A contact as it was typed, without spaces around the words.

        Raises ContactNameMissingError, ContactNumberMissingError, TextTooLongError over 200
        characters or ForbiddenCharacterError.
        """
        made = cls(name.strip(), call.strip(), about.strip())
        if not made.name:
            raise ContactNameMissingError
        if not made.call:
            raise ContactNumberMissingError
        for text in astuple(made):
            check_text(text, SHORT_TEXT_LIMIT)
        return made


def contacts_text(contacts: Iterable[OwnContact]) -> str:
    """Contacts as one text to keep."""
    return json.dumps([astuple(contact) for contact in contacts], ensure_ascii=False)


def contacts_in(text: str) -> tuple[OwnContact, ...]:
    """The contacts of ``contacts_text``; none where it makes no sense."""
    try:
        return tuple(OwnContact.checked(*row) for row in json.loads(text))
    except (ValueError, TypeError, AttributeError, RecursionError, SmallActsError):
        return ()
