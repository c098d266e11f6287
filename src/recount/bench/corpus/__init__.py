"""A generated corpus of news pages to measure on: a general feed and one of war, seeded, without end.

``recount bench corpus OUT`` writes it to a folder; `page` makes one page at a time, any of them by itself.
"""

from __future__ import annotations

from recount.bench.corpus.articles import FEEDS, Article, Feed, article
from recount.bench.corpus.furniture import page
from recount.bench.corpus.writing import write

__all__ = ["FEEDS", "Article", "Feed", "article", "page", "write"]
