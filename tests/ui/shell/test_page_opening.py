"""What opening a page does, the first time and again: counted, never timed."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from smallacts_desktop.demo import demo_entries
from smallacts_desktop.storage.file.driver import Driver
from smallacts_desktop.ui.kit import input_events
from smallacts_desktop.ui.kit.basics import Label
from smallacts_desktop.ui.kit.page import Page
from tests.ui.app_fixture import AppFixture

# The most that each asks of the database when it is first opened; it grows with no journal.
QUERIES = {"calendar": 20, "journal": 9, "insights": 16, "acts": 7, "share": 8, "settings": 7}
# How often a label looks where its lines begin, on the average, from its making to its picture.
MOST_MEASURES = 3


@pytest.fixture
def opened(app: AppFixture) -> AppFixture:
    """A window on a journal of some weeks, at rest."""
    app.journal.import_entries(demo_entries(app.journal.catalogue, app.journal.today(), 60), ())
    app.journal.announce_all_changed()
    app.settle()
    return app


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """What is asked, looked at and measured meanwhile."""
    counts: Counter[str] = Counter()

    def counting(original: Callable[..., object], name: str) -> Callable[..., object]:
        def count(*given: object) -> object:
            counts[name] += 1
            return original(*given)

        return count

    class Looks(type):
        """The class of what is asked about: the relay compares each event with it."""

        def __instancecheck__(cls, event: object) -> bool:
            counts["looked at"] += 1
            return False

    with monkeypatch.context() as patch:
        patch.setattr(Driver, "_ask", counting(Driver._ask, "asked"))
        patch.setattr(Label, "_line_starts", counting(Label._line_starts, "measured"))
        patch.setattr(input_events, "_ASKED", Looks("Asked", (), {}))
        yield counts


def widgets(page: Page) -> set[int]:
    """What the page is made of, but for the ring around the control that has the keyboard."""
    passing = ("_Ring", "_Veil")
    return {id(each) for each in page.findChildren(QWidget) if type(each).__name__ not in passing}


@pytest.mark.parametrize("name", QUERIES)
def test_a_page_is_made_without_a_look_at_its_events(
    opened: AppFixture, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """No filter of the application sees a page being made, and a label waits for its style."""
    window = opened.window
    with counted(monkeypatch) as counts:
        page = window.workspace.pages.named(name)
        assert counts["looked at"] == 0
        window.workspace.show_page(name)
        opened.settle()
    labels = len(page.findChildren(Label))
    assert counts["measured"] <= MOST_MEASURES * labels
    assert counts["asked"] <= QUERIES[name]


@pytest.mark.parametrize("name", ["today", *QUERIES])
def test_a_page_that_has_not_changed_is_shown_as_it_is(
    opened: AppFixture, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Asked for again, it reads nothing, makes nothing, and measures and styles nothing anew."""
    workspace = opened.window.workspace
    for page in (name, "acts" if name == "today" else "today"):
        workspace.show_page(page)
        opened.settle()
    made = widgets(workspace.pages.named(name))
    styled = Styled(workspace.pages.named(name))
    with counted(monkeypatch) as counts:
        workspace.show_page(name)
        opened.settle()
    assert counts["asked"] == 0
    assert counts["measured"] == 0
    assert styled.again == []
    assert widgets(workspace.pages.named(name)) == made


class Styled(QObject):
    """Notes which parts of a page are styled from now on."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.again: list[str] = []
        for part in page.findChildren(QWidget):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note it."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.Polish):
            self.again.append(type(watched).__name__)
        return False


def test_filters_see_input_again_once_a_page_is_there(
    opened: AppFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest is for the making alone, also where that fails."""
    window = opened.window
    window.workspace.show_page("acts")

    def fail(_self: object) -> object:
        raise RuntimeError

    monkeypatch.setattr(type(window.workspace.pages), "share", property(fail))
    with pytest.raises(RuntimeError):
        window.workspace.pages.named("share")
    with counted(monkeypatch) as counts:
        QApplication.sendEvent(window, QEvent(QEvent.Type.User))
    assert counts["looked at"] == 1
