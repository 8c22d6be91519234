"""Refusals of the reading room for a page: spun text is told with the words that give it away, the rest as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from luoshi.desk.ground.errors import Refused
from luoshi.desk.texts.told import told

if TYPE_CHECKING:
    from luoshi.core.errors import LuoshiError

__all__ = ["Spun", "refusal"]

_SPUN = re.compile(r"the text reads like spun text: (\d+) of (\d+) fixed phrases are reworded(?: \((.*)\))?", re.DOTALL)


class Spun(Refused):
    """A program reworded the text; what is said about its words says little, unless somebody wants it all the same."""


def refusal(fault: LuoshiError) -> Refused:
    """What the page says of a refusal of the room."""
    found = _SPUN.match(fault.what)
    if found is None:
        return Refused(told(fault.what), told(fault.remedy))
    said = _("%(n)s of %(total)s fixed phrases are not as they should be.") % {"n": found[1], "total": found[2]}
    pairs = [part.partition(" for ") for part in (found[3] or "").split(", ") if part]
    words = [_("“%(said)s” for “%(meant)s”") % {"said": a, "meant": b} if b else f"“{a}”" for a, _sep, b in pairs]
    return Spun(f"{fault.where.partition(',')[0]}: {said}" if fault.where else said, "; ".join(words))
