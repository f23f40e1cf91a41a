"""What the program does before the window is painted for the first time: counted, never timed."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from smallacts_desktop.demo import demo_entries
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths

CHECKOUT = Path(__file__).parents[3]
# Starts the program as a person does, and ends it at the first picture.
START = """
import json, sys
from smallacts_desktop.storage.file import driver
asked, ask = [], driver.Driver._ask
def counted(self, sql, values):
    asked.append(sql)
    return ask(self, sql, values)
driver.Driver._ask = counted
from smallacts_desktop.__main__ import main
from smallacts_desktop.ui.shell.surroundings import Surroundings
def stop(self):
    from PySide6.QtCore import QCoreApplication
    modules = list(sys.modules)
    page = self._window.workspace.stack.currentWidget()
    facts = {"page": type(page).__name__, "modules": modules, "asked": asked}
    print(json.dumps(facts))
    QCoreApplication.exit(0)
Surroundings._follow_first_picture = stop
sys.exit(main(sys.argv[1:]))
"""
# Each would cost its time at every start, and is for later.
LATER = (
    "ui.calendar", "ui.journal", "ui.insights", "ui.acts", "ui.people", "ui.share",
    "ui.csv_import", "ui.paper", "ui.settings", "ui.security", "ui.entry_form.form",
    "ui.shell.about", "ui.shell.absence", "ui.shell.desktop_integration", "ui.shell.first_run",
    "ui.shell.hiding", "ui.shell.notices", "ui.shell.security_cards", "ui.shell.tray",
    "ui.kit.dialogs", "ui.kit.tables", "ui.kit.day_picker", "sharing", "cli", "tour", "self_test",
    "demo", "licences", "autostart",
    "journal.overviews", "journal.lost_entries", "journal.paper", "domain.insights",
    "domain.reminders", "storage.rows.search", "storage.rows.copying",
    "storage.snapshots.backup_reader",
)  # fmt: skip
MOST_MODULES = 115


def start(folder: Path) -> dict[str, Any]:
    """The facts about one start on the journal in a folder."""
    done = subprocess.run(
        [sys.executable, "-c", START, "--data-dir", folder],
        cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=120,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder.parent), "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    facts: dict[str, Any] = json.loads(done.stdout)
    return facts


def journal_of(folder: Path, days: int) -> Path:
    """A folder with a journal of made-up days, in use for a while."""
    vault = Vault(Paths.inside(folder))
    journal = vault.open()
    journal.import_entries(demo_entries(journal.catalogue, journal.today(), days), ())
    vault.settings.change(first_run_done=True, journal_made=True)
    vault.lock()
    return folder


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The facts about a start on a journal of some weeks."""
    return start(journal_of(tmp_path_factory.mktemp("start") / "data", 30))


def test_nothing_is_imported_that_the_first_picture_does_not_show(facts: dict[str, Any]) -> None:
    """Other pages, dialogs, the tray and the commands are imported when they are asked for."""
    assert facts["page"] == "TodayPage"
    modules = [name.removeprefix("smallacts_desktop.") for name in facts["modules"]]
    early = [
        name
        for name in modules
        if any(name == later or name.startswith(f"{later}.") for later in LATER)
    ]
    assert early == []
    ours = [name for name in facts["modules"] if name.startswith("smallacts_desktop")]
    assert len(ours) <= MOST_MODULES
    assert not {"PySide6.QtDBus", "PySide6.QtPrintSupport"} & set(facts["modules"])
    assert not {"logging.handlers", "queue", "pickle"} & set(facts["modules"])


def test_a_long_journal_is_asked_no_more_than_a_short_one(
    facts: dict[str, Any], tmp_path: Path
) -> None:
    """The number of queries before the first picture does not grow with the entries."""
    longer = start(journal_of(tmp_path / "data", 400))
    assert len(longer["asked"]) == len(facts["asked"])
    assert len(longer["asked"]) <= 60


def test_no_start_waits_for_the_whole_file(facts: dict[str, Any]) -> None:
    """What opening reads is looked at; the rest is, once the window can be seen."""
    asked = " ".join(facts["asked"])
    assert "PRAGMA user_version" in asked
    for whole in ("quick_check", "integrity_check"):
        assert whole not in asked
