"""What the long tests may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture import seccomp
from tests.torture.__main__ import workplace
from tests.torture.program import Program


@pytest.fixture(scope="module")
def program() -> Iterator[Program]:
    """The program of this checkout, imported once."""
    if not seccomp.is_possible():
        pytest.skip("only Linux shows a program's file calls to another")
    with Program() as made:
        yield made


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder for the runs of one test."""
    with workplace() as folder:
        yield folder
