"""Every address × every role × here and elsewhere, against one table. An address that the table lacks is a failure."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.test import Client

from luoshi.desk.accounts.roles import Role
from luoshi.desk.jobs.selectors import visible_to as jobs_visible_to
from tests.desk.scene import Side, address, build, client_of, patterns, route_names

if TYPE_CHECKING:
    from tests.desk.world import World

pytestmark = pytest.mark.django_db

OPEN = {
    "accounts:sign-in",
    "ground:favicon",
    "ground:health",
    "ground:robots",
    "ground:language",
    "api:openapi-json",
    "api:api-root",
}
"""What anybody may open. The operations of the API are not here: they answer 401 themselves."""

R = Role
ALL = frozenset(Role)
WORKING = frozenset({R.LEADER, R.SUPERVISION, R.PROGRAMME, R.ANALYST, R.CLERK, R.STATISTICS})
OFFICERS = frozenset({R.SUPERVISION, R.PROGRAMME})
ADDING = OFFICERS | {R.ANALYST}
ENTERPRISE = frozenset({R.FILLER, R.APPROVER})
READING = WORKING | ENTERPRISE | {R.AUDITOR}
PERSONNEL = frozenset({R.LEADER, R.AUDITOR, R.SECURITY, R.ADMINISTRATOR})
JOBS = frozenset({R.LEADER, R.SUPERVISION, R.PROGRAMME, R.ANALYST, R.STATISTICS, R.ADMINISTRATOR})
WRITING = ADDING | {R.STATISTICS}
DRAFTING = WRITING | {R.LEADER}
"""Drafts are the province's own; the clerk of the scene writes elsewhere."""
CARRYING = frozenset({R.CLERK})
"""The lead unit of each matter of the scene is the clerk's; enterprises assist."""


@dataclass(frozen=True)
class Rule:
    """Who may, who only sees (403), for whom it is not there (404), and how it is asked."""

    may: frozenset[Role]
    sees: frozenset[Role] = frozenset()
    everywhere: frozenset[Role] = frozenset()  # these roles see it at the other side too
    methods: tuple[str, ...] = ("get",)
    data: dict[str, Any] = field(default_factory=dict)
    given: dict[str, Any] = field(default_factory=dict)


def _post(may: frozenset[Role], sees: frozenset[Role] = frozenset(), **data: Any) -> Rule:
    return Rule(may, sees, methods=("post",), data=data)


def _json(method: str, may: frozenset[Role], sees: frozenset[Role], **data: Any) -> Rule:
    return Rule(may, sees, methods=(method,), data={**data, "json": True})


