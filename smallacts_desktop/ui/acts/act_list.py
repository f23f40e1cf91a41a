"""The list of acts in the library, and what it is searched by."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QObject,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from smallacts_desktop.domain.act_library import ActFilter, MarkedAct
from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.journal.acts import ActLibrary
from smallacts_desktop.tokens import SPACE_L, SPACE_M, SPACE_S
from smallacts_desktop.ui.acts.act_row import MARKED_ACT, ActDelegate
from smallacts_desktop.ui.kit.choice import ChoiceChips
from smallacts_desktop.ui.kit.controls import CheckBox, CollapsibleSection, SearchField
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.lists import PageList
from smallacts_desktop.ui.kit.segmented import SegmentedControl
from smallacts_desktop.ui.kit.tables import AnyIndex, ReaderSelection
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import entry_words, words

translate = QCoreApplication.translate

# In pixels at 100 % text: where the field and the sizes no longer fit side by side.
_NARROW = 720


class ActSearch(QWidget):
    """A search field over filters, which fold away where there is little room.

    Signals: ``changed``, at every key and filter; ``down_pressed``, on to the list.
    """

    changed = Signal()
    down_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._narrow: bool | None = None
        self.field = SearchField(theme)
        self._make_filters()
        self._build_layout()
        self.field.textChanged.connect(self.changed)
        for choice in (self.sizes, self.places):
            choice.value_changed.connect(self.changed)
        for box in self._boxes:
            box.toggled.connect(self.changed)

    def filter(self) -> ActFilter:
        """What the person asks for."""
        return ActFilter(
            text=self.field.text(),
            size=self.sizes.value,
            place=self.places.value,
            favourites=self.favourites.isChecked(),
            own=self.own.isChecked(),
            hidden=self.hidden.isChecked(),
        )

    def clear(self) -> None:
        """Ask for every act again that is not hidden."""
        with QSignalBlocker(self):
            self.field.clear()
            self.sizes.set_value(None)
            self.places.set_value(None)
            for box in self._boxes:
                box.setChecked(False)
        self.changed.emit()

    def show_count(self, count: int) -> None:
        """Name in the field how many acts there are to search."""
        name = words.plural(
            translate("ActsPage", "Search {count} act"),
            translate("ActsPage", "Search {count} acts"),
            count,
        )
        self.field.setPlaceholderText(name)
        self.field.setAccessibleName(name)

    def arrange_for(self, width: int) -> None:
        """Fold the filters away on a page narrower than a wide window; ``width`` in pixels."""
        narrow = width < self._theme.px(_NARROW)
        if narrow is self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self._inside.insertWidget(0, self.sizes)
        else:
            self._top.addWidget(self.sizes)
        self.section.button.setVisible(narrow)
        self.section.set_open(not narrow or self.filter() != ActFilter(text=self.field.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes on to the list; Escape clears the field."""
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        else:
            super().keyPressEvent(event)

    def _make_filters(self) -> None:
        theme = self._theme
        sizes: Iterable[tuple[ActSize | None, str]] = [
            (None, translate("ActsPage", "All")),
            *((size, words.word(size.label)) for size in ActSize),
        ]
        self.sizes: SegmentedControl[ActSize | None] = SegmentedControl(theme, sizes)
        self.sizes.setAccessibleName(translate("ActsPage", "Size"))
        places: Iterable[tuple[Place | None, str]] = [
            (None, words.place_word(Place.ANYWHERE)),
            *((place, words.place_word(place)) for place in Place if place is not Place.ANYWHERE),
        ]
        self.places: ChoiceChips[Place | None] = ChoiceChips(
            theme, places, name=translate("ActsPage", "Place")
        )
        self.favourites = CheckBox(theme, translate("ActsPage", "Favourites"))
        self.own = CheckBox(theme, translate("ActsPage", "My own"))
        self.hidden = CheckBox(theme, translate("ActsPage", "Show hidden"))
        self._boxes = (self.favourites, self.own, self.hidden)
        self.section = CollapsibleSection(theme, translate("ActsPage", "Filters"), SPACE_S)

    def _build_layout(self) -> None:
        gap = self._theme.px(SPACE_M)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(gap)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(gap)
        self._top.addWidget(self.field, 1)
        self._top.addWidget(self.sizes)
        rows.addLayout(self._top)
        rows.addWidget(self.section)
        self._inside = self.section.rows
        self._inside.addWidget(self.places)
        marks = FlowRow(*self._boxes, gap=self._theme.px(SPACE_L))
        self._inside.addWidget(marks)


