"""Choosing what leaves: which days, how much, and what to add to the first page of a report."""

from datetime import date
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from smallacts_desktop.domain import days
from smallacts_desktop.domain.days import PeriodKind
from smallacts_desktop.domain.disclosure import Column, Disclosure, Preset, ShareChoice
from smallacts_desktop.domain.entries import SHORT_TEXT_LIMIT
from smallacts_desktop.sharing.csv.file import Delimiter
from smallacts_desktop.sharing.report.model import ReportOptions
from smallacts_desktop.tokens import SPACE_L, SPACE_S
from smallacts_desktop.ui.entry_form.note_edit import NoteField
from smallacts_desktop.ui.kit.basics import body, caption, heading
from smallacts_desktop.ui.kit.choice import ChoiceChips
from smallacts_desktop.ui.kit.controls import CheckBox, CollapsibleSection
from smallacts_desktop.ui.kit.date_field import DateSpan
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.share.note_picker import NotePicker
from smallacts_desktop.ui.share.share_work import ShareRequest, default_delimiter

MOST_QUOTES = 3


class ReportOptionsForm(CollapsibleSection):
    """A name to show or none, what to talk about, and words of the person's own to quote.

    Signals: ``written``, when something was typed; it is kept until the person takes it out.
    """

    written = Signal()

    def __init__(self, theme: Theme) -> None:
        translate = QCoreApplication.translate
        super().__init__(theme, translate("ReportWish", "For the PDF and print"), SPACE_S)
        self.name = QLineEdit()
        self.name.setMaxLength(SHORT_TEXT_LIMIT)
        self.talk_about = NoteField(theme)
        self.quotes = NotePicker(
            theme,
            translate("ReportWish", "My words on the first page"),
            ticked=False,
            most=MOST_QUOTES,
        )
        self._quotes_parts: tuple[QWidget, ...] = (
            heading(translate("ReportWish", "My words on the first page"), self.quotes.list),
            caption(translate("ReportWish", "Up to three of your notes are quoted there.")),
            self.quotes,
        )
        self._add_field(translate("ReportWish", "A name to show, or none"), self.name)
        self._add_field(
            translate("ReportWish", "What I’d like to talk about"), self.talk_about.edit
        )
        for part in self._quotes_parts:
            self.rows.addWidget(part)
        self.name.textEdited.connect(self.written)
        self.talk_about.edit.textChanged.connect(self.written)

    def fill(self, name: str, talk_about: str) -> None:
        """Show what was typed before."""
        self.name.setText(name)
        self.talk_about.edit.set_text(talk_about)

    def options(self) -> ReportOptions:
        """What stands here now."""
        quotes = self.quotes.model.ticked()
        return ReportOptions(self.name.text(), self.talk_about.edit.text(), quotes)

    def show_notes(self, offered: Disclosure) -> None:
        """Offer the notes of these entries to be quoted."""
        self.quotes.show_notes_of(offered)
        has_notes = any(entry.note for entry in offered.entries)
        for part in self._quotes_parts:
            part.setVisible(has_notes)

    def _add_field(self, question: str, field: QWidget) -> None:
        field.setAccessibleName(question)
        self.rows.addWidget(heading(question, field))
        self.rows.addWidget(self.talk_about if field is self.talk_about.edit else field)


class Period(Enum):
    """Which days to share, in the order in which they are offered."""

    FOUR_WEEKS = auto()
    THREE_MONTHS = auto()
    ALL = auto()
    CHOOSE = auto()
    SINCE_LAST = auto()


# What a period that counts back from today is called where people look back.
_COUNTED_BACK = {
    Period.FOUR_WEEKS: PeriodKind.FOUR_WEEKS,
    Period.THREE_MONTHS: PeriodKind.THREE_MONTHS,
    Period.ALL: PeriodKind.ALL,
}


