"""Runs the examples of the docstrings and of the Markdown pages as tests (Sybil).

The pages' console blocks are run by ``tests/docs/test_console.py``.
"""

from __future__ import annotations

import doctest

import pytest
from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.integration.pytest import SybilItem
from sybil.parsers.markdown import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE

docstrings = Sybil(
    parsers=[DocTestParser(optionflags=OPTIONS)],
    pattern="*.py",
    path="src",
    document_types={".py": PythonDocStringDocument},
)
pages = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=OPTIONS)],
    patterns=["README.md", "docs/*.md"],
)
pytest_collect_file = (docstrings + pages).pytest()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the examples of each document back in the order of the page: they build on each other."""
    examples = [item for item in items if isinstance(item, SybilItem)]
    examples.sort(key=lambda item: (str(item.path), item.example.line, item.example.start))
    items[:] = [item for item in items if not isinstance(item, SybilItem)] + list(examples)
