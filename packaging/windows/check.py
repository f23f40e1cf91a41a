"""Installs, uses and removes the Windows program under Wine; pictures: build/windows-check.

usage: check.py [INSTALLER]     on a screen, real or virtual

What this cannot show: how real Windows draws, scales, and takes in text; and signing.
"""

import subprocess
import sys
import time
from pathlib import Path

from build_installer import installer_name
from fetched_parts import ROOT
from freezing import version
from wine_computer import Wine, until

OUTPUT = ROOT / "build" / "windows-check"
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\SmallActs"
CLASSES = r"HKCU\Software\Classes"
WORDS = "Said good morning to the postman"
PASSPHRASE = "a quiet walk in the rain"  # noqa: S105 - of a throwaway journal
FROM_INPUT = "--passphrase-stdin"
OPEN_EXIT_CODE = 2


class Check:
    """One run, from an empty computer to one that has only the journal left."""

    def __init__(self, installer: Path, version: str) -> None:
        self.installer, self.version = installer, version
        self.wine = Wine(OUTPUT / "wine")
        self.program = self.wine.local / "Programs" / "Small Acts"
        self.command = self.program / "bin" / "smallacts.exe"
        self.journal = self.wine.local / "smallacts" / "journal.db"
        roaming = self.wine.home / "AppData" / "Roaming"
        self.menu_entry = roaming / "Microsoft/Windows/Start Menu/Programs/Small Acts.lnk"
        self.desktop_icon = self.wine.home / "Desktop" / "Small Acts.lnk"

    def install(self) -> None:
        """Silently, for one person; files, Start-menu entry and registry are as they should be."""
        self.wine.run(self.installer, "/S")
        expect(
            self.command.is_file() and (self.program / "SmallActs.exe").is_file(), "the programs"
        )
        expect(self.menu_entry.is_file(), "the Start-menu entry")
        expect(not self.desktop_icon.exists(), "no desktop icon unless asked for")
        entry = self.wine.registry(UNINSTALL)
        expect(entry.get("DisplayVersion") == self.version, "the version in the list of programs")
        size = int(entry.get("EstimatedSize", "0"), 16) if entry else 0
        expect(30_000 < size < 150_000, f"a size in kilobytes in the list of programs ({size})")
        opens = self.wine.registry(rf"{CLASSES}\SmallActs.Backup\shell\open\command").get("", "")
        expect(opens.endswith(r'SmallActs.exe" --backup "%1"'), "what opens a backup")
        expect(
            self.wine.registry(rf"{CLASSES}\.smallacts").get("") == "SmallActs.Backup",
            "the kind of file",
        )

    def command_line(self) -> None:
        """The console program tells its version, tests itself, and exports an empty journal."""
        told = self.wine.run(self.command, "--version")
        expect(told.said.strip() == f"smallacts {self.version}", "the version on the command line")
        told = self.wine.run(self.command, "--self-test", r"C:\self-test.txt")
        said = (self.wine.drive / "self-test.txt").read_text(encoding="utf-8")
        print(said, end="")
        expect(said.endswith("All held.\n"), "the self-test")
        expect(said.splitlines() == told.said.splitlines(), "the console and the file say the same")
        exported = self.wine.home / "empty.csv"
        self.wine.run(
            self.command, "export", "--output", rf"C:\users\{self.wine.home.name}\empty.csv"
        )
        expect(len(exported.read_bytes().splitlines()) == 1, "an empty journal exports as a header")
        expect(self.journal.is_file(), "the journal is where the manual says")

    def from_the_start_menu(self) -> None:
        """Opened by its entry, written in, closed; what was written is there."""
        self.open_from_menu()
        picture("opened")
        # The button beside the one that has the keyboard leads past the first screens.
        xdotool("key", "Tab", "space")
        time.sleep(2)
        picture("card")
        self.write(WORDS)
        picture("saved")
        self.wine.run(self.program / "SmallActs.exe")
        expect(
            len(windows()) == 1, "started once more, it comes forward and opens no second window"
        )
        while_open = self.wine.run(self.installer, "/S", expect=None)
        expect(
            while_open.code == OPEN_EXIT_CODE, "an installer does not touch a program that is open"
        )
        self.close_window()
        expect(WORDS in self.exported(), "what was written is in the journal")

    def update(self) -> None:
        """A second installation over the first: what an older one left goes, the journal stays."""
        stale = self.program / "python" / "site" / "smallacts_desktop" / "app.pyc"
        before = stale.stat().st_ino
        self.wine.run(self.installer, "/S", "/DESKTOP")
        expect(
            stale.is_file() and stale.stat().st_ino != before,
            "the program was put in its place anew",
        )
        expect(self.desktop_icon.is_file(), "a desktop icon when asked for")
        expect(WORDS in self.exported(), "the journal is the same after an update")

    def leave_alone(self) -> None:
        """With a passphrase, the window locks when the computer sleeps or the session locks."""
        self.wine.run(self.command, FROM_INPUT, "passphrase", "set", typed=PASSPHRASE)
        self.open_from_menu()
        self.unlock()
        for number, happening in enumerate(("sleep", "lock")):
            self.wine.run(self.wine.messenger, happening)
            time.sleep(3)
            picture(f"locked-by-{happening}")
            self.write(f"Unseen {number}")
            self.unlock()
            self.write(f"Seen {number}")
            expect(windows() != [], f"the window is still there after {happening}")
        self.close_window()
        exported = self.exported(PASSPHRASE)
        expect("Seen 0" in exported and "Seen 1" in exported, "unlocked, it can be written in")
        expect("Unseen" not in exported, "locked, it cannot")
        self.wine.run(self.command, FROM_INPUT, "passphrase", "remove", typed=PASSPHRASE)
        expect("Seen 1" in self.exported(), "the passphrase can be taken away again")

    def unlock(self) -> None:
        """Type the passphrase on the lock page, in place of what stands there."""
        xdotool("key", "ctrl+a")
        xdotool("type", "--delay", "40", PASSPHRASE)
        xdotool("key", "Return")
        time.sleep(6)

    def write(self, words: str) -> None:
        """Try to write an entry of words alone."""
        xdotool("key", "ctrl+n")
        time.sleep(2)
        xdotool("type", "--delay", "40", words)
        time.sleep(1)
        xdotool("key", "ctrl+Return")
        time.sleep(2)

    def remove(self) -> None:
        """The uninstaller leaves nothing of the program, and the journal as it is."""
        kept = self.journal.read_bytes()
        stranger = self.program / "notes.txt"
        stranger.write_text("not the program's", encoding="ascii")
        self.wine.run(self.program / "uninstall.exe", "/S")
        until(lambda: not (self.program / "uninstall.exe").exists(), "the uninstaller is done")
        expect(
            list(self.program.rglob("*")) == [stranger], "nothing is left but what others put there"
        )
        expect(
            not self.menu_entry.exists() and not self.desktop_icon.exists(), "the icons are gone"
        )
        for key in (UNINSTALL, rf"{CLASSES}\.smallacts", rf"{CLASSES}\SmallActs.Backup"):
            expect(not self.wine.registry(key), f"the registry forgets {key}")
        expect(self.journal.read_bytes() == kept, "the journal is still there, unchanged")

    def open_from_menu(self) -> None:
        """Open the program as a person does, and wait for its window."""
        self.wine.start("start", "/unix", self.menu_entry)
        until(windows, "the window opens")
        xdotool("windowactivate", "--sync", windows()[0])
        time.sleep(3)

    def close_window(self) -> None:
        """Close the window and wait until the program has ended."""
        xdotool("key", "alt+F4")
        until(lambda: not windows(), "the window closes")
        time.sleep(3)

    def exported(self, passphrase: str = "") -> str:
        """What the command line exports of the journal."""
        sealed = (FROM_INPUT,) if passphrase else ()
        return self.wine.run(self.command, *sealed, "export", typed=passphrase).said


