"""The desk's pages one by one, in this process: time, queries, bytes; and Django's own admin over the same matters.

Timed is everything between the request and the last byte of the answer, with every middleware, by Django's test
client. ``wall`` waits wherever the process waits; ``cpu`` counts this process alone, so it also holds on a busy
machine (an SQLite query runs inside of the process; a PostgreSQL query does not).
"""

from __future__ import annotations

import gzip
import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.test import Client

__all__ = ["Page", "admin_pages", "client_of", "desk_pages", "measure", "person_of", "set_up", "spread"]

_FRAME = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "PRAGMA")
_BACKEND = "django.contrib.auth.backends.ModelBackend"
HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Page:
    """A name, the user who asks, and the address."""

    name: str
    user: str
    address: str


def set_up() -> None:
    """Django with the desk as it is served, and the admin site beside it, which only exists here."""
    import django
    from django.urls import clear_url_caches, path

    import luoshi.desk.settings.demo as settings

    settings.INSTALLED_APPS.append("django.contrib.admin.apps.SimpleAdminConfig")
    settings.LOGGING["root"]["level"] = "CRITICAL"
    django.setup()
    from luoshi.desk import start, urls

    site = _admin_site()
    patterns: Any = urls.urlpatterns
    patterns += [path("bench-plain/", site.urls), path("bench-facets/", _admin_site("facets", facets=True).urls)]
    clear_url_caches()
    start.calm_collector()  # as the web server does


def _admin_site(name: str = "admin", *, facets: bool = False) -> Any:
    """Django's change list of matters with the columns, filters and search of ours, over the same visible rows."""
    from django.contrib import admin

    from luoshi.desk.ledger import selectors
    from luoshi.desk.ledger.models import Matter

    class Site(admin.AdminSite):
        def has_permission(self, request: Any) -> bool:
            return bool(request.user.is_authenticated)

    class Matters(admin.ModelAdmin):  # type: ignore[type-arg]
        list_display = ("number", "title", "state", "lead", "due", "programme", "evidence_at")
        list_filter = ("state", "programme", ("lead", admin.RelatedOnlyFieldListFilter))
        search_fields = ("number", "title", "quote", "measure")
        list_select_related = ("lead", "ordered_by")
        list_per_page = 50
        show_facets = admin.ShowFacets.ALWAYS if facets else admin.ShowFacets.NEVER

        def get_queryset(self, request: Any) -> Any:
            return selectors.visible_to(request.user).defer("quote")

        def has_module_permission(self, request: Any) -> bool:
            return bool(request.user)

        def has_view_permission(self, request: Any, obj: Any = None) -> bool:  # noqa: ARG002
            return bool(request.user)

        has_add_permission = has_change_permission = has_delete_permission = has_view_permission

    site = Site(name=name)
    site.register(Matter, Matters)
    return site


def person_of(username: str) -> Any:
    """The person of this name of sign-in."""
    from luoshi.desk.accounts.models import Person

    return Person.objects.get(username=username)


def client_of(person: Any) -> Client:
    """A client with a session of its own, listed like every session."""
    from django.test import Client

    client = Client(SERVER_NAME=HOST)
    client.force_login(person, backend=_BACKEND)
    return client


