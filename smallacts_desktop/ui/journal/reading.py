"""One entry to be reread: the person's words as prose, its facts, and the entries beside it."""

from math import ceil

from PySide6.QtCore import (
    QCoreApplication,
    QPoint,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import (
    QIcon,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QMenu,
    QPushButton,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from smallacts_desktop.domain.entries import Entry
from smallacts_desktop.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS
from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.actions import EARLIER_ENTRY, EDIT_ENTRY, GOOD_MOMENT, LATER_ENTRY
from smallacts_desktop.ui.kit.basics import (
    Button,
    Drawing,
    Label,
    body,
    caption,
    hairline,
    quiet_button,
    secondary_button,
    title,
)
from smallacts_desktop.ui.kit.flow_layout import FlowRow, Rows
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import entry_words, reading_words

translate = QCoreApplication.translate

# Lines of prose this long are easily found again by the eye.
_WIDEST = 680
_MARK, _HEART = 76, 20
_LINE_HEIGHT = 140.0


class Prose(QTextEdit):
    """Words to be read, selected and copied, as high as they are; never read as mark-up."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "prose")
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(translate("ReadingPage", "Your words"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme.changed.connect(self._fit)

    def show_words(self, text: str) -> None:
        """Show ``text``, with room between its lines."""
        self.setPlainText(text)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        spaced = QTextBlockFormat()
        spaced.setLineHeight(
            _LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        cursor.mergeBlockFormat(spaced)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        around = max(0, self.height() - self.viewport().height())
        height = ceil(self.document().size().height()) + around
        if height != self.maximumHeight() or height != self.minimumHeight():
            self.setFixedHeight(height)


class HeartButton(Button):
    """Says whether the entry is a good moment: by its words, by a full heart and as checked."""

    def __init__(self, theme: Theme, pressed: SignalInstance) -> None:
        super().__init__("", "quiet")
        self._theme = theme
        # Not ``clicked``: a screen reader turns the mark over without a click.
        self.toggled.connect(pressed)
        self.setProperty("flush", True)
        self.setCheckable(True)
        self.setAccessibleName(GOOD_MOMENT.name())
        self.setToolTip(GOOD_MOMENT.tip)
        theme.changed.connect(self._draw)

    def show_mark(self, entry: Entry) -> None:
        """Show whether ``entry`` is marked."""
        with QSignalBlocker(self):
            self.setChecked(entry.good_moment)
        self.setText(reading_words.moment(entry))
        self._draw()

    def _draw(self) -> None:
        name, side = "heart-filled" if self.isChecked() else "heart", self._theme.px(_HEART)
        colour = self._theme.tokens.primary
        self.setIcon(QIcon(icons.pixmap(name, colour, side, self.devicePixelRatioF())))
        self.setIconSize(QSize(side, side))


class ReadingView(QWidget):
    """An entry, the way to its neighbours, and what can be done with it.

    Signals: ``edit_wanted``, ``delete_wanted``, ``private_wanted``, ``moment_wanted``, ``left``;
    ``step_wanted(int)``, 1 for the entry before and -1 for the one after.
    """

    edit_wanted = Signal()
    delete_wanted = Signal()
    private_wanted = Signal()
    moment_wanted = Signal()
    left = Signal()
    step_wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._entry: Entry | None = None
        self.when, self.title = body(soft=True), title()
        self.unsaved = body(reading_words.unsaved_note(), soft=True)
        self.mark, self.prose = Drawing(theme, "note", _MARK), Prose(theme)
        self.facts = FlowRow(gap=theme.px(SPACE_XL))
        self.back_button = _flush(quiet_button(reading_words.way_back(), self.left))
        self.edit_button = secondary_button("", self.edit_wanted)
        self.edit_button.setToolTip(EDIT_ENTRY.tip)
        self.more_button = quiet_button(translate("ReadingPage", "More…"), self._open_menu)
        self.earlier = _flush(quiet_button(pressed=lambda: self.step_wanted.emit(1)))
        self.heart = HeartButton(theme, self.moment_wanted)
        self.later = _flush(quiet_button(pressed=lambda: self.step_wanted.emit(-1)))
        self.back_button.setToolTip(translate("ReadingPage", "Back to the list (Esc)"))
        # The title is where the keyboard begins, so that a screen reader begins to read there.
        self.title.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name_steps()
        self._build_layout()

    def show_entry(
        self, entry: Entry, drawing: str, *, unsaved: bool, earlier: bool, later: bool
    ) -> None:
        """Show ``entry`` with ``drawing``.

        The others tell whether changes are half-made, and what is beside it.
        """
        self._entry = entry
        self.when.setText(reading_words.when(entry))
        self.title.setText(entry_words.title(entry))
        self.mark.set_name(drawing)
        self.prose.setVisible(bool(entry.note.strip()))
        self.prose.show_words(entry.note.strip("\n"))
        self.unsaved.setVisible(unsaved)
        self.edit_button.setText(reading_words.edit(unsaved=unsaved))
        self._show_facts(entry)
        self.heart.show_mark(entry)
        self.earlier.setEnabled(earlier)
        self.later.setEnabled(later)

    def focus_first(self) -> None:
        """Put the keyboard where reading begins."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def menu(self) -> QMenu:
        """What else can be done with the entry."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._entry is not None:
            menu.addAction(reading_words.keeps_private(self._entry), self.private_wanted.emit)
        menu.addAction(translate("JournalPage", "Delete"), self.delete_wanted.emit)
        return menu

    def fit(self, width: int) -> None:
        """Lay the rows of buttons out for ``width`` pixels."""
        width = min(width, self._theme.px(_WIDEST))
        self.setMaximumWidth(self._theme.px(_WIDEST))
        direction = QBoxLayout.Direction
        for row in (self._top, self._steps):
            items = [row.itemAt(number) for number in range(row.count())]
            parts = [part for item in items if item and (part := item.widget()) is not None]
            needed = sum(_whole_width(part) for part in parts)
            beside = needed + (len(parts) - 1) * self._theme.px(SPACE_M) <= width
            row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def _open_menu(self) -> None:
        menu, button = self.menu(), self.more_button
        corner = QPoint(button.width() - menu.sizeHint().width(), 0)
        menu.popup(button.mapToGlobal(corner + QPoint(0, button.height())))

    def _show_facts(self, entry: Entry) -> None:
        while (item := self.facts.flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        told = reading_words.facts(entry)
        for fact in told:
            made = QWidget()
            value = Label(fact.value, "bodyBold", in_line=True)
            value.setAccessibleName(fact.spoken)
            name = caption(fact.name)
            name.ask_for_one_line()
            Rows(self._theme, made, name, value, gap=SPACE_XS)
            self.facts.flow.addWidget(made)
        for part in (self._line, self.facts):
            part.setVisible(bool(told))

    def _name_steps(self) -> None:
        # The arrows point to where the entry lies in a language that runs the other way, too.
        back, on = ("›", "‹") if self.isRightToLeft() else ("‹", "›")
        for button, text, spec in (
            (self.earlier, translate("ReadingPage", "{arrow} Earlier"), EARLIER_ENTRY),
            (self.later, translate("ReadingPage", "Later {arrow}"), LATER_ENTRY),
        ):
            button.setText(text.format(arrow=back if button is self.earlier else on))
            button.setAccessibleName(spec.name())
            button.setToolTip(spec.tip)

    def _build_layout(self) -> None:
        theme = self._theme
        buttons = FlowRow(self.edit_button, self.more_button, gap=theme.px(SPACE_S))
        buttons.setMinimumWidth(buttons.flow.sizeHint().width())
        self._top, self._steps = _row(theme), _row(theme)
        self._top.addWidget(self.when, 1)
        self._top.addWidget(buttons)
        self._steps.addWidget(self.earlier)
        self._steps.addStretch(1)
        self._steps.addWidget(self.heart)
        self._steps.addStretch(1)
        self._steps.addWidget(self.later)
        head = _row(theme)
        head.setSpacing(theme.px(SPACE_L))
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.title, 1)
        self._line = hairline()
        rows: QVBoxLayout = Rows(theme, self, gap=SPACE_XL)
        rows.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeading)
        rows.addLayout(self._top)
        rows.addWidget(self.unsaved)
        rows.addLayout(head)
        for part in (self.prose, self._line, self.facts):
            rows.addWidget(part)
        rows.addLayout(self._steps)


def _row(theme: Theme) -> QBoxLayout:
    row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    row.setSpacing(theme.px(SPACE_M))
    return row


def _flush(button: QPushButton) -> QPushButton:
    button.setProperty("flush", True)
    return button


def _whole_width(part: QWidget) -> int:
    if isinstance(part, Label):
        return part.fontMetrics().horizontalAdvance(part.text()) + 2
    return part.sizeHint().width()
