"""Paper: a week sheet or pocket cards to take along, and typing them in afterwards."""

from datetime import date, timedelta
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QWidget

from smallacts_desktop.domain.days import FIRST_DAY, first_day_of_week
from smallacts_desktop.domain.entries import EntryDraft
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.journal.paper import ROWS, PaperRowsError, is_filled, row_form
from smallacts_desktop.settings import Settings
from smallacts_desktop.tokens import SPACE_M, SPACE_S
from smallacts_desktop.ui.entry_form.form import DraftAutosave
from smallacts_desktop.ui.kit.actions import SAVE, add_action
from smallacts_desktop.ui.kit.basics import (
    Card,
    body,
    hairline,
    heading,
    primary_button,
    quiet_button,
)
from smallacts_desktop.ui.kit.date_field import DateField
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.jobs import attempt
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.page import Page
from smallacts_desktop.ui.kit.segmented import SegmentedControl
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.paper.paper_row import ActLibraryModel, PaperRow
from smallacts_desktop.ui.paper.sheet_form import SheetForm
from smallacts_desktop.ui.text import words
from smallacts_desktop.ui.text.window_words import paper_name


class PaperGrid(Card):
    """The rows of a week on paper.

    Signals: ``said``, ``outcome`` or a row has news to show; ``problem_told(str)``, why what is
    typed could not be kept; blank once it was.
    """

    said = Signal(object)
    problem_told = Signal(str)

    def __init__(
        self, theme: Theme, journal: Journal, library: ActLibraryModel, first_day: date
    ) -> None:
        super().__init__(theme, gap=SPACE_M)
        self._journal = journal
        self.paper_rows = [PaperRow(theme, library) for _ in range(ROWS)]
        self.first_day = DateField(theme)
        self.outcome = ProblemLabel()
        self.outcome.hide()
        self.save_button = primary_button(QCoreApplication.translate("PaperPage", "Save the week"))
        self._build_layout(theme)
        self._autosaves = [
            DraftAutosave(journal, row_form(number), row.answers, self)
            for number, row in enumerate(self.paper_rows)
        ]
        self._show_kept(first_day)
        self._listen()

    @property
    def has_words(self) -> bool:
        """Whether any row says something."""
        return any(is_filled(row.answers()) for row in self.paper_rows)

    def start_at(self, first_day: date) -> None:
        """Begin the seven days with ``first_day``."""
        self.first_day.setDate(QDate(first_day.year, first_day.month, first_day.day))

    def follow_today(self) -> None:
        """Move on to a new day; what is filled in stays."""
        today = self._journal.today()
        self.first_day.setMaximumDate(QDate(today.year, today.month, today.day))
        self._name_days()

    def flush(self) -> None:
        """Write what has not been written yet."""
        for autosave in self._autosaves:
            autosave.flush()

    def arrange(self, *, wide: bool) -> None:
        """Give each row one or two lines, or a stack of cells."""
        for row in self.paper_rows:
            row.arrange(wide=wide)

    def save(self) -> None:
        """Keep every filled row, or say at the rows why none was kept."""
        if not self.first_day.settle():
            return
        rows = [row.answers() for row in self.paper_rows]
        attempt(lambda: len(self._journal.paper.save(rows)), done=self._saved, failed=self._refuse)

    def _refuse(self, error: SmallActsError) -> None:
        if isinstance(error, PaperRowsError):
            self._show_problems(error)
        else:
            self._show_message(words.problem(error), wrong=True)

    def _saved(self, count: int) -> None:
        if not count:
            self._show_message(QCoreApplication.translate("PaperPage", "No row is filled in yet."))
            return
        for autosave, row in zip(self._autosaves, self.paper_rows, strict=True):
            autosave.stop()
            row.set_answers(EntryDraft())
        self._show_message(
            words.plural(
                QCoreApplication.translate(
                    "PaperPage", "1 day is in your journal, marked as written afterwards."
                ),
                QCoreApplication.translate(
                    "PaperPage", "{count} days are in your journal, marked as written afterwards."
                ),
                count,
            )
        )
        self.paper_rows[0].what.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_problems(self, error: PaperRowsError) -> None:
        for number, row in enumerate(self.paper_rows):
            row.show_problem(error.problems.get(number))
        self._show_message(words.problem(error), wrong=True)
        first = min(error.problems)
        self.paper_rows[first].refuse(error.problems[first])

    def _show_message(self, sentence: str, *, wrong: bool = False) -> None:
        self.outcome.show_message(sentence, wrong=wrong)
        self.said.emit(self.outcome)

    def _show_kept(self, first_day: date) -> None:
        kept = [self._journal.draft(row_form(number)) for number in range(ROWS)]
        for number, (row, answers) in enumerate(zip(self.paper_rows, kept, strict=True)):
            if answers is None or not is_filled(answers):
                continue
            row.set_answers(answers)
            if answers.date is not None:
                first_day = answers.date - timedelta(days=number)
        self.first_day.setMinimumDate(QDate(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day))
        self.start_at(first_day)
        self.follow_today()

    def _name_days(self) -> None:
        chosen = self.first_day.date()
        first = date(chosen.year(), chosen.month(), chosen.day())
        for number, row in enumerate(self.paper_rows):
            row.set_day(first + timedelta(days=number))

    def _first_day_changed(self) -> None:
        self._name_days()
        for autosave, row in zip(self._autosaves, self.paper_rows, strict=True):
            row.show_problem(None)
            if is_filled(row.answers()):
                autosave.note_change()

    def _answered(self, autosave: DraftAutosave) -> None:
        self.outcome.hide()
        autosave.note_change()

    def _build_layout(self, theme: Theme) -> None:
        translate = QCoreApplication.translate
        self.first_day.setDisplayFormat("ddd d MMM yyyy")
        self.first_day.setAccessibleName(translate("PaperPage", "First day on the paper"))
        self.rows.addWidget(
            body(
                translate(
                    "PaperPage",
                    "Type in what is on the paper; leave out whatever you like. Moods are numbers "
                    "from 0 (very low) to 10 (very good). Untick an act that you did not do "
                    "this time.",
                ),
                soft=True,
            )
        )
        line = FlowRow(
            heading(translate("PaperPage", "First day"), self.first_day),
            self.first_day,
            gap=theme.px(SPACE_S),
        )
        self.rows.addWidget(line)
        for row in self.paper_rows:
            self.rows.addWidget(hairline())
            self.rows.addWidget(row)
        self.rows.addWidget(hairline())
        self.rows.addWidget(self.save_button, alignment=Qt.AlignmentFlag.AlignLeading)
        self.rows.addWidget(self.outcome)

    def _listen(self) -> None:
        for autosave, row in zip(self._autosaves, self.paper_rows, strict=True):
            autosave.problem_told.connect(self.problem_told)
            row.changed.connect(lambda kept=autosave: self._answered(kept))
        self.first_day.dateChanged.connect(self._first_day_changed)
        self.save_button.clicked.connect(self.save)
        add_action(SAVE, self, self.save)


