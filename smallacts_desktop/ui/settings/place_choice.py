"""The places a person goes to: any number of them, or none."""

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout

from smallacts_desktop.domain.acts import Place
from smallacts_desktop.tokens import SPACE_M
from smallacts_desktop.ui.kit.basics import Group
from smallacts_desktop.ui.kit.check_box import CheckBox
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words


class PlaceChoice(Group):
    """A box to tick for every place that acts have. Signals: ``changed``, at every tick."""

    changed = Signal()

    def __init__(self, theme: Theme, chosen: Collection[Place] = ()) -> None:
        super().__init__()
        self.setAccessibleName(QCoreApplication.translate("PlaceChoice", "Places you go to"))
        # Acts for anywhere fit everybody.
        places = [place for place in Place if place is not Place.ANYWHERE]
        self.boxes = {place: CheckBox(theme, words.place_word(place)) for place in places}
        row = FlowRow(gap=theme.px(SPACE_M))
        for place, box in self.boxes.items():
            box.setChecked(place in chosen)
            box.toggled.connect(self.changed)
            row.flow.addWidget(box)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(row)

    @property
    def places(self) -> frozenset[Place]:
        """The places that are ticked."""
        return frozenset(place for place, box in self.boxes.items() if box.isChecked())

    def put_back(self, chosen: Collection[Place]) -> CheckBox:
        """Tick the ``chosen`` places again, without a signal; returns the last box to change."""
        changed = next(iter(self.boxes.values()))
        for place, box in self.boxes.items():
            if box.isChecked() != (place in chosen):
                changed = box
                with QSignalBlocker(box):
                    box.setChecked(place in chosen)
        return changed
