"""The cycle collector is paused, and comes back."""

from __future__ import annotations

import gc

import pytest

from luoshi.core.pause import collector_paused


def test_the_collector_is_off_inside_and_on_again_after_an_error() -> None:
    seen: list[bool] = []

    def fail() -> None:
        with collector_paused():
            seen.append(gc.isenabled())
            raise ValueError("half-way")

    with pytest.raises(ValueError, match="half-way"):
        fail()
    assert (seen, gc.isenabled()) == ([False], True)


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
