"""Pages of the web, fetched with care: what may be asked is checked, what is asked is polite, what comes is bounded.

- `Fetcher` gives what one address holds, `Many` what many do.
- `Copies` keeps everything that was sent and received as WARC files, so that a claim can be traced to the very bytes.

Nothing here reads what it fetches: `recount.reports` does.
"""

from recount.fetching.bounds import Bounds
from recount.fetching.clock import Clock, SystemClock
from recount.fetching.copies import Copies, Copy, Problem
from recount.fetching.failures import Failed
from recount.fetching.fetcher import Fetched, Fetcher, Wanted
from recount.fetching.many import Many, Missed
from recount.fetching.networks import networks
from recount.fetching.targets import Target, target

__all__ = [
    "Bounds",
    "Clock",
    "Copies",
    "Copy",
    "Failed",
    "Fetched",
    "Fetcher",
    "Many",
    "Missed",
    "Problem",
    "SystemClock",
    "Target",
    "Wanted",
    "networks",
    "target",
]
