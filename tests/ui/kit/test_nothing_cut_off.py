"""Dates, letters and pictures that were cut off, or stayed small beside large text."""

import pytest
from PySide6.QtCore import QDate, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionFrame, QVBoxLayout, QWidget

from smallacts_desktop.tokens import ThemeName
from smallacts_desktop.ui.kit.basics import Label
from smallacts_desktop.ui.kit.controls import CollapsibleSection, SearchField
from smallacts_desktop.ui.kit.date_field import DateField
from smallacts_desktop.ui.kit.theme import Theme
from tests.conftest import Screen

SCALES = [0.8, 1.0, 1.5, 2.0]


def _in_row(widget: QWidget) -> QWidget:
    ground = QWidget()
    rows = QVBoxLayout(ground)
    rows.addWidget(widget)
    rows.addStretch(1)
    widget.setMaximumWidth(widget.sizeHint().width())
    return ground


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("pattern", ["ddd d MMM yyyy", "d MMM yyyy"])
def test_every_date_has_room(theme: Theme, screen: Screen, scale: float, pattern: str) -> None:
    """“Mon 23 Nov 2026”, and each other day of a year."""
    theme.set_scale(scale)
    field = DateField(theme)
    field.setDisplayFormat(pattern)
    ground = _in_row(field)
    screen.show(ground, 900, 200)
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    contents = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    app = contents.marginsRemoved(field.textMargins()).width()
    day = QDate(2026, 1, 1)
    while day.year() == 2026:
        field.setDate(day)
        # Qt keeps two pixels on each side of the text for itself.
        needed = field.fontMetrics().horizontalAdvance(field.text()) + 4
        assert needed <= app, field.text()
        day = day.addDays(1)


@pytest.mark.parametrize("role", ["title", "cardTitle", "heading", ""])
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("word", ["Journal", "Just write", "jam"])
def test_all_of_a_j_is_painted(
    theme: Theme, screen: Screen, role: str, scale: float, word: str
) -> None:
    """The part of the letter that reaches back under what stands before it."""
    theme.set_scale(scale)
    label = Label(word, role)
    screen.show(label, 600, 120)
    shown = label.grab().toImage()
    free = QImage(shown.size(), QImage.Format.Format_RGB32)
    free.fill(shown.pixelColor(shown.width() - 1, 0))
    painter = QPainter(free)
    painter.setFont(label.font())
    painter.setPen(label.palette().windowText().color())
    margin = 60
    painter.drawText(margin, label.fontMetrics().ascent() + 40, word)
    painter.end()
    assert _ink(shown) >= _ink(free) * 0.97
    assert not _ink(shown.copy(0, 0, 1, shown.height())) or label.contentsMargins().left() > 0


def _ink(image: QImage) -> int:
    ground = image.pixelColor(image.width() - 1, 0).lightness()
    return sum(
        abs(image.pixelColor(x, y).lightness() - ground)
        for x in range(image.width())
        for y in range(image.height())
    )


def test_a_label_that_was_narrow_asks_for_one_line_again(theme: Theme, screen: Screen) -> None:
    """What Qt kept from two lines would leave a gap under the words."""
    del theme
    label = Label("Calendar, November 2026")
    screen.show(label, 100, 200)
    one_line = label.fontMetrics().height()
    assert label.minimumSizeHint().height() > one_line
    label.resize(600, 200)
    assert label.minimumSizeHint().height() == label.heightForWidth(600) < 2 * one_line


def test_glass_and_chevron_grow_with_the_text(theme: Theme, screen: Screen) -> None:
    """Twice as large at 200 %, with the words beside them clear of them."""
    field, section = SearchField(theme), CollapsibleSection(theme, "Filters")
    field.setPlaceholderText("Search your journal")
    ground = QWidget()
    rows = QVBoxLayout(ground)
    rows.addWidget(field)
    rows.addWidget(section)
    screen.show(ground, 600, 200)
    before = field.textMargins().left()
    assert section.button.iconSize() == QSize(16, 16)
    theme.set_scale(2.0)
    assert field.textMargins().left() == 2 * before
    assert section.button.iconSize() == QSize(32, 32)


@pytest.mark.parametrize("theme_name", [ThemeName.LIGHT, ThemeName.DARK])
def test_a_search_is_emptied_by_its_button(
    theme: Theme, screen: Screen, theme_name: ThemeName
) -> None:
    """It is there as soon as there is something to empty."""
    theme.set_choice(theme_name)
    field = SearchField(theme)
    screen.show(field, 400, 60)
    assert not field.clear_button.isVisible()
    field.setText("tea")
    assert field.clear_button.isVisible()
    assert field.rect().contains(field.clear_button.geometry())
    field.clear_button.click()
    assert field.text() == ""
    assert not field.clear_button.isVisible()
