"""What runs in a process that reads: one task at a time, its answers sent as they come.

The process bounds itself where the system lets it, so that it ends in time even when nobody is left to end it.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from traceback import extract_tb

from recount.errors import RecountError
from recount.model import Recorded, Rejected
from recount.reports import Details, Item, items, read_item
from recount.resolve.origins.notes import Packed, noted
from recount.workers import memory
from recount.workers.bounds import Bounds, crashed, out_of_memory
from recount.workers.messages import Answer, Equipment, Started, Task, encode, start_of, task_of

Outcome = Recorded | Rejected | Item | Packed
Do = Callable[[Task], Iterator[Outcome]]

GRACE_S = 5.0
"""How long after its time a process ends of itself: whoever waits for it should have ended it before."""

_FIRST = Task(
    item=Item(
        where="",
        data=b"<title>Raid</title><p>At least two people were killed in Kyiv on Monday, the mayor said.</p>",
        given=Details(),
    )
)
_PACKAGE = Path(__file__).parents[1]


def serve(descriptor: int) -> None:
    """Do what is asked through this socket until it is closed."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # by default the kernel ends the process, whatever runs in it
    with Connection(descriptor) as line:
        try:
            _serve(line)
        except (EOFError, ConnectionError):  # whoever asked is gone
            return


def _serve(line: Connection) -> None:
    start = start_of(line.recv_bytes())
    bounds = start.bounds
    try:
        model, do = (None, _cut) if start.equipment is None else _reading(start.equipment, bounds)
    except RecountError as error:
        line.send_bytes(encode(Started(error=type(error).__name__, message=str(error))))
        return
    line.send_bytes(encode(Started(model=model)))
    most = memory.allocated() + bounds.max_memory
    leaving = False
    while not leaving:
        task = task_of(line.recv_bytes())
        memory.bound(bounds.max_memory)
        leaving = _work(line, task, do, bounds)
        memory.unbound()
        leaving = leaving or memory.allocated() > most
        line.send_bytes(encode(Answer(done=True, leaving=leaving)))


def _work(line: Connection, task: Task, do: Do, bounds: Bounds) -> bool:
    """Do one task; tell whether memory ran out, so that the process had better be replaced."""
    found, spent = do(task), False
    seconds = task.seconds(bounds)
    while True:
        signal.setitimer(signal.ITIMER_REAL, 0 if seconds is None else seconds + GRACE_S)
        try:
            outcome = next(found, None)
            frame = None if outcome is None else _frame(outcome)
        except Exception as error:  # also where the outcome cannot be encoded
            outcome = _fault(error, task.where, bounds, task.doing)
            frame = _frame(outcome)
        signal.setitimer(signal.ITIMER_REAL, 0)
        if frame is None:
            return spent
        spent = spent or (isinstance(outcome, Rejected) and outcome.reason == "out_of_memory")
        line.send_bytes(frame)


def _reading(equipment: Equipment, bounds: Bounds) -> tuple[str, Do]:
    """What reads items to reports with their claims, and the name of the model that is loaded for it."""
    from recount.language.backends import backend
    from recount.recording import read_claims

    listening = backend(equipment.backend, equipment.threads)
    gazetteer = equipment.gazetteer()

    def read(task: Task) -> Iterator[Outcome]:
        if task.recorded is not None:
            yield from noted([task.recorded])
        if task.item is None:
            return
        for number, reading in enumerate(read_item(task.item, equipment.limits), start=1):
            if isinstance(reading, Rejected):
                yield reading
                continue
            try:
                yield read_claims(reading, listening, gazetteer)
            except Exception as error:
                where = task.where if number == 1 else f"{task.where}:report {number}"
                yield _fault(error, where, bounds, "finding its claims")

    for _ in read(_FIRST):  # lists and tables are loaded when they are first needed: no report's time pays for that
        pass
    memory.settle()
    return listening.name, read


def _cut(task: Task) -> Iterator[Outcome]:
    """The items of an input."""
    if task.cut is not None:
        yield from items((task.cut.input,), task.cut.given, task.cut.limits)


def _fault(error: Exception, where: str, bounds: Bounds, doing: str) -> Rejected:
    """What is said of an error that nobody foresaw: its class and place, never its words, which may be a report's."""
    if isinstance(error, MemoryError):
        memory.unbound()
        return out_of_memory(where, bounds, doing)
    frames = extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    place = own[-1] if own else frames[-1]
    file = Path(place.filename)
    shown = file.relative_to(_PACKAGE.parent) if own else file.name
    return crashed(where, f"{type(error).__name__} at {shown}:{place.lineno}", doing)


def _frame(outcome: Outcome) -> bytes:
    match outcome:
        case Recorded():
            return encode(Answer(recorded=outcome))
        case Rejected():
            return encode(Answer(rejected=outcome))
        case Packed():
            return encode(Answer(packed=outcome))
        case Item():
            return encode(Answer(item=outcome))
