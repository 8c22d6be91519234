"""``luoshi user``: people and their posts, before anybody can sign in. Passwords never stand on the command line."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from luoshi.core.errors import UsageError

__all__ = ["Step", "user"]


class Step(StrEnum):
    """What to do."""

    ADD = "add"
    LIST = "list"
    POST = "post"
    PASSWORD = "password"  # noqa: S105
    UNLOCK = "unlock"
    FACTOR = "factor"


def user(  # noqa: PLR0917
    step: Annotated[Step, typer.Argument(help="add, list, post, password, unlock or factor.", metavar="STEP")],
    username: Annotated[str, typer.Argument(help="Name of sign-in.", metavar="[USERNAME]")] = "",
    name: Annotated[str, typer.Option("--name", help="Full name (add).")] = "",
    unit: Annotated[str, typer.Option("--unit", help="Code of the unit (post).", metavar="CODE")] = "",
    role: Annotated[str, typer.Option("--role", help="Role at the unit (post).")] = "",
    title: Annotated[str, typer.Option("--title", help="Title of the post (post).")] = "",
    settings: Annotated[str | None, typer.Option("--settings", help="demo or production.", metavar="NAME")] = None,
) -> int:
    """Add and list people, give posts, set passwords, take a lock-out or a lost second factor off."""
    if step is not Step.LIST and not username:
        raise UsageError("a name of sign-in is needed", where=f"luoshi user {step}")
    from luoshi.desk import upkeep
    from luoshi.desk.start import start

    start(settings)
    match step:
        case Step.ADD:
            upkeep.add_person(username, name or username, _password())
        case Step.POST:
            upkeep.give_post(username, unit, role, title)
        case Step.PASSWORD:
            upkeep.set_password(username, _password())
        case Step.UNLOCK:
            upkeep.unlock(username)
        case Step.FACTOR:
            upkeep.reset_factor(username)
        case Step.LIST:
            for login, full, active, posts in upkeep.people():
                print("\t".join([login, full, "active" if active else "closed", " ".join(posts)]))
    return 0


def _password() -> str:
    """Asked for twice at a terminal; else the first line of standard input."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    given = sys.stdin.readline().rstrip("\r\n")
    if not given:
        raise UsageError("no password was given", where="standard input")
    return given
