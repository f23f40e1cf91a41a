"""No dump of the memory, and no file that others can read."""

import os
import resource
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from smallacts_desktop.journal.vault.own_files import make_private
from smallacts_desktop.paths import Paths

CHECKOUT = Path(__file__).parents[1]
HARDENED = "from smallacts_desktop.process import harden_process; harden_process()\n"
_FOLDERS = {
    "HOME": "home",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "TMPDIR": "tmp",
}


def loosen() -> None:
    """What a careless system hands a program: everything readable, and dumps of any size."""
    os.umask(0o022)
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


def run(code: str, folder: Path, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """Run Python code in a folder, as a careless system does."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), **surroundings},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        preexec_fn=loosen,
    )


def dumped(code: str, folder: Path) -> bool:
    """Whether the kernel says it left a dump of a process that ran this code and crashed."""
    crash = (
        "import os\nif (child := os.fork()) == 0:\n os.abort()\n"
        "print(os.WCOREDUMP(os.waitpid(child, 0)[1]))"
    )
    return run(code + crash, folder).stdout.strip() == "True"


def test_a_crash_leaves_no_dump(tmp_path: Path) -> None:
    """Not where the system would keep one; this machine does so without the shield."""
    if not dumped("", tmp_path):
        pytest.skip("this machine keeps no dumps in any case")
    for file in tmp_path.iterdir():
        file.unlink()
    assert not dumped(HARDENED, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_program_that_takes_dumps_gets_none(tmp_path: Path) -> None:
    """A limit of 1 byte is what the kernel heeds even then; and it cannot be lifted again."""
    code = HARDENED + "import resource; print(resource.getrlimit(resource.RLIMIT_CORE))"
    limit = run(code, tmp_path).stdout.strip()
    assert limit in ("(1, 1)", "(0, 0)")


def test_the_process_can_still_be_looked_up(tmp_path: Path) -> None:
    """The desktop's portals look into /proc for who asks; they would refuse a hidden process."""
    code = HARDENED + "import os; print(os.stat(f'/proc/{os.getpid()}/root').st_uid == os.getuid())"
    if sys.platform == "linux":
        assert run(code, tmp_path).stdout.strip() == "True"


def test_a_fault_writes_nothing(tmp_path: Path) -> None:
    """Python's own report of a crash is off, whatever the surroundings ask for."""
    done = run(HARDENED + "import os; os.abort()", tmp_path, PYTHONFAULTHANDLER="1")
    assert (done.stdout, done.stderr) == ("", "")


# Files


@pytest.fixture
def person(tmp_path: Path) -> Path:
    """Everything one person has on a computer, in one folder, all of it readable as usual."""
    for name in _FOLDERS.values():
        (tmp_path / name).mkdir(mode=0o755)
    return tmp_path


def smallacts(person: Path, *arguments: str | Path) -> None:
    """Run the program, which must succeed."""
    surroundings = {name: str(person / folder) for name, folder in _FOLDERS.items()}
    done = subprocess.run(
        [sys.executable, "-m", "smallacts_desktop", *map(str, arguments)],
        cwd=person / "home",
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), **surroundings},
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
        preexec_fn=loosen,
    )
    assert done.returncode == 0, done.stderr


def begin_journal(person: Path) -> None:
    """Make a journal with one entry by the command line, from a file for the person alone."""
    file = person / "home" / "in.csv"
    file.write_text("date,act\n2026-11-22,Smiled\n", encoding="utf-8")
    file.chmod(0o600)
    smallacts(person, "import", file)


def open_to_others(folder: Path) -> dict[str, str]:
    """Whatever below a folder another account may do something with."""
    return {
        str(path.relative_to(folder)): oct(mode)
        for path in folder.rglob("*")
        if path.parent != folder and (mode := stat.S_IMODE(path.lstat().st_mode)) & 0o077
    }


def test_commands_make_files_for_the_person_alone(person: Path) -> None:
    """A journal, an export to a file and one brought back: all 0600 and 0700 under umask 022."""
    begin_journal(person)
    smallacts(person, "export", "--output", person / "home" / "out.csv")
    smallacts(person, "import", person / "home" / "out.csv")
    assert (person / "data" / "smallacts" / "journal.db").exists()
    assert open_to_others(person) == {}


def test_the_window_makes_files_for_the_person_alone(person: Path) -> None:
    """Started and closed: journal, lock, log, settings and their folders."""
    code = (
        "import sys\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from smallacts_desktop import app\n"
        "from smallacts_desktop.__main__ import main\n"
        "def made(original=app.make_application):\n"
        "    application = original()\n"
        "    QTimer.singleShot(500, application.closeAllWindows)\n"
        "    return application\n"
        "app.make_application = made\n"
        "sys.exit(main([]))\n"
    )
    surroundings = {name: str(person / folder) for name, folder in _FOLDERS.items()}
    done = run(code, person / "home", QT_QPA_PLATFORM="offscreen", **surroundings)
    assert done.returncode == 0, done.stderr
    made = {path.name for path in person.rglob("*") if path.is_file()}
    assert {"journal.db", "journal.open", "settings.json", "smallacts.log"} <= made
    assert open_to_others(person) == {}


def test_a_readable_journal_is_made_private_at_the_next_start(person: Path) -> None:
    """Files and folder of an older or careless hour lose what others could do with them."""
    begin_journal(person)
    data = person / "data" / "smallacts"
    (data / "snapshots").mkdir(exist_ok=True)
    (data / "snapshots" / "small-acts-2026-11-22-101200.smallacts").touch()
    for path in (data, *data.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    smallacts(person, "export", "--output", person / "home" / "out.csv")
    assert open_to_others(person) == {}


def test_a_folder_with_other_things_in_it_stays_as_it_is(tmp_path: Path) -> None:
    """What is not ours keeps its mode, and so does the folder; our files do not."""
    paths = Paths.inside(tmp_path / "shared")
    paths.data.mkdir()
    paths.data.chmod(0o775)
    others = [paths.data / name for name in ("shopping.txt", "journal.docx", "journal.db.txt")]
    ours = [paths.journal, paths.settings, paths.journal.with_suffix(".keycheck")]
    for file in (*others, *ours):
        file.touch()
        file.chmod(0o664)
    make_private(paths)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (*others, *ours, paths.data)}
    assert {modes[path.name] for path in others} == {0o664}
    assert {modes[path.name] for path in ours} == {0o600}
    assert modes["shared"] == 0o775


def test_a_linked_journal_keeps_its_own_mode(tmp_path: Path) -> None:
    """What is behind a link lies where the person put it."""
    paths = Paths.inside(tmp_path / "data")
    paths.data.mkdir()
    target = tmp_path / "elsewhere.db"
    target.touch()
    target.chmod(0o644)
    paths.journal.symlink_to(target)
    make_private(paths)
    assert stat.S_IMODE(target.stat().st_mode) == 0o644
