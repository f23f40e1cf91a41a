"""The tour plays to its end, on a screen and off, and does not pretend when it cannot."""

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from smallacts_desktop.tour.main_job import MAIN_JOB
from smallacts_desktop.tour.tour_app import CSV_NAME
from smallacts_desktop.tour.year import NOTHING_YET, YEAR

CHECKOUT = Path(__file__).parents[1]
VIRTUAL_SCREEN = CHECKOUT / "packaging" / "linux" / "virtual-screen.sh"
# What Qt's off-screen platform says about itself; nothing else may be said.
OFF_SCREEN_REMARK = "This plugin does not support "
# A blank picture has one colour; a window with words in it has hundreds.
FEWEST_COLOURS = 50
# The tour takes half a minute, and twice as long on a busy machine with a witness.
PATIENCE_S = 300
SCREEN = '{sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/'
# The screen, the bus of the session and that of screen readers.
DESKTOP = re.compile(r'sun_path=@?"(/tmp/\.X11-unix/X\d+|/run/user/\d+/(bus|at-spi/bus_?\d*))"')


def play(*before: str | Path, output: Path, home: Path, **surroundings: str) -> tuple[int, str]:
    """Play the tour in a process of its own; its exit code and what it said."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    done = subprocess.run(
        [*before, sys.executable, "-m", "smallacts_desktop", "tour", "--output", output],
        env={**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), **surroundings},
        cwd=CHECKOUT,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_S - 20,
        check=False,
    )
    said = [
        line
        for line in (done.stdout + done.stderr).splitlines()
        if not line.startswith(OFF_SCREEN_REMARK)
    ]
    return done.returncode, "\n".join(said)


def is_beyond_the_desktop(call: str) -> bool:
    """Whether a line of strace's is about anything but the screen and the desktop's own buses."""
    if re.search(r"AF_(?!UNIX\b)|\b(bind|listen|accept4?)\(", call):
        return True
    return "connect(" in call and DESKTOP.search(call) is None


def colours(picture: Path) -> int:
    """How many colours a picture has, looked at in every third place."""
    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(image.constBits()).cast("I")
    starts = range(0, len(pixels), 3 * image.width())
    return len(set().union(*(pixels[start : start + image.width() : 3] for start in starts)))


def check_screenshots(folder: Path) -> None:
    """Every step has its picture with something in it, and the CSV holds the main job."""
    pictures = sorted(folder.glob("*.png"))
    steps = [*MAIN_JOB, *YEAR, *NOTHING_YET]
    names = [picture.stem.partition("-")[2] for picture in pictures]
    assert [step.__name__.replace("_", "-") for step in steps] == [
        name for name in names if name != "where-to-save-it"
    ]
    assert [int(picture.stem[:2]) for picture in pictures] == list(range(1, len(pictures) + 1))
    assert all(colours(picture) > FEWEST_COLOURS for picture in pictures)
    with (folder / CSV_NAME).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    # Two of them were kept at the same moment, and may stand either way round.
    assert sorted(row["kind"] for row in rows) == ["act", "act", "act", "note"]
    assert {row["outcome"] for row in rows} == {"done", "not_this_time", ""}


def test_the_tour_plays_off_screen(tmp_path: Path) -> None:
    """Without any screen: exit code 0, a picture for each step, the CSV, and not a word.

    The folder in which a person keeps everything is not even made.
    """
    output, own = tmp_path / "tour", tmp_path / "own"
    surroundings = {"QT_QPA_PLATFORM": "offscreen", "SMALLACTS_DATA_DIR": str(own)}
    assert play(output=output, home=tmp_path, **surroundings) == (0, "")
    check_screenshots(output)
    assert not own.exists()


@pytest.mark.e2e
@pytest.mark.xdist_group("e2e")
@pytest.mark.timeout(PATIENCE_S)
def test_the_tour_plays_on_a_real_screen_and_asks_no_network(tmp_path: Path) -> None:
    """On an X server with a window manager: the same; and all that time a witness looks on.

    Of everything the program and its children ask of the system about networks, nothing is but to
    reach the screen, and the desktop's bus and that of screen readers where there are any.
    """
    output, seen = tmp_path / "tour", tmp_path / "seen.txt"
    witness = ("strace", "--follow-forks", "--seccomp-bpf", "-qq", "-e", "trace=%network")
    watched = (VIRTUAL_SCREEN, *witness, "--output", seen)
    assert play(*watched, output=output, home=tmp_path, QT_QPA_PLATFORM="xcb") == (0, "")
    check_screenshots(output)
    calls = seen.read_text("utf-8").splitlines()
    assert any("connect(" in call and SCREEN in call for call in calls)
    assert [call for call in calls if is_beyond_the_desktop(call)] == []


@pytest.mark.parametrize(
    ("call", "beyond"),
    [
        ("7 socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 3", False),
        ("7 socketpair(AF_UNIX, SOCK_STREAM, 0, [3, 4]) = 0", False),
        (f'7 connect(3, {SCREEN}X0"}}, 20) = 0', False),
        ('7 connect(3, {sa_family=AF_UNIX, sun_path="/run/user/5/bus"}, 20) = 0', False),
        ('7 connect(3, {sa_family=AF_UNIX, sun_path="/run/user/5/at-spi/bus_0"}, 20) = 0', False),
        ("7 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3", True),
        ("7 socket(AF_INET6, SOCK_DGRAM, IPPROTO_IP) = 3", True),
        ("7 socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 3", True),
        ('7 connect(3, {sa_family=AF_UNIX, sun_path="/run/nscd/socket"}, 24) = -1 ENOENT', True),
        ('7 connect(3, {sa_family=AF_INET, sin_port=htons(53), sin_addr="9.9.9.9"}, 16) = 0', True),
        ('7 bind(3, {sa_family=AF_UNIX, sun_path=@"mine"}, 8) = 0', True),
        ('7 sendto(3, "x", 1, 0, {sa_family=AF_INET, sin_port=htons(53)}, 16) = 1', True),
    ],
)
def test_the_witness_is_understood(call: str, beyond: bool) -> None:
    """What leads beyond the desktop is told from what does not."""
    assert is_beyond_the_desktop(call) is beyond


def test_a_tour_that_cannot_leave_pictures_says_so(tmp_path: Path) -> None:
    """Where a file stands in place of the folder: exit code 1, one line, the file untouched."""
    output = tmp_path / "tour"
    output.write_text("a shopping list", encoding="utf-8")
    code, said = play(output=output, home=tmp_path, QT_QPA_PLATFORM="offscreen")
    assert code == 1
    assert said == f"smallacts: the pictures cannot be saved in {output}."
    assert output.read_text(encoding="utf-8") == "a shopping list"


def test_a_step_that_did_not_happen_ends_the_tour(tmp_path: Path) -> None:
    """Where a picture cannot be saved: exit code 1, and one line names the step."""
    output = tmp_path / "tour"
    # A folder of that name cannot become the picture, and is not the tour's to remove.
    (output / "03-a-size-up.png").mkdir(parents=True)
    code, said = play(output=output, home=tmp_path, QT_QPA_PLATFORM="offscreen")
    assert code == 1
    assert said == "smallacts: the tour stopped at “a-size-up”: the picture could not be saved."
    assert not (output / CSV_NAME).exists()
