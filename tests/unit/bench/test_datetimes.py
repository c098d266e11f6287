"""Specifications of Recognizers: cases in, spans out, and how a case is judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gates.datetimes import score_datetimes
from recount.bench.datetimes import predict
from recount.errors import InputError

CASES = [
    {
        "Input": "The ferry sails on the 18th of May 2021.",
        "Results": [{"Text": "18th of May 2021", "Resolution": {"values": [{"type": "date", "value": "2021-05-18"}]}}],
    },
    {
        "Input": "Sirens sounded on Friday.",
        "Context": {"ReferenceDateTime": "2022-04-14T00:00:00"},
        "NotSupported": "javascript, python",
        "Results": [
            {
                "Text": "friday",
                "Resolution": {
                    "values": [{"type": "date", "value": "2022-04-08"}, {"type": "date", "value": "2022-04-15"}]
                },
            }
        ],
    },
    {
        "Input": "They waited two hours.",
        "NotSupported": "dotnet, java, javascript, python",
        "Results": [{"Text": "two hours", "Resolution": {"values": [{"type": "duration", "value": "10800"}]}}],
    },
]


def test_a_case_is_right_where_one_of_its_values_is_found(tmp_path: Path) -> None:
    gold = tmp_path / "spec.json"
    gold.write_text("\ufeff" + json.dumps(CASES), encoding="utf-8")
    assert [[one.value or one.code for one in row.spans] for row in predict(gold)] == [
        ["2021-05-18"],
        ["2022-04-08"],
        ["PT2H"],
    ]
    assert score_datetimes(gold) == {"all": 2 / 3, "supported": 1.0, "unmarked": 1.0}


def test_another_file_is_refused_by_name(tmp_path: Path) -> None:
    gold = tmp_path / "other.json"
    gold.write_text('{"rows": []}', encoding="utf-8")
    with pytest.raises(InputError, match=r"other\.json"):
        list(predict(gold))
