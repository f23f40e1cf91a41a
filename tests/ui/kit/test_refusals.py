"""A refusal is met where it can be mended: seen, marked, spoken and with the keyboard."""

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QScrollArea, QWidget

from smallacts_desktop.domain.journal_errors import DiskFullError
from smallacts_desktop.ui.acts.own_act_dialog import OwnActDialog
from smallacts_desktop.ui.entry_form.form import FormCard
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.settings.reminder import ReminderCard
from tests.ui.app_fixture import AppFixture
from tests.ui.places import PLACES, complete_layout, fill_journal

TODAY_MONTH = 11
CONTROL = Qt.KeyboardModifier.ControlModifier


class _Announcements:
    """Hears what a screen reader would be told."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def update(self, event: object) -> None:
        """Take in one event of Qt's accessibility."""
        message = getattr(event, "message", None)
        if message is not None:
            self.heard.append(message())


@pytest.fixture
def announcements(monkeypatch: pytest.MonkeyPatch) -> _Announcements:
    """A screen reader that is on."""
    announcements = _Announcements()

    class _On(QAccessible):
        isActive = staticmethod(lambda: True)  # noqa: N815 - Qt’s own name
        updateAccessibility = staticmethod(announcements.update)  # noqa: N815 - Qt’s own name

    monkeypatch.setattr(QtGui, "QAccessible", _On)
    return announcements


def is_seen(widget: QWidget) -> bool:
    """Whether all of a widget is within what its scrolling grounds show."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            place = widget.rect().translated(widget.mapTo(parent.viewport(), QPoint(0, 0)))
            if not parent.viewport().rect().contains(place):
                return False
        parent = parent.parentWidget()
    return widget.isVisible()


def check_refused(
    announcements: _Announcements, line: ProblemLabel, field: QWidget, sentence: str
) -> None:
    """The sentence stands at the field, which is marked and has the keyboard."""
    assert line.text() == sentence
    assert is_seen(line)
    assert is_seen(field)
    assert field.hasFocus()
    assert field.property("refused") is True
    assert field.accessibleDescription() == sentence
    assert announcements.heard[-1:] == [sentence]
    gap = (
        line.mapTo(line.window(), QPoint(0, 0)).y()
        - field.mapTo(field.window(), QPoint(0, field.height())).y()
    )
    assert 0 <= gap < 2 * line.fontMetrics().height()


def _form(app: AppFixture) -> FormCard:
    PLACES["form"](app)
    card = app.window.workspace.pages.today.card
    assert isinstance(card, FormCard)
    complete_layout(app)
    return card


def _line(within: QWidget) -> ProblemLabel:
    lines = [line for line in within.findChildren(ProblemLabel) if line.isVisible()]
    assert len(lines) == 1
    return lines[0]


@pytest.mark.parametrize("size", [(1120, 760), (640, 480)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_an_empty_act_leads_back_to_its_question(
    app: AppFixture, announcements: _Announcements, size: tuple[int, int], scale: float
) -> None:
    """By the key that saves, from the foot of the form."""
    app.width, app.height = size
    app.theme.set_scale(scale)
    card = _form(app)
    page = app.window.workspace.pages.today
    card.save_button.setFocus(Qt.FocusReason.TabFocusReason)
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    app.qtbot.keyClick(card.save_button, Qt.Key.Key_Return, CONTROL)
    complete_layout(app)
    check_refused(announcements, _line(card), card.form.what, "Say in a few words what you did.")
    app.qtbot.keyClicks(card.form.what, "Waved")
    assert not card.form.what.property("refused")
    assert card.form.what.accessibleDescription() == ""


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_time_that_is_none_leads_to_the_time(
    app: AppFixture, announcements: _Announcements, scale: float
) -> None:
    """25:99, far above the button that was pressed."""
    app.width, app.height = 640, 480
    app.theme.set_scale(scale)
    card = _form(app)
    card.form.what.setText("Waved")
    field = card.form.when.time_field
    app.write(field, "25:99")
    page = app.window.workspace.pages.today
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    card.save_button.click()
    complete_layout(app)
    check_refused(
        announcements, _line(card), field, "Write a time such as 15:05, or leave it blank."
    )
    assert app.entries() == []


def test_a_note_that_says_nothing(app: AppFixture, announcements: _Announcements) -> None:
    """At the field for words."""
    PLACES["note"](app)
    card = app.window.workspace.pages.today.card
    assert isinstance(card, FormCard)
    complete_layout(app)
    card.save_button.click()
    complete_layout(app)
    line = _line(card)
    field: QPlainTextEdit = card.form.note
    assert is_seen(line)
    assert field.hasFocus()
    assert field.property("refused") is True
    assert announcements.heard[-1] == line.text()


def test_a_full_disk_is_said_at_the_button(
    app: AppFixture, announcements: _Announcements, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is about no question, and pressing again is what may help."""
    card = _form(app)
    card.form.what.setText("Waved")

    def refuse(*_args: object) -> None:
        raise DiskFullError

    monkeypatch.setattr(type(app.journal), "write", refuse)
    card.save_button.click()
    complete_layout(app)
    line = _line(card)
    assert is_seen(line)
    assert card.save_button.hasFocus()
    assert announcements.heard == [line.text()]


