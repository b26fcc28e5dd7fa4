"""Work on what a pull request brings, in a process of its own: it may end, and nothing else.

The process gets no secret of this one's environment. Whatever takes too long, needs too much memory
or brings the process down ends in an error here.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import threading
from functools import lru_cache
from typing import IO, Any

SECONDS = 5.0
"""How long one piece of work may take, and MEMORY, OUTPUT: as docs/reference/views.md says."""
SECONDS_IN_ALL = 60.0
MEMORY = 512 * 1024 * 1024
OUTPUT = 2 * 1024 * 1024
_LONGEST = 8 * OUTPUT
"""Bytes of an answer that are believed: JSON takes up to six for one."""
_KEPT = ("LANG", "LC_ALL", "PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
"""What a process needs of the environment, and nothing that is secret."""


class ConfinedError(Exception):
    """The work did not end well; says why, in words that follow the name of what was worked on."""


class Confined:
    """A process that answers questions one after another, and is started when it is needed.

    Each question is pickled, as it comes from here; each answer is JSON, as it comes from there.
    """

    def __init__(self, module: str) -> None:
        self.module = module
        self.process: subprocess.Popen[bytes] | None = None
        self.left = SECONDS_IN_ALL

    def ask(self, question: object) -> Any:  # noqa: ANN401 - any JSON
        """The answer to a question.

        Raises:
            ConfinedError: It takes too long or too much memory.
        """
        process = self.process = self.process or _started(self.module)
        stdin, stdout = _pipes(process)
        late = threading.Event()
        try:
            _send(stdin, pickle.dumps(question))
            _receive(stdout)  # it has read the question: what it imports for it does not count
            answer = self._timed(process, stdout, late)
        except (OSError, EOFError):
            self.close()
            raise ConfinedError(self._why(late)) from None
        return json.loads(answer)

    def _timed(
        self, process: subprocess.Popen[bytes], stdout: IO[bytes], late: threading.Event
    ) -> bytes:
        def end() -> None:
            late.set()
            process.kill()

        began = _now()
        timer = threading.Timer(min(SECONDS, self.left), end)
        timer.start()
        try:
            return _receive(stdout)
        finally:
            timer.cancel()
            self.left = max(0.0, self.left - (_now() - began))

    def _why(self, late: threading.Event) -> str:
        if not late.is_set():
            return f"it needs more than {MEMORY // 1024**2} MB of memory"
        if self.left:
            return f"it takes longer than {SECONDS:.0f} seconds"
        return f"all of its kind take longer than {SECONDS_IN_ALL:.0f} seconds"

    def close(self) -> None:
        """End the process; the next question starts another."""
        if self.process:
            self.process.kill()
            self.process.wait()
            for pipe in _pipes(self.process):
                pipe.close()
            self.process = None


@lru_cache(maxsize=1)
def confined(module: str) -> Confined:
    """The process that runs a module, one for all who ask."""
    import atexit  # noqa: PLC0415 - only where there is something to end

    found = Confined(module)
    atexit.register(found.close)
    return found


def _now() -> float:
    import time  # noqa: PLC0415 - the same clock for every piece of work

    return time.monotonic()


def _started(module: str) -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    command = [sys.executable, "-m", module]
    return subprocess.Popen(  # noqa: S603 - this Python, and a module of ours
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    return process.stdin, process.stdout


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(len(message).to_bytes(8, "big") + message)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes:
    """One message; EOFError where the other side is gone or talks nonsense."""
    size = int.from_bytes(_exactly(pipe, 8), "big")
    if size > _LONGEST:
        raise EOFError
    return _exactly(pipe, size)


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    found = pipe.read(size)
    if len(found) < size:
        raise EOFError
    return found


def serve(answer: Any) -> None:  # noqa: ANN401 - a function from any question to any JSON
    """Be the other side: answer every question on standard input, within the limits on memory."""
    import signal  # noqa: PLC0415 - the other side only

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asks is interrupted, and ends this process
    _limit_memory()
    given, taken = sys.stdin.buffer, sys.stdout.buffer
    while size := given.read(8):
        question = pickle.loads(given.read(int.from_bytes(size, "big")))  # noqa: S301 - ours
        _send(taken, b"")
        _send(taken, json.dumps(answer(question)).encode())


def _limit_memory() -> None:
    """Where the system knows limits: Windows does not."""
    try:
        import resource  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
