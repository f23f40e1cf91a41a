"""Import: entries from a CSV file, seen first and added when the person says so."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.sharing.csv.plan import ImportFile, ImportPlan, plan_import
from smallacts_desktop.tokens import SPACE_M
from smallacts_desktop.ui.csv_import.plan_view import ImportPlanView
from smallacts_desktop.ui.kit.basics import Card, Label, body, primary_button, quiet_button
from smallacts_desktop.ui.kit.desktop import first_folder
from smallacts_desktop.ui.kit.dialogs import wait_for
from smallacts_desktop.ui.kit.jobs import Progress, attempt
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.page import Page
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import import_words, words
from smallacts_desktop.ui.text.window_words import import_page_name

translate = QCoreApplication.translate

_Result = TypeVar("_Result")
_DRAGGING = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class ImportPage(Page):
    """Reads one file, shows what it would do, and does it when asked.

    ``ask_source`` asks for the file; tests put their own in. ``take_snapshot`` is called before
    anything is added, in the thread that adds it; what it raises stops that. Signals: ``back``,
    to Share.
    """

    head_stacks_below = 480

    back = Signal()

    def __init__(self, journal: Journal, theme: Theme) -> None:
        super().__init__(theme)
        self._journal = journal
        self._source: Path | None = None
        self._plan: ImportPlan | None = None
        self._stale = False
        self._busy = False
        self.ask_source: Callable[[], Path | None] = self._ask_with_dialog
        self.take_snapshot: Callable[[], object] | None = None
        self.show_title(
            import_page_name(),
            translate(
                "ImportPage",
                "From a CSV file that Small Acts saved. Nothing in your journal changes until you "
                "have seen what would come in and said yes.",
            ),
        )
        self._make_parts()
        self.view.add_wanted.connect(self.add)
        self.view.leave_wanted.connect(self.leave)
        self.ground.setAcceptDrops(True)
        self.ground.installEventFilter(self)

    @property
    def plan(self) -> ImportPlan | None:
        """What the file on the page would do, or None when there is none."""
        return self._plan

    def choose(self) -> None:
        """Ask for a file and show what it would do."""
        source = self.ask_source()
        if source is not None:
            self.look_at(source)

    def look_at(self, source: Path) -> None:
        """Show what taking in this file would do."""
        if self._busy:
            return
        self._show_start("")
        attempt(
            lambda: self._wait(
                translate("ImportPage", "Reading your file"),
                lambda progress: _planned(self._journal, source, progress),
            ),
            done=lambda plan: self._show_plan(source, plan),
            failed=lambda error: self._show_start(words.problem(error), wrong=True),
        )

    def add(self) -> None:
        """Take in what is good, all of it or nothing, and say how much that was."""
        plan = self._plan
        if plan is None:
            return

        def show(_: int) -> None:
            self._show_start(import_words.done(plan))
            self._journal.announce_all_changed()

        attempt(
            lambda: self._wait(
                translate("ImportPage", "Adding the entries"),
                lambda progress: self._taken(plan, progress),
            ),
            done=show,
            failed=lambda error: self.show_problem_line(self.view.problem, words.problem(error)),
        )

    def _taken(self, plan: ImportPlan, progress: Progress) -> int:
        if self.take_snapshot is not None:
            self.take_snapshot()
        with self._journal.worker():
            return self._journal.import_entries(plan.new, plan.updates, progress)

    def leave(self) -> None:
        """Put the file aside; nothing has changed."""
        self._show_start("")

    def on_change(self, change: Change) -> None:
        """Look at the file again once the journal is another: its newer words must count."""
        if change.entries and self._plan is not None:
            self._stale = True
            if self.isVisible():
                # The one who changed it is still at work, and reading waits in a loop of its own.
                QTimer.singleShot(0, self, self._look_again)

    def on_shown(self) -> None:
        """The person came to this page."""
        if self._plan is None:
            self._show_start("")
        self._look_again()

    def focus_first(self) -> None:
        """Put the keyboard where the page goes on."""
        shown = self._plan is not None
        button = self.view.default_button() if shown else self.choose_button
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take one CSV file that is dropped anywhere on the page."""
        if watched is self.ground and event.type() in _DRAGGING and isinstance(event, QDropEvent):
            source = _dropped(event.mimeData())
            if source is None:
                event.ignore()
                return True
            event.acceptProposedAction()
            if event.type() is QEvent.Type.Drop:
                # Anyone who let go of the file waits until this event is over.
                QTimer.singleShot(0, self, lambda: self.look_at(source))
            return True
        return super().eventFilter(watched, event)

    def _wait(self, what: str, work: Callable[[Progress], _Result]) -> _Result:
        self._busy = True
        try:
            return wait_for(self.theme, what, work, self)
        finally:
            self._busy = False

    def _look_again(self) -> None:
        if self._stale and self._source is not None:
            self.look_at(self._source)

    def _show_start(self, sentence: str, *, wrong: bool = False) -> None:
        self._plan, self._source, self._stale = None, None, False
        self.view.hide()
        self.view.clear()
        self._start.show()
        self.show_problem_line(self.problem, sentence if wrong else "")
        self.show_problem_line(self.outcome, "" if wrong else sentence)
        self.choose_button.setAccessibleDescription(sentence)
        if self.isVisible():
            self.focus_first()

    def _show_plan(self, source: Path, plan: ImportPlan) -> None:
        self._plan, self._source, self._stale = plan, source, False
        self._start.hide()
        self.view.set_plan(plan, source.name)
        self.view.show()
        self.verticalScrollBar().setValue(0)
        self.focus_first()

    def _ask_with_dialog(self) -> Path | None:
        csv = translate("ImportPage", "CSV files (*.csv)")
        every = translate("ImportPage", "All files (*)")
        title = translate("ImportPage", "Choose a file")
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(first_folder()), f"{csv};;{every}")
        return Path(chosen) if chosen else None

    def _make_parts(self) -> None:
        self.back_button = quiet_button(translate("ImportPage", "Back to sharing"), self.back)
        self.back_button.setProperty("flush", True)
        leading = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
        self.head_row.addWidget(self.back_button, 0, leading)
        self.choose_button = primary_button(translate("ImportPage", "Choose a file…"), self.choose)
        self.outcome, self.problem = Label("", "bodyBold"), ProblemLabel()
        twice = translate(
            "ImportPage",
            "A file saved for yourself brings everything back as it was. Entries that are "
            "here already are not added twice.",
        )
        drop = translate("ImportPage", "Or drop one file on this page with the mouse.")
        self._start = Card(self.theme, gap=SPACE_M)
        for part in (self.outcome, self.problem, body(twice)):
            self._start.rows.addWidget(part)
        self._start.rows.addWidget(self.choose_button, alignment=Qt.AlignmentFlag.AlignLeading)
        self._start.rows.addWidget(body(drop, soft=True))
        self.view = ImportPlanView(self.theme)
        self.rows.addWidget(self._start)
        self.rows.addWidget(self.view)
        self.rows.addStretch(1)
        self._show_start("")


def _planned(journal: Journal, source: Path, progress: Progress) -> ImportPlan:
    file = ImportFile(source)
    with journal.worker():
        return plan_import(file, journal, progress)


def _dropped(mime: QMimeData) -> Path | None:
    """The one CSV file that is being dragged, or None for anything else."""
    urls = mime.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() == ".csv" else None