def expect(held: bool, what: str) -> None:
    """Say that it held, or leave."""
    print(f"{'ok' if held else 'NOT'}  {what}", flush=True)
    if not held:
        picture("went-wrong")
        raise SystemExit(1)


def windows() -> list[str]:
    """The program's windows that are open, as the screen numbers them."""
    # By the program's name first: the same program may run beside this, as a Linux one.
    open_now = xdotool("search", "--onlyvisible", "--class", r"^smallacts\.exe$").split()
    return [number for number in open_now if xdotool("getwindowname", number) == "Small Acts"]


def xdotool(*words: str) -> str:
    """Type, click or look on the screen; returns what xdotool said."""
    done = subprocess.run(("xdotool", *words), capture_output=True, encoding="utf-8", check=False)
    return done.stdout.strip()


def picture(name: str) -> None:
    """Keep what the screen shows."""
    subprocess.run(("scrot", "--overwrite", OUTPUT / f"{name}.png"), check=False)


def main() -> None:
    """Go through it all; the first thing that does not hold ends it."""
    installer = ROOT / "dist" / installer_name(version())
    if len(sys.argv) > 1:
        installer = Path(sys.argv[1]).resolve()
    OUTPUT.mkdir(parents=True, exist_ok=True)
    check = Check(installer, version())
    try:
        check.install()
        check.command_line()
        check.from_the_start_menu()
        check.update()
        check.leave_alone()
        check.remove()
    finally:
        check.wine.stop()
    print(f"Everything held. Pictures are in {OUTPUT}.")


if __name__ == "__main__":
    main()
