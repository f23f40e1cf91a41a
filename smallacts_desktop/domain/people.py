"""People: familiar faces by their nickname, and those to turn to in a crisis."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import date

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import SHORT_TEXT_LIMIT, check_text
from smallacts_desktop.domain.errors import NicknameMissingError, SmallActsError
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


@dataclass(frozen=True, slots=True)
class FaceStep:
    """The acts of one size done with a person: first and last day, and how many."""

    first: date
    last: date
    count: int


@dataclass(frozen=True, slots=True)
class Face:
    """One familiar face.

    ``nickname`` is spelled as it was last written. ``steps`` holds the sizes of act done with the
    person, from smallest to small; it may be empty. ``last_seen`` is the latest day on which an
    entry names the person, and ``entries`` how many do, whatever their kind and outcome.
    """

    nickname: str
    steps: Mapping[ActSize, FaceStep]
    last_seen: date
    entries: int

    @property
    def largest(self) -> ActSize | None:
        """The largest size of act done with the person."""
        return next((size for size in reversed(ActSize) if size in self.steps), None)

    @property
    def next_step(self) -> ActSize | None:
        """The size to offer next with this person; None when nothing is larger.

        It is one more than the largest done, and the smallest when none was. An offer, never a
        duty: nothing is counted against a person whose path stays where it is.
        """
        largest = self.largest
        return ActSize.SMALLEST if largest is None else largest.larger


def tidy_nickname(nickname: str) -> str:
    """A nickname as it is kept: single spaces, none around it."""
    return " ".join(nickname.split())


def nickname_key(nickname: str) -> str:
    """What two spellings of one nickname share: they differ in case and spaces at most."""
    return tidy_nickname(nickname).casefold()


def checked_nickname(nickname: str) -> str:
    """A nickname the person typed, tidied.

    Raises NicknameMissingError for a blank one, TextTooLongError over 200 characters and
    ForbiddenCharacterError.
    """
    tidy = tidy_nickname(nickname)
    if not tidy:
        raise NicknameMissingError
    check_text(tidy, SHORT_TEXT_LIMIT)
    return tidy
