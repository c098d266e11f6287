"""A process that is going to read, started before anything else is imported here: it imports the same meanwhile."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Final, NamedTuple

from recount.errors import WorkersError

_PROGRAM: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[2]); "
    "from recount.workers.child import serve; serve(int(sys.argv[1]))"
)
_ONE_THREAD: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class Spawned(NamedTuple):
    """A process that was started, and the connection to it."""

    running: subprocess.Popen[bytes]
    line: Connection

    def end(self) -> int:
        """Kill it and let go of it; its exit status."""
        self.line.close()
        self.running.kill()
        return self.running.wait()


def spawn(*, stdin: bool = False) -> Spawned:
    """Start a process; `stdin`: whether it has this one's standard input.

    Not by `multiprocessing`, which imports the caller's script again. Raises `WorkersError` where none can be started.
    """
    line, theirs = Pipe()
    descriptor = theirs.fileno()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # Ctrl-C is for this process alone
    try:
        running = subprocess.Popen(
            [*_interpreter(), "-c", _PROGRAM, str(descriptor), json.dumps(sys.path)],
            stdin=None if stdin else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env=_ONE_THREAD | os.environ,
            pass_fds=[descriptor],
        )
    except OSError as error:
        line.close()
        raise WorkersError(f"no process could be started to read in: {error.strerror}") from error
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()
    return Spawned(running, line)


def _interpreter() -> list[str]:
    """Python as it was started, with the same flags."""
    return [sys.executable, *subprocess._args_from_interpreter_flags()]  # type: ignore[attr-defined]
