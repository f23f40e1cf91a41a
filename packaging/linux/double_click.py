"""Opens the installed program by double-click in a file manager, and does the main job in it.

A backup is double-clicked as well, with the program closed and with its window open already.

usage: double_click.py ROOT PICTURES

ROOT is a Debian root with the package, pcmanfm and a user called person in it. The screen is
outside it, and so are the hands; see tests/e2e, which drives the checkout in the same way.
"""

import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from smallacts_desktop import app
from smallacts_desktop.domain.acts import Place
from smallacts_desktop.settings import Settings, SettingsFile
from smallacts_desktop.ui.entry_form.form import FormCard
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.today.act_card import ChooseCard
from tests.e2e.display import Display, until
from tests.e2e.person import Person
from tests.e2e.program import TITLE, Program

NOTE = "The dog looked pleased too"
PERSON = "person"
HOME = f"/home/{PERSON}"
PROGRAM = "/usr/lib/small-acts/smallacts"
ENTRY = "/usr/share/applications/small-acts.desktop"
DESKTOP, BACKUPS = "Desktop", "Backups"
# The title of the dialog that offers a backup.
RESTORE = "^Restore"
# Where the first icon of a folder lies in pcmanfm's window of this size, beside its pane of places
# and under its tabs.
ICON = (205, 116)
# Its preference "Don't ask options on launch executable file"; it would ask about every menu entry.
_LIBFM = "[config]\nsingle_click=0\nquick_exec=1\n"
_PCMANFM = "[ui]\nalways_show_tabs=1\nwin_width=520\nwin_height=360\n"


class InstalledProgram(Program):
    """The program in the Debian root, started by a mouse."""

    def __init__(self, root: Path, display: Display, pictures: Path) -> None:
        home = root / HOME.removeprefix("/")
        super().__init__(display, home, home / ".local" / "share" / "smallacts")
        self.root, self.pictures = root, pictures
        self._number = 0
        self._manager: subprocess.Popen[bytes] | None = None

    def inside(self, *words: str) -> list[str]:
        """A command line that runs words in the root, as the ordinary person."""
        surroundings = (
            *("PATH=/usr/bin:/bin", f"HOME={HOME}", "LANG=C.UTF-8", "NO_AT_BRIDGE=1"),
            f"DISPLAY={self.display.name}",
        )
        return [
            "chroot",
            f"--userspec={PERSON}",
            str(self.root),
            "env",
            "-i",
            *surroundings,
            *words,
        ]

    def start(self, *arguments: str | Path, title: str = TITLE) -> None:
        """Double-click the program's icon in the file manager."""
        del arguments
        if self._manager is None:
            self._open_file_manager()
        self.double_click(DESKTOP, title)

    def double_click(self, folder: str, title: str) -> None:
        """Double-click the first icon of an open folder, until the window it is for stands."""
        (files,) = self.display.windows(f"^{folder}$")
        self.display.xdotool("windowactivate", "--sync", files)
        self.display.still()
        self.display.xdotool("mousemove", "--window", files, *ICON)
        self.display.still()
        self.picture("before-the-double-click")
        self.display.xdotool("click", "--repeat", "2", "--delay", "80", "1")
        until(lambda: self._has_window(title), "the double-click opens the window", patience=60)
        self.display.still()
        self.picture("opened-by-double-click")

    def back_up(self) -> None:
        """Make a backup by the command line, and open its folder in the file manager."""
        target = f"{HOME}/{BACKUPS}/my words, été.smallacts"
        made = f"mkdir -p {HOME}/{BACKUPS} && smallacts backup --output '{target}'"
        subprocess.run(self.inside("sh", "-c", made), check=True, capture_output=True)
        subprocess.run(self.inside("pcmanfm", "--no-desktop", f"{HOME}/{BACKUPS}"), check=True)
        until(lambda: bool(self.display.windows(f"^{BACKUPS}$")), "the folder opens", 60)
        self.display.still()

    def _open_file_manager(self) -> None:
        made = (
            f"mkdir -p {HOME}/{DESKTOP} {HOME}/.config/libfm {HOME}/.config/pcmanfm/default && "
            f"ln -sf {ENTRY} {HOME}/{DESKTOP}/ && "
            f"printf '{_LIBFM}' >{HOME}/.config/libfm/libfm.conf && "
            f"printf '{_PCMANFM}' >{HOME}/.config/pcmanfm/default/pcmanfm.conf"
        )
        subprocess.run(self.inside("sh", "-c", made), check=True)
        said = subprocess.DEVNULL
        self._manager = subprocess.Popen(
            self.inside("pcmanfm", "--no-desktop", f"{HOME}/{DESKTOP}"), stdout=said, stderr=said
        )
        until(lambda: bool(self.display.windows(f"^{DESKTOP}$")), "the file manager opens", 60)
        self.display.still()

    def _has_window(self, title: str = TITLE) -> bool:
        (self.window, *_) = self.display.windows(title) or [""]
        return bool(self.window) and self.display.focused() == self.window

    def is_running(self) -> bool:
        """Whether a process of the installed program is alive."""
        return bool(self._processes())

    def _processes(self) -> list[int]:
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if str((process / "exe").readlink()).endswith(PROGRAM):
                    found.append(int(process.name))
        return found

    def close(self) -> None:
        """Close the window by its own key."""
        self.key("alt+F4")
        until(lambda: not self.is_running(), "the program ends")

    def leave(self) -> None:
        """End the file manager, and the program if something went wrong."""
        for process in self._processes():
            with suppress(OSError):
                os.kill(process, 9)
        if self._manager is not None:
            # A question that is still open would keep it from ending when it is asked to.
            self._manager.kill()
            self._manager.wait()

    def picture(self, name: str) -> None:
        """Keep what the screen shows."""
        self._number += 1
        self.display.save_picture(self.pictures / f"{self._number:02}-{name}.png")