class ActListModel(QAbstractListModel):
    """Acts in the order of the catalogue, the person's own first."""

    def __init__(self, library: ActLibrary, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self.filter = ActFilter()
        self._rows = library.all(self.filter)

    def set_filter(self, wanted: ActFilter) -> None:
        """List the acts that ``wanted`` lets through."""
        if wanted != self.filter:
            self.filter = wanted
            self.reload()

    def reload(self) -> None:
        """Read again. Where the same acts are listed, the view keeps its place."""
        rows = self._library.all(self.filter)
        if [row.act.id for row in rows] == [row.act.id for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def act_at(self, row: int) -> MarkedAct:
        """The act in a row."""
        return self._rows[row]

    def row_of(self, act_id: str) -> int | None:
        """The row of an act, or None when it is not listed."""
        ids = (marked.act.id for marked in self._rows)
        return next((row for row, found in enumerate(ids) if found == act_id), None)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Title, spoken sentences, and the act itself."""
        if not index.isValid():
            return None
        marked = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return marked.act.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry_words.spoken(marked)
        return marked if role == MARKED_ACT else None


class ActListView(ReaderSelection, PageList):
    """Rows of acts; a click or Enter opens one, its star or Space or F makes it a favourite.

    Signals: ``act_opened(int)`` and ``favourite_wanted(int)``, with the row.
    """

    act_opened = Signal(int)
    favourite_wanted = Signal(int)

    def __init__(self, theme: Theme, model: ActListModel) -> None:
        super().__init__(theme)
        self.setModel(model)
        self.delegate = ActDelegate(theme, self)
        self.setItemDelegate(self.delegate)
        self._pressed = QPersistentModelIndex()
        self.setAccessibleName(translate("ActsPage", "Acts"))
        self.setAccessibleDescription(
            translate(
                "ActsPage", "Enter opens an act. Space makes it a favourite, or takes that back."
            )
        )

    def doItemsLayout(self) -> None:
        """Measure every row, but only when somebody is to see it."""
        if self.isVisible():
            super().doItemsLayout()

    def showEvent(self, event: QShowEvent) -> None:
        """Do what was left undone while it was hidden."""
        super().showEvent(event)
        self.scheduleDelayedItemsLayout()

    def go_to(self, row: int) -> None:
        """Make a row the current one, in view."""
        index = self.model().index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def row_chosen(self, index: AnyIndex) -> None:
        """Open the act that a screen reader chose."""
        super().row_chosen(index)
        self.act_opened.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, mark on Space and F; everything else as in any list."""
        index, key = self.currentIndex(), event.key()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if not (index.isValid() and plain):
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.act_opened.emit(index.row())
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_F):
            self.favourite_wanted.emit(index.row())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click began."""
        self._pressed = QPersistentModelIndex(self.indexAt(event.position().toPoint()))
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the star marks the act; anywhere else it opens it."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        clicked = index.isValid() and self._pressed == index
        self._pressed = QPersistentModelIndex()
        if not clicked or event.button() != Qt.MouseButton.LeftButton:
            return
        on_star = self.delegate.star_place(index).contains(place)
        (self.favourite_wanted if on_star else self.act_opened).emit(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say by the pointer what a click would do."""
        super().mouseMoveEvent(event)
        over = self.indexAt(event.position().toPoint()).isValid()
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
