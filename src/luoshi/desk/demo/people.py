"""One invented person for each role, and two of the other province; all sign in with the same random password."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone

from luoshi.desk.accounts.models import Person
from luoshi.desk.accounts.roles import Role
from luoshi.desk.accounts.services import give_post
from luoshi.desk.audit import services as audit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from luoshi.desk.accounts.models import Unit

__all__ = ["USERNAMES", "add_people", "new_password"]

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_HELD = timedelta(days=400)
_PEOPLE: tuple[tuple[str, str, str, Role, tuple[str, ...]], ...] = (
    ("leader", "桑砚舟", "厅长", Role.LEADER, ("lanjiang",)),
    ("supervision", "庄映荷", "督查处处长", Role.SUPERVISION, ("lanjiang",)),
    ("programme", "闻溪", "装备处处长", Role.PROGRAMME, ("lanjiang",)),
    ("analyst", "岳听泉", "运行分析师", Role.ANALYST, ("lanjiang",)),
    ("statistics", "卞知秋", "统计员", Role.STATISTICS, ("lanjiang",)),
    ("auditor", "阎守正", "安全审计员", Role.AUDITOR, ("lanjiang",)),
    ("security", "柏长宁", "安全保密员", Role.SECURITY, ("lanjiang",)),
    ("administrator", "祝明远", "系统管理员", Role.ADMINISTRATOR, ("ministry",)),
    ("clerk", "池晓汀", "经办人", Role.CLERK, ("wangxi", "liutan", "wangxi-park")),
    ("filler", "童小满", "填报员", Role.FILLER, ("lanchuan",)),
    ("approver", "蓝承舟", "审核人", Role.APPROVER, ("lanchuan",)),
    ("yunling-supervision", "逄雁回", "督查处处长", Role.SUPERVISION, ("yunling",)),
    ("yunling-clerk", "盛禾", "经办人", Role.CLERK, ("jichuan", "songping")),
)
USERNAMES = tuple(person[0] for person in _PEOPLE)
"""The names of sign-in, in the order in which they are shown."""


def new_password() -> str:
    """Random, of sixty bits, without letters that look alike."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


def add_people(units: Mapping[str, Unit], password: str) -> dict[str, Person]:
    """Everybody with their posts, since more than a year. One password needs its slow hash only once."""
    made: dict[str, Person] = {}
    since = timezone.localdate() - _HELD
    validate_password(password)
    shared = make_password(password)
    for username, name, title, role, places in _PEOPLE:
        person = _add(username, name, shared)
        for place in places:
            give_post(actor=None, person=person, unit=units[place], role=role, title=title, since=since)
        made[username] = person
    return made


def _add(username: str, name: str, shared: str) -> Person:
    person = Person(username=username, name=name, password=shared, must_change_password=False)
    person.full_clean()
    person.save(force_insert=True)
    audit.record(actor=None, action="person.added", obj=person, after=audit.snapshot(person))
    return person
