"""A question about mood: its words, the slider, what the answer means and a way to skip."""

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStyle, QVBoxLayout, QWidget

from smallacts_desktop.domain.entries import HIGHEST_MOOD, LOWEST_MOOD
from smallacts_desktop.tokens import SPACE_S, SPACE_XS
from smallacts_desktop.ui.entry_form.mood_slider import MoodSlider
from smallacts_desktop.ui.kit.basics import heading, quiet_button
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text.words import mood_word

translate = QCoreApplication.translate


class MoodQuestion(QWidget):
    """Asks ``question`` and takes a mood from 0 to 10, or none.

    ``mood_changed``: the mood (int) or None, whenever it changes.
    """

    mood_changed = Signal(object)

    def __init__(self, theme: Theme, question: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.slider = MoodSlider(theme)
        self._heading = heading(question, self.slider)
        self.skip = quiet_button(translate("MoodQuestion", "Skip"), small=True)
        # The row keeps its height while there is nothing to skip.
        policy = self.skip.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.skip.setSizePolicy(policy)
        self._words = _MoodWords(theme, self.slider)
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(self.skip, 0, Qt.AlignmentFlag.AlignTop)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.addLayout(top)
        self._rows.addWidget(self.slider)
        self._rows.addWidget(self._words)
        self.setFocusProxy(self.slider)
        self.skip.clicked.connect(self._skip)
        self.slider.mood_changed.connect(self._show_mood)
        theme.changed.connect(self._measure)
        self._measure()
        self.set_question(question)
        self._show_answer()

    @property
    def mood(self) -> int | None:
        """The answer, 0 to 10, or None."""
        return self.slider.mood

    def set_question(self, question: str) -> None:
        """Ask ``question``, in writing and to a screen reader."""
        self._heading.setText(question)
        self.slider.setAccessibleName(question)
        self.skip.setAccessibleName(
            translate("MoodQuestion", "Skip: {question}").format(question=question)
        )

    def set_mood(self, mood: int | None) -> None:
        """Show ``mood`` as the answer; None clears it."""
        self.slider.set_mood(mood)

    def clear_mood(self) -> None:
        """Take the answer back."""
        self.slider.clear_mood()

    def set_previous(self, mood: int | None) -> None:
        """Show ``mood`` as the one from before, or none."""
        self.slider.set_previous(mood)
        self._words.show_answer()

    def _skip(self) -> None:
        # Focus goes first: a hidden button would hand it to whatever comes next.
        self.slider.setFocus(Qt.FocusReason.OtherFocusReason)
        self.slider.clear_mood()

    def _show_mood(self, mood: int | None) -> None:
        self._show_answer()
        self.mood_changed.emit(mood)

    def _show_answer(self) -> None:
        self.skip.setVisible(self.slider.mood is not None)
        self._words.show_answer()

    def _measure(self) -> None:
        # Room for the slider's focus ring, which reaches four pixels out, and as much beyond it.
        self._rows.setSpacing(max(SPACE_S, self._theme.px(SPACE_S)))
        self._words.place()


class _MoodWords(QWidget):
    """The row under the slider: both ends, and the answer under the handle.

    When the words do not fit one row, the answer goes to a row of its own beneath the ends.
    """

    def __init__(self, theme: Theme, slider: MoodSlider) -> None:
        super().__init__()
        self._theme, self._slider = theme, slider
        self._low = self._label(mood_word(LOWEST_MOOD), "caption")
        self._high = self._label(mood_word(HIGHEST_MOOD), "caption")
        self._answer = self._label("", "captionBold")
        self._before = self._label("", "caption")
        self._before.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _label(self, text: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", role)
        return label

    def show_answer(self) -> None:
        """Say the slider's mood, and the one from before."""
        mood, previous = self._slider.mood, self._slider.previous
        # At an end of the scale the answer stands there itself: the same word twice says no more.
        self._low.setVisible(mood != LOWEST_MOOD)
        self._high.setVisible(mood != HIGHEST_MOOD)
        self._answer.setVisible(mood is not None)
        if mood is not None:
            answer = translate("MoodQuestion", "{number} · {words}")
            self._answer.setText(answer.format(number=mood, words=mood_word(mood)))
        if previous is not None:
            before = translate("MoodQuestion", "({number} before)")
            self._before.setText(before.format(number=previous))
        else:
            self._before.setText(translate("MoodQuestion", "Not answered yet — you can skip this."))
        self._before.setVisible(previous is not None or mood is None)
        self.place()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (
            QEvent.Type.Resize,
            QEvent.Type.Show,
            QEvent.Type.LayoutRequest,
            QEvent.Type.LayoutDirectionChange,
        ):
            self.place()
        return done

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self.height())

    def minimumSizeHint(self) -> QSize:
        ends = self._low.sizeHint().width() + self._high.sizeHint().width()
        return QSize(ends + self._theme.px(SPACE_S), 0)

    def place(self) -> None:
        """Put each label in its place."""
        line = self._low.sizeHint().height()
        low, high = self._end_width(self._low), self._end_width(self._high)
        width, gap = self.width(), self._theme.px(SPACE_S)
        self._place_label(self._low, 0, 0, low, line)
        self._place_label(self._high, width - high, 0, high, line)
        answer = self._answer.sizeHint().width() if self._slider.mood is not None else 0
        before = self._before_width()
        group = answer + before + (gap if answer and before else 0)
        first = low + 2 * gap if low else 0
        last, top = width - (high + 2 * gap if high else 0), 0
        if group > last - first:
            first, last, top = 0, width, line + self._theme.px(SPACE_XS)
        start = min(max(self._start(answer, group), first), max(first, last - group))
        self._place_label(self._answer, start, top, answer, line)
        rest = start + answer + (gap if answer and before else 0)
        room = max(1, min(before, width - rest))
        height = max(line, self._before.heightForWidth(room)) if before else line
        self._place_label(self._before, rest, top, room, height)
        self.setFixedHeight(top + height)

    @staticmethod
    def _end_width(end: QLabel) -> int:
        return 0 if end.isHidden() else end.sizeHint().width()

    def _before_width(self) -> int:
        if self._slider.previous is None and self._slider.mood is not None:
            return 0
        metrics = self._before.fontMetrics()
        return metrics.horizontalAdvance(self._before.text()) + 2

    def _start(self, answer: int, group: int) -> int:
        """Where the words would begin if they had the row to themselves."""
        if self._slider.mood is None:
            return (self.width() - group) // 2
        middle = self._slider.handle_x(self._slider.mood)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            middle = self.width() - middle
        return round(middle - answer / 2)

    def _place_label(self, label: QLabel, x: int, y: int, width: int, height: int) -> None:
        place = QRect(x, y, width, height)
        label.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))
