"""What somebody with bad intentions tries first: forged forms, foreign hosts, scripts in texts, formulas in tables."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as desk_settings
from django.test import Client

from luoshi.desk.accounts.models import Unit
from luoshi.desk.ground.middleware import POLICY
from luoshi.desk.ledger.models import Matter
from luoshi.desk.texts.models import Document
from tests.desk.scene import EVIL, address, build, client_of, route_names
from tests.desk.test_access import OPEN, TABLE
from tests.desk.world import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk.scene import Side
    from tests.desk.world import World

pytestmark = pytest.mark.django_db

POSTS = [name for name in route_names() if name in TABLE and set(TABLE[name].methods) - {"get"}]
OPEN_POSTS = ["accounts:sign-in", "ground:language"]
PAGES = [name for name in route_names() if name in TABLE and "get" in TABLE[name].methods]
FORMULAS = ("=HYPERLINK(1)", "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1")


def _person(world: World, name: str) -> Any:
    """Somebody who may open the page."""
    role = min(TABLE[name].may or TABLE[name].sees, key=lambda role: (role != "supervision_officer", role))
    return world.people[str(role)]


@pytest.mark.parametrize("name", [*POSTS, *OPEN_POSTS])
def test_a_form_from_elsewhere_changes_nothing(name: str, world: World) -> None:
    side = build(world)["own"]
    rule = TABLE.get(name)
    client = client_of(_person(world, name), enforce_csrf_checks=True) if rule else Client(enforce_csrf_checks=True)
    where = address(name, side, **(rule.given if rule else {}))
    method = next((method for method in rule.methods if method != "get"), "post") if rule else "post"
    answer = getattr(client, method)(where, "{}", content_type="application/json")
    assert answer.status_code == 403
    answer = getattr(client, method)(where, "a=1", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 403


def test_a_refused_form_says_that_nothing_was_changed(world: World) -> None:
    client = client_of(world.people["clerk"], enforce_csrf_checks=True)
    body = client.post("/accounts/sign-out/").content.decode()
    assert "没有" in body or "未" in body
    assert client.get("/accounts/profile/").status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "evil.example:80"]
)
def test_a_foreign_host_is_refused(host: str) -> None:
    answer = Client().get("/accounts/sign-in/", headers={"host": host})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()


FOREIGN = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "\thttps://evil.example/",
]


@pytest.mark.parametrize("onward", FOREIGN)
def test_neither_sign_in_nor_language_leads_to_a_foreign_address(onward: str, world: World) -> None:
    told = {"username": "clerk", "password": PASSWORD, "next": onward}
    signed = Client().post("/accounts/sign-in/", told, query_params={"next": onward})
    assert (signed.status_code, signed["Location"]) == (302, "/")
    chosen = client_of(world.people["clerk"]).post("/language/", {"language": "en", "next": onward})
    assert (chosen.status_code, chosen["Location"]) == (302, "/")


def test_sign_in_leads_on_to_a_page_of_the_desk(world: World) -> None:  # noqa: ARG001
    told = {"username": "clerk", "password": PASSWORD, "next": "/documents/?q=1"}
    assert Client().post("/accounts/sign-in/", told)["Location"] == "/documents/?q=1"


def test_sign_in_gives_the_session_a_new_key_and_sign_out_ends_it(world: World) -> None:  # noqa: ARG001
    client = Client()
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies[desk_settings.SESSION_COOKIE_NAME] = planted or ""
    client.post("/accounts/sign-in/", {"username": "clerk", "password": PASSWORD})
    key = client.cookies[desk_settings.SESSION_COOKIE_NAME].value
    assert key != planted
    thief = Client()
    thief.cookies[desk_settings.SESSION_COOKIE_NAME] = planted or ""
    assert thief.get("/accounts/profile/").status_code == 302
    client.post("/accounts/sign-out/")
    thief.cookies[desk_settings.SESSION_COOKIE_NAME] = key
    assert thief.get("/accounts/profile/").status_code == 302


def _headers(answer: Any, *, signed: bool) -> list[str]:
    wanted = {
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    wrong = [f"{name}: {answer.get(name)}" for name, value in wanted.items() if answer.get(name) != value]
    if not answer.get("Permissions-Policy") or not answer.get("X-Request-ID"):
        wrong.append("no Permissions-Policy or X-Request-ID")
    if signed and "no-store" not in answer.get("Cache-Control", ""):
        wrong.append(f"Cache-Control: {answer.get('Cache-Control')}")
    return wrong


@pytest.mark.parametrize("name", [*PAGES, *sorted(OPEN & set(route_names()))])
def test_every_page_carries_the_policies_and_no_script_of_its_own(name: str, world: World) -> None:
    rule = TABLE.get(name)
    client = client_of(_person(world, name)) if rule else Client()
    answer = client.get(address(name, build(world)["own"], **(rule.given if rule else {})))
    assert _headers(answer, signed=rule is not None) == []
    if "html" in answer.get("Content-Type", ""):
        body = answer.content.decode()
        assert re.findall(r"<script(?![^>]*\ssrc=)[^>]*>", body) == []
        assert re.findall(r"<style[\s>]", body) == []
        assert re.findall(r"<[^>]+\son[a-z]+=", re.sub(r"\"[^\"]*\"", '""', body)) == []
        assert re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", body) == []
        assert "javascript:" not in body


@pytest.mark.parametrize("status", [400, 403, 404])
def test_a_page_about_a_fault_carries_them_too(status: int, world: World) -> None:
    client = client_of(world.people["clerk"])
    where, headers = {400: ("/", {"host": "evil.example"}), 403: ("/people/", {}), 404: ("/nowhere/", {})}[status]
    answer = client.get("/accounts/people/" if status == 403 else where, headers=headers)
    assert answer.status_code == status
    assert _headers(answer, signed=False) == []


@pytest.mark.parametrize("host", ["evil.example", "testserver@evil.example"])
def test_a_foreign_host_is_refused_under_the_policies_before_it_is_led_to_https(host: str, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = Client().get("/", headers={"host": host})
    assert (answer.status_code, _headers(answer, signed=False)) == (400, [])
    assert Client().get("/").status_code == 301


def test_a_file_of_the_design_carries_them_too_and_may_be_kept(world: World) -> None:
    answer = client_of(world.people["clerk"]).get("/static/design/luoshi.css")
    assert (answer.status_code, _headers(answer, signed=False)) == (200, [])
    assert "no-store" not in answer.get("Cache-Control", "")


def _poison(world: World, side: Side) -> None:
    Document.objects.update(title=EVIL, source=EVIL)
    Matter.objects.update(title=EVIL, quote=EVIL, measure=EVIL)
    Unit.objects.update(name=EVIL, name_en=EVIL)
    for person in world.people.values():
        person.name = EVIL
        person.save()
    side.post.title = EVIL
    side.post.save()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_no_text_becomes_a_script(name: str, language: str, world: World) -> None:
    side = build(world, evil=True)["own"]
    _poison(world, side)
    client = client_of(_person(world, name))
    client.cookies[desk_settings.LANGUAGE_COOKIE_NAME] = language
    where = address(name, side, **TABLE[name].given)
    answer = client.get(where, {"q": EVIL, "next": EVIL, "sort": EVIL, "group": EVIL, "columns": EVIL})
    if "html" in answer.get("Content-Type", ""):
        body = answer.content.decode()
        assert "<script>alert" not in body
        assert "<img src=x" not in body
    else:
        assert answer.get("X-Content-Type-Options") == "nosniff"


@pytest.mark.parametrize("name", [name for name in ("texts:documents", "ledger:matters") if name in route_names()])
@pytest.mark.parametrize("formula", FORMULAS)
def test_no_text_becomes_a_formula(name: str, formula: str, world: World) -> None:
    side = build(world)["own"]
    Document.objects.update(title=formula, source=formula)
    Matter.objects.update(title=formula, measure=formula)
    Unit.objects.update(name=formula)
    client = client_of(_person(world, name))
    answer: Any = client.get(address(name, side), {"export": "csv", "rows": "all"})
    cells = [cell for row in csv.reader(io.StringIO(answer.getvalue().decode(), newline="")) for cell in row]
    shown = [cell for cell in cells if formula.strip() in cell]
    assert shown
    assert [cell for cell in shown if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


@pytest.mark.parametrize(
    "where", ["/static/../settings/base.py", "/static/%2e%2e/%2e%2e/settings/base.py", "/static//etc/passwd"]
)
def test_static_files_do_not_lead_out_of_their_folder(where: str, world: World) -> None:
    answer = client_of(world.people["clerk"]).get(where)
    assert answer.status_code == 404


_PRODUCTION = """
import io
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
call_command("check", "--deploy", "--fail-level", "WARNING")
assert not settings.DEBUG and settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE
assert settings.SESSION_COOKIE_HTTPONLY and settings.SECURE_SSL_REDIRECT and settings.SECURE_HSTS_SECONDS >= 31536000
assert settings.SESSION_COOKIE_SAMESITE == settings.CSRF_COOKIE_SAMESITE == "Lax"
print("clean")
"""


def _production(home: Path, **given: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LUOSHI_", "DJANGO_", "DATABASE_"))}
    told = {**kept, "DJANGO_SETTINGS_MODULE": "luoshi.desk.settings.production", "LUOSHI_HOME": str(home), **given}
    return subprocess.run(
        [sys.executable, "-c", _PRODUCTION], env=told, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_settings_of_an_installation_pass_the_check_for_it(tmp_path: Path) -> None:
    key = "".join(chr(33 + 7 * n % 90) for n in range(64))
    done = _production(tmp_path, LUOSHI_SECRET_KEY=key, LUOSHI_HOSTS="luoshi.example")
    assert done.stdout.strip().endswith("clean"), done.stdout + done.stderr
    assert "WARNINGS" not in done.stderr


@pytest.mark.parametrize(("key", "hosts"), [("short", "luoshi.example"), ("k" * 60, "")])
def test_an_installation_without_key_or_hosts_does_not_start(key: str, hosts: str, tmp_path: Path) -> None:
    done = _production(tmp_path, LUOSHI_SECRET_KEY=key, LUOSHI_HOSTS=hosts)
    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr
