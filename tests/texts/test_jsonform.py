"""The JSON contract."""

from __future__ import annotations

import json
from decimal import Decimal

from luoshi.texts import as_json, read_text
from luoshi.texts.jsonform import SCHEMA

TEXT = "要新增企业120家，利润增长6.0%。"


def test_the_json_survives_a_round_trip_and_names_its_schema() -> None:
    told = as_json(read_text(TEXT))
    assert json.loads(json.dumps(told, ensure_ascii=False)) == told
    assert told["schema"] == SCHEMA == "luoshi/reading@1"


def test_offsets_of_the_json_quote_the_text() -> None:
    told = as_json(read_text(TEXT))
    for one in [*told["records"], *told["remainders"]]:
        assert TEXT[one["start"] : one["end"]] == one["text"]


def test_numbers_are_numbers_and_keep_their_digits() -> None:
    values = [f["value"] for r in as_json(read_text(TEXT))["records"] for f in r["figures"]]
    assert [Decimal(str(v)) for v in values] == [Decimal(120), Decimal("6.0")]
