"""A process that reads for this one: started, asked, watched, and replaced where it fails."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from multiprocessing.connection import Connection
from typing import Final

import msgspec

from recount import errors
from recount.errors import RecountError, WorkersError
from recount.model import Rejected
from recount.workers.bounds import ended, garbled, too_slow
from recount.workers.messages import Answer, Start, Task, answer_of, encode, started_of
from recount.workers.spawning import Spawned, spawn

TRIES: Final = 3
"""How often a process is started before it is taken to be impossible."""

_START_S: Final = 300.0


class Process:
    """One process that reads, and when that has failed the next; for one thread, save `halt`."""

    def __init__(self, start: Start, *, stdin: bool = False) -> None:
        """`stdin`: whether it has this process's standard input."""
        self._start, self._stdin = start, stdin
        self._running: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None
        self._model: str | None = None
        self._halted = False

    def begin(self, spawned: Spawned | None = None) -> None:
        """Start it, where it is not running, and do not wait for it; one that was `spawned` is taken."""
        if self._line is not None:
            return
        self._running, self._line = spawned or spawn(stdin=self._stdin)
        try:
            self._line.send_bytes(encode(self._start))
        except OSError:  # it has ended already, which is noticed when its answer is waited for
            return

    def model(self) -> str:
        """The name of the model it reads with, once that is loaded; it is started where it is not running.

        Raises `WorkersError` where it cannot be started, and what went wrong in it where it told.
        """
        self._ready()
        return self._model or ""

    def ask(self, task: Task) -> Iterator[Answer]:
        """The answers to a task as they come; where it takes too long or the process fails, the last says so."""
        line, bounds = self._handed(task), self._start.bounds
        seconds = task.seconds(bounds)
        whole = False
        try:
            while line.poll(seconds):
                answer = answer_of(line.recv_bytes(bounds.max_memory))
                if answer.done:
                    whole = not answer.leaving
                    return
                yield answer
            yield _told(too_slow(task.where, bounds, task.doing))
        except msgspec.MsgspecError:
            yield _told(garbled(task.where, task.doing))
        except (EOFError, OSError):
            status = self._end(kill=False)
            if not self._halted:
                yield _told(ended(task.where, status, bounds, task.doing))
        finally:
            if not whole:
                self._end()

    def halt(self) -> None:
        """End it now, from whatever thread; what is asked of it ends without an answer."""
        self._halted = True
        if self._running is not None:
            self._running.kill()

    def close(self) -> None:
        """End it and let go of all that it held."""
        self._end()

    def _handed(self, task: Task) -> Connection:
        """The connection to a process that was given the task; one that ended while it was idle is replaced."""
        frame = encode(task)
        for _ in range(TRIES):
            line = self._ready()
            try:
                line.send_bytes(frame)
            except OSError:
                self._end()
            else:
                return line
        raise WorkersError("the processes that read end before they are given anything: see the system's log")

    def _ready(self) -> Connection:
        """The connection to a process that has loaded all it needs."""
        for _ in range(TRIES):
            if self._line is not None and self._model is not None:
                return self._line
            self.begin()
            status = self._wait()
            if status is None and self._line is not None:
                return self._line
            if self._halted:
                break
        raise WorkersError(
            f"a process to read in was started {TRIES} times and ended each time before it was ready "
            f"(exit status {status}): read with --processes 0 to see why"
        )

    def _wait(self) -> int | None:
        """Wait until it is ready; its exit status where it ended instead. Raises what it says went wrong."""
        if self._line is None:
            return None
        try:
            if not self._line.poll(_START_S):
                self._end()
                raise WorkersError(f"a process to read in was not ready after {_START_S:g} seconds: try again later")
            started = started_of(self._line.recv_bytes())
        except (EOFError, OSError):
            return self._end(kill=False)
        if started.error is not None:
            self._end()
            kind = getattr(errors, started.error, WorkersError)
            raise kind(started.message) if issubclass(kind, RecountError) else WorkersError(started.message)
        self._model = started.model or ""
        return None

    def _end(self, *, kill: bool = True) -> int:
        """Let go of the process, which is killed unless it is ending of itself; its exit status."""
        line, running, self._line, self._running, self._model = self._line, self._running, None, None, None
        if line is not None:
            line.close()
        if running is None:
            return 0
        if kill:
            running.kill()
        return _reaped(running)


def _reaped(running: subprocess.Popen[bytes]) -> int:
    """The exit status of a process that is ending; one that does not end is killed."""
    try:
        return running.wait(timeout=2)
    except subprocess.TimeoutExpired:
        running.kill()
        return running.wait()


def _told(rejected: Rejected) -> Answer:
    return Answer(rejected=rejected)
