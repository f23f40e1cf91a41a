"""Columns that a person has dragged stay as wide, and the others go on sizing themselves."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHeaderView
from pytestqt.qtbot import QtBot

from smallacts_desktop.domain.disclosure import Column, Disclosure
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.share.share_table import SharePreviewModel, ShareTable
from tests.conftest import Screen
from tests.domain.strategies import act_entry

ENTRIES = (act_entry(date(2026, 11, 20), number=1, note="a few words about it"),)
COLUMNS = (Column.DATE, Column.ACT, Column.MOOD_BEFORE, Column.MOOD_AFTER, Column.NOTE)


def disclosed(*columns: Column) -> Disclosure:
    """What would leave, with these columns."""
    return Disclosure(ENTRIES, columns, 0)


@pytest.fixture
def table(theme: Theme, screen: Screen) -> ShareTable:
    """The preview of a share, wide enough for all its columns."""
    made = ShareTable(theme, SharePreviewModel())
    screen.show(made, 1200, 400)
    made.show_disclosure(disclosed(*COLUMNS))
    return made


def drag(table: ShareTable, qtbot: QtBot, section: int, by: int) -> int:
    """Drag the edge of a column; returns how wide it is then."""
    header = table.horizontalHeader()
    edge = header.sectionViewportPosition(section) + header.sectionSize(section) - 2
    middle = header.height() // 2
    mouse, view = Qt.MouseButton.LeftButton, header.viewport()
    qtbot.mouseMove(view, QPoint(edge, middle))
    qtbot.mousePress(view, mouse, pos=QPoint(edge, middle))
    for step in (by // 2, by):
        qtbot.mouseMove(view, QPoint(edge + step, middle))
    qtbot.mouseRelease(view, mouse, pos=QPoint(edge + by, middle))
    return header.sectionSize(section)


def widths(header: QHeaderView) -> list[int]:
    """How wide each column is."""
    return [header.sectionSize(section) for section in range(header.count())]


def test_a_dragged_column_keeps_its_width_when_the_table_is_laid_out_anew(
    table: ShareTable, qtbot: QtBot
) -> None:
    """In another width of the window, and with other columns around it."""
    with qtbot.waitSignal(table.column_widths.changed):
        wide = drag(table, qtbot, 1, 60)
    table.resize(900, 400)
    assert table.horizontalHeader().sectionSize(1) == wide
    table.show_disclosure(disclosed(Column.ACT, Column.MOOD_AFTER))
    assert table.horizontalHeader().sectionSize(0) == wide


def test_the_other_columns_take_what_is_left(table: ShareTable, qtbot: QtBot) -> None:
    """So that no edge cuts a column and none is left over."""
    before = sum(widths(table.horizontalHeader()))
    drag(table, qtbot, 1, 60)
    table.resize(table.width() + 1, 400)
    table.resize(table.width() - 1, 400)
    assert sum(widths(table.horizontalHeader())) == before


def test_widths_are_remembered_by_column_at_any_text_size(
    table: ShareTable, theme: Theme, qtbot: QtBot
) -> None:
    """What is dragged at 100 % is twice as wide at 200 %."""
    wide = drag(table, qtbot, 1, 60)
    kept = table.column_widths.widths
    assert kept[tuple(Column).index(Column.ACT)] == wide
    assert sum(1 for width in kept if width) == 1
    theme.set_scale(2.0)
    other = ShareTable(theme, SharePreviewModel())
    qtbot.addWidget(other)
    other.resize(1800, 600)
    other.column_widths.set_widths(kept)
    other.show_disclosure(disclosed(*COLUMNS))
    assert other.horizontalHeader().sectionSize(1) == 2 * wide
    assert other.column_widths.widths == kept


def test_a_click_on_a_title_changes_nothing(table: ShareTable, qtbot: QtBot) -> None:
    """Only a drag, or a double click on an edge, is a wish."""
    header = table.horizontalHeader()
    with qtbot.assertNotEmitted(table.column_widths.changed):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 5))
        table.resize(700, 400)
    assert table.column_widths.widths == ()
