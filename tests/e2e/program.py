"""Small Acts as its own process on a real screen."""

import os
import resource
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from smallacts_desktop.domain.entries import Entry, EntryDraft, PendingAct
from smallacts_desktop.journal.acts import bundled_catalogue
from smallacts_desktop.paths import Paths
from smallacts_desktop.settings import Settings, SettingsFile
from smallacts_desktop.storage.keys.keys import Key
from smallacts_desktop.storage.rows.store import Store
from tests.e2e.display import PATIENCE_S, Display, until

TITLE = "^Small Acts$"
# How long after the last key everything typed is on the disk, in seconds.
PROMISE_S = 2.0
_KEPT = ("PATH", "LANG", "TMPDIR")


class Program:
    """One person's program: started, driven by mouse and keyboard, and stopped again.

    ``data`` is the folder that holds everything, ``home`` the person's home, ``key_of_journal``
    what opens the journal on the disk once it is encrypted.
    """

    def __init__(self, display: Display, home: Path, data: Path) -> None:
        self.display, self.home, self.data = display, home, data
        self.window = ""
        self.key_of_journal: Key | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._said = home.parent / "stderr.txt"
        self.surroundings = {name: os.environ[name] for name in _KEPT if name in os.environ}
        self.surroundings |= {
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "DISPLAY": display.name,
            "QT_QPA_PLATFORM": "xcb",
        }

    @property
    def paths(self) -> Paths:
        """The files of this person."""
        return Paths.inside(self.data)

    def pass_first_screens(self) -> None:
        """Have the person know the first screens already, unless there are settings of theirs."""
        settings = SettingsFile(self.paths.settings)
        if not settings.path.exists():
            settings.save(Settings(first_run_done=True))

    def hide_acts_without_anyone(self) -> None:
        """Have the person hide the acts that nobody can respond to, before the first start."""
        self.data.mkdir(parents=True, exist_ok=True)
        with closing(Store.open(self.paths.journal)) as store:
            for act in bundled_catalogue().acts:
                if not act.with_someone:
                    store.acts.set_hidden(act.id, True)

    def start(self, *arguments: str | Path, title: str = TITLE) -> None:
        """Start the program and wait until its window has the keyboard and stands still.

        ``title`` is a pattern for that of the window, or dialog, which has it first.
        """
        words = arguments or ("--data-dir", self.data)
        with self._said.open("ab") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "smallacts_desktop", *words],
                env=self.surroundings,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )
        self.wait_for_window(title)

    def wait_for_window(self, title: str) -> None:
        """Wait until the window, or dialog, of that title has the keyboard and stands still."""
        until(lambda: self._has_window(title), "the window opens and has the keyboard")
        self.display.still()

    def _has_window(self, title: str = TITLE) -> bool:
        assert self.is_running(), f"the program ended: {self.said()}"
        (self.window, *_) = self.display.windows(title) or [""]
        return bool(self.window) and self.display.focused() == self.window

    def is_running(self) -> bool:
        """Whether the process is alive."""
        return self._process is not None and self._process.poll() is None

    @property
    def process_id(self) -> int:
        """The number of the running process."""
        assert self._process is not None
        return self._process.pid

    def has_open(self, path: Path) -> bool:
        """Whether the process has this file open, now and once the screen has come to rest."""
        assert self._process is not None
        handles = Path(f"/proc/{self._process.pid}/fd")

        def holds() -> bool:
            return any(os.path.realpath(handle) == str(path) for handle in handles.iterdir())

        return holds() and bool(self.display.still()) and holds()

    def said(self) -> str:
        """What it has written to standard output and standard error, in all its runs."""
        return self._said.read_text(encoding="utf-8") if self._said.exists() else ""

    def wait(self) -> int:
        """Wait for the program to end by itself; returns its exit code."""
        assert self._process is not None
        return self._process.wait(PATIENCE_S)

    def close(self) -> None:
        """Close the window as the window manager's cross does; the end must be a clean one."""
        self.key("alt+F4")
        assert self.wait() == 0
        assert self.said() == ""

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None and self.is_running():
            self._process.send_signal(signal.SIGKILL)
            self._process.wait(PATIENCE_S)

    def wait_for_another_window(self, earlier: str) -> None:
        """Wait until another window than an earlier one has the keyboard."""
        until(lambda: self._has_window() and self.window != earlier, "another window opens")
        self.display.still()

    def limit_file_size(self, size: int | None) -> None:
        """Let the program write files of at most ``size`` bytes from now on; None lifts that."""
        assert self._process is not None
        _, hard = resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE)
        soft = hard if size is None else size
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (soft, hard))

    # Hands

    def key(self, *keys: str) -> None:
        """Press keys, by their X names, in the window that has the keyboard."""
        self.display.xdotool("key", "--delay", "10", *keys)

    def type(self, text: str) -> None:
        """Type text in the window that has the keyboard."""
        self.display.xdotool("type", "--delay", "6", text)

    def click(self, x: int, y: int) -> None:
        """Click at a place in the window."""
        self.display.xdotool("mousemove", "--window", self.window, x, y, "click", "1")

    def answer_file_dialog(self, target: Path) -> None:
        """Name the file in the dialog that opens, and press Enter.

        It is one in the home of the person, where dialogs begin, so that its name is enough. Of a
        whole path that comes faster than the dialog reads the folders on it, it may keep a folder
        selected, and go into that instead.
        """
        assert target.parent == self.home
        until(
            lambda: self.display.focused() in self.display.windows(".") - {self.window},
            "the file dialog opens",
        )
        self.display.still()
        self.key("ctrl+a")
        self.type(target.name)
        self.key("Return")
        until(target.is_file, "the file is written")
        until(lambda: self.display.focused() == self.window, "the file dialog closes")

    # The disk

    def _on_disk(self) -> Store:
        return Store.open(self.paths.journal, self.key_of_journal, create=False, checked=True)

    def entries(self) -> list[Entry]:
        """Every entry on the disk, read by another process than the program."""
        with closing(self._on_disk()) as store:
            return list(store.entries.between(None, None))

    def pending(self) -> PendingAct | None:
        """The waiting act on the disk."""
        with closing(self._on_disk()) as store:
            return store.pending.get()

    def draft(self, form: str) -> EntryDraft:
        """What the disk holds of a half-written form."""
        with closing(self._on_disk()) as store:
            draft = store.drafts.get(form)
            return EntryDraft() if draft is None else draft.answers

    def wait_for_entries(self, count: int) -> list[Entry]:
        """Wait until the disk holds so many entries, and return them."""
        until(lambda: len(self.entries()) == count, f"the disk holds {count} entries")
        return self.entries()