BOTH = ("get", "post")
ADMINISTRATORS = frozenset({R.ADMINISTRATOR})
UNIT_STEP = Rule(ADMINISTRATORS, ALL, ALL - ENTERPRISE - ADMINISTRATORS, methods=("post",))
TABLE: dict[str, Rule] = {
    "board:home": Rule(ALL),
    "board:search": Rule(ALL),
    "texts:documents": Rule(READING),
    "texts:compare": Rule(READING),
    "texts:compare-ask": _post(READING),
    "texts:series": Rule(READING),
    "texts:terms": Rule(READING),
    "texts:series-save": _post(ADDING),
    "texts:series-remove": _post(ADDING, READING),
    "drafts:list": Rule(DRAFTING | CARRYING),
    "drafts:new": Rule(WRITING | CARRYING, methods=BOTH),
    "drafts:draft": Rule(DRAFTING),
    "drafts:proof": _post(DRAFTING),
    "drafts:file": _post(WRITING, DRAFTING),
    "drafts:restore": _post(WRITING, DRAFTING, to="1"),
    "drafts:findings": Rule(DRAFTING),
    "texts:upload": Rule(ADDING, methods=BOTH),
    "ledger:units": Rule(OFFICERS),
    "texts:batch": Rule(frozenset({R.SUPERVISION})),
    "texts:document": Rule(READING),
    "texts:original": Rule(READING),
    "texts:reading-json": Rule(READING),
    "texts:span": Rule(READING),
    "texts:correct": Rule(ADDING, READING, methods=BOTH),
    "texts:restore": _post(ADDING, READING, reason="测试", version="1"),
    "texts:confirm": Rule(OFFICERS, READING, methods=BOTH),
    "texts:reopen": _post(OFFICERS, READING, reason="测试"),
    "ledger:matters": Rule(READING),
    "ledger:matter": Rule(READING),
    "ledger:amend": Rule(OFFICERS, READING, methods=BOTH, data={"reason": "测试", "version": "1"}),
    "ledger:step": Rule(CARRYING, READING, methods=("post",), data={"version": "1"}, given={"kind": "received"}),
    "ledger:many": _post(READING, step="receive"),
    "accounts:sign-out": _post(ALL),
    "accounts:password": Rule(ALL, methods=BOTH),
    "accounts:profile": Rule(ALL, methods=BOTH),
    "accounts:sessions": Rule(ALL),
    "accounts:sessions-end-others": _post(ALL),
    "accounts:session-end": _post(frozenset({R.SECURITY})),
    "accounts:second-factor": Rule(ALL, methods=BOTH),
    "accounts:second-factor-set-up": Rule(ALL, methods=BOTH),
    "accounts:second-factor-off": Rule(ALL, methods=BOTH),
    "accounts:recovery-codes": Rule(ALL, methods=BOTH),
    "accounts:units": Rule(ALL),
    "accounts:unit-suggestions": Rule(ALL),
    "accounts:unit": Rule(ALL, everywhere=ALL - ENTERPRISE),
    "accounts:unit-add": UNIT_STEP,
    "accounts:unit-rename": UNIT_STEP,
    "accounts:unit-move": UNIT_STEP,
    "accounts:unit-deactivate": UNIT_STEP,
    "accounts:unit-reactivate": UNIT_STEP,
    "accounts:people": Rule(PERSONNEL),
    "accounts:person": Rule(PERSONNEL),
    "accounts:person-add": Rule(ADMINISTRATORS, methods=BOTH),
    "accounts:person-rename": _post(ADMINISTRATORS, PERSONNEL),
    "accounts:person-deactivate": _post(ADMINISTRATORS, PERSONNEL),
    "accounts:person-reactivate": _post(ADMINISTRATORS, PERSONNEL),
    "accounts:person-factor": _post(ADMINISTRATORS | {R.SECURITY}, PERSONNEL),
    "accounts:person-post": _post(ADMINISTRATORS, PERSONNEL),
    "accounts:post-end": _post(frozenset({R.ADMINISTRATOR}), PERSONNEL, reason="测试"),
    "accounts:person-password": _post(ADMINISTRATORS, PERSONNEL),
    "accounts:why": Rule(ALL),
    "audit:changes": Rule(frozenset({R.AUDITOR})),
    "audit:change": Rule(frozenset({R.AUDITOR})),
    "audit:as-of": Rule(frozenset({R.AUDITOR})),
    "jobs:list": Rule(ALL),
    "jobs:job": Rule(JOBS),
    "jobs:part": Rule(JOBS),
    "jobs:cancel": _post(OFFICERS | {R.ADMINISTRATOR}, JOBS),
    "jobs:retry": _post(OFFICERS | {R.ADMINISTRATOR}, JOBS),
    "design:components": Rule(ALL),
    "api:documentation": Rule(ALL),
    "api:tokens": Rule(WORKING, methods=BOTH),
    "api:revoke-token": _post(frozenset({R.SUPERVISION})),
    "api:list_documents": Rule(ALL),
    "api:list_records": Rule(ALL),
    "api:search_texts": Rule(ALL),
    "api:list_matters": Rule(ALL),
    "api:list_units": Rule(ALL),
    "api:read_batch": Rule(frozenset({R.SUPERVISION})),
    "api:read_document": Rule(READING),
    "api:read_reading": Rule(READING),
    "api:read_record": Rule(READING),
    "api:read_matter": Rule(READING),
    "api:compare_documents": Rule(READING),
    "api:read_themes": Rule(READING),
    "api:list_series": Rule(ALL),
    "api:read_term": Rule(ALL, everywhere=ALL),
    "api:read_new_terms": Rule(READING),
    "api:read_series": Rule(READING - CARRYING - ENTERPRISE),
    "api:prove_text": _json("post", DRAFTING | {R.CLERK}, ALL, text="共100家。"),
    "api:list_drafts": Rule(ALL),
    "api:begin_draft": _json("post", WRITING, ALL, unit="unit", title="草稿"),
    "api:read_draft": Rule(DRAFTING),
    "api:edit_draft": _json("patch", WRITING, DRAFTING, version=1, title="草稿"),
    "api:prove_draft": Rule(DRAFTING),
    "api:add_document": _json("post", ADDING, ALL, text="一", name="a.txt", unit="unit"),
    "api:open_matters": _json("post", OFFICERS, READING, unit="unit", leaves="leaves"),
    "api:correct_record": _json("patch", ADDING, READING, version=1, changes={"programme": "x"}, reason="测试"),
    "api:amend_matter": _json("patch", OFFICERS, READING, version=1, reason="测试", measure="按周报送"),
    "api:receive_matter": _json("post", CARRYING, READING, version=1),
    "api:report_matter": _json("post", CARRYING, READING, version=1, reason="测试"),
    "api:return_matter": _json("post", CARRYING, READING, version=1, reason="测试"),
    "api:close_matter": _json("post", OFFICERS, READING, version=1, reason="测试"),
    "api:send_back_matter": _json("post", OFFICERS, READING, version=1, reason="测试"),
    "api:undo_matter": _json("post", frozenset(), READING, version=1, reason="测试"),
    "api:withdraw_matter": _json("post", OFFICERS, READING, version=1, reason="测试"),
}
DONE = {"get": {200}, "post": {200, 201, 202, 302, 409, 422}, "patch": {200, 409, 422}}
AWAY = {"accounts:second-factor-set-up", "accounts:second-factor-off", "accounts:recovery-codes", "board:home"}
"""Pages that may send a person on to another page instead."""


