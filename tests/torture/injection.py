"""Faults of a disk, put in front of one file call of a program, and the log of all its calls."""

import errno
import os
import signal
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from tests.torture.file_calls import Caller, FileCall, Kind
from tests.torture.seccomp import Listener, Notification, handle_of

_OF_READING = frozenset({Kind.LOOK, Kind.READ})


class Fault(StrEnum):
    """What goes wrong at a call. Those "on" go wrong at every later call as well."""

    EIO_ONCE = "EIO once"
    EIO_ON = "EIO on"
    ENOSPC_ONCE = "ENOSPC once"
    ENOSPC_ON = "ENOSPC on"
    EROFS_ON = "EROFS on"
    SHORT = "short write"
    KILL = "SIGKILL"
    NO_READ_ONCE = "no read once"
    NO_READ_ON = "no read on"

    @property
    def goes_on(self) -> bool:
        """Whether later calls fail too."""
        return self in {Fault.EIO_ON, Fault.ENOSPC_ON, Fault.EROFS_ON, Fault.NO_READ_ON}

    @property
    def is_of_reading(self) -> bool:
        """Whether the disk does not answer what is asked of it; writing goes well."""
        return self in {Fault.NO_READ_ONCE, Fault.NO_READ_ON}

    @property
    def error(self) -> int:
        """The number of the error that the program is given."""
        if self in {Fault.EIO_ONCE, Fault.EIO_ON} or self.is_of_reading:
            return errno.EIO
        return errno.EROFS if self is Fault.EROFS_ON else errno.ENOSPC

    def concerns(self, call: FileCall) -> bool:
        """Whether a real disk can answer this call so."""
        if self.is_of_reading or call.kind in _OF_READING:
            return self.is_of_reading and call.kind in _OF_READING
        if self is Fault.SHORT:
            return call.kind is Kind.WRITE and call.size > 1
        if self in {Fault.ENOSPC_ONCE, Fault.ENOSPC_ON}:
            makes = call.makes_nameless or (call.flags & os.O_CREAT and not call.path.exists())
            return (call.kind is Kind.OPEN and bool(makes)) or call.kind in {
                Kind.WRITE,
                Kind.MKDIR,
                Kind.LINK,
            }
        if self is Fault.EROFS_ON:
            return call.kind not in {Kind.SYNC, Kind.LOCK}
        return True


@dataclass(frozen=True, slots=True)
class Injection:
    """A fault at the call with this number, from 1, or the first after it that it concerns."""

    fault: Fault
    at: int


@dataclass(frozen=True, slots=True)
class CountedCall:
    """A call of a run without harm, and the faults that concern it."""

    call: FileCall
    faults: frozenset[Fault]


@dataclass(frozen=True, slots=True)
class Done:
    """A call that was let through, with what the disk model needs: the bytes of a write.

    ``existed`` tells whether there was something at the path (or at a rename's new name).
    """

    call: FileCall
    data: bytes = b""
    existed: bool = False


@dataclass(slots=True)
class Supervisor:
    """Answers the calls of one run: those below ``root`` count, all others go on.

    They are those that write or, if ``reads``, those that read.

    ``hit`` is the call at which the injection took place, None when it never did. While
    ``is_logging``, ``counted_calls`` are all of them, and ``done`` those that were carried out,
    with what the program wrote to its standard streams among them.
    """

    root: Path
    injection: Injection | None = None
    is_logging: bool = False
    reads: bool = False
    hit: FileCall | None = None
    count: int = 0
    counted_calls: list[CountedCall] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)

    def answer_until_end(self, listener: Listener) -> None:
        """Answer until the program has ended."""
        while (call := listener.receive()) is not None:
            # A process that was killed meanwhile has nothing left to look into.
            try:
                self._answer(listener, call)
            except (ProcessLookupError, FileNotFoundError):
                listener.go_on(call)

    def _answer(self, listener: Listener, notification: Notification) -> None:
        caller = Caller(notification)
        call = caller.described()
        if not self._is_ours(call):
            if self.is_logging and call.name == "write" and call.path.name.startswith("pipe:"):
                self.done.append(Done(call, caller.data()))
            listener.go_on(notification)
            return
        self.count += 1
        if self._is_due(call):
            self.hit = self.hit or call
            self._harm(listener, notification, caller, call)
            return
        if self.is_logging:
            self._log(caller, call)
        listener.go_on(notification)

    def _is_due(self, call: FileCall) -> bool:
        injection = self.injection
        if injection is None or self.count < injection.at or not injection.fault.concerns(call):
            return False
        return self.hit is None or injection.fault.goes_on

    def _is_ours(self, call: FileCall) -> bool:
        is_inside = call.path == self.root or self.root in call.path.parents
        return is_inside and (call.kind in _OF_READING) == self.reads

    def _harm(
        self, listener: Listener, notification: Notification, caller: Caller, call: FileCall
    ) -> None:
        assert self.injection is not None
        fault = self.injection.fault
        if fault is Fault.KILL:
            os.kill(caller.process, signal.SIGKILL)
        elif fault is Fault.SHORT:
            listener.return_value(notification, _write_half(caller, call))
        else:
            listener.refuse(notification, fault.error)

    def _log(self, caller: Caller, call: FileCall) -> None:
        concerned = frozenset(fault for fault in Fault if fault.concerns(call))
        self.counted_calls.append(CountedCall(call, concerned))
        data = caller.data() if call.kind is Kind.WRITE else b""
        looked_at = call.target if call.target is not None else call.path
        existed = os.path.lexists(looked_at)
        if _will_be_done(call, existed=existed):
            self.done.append(Done(call, data, existed))


def _will_be_done(call: FileCall, *, existed: bool) -> bool:
    """Whether the kernel is going to carry the call out, as far as the names tell."""
    if call.kind is Kind.OPEN:
        must_be_new = call.flags & os.O_EXCL and call.flags & os.O_CREAT
        return not existed if must_be_new else existed or bool(call.flags & os.O_CREAT)
    if call.kind is Kind.RENAME:
        return os.path.lexists(call.path)
    if call.kind in {Kind.MKDIR, Kind.LINK}:
        return not existed
    if call.kind in {Kind.UNLINK, Kind.RMDIR}:
        return existed
    return True


def _write_half(caller: Caller, call: FileCall) -> int:
    """Write the first half for the program, as a disk that is about to fill up does."""
    half = caller.data(call.size // 2)
    handle = handle_of(caller.process, call.handle)
    try:
        if call.name in {"pwrite64", "pwritev"}:
            return os.pwrite(handle, half, call.offset)
        return os.write(handle, half)
    finally:
        os.close(handle)
