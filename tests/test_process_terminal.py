"""What a terminal is given to show never makes it do anything."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from smallacts_desktop.process import printable, printable_lines

# Whatever Unicode says acts on a terminal or on what stands around it.
_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def is_obeyed(sign: str) -> bool:
    """Whether a terminal may do something with a sign other than show it."""
    if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp"):
        return True
    return unicodedata.bidirectional(sign) in _TURNING or sign in "\u061c\u200e\u200f"


any_text = st.text(st.characters(codec=None, exclude_categories=()))


@given(any_text)
@example("\x1b[2J\x1b]0;title\x07")
@example("a\r\nb\x9b31m\u202egnp.exe")
@example("\udc9b")
def test_nothing_is_left_to_obey(text: str) -> None:
    """Not one sign, in one line, and the rest is as it was."""
    shown = printable(text)
    assert not any(map(is_obeyed, shown))
    kept = [sign for sign in text if not is_obeyed(sign)]
    left = iter(shown)
    assert all(sign in left for sign in kept)
    if len(kept) == len(text):
        assert shown == text


@given(any_text)
@example("one\r\ntwo\tthree\rfour")
def test_lines_stay_lines(text: str) -> None:
    """Line breaks and tabs alone are left of what a terminal obeys."""
    shown = printable_lines(text)
    assert {sign for sign in shown if is_obeyed(sign)} <= {"\n", "\t"}
    assert shown.count("\n") == text.count("\n")


def test_a_sign_is_written_out_so_that_it_can_be_found() -> None:
    """As programmers write it."""
    assert printable("a\x1b[31m\u202eb") == "a\\x1b[31m\\u202eb"
