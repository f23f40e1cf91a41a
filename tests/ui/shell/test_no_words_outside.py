"""A person's words are in the journal and in the files they chose, and in no other file."""

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from smallacts_desktop import event_log
from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.domain.entries import EntryDraft
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import DiskFullError
from smallacts_desktop.paths import Paths
from smallacts_desktop.ui.kit.jobs import BackgroundWork, Progress
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text.window_words import PAGES
from tests.ui.app_fixture import AppFixture
from tests.ui.shell.test_crash_reporter import Accident

# One for each kind of words, so that a failure tells which came out.
ACT, NOTE, NICKNAME, OWN, SEARCH, DRAFT, TARGET, CRASH = (
    f"{kind}kestrel7731" for kind in ("a", "n", "p", "o", "s", "d", "t", "c")
)
CANARIES = (ACT, NOTE, NICKNAME, OWN, SEARCH, DRAFT, TARGET, CRASH)


@pytest.fixture
def accident(
    home: Path, theme: Theme, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Accident]:
    """A person's window in a home of its own, with a log and a folder for temporary files."""
    temporary = home.parent / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    app = AppFixture(Paths.for_person(None, {}), theme, qtbot)  # type: ignore[arg-type]
    made = Accident(app)
    logging.getLogger("smallacts_desktop").setLevel(logging.DEBUG)
    yield made
    made.leave()
    app.leave()


def live(app: AppFixture, chosen: Path) -> None:
    """Use the window as people do: write, look for, share, bring back, delete, undo."""
    workspace = app.window.workspace
    entry = app.entry(ACT, note=NOTE, person=NICKNAME)
    other = app.entry(f"{ACT} again", person=NICKNAME)
    app.journal.edit(entry.id, EntryDraft(act=ACT, note=f"{NOTE}, edited", person=NICKNAME))
    app.journal.delete(other.id)
    app.journal.undo()
    app.journal.faces.rename(NICKNAME, f"{NICKNAME}-2")
    app.journal.acts.add_own(ActSize.SMALL, OWN, OWN)
    workspace.pages.today.just_write()
    app.write(workspace.pages.today.card.form.note, DRAFT)  # type: ignore[attr-defined]
    for page in (*PAGES, "journal"):
        workspace.show_page(page)
        app.settle()
    app.write(workspace.pages.journal.search.field, SEARCH)
    app.qtbot.waitUntil(lambda: workspace.pages.journal.model.filter.text == SEARCH)
    for target in (chosen / f"{TARGET}.csv", chosen / "gone" / f"{TARGET}.csv"):
        workspace.show_page("share")
        workspace.pages.share.ask_target = lambda _, to=target: to  # type: ignore[misc]
        app.settle()
        app.click("Save CSV…")
        app.settle()
    for source in (chosen / f"{TARGET}.csv", chosen / f"{TARGET}.jpg"):
        source.write_bytes(source.read_bytes() if source.exists() else NOTE.encode())
        app.click(workspace.pages.share.import_button.text())
        workspace.pages.csv_import.leave()
        workspace.pages.csv_import.ask_source = lambda at=source: at  # type: ignore[misc]
        app.click("Choose a file…")
        app.settle()
        workspace.show_page("share")


def go_wrong(accident: Accident) -> None:
    """Fail in every way the program can, with errors that quote the person."""
    failed: list[SmallActsError] = []

    def work(progress: Progress) -> None:
        progress(0, 1)
        raise RuntimeError(CRASH)

    background = BackgroundWork(work)
    background.signals.went_wrong.connect(failed.append)
    background.start()
    accident.app.settle()
    assert len(failed) == 1

    def crash() -> None:
        try:
            raise ValueError(CRASH)
        except ValueError as error:
            raise DiskFullError(note=CRASH) from error

    def crash_badly() -> None:
        raise KeyError(CRASH)

    accident.happen(crash)
    accident.happen(crash_badly)
    accident.dialog.accept()


def test_no_word_leaves_the_journal(accident: Accident) -> None:
    """Log, settings, temporary files and whatever else lies below the person's home.

    Snapshots are journals themselves, and as private as the journal.
    """
    app = accident.app
    chosen = app.paths.data.parent / "chosen"
    chosen.mkdir()
    live(app, chosen)
    go_wrong(accident)
    app.close()
    person = app.paths.data.parents[1]
    journal = app.paths.journal.read_bytes()
    assert all(word.encode() in journal for word in (ACT, NOTE, NICKNAME, OWN, DRAFT, TARGET))
    searched = [
        file
        for file in person.rglob("*")
        if file.is_file() and file != app.paths.journal and chosen not in file.parents
        if file.suffix != ".smallacts"
    ]
    assert {event_log.NAME, "settings.json"} <= {file.name for file in searched}
    found = {
        (file.name, word)
        for file in searched
        for word in CANARIES
        if word.encode() in file.read_bytes() or word in file.name
    }
    assert found == set()
    log = (app.paths.logs / event_log.NAME).read_text("utf-8")
    assert "RuntimeError" in log
    assert "KeyError" in log


def test_titles_and_names_hold_no_word(accident: Accident) -> None:
    """What a task bar, a window list or another program can see of the windows."""
    app = accident.app
    app.entry(ACT, note=NOTE, person=NICKNAME)
    app.window.workspace.show_page("journal")
    app.settle()
    for window in QApplication.topLevelWidgets():
        told = (window.windowTitle(), window.windowFilePath(), window.windowRole())
        assert not any(word in text for text in told for word in CANARIES)
