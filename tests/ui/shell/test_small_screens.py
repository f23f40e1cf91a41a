"""The window, and each dialog, fit the screen: also a small one, with large text or large pixels.

Qt takes its screens at the start of a process, so each screen has a process of its own.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# The screen in pixels, how many of them make one of the window's, and the text scale.
SCREENS = [(1366, 768, 1, 1.0), (1366, 768, 1, 2.0), (1366, 768, 2, 1.0), (1366, 768, 2, 2.0)]
# What is thought of before a first window, and the style's own measure for a remembered one, which
# may have stood under a title bar as low as that.
TITLE_BARS = {"first": 40, "saved": 24}

_WINDOW = """
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QDialog, QWidget

from smallacts_desktop import app
from smallacts_desktop.clock import FixedClock
from smallacts_desktop.ui.shell.about import read_help_contacts
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.settings import Settings, SettingsFile
from smallacts_desktop.ui.shell.about import HelpDialog
from smallacts_desktop.ui.journal.dialogs import DeletedDialog
from smallacts_desktop.ui.security.journal_windows import EraseDialog
from smallacts_desktop.ui.share.past_shares_dialog import PastSharesDialog
from smallacts_desktop.ui.people.page import ForgetFaceDialog, RenameFaceDialog
from smallacts_desktop.ui.acts.own_act_dialog import OwnActDialog
from smallacts_desktop.ui.shell.notices import StayingDialog
from smallacts_desktop.ui.kit.theme import apply_settings
from smallacts_desktop.ui.shell.main_window import MainWindow
from smallacts_desktop.ui.shell.security_controller import SecurityController
from smallacts_desktop.ui.text.window_words import PAGES
from smallacts_desktop.ui.shell.notices import ProblemWindow
from smallacts_desktop.ui.kit.theme import Theme

width, height, folder, scale, saved = (
    int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), float(sys.argv[4]), sys.argv[5]
)
application = app.make_application()
paths = Paths.inside(folder)
settings = Settings(text_scale=scale, theme="light")
if saved == "saved":
    settings = replace(settings, window_x=10, window_y=60, window_width=1900, window_height=1100)
SettingsFile(paths.settings).save(settings)
theme = Theme(application)
apply_settings(theme, settings)
theme.apply(application)
vault = Vault(paths, FixedClock(datetime(2026, 11, 22, 10, tzinfo=UTC)))
vault.open()
app.fill_with_demo(vault.journal)
window = MainWindow(theme, vault.settings, paths)
SecurityController(window, window, vault, theme, vault.settings, paths).begin()
window.show()


def settle():
    for _ in range(5):
        QCoreApplication.processEvents()


def check(one: QWidget) -> None:
    settle()
    assert one.width() <= width, (type(one).__name__, one.size())
    assert one.height() <= height, (type(one).__name__, one.size())
    assert one.minimumSizeHint().width() <= width or not isinstance(one, QDialog)
    assert one.minimumSize().width() <= width
    assert one.minimumSize().height() <= height


check(window)
workspace = window.workspace
bar = workspace.message_bar
for page in PAGES:
    workspace.show_page(page)
    bar.show_message("The entry is deleted.", "Undo", lambda: None)
    check(window)
    corner = bar.button.mapTo(window, bar.button.rect().bottomRight())
    assert window.rect().contains(corner), (page, corner)
    assert bar.button.isVisible(), page
    assert workspace.stack.currentWidget().height() > 0
dialogs: list[QDialog] = [
    HelpDialog(theme, read_help_contacts(), window),
    RenameFaceDialog(theme, "librarian", ("baker",), window),
    ForgetFaceDialog(theme, "librarian", 3, window),
    OwnActDialog(theme, vault.journal, window),
    StayingDialog(theme, window, in_tray=True),
    DeletedDialog(theme, vault.journal, window),
    PastSharesDialog(theme, vault.journal, window),
    EraseDialog(theme, paths, (), window),
    ProblemWindow(theme, "That cannot be opened.", folder),
]
for dialog in dialogs:
    dialog.show()
    check(dialog)
    dialog.hide()
"""


@pytest.mark.parametrize("saved", ["first", "saved"])
@pytest.mark.parametrize(("width", "height", "ratio", "scale"), SCREENS)
def test_all_of_the_window_is_on_the_screen(
    tmp_path: Path, width: int, height: int, ratio: int, scale: float, saved: str
) -> None:
    """At its first size and a remembered larger one; the way back in the message bar as well."""
    screen = {
        "name": "one", "x": 0, "y": 0, "width": width, "height": height,
        "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1,
    }  # fmt: skip
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    environment = dict(os.environ)
    environment["QT_QPA_PLATFORM"] = f"offscreen:configfile={config}"
    environment["QT_SCALE_FACTOR"] = str(ratio)
    app = (width // ratio, height // ratio - TITLE_BARS[saved])
    ran = subprocess.run(
        [sys.executable, "-c", _WINDOW, *map(str, app), str(tmp_path / "data"), str(scale), saved],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
