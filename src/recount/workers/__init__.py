"""Items to reports with their claims in processes of their own, under limits of time and memory for each report.

`Readers` holds the processes; `read_all` is one batch through them. What takes too long or too much memory, and what
brings a process down, is a `Rejected`; the process is replaced and the batch goes on.
"""

from recount.workers.bounds import Bounds
from recount.workers.choosing import Here, equipment_of, readers
from recount.workers.messages import Equipment
from recount.workers.reading import Readers, read_all

__all__ = ["Bounds", "Equipment", "Here", "Readers", "equipment_of", "read_all", "readers"]
