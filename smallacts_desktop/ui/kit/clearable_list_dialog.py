"""A list that the person may clear: what is in it, a question before it goes, and what is left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.ui.kit.basics import (
    body,
    card_title,
    danger_button,
    primary_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.dialogs import ScrollingDialog
from smallacts_desktop.ui.kit.drawings import EmptyState
from smallacts_desktop.ui.kit.jobs import attempt
from smallacts_desktop.ui.kit.lists import row_list
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words

_WIDTH, _HEIGHT = 560, 560
_LIST_HEIGHT = 120


@dataclass(frozen=True, slots=True)
class ListWords:
    """What the dialog says: ``nothing`` while it is empty, ``question`` before it is cleared.

    ``drawing`` stands over ``nothing``.
    """

    title: str
    about: str
    rows: str
    nothing: str
    drawing: str
    question: str
    clear: str
    sure: str
    keep: str
    close: str


class ClearableListDialog(ScrollingDialog):
    """The list with its buttons; ``extra`` is a button that stands before them.

    ``clear`` lets everything in the list go and may raise a SmallActsError; then the rows are
    ``reload``ed, with ``show_rows``.
    """

    def __init__(
        self,
        theme: Theme,
        said: ListWords,
        parent: QWidget,
        *,
        clear: Callable[[], None],
        reload: Callable[[], None],
        extra: QPushButton | None = None,
    ) -> None:
        super().__init__(theme, said.title, parent)
        self._let_go, self._reload = clear, reload
        self._extra = extra
        self.list = row_list(theme, said.rows)
        self.nothing = EmptyState(theme, said.drawing, said.nothing)
        self.besides = body("", soft=True)
        self.question = body(said.question)
        self.problem = ProblemLabel()
        self.problem.hide()
        self.clear_button = danger_button(said.clear)
        self.sure_button = danger_button(said.sure)
        self.keep_button = secondary_button(said.keep)
        self.close_button = primary_button(said.close)
        self._build_layout(theme, said)
        self.clear_button.clicked.connect(self._ask)
        self.sure_button.clicked.connect(self._clear)
        self.keep_button.clicked.connect(self._cancel_clearing)
        self.close_button.clicked.connect(self.accept)

    def show_rows(self, rows: Sequence[QListWidgetItem], besides: str = "") -> None:
        """Show these, with the same row chosen as far as there is one; the question goes.

        ``besides`` reports what clearing takes too and is no row; blank for nothing.
        """
        row = max(0, self.list.currentRow())
        self.list.clear()
        for item in rows:
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows and not besides)
        self.besides.setText(besides)
        self.besides.setVisible(bool(besides))
        self._show_question(False)

    def show_problem(self, error: SmallActsError) -> None:
        """Say in one sentence what went wrong."""
        kept = self.sure_button if self.sure_button.isVisible() else self.close_button
        self.problem.refuse(words.problem(error), kept)

    def _ask(self) -> None:
        self._show_question(True)
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cancel_clearing(self) -> None:
        self._show_question(False)
        self.clear_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        attempt(self._let_go, done=self._show_cleared, failed=self.show_problem)

    def _show_cleared(self, _: None) -> None:
        self.problem.clear_problem()
        self._reload()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_question(self, asked: bool) -> None:
        for part in (self.question, self.sure_button, self.keep_button):
            part.setVisible(asked)
        if self._extra is not None:
            self._extra.setVisible(not asked and self.list.count() > 0)
        is_filled = self.list.count() > 0 or bool(self.besides.text())
        self.clear_button.setVisible(not asked and is_filled)

    def _build_layout(self, theme: Theme, said: ListWords) -> None:
        self.list.setMinimumHeight(theme.px(_LIST_HEIGHT))
        self.add(card_title(said.title), body(said.about, soft=True))
        self.rows.addWidget(self.nothing, 1)
        self.rows.addWidget(self.list, 1)
        self.add(self.besides, self.problem, self.question)
        shown = (self.clear_button, self.keep_button, self.sure_button, self.close_button)
        self.add_buttons(*shown if self._extra is None else (self._extra, *shown))
        self.fit_within(_WIDTH, _HEIGHT)
