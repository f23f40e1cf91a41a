"""One day that was filled in on paper, to be typed in, and its field for an act."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import (
    QCoreApplication,
    QDate,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRegularExpression,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QBoxLayout, QCompleter, QLabel, QLineEdit, QVBoxLayout, QWidget

from smallacts_desktop.domain.act_library import MarkedAct
from smallacts_desktop.domain.acts import Act, ActSize
from smallacts_desktop.domain.entries import (
    HIGHEST_MOOD,
    NOTE_LIMIT,
    SHORT_TEXT_LIMIT,
    EntryDraft,
    MoodRecorded,
    Outcome,
)
from smallacts_desktop.domain.errors import MoodOutOfRangeError, SmallActsError
from smallacts_desktop.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from smallacts_desktop.ui.kit.basics import caption, heading
from smallacts_desktop.ui.kit.controls import CheckBox
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.input_events import ListBox
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words

_SHOWN = 8


class ActLibraryModel(QStringListModel):
    """The titles of the acts in the library, favourites before the others; one for all fields."""

    def __init__(self) -> None:
        super().__init__()
        self._acts: dict[str, Act] = {}

    def set_acts(self, marked: Sequence[MarkedAct]) -> None:
        """Offer these acts from now on."""
        ordered = sorted(marked, key=lambda each: not each.favourite)
        self._acts = {each.act.title: each.act for each in ordered}
        self.setStringList(list(self._acts))

    def act(self, title: str) -> Act | None:
        """The act with exactly this title, or None for the person's own words."""
        return self._acts.get(" ".join(title.split()))

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """To be chosen, not to be changed."""
        return super().flags(index) & ~Qt.ItemFlag.ItemIsEditable


class ActChoice(QLineEdit):
    """One act or a blank. Down opens the whole library where nothing is typed yet.

    Signals: ``act_chosen(Act)``, when the text is the title of an act in the library.
    """

    act_chosen = Signal(object)

    def __init__(self, library: ActLibraryModel) -> None:
        super().__init__()
        self._library = library
        self.setMaxLength(SHORT_TEXT_LIMIT)
        self.setMinimumWidth(60)
        completer = QCompleter(library, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_SHOWN)
        self.setCompleter(completer)
        self.textChanged.connect(self._look_up)

    @property
    def act(self) -> Act | None:
        """The act of the library that the text names, or None."""
        return self._library.act(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down shows what there is to choose from."""
        completer, popup = self.completer(), self.completer().popup()
        if event.key() == Qt.Key.Key_Down and (popup is None or not popup.isVisible()):
            completer.setCompletionPrefix(self.text())
            completer.complete()
        else:
            super().keyPressEvent(event)

    def show_text(self, text: str) -> None:
        """Show ``text`` from its beginning."""
        self.setText(text)
        self.setCursorPosition(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show a long title from its beginning again."""
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.MouseFocusReason):
            self.setCursorPosition(0)

    def _look_up(self, text: str) -> None:
        act = self._library.act(text)
        if act is not None:
            self.act_chosen.emit(act)


_DAY_WIDTH, _MOOD_WIDTH = 124, 58
_ANY_WIDTH = 16_777_215


