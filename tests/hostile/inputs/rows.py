"""Rows of JSON that are no rows."""

from __future__ import annotations

import json
from collections.abc import Iterator

from hostile.inputs.bad import GOOD, Bad, bad

_ANY = ("recorded", "not_json", "not_a_report", "no_text", "encoding", "binary", "empty", "too_large")
_VALUES = ("null", "true", "NaN", "Infinity", "-Infinity", "1e400", "-1e400", "9" * 400, "-0", "1" + "0" * 5000, "[]", "{}", '""', '"\\ud800"', '"\\udc00\\ud800"',
           '"\\u0000"', '"\\x41"', "'a'", "0x1F", "01", "1.", ".5", "+1", "undefined", '"\\u202e0021"', '" "', '[[["a"]]]', '{"text": "a"}')  # fmt: skip


def rows() -> Iterator[Bad]:
    """Values of every kind in every field, keys twice, rows cut, other notations."""
    for value in _VALUES:
        about = value[:20]
        yield bad("JSON lines", f"text is {about}", ".jsonl", f'{{"text": {value}}}', *_ANY)
        yield bad("JSON lines", f"published is {about}", ".jsonl", f'{{"text": "{GOOD}", "published": {value}}}', *_ANY)
        yield bad("JSON lines", f"id is {about}", ".jsonl", f'{{"text": "{GOOD}", "id": {value}}}', *_ANY)
        yield bad("JSON lines", f"url is {about}", ".jsonl", f'{{"text": "{GOOD}", "url": {value}}}', *_ANY)
        yield bad("JSON lines", f"the row is {about}", ".jsonl", value, *_ANY)
    whole = json.dumps({"title": "Raid", "text": GOOD})
    for cut in (1, 5, 12, len(whole) - 2, len(whole) - 1):
        yield bad("JSON lines", f"cut after {cut}", ".jsonl", whole[:cut], "not_json")
    for about, row in {
        "text twice": f'{{"text": "Nine people died.", "text": "{GOOD}"}}', "20,000 keys": "{" + ",".join(f'"k{at}": 1' for at in range(20_000)) + f', "text": "{GOOD}"}}',
        "the same key 20,000 times": "{" + '"k": 1,' * 20_000 + f'"text": "{GOOD}"}}', "a comma too many": f'{{"text": "{GOOD}",}}', "a comment": f'{{"text": "{GOOD}" /* 9 */}}',
        "two rows on a line": whole + whole, "a row over two lines": f'{{\n"text": "{GOOD}"}}', "a record separator": "\x1e" + whole, "a byte-order mark": "\ufeff" + whole,
        "NUL after it": whole + "\0", "an array of rows": f"[{whole}]", "text and report": f'{{"text": "a", "report": {whole}}}', "report null": f'{{"report": null, "text": "{GOOD}"}}',
        "html": '{"html": "<div>' + "<b>" * 3000 + '"}', "html of a bomb": '{"html": "' + "<p>a</p>" * 5_000 + '"}', "JSON in text": json.dumps({"text": whole}),
        "a prototype": f'{{"__proto__": {{"text": "x"}}, "text": "{GOOD}"}}', "a class": f'{{"__class__": "os.system", "text": "{GOOD}"}}', "escapes": '{"text": "' + "\\u0041" * 100_000 + '"}',
        "an id of another": f'{{"id": "clm:000", "text": "{GOOD}"}}', "an id that leads out": f'{{"id": "../../x", "text": "{GOOD}"}}', "an id of megabytes": f'{{"id": "{"i" * 1_000_000}", "text": "{GOOD}"}}',
    }.items():  # fmt: skip
        yield bad("JSON lines", about, ".jsonl", row, *_ANY, "too_deep")
