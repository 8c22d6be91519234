"""Two levels and their change in the other orders of speech.

比a增长p，达到b; 2020年a，2025年达到b，比2020年增长p; b，超过计划a的p.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from luoshi.texts.proofing.frames import frame
from luoshi.texts.proofing.growth import consequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from luoshi.texts.proofing.checks import Result
    from luoshi.texts.proofing.draft import Draft

__all__ = ["levels"]

_SAID = r"(?:了|约|近|超过|超|达)?"
_REACH = "达到|达|增至|增加到|增长到|提高到|上升到|升至|降至|减至|减少到|下降到|降到"


@cache
def _frames() -> tuple[re.Pattern[str], ...]:
    return (
        frame(
            r"(?:比|较|由|在){near16}(?:<year>|<day>)?{near16}<a:level>{gap4}(?:的基础上)?{gap4}(?P<w>{up}|{down})"
            + _SAID
            + rf"<n:change>[，、]?{{gap6}}(?:{_REACH}){{near8}}<b:level>"
        ),
        frame(
            r"<ya:year>{near20}<a:amount>{gap6}[，；]{near6}(?:<yb:year>)?{near10}"
            rf"(?:{_REACH}|为|是){{near6}}<b:amount>，(?:比|较)<yc:year>{{gap4}}(?P<w>{{up}}|{{down}})"
            + _SAID
            + r"<n:change>"
        ),
        frame(r"<b:amount>{gap6}，(?P<w>超过|超出|高于){gap12}<a:amount>的?<n:percent>"),
    )


def levels(draft: Draft) -> Iterator[Result]:
    """All checks of changes that stand before, or apart from, the level they lead to."""
    for pattern in _frames():
        for found in pattern.finditer(draft.skeleton):
            names = found.groupdict()
            a, b, n = (draft.number_at(found.start(name)) for name in "abn")
            if names.get("ya") and draft.number_at(found.start("ya")).value != draft.number_at(found.start("yc")).value:
                continue
            clause = re.split(r"[。；\n]", draft.skeleton[max(0, found.start() - 40) : found.start()])[-1]
            word = "增长" if found["w"] in {"超过", "超出", "高于"} else found["w"]
            yield from consequence(draft, (a, b), n, word, clause + found.group())
