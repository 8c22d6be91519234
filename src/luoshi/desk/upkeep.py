"""What an administrator does from the command line: migrate, keep people, check that all is as it was written."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from luoshi.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["add_person", "faults", "give_post", "migrate", "people", "reset_factor", "set_password", "unlock"]


def migrate() -> None:
    """Bring the database up to date, and load nothing else."""
    from django.conf import settings
    from django.core.management import call_command

    settings.HOME.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=1)


def add_person(username: str, name: str, password: str) -> None:
    """A new person, who must change the password at the first sign-in."""
    from luoshi.desk.accounts.services import add_person as add

    _told(lambda: add(actor=None, username=username, name=name, password=password, must_change_password=True))


def give_post(username: str, unit: str, role: str, title: str = "") -> None:
    """A post from today on."""
    from luoshi.desk.accounts.models import Unit
    from luoshi.desk.accounts.roles import Role
    from luoshi.desk.accounts.services import give_post as give

    found = Unit.objects.filter(code=unit).first()
    if found is None:
        raise UsageError("no unit has this code", where=unit, remedy="see the page of units")
    if role not in Role.values:
        raise UsageError("no such role", where=role, remedy="one of " + ", ".join(Role.values))
    person = _person(username)
    _told(lambda: give(actor=None, person=person, unit=found, role=Role(role), title=title))


def set_password(username: str, password: str) -> None:
    """A new password, to be changed at the next sign-in; it is checked by the rules like any other."""
    from django.contrib.auth.password_validation import validate_password
    from django.db import transaction

    from luoshi.desk.audit.services import record

    person = _person(username)
    with transaction.atomic():
        _told(lambda: validate_password(password, person))
        person.set_password(password)
        person.must_change_password = True
        person.save(update_fields=["password", "must_change_password"])
        record(actor=None, action="person.password_set", obj=person, reason="command line")


def unlock(username: str) -> int:
    """Take the lock-out off; how many failures were forgotten."""
    from axes.utils import reset

    _person(username)
    return int(reset(username=username))


def reset_factor(username: str) -> None:
    """A lost second factor is taken off; a new one must be set up at the next sign-in."""
    from luoshi.desk.accounts.services import reset_factor as reset

    reset(actor=None, person=_person(username), reason="command line")


def people() -> list[tuple[str, str, bool, list[str]]]:
    """Name of sign-in, name, whether active, and the posts of everybody."""
    from luoshi.desk.accounts.models import Person

    found = Person.objects.order_by("username").prefetch_related("posts__unit")
    return [(p.username, p.name, p.is_active, [f"{x.role}@{x.unit.code}" for x in p.posts.all()]) for p in found]


def faults(*, deploy: bool) -> Iterator[tuple[str, Iterator[tuple[str, list[str]]]]]:
    """Each question with the things that it looks at, one by one: their kind, and what is wrong about each."""
    pending = _pending()
    yield "migrations", iter([("pending", pending)] if pending else [])
    if pending:
        return
    from luoshi.desk.ledger import proof as matters
    from luoshi.desk.texts import proof as texts

    yield "audit log", _chain()
    yield "matters", matters.verify()
    yield "quotations", texts.verify()
    if deploy:
        yield "security settings", iter([("warnings", found)] if (found := _deploy()) else [])


def _pending() -> list[str]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name} is not applied" for migration, _ in plan]


def _chain() -> Iterator[tuple[str, list[str]]]:
    """The log proves itself as a whole; here it is told row by row."""
    from luoshi.desk.audit.services import verify_chain

    report = verify_chain()
    told: dict[int, list[str]] = {}
    for fault in report.faults:
        told.setdefault(fault.change_id, []).append(f"change {fault.change_id}: {fault.what}")
    yield from (("changes", faults) for faults in told.values())
    yield from (("changes", list[str]()) for _ in range(report.rows - len(told)))


def _deploy() -> list[str]:
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=os.environ.copy(), capture_output=True, text=True, check=False)  # noqa: S603
    return [] if done.returncode == 0 else [line for line in done.stderr.splitlines() if line.startswith("?:")]


def _person(username: str) -> Any:
    from luoshi.desk.accounts.models import Person

    found = Person.objects.filter(username=username).first()
    if found is None:
        raise UsageError("no such person", where=username, remedy="see luoshi user list")
    return found


def _told(step: Callable[[], object]) -> None:
    """Run a step; what a service refuses becomes one line."""
    from django.core.exceptions import ValidationError
    from django.db import IntegrityError

    from luoshi.desk.ground.errors import Refused

    try:
        step()
    except ValidationError as error:
        raise UsageError(" ".join(error.messages)) from error
    except IntegrityError as error:
        raise UsageError("it exists already") from error
    except Refused as error:
        raise UsageError(error.what, remedy=error.remedy) from error
