"""Fuzz every reader, and the reading of claims: ``python tests/gates/fuzz.py [TARGET ...] --seconds 600``.

Each target (``tests/hostile/targets.py``) has its share of the seconds in a process of its own, which atheris guides by
coverage where it is installed, and which else changes what it has at random. It begins with the inputs of
``tests/hostile/inputs`` and goes on with what it found before: its corpus lies under ``out/fuzz``, beside its findings,
one file each. Ends with 1 where anything was found.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
sys.path[:0] = [
    str(ROOT / part) for part in ("tests", "src", "packages/recount-en/src", "packages/recount-gazetteer/src")
]
OUT = ROOT / "out" / "fuzz"
_MOST_BYTES, _MOST_MB, _MOST_SECONDS = 40_000, 3000, 120


def main() -> int:
    """Fuzz the targets one after another, and tell of each how often it was run and what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--seconds", type=int, default=600, help="of all targets together")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        _fuzz(asked.targets[0], asked.seconds)
        return 0
    from hostile.targets import TARGETS

    names = asked.targets or list(TARGETS)
    print(f"{'target':12} {'seconds':>8} {'runs':>12} {'corpus':>8} {'findings':>8}")  # noqa: T201
    for name in names:
        _told(name, asked.seconds // len(names))
    return 1 if any(OUT.glob("*/findings/*")) else 0


def _told(name: str, seconds: int) -> None:
    """Fuzz one target in processes of its own: one that is killed, for time or memory, is a finding, and goes on."""
    started = time.monotonic()
    for part in ("corpus", "findings"):
        (OUT / name / part).mkdir(parents=True, exist_ok=True)
    count = OUT / name / "runs"
    before = _number(count)
    while (left := seconds - (time.monotonic() - started)) > 1:
        command = [sys.executable, __file__, name, "--child", "--seconds", str(int(left))]
        with (OUT / name / "log").open("ab") as log:
            if subprocess.run(command, stdout=log, stderr=log, cwd=OUT / name, check=False).returncode == 0:
                break
        for left_behind in (*OUT.glob(f"{name}/timeout-*"), *OUT.glob(f"{name}/oom-*"), *OUT.glob(f"{name}/crash-*")):
            left_behind.replace(OUT / name / "findings" / left_behind.name)
    corpus, findings = (len(list((OUT / name / part).iterdir())) for part in ("corpus", "findings"))
    taken = time.monotonic() - started
    print(f"{name:12} {taken:8.0f} {_number(count) - before:12,} {corpus:8,} {findings:8,}", flush=True)  # noqa: T201


def _number(path: Path) -> int:
    return int(path.read_text()) if path.exists() else 0


def _fuzz(name: str, seconds: int) -> None:
    """Fuzz one target in this process."""
    try:
        import atheris
    except ImportError:
        atheris = None
    else:
        with atheris.instrument_imports(include=["recount", "feedparser", "trafilatura"], enable_loader_override=False):
            pass
    from hostile.inputs import seeds
    from hostile.targets import run

    done = _number(OUT / name / "runs")
    since = time.monotonic()

    def attempt(data: bytes) -> None:
        nonlocal done, since
        done += 1
        try:
            run(name, data)
        except Exception as error:
            _keep(name, data, error)
        if time.monotonic() - since > 1:
            (OUT / name / "runs").write_text(str(done))
            since = time.monotonic()

    corpus = OUT / name / "corpus"
    for data in seeds(name):
        if len(data) <= _MOST_BYTES:
            (corpus / hashlib.sha1(data, usedforsecurity=False).hexdigest()).write_bytes(data)
    if atheris is None:
        _by_chance(corpus, attempt, seconds)
        return
    options = (
        f"max_total_time={seconds}",
        f"max_len={_MOST_BYTES}",
        f"timeout={_MOST_SECONDS}",
        f"rss_limit_mb={_MOST_MB}",
    )
    atheris.Setup([sys.argv[0], str(corpus), *(f"-{each}" for each in options)], attempt)
    atheris.Fuzz()


def _by_chance(corpus: Path, attempt: Callable[[bytes], None], seconds: int) -> None:
    """Try what is like the corpus until the seconds are over."""
    from hostile.mutation import mutated

    chance, until = Random(os.getpid()), time.monotonic() + seconds
    held = [path.read_bytes() for path in sorted(corpus.iterdir())]
    while time.monotonic() < until:
        attempt(mutated(chance.choice(held), chance, held))


def _keep(name: str, data: bytes, error: Exception) -> None:
    """Write an input that something is wrong with, one for each place in the code where it went wrong."""
    frames = traceback.extract_tb(error.__traceback__)
    place = "|".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-2:])
    key = hashlib.sha1(f"{type(error).__name__}|{place}".encode(), usedforsecurity=False).hexdigest()[:12]
    path = OUT / name / "findings" / key
    if not path.exists() or path.stat().st_size > len(data):
        path.write_bytes(data)
        path.with_suffix(".txt").write_text("".join(traceback.format_exception(error)), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
