"""The commands and steps that write, each with the folder it starts from."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.torture.journal_reading import JOURNAL
from tests.torture.program import Command, Program, Result, command, step
from tests.torture.window_steps import CANARY

OLD = "seven grey geese walking home"
NEW = "a lantern by the quiet harbour"
OTHER = "bread and butter on the sill"
DATA, OUT, TARGET = "data", "out", "export.csv"
# Folders of backups among the person's own: the one of before, and the one that is chosen next.
FORMER, NEXT = "former", "next"
OLD_EXPORT = b"what was exported before\r\n"
_CSV = (
    "entry_id,date,time,written_at,kind,note\r\n"
    "11111111-1111-4111-8111-111111111111,2026-01-05,10:00,2026-01-05T10:00:00Z,note,"
    f"{CANARY} read from a file\r\n"
    "22222222-2222-4222-8222-222222222222,2026-01-06,10:00,2026-01-06T10:00:00Z,note,"
    f"{CANARY} read as well\r\n"
)
_PAGE = 4096


@dataclass(frozen=True, slots=True)
class Case:
    """A command or step. ``start`` names its template; ``secret`` opens that, None if plain.

    ``words`` go to the command line, or to ``step``, one of the window's. ``lines`` are what it is
    told on standard input. ``gives`` is the secret that is in force when it is done. ``between``
    is the step whose outcome this one passes through. In words, ``OUT`` stands for the folder of
    files that the person chose.
    """

    name: str
    start: str
    words: tuple[str, ...] = ()
    step: str = ""
    secret: str | None = None
    gives: str | None = None
    lines: tuple[str, ...] = ()
    between: str = ""

    def command(self, folder: Path) -> Command:
        """What to run on a copy of the template."""
        data = folder / DATA
        words = [word.replace("OUT", str(folder / OUT)) for word in self.words]
        if self.step:
            return step(data, self.step, self.secret, *words)
        first = [] if self.secret is None else [self.secret]
        return command(data, words, [*first, *self.lines])

    @property
    def secrets(self) -> tuple[str | None, ...]:
        """Every secret that may be in force, the one from before first."""
        return (self.secret, self.gives)

    @property
    def may_delete_snapshots(self) -> bool:
        """Whether older snapshots are to go."""
        return "delete" in self.words or self.step == "erase"

    @property
    def restores(self) -> bool:
        """Whether the older snapshots may have another secret than the journal afterwards."""
        is_restoring = "restore" in (self.step, *self.words[:1]) or self.step == "start-anew"
        return is_restoring and self.gives != self.secret

    def opening(self, folder: Path, secret: str | None) -> Command:
        """Open the journal as the window does it.

        Whoever finds it damaged or missing is offered the same as before, again if need be.
        """
        is_offered = self.step in {"rescue", "bring-back-lost", "start-anew"}
        return step(folder, self.step if is_offered else "open", secret)

    @property
    def tidies_next_time(self) -> bool:
        """Whether what it left half-made goes when it is done again, not at the next opening.

        The window saves its settings at every end; a folder of the person's is looked at when
        something is written there.
        """
        return self.step in {"settings", "choose-folder"} or self.words[:2] == (
            "backup",
            "--output",
        )

    @property
    def exports(self) -> bool:
        """Whether it writes the file that the person chose."""
        return self.words[:1] == ("export",)


def _encrypted_case(name: str, *words: str, step: str = "") -> Case:
    return Case(name, "sealed", words, step, secret=OLD, gives=OLD)


def _plain(name: str, *words: str, step: str = "") -> Case:
    return Case(name, "plain", words, step)


CASES: tuple[Case, ...] = (
    Case("first start", "nothing", step="open"),
    _plain("import", "import", "OUT/in.csv"),
    _encrypted_case("import, locked", "import", "OUT/in.csv"),
    _plain("export", "export", "--output", f"OUT/{TARGET}"),
    _plain("backup", "backup"),
    _plain("backup elsewhere", "backup", "--output", "OUT/mine.smallacts"),
    _encrypted_case("backup, locked", "backup"),
    Case("passphrase set", "plain", ("passphrase", "set"), gives=NEW, lines=(NEW,)),
    Case(
        "passphrase set, delete", "plain", ("passphrase", "set", "--old-snapshots", "delete"),
        gives=NEW, lines=(NEW,),
    ),
    Case(
        "passphrase change", "sealed", ("passphrase", "change"), secret=OLD, gives=NEW,
        lines=(NEW,),
    ),
    Case("passphrase remove", "sealed", ("passphrase", "remove"), secret=OLD),
    _plain("restore", "restore", "OUT/plain.smallacts"),
    Case(
        "restore a locked one", "plain", ("restore", "OUT/sealed.smallacts"), gives=OTHER,
        lines=(OTHER,),
    ),
    Case("restore, locked", "sealed", ("restore", "OUT/plain.smallacts"), secret=OLD),
    _plain("window: open", step="open"),
    _plain("window: write", step="write"),
    _encrypted_case("window: write, locked", step="write"),
    _plain("window: edit", step="edit"),
    _plain("window: delete", step="delete"),
    Case("window: undo", "plain", step="undo", between="delete"),
    _plain("window: draft", step="draft"),
    _plain("window: done", step="complete"),
    _plain("window: rename a face", step="rename-face"),
    _plain("window: forget a face", step="forget-face"),
    _plain("window: size", step="size"),
    _plain("window: settings", step="settings"),
    Case("window: daily snapshot", "no snapshot", step="daily"),
    Case("window: rescue", "damaged", step="rescue"),
    Case("window: rescue, locked", "damaged and sealed", step="rescue", secret=OLD, gives=OLD),
    _plain("window: delete everything", step="erase"),
    Case("window: redo", "plain", step="redo", between="delete"),
    Case("window: bring back deleted", "plain", step="bring-back-deleted", between="delete"),
    Case("window: empty deleted", "plain", step="empty-deleted", between="delete"),
    _plain("window: own act", step="add-act"),
    _plain("window: start of day", step="day-start"),
    Case("window: folder of backups", "elsewhere", (f"OUT/{NEXT}",), step="choose-folder"),
    Case(
        "window: folder of backups, locked", "elsewhere and sealed", (f"OUT/{NEXT}",),
        step="choose-folder", secret=OLD, gives=OLD,
    ),
    _plain("window: import", "OUT/in.csv", step="take-in"),
    _plain("window: restore", "OUT/plain.smallacts", step="restore"),
    Case(
        "window: restore a locked one", "plain", ("OUT/sealed.smallacts", OTHER), step="restore",
        gives=OTHER,
    ),
    Case("window: set passphrase", "plain", (NEW,), step="passphrase", gives=NEW),
    Case("window: change passphrase", "sealed", (NEW,), step="passphrase", secret=OLD, gives=NEW),
    Case("window: remove passphrase", "sealed", step="no-passphrase", secret=OLD),
    Case("window: bring back a lost one", "lost", step="bring-back-lost"),
    Case(
        "window: bring back a lost one, locked", "lost and sealed", step="bring-back-lost",
        secret=OLD, gives=OLD,
    ),
    Case("window: begin anew", "lost", step="start-anew"),
    Case("window: begin anew, locked", "lost and sealed", step="start-anew", secret=OLD),
)  # fmt: skip

# These only look.
_LOOKING: tuple[Case, ...] = (
    _plain("check", "check"),
    _encrypted_case("check, locked", "check"),
    _plain("import --dry-run", "import", "OUT/in.csv", "--dry-run"),
    Case(
        "restore --dry-run", "plain", ("restore", "OUT/sealed.smallacts", "--dry-run"),
        lines=(OTHER,),
    ),
    _encrypted_case("window: look", step="look"),
)  # fmt: skip
# Whatever reads may find that the disk does not answer.
READING_CASES = (*CASES, *_LOOKING)


class Templates:
    """The folders that cases start from, made once by the program itself, and copied for a run.

    ``codes`` are the recovery codes by the secret they go with; ``runs`` is the folder in which
    copies are used.
    """

    def __init__(self, program: Program, place: Path) -> None:
        self._program, self._place = program, place
        self.runs = place.with_name("run")
        self.codes: dict[str, str] = {}
        self._make()

    def copy(self, name: str, target: Path) -> Path:
        """A copy of the template, at ``target``, in the place of what was there."""
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self._place / name, target)
        return target

    def _make(self) -> None:
        self._make_ordinary()
        for name, source in (("lost", "plain"), ("lost and sealed", "sealed")):
            shutil.copytree(self._place / source, self._place / name)
            (self._place / name / DATA / JOURNAL).unlink()
        for name, source, secret in (
            ("elsewhere", "plain", None),
            ("elsewhere and sealed", "sealed", OLD),
        ):
            # Made where it is going to be used: the settings name whole paths.
            folder = self.copy(source, self.runs)
            words = str(folder / OUT / FORMER)
            self._done(step(folder / DATA, "choose-folder", secret, words))
            for _ in range(2):
                self._back_up(folder, secret)
            shutil.move(folder, self._place / name)

    def _make_ordinary(self) -> None:
        shutil.rmtree(self._place, ignore_errors=True)
        older, sealed_older = self._new("older"), self._place / "sealed older"
        self._done(step(older / DATA, "fill", None))
        self._done(step(older / DATA, "write", None))
        shutil.copytree(older, sealed_older)
        self._encrypt(sealed_older, OTHER)
        self._new("nothing")
        fresh = self._new("no snapshot")
        self._done(step(fresh / DATA, "fill", None))
        for backup, source in (("plain", older), ("sealed", sealed_older)):
            secret = OTHER if source is sealed_older else None
            self._back_up(source, secret, fresh / OUT / f"{backup}.smallacts")
        plain, sealed = self._place / "plain", self._place / "sealed"
        shutil.copytree(fresh, plain)
        self._back_up(plain, None)
        self._done(step(plain / DATA, "settings", None))
        shutil.copytree(plain, sealed)
        self._encrypt(sealed, OLD)
        for name, source in (("damaged", plain), ("damaged and sealed", sealed)):
            shutil.copytree(source, self._place / name)
            _damage(self._place / name / DATA / JOURNAL)

    def _new(self, name: str) -> Path:
        out = self._place / name / OUT
        for chosen in (FORMER, NEXT):
            (out / chosen).mkdir(parents=True)
        (out / "in.csv").write_text(_CSV, encoding="utf-8", newline="")
        (out / TARGET).write_bytes(OLD_EXPORT)
        return self._place / name

    def _encrypt(self, folder: Path, secret: str) -> None:
        made = self._done(command(folder / DATA, ["passphrase", "set"], [secret]))
        self.codes[secret] = made.output.strip().splitlines()[0]

    def _back_up(self, folder: Path, secret: str | None, target: Path | None = None) -> None:
        words = ["backup", *([] if target is None else ["--output", str(target)])]
        lines = [] if secret is None else [secret]
        self._done(command(folder / DATA, words, lines))

    def _done(self, wanted: Command) -> Result:
        result = self._program.run(wanted)
        assert result.code == 0, f"{wanted.words}: {result}"
        return result


def _damage(journal: Path) -> None:
    """Cut off the last page, as a dying disk may."""
    with journal.open("r+b") as file:
        file.truncate(journal.stat().st_size - _PAGE)