def test_a_second_refusal_goes_to_the_other_field(
    app: AppFixture, announcements: _Announcements
) -> None:
    """And takes the first mark away."""
    card = _form(app)
    card.save_button.click()
    complete_layout(app)
    app.write(card.form.when.time_field, "99")
    card.save_button.click()
    complete_layout(app)
    time_field = card.form.when.time_field
    check_refused(
        announcements, _line(card), time_field, "Write a time such as 15:05, or leave it blank."
    )
    assert not card.form.what.property("refused")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_an_act_of_ones_own_without_a_title(
    app: AppFixture, announcements: _Announcements, scale: float
) -> None:
    """In its dialog, whose button stands below what can be seen."""
    app.width, app.height = 640, 480
    app.theme.set_scale(scale)
    dialog = OwnActDialog(app.theme, app.journal, app.window)
    dialog.open()
    complete_layout(app)
    dialog.activateWindow()
    dialog.save_button.setFocus(Qt.FocusReason.TabFocusReason)
    dialog.save_button.click()
    complete_layout(app)
    line = _line(dialog)
    assert is_seen(line)
    assert is_seen(dialog.title)
    assert dialog.focusWidget() is dialog.title
    assert dialog.title.property("refused") is True
    assert announcements.heard == [line.text()]
    dialog.title.setText("Wave")
    assert not line.isVisible()
    dialog.done(0)


def test_a_reminder_at_no_time(app: AppFixture, announcements: _Announcements) -> None:
    """The time stays as it was, and the field has the keyboard again."""
    page = PLACES["settings"](app)
    card = page.findChildren(ReminderCard)[0]
    card.reminder_on.click()
    complete_layout(app)
    before = card.at.text()
    card.at.selectAll()
    app.write(card.at, "25:99")
    app.qtbot.keyClick(card.at, Qt.Key.Key_Tab)
    complete_layout(app)
    assert card.at.hasFocus()
    assert card.at.text() == before
    assert card.at.property("refused") is True
    assert is_seen(card.problem)
    assert announcements.heard == [card.problem.text()]
    app.qtbot.keyClick(card.at, Qt.Key.Key_Tab)
    complete_layout(app)
    assert not card.at.hasFocus()


def test_the_dates_of_the_filters_are_named(app: AppFixture) -> None:
    """From and To can be read, and each is the name of its field."""
    fill_journal(app)
    page = PLACES["filters"](app)
    complete_layout(app)
    assert {"From", "To"} <= set(app.texts(page))
    span = app.window.workspace.pages.journal.search.span
    assert (span.first.accessibleName(), span.last.accessibleName()) == ("From", "To")


@pytest.mark.parametrize("place", ["filters", "insights", "share"])
def test_dates_the_wrong_way_round_say_so_and_find_what_lies_between(
    app: AppFixture, announcements: _Announcements, place: str
) -> None:
    """At the field; the right way round the sentence goes."""
    fill_journal(app)
    page = PLACES[place](app)
    complete_layout(app)
    pages = app.window.workspace.pages
    span = {
        "filters": pages.journal.search.span,
        "insights": pages.insights.period.span,
        "share": pages.share.form.span,
    }[place]
    span.first.setDate(QDate(2026, 11, 22))
    span.last.setDate(QDate(2026, 11, 1))
    complete_layout(app)
    assert is_seen(span.problem)
    assert "later than" in span.problem.text()
    assert span.last.property("refused") is True
    assert announcements.heard == [span.problem.text()]
    if place == "filters":
        between = [entry for entry in app.entries() if entry.date.month == TODAY_MONTH]
        assert pages.journal.model.rowCount() == len(between)
    span.first.setDate(QDate(2026, 10, 1))
    QApplication.processEvents()
    assert not span.problem.isVisible()
    assert not span.last.property("refused")
    assert page.isVisible()