# In pixels at 100 % text: where the cells of a row, and the preview, no longer fit side by side.
_WIDE_ROWS, _WIDE_SHEET = 700, 860


class PaperPart(Enum):
    """The two halves of the page."""

    MAKE = auto()
    FILL_IN = auto()


class PaperPage(Page):
    """One part at a time, so that there is one main thing to do. Signals: ``back``, to sharing."""

    head_stacks_below = 480

    back = Signal()

    def __init__(self, journal: Journal, theme: Theme, week_start: int | None) -> None:
        super().__init__(theme)
        self._journal = journal
        self._week_start = week_start
        self.library = ActLibraryModel()
        self._stale = False
        self.library.set_acts(journal.acts.all())
        self.form = SheetForm(theme, journal, self.library, self._next_week())
        self.grid = PaperGrid(theme, journal, self.library, self._last_week())
        self._head()
        self.rows.addWidget(self.parts)
        self.rows.addWidget(self.form)
        self.rows.addWidget(self.grid)
        self.rows.addStretch(1)
        self.parts.value_changed.connect(self._show_part)
        self.form.output.said.connect(self._ensure_visible)
        self.grid.said.connect(self._ensure_visible)
        self.form.problem_told.connect(self.problem_told)
        self.grid.problem_told.connect(self.problem_told)
        # What was being typed in comes before what is yet to be made.
        self.parts.set_value(PaperPart.FILL_IN if self.grid.has_words else PaperPart.MAKE)
        self._show_part()
        self.arrange_for(self.width())

    def follow_settings(self, settings: Settings) -> None:
        """Suggest weeks that start on another day; days already chosen stay."""
        self._week_start = settings.week_start

    def on_change(self, change: Change) -> None:
        """Follow the library of acts."""
        if change.acts or change.everything:
            self._stale = True
            if self.isVisible():
                self._read_library()

    def on_new_day(self) -> None:
        """Let the days say which of them is today."""
        self.grid.follow_today()

    def on_shown(self) -> None:
        """The person came to this page: suggest the weeks of this day, unless one is begun."""
        if self._stale:
            self._read_library()
        if not self.grid.has_words:
            self.grid.start_at(self._last_week())
        if self.form.day < self._journal.today():
            self.form.start_at(self._next_week())

    def save_words(self) -> None:
        """Write what is half-written; raises a SmallActsError where it cannot be."""
        self.form.flush()
        self.grid.flush()

    def arrange_for(self, width: int) -> None:
        """Put things side by side where there is room."""
        wide = width >= self.theme.px(_WIDE_ROWS)
        self.grid.arrange(wide=wide)
        self.form.arrange(beside=width >= self.theme.px(_WIDE_SHEET), wide=wide)

    def _head(self) -> None:
        translate = QCoreApplication.translate
        self.show_title(
            paper_name(),
            translate(
                "PaperPage",
                "A page for your pocket or the fridge, for when the computer is not there. "
                "Your name is not on it.",
            ),
        )
        self.back_button = quiet_button(translate("PaperPage", "Back to sharing"))
        self.back_button.setProperty("flush", True)
        self.back_button.clicked.connect(self.back)
        self.head_row.addWidget(
            self.back_button, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
        )
        self.parts: SegmentedControl[PaperPart] = SegmentedControl(
            self.theme,
            [
                (PaperPart.MAKE, translate("PaperPage", "Make a page")),
                (PaperPart.FILL_IN, translate("PaperPage", "Fill in from paper")),
            ],
        )
        self.parts.setAccessibleName(translate("PaperPage", "What to do with paper"))

    def _show_part(self) -> None:
        fill = self.parts.value is PaperPart.FILL_IN
        self.form.setVisible(not fill)
        self.grid.setVisible(fill)

    def _ensure_visible(self, widget: QWidget) -> None:
        # The new line has its place only once the page is laid out again.
        self.rows.activate()
        self.ensureWidgetVisible(widget)

    def _read_library(self) -> None:
        self._stale = False
        self.library.set_acts(self._journal.acts.all())

    def _weekday(self) -> int:
        if self._week_start is not None:
            return self._week_start
        return QLocale().firstDayOfWeek().value - 1

    def _next_week(self) -> date:
        """The next day a week starts on; today when it does."""
        today = self._journal.today()
        start = first_day_of_week(today, self._weekday())
        return start if start == today else start + timedelta(days=7)

    def _last_week(self) -> date:
        """The start of the week that yesterday was in: the one most likely to be on the paper."""
        return first_day_of_week(self._journal.today() - timedelta(days=1), self._weekday())
