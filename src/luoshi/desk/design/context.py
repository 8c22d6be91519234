"""What every template knows: navigation, language, whether the data are invented.

Everything is worked out when a template asks for it: a part of a page, or an error page, pays for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luoshi.desk.accounts.permissions import Action, may
from luoshi.desk.accounts.sessions import owed

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import Promise

__all__ = ["ACCOUNT", "NAVIGATION", "Desk", "Entry", "Link", "address", "page"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu, and the action without which it is not shown. ``alone``: for its own page, not its app."""

    url_name: str
    text: str | Promise
    icon: str
    action: Action | None = None
    keys: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as the template shows it."""

    url: str
    text: str
    icon: str
    current: bool = False
    keys: str = ""


NAVIGATION = (
    Entry("board:home", _("Board"), "board", Action.BOARD_READ, "g b", alone=True),
    Entry("texts:documents", _("Documents"), "document", Action.DOCUMENT_READ, "g d"),
    Entry("drafts:list", _("Drafts"), "draft", Action.DRAFT_READ),
    Entry("ledger:matters", _("Matters"), "matter", Action.MATTER_READ, "g m"),
    Entry("accounts:units", _("Units"), "unit", Action.UNIT_READ),
    Entry("accounts:people", _("People"), "people", Action.PERSON_READ),
    Entry("audit:changes", _("Audit log"), "log", Action.AUDIT_READ),
    Entry("jobs:list", _("Jobs"), "jobs", Action.JOB_READ),
    Entry("api:tokens", _("Tokens"), "token", Action.TOKEN_MANAGE),
)
ACCOUNT = (
    Entry("accounts:profile", _("My account"), "person"),
    Entry("accounts:sessions", _("My sessions"), "lock"),
    Entry("design:components", _("Design system"), "columns"),
)


@cache
def address(url_name: str) -> str:
    """The path of a named page; empty while no such page exists."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


class Desk:
    """The frame of a page for one request."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.user: Any = getattr(request, "user", None)

    @cached_property
    def signed_in(self) -> bool:
        """Whether somebody is signed in."""
        return bool(getattr(self.user, "is_authenticated", False))

    @cached_property
    def at_work(self) -> bool:
        """Whether somebody is signed in who owes no step before the desk: no new password, no second factor."""
        return self.signed_in and owed(self.request) is None

    @cached_property
    def navigation(self) -> list[Link]:
        """The pages that this person may open."""
        if not self.at_work:
            return []
        return self._links([entry for entry in NAVIGATION if entry.action is None or may(self.user, entry.action)])

    @cached_property
    def account(self) -> list[Link]:
        """The menu under the person's name."""
        return self._links(ACCOUNT) if self.at_work else []

    @cached_property
    def urls(self) -> dict[str, str]:
        """Addresses of the frame's own forms."""
        names = {
            "home": "board:home",
            "language": "ground:language",
            "search": "board:search",
            "sign_in": "accounts:sign-in",
            "sign_out": "accounts:sign-out",
        }
        return {key: address(name) for key, name in names.items()}

    @cached_property
    def languages(self) -> list[tuple[str, str, bool]]:
        """Code, own name, and whether it is the language of this page."""
        return [(code, name, code == self.language) for code, name in settings.LANGUAGES]

    @property
    def language(self) -> str:
        """The code of the language of this page."""
        return get_language() or settings.LANGUAGE_CODE

    @property
    def html_lang(self) -> str:
        """The language as HTML names it."""
        return "zh-Hans" if self.language.startswith("zh") else self.language

    @property
    def synthetic(self) -> bool:
        """Whether everything in this installation is invented."""
        return bool(settings.SYNTHETIC)

    def _links(self, entries: list[Entry] | tuple[Entry, ...]) -> list[Link]:
        here = self.request.resolver_match
        app = here.app_name if here else ""
        found = [(entry, address(entry.url_name)) for entry in entries]
        return [
            Link(url, str(entry.text), entry.icon, self._is_here(entry, app), entry.keys) for entry, url in found if url
        ]

    def _is_here(self, entry: Entry, app: str) -> bool:
        here = self.request.resolver_match
        if entry.url_name.partition(":")[0] != app or here is None:
            return False
        siblings = [other for other in (*NAVIGATION, *ACCOUNT) if other.url_name.startswith(f"{app}:")]
        return (len(siblings) == 1 and not entry.alone) or here.view_name == entry.url_name


def page(request: HttpRequest) -> dict[str, Any]:
    """``desk``: the frame of the page."""
    return {"desk": Desk(request)}
