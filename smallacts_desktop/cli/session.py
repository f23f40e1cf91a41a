"""How a command gets into the journal, speaks to the person and asks for a passphrase."""

import errno
import getpass
import os
import secrets
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

from smallacts_desktop.domain.errors import (
    FileDiskFullError,
    FileNotWrittenError,
    SmallActsError,
)
from smallacts_desktop.domain.passphrase import GROUPS, RecoveryCode
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP
from smallacts_desktop.journal.vault.instance import alone
from smallacts_desktop.journal.vault.keys import Proof, Ready
from smallacts_desktop.journal.vault.own_files import make_private
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.paths import Paths
from smallacts_desktop.process import printable, printable_lines
from smallacts_desktop.storage.file import files

EXIT_DONE, EXIT_PROBLEM = 0, 1
MOST_LINES = 20
_CODE_ATTEMPTS = 3


class NoPassphraseError(SmallActsError):
    """A passphrase is needed, and there is no terminal to ask for it."""

    template = QT_TRANSLATE_NOOP(
        "Errors",
        "A passphrase is needed. Give it on a terminal, or as a line of standard input with "
        "--passphrase-stdin.",
    )


class TypedTwiceError(SmallActsError):
    """The new passphrase was not typed the same way twice."""

    template = QT_TRANSLATE_NOOP("Errors", "The two passphrases differ. Nothing was changed.")


class CodeNotConfirmedError(SmallActsError):
    """The group of the recovery code that was typed is not the one asked for."""

    template = QT_TRANSLATE_NOOP(
        "Errors", "That is not what the recovery code says. Nothing was changed."
    )


def print_line(sentence: str) -> None:
    """Say something to the person, beside what a command writes."""
    # Nobody can be told that nothing can be said; what was done stays done.
    with suppress(OSError):
        print(printable(sentence), file=sys.stderr)  # noqa: T201 - the command line's own voice


def write_out(chunks: Iterable[bytes]) -> None:
    """Write to standard output, all of it. Raises FileDiskFullError or FileNotWrittenError.

    Each chunk is whole lines in UTF-8. A terminal is shown them without its control codes; a file
    or another program gets every byte.
    """
    shown = sys.stdout.isatty()
    try:
        for chunk in chunks:
            sys.stdout.buffer.write(printable_lines(chunk.decode()).encode() if shown else chunk)
        sys.stdout.buffer.flush()
    except OSError as error:
        # What is left in the buffer must not be tried again, with a traceback, at the very end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        kind = FileDiskFullError if error.errno == errno.ENOSPC else FileNotWrittenError
        raise kind(name="standard output") from None


def print_some(lines: Iterable[str], more: str = "… and {rest} more.") -> None:
    """Say the first lines of a list that may be long, and ``more`` where there are others.

    ``{rest}`` in it stands for how many they are.
    """
    rest = 0
    for number, line in enumerate(lines):
        if number < MOST_LINES:
            print_line(line)
        else:
            rest += 1
    if rest:
        print_line(more.format(rest=rest))


def ask_in_terminal(question: str) -> str:
    """Ask for a passphrase without showing it. Raises NoPassphraseError without a terminal."""
    with warnings.catch_warnings():
        # Without a terminal it would be read from standard input, for everyone to see.
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(question, sys.stderr)
        except (getpass.GetPassWarning, EOFError, OSError):
            raise NoPassphraseError from None


def read_line(_question: str) -> str:
    """The next line of standard input. Raises NoPassphraseError when there is none."""
    line = sys.stdin.buffer.readline()
    if not line:
        raise NoPassphraseError
    try:
        return line.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise NoPassphraseError from None


class Asking:
    """Asks for passphrases, in the terminal or from standard input, one line each."""

    def __init__(self, *, from_input: bool) -> None:
        self._from_input = from_input
        self._ask: Callable[[str], str] = read_line if from_input else ask_in_terminal

    def passphrase(self, question: str = "Passphrase: ") -> str:
        """A passphrase that exists. Raises NoPassphraseError."""
        return self._ask(question)

    def new_passphrase(self) -> str:
        """A passphrase to be, typed twice in a terminal. Raises TypedTwiceError too."""
        typed = self._ask("New passphrase: ")
        if not self._from_input and self._ask("The same again: ") != typed:
            raise TypedTwiceError
        return typed

    def confirm(self, code: RecoveryCode) -> None:
        """Have a group of the code typed back in a terminal, as a sign that it was written down.

        A program that gives the passphrase on standard input has read the code from standard
        output, where all of it was written. Raises CodeNotConfirmedError or NoPassphraseError.
        """
        if self._from_input:
            return
        group = secrets.randbelow(GROUPS)
        for _ in range(_CODE_ATTEMPTS):
            typed = self._ask(f"Type group {group + 1} of {GROUPS} of the recovery code: ")
            if code.matches_part(group, typed):
                return
        raise CodeNotConfirmedError


class NoJournalError(SmallActsError):
    """There is no journal yet. Values: ``folder``."""

    template = QT_TRANSLATE_NOOP("Errors", "There is no journal in {folder}.")


class CliSession:
    """One data folder, and how to ask for the passphrase of what is locked in it.

    ``proof`` is of who opened the journal last, for changing what opens it.
    """

    def __init__(self, paths: Paths, asking: Asking | None = None) -> None:
        self.paths = paths
        self.asking = asking or Asking(from_input=False)
        self.vault = Vault(paths, on_wait=_print_waiting)
        self.proof = Proof(None)

    def prepare(self) -> Ready:
        """Look at the journal; asks for its passphrase, which may be the recovery code instead.

        Raises a JournalError, or NoPassphraseError.
        """
        make_private(self.paths, self.vault.backups.other_folders)
        if not self.vault.has_passphrase:
            return self.vault.prepare()
        return self.vault.prepare_with_either(self.asking.passphrase())

    @contextmanager
    def looked_at(self) -> Iterator[Vault]:
        """A vault that has the journal's key for ``backups``; nothing is opened, mended or swept.

        Raises as ``prepare`` and ``require_journal`` do, and UnfinishedChangeError.
        """
        vault = Vault(self.paths, on_wait=_print_waiting, only_looks=True)
        try:
            self.require_journal(vault)
            vault.hold_key(self.asking.passphrase() if vault.has_passphrase else None)
            yield vault
        finally:
            vault.lock()

    def has_journal(self, vault: Vault | None = None) -> bool:
        """Whether there is a journal; looking for one does not make it.

        Raises JournalLostError where there was one.
        """
        lost = (vault or self.vault).loss()
        if lost is not None:
            raise lost
        journal = self.paths.journal
        return os.path.lexists(journal) and files.size_of(journal) > 0

    def require_journal(self, vault: Vault | None = None) -> None:
        """Raise JournalLostError where there was a journal, and NoJournalError where never."""
        if not self.has_journal(vault):
            raise NoJournalError(folder=self.paths.data)

    def alone(self) -> AbstractContextManager[None]:
        """Hold the journal for work that must not run beside a window or another such command.

        Raises JournalOpenElsewhereError after some seconds.
        """
        return alone(self.paths, on_wait=_print_waiting)

    @contextmanager
    def opened(self) -> Iterator[Vault]:
        """The journal, opened, and locked again when the context ends."""
        try:
            ready = self.prepare()
            self.vault.enter(ready)
            self.proof = ready
            yield self.vault
        finally:
            self.vault.lock()


def _print_waiting() -> None:
    print_line("Waiting for another Small Acts that is using this journal…")
