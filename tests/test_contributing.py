"""CONTRIBUTING.md names only what there is: files, folders, classes and functions."""

import ast
import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
TEXT = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
HOUSE = TEXT.partition("```text\n")[2].partition("```")[0]
PROSE = re.sub(r"```.*?```", "", TEXT, flags=re.DOTALL)
TOLD = re.findall(r"`([^`\n]+)`", PROSE)
PATHS = sorted(
    {each for each in TOLD if re.fullmatch(r"[\w./-]*(/|\.(py|toml|md))", each)}
    | set(re.findall(r"[\w./-]+(?:/|\.(?:py|toml|md|qss|jinja))(?=[\s,:;]|$)", HOUSE))
)
# Words that Python defines: classes, functions, methods with their class.
NAMES = sorted({each for each in TOLD if re.fullmatch(r"[A-Za-z]\w*(\.[a-z]\w*)?", each)})
NOT_OURS = {"TYPE_CHECKING", "None", "QT_TRANSLATE_NOOP", "ui", "export", "saved"}


def there() -> set[str]:
    """Every file and folder, from the checkout and from each folder above it; folders end in /."""
    roots = ("smallacts_desktop", "tests", "packaging", "resources", "docs")
    found = [path for root in roots for path in (CHECKOUT / root, *(CHECKOUT / root).rglob("*"))]
    found += [path for path in CHECKOUT.iterdir() if path.is_file()]
    names = set()
    for path in found:
        parts = path.relative_to(CHECKOUT).parts
        end = "/" if path.is_dir() else ""
        names |= {"/".join(parts[start:]) + end for start in range(len(parts))}
    return names


def defined() -> set[str]:
    """Every class, function and method of the program, methods with their class too."""
    names = set()
    for file in (CHECKOUT / "smallacts_desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                names.add(node.name)
            if isinstance(node, ast.ClassDef):
                inner = [each for each in node.body if isinstance(each, ast.FunctionDef)]
                names |= {f"{node.name}.{each.name}" for each in inner}
    return names


def test_every_path_exists() -> None:
    """A file or folder that was moved is named where it is now."""
    assert len(PATHS) > 40
    assert set(PATHS) - there() == set()


def test_every_class_and_function_exists() -> None:
    """The way of a note and of a mood names the real functions."""
    names = set(NAMES) - set(PATHS) - NOT_OURS
    assert len(names) > 20
    assert names - defined() == set()


@pytest.mark.parametrize("heading", ["The house", "Which room to open"])
def test_the_page_has_what_a_newcomer_looks_for(heading: str) -> None:
    """The picture of the house, and where to go for a change."""
    assert f"## {heading}\n" in TEXT
