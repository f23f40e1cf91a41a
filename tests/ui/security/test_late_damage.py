"""Damage that is found once the window is open: the same offer as at a start, and no word lost."""

from datetime import time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from smallacts_desktop.domain.entries import EntryDraft
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.ui.security.journal_windows import DamageWindow
from smallacts_desktop.ui.shell import security_controller
from tests.ui.app_fixture import TODAY, AppFixture

PAGE = 4096
WRITTEN = 200
LONG_AGO = TODAY - timedelta(days=200)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look as soon as the window is there."""
    monkeypatch.setattr(security_controller, "_LOOK_AFTER_MS", 0)


def open_later(app: AppFixture) -> None:
    """Open the window as the program does, without looking at the whole file first."""
    app.vault.lock()
    app.vault = Vault(app.paths, app.clock, settings=app.settings, checks_later=True)
    app.vault.open()
    app.open()


def damage(path: Path) -> None:
    """Write over a page of older notes, which the first picture has no need to read."""
    content = bytearray(path.read_bytes())
    start = content.index(b"note 50") // PAGE * PAGE
    content[start : start + 3000] = b"\x5a" * 3000
    path.write_bytes(content)


def offer(app: AppFixture) -> DamageWindow:
    """The offer, once it has looked for a backup."""
    app.qtbot.waitUntil(
        lambda: isinstance(QApplication.activeModalWidget(), DamageWindow), timeout=20_000
    )
    window = QApplication.activeModalWidget()
    assert isinstance(window, DamageWindow)
    app.qtbot.waitUntil(window.rescue_button.isVisible, timeout=20_000)
    return window


def test_damage_found_late_leads_to_the_offer_and_back_to_the_journal(app: AppFixture) -> None:
    """What was half-written when it was found is there again."""
    for number in range(WRITTEN):
        app.entry(note=f"note {number}", date=LONG_AGO, time=time(9))
    app.vault.backups.take()
    app.vault.lock()
    damage(app.paths.journal)
    open_later(app)
    app.window.workspace.just_write()
    form = app.window.workspace.pages.today.card.form  # type: ignore[attr-defined]
    app.write(form.note, "half a thought")
    app.security.look_for_damage()
    window = offer(app)
    for _ in range(2):
        app.qtbot.mouseClick(window.rescue_button, Qt.MouseButton.LeftButton)
    app.qtbot.waitUntil(lambda: app.security._shell.is_open_to_see)
    assert len(app.entries()) == WRITTEN
    form = app.window.workspace.pages.today.card.form  # type: ignore[attr-defined]
    assert form.note.toPlainText() == "half a thought"


def test_closing_the_offer_ends_the_program_and_leaves_the_file(app: AppFixture) -> None:
    """As at a start; nobody is left before a page that leads nowhere."""
    for number in range(WRITTEN):
        app.entry(note=f"note {number}", date=LONG_AGO, time=time(9))
    app.vault.lock()
    damage(app.paths.journal)
    open_later(app)
    app.security.look_for_damage()
    window = offer(app)
    with app.qtbot.waitSignal(app.window.left):
        app.qtbot.mouseClick(window.close_button, Qt.MouseButton.LeftButton)
    assert not app.window.isVisible()


def test_a_sound_file_is_looked_at_in_whole_once_a_day(
    app: AppFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The day is noted; where the program ended without a word it is due again."""
    looks: list[str] = []
    check = Vault.check

    def counted(vault: Vault) -> bool:
        looks.append("look")
        return check(vault)

    monkeypatch.setattr(Vault, "check", counted)
    app.journal.write(EntryDraft(act="Smiled"))
    open_later(app)
    app.security.look_for_damage()
    app.qtbot.waitUntil(lambda: app.settings.current.checked_on == "2026-11-22")
    app.security.look_for_damage()
    app.qtbot.wait(50)
    app.settle()
    assert looks == ["look"]
    app.settings.record(checked_on="")
    app.security.look_for_damage()
    app.qtbot.waitUntil(lambda: app.settings.current.checked_on == "2026-11-22")
    assert looks == ["look", "look"]


def test_damage_on_a_page_that_the_first_picture_needs_leads_to_the_same_offer(
    app: AppFixture,
) -> None:
    """Opening reads little, so the first page may be what meets it."""
    for number in range(WRITTEN):
        app.entry(note=f"note {number}")
    app.vault.lock()
    damage(app.paths.journal)
    open_later(app)
    app.security.look_for_damage()
    window = offer(app)
    for _ in range(2):
        app.qtbot.mouseClick(window.rescue_button, Qt.MouseButton.LeftButton)
    app.qtbot.waitUntil(lambda: app.security._shell.is_open_to_see)
    assert app.window.workspace.pages.today.isVisible()
