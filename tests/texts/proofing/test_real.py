"""Real documents, read in place: what they imply is confirmed, and nothing in them is called impossible.

Skipped where the documents do not lie beside the project; ``bench/proof_quality.py`` publishes the same in numbers.
"""

from __future__ import annotations

from collections import Counter

import pytest
from bench.proof_quality import JUDGED

from luoshi.texts.proofing import Proof, Severity, proof_text
from tests.texts.gold import REAL

PATHS = sorted((REAL / "texts").glob("*/*.txt"))

pytestmark = pytest.mark.skipif(not PATHS, reason="no real documents beside the project (../shared/data/texts)")


@pytest.fixture(scope="module")
def proofs() -> dict[str, Proof]:
    return {path.stem: proof_text(path.read_bytes().decode("utf-8")) for path in PATHS}


def test_hundreds_of_relations_of_printed_reports_are_confirmed(proofs: dict[str, Proof]) -> None:
    held = Counter(one.code for done in proofs.values() for one in done.confirmed)
    assert held.total() - held["direction"] - held["pairing"] >= 180
    assert held["growth"] >= 40
    assert held["sum"] >= 20
    assert held["count"] >= 70


def test_no_finding_on_a_printed_report_is_a_false_alarm(proofs: dict[str, Proof]) -> None:
    found = {(name, one.span.start): one.severity for name, done in proofs.items() for one in done.findings}
    assert {place for place in found if place not in JUDGED} == set()
    assert Severity.WRONG not in found.values()
