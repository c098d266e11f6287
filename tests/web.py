"""A web of the tests' own: one server of threads on this machine, whose names a resolver made up here knows.

A page is what `Web.pages` has at its path: bytes, a `Page`, or what makes one of the request. Nothing sleeps: the clock
is `FakeClock`, which waits by moving on.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec

HERE = "127.0.0.0/8"


class FakeClock:
    """A clock that stands still until something waits; `step` is how far it moves on when it is looked at."""

    def __init__(self, step: float = 0.0) -> None:
        self.at = datetime(2024, 3, 4, 8, tzinfo=UTC)
        self.seconds = 1000.0
        self.waits: list[float] = []
        self.step = step
        self._lock = threading.Lock()

    def now(self) -> datetime:
        return self.at

    def elapsed(self) -> float:
        with self._lock:
            self.seconds += self.step
            return self.seconds

    def wait(self, seconds: float) -> None:
        with self._lock:
            self.waits.append(seconds)
            self.seconds += seconds
            self.at += timedelta(seconds=seconds)


class Page(msgspec.Struct, kw_only=True):
    """What is answered: a status, headers, a body; `raw` is written to the connection as it is, in these pieces."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = {}
    kind: str | None = "text/html; charset=utf-8"
    raw: Callable[[], Iterator[bytes]] | None = None


class Asked(msgspec.Struct, frozen=True):
    """A request as the server saw it, its headers by name in small letters."""

    path: str
    host: str
    headers: dict[str, str]


Answer = bytes | Page | Callable[[Asked], bytes | Page]


class Web:
    """A server and the names it goes by."""

    def __init__(self, secured: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[Asked] = []
        self.names: dict[str, Sequence[str]] = {}
        self.together = self.most_together = 0
        self._lock = threading.Lock()
        handler = type("Handler", (_Handler,), {"web": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        if secured is not None:
            self._server.socket = secured.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def url(self, path: str, host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def resolve(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a name: this machine's, unless `names` has others."""
        del port
        if host.endswith(".unknown"):
            raise OSError(f"no such name: {host}")
        return self.names.get(host, ("127.0.0.1",))

    def paths(self) -> list[str]:
        """What was asked for, without the files for robots."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    def answer(self, asked: Asked) -> Page:
        with self._lock:
            self.asked.append(asked)
        found = self.pages.get(f"{asked.host}{asked.path}", self.pages.get(asked.path, Page(status=404)))
        if callable(found):
            found = found(asked)
        return Page(body=found) if isinstance(found, bytes) else found

    @contextmanager
    def counted(self) -> Iterator[None]:
        with self._lock:
            self.together += 1
            self.most_together = max(self.most_together, self.together)
        yield
        with self._lock:
            self.together -= 1


class _Handler(BaseHTTPRequestHandler):
    web: Web
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        del format, args

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        with self.web.counted():
            page = self.web.answer(Asked(self.path, headers.get("host", "").partition(":")[0], headers))
        self.close_connection = True
        try:
            if page.raw is not None:
                for piece in page.raw():
                    self.wfile.write(piece)
                return
            self.send_response(page.status)
            told = {"Content-Length": str(len(page.body)), **({"Content-Type": page.kind} if page.kind else {})}
            for name, value in {**told, **page.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(page.body)
        except OSError:  # the other side has had enough
            return


@contextmanager
def web(secured: ssl.SSLContext | None = None) -> Iterator[Web]:
    """A web, until the block ends; behind TLS where that is given."""
    running = Web(secured)
    try:
        yield running
    finally:
        running.close()
