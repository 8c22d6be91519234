"""Text that was read in the wrong encoding once, and then saved in the right one.

Such a file is valid UTF-8 and no decoder objects: 中 arrives as “ä¸­”, 工业 as “宸ヤ笟”. It is recognised by doing the
wrong step backwards: where nonsense turns into plausible Chinese, the nonsense was an accident. Text in any other
language never does that, so nothing else is refused here.
"""

from __future__ import annotations

import re

from luoshi.core.errors import FileRefused
from luoshi.texts.importing.plausible import PLAUSIBLE, share

__all__ = ["refuse_mojibake"]

_ACCIDENTS = (
    ("latin-1", "utf-8", "UTF-8 read as Latin-1"),
    ("latin-1", "gb18030", "GB18030 read as Latin-1"),
    ("gb18030", "utf-8", "UTF-8 read as GB18030"),
)
"""Codec of the wrong reading, codec of the original, what to tell."""

_SAMPLE = 20_000
_FEWEST = 6
_KEPT = 0.6
"""At least this share of the bytes must make sense when the wrong step is undone."""

_RUN = re.compile(r"[^\x00-\x7f]{3,}")
"""Accents stand alone; the wreck of a Chinese word is longer."""

_WINDOWS = {ord(char): byte for byte in range(0x80, 0xA0) if (char := bytes([byte]).decode("cp1252", "ignore"))}
"""Windows reads the bytes 80 to 9F of Latin-1 as typographic signs; this leads back (WHATWG Encoding, windows-1252)."""


def refuse_mojibake(text: str, where: str) -> None:
    """Raise ``FileRefused`` where a text is Chinese that was once read in the wrong encoding."""
    sample = text[:_SAMPLE]
    if share(sample) >= PLAUSIBLE:
        return
    for wrong, right, told in _ACCIDENTS:
        if _undone(sample, wrong, right):
            what = f"the text is garbled ({told})"
            remedy = "go back to the original file; a copy was saved after it had been read wrongly"
            raise FileRefused(what, where=where, remedy=remedy)


def _undone(sample: str, wrong: str, right: str) -> bool:
    """Whether undoing the wrong reading gives plausible Chinese, with most of the characters taking part."""
    plain = sample.translate(_WINDOWS) if wrong == "latin-1" else sample
    strange = "".join(_RUN.findall(plain))
    data = strange.encode(wrong, "ignore")
    text = "".join(c for c in data.decode(right, "ignore") if c > "\x7f")
    if len(text) < _FEWEST or len(data.decode(wrong, "ignore")) < _KEPT * len(strange):
        return False
    return len(text.encode(right)) >= _KEPT * len(data) and share(text) >= PLAUSIBLE
