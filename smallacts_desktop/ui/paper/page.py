"""Paper: a week sheet or pocket cards to take along, and typing them in afterwards."""

from datetime import date, timedelta
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import QWidget

from smallacts_desktop.domain.days import first_day_of_week
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.settings import Settings
from smallacts_desktop.ui.kit.basics import quiet_button
from smallacts_desktop.ui.kit.page import Page
from smallacts_desktop.ui.kit.segmented import SegmentedControl
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.paper.paper_grid import PaperGrid
from smallacts_desktop.ui.paper.paper_row import ActLibraryModel
from smallacts_desktop.ui.paper.sheet_form import SheetForm
from smallacts_desktop.ui.text.window_words import paper_name

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
        self.say_title(
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
