"""From bytes to characters, without losing or inventing one.

UTF-8 is tried strictly, then GB18030 (GB 18030-2022, which contains GB 2312 and GBK); UTF-16 needs its byte order
mark. A text in anything else is refused with the command that converts it: a wrong guess would turn every quotation
into nonsense without anyone noticing.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from luoshi.core.errors import FileRefused
from luoshi.texts.importing.mojibake import refuse_mojibake
from luoshi.texts.importing.plausible import CHINESE, JAPANESE, PLAUSIBLE, share

__all__ = ["Decoded", "decode"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters, and the codec whose ``decode`` gave them."""

    text: str
    encoding: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An encoding that a file could be in: Python's name, iconv's name, the characters that would prove it."""

    codec: str
    iconv: str
    wanted: frozenset[str]


_GB = _Candidate("gb18030", "GB18030", CHINESE)
_CANDIDATES = (
    _GB,
    _Candidate("cp950", "BIG5", CHINESE),
    _Candidate("big5hkscs", "BIG5-HKSCS", CHINESE),
    _Candidate("euc_jp", "EUC-JP", JAPANESE),
    _Candidate("cp932", "CP932", JAPANESE),
)
_WIDE = (_Candidate("utf-16-le", "UTF-16LE", CHINESE), _Candidate("utf-16-be", "UTF-16BE", CHINESE))
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\v\f\r")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_SAMPLE = 200_000
_NAMED = 0.5
"""The share from which an encoding other than GB18030 is named."""

_RESAVE = "save the file again as UTF-8"
_COPY_AGAIN = "copy or download the whole file again"
_DAMAGE = 0.1
"""At most this share of unreadable places among the characters is a damaged text, not another encoding."""


def decode(data: bytes, where: str, *, accept: tuple[str, ...] = ("gb18030",)) -> Decoded:
    """The text of the bytes. ``accept`` names the legacy codecs that may be used where the bytes are plausibly in them.

    Raises ``FileRefused``, naming the byte, for binary data, a truncated or damaged text, lone surrogates, mojibake
    and an encoding that is not accepted.
    """
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise FileRefused("the text is in UTF-32", where=where, remedy=_iconv("UTF-32"))
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf16(data, where)
    _refuse_controls(data, where)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, error, where)
        return _legacy(data, where, accept)
    refuse_mojibake(text, where)
    return Decoded(text, "utf-8")


def _utf16(data: bytes, where: str) -> Decoded:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        if error.reason in {"truncated data", "unexpected end of data"}:
            raise _truncated(error.start, where) from error
        raise FileRefused(f"half a character (surrogate) at byte {error.start}", where=where, remedy=_RESAVE) from error
    control = _CONTROL.search(text)
    if control:
        raise _binary(ord(control[0]), f"character {control.start()}", where)
    return Decoded(text, "utf-16")


def _refuse_controls(data: bytes, where: str) -> None:
    """Refuse bytes that no text holds. NUL bytes in every other place are UTF-16 without its mark."""
    bare = data.translate(None, _CONTROLS)
    if len(bare) == len(data):
        return
    wide = next((c for c in _WIDE if _fits_wide(data, c)), None)
    if wide:
        what = "the text is in UTF-16 without a byte order mark"
        raise FileRefused(what, where=where, remedy=_iconv(wide.iconv))
    at, value = next((i, b) for i, b in enumerate(data) if b in _CONTROLS)
    raise _binary(value, f"byte {at}", where)


def _fits_wide(data: bytes, candidate: _Candidate) -> bool:
    sample = data[: _SAMPLE & ~1]
    text = sample.decode(candidate.codec, "replace")
    return not _CONTROL.search(text) and share(text) >= PLAUSIBLE


def _refuse_damaged_utf8(data: bytes, error: UnicodeDecodeError, where: str) -> None:
    """Refuse UTF-8 that is cut off, holds surrogates, or was damaged here and there; return for anything else."""
    if error.reason == "unexpected end of data":
        raise _truncated(error.start, where) from error
    if _is_utf8_with_surrogates(data):
        what = f"half a character (surrogate) at byte {error.start}, {_line(data, error.start)}"
        raise FileRefused(what, where=where, remedy=_RESAVE) from error
    text = data.decode("utf-8", "replace")
    wide = len(text) - len(text.encode("ascii", "ignore"))
    if text.count("\ufffd") <= _DAMAGE * wide:
        what = f"the UTF-8 text is damaged at byte {error.start}, {_line(data, error.start)}"
        raise FileRefused(what, where=where, remedy=_COPY_AGAIN) from error


def _is_utf8_with_surrogates(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _legacy(data: bytes, where: str, accept: tuple[str, ...]) -> Decoded:
    """The text in the encoding that fits best, if that is one of the accepted."""
    best = max((*_CANDIDATES, *_WIDE), key=lambda candidate: _fit(data, candidate))
    if _fit(data, best) < (PLAUSIBLE if best is _GB else _NAMED):
        raise FileRefused("the text is in no known encoding", where=where, remedy=_RESAVE)
    if best.codec not in accept:
        what = f"the text looks like {best.iconv}, which is not guessed at"
        raise FileRefused(what, where=where, remedy=_iconv(best.iconv))
    try:
        return Decoded(data.decode(best.codec), best.codec)
    except UnicodeDecodeError as error:
        if error.end >= len(data):
            raise _truncated(error.start, where) from error
        what = f"the {best.iconv} text is damaged at byte {error.start}, {_line(data, error.start)}"
        raise FileRefused(what, where=where, remedy=_COPY_AGAIN) from error


def _fit(data: bytes, candidate: _Candidate) -> float:
    """The share of expected characters in a sample read in that encoding; unreadable places count against it."""
    text = data[:_SAMPLE].decode(candidate.codec, "replace")
    return 0.0 if _CONTROL.search(text) else share(text, candidate.wanted)


def _line(data: bytes, at: int) -> str:
    newline = b"\n"
    return f"line {data.count(newline, 0, at) + 1}"


def _iconv(name: str) -> str:
    return f"convert it: iconv -f {name} -t UTF-8 OLD > NEW"


def _truncated(at: int, where: str) -> FileRefused:
    return FileRefused(
        f"the text is truncated in the middle of a character, at byte {at}", where=where, remedy=_COPY_AGAIN
    )


def _binary(value: int, place: str, where: str) -> FileRefused:
    what = f"this is binary data (control character {value:#04x} at {place})"
    return FileRefused(what, where=where, remedy="give the document as text, HTML, DOCX or PDF")