def desk_pages() -> list[Page]:
    """Every room, with what people ask of its lists."""
    from django.urls import reverse

    from luoshi.desk.ledger.models import Matter
    from luoshi.desk.texts.models import Document

    officer, province = "supervision", "DLJ0000"
    newest = Document.objects.filter(unit__code=province, leaves_open__gt=0).order_by("-commitments", "-id")
    document = newest.values_list("pk", flat=True)[0]
    matter = Matter.objects.filter(ordered_by__code=province, document__isnull=False).values_list("pk", flat=True)[0]
    lists = {
        "texts:documents": ("", "q=数字化", "q=数字化+第00042号", "state=open&programme=digital", "sort=title",
                            "sort=-leaves_open", "page=9999", "export=csv&rows=all"),
        "ledger:matters": ("", "q=数字化", "q=海洋装备产业", "state=received", "overdue=on", "unreceived=on",
                           "state=received&programme=digital&sort=due", "sort=lead", "sort=-title", "page=9999",
                           "export=csv&rows=all"),
        "accounts:units": ("", "q=工业"),
        "board:home": ("",),
        "board:search": ("q=数字化", "q=不存在的词"),
        "jobs:list": ("",),
    }  # fmt: skip
    found = [_page(name, officer, query) for name, queries in lists.items() for query in queries]
    found += [
        Page(f"{name} one", officer, reverse(name, args=[pk]))
        for name, pk in (
            ("texts:document", document),
            ("texts:confirm", document),
            ("ledger:matter", matter),
            ("ledger:amend", matter),
        )
    ]
    found += [_page("ledger:units", officer, "q=工业"), _page("ledger:matters", "yunling-clerk", "")]
    found += [_page("board:home", "leader", ""), _page("board:home", "volume-clerk", "")]
    found += [_page("accounts:people", "administrator", query) for query in ("", "sort=-name", "page=9999")]
    found += [_page("audit:changes", "auditor", query) for query in ("", "q=matter", "page=9999")]
    api = ("documents?size=50", "documents?q=数字化", "matters?size=50", "matters?state=received&page=20",
           "records?kind=commitment", "units?size=50")  # fmt: skip
    found += [Page(f"api/{asked}", officer, f"/api/{asked}") for asked in api]
    return [*found, Page("accounts:sign-in", "", reverse("accounts:sign-in"))]


def _page(name: str, user: str, query: str) -> Page:
    from django.urls import reverse

    asked = f" ?{query}" if query else ""
    return Page(f"{name}{asked} ({user})", user, reverse(name) + (f"?{query}" if query else ""))


def admin_pages() -> list[tuple[str, Page, Page]]:
    """Ours beside the admin's: the same rows, filter and order."""
    from django.urls import reverse

    ours = reverse("ledger:matters")
    asked = (
        ("list", "", ""),
        ("state", "state=received", "state__exact=received"),
        ("search", "q=数字化", "q=数字化"),
        ("order", "sort=due", "o=5"),
        ("last page", "page=9999", "p=LAST"),
    )
    pairs = []
    for kind in ("plain", "facets"):
        for name, mine, theirs in asked:
            page = Page(name, "supervision", f"/bench-{kind}/ledger/matter/?{theirs}")
            pairs.append((kind, Page(name, "supervision", f"{ours}?{mine}"), page))
    return pairs


def measure(page: Page, clients: Callable[[str], Client], times: int) -> dict[str, Any]:
    """A warm-up that counts queries and bytes, then ``times`` requests on the clock."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = clients(page.user)
    _ask(client, page.address)
    with CaptureQueriesContext(connection) as held:
        status, body = _ask(client, page.address)
    if status != 200:
        return {"page": page.name, "status": status}
    told = [query["sql"] for query in held.captured_queries if not query["sql"].startswith(_FRAME)]
    wall, cpu = [], []
    for _ in range(times):
        begun, used = time.perf_counter(), time.process_time()
        _ask(client, page.address)
        wall.append((time.perf_counter() - begun) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    packed = len(gzip.compress(body, 6))
    return {
        "page": page.name,
        "status": status,
        "queries": len(told),
        "kb": round(len(body) / 1000, 1),
        "gzip_kb": round(packed / 1000, 1),
        "wall_ms": spread(wall),
        "cpu_ms": spread(cpu),
    }


def _ask(client: Client, address: str) -> tuple[int, bytes]:
    answer: Any = client.get(address)
    return answer.status_code, b"".join(answer) if answer.streaming else answer.content


def spread(values: Iterable[float]) -> dict[str, float]:
    """Median, 95th percentile (the nearest rank) and the largest."""
    held: Sequence[float] = sorted(values)
    if not held:
        return {"p50": 0.0, "p95": 0.0, "max": 0.0}
    ranks = {"p50": 0.5, "p95": 0.95, "max": 1.0}
    return {name: round(held[max(0, math.ceil(part * len(held)) - 1)], 1) for name, part in ranks.items()}
