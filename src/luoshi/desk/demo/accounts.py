"""The accounts of a demonstration, shown once and kept in a file that only its owner reads."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from django.utils.translation import override

from luoshi.desk.accounts.models import Person
from luoshi.desk.accounts.roles import Role
from luoshi.desk.demo.people import USERNAMES

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FILE", "account_lines", "keep"]

FILE = "demo-accounts.txt"


def account_lines(lang: str) -> list[str]:
    """One line a person: name of sign-in, name, role, units."""
    people = {p.username: p for p in Person.objects.filter(username__in=USERNAMES).prefetch_related("posts__unit")}
    with override("en" if lang == "en" else "zh-hans"):
        return [_line(people[name]) for name in USERNAMES if name in people]


def _line(person: Person) -> str:
    posts = list(person.posts.all())
    roles = "、".join(dict.fromkeys(str(Role(post.role).label) for post in posts))
    return f"{person.username:<20} {person.name}  {roles}  {'、'.join(post.unit.name for post in posts)}"


def keep(home: Path, password: str) -> Path:
    """Write names and password, whole or not at all, with mode 0600."""
    path, beside = home / FILE, home / f"{FILE}.new"
    lines = [f"password {password}", "", *account_lines("zh")]
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    beside.replace(path)
    return path