def _asked(client: Client, method: str, where: str, rule: Rule, side: Side) -> int:
    """The answer, with nothing kept of what it did."""
    data = dict(rule.data)
    with transaction.atomic():
        if data.pop("json", False):
            if "leaves" in data:
                leaf = (
                    side.document.records.exclude(leaves=None).values_list("leaves", flat=True).order_by("-leaves")[0]
                )
                data["leaves"] = [{"leaf": leaf, "lead": side.enterprise.pk}]
            data.update({"unit": side.unit.pk} if "unit" in data else {})
            answer = getattr(client, method)(where, json.dumps(data), content_type="application/json")
        else:
            answer = getattr(client, method)(where, data)
        transaction.set_rollback(True)
    return int(answer.status_code)


@dataclass(frozen=True)
class Place:
    """One address at one side, the one beside it where nothing is, and whether the side matters at all."""

    key: str
    side: Side
    where: str
    nowhere: str
    bound: bool


def _places(name: str, rule: Rule, sides: dict[str, Side]) -> list[Place]:
    """Both sides; one where the other would be the very same question."""
    found = []
    for key, side in sides.items():
        where, nowhere = (address(name, side, absent=absent, **rule.given) for absent in (False, True))
        found.append(Place(key, side, where, nowhere, where != nowhere or "unit" in rule.data))
    return [place for place in found if place.key == "own" or place.bound]


def _wrong(name: str, rule: Rule, role: Role, places: list[Place], world: World) -> list[str]:
    """What differs from the table for one role: at its own side and at the other."""
    found: list[str] = []
    gone: dict[str, int] = {}
    client = client_of(world.people[str(role)])
    cookies = copy.deepcopy(client.cookies)
    for place in places:
        key, bound = place.key, place.bound
        here = key == "own" or role in rule.everywhere or not bound
        for method in rule.methods:
            client.cookies = copy.deepcopy(cookies)
            status = _asked(client, method, place.where, rule, place.side)
            if here and role in rule.may:
                right = status in DONE[method] | ({302} if name in AWAY else set())
            elif here and role in rule.sees:
                right = status in ({403, 404} if rule.data.get("unit") else {403})
            else:
                right = status in ({403, 404} if bound else {403})
                if bound and "unit" not in rule.data:
                    if method not in gone:
                        client.cookies = copy.deepcopy(cookies)
                        gone[method] = _asked(client, method, place.nowhere, rule, place.side)
                    right = right and status == gone[method]
            if not right:
                found.append(f"{role} {method} {key}: {status}")
    return found


