"""Two sides that know nothing of each other: a document, a matter, a job, a token, a person, a session on each."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from luoshi.desk.accounts.models import Person, Post, SignIn
from luoshi.desk.api.scopes import Scope
from luoshi.desk.api.services import create_token
from luoshi.desk.audit.models import Change
from luoshi.desk.jobs.models import Job
from luoshi.desk.texts import child, services
from luoshi.desk.texts.models import Draft, Intake, Leaf, Series

if TYPE_CHECKING:
    from luoshi.desk.accounts.models import Unit
    from luoshi.desk.ledger.models import Matter
    from luoshi.desk.texts.models import Document
    from tests.desk.world import World

__all__ = ["ABSENT", "BATCH", "EVIL", "Side", "address", "build", "client_of", "patterns", "reading", "route_names"]

ABSENT = 987654321
BATCH = {"own": "a" * 32, "other": "b" * 32}
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'"
_UNIT_STEPS = ("add", "rename", "move", "deactivate", "reactivate")
_PLACES = {
    "own": ("province", "county", "enterprise", ""),
    "other": ("other_province", "other_city", "other_enterprise", "@other"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """What one province has."""

    key: str
    unit: Unit
    enterprise: Unit
    officer: Person
    document: Document
    matter: Matter
    job: Job
    person: Person
    post: Post
    sign_in: SignIn
    token: int
    secret: str
    series: int
    draft: int

    @property
    def values(self) -> dict[str, Any]:
        """What an address needs, by app and name of its parameter."""
        record = self.document.records.filter(kind="commitment").first()
        assert record is not None
        return {
            "texts:pk": self.document.pk,
            "texts:number": record.number,
            "texts:start": 0,
            "texts:end": 2,
            "texts:batch": BATCH[self.key],
            "texts:reopen:pk": self.matter.leaf_id,
            "texts:series-remove:pk": self.series,
            "drafts:pk": self.draft,
            "ledger:pk": self.matter.pk,
            "ledger:number": self.matter.number,
            "jobs:pk": self.job.pk,
            "accounts:pk": self.person.pk,
            "accounts:unit:pk": self.enterprise.pk,
            **{f"accounts:unit-{step}:pk": self.enterprise.pk for step in _UNIT_STEPS},
            "accounts:post": self.post.pk,
            "accounts:session-end:pk": self.sign_in.pk,
            "audit:pk": Change.objects.filter(unit=self.unit).values_list("pk", flat=True).first() or 0,
            "audit:object_type": "texts.document",
            "audit:object_id": self.document.pk,
            "audit:kind": "texts.document",
            "audit:key": self.document.pk,
            "api:pk": self.token,
            "api:document_id": self.document.pk,
            "api:record_id": record.pk,
            "api:matter_id": self.matter.pk,
            "api:batch": BATCH[self.key],
            "api:edition_id": self.document.pk,
            "api:series_id": self.series,
            "api:term": "会议",
            "api:draft_id": self.draft,
        }


@functools.cache
def reading(evil: bool = False) -> dict[str, Any]:
    """A short document as the machine reads it; once for all tests."""
    title = f"澜江省工业和信息化工作会议{EVIL if evil else ''}"
    clause = f"会议要求，要加强工业运行监测调度{EVIL if evil else ''}，推进企业数字化转型，培育先进制造业集群。"
    text = f"{title}\n2030年1月5日，全省工业和信息化工作会议在澜江召开。\n{clause}\n"
    return child.read_bytes(text.encode(), "meeting.txt")


def _side(world: World, key: str, *, evil: bool) -> Side:
    place, lead, enterprise, at = _PLACES[key]
    unit, officer = getattr(world, place), world.people[f"supervision_officer{at}"]
    said = EVIL if evil else ""
    document = services.store_reading(
        person=officer,
        unit=unit,
        original_bytes=key.encode(),
        media="text",
        reading_json=reading(evil),
        source=f"{said}meeting.txt",
    )
    first = Leaf.objects.filter(record__document=document).order_by("pk").first()
    assert first is not None, "the machine finds a commitment in the sample"
    choice = services.Choice(first, getattr(world, lead), [getattr(world, enterprise)], f"{said}按月报送")
    (matter,) = services.confirm(person=officer, unit=unit, choices=[choice])
    now = timezone.now()
    job = Job.objects.create(task="audit.verify", unit=unit, run_at=now, state="queued")
    Intake.objects.create(unit=unit, person=officer, batch=BATCH[key], name=f"{said}a.txt", state="refused", job=job)
    person = Person.objects.create(username=f"seen-{key}", name=f"{said}被查看者", password="!")  # noqa: S106
    post = Post.objects.create(person=person, unit=getattr(world, lead), role="clerk", since=date(2020, 1, 1))
    sign_in = SignIn.objects.create(person=person, session_hash=key, browser=f"{said}Browser")
    token, secret = create_token(person=officer, name="程序", scopes=list(Scope), expires_at=now + timedelta(days=9))
    series = Series.objects.create(unit=unit, name=f"{said}工作会议", by=officer)
    series.documents.add(document)
    draft = Draft.objects.create(unit=unit, owner=officer, title=f"{said}草稿", body=f"{said}共100家。")
    return Side(
        key, unit, getattr(world, enterprise), officer, document, matter, job, person, post, sign_in, token.pk, secret,
        series.pk, draft.pk,
    )  # fmt: skip


def build(world: World, *, evil: bool = False) -> dict[str, Side]:
    """Both sides in the database of the test."""
    return {key: _side(world, key, evil=evil) for key in _PLACES}


def patterns(found: Any = None, before: str = "", name: str = "") -> list[tuple[str, str, Any]]:
    """Every address of the desk: its name, its route, its view."""
    rows: list[tuple[str, str, Any]] = []
    for entry in (found or get_resolver("luoshi.desk.urls")).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            rows += patterns(entry, route, f"{name}{entry.namespace}:" if entry.namespace else name)
        else:
            rows.append((f"{name}{entry.name}", route, entry))
    return rows


def route_names() -> list[str]:
    """The names, each once."""
    return list(dict.fromkeys(name for name, _route, _entry in patterns()))


@functools.cache
def _parameters(name: str) -> list[str]:
    return next(list(entry.pattern.regex.groupindex) for found, _route, entry in patterns() if found == name)


def address(name: str, side: Side, *, absent: bool = False, **given: Any) -> str:
    """The address of a side's object, or of one that is not there."""
    app, values = name.partition(":")[0], side.values
    arguments: dict[str, Any] = {}
    for parameter in _parameters(name):
        key = f"{name}:{parameter}" if f"{name}:{parameter}" in values else f"{app}:{parameter}"
        value = given.get(parameter, values.get(key))
        assert value is not None, f"{name}: no value for {parameter}"
        arguments[parameter] = value
    if absent and arguments:
        first = next((key for key in arguments if key in {"pk", "object_id", "key"} or key.endswith("_id")), None)
        arguments[first or next(iter(arguments))] = ABSENT if first else "c" * 32
    return reverse(name, kwargs=arguments)


def client_of(person: Person, **extra: Any) -> Client:
    """A client with the session of a person."""
    client = Client(**extra)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client
