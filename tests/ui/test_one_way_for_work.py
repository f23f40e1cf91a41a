"""What a widget asks of the journal, and what may fail, goes through the one helper for it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from smallacts_desktop import ui
from smallacts_desktop.journal.acts import ActLibrary, DailyCard
from smallacts_desktop.journal.drafts import HalfWritten
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.journal.lost_entries import RecentlyDeleted, Unreadable
from smallacts_desktop.journal.overviews import FamiliarFaces, PastShares
from smallacts_desktop.journal.paper import PaperWeek
from smallacts_desktop.journal.preferences import Preferences
from smallacts_desktop.ui.entry_form.form import DraftAutosave
from smallacts_desktop.ui.kit import jobs
from smallacts_desktop.ui.kit.dialogs import wait_for
from smallacts_desktop.ui.kit.page import Page

UI = Path(ui.__file__).parent
# Every method and property of the journal and its parts that writes, or else only reads.
WRITING: dict[type, set[str]] = {
    Journal: {
        "set_day_start", "complete", "not_this_time", "drop_waiting", "write", "edit", "delete",
        "import_entries", "undo", "redo",
    },
    HalfWritten: {"save_draft", "drop_draft"},
    DailyCard: {
        "choose_size", "another_idea", "offer", "start", "drop_waiting", "accept_step", "not_yet",
    },
    ActLibrary: {
        "set_favourite", "set_hidden", "add_own", "edit_own", "remove_own", "restore_own",
    },
    FamiliarFaces: {"rename", "merge", "forget", "choose_drawing"},
    RecentlyDeleted: {"restore", "empty", "drop_older_than_30_days"},
    PastShares: {"record", "clear"},
    PaperWeek: {"save"},
    Preferences: {"set_step_day", "close_form", "note_act_let_go", "ask_for_act"},
    Unreadable: {"restore"},
}  # fmt: skip
READING: dict[type, set[str]] = {
    Journal: {
        "catalogue", "has_passphrase", "close", "subscribe", "worker", "moment", "today",
        "entry", "find", "find_many", "entries_on", "entries", "records", "page", "count",
        "day_summaries", "years", "last_seven_days", "persons", "own_places",
        "forget_undo", "announce_all_changed", "can_undo", "can_redo",
        "reminder_facts", "closing_line",
    },
    HalfWritten: {"draft", "changed_by_drafts"},
    DailyCard: {"size", "act", "pending", "step_offer", "days_done", "answers", "place_of"},
    ActLibrary: {"catalogue", "all", "find", "choose"},
    FamiliarFaces: {"all", "face", "nicknames", "next_step", "drawing", "sizes", "met_last"},
    RecentlyDeleted: {"entries", "count", "count_archived"},
    PastShares: {"all", "last", "last_day"},
    PaperWeek: {"ideas"},
    Preferences: {"step_day", "acts_let_go", "act_asked_for"},
    Unreadable: {"count", "check_rows", "copy_of"},
}  # fmt: skip
# Assigning to one of these writes.
SETTINGS = {
    name
    for part in WRITING
    for name, value in vars(part).items()
    if isinstance(value, property) and value.fset is not None
}
# Which argument of each way to ask for work is the work, by place or by name.
HELPERS = {"attempt": 0, "_attempt": 0, "_try": 0, "BackgroundWork": 0}
WORK_NAMES = ("work", "keep", "clear")
# Of a dialog, a card or the window, each by the first.
OWN = {"_attempt", "_try"}
# These tell whoever calls them that they raise, and every call of theirs is looked at as well.
RAISING = {"save_words", "flush"}
# Where a function raises to the one who asked for it: to the steps of a dialog, which have one
# helper of their own, or to the keeping of words. Closing and locking, in the shell, have an
# answer of their own when words cannot be kept: the window stays open.
RAISE_ON = {
    "kit/dialogs.py": {"wait_for"},
    "security/backups.py": {"wait_for"},
    "security/passphrase_dialog.py": {"wait_for"},
    "entry_form/form.py": {"flush"},
}


@pytest.mark.parametrize("part", WRITING, ids=lambda part: part.__name__)
def test_every_method_of_the_journal_is_known_here(part: type) -> None:
    """A new one has to be put where it belongs, so that the next test looks for it."""
    public = {
        name
        for name, value in vars(part).items()
        if not name.startswith("_")
        and (callable(value) or isinstance(value, property))
        and not (isinstance(value, property) and value.fset is not None)
    }
    assert WRITING[part] | READING[part] == public


def test_the_search_looks_for_names_that_are_there() -> None:
    """A name that was changed would be looked for in vain, and nothing found."""
    assert all(hasattr(DraftAutosave, name) or hasattr(Page, name) for name in RAISING)
    assert all(hasattr(jobs, name) for name in HELPERS.keys() - OWN)
    assert callable(wait_for)


class _Module:
    """One module of the window, with the parent of every node."""

    def __init__(self, name: str, code: str) -> None:
        self.name, self.tree = name, ast.parse(code)
        self._parents = {
            child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)
        }

    def outside(self) -> Iterator[str]:
        """Each place where something that may fail is asked for, and not through the helper."""
        for node in ast.walk(self.tree):
            if self._may_fail(node) and not self._is_within(node, frozenset()):
                yield f"{self.name}:{getattr(node, 'lineno', 0)} {ast.unparse(node)}"

    def _may_fail(self, node: ast.AST) -> bool:
        if isinstance(node, ast.Name):
            called = isinstance(self._parents[node], ast.Call)
            return called and node.id == "wait_for" and not self._raises_on(node.id)
        if not isinstance(node, ast.Attribute):
            return False
        if node.attr in RAISING:
            return not self._raises_on(node.attr)
        names = set(ast.unparse(node.value).replace("()", "").split("."))
        if not names & {"journal", "_journal"} or "pages" in names:
            return False
        if isinstance(node.ctx, ast.Store):
            return node.attr in SETTINGS
        return node.attr in set().union(*WRITING.values())

    def _raises_on(self, name: str) -> bool:
        own_answer = name == "save_words" and self.name.startswith("shell/")
        return name in RAISE_ON.get(self.name, ()) or (
            own_answer and self.name != "shell/workspace.py"
        )

    def _is_within(self, node: ast.AST, seen: frozenset[str]) -> bool:
        """Whether ``node`` is part of some work, or of a function that is asked for only there."""
        child, parent = node, self._parents.get(node)
        while parent is not None:
            if isinstance(parent, ast.Call) and child in _work_of(parent):
                return True
            if isinstance(parent, ast.FunctionDef) and child in parent.body:
                return self._is_work(parent.name, seen)
            child, parent = parent, self._parents.get(parent)
        return False

    def _is_work(self, function: str, seen: frozenset[str]) -> bool:
        if function in RAISING:
            return True
        if function in seen:
            return False
        asked = [
            node
            for node in ast.walk(self.tree)
            if ast.unparse(node) in (function, f"self.{function}")
        ]
        return bool(asked) and all(self._is_within(one, seen | {function}) for one in asked)


def _work_of(call: ast.Call) -> list[ast.AST]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    work: list[ast.AST] = [key for key in call.keywords if key.arg in WORK_NAMES]
    at = HELPERS.get(name)
    if at is not None and len(call.args) > at:
        work.append(call.args[at])
    return work


def test_a_widget_asks_the_journal_through_the_helper_alone() -> None:
    """So that no expected error, a full disk say, can reach sys.excepthook."""
    found: list[str] = []
    for path in sorted(UI.rglob("*.py")):
        module = _Module(path.relative_to(UI).as_posix(), path.read_text(encoding="utf-8"))
        found.extend(module.outside())
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("code", "is_found"),
    [
        ("def f(self):\n    self._journal.undo()", True),
        ("def f(self):\n    self._journal.preferences.places = ()", True),
        ("def f(self):\n    button.clicked.connect(self._journal.card.another_idea)", True),
        ("def f(self):\n    attempt(self._journal.undo, failed=self._say)", False),
        ("def f(self):\n    self._keep()\ndef _keep(self):\n    self._journal.undo()", True),
        (
            "def f(self):\n    attempt(self._keep)\ndef _keep(self):\n    self._journal.undo()",
            False,
        ),
    ],
)
def test_a_call_past_the_helper_is_found(code: str, is_found: bool) -> None:
    """The search itself: what it finds, and what it lets through."""
    assert bool(list(_Module("made_up.py", code).outside())) is is_found
