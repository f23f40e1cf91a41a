"""Choosing the acts for a week on paper, seeing the page, and putting it there."""

from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from smallacts_desktop.domain.entries import EntryDraft
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.journal.paper import sheet_form
from smallacts_desktop.sharing.paper.pdf_canvas import PdfCanvas
from smallacts_desktop.sharing.paper.pdf_file import Draw, Paper, page_canvas
from smallacts_desktop.sharing.paper.pdf_week_sheet import (
    DAYS_ON_A_SHEET,
    PaperAct,
    WeekSheet,
    draw_pocket_cards,
    draw_week_sheet,
    pocket_cards_pdf,
    print_pocket_cards,
    print_week_sheet,
    week_sheet_pdf,
)
from smallacts_desktop.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from smallacts_desktop.ui.entry_form.form import DraftAutosave
from smallacts_desktop.ui.kit.basics import (
    Card,
    body,
    heading,
    quiet_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.date_field import DateField
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.paper_output import PaperJob, PaperOutput
from smallacts_desktop.ui.kit.segmented import SegmentedControl
from smallacts_desktop.ui.kit.theme import Theme, repaint_on_change
from smallacts_desktop.ui.paper.paper_row import ActChoice, ActLibraryModel, day_name

_WIDTH = 300


class SheetPreview(QWidget):
    """White paper on which ``draw`` draws. Paper is white in every theme."""

    def __init__(self, theme: Theme, draw: Draw) -> None:
        super().__init__()
        self._theme, self._draw = theme, draw
        self._paper = Paper.A4
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(QCoreApplication.translate("PaperPage", "How the page will look"))
        repaint_on_change(theme, self)

    def show_on(self, paper: Paper) -> None:
        """Draw again, on this size of paper."""
        self._paper = paper
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = self._theme.px(_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(140, self.heightForWidth(140))

    def heightForWidth(self, width: int) -> int:
        """The height of the page at ``width`` pixels."""
        size = self._paper.size
        return round(min(width, self._theme.px(_WIDTH)) * size.height() / size.width())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one page, drawn whole
        size = self._paper.size
        scale = min((self.width() - 2) / size.width(), (self.height() - 2) / size.height())
        painter = QPainter(self)
        painter.translate((self.width() - size.width() * scale) / 2, 1)
        painter.setPen(QPen(QColor(self._theme.tokens.edge), 0))
        painter.setBrush(QColor(Qt.GlobalColor.white))
        painter.drawRect(QRectF(0, 0, size.width() * scale, size.height() * scale))
        self._draw(page_canvas(painter, size, scale))


_DAY_WIDTH, _ANY_WIDTH = 96, 16_777_215


class SheetKind(Enum):
    """What comes out on paper."""

    WEEK = auto()
    CARDS = auto()


class SheetForm(Card):
    """Up to seven acts, the first day and the paper; ``output`` puts them there.

    Signals: ``problem_told(str)``, why what is typed could not be kept; blank once it was.
    """

    problem_told = Signal(str)

    def __init__(
        self, theme: Theme, journal: Journal, library: ActLibraryModel, first_day: date
    ) -> None:
        super().__init__(theme, gap=SPACE_L)
        self._journal = journal
        # What “Leave all blank” took away, to be brought back.
        self._cleared: list[str] = []
        self._make_parts(theme, library)
        self._autosaves = [
            DraftAutosave(journal, sheet_form(number), self._kept_by(field), self)
            for number, field in enumerate(self.fields)
        ]
        for autosave in self._autosaves:
            autosave.problem_told.connect(self.problem_told)
        self._show_kept()
        self.start_at(first_day)
        self._build_layout(theme)
        self._listen()
        self._follow()

    @property
    def acts(self) -> tuple[PaperAct, ...]:
        """The acts in the order of the days; a blank one where no act is chosen."""
        return tuple(
            PaperAct(field.text().strip()) if field.act is None else PaperAct.of(field.act)
            for field in self.fields
        )

    @property
    def day(self) -> date:
        """The first day of the sheet."""
        chosen = self.first_day.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def start_at(self, first_day: date) -> None:
        """Begin the seven days with ``first_day``."""
        self.first_day.setDate(QDate(first_day.year, first_day.month, first_day.day))

    def flush(self) -> None:
        """Write what has not been written yet."""
        for autosave in self._autosaves:
            autosave.flush()

    def arrange(self, *, beside: bool, wide: bool) -> None:
        """Put the preview beside the choices or under them, the days beside or above the acts."""
        way, px = QBoxLayout.Direction, self._theme.px
        self._columns.setDirection(way.LeftToRight if beside else way.TopToBottom)
        for line, label in zip(self._lines, self._labels, strict=True):
            line.setDirection(way.LeftToRight if wide else way.TopToBottom)
            line.setSpacing(px(SPACE_M if wide else SPACE_XS))
            label.setMinimumWidth(px(_DAY_WIDTH) if wide else 0)
            label.setMaximumWidth(px(_DAY_WIDTH) if wide else _ANY_WIDTH)

    # What the person does

    def surprise(self) -> None:
        """Fill the blank days with ideas, chosen as the daily card does."""
        blank = [field for field in self.fields if not field.text().strip()]
        besides = {field.act.id for field in self.fields if field.act is not None}
        for field, act in zip(blank, self._journal.paper.ideas(len(blank), besides), strict=False):
            field.show_text(act.title)

    def clear_acts(self) -> None:
        """Leave every day blank; the same button then brings the acts back."""
        texts = self._cleared or [""] * len(self.fields)
        self._cleared = [] if self._cleared else [field.text() for field in self.fields]
        cleared = self._cleared
        for field, text in zip(self.fields, texts, strict=True):
            field.show_text(text)
        self._cleared = cleared if any(cleared) else []
        self._name_clear_button()
        self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # Inside

    def _job(self) -> PaperJob:
        paper, today = self.paper.value, self._journal.today()
        if self.kind.value is SheetKind.WEEK:
            sheet = WeekSheet(self.day, self.acts)
            return PaperJob(
                "small-acts-week.pdf",
                lambda: week_sheet_pdf(sheet, paper, today),
                lambda printer: print_week_sheet(printer, sheet, paper),
            )
        acts = self.acts
        return PaperJob(
            "small-acts-cards.pdf",
            lambda: pocket_cards_pdf(acts, paper, today),
            lambda printer: print_pocket_cards(printer, acts, paper),
        )

    def _draw(self, canvas: PdfCanvas) -> None:
        if self.kind.value is SheetKind.WEEK:
            draw_week_sheet(canvas, WeekSheet(self.day, self.acts))
        else:
            draw_pocket_cards(canvas, self.acts)

    def _follow(self) -> None:
        self.output.outcome.hide()
        week = self.kind.value is SheetKind.WEEK
        for widget in (self._first_day_label, self.first_day):
            widget.setVisible(week)
        for number, (field, label) in enumerate(zip(self.fields, self._labels, strict=True)):
            place = day_name(self.day + timedelta(days=number)) if week else _card_name(number)
            label.setText(place)
            name = QCoreApplication.translate("PaperPage", "{day}, {cell}")
            cell = QCoreApplication.translate("PaperPage", "act")
            field.setAccessibleName(name.format(day=place, cell=cell))
        self.preview.show_on(self.paper.value)

    def _acts_changed(self) -> None:
        self._cleared = []
        self._name_clear_button()
        self._follow()

    def _name_clear_button(self) -> None:
        self.clear_button.setText(
            QCoreApplication.translate("PaperPage", "Bring them back")
            if self._cleared
            else QCoreApplication.translate("PaperPage", "Leave all blank")
        )

    @staticmethod
    def _kept_by(field: ActChoice) -> Callable[[], EntryDraft]:
        return lambda: EntryDraft(act=field.text())

    def _show_kept(self) -> None:
        for number, field in enumerate(self.fields):
            kept = self._journal.draft(sheet_form(number))
            if kept is not None:
                field.show_text(kept.act)

    def _make_parts(self, theme: Theme, library: ActLibraryModel) -> None:
        translate = QCoreApplication.translate
        self.kind: SegmentedControl[SheetKind] = SegmentedControl(
            theme,
            [
                (SheetKind.WEEK, translate("PaperPage", "Week sheet")),
                (SheetKind.CARDS, translate("PaperPage", "Pocket cards")),
            ],
        )
        self.kind.setAccessibleName(translate("PaperPage", "What to put on paper"))
        self.paper: SegmentedControl[Paper] = SegmentedControl(
            theme,
            [
                (Paper.A4, translate("PaperPage", "A4")),
                (Paper.LETTER, translate("PaperPage", "Letter")),
            ],
        )
        self.paper.setAccessibleName(translate("PaperPage", "Paper"))
        if QLocale().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem:
            self.paper.set_value(Paper.LETTER)
        self.first_day = DateField(theme)
        self._first_day_label = heading(translate("PaperPage", "First day"), self.first_day)
        self.first_day.setDisplayFormat("ddd d MMM yyyy")
        self.first_day.setAccessibleName(translate("PaperPage", "First day of the sheet"))
        self.fields = [ActChoice(library) for _ in range(DAYS_ON_A_SHEET)]
        self._labels = [body() for _ in self.fields]
        self.surprise_button = secondary_button(translate("PaperPage", "Surprise me"))
        self.clear_button = quiet_button()
        self._name_clear_button()
        self.output = PaperOutput(theme, self._job)
        self.preview = SheetPreview(theme, self._draw)

    def _build_layout(self, theme: Theme) -> None:
        translate, px = QCoreApplication.translate, theme.px
        way = QBoxLayout.Direction
        choices = QBoxLayout(way.TopToBottom)
        choices.setSpacing(px(SPACE_L))
        choices.addWidget(self.kind)
        line = FlowRow(self._first_day_label, self.first_day, self.paper, gap=px(SPACE_M))
        choices.addWidget(line)
        choices.addWidget(
            body(
                translate(
                    "PaperPage",
                    "Type an act, or press Down to choose one: your favourites come first. What "
                    "you leave blank gets empty lines to write on.",
                ),
                soft=True,
            )
        )
        days = QBoxLayout(way.TopToBottom)
        days.setSpacing(px(SPACE_S))
        self._lines = [QBoxLayout(way.LeftToRight) for _ in self.fields]
        for line_of_day, label, field in zip(self._lines, self._labels, self.fields, strict=True):
            label.setBuddy(field)
            line_of_day.addWidget(label)
            line_of_day.addWidget(field, 1)
            days.addLayout(line_of_day)
        choices.addLayout(days)
        row = FlowRow(self.surprise_button, self.clear_button, gap=px(SPACE_S))
        choices.addWidget(row)
        choices.addWidget(self.output)
        choices.addStretch(1)
        self._columns = QBoxLayout(way.LeftToRight)
        self._columns.setSpacing(px(SPACE_L * 2))
        self._columns.addLayout(choices, 1)
        self._columns.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignTop)
        self.rows.addLayout(self._columns)

    def _listen(self) -> None:
        for autosave, field in zip(self._autosaves, self.fields, strict=True):
            field.textChanged.connect(autosave.note_change)
            field.textChanged.connect(self._acts_changed)
        self.first_day.dateChanged.connect(self._follow)
        self.kind.value_changed.connect(self._follow)
        self.paper.value_changed.connect(self._follow)
        self.surprise_button.clicked.connect(self.surprise)
        self.clear_button.clicked.connect(self.clear_acts)


def _card_name(number: int) -> str:
    text = QCoreApplication.translate("PaperPage", "Card {number}")
    return text.format(number=QLocale().toString(number + 1))
