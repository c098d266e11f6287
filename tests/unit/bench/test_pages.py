from __future__ import annotations

import gzip
import json
from pathlib import Path

from recount.bench.pages import predict


def test_pages_are_predicted_from_their_bytes_and_never_from_labels(tmp_path: Path) -> None:
    page = (
        '<meta property="article:published_time" content="2022-04-07T10:00:00Z"><h1>Raid on Vell</h1>'
        "<p>Two people were killed in a raid on Vell on Monday, the mayor of the town said.</p>"
    )
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "one.html.gz").write_bytes(gzip.compress(page.encode()))
    (tmp_path / "pages" / "two.html.gz").write_bytes(gzip.compress(b"\x89PNG\0"))
    rows = [
        {
            "doc_id": "1",
            "html": "pages/one.html.gz",
            "url": None,
            "gold": {"title": "Another", "text": "Other"},
        },
        {"doc_id": "2", "html": "pages/two.html.gz", "url": None, "gold": {}},
    ]
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    first, second = predict(gold)
    assert (first.doc_id, first.title, first.published) == ("1", "Raid on Vell", "2022-04-07")
    assert first.text == "Two people were killed in a raid on Vell on Monday, the mayor of the town said."
    assert (second.doc_id, second.title, second.text) == ("2", None, None)
