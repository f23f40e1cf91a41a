"""What the window does to a person's files, without a window: the same calls, one step a run.

The passphrase is the first line of standard input, blank for a plain journal. A step prints
"done" once the journal has acknowledged it.
"""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import time as time_of_day
from itertools import count
from pathlib import Path

from smallacts_desktop.domain.acts import ActSize, Place
from smallacts_desktop.domain.entries import Entry, EntryDraft, EntryKind, Outcome
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import DamagedJournalError, JournalError
from smallacts_desktop.journal.entry_making import answers_for, answers_of
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.journal.vault.instance import InstanceLock
from smallacts_desktop.journal.vault.own_files import erase_everything
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.settings import SettingsFile
from tests.torture import window_file_steps as files
from tests.torture.window_opening import opened, print_line

DONE, REFUSED, CRASHED = 0, 1, 4
# Words that must never be found in the clear beside an encrypted journal.
CANARY = "Nightingale"
FACE, NEW_FACE = f"{CANARY} Ada", f"{CANARY} Bea"


def run(words: Sequence[str]) -> int:
    """Do the step that the first word names in the folder that the second names."""
    step, folder, *more = words
    passphrase = sys.stdin.readline().rstrip("\n") or None
    try:
        WHOLE_STEPS[step](Paths.inside(Path(folder)), passphrase, more)
    except SmallActsError as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    except OSError as error:
        # What the window's own code turns into a sentence of its own.
        sys.stderr.write(f"not done: {type(error).__name__}\n")
        return REFUSED
    except Exception as error:  # noqa: BLE001 - a run must tell a crash from a refusal
        sys.stderr.write(f"CRASH {type(error).__name__}\n")
        return CRASHED
    return DONE


def _in_journal(
    work: Callable[[Journal], object],
) -> Callable[[Paths, str | None, list[str]], None]:
    """A step that changes the open journal."""

    def step(paths: Paths, passphrase: str | None, _more: list[str]) -> None:
        with opened(paths, passphrase) as vault:
            work(vault.journal)
            print_line("done")

    return step


def _note(journal: Journal, words: str, person: str = "") -> None:
    answers = EntryDraft(kind=EntryKind.NOTE, note=f"{CANARY} {words}", person=person)
    journal.write(answers, "note")


def _newest(journal: Journal) -> Entry:
    (entry,) = journal.page(0, 1)
    assert isinstance(entry, Entry)
    return entry


def _write(journal: Journal) -> None:
    _note(journal, "a new note")


def _edit(journal: Journal) -> None:
    entry = _newest(journal)
    journal.edit(entry.id, replace(answers_of(entry), note=f"{CANARY} said otherwise"))


def _delete(journal: Journal) -> None:
    journal.delete(_newest(journal).id)


def _delete_and_undo(journal: Journal) -> None:
    _delete(journal)
    journal.undo()


def _save_draft(journal: Journal) -> None:
    journal.save_draft("note", EntryDraft(kind=EntryKind.NOTE, note=f"{CANARY} half a sentence"))


def _look(journal: Journal) -> None:
    journal.page(0, 20)
    journal.card.pending()
    journal.draft("note")


def _start_act(journal: Journal) -> None:
    act = journal.catalogue.of_size(journal.card.size)[0]
    journal.card.start(act, 4)


def _complete(journal: Journal) -> None:
    pending = journal.card.pending()
    if pending is None:
        raise LookupError("the template has an act that waits")
    journal.complete(replace(answers_for(pending), outcome=Outcome.DONE, mood_after=6))


def _rename_face(journal: Journal) -> None:
    journal.faces.rename(FACE, NEW_FACE)


def _forget_face(journal: Journal) -> None:
    journal.faces.forget(FACE)


def _choose_size(journal: Journal) -> None:
    journal.card.choose_size(ActSize.SMALL)


def _redo(journal: Journal) -> None:
    _delete(journal)
    journal.undo()
    journal.redo()


def _restore_deleted(journal: Journal) -> None:
    entry = _newest(journal)
    journal.delete(entry.id)
    journal.deleted.restore(entry.id)


def _empty_deleted(journal: Journal) -> None:
    _delete(journal)
    journal.deleted.empty()


def _add_act(journal: Journal) -> None:
    journal.acts.add_own(ActSize.SMALL, f"{CANARY} to the postman", "", (Place.STREET,))


def _set_day_start(journal: Journal) -> None:
    journal.set_day_start(time_of_day(5))


def _fill(journal: Journal) -> None:
    """What every template holds: notes, a face, an act that waits."""
    for number in range(3):
        _note(journal, f"note {number}", FACE)
    _start_act(journal)


def _settings(paths: Paths, _passphrase: str | None, _more: list[str]) -> None:
    file = SettingsFile(paths.settings)
    file.save(replace(file.load(), text_scale=1.5))
    print_line("done")


def _nothing(_journal: Journal) -> None:
    """Opening and locking is the step itself."""


def _daily_snapshot(paths: Paths, passphrase: str | None, _more: list[str]) -> None:
    with opened(paths, passphrase) as vault:
        taken = vault.daily.run()
        if vault.daily.problem is not None:
            raise vault.daily.problem
        print_line("done" if taken is not None else "not due")


def _rescue(paths: Paths, passphrase: str | None, _more: list[str]) -> None:
    instance_lock = InstanceLock.take(paths)
    vault = Vault(paths)
    try:
        try:
            vault.open(passphrase)
        except DamagedJournalError:
            vault.rescue_offer()
            vault.rescue()
            vault.enter(vault.ready_after_rescue())
        print_line("done")
    finally:
        vault.lock()
        instance_lock.release()


def _erase(paths: Paths, _passphrase: str | None, _more: list[str]) -> None:
    erased = erase_everything(paths)
    print_line("left" if erased.left else "done")


def _stream(paths: Paths, passphrase: str | None, more: list[str]) -> None:
    """Write notes for so many seconds, and say of each that it is safe."""
    name, until = more[0], time.monotonic() + float(more[1])
    with opened(paths, passphrase) as vault:
        for number in count():
            words = f"{name} {number}"
            try:
                _note(vault.journal, words)
            except JournalError as error:
                sys.stderr.write(f"{error}\n")
            else:
                print_line(words)
            if time.monotonic() > until:
                return
            time.sleep(0.01)


WHOLE_STEPS: dict[str, Callable[[Paths, str | None, list[str]], None]] = {
    "open": _in_journal(_nothing),
    "look": _in_journal(_look),
    "fill": _in_journal(_fill),
    "write": _in_journal(_write),
    "edit": _in_journal(_edit),
    "delete": _in_journal(_delete),
    "undo": _in_journal(_delete_and_undo),
    "draft": _in_journal(_save_draft),
    "complete": _in_journal(_complete),
    "rename-face": _in_journal(_rename_face),
    "forget-face": _in_journal(_forget_face),
    "size": _in_journal(_choose_size),
    "settings": _settings,
    "daily": _daily_snapshot,
    "rescue": _rescue,
    "erase": _erase,
    "stream": _stream,
    "redo": _in_journal(_redo),
    "bring-back-deleted": _in_journal(_restore_deleted),
    "empty-deleted": _in_journal(_empty_deleted),
    "add-act": _in_journal(_add_act),
    "day-start": _in_journal(_set_day_start),
    "choose-folder": files.choose_folder,
    "take-in": files.import_entries,
    "restore": files.restore,
    "passphrase": files.give_passphrase,
    "no-passphrase": files.take_passphrase,
    "bring-back-lost": files.restore_lost,
    "start-anew": files.start_anew,
}
