"""Follow the feeds of a made-up web until nothing waits: ``followed_once.py FOLDER FEEDS``; killed by the tests."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from followed import follower
from recount.fetching import Copies, SystemClock
from recount.following import Pace, State


class Names:
    """Every name is this machine's."""

    def resolve(self, host: str, port: int) -> Sequence[str]:
        del host, port
        return ("127.0.0.1",)


def main(folder: Path, feeds: Sequence[str]) -> None:
    clock = SystemClock()
    print("ready", flush=True)  # noqa: T201
    with Copies(folder / "copies") as copies, State(folder / "state") as state:
        following = follower(folder, Names(), clock, feeds, copies, state, pace=Pace(shortest_s=0.2, longest_s=0.5))
        while following.round().waiting or following.tally().entries == 0:
            clock.wait(0.05)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
