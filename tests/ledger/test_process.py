"""The fold against a model that knows nothing of it, and the process read as data."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.core.errors import UsageError
from luoshi.ledger import TRANSITIONS, UNDOABLE, Event, Kind, State, fold, steps

START = datetime(2026, 3, 2, tzinfo=UTC)

MODEL = {
    ("opened", "received"): "received",
    ("opened", "returned"): "returned",
    ("opened", "withdrawn"): "withdrawn",
    ("opened", "reassigned"): "opened",
    ("received", "reported"): "reported",
    ("received", "returned"): "returned",
    ("received", "reassigned"): "opened",
    ("returned", "reassigned"): "opened",
    ("returned", "withdrawn"): "withdrawn",
    ("reported", "closed"): "closed",
    ("reported", "sent_back"): "received",
    ("opened", "amended"): "opened",
    ("received", "amended"): "received",
    ("returned", "amended"): "returned",
    ("reported", "amended"): "reported",
}
TAKEN_BACK = {"received", "returned", "reported", "sent_back", "closed", "withdrawn"}


def events(*kinds: str) -> list[Event]:
    return [Event(n, Kind(kind), 1, 1, START + timedelta(days=n)) for n, kind in enumerate(kinds, 1)]


def modelled(kinds: list[str]) -> str | None:
    """The state by the model, None where it refuses."""
    if not kinds or kinds[0] != "opened":
        return None
    states, done = ["opened"], ["opened"]
    for kind in kinds[1:]:
        if kind == "undone":
            if done[-1] not in TAKEN_BACK:
                return None
            states.pop()
            done.append("undone")
            continue
        after = MODEL.get((states[-1], kind))
        if after is None:
            return None
        states.append(after)
        done.append(kind)
    return states[-1]


@given(st.lists(st.sampled_from([str(kind) for kind in Kind]), max_size=12), st.booleans())
def test_the_fold_is_what_the_model_says_for_any_events(kinds: list[str], begun: bool) -> None:
    kinds = ["opened", *kinds] if begun else kinds
    expected = modelled(kinds)
    if expected is None:
        with pytest.raises(UsageError):
            fold(events(*kinds))
    else:
        assert fold(events(*kinds)).state == expected


@given(st.data())
def test_whoever_follows_the_open_steps_is_never_refused(data: st.DataObject) -> None:
    kinds = ["opened"]
    for _ in range(data.draw(st.integers(0, 10))):
        now = fold(events(*kinds))
        options = sorted(steps(now.state)) + ([Kind.UNDONE] if now.undoable else [])
        if not options:
            break
        kinds.append(str(data.draw(st.sampled_from(options))))
    assert fold(events(*kinds)).sequence == len(kinds)


def test_every_state_has_its_line_in_the_table_and_the_last_two_have_no_step() -> None:
    assert set(TRANSITIONS) == set(State)
    assert {state for state, after in TRANSITIONS.items() if not after} == {State.CLOSED, State.WITHDRAWN}
    assert not UNDOABLE & {Kind.OPENED, Kind.AMENDED, Kind.REASSIGNED, Kind.UNDONE}


def test_a_report_that_was_taken_back_leaves_the_older_evidence() -> None:
    chain = events("opened", "received", "reported", "sent_back", "reported", "undone")
    assert fold(chain).evidence_at == chain[2].at
    assert fold(chain[:5]).evidence_at == chain[4].at


def test_terms_are_those_of_the_last_event_that_set_them() -> None:
    first = Event(1, Kind.OPENED, 1, 1, START, payload={"lead": 7, "due": "2026-06-30"})
    second = Event(2, Kind.AMENDED, 1, 1, START, payload={"due": "2026-07-31"})
    assert fold([first, second]).terms == {"lead": 7, "due": "2026-07-31"}


def test_a_missing_event_and_an_empty_history_are_refused_with_a_remedy() -> None:
    with pytest.raises(UsageError, match="complete and in their order"):
        fold([events("opened")[0], Event(3, Kind.RECEIVED, 1, 1, START)])
    with pytest.raises(UsageError, match="first event"):
        fold([])