def _strangers(name: str, rule: Rule, side: Side) -> list[str]:
    wanted = 401 if _operation(name) else 302
    statuses = {m: _asked(Client(), m, address(name, side, **rule.given), rule, side) for m in rule.methods}
    return [f"stranger {method}: {status}" for method, status in statuses.items() if status != wanted]


def _operation(name: str) -> bool:
    return name.startswith("api:") and "_" in name


def test_every_address_is_in_the_table() -> None:
    assert sorted(set(route_names()) - set(TABLE) - OPEN) == []


def test_what_is_open_is_in_the_table_and_nothing_else() -> None:
    public = {name for name, _route, entry in patterns() if getattr(entry.callback, "public", False)}
    assert sorted(name for name in public - OPEN if not _operation(name)) == []


@pytest.mark.parametrize("name", [name for name in route_names() if name in TABLE])
def test_each_role_comes_in_where_the_table_says_and_nowhere_else(name: str, world: World) -> None:
    sides, rule = build(world), TABLE[name]
    places = _places(name, rule, sides)
    wrong = _strangers(name, rule, sides["own"])
    for role in Role:
        wrong += _wrong(name, rule, role, places, world)
    assert wrong == []


@pytest.mark.parametrize("name", sorted(OPEN - {"ground:language", "ground:health"}))
def test_a_stranger_may_open_what_is_open(name: str, world: World) -> None:
    assert Client().get(address(name, build(world)["own"])).status_code in {200, 302, 404}


LISTS = {"texts:documents": READING, "ledger:matters": READING, "accounts:people": PERSONNEL, "audit:changes": None}


def _marks(side: Side) -> list[str]:
    """What only a page that shows the side's things can hold."""
    return [f"/documents/{side.document.pk}/", f"/matters/{side.matter.pk}/", f"/people/{side.person.pk}/"]


@pytest.mark.parametrize("role", list(Role))
def test_no_list_and_no_search_shows_what_is_not_visible(role: Role, world: World) -> None:
    sides = build(world)
    client = client_of(world.people[str(role)])
    names = [name for name in route_names() if name in {*LISTS, "jobs:list", "board:home", "board:search"}]
    for name in names:
        body = client.get(address(name, sides["own"]), {"q": "会议", "text": "会议"}, follow=True).content.decode()
        shown = [mark for mark in [*_marks(sides["other"]), f"/jobs/{sides['other'].job.pk}/"] if mark in body]
        assert shown == [], name


@pytest.mark.parametrize("role", sorted(READING))
def test_an_export_holds_what_is_visible_and_counts_agree(role: Role, world: World) -> None:
    sides = build(world)
    client = client_of(world.people[str(role)])
    for name in [name for name in ("texts:documents", "ledger:matters") if name in route_names()]:
        answer: Any = client.get(address(name, sides["own"]), {"export": "csv", "rows": "all"})
        rows = [row for row in answer.getvalue().decode().splitlines() if "澜江省" in row or "云岭省" in row]
        if name == "texts:documents":
            assert len([row for row in rows if sides["own"].document.title in row]) == 1, rows
        assert [row for row in rows if "云岭省" in row] == []


@pytest.mark.parametrize("role", list(Role))
def test_the_api_counts_only_what_is_visible(role: Role, world: World) -> None:
    build(world)
    client = client_of(world.people[str(role)])
    expected = 1 if role in READING else 0
    assert client.get("/api/documents").json()["total"] == expected
    assert client.get("/api/matters").json()["total"] == expected
    units = {row["code"] for row in client.get("/api/units").json()["items"]}
    assert ("T92A0001" in units) == (role not in ENTERPRISE)


@pytest.mark.parametrize("role", list(Role))
def test_a_job_of_the_other_side_is_in_nobodys_list(role: Role, world: World) -> None:
    sides = build(world)
    seen = jobs_visible_to(world.people[str(role)])
    assert sides["other"].job not in seen
    assert (sides["own"].job in seen) == (role in JOBS)


@pytest.mark.parametrize(
    "where", ["/api/documents", "/api/records", "/api/matters", "/api/units", "/api/documents/1/reading"]
)
def test_an_operation_tells_a_stranger_nothing(where: str) -> None:
    answer = Client().get(where)
    assert answer.status_code == 401
    assert set(answer.json()) >= {"what", "remedy", "request_id"}
