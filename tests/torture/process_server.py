"""A process that has imported a checkout of Small Acts and forks itself for every run.

usage: python process_server.py HARNESS PROGRAM CHANNEL QUICK

Starting Python and importing the program takes most of a short run, so it is done once. What a run
does afterwards is the program's own ``main`` with its own arguments, standard streams, exit code
and file calls. ``QUICK`` is the number of rounds for making keys, 0 for the program's own.
"""

import gc
import json
import os
import socket
import sys
from typing import Any

STREAMS = 3


def main() -> None:
    """Serve requests until the other end of the channel is closed."""
    harness, program, channel, rounds = sys.argv[1:]
    # The checkout first, whatever is installed beside; an older one lacks what drives it.
    sys.path[:1] = [program, harness]
    if int(rounds):
        _make_keys_quickly(int(rounds))
    from smallacts_desktop import __main__ as command_line  # noqa: PLC0415 - the path is set above
    from tests.torture import seccomp, window_steps  # noqa: PLC0415

    _warm_up(command_line)
    # What is there by now is never freed, so a fork need not copy it to count references.
    gc.freeze()
    with socket.socket(fileno=int(channel)) as requests:
        while True:
            message, handles, _, _ = socket.recv_fds(requests, 1 << 20, STREAMS + 1)
            if not message:
                return
            request = json.loads(message)
            process = os.fork()
            if process == 0:
                requests.close()
                _run(request, handles, command_line, seccomp, window_steps)
            for handle in handles:
                os.close(handle)
            requests.sendall(json.dumps({"process": process}).encode() + b"\n")
            _, status = os.waitpid(process, 0)
            code = os.waitstatus_to_exitcode(status)
            requests.sendall(json.dumps({"code": code}).encode() + b"\n")


def _run(
    request: dict[str, Any],
    handles: list[int],
    command_line: Any,  # noqa: ANN401 - modules
    seccomp: Any,  # noqa: ANN401
    window_steps: Any,  # noqa: ANN401
) -> None:
    """Become one run of the program; never returns."""
    for number, handle in enumerate(handles[:STREAMS]):
        os.dup2(handle, number)
    if request["is_watched"]:
        listener = seccomp.install()
        with socket.socket(fileno=handles[STREAMS]) as back:
            socket.send_fds(back, [b"listener"], [listener])
        os.close(listener)
    for handle in handles[:STREAMS]:
        os.close(handle)
    code = 3
    try:
        words = request["arguments"]
        code = window_steps.run(words) if request["is_window"] else command_line.main(words)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    finally:
        try:
            sys.stdout.flush()
        except OSError:
            code = code or 120
        os._exit(code)


def _make_keys_quickly(rounds: int) -> None:
    import hashlib  # noqa: PLC0415

    slow = hashlib.pbkdf2_hmac

    def quick(
        name: str, secret: bytes, salt: bytes, asked: int, length: int | None = None
    ) -> bytes:
        return slow(name, secret, salt, min(asked, rounds), length)

    setattr(hashlib, "pbkdf2_hmac", quick)  # noqa: B010 - its types say more than ours


def _warm_up(command_line: Any) -> None:  # noqa: ANN401
    """Import what commands import when they run, by running one that finds nothing."""
    import contextlib  # noqa: PLC0415
    import io  # noqa: PLC0415

    from smallacts_desktop import commands  # noqa: F401, PLC0415

    with contextlib.redirect_stderr(io.StringIO()):
        command_line.main(["--data-dir", "/dev/null/small-acts", "backup"])


if __name__ == "__main__":
    main()
