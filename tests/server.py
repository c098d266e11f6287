"""A PostgreSQL server of the tests' own: made in a folder, reached by a socket in it, gone after the tests."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import psycopg

ACCOUNT = "postgres"  # no server runs as root; Debian's package makes this account
_INSTALLED = Path("/usr/lib/postgresql")


def programs() -> Path | None:
    """The folder of the newest server's programs; None where none is installed."""
    found = sorted(_INSTALLED.glob("*/bin/postgres"), key=lambda path: float(path.parent.parent.name))
    if found:
        return found[-1].parent
    on_path = shutil.which("postgres")
    return Path(on_path).parent if on_path else None


class Server:
    """A server that runs; `durable` is whether what it acknowledges outlives a loss of power."""

    def __init__(self, folder: Path, bin_: Path, *, durable: bool) -> None:
        self.folder = folder
        self._bin = bin_
        self._durable = durable
        self._names = count()
        self._as = ["setpriv", f"--reuid={ACCOUNT}", f"--regid={ACCOUNT}", "--clear-groups"] if os.getuid() == 0 else []
        if self._as:
            shutil.chown(folder, ACCOUNT, ACCOUNT)
        self._call(
            "initdb", "-D", f"{folder}/data", "-A", "trust", "-U", "ana", "--no-sync", "-E", "UTF8", "--locale=C"
        )
        self.start()

    def start(self) -> None:
        """Start it, or start it again."""
        off = "on" if self._durable else "off"
        flags = {
            "listen_addresses": "", "unix_socket_directories": str(self.folder), "fsync": off,
            "full_page_writes": off, "max_connections": "60", "shared_buffers": "64MB",
        }  # fmt: skip
        settings = [part for name, value in flags.items() for part in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [*self._as, self._bin / "postgres", "-D", self.folder / "data", *settings],
                stdout=log, stderr=log, cwd=self.folder, start_new_session=True,
            )  # fmt: skip
        self.wait()

    def wait(self) -> None:
        """Wait until it lets clients in."""
        for _ in range(3000):
            try:
                psycopg.connect(self.address()).close()
                return
            except psycopg.OperationalError:
                if self._process.poll() is not None:
                    break
                time.sleep(0.02)
        raise RuntimeError((self.folder / "log").read_text()[-2000:])

    def serving(self) -> list[int]:
        """The processes that serve clients."""
        named = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in self._children()}
        return [pid for pid, name in named.items() if b"ana postgres" in name]

    def _children(self) -> list[int]:
        pid = self._process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def kill(self) -> None:
        """Kill the server with all its processes."""
        children = self._children()
        for pid in (self._process.pid, *children):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        """Stop it at once, and leave its data."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait()

    def address(self, schema: str | None = None) -> str:
        """What a client connects to."""
        options = f"&options=-csearch_path%3D{schema}" if schema else ""
        return f"postgresql://ana@/postgres?host={self.folder}{options}"

    def new(self) -> str:
        """The address of an empty schema."""
        name = f"ledger_{next(self._names)}"
        with psycopg.connect(self.address(), autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}".encode())
        return self.address(name)

    def _call(self, program: str, *arguments: str) -> None:
        subprocess.run([*self._as, self._bin / program, *arguments], check=True, capture_output=True, cwd=self.folder)


@contextmanager
def running(*, durable: bool = False) -> Iterator[Server]:
    """A server with nothing in it; it and its folder are gone afterwards."""
    found = programs()
    if found is None:
        raise RuntimeError("no PostgreSQL server is installed")
    folder = Path(mkdtemp(prefix="recount-"))
    server = None
    try:
        server = Server(folder, found, durable=durable)
        yield server
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder)