class ShareChoiceForm(QWidget):
    """Starts with what a support worker needs; places, people and notes are off until chosen.

    ``for_csv`` holds what matters for the CSV file alone; the page puts it where it likes.

    Signals: ``changed``, whenever the choice does.
    """

    changed = Signal()

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._today = today
        self._last_share: date | None = None
        self._make_choices(theme)
        self.span = DateSpan(theme, today, today)
        self._make_extras(theme)
        self._build_layout(theme)
        self._listen()
        self._follow()

    def choice(self) -> ShareChoice:
        """What the person chose, but for the ticks on single notes."""
        first, last = self._bounds()
        preset = self.preset.value or Preset.WORKER
        include = frozenset(column for column, box in self.extras.items() if box.isChecked())
        return ShareChoice(preset, first, last, include if preset is Preset.WORKER else frozenset())

    def request(self) -> ShareRequest:
        """What the person chose, with the ticks on single notes."""
        return ShareRequest(self.choice(), self.notes.model.ticks)

    @property
    def csv_delimiter(self) -> Delimiter:
        """What stands between two cells of the CSV file."""
        return self.delimiter.value or Delimiter.COMMA

    def set_today(self, today: date) -> None:
        """Count the days back from a new day; a last day left at the latest follows it."""
        self._today = today
        with QSignalBlocker(self.span):
            self.span.set_today(today)
        self.changed.emit()

    def set_last_share(self, day: date | None) -> None:
        """Offer the days from ``day``, that of the last share, up to today; None for none."""
        if day == self._last_share:
            return
        self._last_share = day
        chosen = self.period.value
        # A choice that stays is no news.
        with QSignalBlocker(self.period):
            self.period.set_choices(_periods(since_last=day is not None))
        if self.period.value is None:
            self.period.set_value(Period.FOUR_WEEKS)
        elif chosen is Period.SINCE_LAST:
            self.changed.emit()

    def show_notes(self, offered: Disclosure) -> None:
        """Offer the notes of these entries to be ticked."""
        self.notes.show_notes_of(offered)
        self._has_notes = any(entry.note for entry in offered.entries)
        self._follow()

    def _bounds(self) -> tuple[date | None, date | None]:
        chosen = self.period.value or Period.FOUR_WEEKS
        if chosen is Period.CHOOSE:
            period = self.span.period
        elif chosen is Period.SINCE_LAST:
            period = days.Period(self._last_share, self._today)
        else:
            period = days.Period.ending(_COUNTED_BACK[chosen], self._today)
        return period.first, period.last

    def _make_choices(self, theme: Theme) -> None:
        translate = QCoreApplication.translate
        self.period = ChoiceChips[Period](
            theme,
            _periods(since_last=False),
            name=translate("ShareChoice", "Which days"),
            required=True,
        )
        self.period.set_value(Period.FOUR_WEEKS)
        self.preset = ChoiceChips[Preset](
            theme, _presets(), name=translate("ShareChoice", "Who it is for"), required=True
        )
        self.preset.set_value(Preset.WORKER)
        self.delimiter = ChoiceChips[Delimiter](
            theme,
            _delimiters(),
            name=translate("ShareChoice", "What stands between two cells of the CSV file"),
            required=True,
        )
        self.delimiter.set_value(default_delimiter())

    def _make_extras(self, theme: Theme) -> None:
        translate = QCoreApplication.translate
        self.extras = {
            Column.NOTE: CheckBox(theme, translate("ShareChoice", "My notes")),
            Column.PLACE: CheckBox(theme, translate("ShareChoice", "Where")),
            Column.PERSON: CheckBox(theme, translate("ShareChoice", "Who with, by nickname")),
            Column.PLAN: CheckBox(theme, translate("ShareChoice", "My plans")),
        }
        self._contains = body(soft=True)
        self.notes = NotePicker(theme, translate("ShareChoice", "Which notes"), ticked=True)
        self._has_notes = False

    def _build_layout(self, theme: Theme) -> None:
        translate = QCoreApplication.translate
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.px(SPACE_L))
        days = translate("ShareChoice", "Which days")
        who = translate("ShareChoice", "Who it is for")
        what = translate("ShareChoice", "What to include")
        note, *others = self.extras.values()
        self._what = _group(theme, heading(what), self._contains, note, self.notes, *others)
        for_csv = CollapsibleSection(theme, translate("ShareChoice", "For the CSV file"))
        for_csv.rows.addWidget(
            _group(
                theme,
                caption(translate("ShareChoice", "Spreadsheets differ in what they expect.")),
                self.delimiter,
            )
        )
        self.for_csv = for_csv
        rows.addWidget(_group(theme, heading(days, self.period), self.period, self.span))
        rows.addWidget(_group(theme, heading(who, self.preset), self.preset))
        rows.addWidget(self._what)

    def _listen(self) -> None:
        self.period.value_changed.connect(self._announce)
        self.preset.value_changed.connect(self._announce)
        self.span.changed.connect(self._announce)
        for box in self.extras.values():
            box.toggled.connect(self._announce)
        self.notes.changed.connect(self._announce)

    def _announce(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        self.span.setVisible(self.period.value is Period.CHOOSE)
        worker = self.preset.value is not Preset.FULL
        for box in self.extras.values():
            box.setVisible(worker)
        wanted = worker and self.extras[Column.NOTE].isChecked()
        self.notes.setVisible(wanted and self._has_notes)
        self._contains.setText(_contains(worker=worker))


def _contains(*, worker: bool) -> str:
    if worker:
        return QCoreApplication.translate(
            "ShareChoice",
            "Acts, sizes and dates, moods before and after, how people responded, and what was "
            "easier or harder. A PDF, a web page or a print also says on which day you wrote each "
            "entry, and how many stay private. Add, if you like:",
        )
    return QCoreApplication.translate(
        "ShareChoice",
        "Everything, with your notes and private entries. This is the file to keep for yourself "
        "or to bring back into Small Acts.",
    )


def _periods(*, since_last: bool) -> list[tuple[Period, str]]:
    offered = [
        (Period.FOUR_WEEKS, QCoreApplication.translate("ShareChoice", "Last 4 weeks")),
        (Period.THREE_MONTHS, QCoreApplication.translate("ShareChoice", "3 months")),
        (Period.ALL, QCoreApplication.translate("ShareChoice", "All")),
        (Period.CHOOSE, QCoreApplication.translate("ShareChoice", "Choose…")),
        (Period.SINCE_LAST, QCoreApplication.translate("ShareChoice", "Since I last shared")),
    ]
    return offered if since_last else offered[:-1]


def _presets() -> list[tuple[Preset, str]]:
    return [
        (Preset.WORKER, QCoreApplication.translate("ShareChoice", "A support worker")),
        (Preset.FULL, QCoreApplication.translate("ShareChoice", "Myself")),
    ]


def _delimiters() -> list[tuple[Delimiter, str]]:
    return [
        (Delimiter.COMMA, QCoreApplication.translate("ShareChoice", "Comma")),
        (Delimiter.SEMICOLON, QCoreApplication.translate("ShareChoice", "Semicolon")),
    ]


def _group(theme: Theme, *widgets: QWidget) -> QWidget:
    group = QWidget()
    rows = QVBoxLayout(group)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(theme.px(SPACE_S))
    for widget in widgets:
        rows.addWidget(widget)
    return group
