"""Lists as high as their words, those that scroll with their page, and one that may be cleared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.tokens import SPACE_S, SPACE_XS
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
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.tables import ReaderSelection
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


class RowList(ReaderSelection, QListWidget):
    """A list whose current row is what is chosen."""


def row_list(theme: Theme, name: str) -> RowList:
    """A list whose rows are as high as their words; ``name`` is for a screen reader."""
    made = RowList()
    made.setProperty("role", "rows")
    made.setAccessibleName(name)
    made.setSpacing(theme.px(2))
    made.setWordWrap(True)
    made.setTextElideMode(Qt.TextElideMode.ElideNone)
    made.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    made.setResizeMode(QListWidget.ResizeMode.Adjust)
    made.setItemDelegate(_WholeText(theme, made))
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


class _WholeText(QStyledItemDelegate):
    """Makes every row as high as its words; Qt itself forgets the room around them."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme, self._list = theme, parent

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        around = self._theme.px(SPACE_S + SPACE_XS) * 2
        width = self._list.viewport().width() - 2 * self._list.spacing()
        room = QRect(0, 0, max(1, width - around), 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        words_box = option.fontMetrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)
        return QSize(width, words_box.height() + around)


_PAGE_KEYS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}

# To the type checker it is a view, so that ``super()`` is known; at run time it stands before one.
if TYPE_CHECKING:
    _Base = QAbstractItemView
else:
    _Base = object


class RowsOfPage(_Base):
    """Comes before the Qt class of a view whose rows scroll with the page around them.

    There is one scroll bar at a time. ``join_page`` is for the constructor.
    """

    _rows_height: Callable[[], int]

    def join_page(self, rows_height: Callable[[], int]) -> None:
        """Leave the scrolling to the page; ``rows_height`` tells how high all rows are, in pixels.

        An item view knows that itself, but each kind in another way.
        """
        self._rows_height = rows_height
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by as many rows as the page shows; everything else as in any view."""
        index = self.currentIndex()
        if index.isValid() and event.key() in _PAGE_KEYS:
            self._go_one_page(index, _PAGE_KEYS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Let the page bring the row into view."""
        del hint
        page, row = self.page(), self.visualRect(index)
        # A view out of sight, as while an entry is open, must not move the page under the person.
        if page is None or not row.isValid() or not self.isVisible():
            return
        ground = page.widget()
        if ground is None:
            return
        for corner in (row.bottomLeft(), row.topLeft()):
            place = self.viewport().mapTo(ground, corner)
            page.ensureVisible(place.x(), place.y(), 0, self.fontMetrics().height())

    def page(self) -> QScrollArea | None:
        """The page that the rows stand on."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        return around

    def be_high(self, height: int) -> None:
        """Be ``height`` pixels high, and no more is laid out where that is so already."""
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def _go_one_page(self, index: QModelIndex, way: int) -> None:
        page, row = self.page(), self.visualRect(index)
        step = row.height() if page is None else max(row.height(), page.viewport().height())
        y = min(self._rows_height() - 1, max(0, row.center().y() + way * step))
        there = self.indexAt(QPoint(row.center().x(), y))
        if there.isValid():
            self.setCurrentIndex(there)


class PageList(RowsOfPage, QListView):
    """A list of them, laid out again in other sizes when the theme changes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.join_page(self._contents_height)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        theme.changed.connect(self.doItemsLayout)

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self.be_high(self._contents_height())

    def _contents_height(self) -> int:
        return max(0, self.contentsSize().height())
