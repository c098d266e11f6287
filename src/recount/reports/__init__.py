"""Reports as they come (pages, plain text, JSON Lines, feeds) to `Reading`: the report and its passages.

`read_reports` reads files, folders and standard input; `read_text` and `read_html` read what is already in hand; `body`
gives a reading's own words without headline, captions and furniture.
"""

from recount.reports.item import Item
from recount.reports.items import items, items_of
from recount.reports.limits import Limits
from recount.reports.readers import given_day, read_html, read_item, read_reports
from recount.reports.reading import Details, body, read_text
from recount.reports.sources import shown

__all__ = [
    "Details",
    "Item",
    "Limits",
    "body",
    "given_day",
    "items",
    "items_of",
    "read_html",
    "read_item",
    "read_reports",
    "read_text",
    "shown",
]