def first_screens(program: InstalledProgram) -> None:
    """Walk past what a new person sees: go on, say where to start, and put off the passphrase."""
    program.key("Return")
    program.display.still()
    program.key("Right", "Tab", "space")
    program.picture("where-to-start")
    places = len([place for place in Place if place is not Place.ANYWHERE])
    # Past the other places and the hours, to the button that goes on.
    program.key(*["Tab"] * (places + 1), "Return")
    program.display.still()
    program.picture("who-else-uses-this-computer")
    program.key("Tab", "Tab", "Return")
    program.display.still()


def main_job(person: Person, program: InstalledProgram) -> None:
    """Choose an act, say how you feel, try it, say how it was, and save."""
    person.tab_to(person.card(ChooseCard).mood.slider)
    person.key("4")
    program.picture("act-chosen-and-mood-given")
    person.press("I’ll try this")
    until(lambda: program.pending() is not None, "the act waits on the disk")
    program.picture("i-will-try-this")
    person.press("I did it")
    form = person.card(FormCard).form
    person.tab_to(form.mood_after.slider)
    person.key("6")
    person.tab_to("Warmly")
    person.key("Right", "space")
    person.tab_to(form.note)
    person.type_text(NOTE)
    program.display.still()
    program.picture("afterwards")
    person.key("ctrl+Return")
    program.wait_for_entries(1)
    program.display.still()
    program.picture("saved")


def backup_by_double_click(program: InstalledProgram) -> None:
    """A backup is offered, first by the closed program, then by its window that is open."""
    program.back_up()
    for _ in range(2):
        program.double_click(BACKUPS, RESTORE)
        program.key("Escape")
        until(
            lambda: program.display.focused() in program.display.windows(TITLE),
            "the window is back",
        )
        program.display.still()
    program.close()


def exported(program: InstalledProgram) -> str:
    """What the installed command line writes."""
    done = subprocess.run(
        program.inside("smallacts", "export"), capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout


def play(root: Path, pictures: Path, folder: Path) -> None:
    """Do it all, once."""
    application = app.make_application()
    theme = Theme(application)
    theme.set_reduced_motion(True)
    theme.apply(application)
    display = Display(folder)
    program = InstalledProgram(root, display, pictures)
    try:
        person = Person(program, folder, theme)
        try:
            program.start()
            first_screens(program)
            # For the mirror alone: the installed program keeps its settings elsewhere.
            SettingsFile(program.paths.settings).save(Settings(first_run_done=True))
            person.look_again()
            # From the first screens the keyboard comes from elsewhere than in the mirror.
            person.go_to("today")
            main_job(person, program)
            program.close()
            person.open()
            program.close()
            backup_by_double_click(program)
        finally:
            person.leave()
        # The same test that ran without a screen, now through the system's own X11 libraries.
        subprocess.run(program.inside("smallacts", "--self-test"), check=True)
        assert NOTE in exported(program), "the export does not hold the entry"
    except BaseException:
        program.picture("when-it-failed")
        raise
    finally:
        program.leave()
        display.stop()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="smallacts-") as place:
        play(Path(sys.argv[1]), Path(sys.argv[2]), Path(place))
    print("The double-click, the main job, opening again and a backup all worked.")
