"""The answers of a half-written form as JSON text, and back."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, time
from functools import partial
from typing import Any

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.drafts import EntryDraft
from smallacts_desktop.domain.entries import (
    Barrier,
    EntryKind,
    Expectation,
    MoodRecorded,
    Outcome,
    Response,
)
from smallacts_desktop.storage.file.conversion import clock_text, code_or_none


def answers_to_json(answers: EntryDraft) -> str:
    """Write answers as JSON in plain ASCII, which carries any character a form can hold."""
    values = ((known.name, getattr(answers, known.name)) for known in fields(EntryDraft))
    return json.dumps({name: _plain(value) for name, value in values})


def answers_from_json(text: str) -> EntryDraft | None:
    """Read answers, or None when the text holds none that this program understands.

    A field that is not there is blank, so a later form can have more of them.
    """
    try:
        given = json.loads(text)
        if not isinstance(given, dict):
            return None
        return EntryDraft(
            **{name: read(given[name]) for name, read in _READERS.items() if name in given}
        )
    except (RecursionError, TypeError, ValueError):
        return None


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return clock_text(value) if isinstance(value, time) else value


def _text(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole_number(value: object) -> int | None:
    if value is not None and type(value) is not int:
        raise TypeError
    return value


def _flag(value: object) -> bool:
    return value is True


def _or_none(read: Callable[[Any], object]) -> Callable[[Any], object]:
    return lambda value: None if value is None else read(value)


# What makes an answer of its JSON value; TypeError or ValueError where it is none.
_READERS: Mapping[str, Callable[[Any], Any]] = {
    "kind": EntryKind,
    "act": _text,
    "act_id": _or_none(_text),
    "size": partial(code_or_none, ActSize),
    "date": _or_none(date.fromisoformat),
    "time": _or_none(time.fromisoformat),
    "place": _text,
    "person": _text,
    "outcome": partial(code_or_none, Outcome),
    "barrier": partial(code_or_none, Barrier),
    "mood_before": _whole_number,
    "mood_before_recorded": partial(code_or_none, MoodRecorded),
    "mood_after": _whole_number,
    "response": partial(code_or_none, Response),
    "expectation": partial(code_or_none, Expectation),
    "note": _text,
    "private": _flag,
}
