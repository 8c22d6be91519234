"""What has to hold for every text: only errors of the tree, and every offset true."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from luoshi.core.errors import LuoshiError
from luoshi.texts import as_json, compare, comparison_json, proof_json, proof_text, read_text
from luoshi.texts.importing import load_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from luoshi.core.spans import Span
    from luoshi.texts import Reading

__all__ = ["corpus", "one_file", "one_text", "together"]


@cache
def corpus() -> Mapping[str, str]:
    """The inputs that are kept, by name."""
    read: dict[str, str] = yaml.safe_load(Path(__file__).with_name("corpus.yaml").read_text("utf-8"))
    return read


def one_file(data: bytes) -> None:
    """A file of any bytes is read and proved, or refused in one line with a remedy."""
    got = _or_refused(lambda: load_bytes(data, "a"))
    if got is not None:
        one_text(got.text)


def one_text(text: str) -> None:
    """Read and prove a text, and compare it with itself and with a part of itself."""
    reading = _or_refused(lambda: read_text(text))
    if reading is None:
        return
    _true(reading, text)
    proof = _or_refused(lambda: proof_text(text, allow_spun=True))
    assert proof is not None
    told = proof_json(proof)
    for one in (*told["findings"], *told["confirmed"], *told["dangling"]):
        assert text[one["start"] : one["end"]] == one["quote"]
        assert all(text[part["start"] : part["end"]] == part["quote"] for part in one.get("operands", ()))
    if together(reading, reading):
        raise AssertionError("a text differs from itself")
    half = _or_refused(lambda: read_text(text[: len(text) // 2] + "甲" + text[len(text) // 2 :]))
    if half is not None:
        together(reading, half)


def together(old: Reading, new: Reading) -> bool:
    """Compare two readings; whether a commitment changed. Every commitment is in exactly one change."""
    comparison = compare(old, new, allow_spun=True)
    told = comparison_json(comparison)
    for side, reading in (("old", old), ("new", new)):
        starts = sorted(one["start"] for change in told["changes"] for one in change[side])
        assert starts == [one.span.start for one in reading.commitments]
        spans = (one for change in told["changes"] for one in change[side])
        assert all(reading.document.text[one["start"] : one["end"]] == one["text"] for one in spans)
    return not comparison.nothing_changed


def _true(reading: Reading, text: str) -> None:
    """Every span quotes its characters, and together they touch every character of the text."""
    spans = [record.span for record in reading.records] + [rest.span for rest in reading.remainders]
    assert _covers(spans, len(text))
    told = as_json(reading)
    shown = (*told["records"], *told["remainders"], *told["sets"])
    assert all(text[one["start"] : one["end"]] == one["text"] for one in shown)
    for warn in told["document"]["warnings"]:
        assert warn["start"] is None or 0 <= warn["start"] < warn["end"] <= len(text)
        assert all(text[one["start"] : one["end"]] == one["text"] for one in warn.get("places", ()))
        assert warn.get("count", 0) >= len(warn.get("places", ()))


def _covers(spans: Iterable[Span], size: int) -> bool:
    at = 0
    for span in sorted(spans, key=lambda span: span.start):
        if span.start > at:
            return False
        at = max(at, span.end)
    return at == size


def _or_refused(act: Callable[[], Any]) -> Any:
    """What an act gives; None where it is refused with one line and a remedy."""
    try:
        return act()
    except LuoshiError as error:
        refusal = error
    assert refusal.remedy
    assert len(str(refusal).splitlines()) == 1
    return None