class MoodField(QLineEdit):
    """A mood as a number from 0 to 10, or blank."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        # Two digits that are no mood can be typed: the row says so, and nothing is swallowed.
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,2}"), self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.changed.connect(self._measure)
        self._measure()

    @property
    def mood(self) -> int | None:
        """The number, or None for a blank."""
        return int(self.text()) if self.text() else None

    @property
    def is_wrong(self) -> bool:
        """Whether the number is no mood."""
        return self.mood is not None and self.mood > HIGHEST_MOOD

    def set_mood(self, mood: int | None) -> None:
        """Show a mood, or a blank."""
        self.setText("" if mood is None else str(mood))

    def _measure(self) -> None:
        self.setFixedWidth(self._theme.px(_MOOD_WIDTH))


class PaperRow(QWidget):
    """The cells of one day; ``answers`` reads them and ``set_answers`` fills them.

    Writing the act ticks the box, as every form begins with an act that happened. Signals:
    ``changed``, at every key and choice of the person.
    """

    changed = Signal()

    def __init__(self, theme: Theme, library: ActLibraryModel) -> None:
        super().__init__()
        self._theme = theme
        self._filling = False
        self.day = date.min
        self._make_cells(library)
        self._build_layout()
        self._listen()

    def set_day(self, day: date) -> None:
        """Stand for ``day``; a screen reader says it with the name of each cell."""
        self.day = day
        self._weekday.setText(day_name(day))
        self._date.setText(in_region(day, "d MMMM"))
        name = QCoreApplication.translate("PaperPage", "{day}, {cell}")
        for cell, text in self._names.items():
            cell.setAccessibleName(name.format(day=day_name(day), cell=text))

    def answers(self) -> EntryDraft:
        """What the row says so far; blank cells are blank answers."""
        act, before = self.what.text(), self.before.mood
        chosen = self.what.act
        outcome = Outcome.DONE if self.done.isChecked() else None
        if outcome is None and act.strip():
            outcome = Outcome.NOT_THIS_TIME
        return EntryDraft(
            act=act,
            act_id=None if chosen is None else chosen.id,
            size=self._size(),
            date=self.day,
            outcome=outcome,
            mood_before=before,
            mood_before_recorded=None if before is None else MoodRecorded.AFTERWARDS,
            mood_after=self.after.mood,
            note=self.note.text(),
        )

    def set_answers(self, answers: EntryDraft) -> None:
        """Fill the row without telling anybody that it changed; the day stays."""
        self._filling = True
        self.what.show_text(answers.act)
        self.size_box.setCurrentIndex(self.size_box.findData(answers.size))
        self.done.setChecked(answers.outcome is Outcome.DONE)
        self.before.set_mood(answers.mood_before)
        self.after.set_mood(answers.mood_after)
        self.note.setText(answers.note)
        self._had_act = bool(answers.act.strip())
        self._filling = False
        self.show_problem(None)

    def show_problem(self, error: SmallActsError | None) -> None:
        """Say under the row what is wrong with it, and mark the cell; None takes it away."""
        if error is None:
            self.problem.clear_problem()
        else:
            self.problem.point_at(self._cell_for(error), words.problem(error))

    def refuse(self, error: SmallActsError) -> None:
        """Show what is wrong, and lead the person to the cell."""
        cell = self._cell_for(error)
        self.problem.refuse(words.problem(error), cell)

    def _cell_for(self, error: SmallActsError) -> QWidget:
        if isinstance(error, MoodOutOfRangeError):
            return self.before if self.before.is_wrong else self.after
        return self.what

    def arrange(self, *, wide: bool) -> None:
        """Put the cells beside each other, or under each other where there is little room."""
        direction = QBoxLayout.Direction
        side_by_side = direction.LeftToRight if wide else direction.TopToBottom
        for box in (self._outer, self._first, self._second):
            box.setDirection(side_by_side)
            box.setSpacing(self._theme.px(SPACE_M if wide else SPACE_S))
        self._outer.setSpacing(self._theme.px(SPACE_L if wide else SPACE_S))
        self._head.setMinimumWidth(self._theme.px(_DAY_WIDTH) if wide else 0)
        self._head.setMaximumWidth(self._theme.px(_DAY_WIDTH) if wide else _ANY_WIDTH)

    def _make_cells(self, library: ActLibraryModel) -> None:
        translate = QCoreApplication.translate
        self._had_act = False
        self.what: ActChoice = ActChoice(library)
        self.what.setPlaceholderText(translate("PaperPage", "The act"))
        self.size_box: ListBox = ListBox()
        self.size_box.addItem(translate("PaperPage", "Size"), None)
        for size in ActSize:
            self.size_box.addItem(words.word(size.label), size)
        self.done: CheckBox = CheckBox(self._theme, translate("PaperPage", "Done"))
        self.before: MoodField = MoodField(self._theme)
        self.after: MoodField = MoodField(self._theme)
        self.note: QLineEdit = QLineEdit()
        self.note.setMaxLength(NOTE_LIMIT)
        self.note.setPlaceholderText(translate("PaperPage", "A few words"))
        self.problem = ProblemLabel(stays=True)
        self.problem.hide()
        self._weekday, self._date = heading(), caption()
        self._names: dict[QWidget, str] = {
            self.what: translate("PaperPage", "act"),
            self.size_box: translate("PaperPage", "size"),
            self.done: translate("PaperPage", "done"),
            self.before: translate("PaperPage", "mood before"),
            self.after: translate("PaperPage", "mood after"),
            self.note: translate("PaperPage", "a few words"),
        }

    def _build_layout(self) -> None:
        translate, px = QCoreApplication.translate, self._theme.px
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(0)
        head.addWidget(self._weekday)
        head.addWidget(self._date)
        head.addStretch(1)
        way = QBoxLayout.Direction.LeftToRight
        self._first, self._second, self._outer = QBoxLayout(way), QBoxLayout(way), QBoxLayout(way)
        self._first.addWidget(self.what, 1)
        self._first.addWidget(self.size_box)
        marks = FlowRow(
            self.done,
            self._labelled(translate("PaperPage", "Before"), self.before),
            self._labelled(translate("PaperPage", "After"), self.after),
            gap=px(SPACE_M),
        )
        self._second.addWidget(marks)
        self._second.addWidget(self.note, 1)
        cells = QVBoxLayout()
        cells.setSpacing(px(SPACE_S))
        cells.addLayout(self._first)
        cells.addLayout(self._second)
        cells.addWidget(self.problem)
        self._outer.addWidget(self._head)
        self._outer.addLayout(cells, 1)
        self._outer.setContentsMargins(0, px(SPACE_XS), 0, px(SPACE_XS))
        self.setLayout(self._outer)

    def _labelled(self, text: str, field: QWidget) -> QWidget:
        pair = QWidget()
        line = QBoxLayout(QBoxLayout.Direction.LeftToRight, pair)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._theme.px(SPACE_XS))
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(field)
        line.addWidget(label)
        line.addWidget(field)
        return pair

    def _listen(self) -> None:
        self.what.act_chosen.connect(self._take_size)
        self.what.textChanged.connect(self._follow_act)
        for field in (self.what, self.before, self.after, self.note):
            field.textChanged.connect(self._answered)
        self.size_box.currentIndexChanged.connect(self._answered)
        self.done.toggled.connect(self._answered)

    def _size(self) -> ActSize | None:
        # Qt gives back a plain string for what was put in as a code.
        code = self.size_box.currentData()
        return None if code is None else ActSize(code)

    def _take_size(self, act: Act) -> None:
        if not self._filling:
            self.size_box.setCurrentIndex(self.size_box.findData(act.size))

    def _follow_act(self, text: str) -> None:
        has_act = bool(text.strip())
        if has_act != self._had_act and not self._filling:
            self.done.setChecked(has_act)
        self._had_act = has_act

    def _answered(self) -> None:
        if not self._filling:
            self.show_problem(None)
            self.changed.emit()


def day_name(day: date) -> str:
    """The weekday, such as "Monday"."""
    return in_region(day, "dddd")


def in_region(day: date, pattern: str) -> str:
    """A day by a pattern of Qt's, in the words of the person's region."""
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)
