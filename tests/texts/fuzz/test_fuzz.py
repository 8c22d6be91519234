"""No text, however hostile, raises anything but an error of the tree, and every offset is true."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.core.errors import FileRefused
from luoshi.texts import proof_text, read_text
from tests.house import ROOT
from tests.texts.fuzz.harness import corpus, one_file, one_text
from tests.texts.fuzz.mutate import PIECES, mutated


@pytest.mark.parametrize("name", sorted(corpus()))
def test_the_corpus_holds(name: str) -> None:
    one_text(corpus()[name])
    one_file(corpus()[name].encode())


@pytest.mark.parametrize("block", range(10))
def test_texts_of_the_mutator_hold(block: int) -> None:
    for seed in range(block * 30, block * 30 + 30):
        one_text(mutated(seed))


def test_the_mutator_gives_the_same_text_for_the_same_seed() -> None:
    assert [mutated(seed) for seed in range(20)] == [mutated(seed) for seed in range(20)]
    assert len({mutated(seed) for seed in range(20)}) == 20


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=120).map("".join))
def test_pieces_of_official_language_in_any_order_hold(text: str) -> None:
    one_text(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_characters_hold(text: str) -> None:
    one_text(text)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_hold(data: bytes) -> None:
    one_file(data)


@pytest.mark.parametrize("half", ["\ud800", "要加强\udfff监测。"])
def test_half_of_a_character_is_refused_by_reading_and_by_proof(half: str) -> None:
    for act in (read_text, proof_text):
        with pytest.raises(FileRefused, match="surrogate"):
            act(half)


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not installed")
@pytest.mark.parametrize("driver", [[], ["--ours"]], ids=["atheris", "our own"])
def test_the_long_run_starts_and_ends_without_a_find(driver: list[str]) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.texts.fuzz", "--seconds", "4", *driver]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
