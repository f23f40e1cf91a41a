"""Looking for acts: a field to type in, the sizes, the places, and the person's own marks."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from smallacts_desktop.domain.act_library import ActFilter
from smallacts_desktop.domain.acts import SIZE_LABELS, ActSize, Place
from smallacts_desktop.tokens import SPACE_L, SPACE_M, SPACE_S
from smallacts_desktop.ui.kit.check_box import CheckBox
from smallacts_desktop.ui.kit.choice_chips import ChoiceChips
from smallacts_desktop.ui.kit.collapsible_section import CollapsibleSection
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.search_field import SearchField
from smallacts_desktop.ui.kit.segmented import SegmentedControl
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words

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
        self._lock_sequence = False
        self._make_field()
        self._make_filters()
        self._build_layout()
        self._listen()

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
        self._lock_sequence = True
        self.field.clear()
        self.sizes.set_value(None)
        self.places.set_value(None)
        for box in (self.favourites, self.own, self.hidden):
            box.setChecked(False)
        self._lock_sequence = False
        self.changed.emit()

    def say_count(self, count: int) -> None:
        """Name in the field how many acts there are to search."""
        name = words.plural(
            QCoreApplication.translate("ActsPage", "Search {count} act"),
            QCoreApplication.translate("ActsPage", "Search {count} acts"),
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
        self.expander.button.setVisible(narrow)
        self.expander.set_open(not narrow or self.filter() != ActFilter(text=self.field.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes on to the list; Escape clears the field."""
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        else:
            super().keyPressEvent(event)

    def _make_field(self) -> None:
        self.field = SearchField(self._theme)

    def _make_filters(self) -> None:
        theme, translate = self._theme, QCoreApplication.translate
        sizes: Iterable[tuple[ActSize | None, str]] = [
            (None, translate("ActsPage", "All")),
            *((size, words.word(label)) for size, label in SIZE_LABELS.items()),
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
        self.expander = CollapsibleSection(theme, translate("ActsPage", "Filters"))

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
        rows.addWidget(self.expander)
        self._inside = self.expander.rows
        self._inside.setSpacing(self._theme.px(SPACE_S))
        self._inside.addWidget(self.places)
        marks = FlowRow(self.favourites, self.own, self.hidden, gap=self._theme.px(SPACE_L))
        self._inside.addWidget(marks)

    def _listen(self) -> None:
        self.field.textChanged.connect(self._announce)
        self.sizes.value_changed.connect(self._announce)
        self.places.value_changed.connect(self._announce)
        for box in (self.favourites, self.own, self.hidden):
            box.toggled.connect(self._announce)

    def _announce(self) -> None:
        if not self._lock_sequence:
            self.changed.emit()
