"""Functions are named by the verbs of the field, and say what they do where a reader needs it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
FOLDERS = ("smallacts_desktop", "packaging", "tests")
# Figures of speech, each with what the program calls it.
SAID_PLAINLY = {
    "bring": "restore, show or raise",
    "dress": "apply or set",
    "hear": "set, note or connect",
    "keep": "save or reserve",
    "lay": "build or arrange",
    "let": "release, drop or allow",
    "peek": "next",
    "say": "show, print or write",
    "seal": "encrypt",
    "serve": "connect or answer",
    "shield": "harden",
    "squeeze": "compress",
    "tell": "show, announce or emit",
    "wake": "resume",
    "wear": "apply or use",
    "wish": "ask or request",
    "withdraw": "clear or roll back",
}
FIGURES = {
    "album", "caretaker", "claim", "claims", "collector", "desk", "door", "dress", "ear", "ghost",
    "hand", "hands", "house", "keeper", "life", "residence", "seal", "sealed", "shelf", "shelved",
    "stage", "visit", "voice", "wears", "wish", "wishes", "worn",
}  # fmt: skip


def functions(folder: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every function below a folder, with the file and line it is in."""
    for file in sorted((CHECKOUT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.FunctionDef):
                yield f"{file.relative_to(CHECKOUT)}:{node.lineno}", node


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_function_is_named_by_a_plain_verb(folder: str) -> None:
    """A name that begins with a figure of speech is listed with what to say in its place."""
    found = [
        f"{where} {function.name}: {SAID_PLAINLY[verb]}"
        for where, function in functions(folder)
        if (verb := function.name.strip("_").partition("_")[0]) in SAID_PLAINLY
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_function_is_named_by_a_figure(folder: str) -> None:
    """Nouns too, in the names of tests as well: a desk or a shelf says nothing of what is done."""
    found = [
        f"{where} {function.name}"
        for where, function in functions(folder)
        if set(function.name.split("_")) & FIGURES
    ]
    assert not found, "\n".join(found)


def test_a_method_of_the_window_says_what_it_does() -> None:
    """But for what overrides Qt's, in camelCase: Qt's own documentation defines those."""
    found = [
        f"{file.name}: {owner.name}.{method.name}"
        for file in sorted((CHECKOUT / "smallacts_desktop" / "ui").rglob("*.py"))
        for owner in ast.walk(ast.parse(file.read_bytes()))
        if isinstance(owner, ast.ClassDef) and not owner.name.startswith("_")
        for method in owner.body
        if isinstance(method, ast.FunctionDef) and _is_ours(method)
        if ast.get_docstring(method) is None
    ]
    assert not found, "\n".join(found)


def _is_ours(method: ast.FunctionDef) -> bool:
    is_setter = any(isinstance(each, ast.Attribute) for each in method.decorator_list)
    return method.name.islower() and not method.name.startswith("_") and not is_setter
