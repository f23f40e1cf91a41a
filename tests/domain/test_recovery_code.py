"""The recovery code survives a pen, a bad eye and a hurried hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallacts_desktop.domain.journal_errors import WrongRecoveryCodeError
from smallacts_desktop.domain.passphrase import GROUPS, RecoveryCode

_WRITTEN = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=24, max_size=24)


def test_no_two_codes_are_alike_and_none_is_shown_by_accident() -> None:
    """Its text is in no representation that a log or a traceback could hold."""
    one, other = RecoveryCode.new(), RecoveryCode.new()
    assert one != other
    assert one.text not in repr(one)
    assert len(one.groups) == GROUPS
    assert str(one) == "-".join(one.groups)


@given(_WRITTEN, st.sampled_from(["", " ", "-", " – ", "\n"]), st.booleans())
def test_it_is_read_however_it_was_written_down(text: str, between: str, small: bool) -> None:
    """Small letters, other separators, O for nought and l for one are all right."""
    code = RecoveryCode(text)
    written = between.join(code.groups).replace("0", "O").replace("1", "l")
    assert RecoveryCode.read(written.lower() if small else written) == code


@pytest.mark.parametrize("text", ["", "AAAA-BBBB", "U" * 24, "A" * 25, "ÄÖÜ" * 8, "²" * 24])
def test_what_is_no_code_is_refused(text: str) -> None:
    """With the same sentence as a code of another journal."""
    with pytest.raises(WrongRecoveryCodeError):
        RecoveryCode.read(text)


def test_a_part_of_it_can_be_confirmed() -> None:
    """Each group by its place, as forgivingly as the whole."""
    code = RecoveryCode("ABCD0123EFGH4567JKMN89PQ")
    assert code.matches_part(1, " oi23 ".replace("i", "l"))
    assert not code.matches_part(0, "0123")
    assert not code.matches_part(1, "012")
