"""The answers of a half-written form as JSON text, and back."""

import json
from collections.abc import Mapping
from datetime import date, time
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
    return json.dumps(
        {
            "kind": answers.kind,
            "act": answers.act,
            "act_id": answers.act_id,
            "size": answers.size,
            "date": None if answers.date is None else answers.date.isoformat(),
            "time": None if answers.time is None else clock_text(answers.time),
            "place": answers.place,
            "person": answers.person,
            "outcome": answers.outcome,
            "barrier": answers.barrier,
            "mood_before": answers.mood_before,
            "mood_before_recorded": answers.mood_before_recorded,
            "mood_after": answers.mood_after,
            "response": answers.response,
            "expectation": answers.expectation,
            "note": answers.note,
            "private": answers.private,
        }
    )


def answers_from_json(text: str) -> EntryDraft | None:
    """Read answers, or None when the text holds none that this program understands.

    A field that is not there is blank, so a later form can have more of them.
    """
    try:
        return _answers(json.loads(text))
    except (AttributeError, RecursionError, TypeError, ValueError):
        return None


def _answers(given: Mapping[str, Any]) -> EntryDraft:
    day, clock = given.get("date"), given.get("time")
    return EntryDraft(
        kind=EntryKind(given.get("kind", EntryKind.ACT)),
        act=_text(given.get("act")),
        act_id=None if given.get("act_id") is None else _text(given["act_id"]),
        size=code_or_none(ActSize, given.get("size")),
        date=None if day is None else date.fromisoformat(day),
        time=None if clock is None else time.fromisoformat(clock),
        place=_text(given.get("place")),
        person=_text(given.get("person")),
        outcome=code_or_none(Outcome, given.get("outcome")),
        barrier=code_or_none(Barrier, given.get("barrier")),
        mood_before=_whole_number(given.get("mood_before")),
        mood_before_recorded=code_or_none(MoodRecorded, given.get("mood_before_recorded")),
        mood_after=_whole_number(given.get("mood_after")),
        response=code_or_none(Response, given.get("response")),
        expectation=code_or_none(Expectation, given.get("expectation")),
        note=_text(given.get("note")),
        private=given.get("private") is True,
    )


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
