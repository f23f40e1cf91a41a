"""Insights: what the person's own notes show over a period, and on how much it rests."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from smallacts_desktop.domain.days import Period, PeriodKind
from smallacts_desktop.domain.groups import Dimension
from smallacts_desktop.domain.insights import InsightsReport
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.settings import Settings
from smallacts_desktop.tokens import SPACE_L, SPACE_M, SPACE_S
from smallacts_desktop.ui.insights.bars import expectation_chart, week_chart
from smallacts_desktop.ui.insights.chart import Chart
from smallacts_desktop.ui.insights.chart_view import ChartView
from smallacts_desktop.ui.insights.dumbbell import mood_chart
from smallacts_desktop.ui.kit.basics import Card, Label, caption, heading, quiet_button
from smallacts_desktop.ui.kit.choice import ChoiceChips
from smallacts_desktop.ui.kit.controls import CheckBox
from smallacts_desktop.ui.kit.date_field import DateSpan
from smallacts_desktop.ui.kit.drawings import EmptyState
from smallacts_desktop.ui.kit.page import TWO_COLUMNS, Page
from smallacts_desktop.ui.kit.segmented import SegmentedControl
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import damage_words, insight_words, reading_words, words
from smallacts_desktop.ui.text.insight_words import dimension_word
from smallacts_desktop.ui.text.window_words import INSIGHTS, page_name


class PeriodChoice(QWidget):
    """A bar of periods, and two dates for those who want them.

    Signals: ``changed``.
    """

    changed = Signal()

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._today = today
        self.bar: SegmentedControl[PeriodKind] = SegmentedControl(
            theme, [(kind, words.word(kind.label)) for kind in PeriodKind]
        )
        self.bar.setAccessibleName(QCoreApplication.translate("PeriodChoice", "Which days"))
        self.bar.set_value(PeriodKind.THREE_MONTHS)
        # From where the bar begins: two dates that are one day would show an empty page.
        start = Period.ending(PeriodKind.THREE_MONTHS, today).first or today
        self.span = DateSpan(theme, start, today)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.px(SPACE_S))
        rows.addWidget(self.bar)
        rows.addWidget(self.span)
        self.span.hide()
        self.bar.value_changed.connect(self._chosen)
        self.span.changed.connect(self.changed)

    def set_today(self, today: date) -> None:
        """Count back from a new day."""
        self._today = today
        self.span.set_today(today)

    def period(self) -> Period:
        """The days the person chose."""
        kind = self.bar.value
        if kind is PeriodKind.TWO_DATES:
            return self.span.period
        return Period.ending(kind, self._today)

    def _chosen(self) -> None:
        self.span.setVisible(self.bar.value is PeriodKind.TWO_DATES)
        self.changed.emit()


class InsightsPage(Page):
    """Charts and plain sentences; nothing here pops up, compares with a target or scolds.

    Signals: ``told(str)`` with a sentence for the bottom of the window; ``today_wanted`` from the
    empty page; ``moment_wanted``, a good moment is asked for.
    """

    head_stacks_below = 900

    told = Signal(str)
    moment_wanted = Signal()
    today_wanted = Signal()

    def __init__(self, journal: Journal, theme: Theme, week_start: int | None) -> None:
        super().__init__(theme)
        self._journal = journal
        self._week_start = week_start
        self._make_choices()
        self.report = self._read()
        self._make_charts()
        self._arrange()
        self._listen()
        self._show_report()
        self._stale = False

    def on_change(self, change: Change) -> None:
        """Follow the journal; read again when the page is next seen."""
        if change.entries:
            self._stale = True
            if self.isVisible():
                self.refresh()

    def on_new_day(self) -> None:
        """Count back from the new day."""
        self.period.set_today(self._journal.today())
        self._stale = True
        if self.isVisible():
            self.refresh()

    def on_shown(self) -> None:
        """The person came to this page."""
        if self._stale:
            self.refresh()

    def follow_settings(self, settings: Settings) -> None:
        """Start weeks on the day the person chose."""
        self._week_start = settings.week_start
        self._stale = True

    def refresh(self) -> None:
        """Read the period again and show it."""
        self.report = self._read()
        self._stale = False
        self.moods.set_chart(self._mood_chart())
        self.expected.set_chart(expectation_chart(self.report))
        self.weeks.set_chart(week_chart(self.report))
        self._show_report()

    def _read(self) -> InsightsReport:
        return self._journal.insights.read(
            self.period.period(),
            include_remembered=not self.without_remembered.isChecked(),
            week_start=self._first_weekday(),
        )

    def _show_report(self) -> None:
        """Show what stands beside the charts."""
        report = self.report
        nothing = self._journal.count() == 0
        under = "" if nothing else insight_words.subtitle(report)
        left_out = damage_words.left_out(self._journal.unreadable.count())
        under = " ".join(part for part in (under, left_out) if part)
        self.show_title(page_name(INSIGHTS), under)
        self._show_patterns(report)
        self.empty.setVisible(nothing)
        self.moment_button.setVisible(not nothing)
        self.head_tools.setVisible(not nothing)
        for card in self._cards:
            card.setVisible(not nothing)

    def _mood_chart(self) -> Chart:
        return mood_chart(self.report, self.dimension.value or Dimension.SIZE)

    def _show_patterns(self, report: InsightsReport) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not report.patterns:
            self._facts.addWidget(Label(insight_words.no_patterns(), soft=True))
        for fact in report.patterns:
            sentence = Label()
            # The words are this program's own, and what the person wrote is escaped.
            sentence.setTextFormat(Qt.TextFormat.RichText)
            sentence.setText(insight_words.fact_sentence(fact).as_html())
            self._facts.addWidget(sentence)

    def _first_weekday(self) -> int:
        if self._week_start is not None:
            return self._week_start
        return QLocale().firstDayOfWeek().value - 1

    def _make_choices(self) -> None:
        theme = self.theme
        self.period = PeriodChoice(theme, self._journal.today())
        self.head_tools: QWidget = self.period
        self.moment_button = quiet_button(reading_words.read_me_a_moment(), self.moment_wanted)
        self.moment_button.setProperty("flush", True)
        self.without_remembered = CheckBox(
            theme,
            QCoreApplication.translate("InsightsPage", "Leave out moods remembered afterwards"),
        )
        self.dimension: ChoiceChips[Dimension] = ChoiceChips(
            theme,
            [(dimension, dimension_word(dimension)) for dimension in Dimension],
            name=QCoreApplication.translate("InsightsPage", "Group by"),
            required=True,
        )
        self.dimension.set_value(Dimension.SIZE)

    def _make_charts(self) -> None:
        theme, report = self.theme, self.report
        self.moods = ChartView(theme, self._mood_chart())
        self.expected = ChartView(theme, expectation_chart(report))
        self.weeks = ChartView(theme, week_chart(report))
        self.empty = EmptyState(
            theme,
            "empty-insights",
            QCoreApplication.translate(
                "InsightsPage", "Once there are a few entries, you can look back on them here."
            ),
            QCoreApplication.translate("InsightsPage", "Go to today’s card"),
        )

    def _arrange(self) -> None:
        theme = self.theme
        self.head_row.addWidget(self.period)
        mood_card = Card(theme, gap=SPACE_M)
        for part in (self.dimension, self.moods, self.without_remembered):
            mood_card.rows.addWidget(part)
        expected_card = Card(theme, gap=SPACE_M)
        expected_card.rows.addWidget(self.expected)
        pattern_card = Card(theme, gap=SPACE_M)
        pattern_card.rows.addWidget(heading(insight_words.patterns_title()))
        self._facts = QVBoxLayout()
        self._facts.setSpacing(theme.px(SPACE_M))
        pattern_card.rows.addLayout(self._facts)
        pattern_card.rows.addWidget(caption(insight_words.patterns_caption()))
        pattern_card.rows.addStretch(1)
        week_card = Card(theme, gap=SPACE_M)
        week_card.rows.addWidget(self.weeks)
        self._cards = (mood_card, expected_card, pattern_card, week_card)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.addWidget(expected_card, 1)
        self._pair.addWidget(pattern_card, 1)
        self.rows.addWidget(self.moment_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.rows.addWidget(mood_card)
        self.rows.addLayout(self._pair)
        self.rows.addWidget(week_card)
        self.rows.addWidget(self.empty, 1)
        self.rows.addStretch(1)
        self.arrange_for(self.width())

    def arrange_for(self, width: int) -> None:
        """Put the two small cards beside each other where there is room."""
        wide = width >= self.theme.px(TWO_COLUMNS - 212)
        direction = QBoxLayout.Direction
        self._pair.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self._pair.setSpacing(self.theme.px(SPACE_L))

    def _listen(self) -> None:
        for changed in (self.period.changed, self.without_remembered.toggled):
            changed.connect(lambda: self.attempt_to_read(self.refresh))
        self.dimension.value_changed.connect(lambda: self.moods.set_chart(self._mood_chart()))
        self.empty.chosen.connect(self.today_wanted)
        for view in (self.moods, self.expected, self.weeks):
            view.problem.connect(self.told)
            view.said.connect(self.told)
