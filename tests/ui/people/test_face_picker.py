"""Choosing how a face is drawn, by mouse, by keyboard and through the journal."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from smallacts_desktop.domain.face_drawings import CHOICES, FacePart, drawing_from
from smallacts_desktop.domain.journal_errors import DiskFullError
from smallacts_desktop.ui.people.face_picker import FacePicker
from smallacts_desktop.ui.people.page import FacesPage
from tests.domain.strategies import act_entry
from tests.ui.app_fixture import AppFixture, day

ANN = "spaniel man, park"


@pytest.fixture
def page(app: AppFixture) -> FacesPage:
    """The page with one face."""
    app.journal.import_entries([act_entry(day(2), 1, person=ANN)], ())
    app.journal.announce_all_changed()
    app.window.workspace.show_page("journal")
    app.click("Familiar faces")
    QApplication.processEvents()
    return app.window.workspace.pages.faces


def picker(page: FacesPage) -> FacePicker:
    """The dialog, opened from the card."""
    page.cards[0].draw_button.click()
    QApplication.processEvents()
    found = QApplication.activeModalWidget()
    assert isinstance(found, FacePicker)
    return found


def test_a_face_is_chosen_part_by_part_and_kept(app: AppFixture, page: FacesPage) -> None:
    """The picture follows each choice; saved, it stands on the card."""
    shown = picker(page)
    before = shown.face.grab().toImage()
    for part, code in ((FacePart.BEARD, "full"), (FacePart.HAT, "cap"), (FacePart.BESIDE, "dog")):
        at = list(CHOICES[part]).index(code)
        shown.parts[part].chips[at].click()
    assert shown.face.grab().toImage() != before
    wanted = shown.drawing
    with app.qtbot.waitSignal(shown.finished):
        app.qtbot.mouseClick(shown.save_button, Qt.MouseButton.LeftButton)
    assert wanted.of(FacePart.BESIDE) == "dog"
    assert app.journal.faces.drawing(ANN) == wanted == page.cards[0].drawing
    with app.qtbot.waitActive(app.window):
        app.window.activateWindow()
    app.qtbot.waitUntil(page.cards[0].draw_button.hasFocus)


def test_by_keyboard_each_part_is_one_stop_and_each_choice_has_a_name(
    app: AppFixture, page: FacesPage
) -> None:
    """Arrows go from choice to choice, Space takes one, and none can be taken back to nothing."""
    shown = picker(page)
    glasses = shown.parts[FacePart.GLASSES]
    assert [group.accessibleName() for group in shown.parts.values()] == [
        "Face", "Hair", "Beard", "Glasses", "Hat", "With them",
    ]  # fmt: skip
    assert [chip.text() for chip in glasses.chips] == ["None", "Round", "Square"]
    glasses.set_value("round")
    glasses.chips[0].setFocus()
    app.qtbot.keyClick(glasses.chips[0], Qt.Key.Key_End)
    app.qtbot.keyClick(glasses.chips[2], Qt.Key.Key_Space)
    assert shown.drawing.of(FacePart.GLASSES) == "square"
    app.qtbot.keyClick(glasses.chips[2], Qt.Key.Key_Space)
    assert shown.drawing.of(FacePart.GLASSES) == "square"
    with app.qtbot.waitSignal(shown.finished):
        app.qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert app.journal.faces.drawing(ANN) == drawing_from(ANN)


def test_the_nickname_can_draw_it_again(page: FacesPage) -> None:
    """The chips follow."""
    shown = picker(page)
    shown.parts[FacePart.BEARD].set_value("full")
    assert shown.drawing != drawing_from(ANN)
    shown.again_button.click()
    assert shown.drawing == drawing_from(ANN)
    assert {part: chips.value for part, chips in shown.parts.items()} == {
        part: drawing_from(ANN).of(part) for part in FacePart
    }
    shown.reject()


def test_a_full_disk_is_told_in_the_dialog(
    page: FacesPage, monkeypatch: pytest.MonkeyPatch, app: AppFixture
) -> None:
    """The choices stay."""

    def full(*_: object) -> None:
        raise DiskFullError

    monkeypatch.setattr(app.journal.faces, "choose_drawing", full)
    shown = picker(page)
    shown.parts[FacePart.BEARD].set_value("full")
    shown.save_button.click()
    assert shown.problem.isVisible()
    assert shown.drawing.of(FacePart.BEARD) == "full"
    shown.reject()
