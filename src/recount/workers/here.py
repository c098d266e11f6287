"""Reading in this process, without limits of time and memory: for looking into what goes wrong, and for tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from itertools import chain

from recount.language.backends import backend
from recount.model import Reading, Recorded, Rejected
from recount.recording import record
from recount.reports import Item, given_day, items, read_item
from recount.resolve.origins.notes import Packed, noted
from recount.workers.messages import Equipment


class Here(AbstractContextManager["Here"]):
    """What `recount.workers.Readers` does, in this process; what fails, fails here."""

    def __init__(self, equipment: Equipment) -> None:
        self._listening = backend(equipment.backend, equipment.threads)
        self._gazetteer = equipment.gazetteer()
        self._limits = equipment.limits

    def __exit__(self, *_: object) -> None:
        """There is nothing to end."""

    @property
    def model(self) -> str:
        """The name of the language model."""
        return self._listening.name

    def read_inputs(self, inputs: Iterable[str], published_on: date | None = None) -> Iterator[Recorded | Rejected]:
        """What inputs (files, folders, globs, ``-``) hold, in order; `published_on` is the day of all of it."""
        return self.read_all(self.items(inputs, published_on))

    def items(self, inputs: Iterable[str], published_on: date | None = None) -> Iterator[Item | Rejected]:
        """The items of inputs."""
        return items(inputs, given_day(published_on), self._limits)

    def read_all(self, items: Iterable[Item | Rejected]) -> Iterator[Recorded | Rejected]:
        """What items become, in order."""
        return record(chain.from_iterable(map(self._readings, items)), self._listening, self._gazetteer)

    def noted(self, reports: Iterable[Recorded]) -> Iterator[Packed]:
        """Notes on reports, in order."""
        return noted(reports)

    def _readings(self, item: Item | Rejected) -> Iterator[Reading | Rejected]:
        return iter((item,)) if isinstance(item, Rejected) else read_item(item, self._limits)
