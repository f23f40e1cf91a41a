"""A process that has imported a checkout of Small Acts and forks itself for every run.

usage: python process_server.py HARNESS PROGRAM CHANNEL QUICK

Starting Python and importing the program takes most of a short run, so it is done once. What a run
does afterwards is the program's own ``main`` with its own arguments, standard streams, exit code
and file calls; and, where the request names them, its own folder, environment and session.
``QUICK`` is the number of rounds for making keys, 0 for the program's own.
"""

import gc
import json
import os
import socket
import sys
import time
import traceback
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

    _warm_up(command_line, window_steps)
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
        listener = seccomp.install(reads=request["reads"])
        with socket.socket(fileno=handles[STREAMS]) as back:
            socket.send_fds(back, [b"listener"], [listener])
        os.close(listener)
    for handle in handles[:STREAMS]:
        os.close(handle)
    code = 3
    try:
        _move(request)
        words = request["arguments"]
        code = window_steps.run(words) if request["is_window"] else command_line.main(words)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        code = 1
        traceback.print_exc()
        raise
    finally:
        try:
            sys.stdout.flush()
        except OSError:
            code = code or 120
        os._exit(code)


def _move(request: dict[str, Any]) -> None:
    """Take the folder, environment, session and rounds for keys that the request names."""
    if "folder" in request:
        os.chdir(request["folder"])
    if "environ" in request:
        os.environ.clear()
        os.environ.update(request["environ"])
        time.tzset()
    if "rounds" in request:
        from smallacts_desktop.storage.keys import keys  # noqa: PLC0415 - the path is set by now

        keys._ROUNDS = request["rounds"]
    if request.get("leads_session"):
        os.setsid()


def _make_keys_quickly(rounds: int) -> None:
    import hashlib  # noqa: PLC0415

    slow = hashlib.pbkdf2_hmac

    def quick(
        name: str, secret: bytes, salt: bytes, asked: int, length: int | None = None
    ) -> bytes:
        return slow(name, secret, salt, min(asked, rounds), length)

    setattr(hashlib, "pbkdf2_hmac", quick)  # noqa: B010 - its types say more than ours


def _warm_up(command_line: Any, window_steps: Any) -> None:  # noqa: ANN401
    """Import and compile what runs import and compile, by a few of them in a folder of their own.

    They do not shield this process: each run has to do that itself.
    """
    import contextlib  # noqa: PLC0415
    import io  # noqa: PLC0415
    import tempfile  # noqa: PLC0415

    with contextlib.suppress(ImportError):
        import zxcvbn  # noqa: F401, PLC0415 - an older checkout needs none
    shield, own_input = command_line.harden_process, sys.stdin
    command_line.harden_process = lambda: None
    said = io.StringIO()
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.redirect_stderr(said),
        contextlib.redirect_stdout(said),
    ):
        data, table = os.path.join(folder, "data"), os.path.join(folder, "a.csv")  # noqa: PTH118
        for step in ("fill", "open"):
            sys.stdin = io.StringIO("\n")
            window_steps.run((step, data))
        for words in (["export", "--output", table], ["import", table], ["backup"], ["check"]):
            command_line.main(["--data-dir", data, *words])
    command_line.harden_process, sys.stdin = shield, own_input


if __name__ == "__main__":
    main()
