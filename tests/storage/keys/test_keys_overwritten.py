"""Secrets are overwritten where they lay in memory."""

import ctypes
import secrets
import sys
from collections.abc import Callable
from contextlib import suppress

import pytest

from smallacts_desktop.storage.keys.keys import SALT_BYTES, Key, overwrite, overwritten_text


def memory(thing: object) -> bytes:
    """All that Python keeps for an object."""
    return ctypes.string_at(id(thing), sys.getsizeof(thing))


@pytest.mark.parametrize("make", [secrets.token_hex, secrets.token_bytes])
def test_a_secret_is_overwritten_where_it_lies(make: Callable[[int], str | bytes]) -> None:
    """Every character, and nothing beside them."""
    secret = make(24)
    raw = secret.encode() if isinstance(secret, str) else bytes(bytearray(secret))
    assert raw in memory(secret)
    length = len(secret)
    overwrite(secret)
    assert raw not in memory(secret)
    assert len(secret) == length
    assert set(secret) in ({0}, {"\0"})


def test_a_text_made_of_parts_is_overwritten_at_the_end() -> None:
    """Whatever happens within the block."""
    part, kept = secrets.token_hex(16), []
    with suppress(ValueError), overwritten_text("PRAGMA ", part) as text:
        assert text == f"PRAGMA {part}"
        kept.append(text)
        raise ValueError
    assert set(kept[0]) == {"\0"}


@pytest.mark.parametrize("text", ["", "a", "é accent", "猫"])
def test_what_is_shared_or_of_another_layout_is_left_alone(text: str) -> None:
    """One letter is the same object everywhere in Python."""
    before = memory(text)
    overwrite(text)
    assert memory(text)[16:] == before[16:]


def test_a_key_overwrites_itself_when_nobody_holds_it() -> None:
    """And the statement that opens a file with it as soon as it has run."""
    key = Key(secrets.token_bytes(32), secrets.token_bytes(SALT_BYTES))
    with key.statement("PRAGMA key = ") as sql:
        assert sql.startswith("PRAGMA key = \"x'")
        assert len(sql) == len("PRAGMA key = ") + 2 * 48 + 5
    assert set(sql) == {"\0"}
    held = key.raw
    del key
    assert held == bytes(32)
