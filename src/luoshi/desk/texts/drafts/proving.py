"""A draft with what its own numbers say: findings for the margin, relations that hold, the marked text. No query."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoshi.core.errors import LuoshiError
from luoshi.desk.ground.errors import Refused
from luoshi.desk.texts.spun import refusal
from luoshi.texts.folding import fold
from luoshi.texts.pages.marked import Tagged, Thing, paragraphs
from luoshi.texts.pages.nesting import Mark
from luoshi.texts.proofing import parse_values, proof_text
from luoshi.texts.proofing.messages import Messages, messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markupsafe import Markup

    from luoshi.desk.texts.models import Dismissal
    from luoshi.texts.proofing import Finding, Proof, Value

__all__ = [
    "KINDS",
    "LIVE",
    "MOST",
    "MOST_VALUES",
    "Found",
    "Held",
    "Proved",
    "mended",
    "prove",
    "proved_text",
    "values_of",
]

MOST, MOST_VALUES, LIVE = 300_000, 100_000, 60_000
"""Characters of a draft, of its value table, and of a draft that is proved while somebody types."""

KINDS: Mapping[str, str] = {"wrong": "bad", "doubtful": "warn", "style": "neutral"}
"""The kind of the status tag of each severity."""

_ENDS = re.compile(r"[。！？\n]")
_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """One finding as the margin shows it. ``key`` is the finding in its sentence, wherever that stands."""

    number: int
    key: str
    severity: str
    kind: str
    grade: str
    code: str
    name: str
    start: int
    end: int
    quote: str
    computed: str
    why: str
    suggestion: str
    operands: tuple[tuple[str, int, int], ...]
    dismissal: Dismissal | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A relation that holds, or a part that could not be computed, in words."""

    quote: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Proved:
    """What a page shows of a proof."""

    figures: int
    open: tuple[Found, ...]
    dismissed: tuple[Found, ...]
    confirmed: tuple[Held, ...]
    dangling: tuple[Held, ...]
    text: Markup
    lang: str
    anyway: bool = False


def values_of(table: str) -> tuple[Value, ...]:
    """The values of a table. Raises ``Refused`` with the line and what to do."""
    if not table.strip():
        return ()
    try:
        found = parse_values(table, _("value table"))
    except LuoshiError as fault:
        raise Refused(f"{fault.where}: {fault.what}", fault.remedy) from fault
    if len(found) > _ROWS:
        raise Refused(_("The value table has more than %(most)s rows.") % {"most": _ROWS}, _("Keep what is needed."))
    return found


def proved_text(body: str, values: Sequence[Value] = (), *, anyway: bool = False) -> Proof:
    """The proof of a text. Raises ``Refused`` for what the room refuses, such as spun text unless ``anyway``."""
    try:
        return proof_text(body, values, allow_spun=anyway)
    except LuoshiError as fault:
        raise refusal(fault) from fault


def prove(body: str, table: str, dismissals: Iterable[Dismissal] = (), *, anyway: bool = False) -> Proved:
    """The proof of a draft in the language of the page. Raises ``Refused``."""
    found = proved_text(body, values_of(table), anyway=anyway)
    told = messages("en" if (get_language() or "").startswith("en") else "zh")
    set_aside = {one.key: one for one in dismissals}
    everything = _found(found, told, set_aside)
    return Proved(
        figures=found.figures,
        open=tuple(one for one in everything if one.dismissal is None),
        dismissed=tuple(one for one in everything if one.dismissal is not None),
        confirmed=tuple(
            Held(one.span.quote, one.span.start, one.span.end, _relation(one.relation, one.operands, told))
            for one in found.confirmed
        ),
        dangling=tuple(Held(o.span.quote, o.span.start, o.span.end, told.open_part(o)) for o in found.dangling),
        text=paragraphs(body, _marks(everything, told)),
        lang="zh-Hant" if fold(body).script == "Hant" else "zh-Hans",
        anyway=anyway,
    )


def mended(body: str, found: Found) -> str:
    """The text with the right value put in."""
    return body[: found.start] + found.suggestion + body[found.end :]


def _found(proof: Proof, told: Messages, dismissed: Mapping[str, Dismissal]) -> list[Found]:
    seen: dict[str, int] = {}
    rows = []
    for number, one in enumerate(proof.findings, 1):
        key = _key(proof.document.text, one, seen)
        rows.append(
            Found(
                number=number,
                key=key,
                severity=one.severity.value,
                kind=KINDS[one.severity.value],
                grade=told(f"severity.{one.severity.value}"),
                code=one.code,
                name=told(f"code.{one.code}"),
                start=one.span.start,
                end=one.span.end,
                quote=one.span.quote,
                computed=one.computed,
                why=told.why(one),
                suggestion=one.suggestion if one.suggestion != one.span.quote else "",
                operands=tuple((part.span.quote, part.span.start, part.span.end) for part in one.operands),
                dismissal=dismissed.get(key),
            )
        )
    return rows


def _key(text: str, one: Finding, seen: dict[str, int]) -> str:
    """What the finding says of which sentence; equal ones of one text are counted."""
    start = max((end.end() for end in _ENDS.finditer(text, 0, one.span.start)), default=0)
    after = _ENDS.search(text, one.span.end)
    sentence = text[start : after.start() if after else len(text)].strip()
    plain = "|".join([one.code, one.stated, one.computed, sentence])
    seen[plain] = seen.get(plain, 0) + 1
    return hashlib.sha256(f"{plain}|{seen[plain]}".encode("utf-8", "surrogatepass")).hexdigest()


def _relation(relation: str, operands: Sequence[object], told: Messages) -> str:
    quotes = told("joint").join(f"“{part.span.quote}”" for part in operands[:8])  # type: ignore[attr-defined]
    return f"{told.words.get(f'relation.{relation}', relation)} {quotes}".strip()


def _marks(found: Iterable[Found], told: Messages) -> list[Mark[Thing]]:
    lang = "en" if told.lang == "en" else "zh-Hans"
    return [
        Mark(
            one.start,
            one.end,
            Tagged(
                f"f-{one.severity}{' f-aside' if one.dismissal else ''}",
                f"t{one.number}",
                f"f{one.number}",
                f"{one.number} {one.name}",
                lang,
                str(one.number),
            ),
        )
        for one in found
    ]
