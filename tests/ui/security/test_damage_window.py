"""A damaged journal: what is offered, and that the journal comes back."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot
from sqlcipher3 import dbapi2 as sqlite

from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.entries import EntryDraft
from smallacts_desktop.domain.journal_errors import DamagedJournalError
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.security.journal_windows import DamageWindow, JournalAnswer

SATURDAY = datetime(2026, 11, 21, 10, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    """British dates."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


def damaged_vault(folder: Path, *, with_snapshot: bool) -> Vault:
    """A journal with two entries whose first page was overwritten, and perhaps a snapshot."""
    paths = Paths.inside(folder)
    vault = Vault(paths, FixedClock(SATURDAY))
    journal = vault.open()
    for note in ("first", "second"):
        journal.write(EntryDraft(act="Smiled", note=note))
    if with_snapshot:
        vault.backups.take()
    vault.lock()
    with paths.journal.open("rb+") as file:
        file.seek(100)
        file.write(b"\xff" * 3000)
    with pytest.raises(DamagedJournalError):
        vault.open()
    return vault


def opened(vault: Vault, folder: Path, theme: Theme, qtbot: QtBot) -> DamageWindow:
    """The window, once it has looked."""
    window = DamageWindow(theme, vault, folder)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.open()
    qtbot.waitUntil(lambda: "Looking" not in window.offer.text(), timeout=20_000)
    return window


def test_the_newest_good_backup_is_named_and_brought_back(
    tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    """By keyboard; the counts are said, the damaged file is kept, and the journal opens."""
    vault = damaged_vault(tmp_path, with_snapshot=True)
    before = (tmp_path / "journal.db").read_bytes()
    window = opened(vault, tmp_path, theme, qtbot)
    assert window.sentence.text() == "This journal file is damaged. Nothing has been changed."
    assert window.offer.text() == "The newest good backup is from Saturday 21 November."
    assert (tmp_path / "journal.db").read_bytes() == before
    qtbot.waitUntil(window.rescue_button.hasFocus)
    qtbot.keyClick(window.rescue_button, Qt.Key.Key_Space)
    assert window.sentence.text() == "It holds 2 entries."
    assert "The damaged file is kept as" in window.how.text()
    assert any(path.read_bytes() == before for path in tmp_path.rglob("journal-damaged-*.db"))
    qtbot.keyClick(window.rescue_button, Qt.Key.Key_Space)
    assert window.answer is JournalAnswer.BACK
    journal = vault.enter(vault.ready_after_rescue())
    assert sorted(entry.note for entry in journal.entries()) == ["first", "second"]
    vault.lock()


def test_without_a_good_backup_nothing_is_promised(
    tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    """It is said truthfully; the ways to try again and to the folder stay."""
    vault = damaged_vault(tmp_path, with_snapshot=False)
    window = opened(vault, tmp_path, theme, qtbot)
    assert "no good backup" in window.offer.text()
    assert window.rescue_button.isVisible() == ("can be read" in window.offer.text())
    qtbot.mouseClick(window.again_button, Qt.MouseButton.LeftButton)
    assert window.answer is JournalAnswer.AGAIN
    vault.lock()


def test_closing_leaves_everything_as_it_is(tmp_path: Path, theme: Theme, qtbot: QtBot) -> None:
    """Escape, and not a byte has changed."""
    vault = damaged_vault(tmp_path, with_snapshot=True)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    window = opened(vault, tmp_path, theme, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.answer is JournalAnswer.LEFT
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    vault.lock()


def test_what_came_back_and_what_could_not_be_read_is_counted_truly(
    tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    """An entry dated ahead counts, and so does each row that was not as it was written."""
    paths, clock = Paths.inside(tmp_path), FixedClock(SATURDAY)
    vault = Vault(paths, clock)
    journal = vault.open()
    for note in ("first", "second", "third"):
        journal.write(EntryDraft(act="Smiled", note=note))
    clock.at += timedelta(days=400)
    journal.write(EntryDraft(act="Smiled", note="while the clock was ahead"))
    clock.at = SATURDAY
    vault.lock()
    with closing(sqlite.connect(str(paths.journal), isolation_level=None)) as connection:
        connection.execute("UPDATE entries SET note = 'spoilt' WHERE note = 'second'")
        connection.execute("UPDATE entries SET note = CAST(x'ff' AS TEXT) WHERE note = 'third'")
        connection.execute("CREATE TABLE strange (a)")
    with pytest.raises(DamagedJournalError):
        vault.open()
    window = opened(vault, tmp_path, theme, qtbot)
    assert "2 entries can be read" in window.offer.text()
    qtbot.mouseClick(window.rescue_button, Qt.MouseButton.LeftButton)
    assert window.sentence.text() == "It holds 2 entries."
    assert window.how.text().startswith("2 entries of the damaged file could not be read. The dam")
    rescued = vault.enter(vault.ready_after_rescue())
    assert rescued.count() == 2
    vault.lock()
