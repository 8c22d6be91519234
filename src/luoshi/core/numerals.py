"""Numerals as official texts print them, read into exact decimals.

``parse_numeral`` reads digits (4000, 1,234.50, full width), digits with a multiple (3.5万亿, 1亿2000万),
Chinese numerals (一百二十万, 三点五, 二〇二四, 两, 半, 叁佰) and keeps the stated precision: 六点零 is 6.0. What
could be two numbers is refused: 三五 is as much *three to five* as *35*, and 1万2 is as much 10,002 as 12,000.
"""

from __future__ import annotations

import re
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, Inexact, InvalidOperation, Overflow

from luoshi.core.errors import UnitError

__all__ = ["EXACT", "MULTIPLES", "normalise", "parse_numeral"]

EXACT = Context(prec=400, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact, InvalidOperation, Overflow])
"""Arithmetic that never rounds: what has no exact decimal result raises instead."""

MULTIPLES = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "千万": 10**7, "百万": 10**6,
    "十万": 10**5, "万": 10**4, "千": 10**3, "百": 10**2, "十": 10,
}  # fmt: skip
"""Words that multiply a number in digits. 兆 is not among them: it is a million or a million million."""

_LONGEST = 64
_CANONICAL = str.maketrans(
    "０１２３４５６７８９．，－＋％　萬億點兩負零壹贰叁肆伍陆柒捌玖拾佰仟貳參陸○−",
    "0123456789.,-+% 万亿点两负〇一二三四五六七八九十百千二三六〇-",
)
_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")}
_ARABIC = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(" + "|".join(MULTIPLES) + ")?", re.ASCII)
_THOUSANDS = re.compile(
    r"(?:(?P<q>[一二两三四五六七八九])千)?"
    r"(?P<z1>〇)?(?:(?P<b>[一二两三四五六七八九])百)?"
    r"(?P<z2>〇)?(?:(?P<s>[一二三四五六七八九]?)(?P<ten>十))?"
    r"(?P<z3>〇)?(?P<g>[一二两三四五六七八九])?"
)


def parse_numeral(text: str) -> Decimal:
    """The exact value of a numeral, with its stated precision. Raises ``UnitError`` for anything else."""
    sign, bare = _sign(normalise(text))
    value = _arabic(bare) if bare[:1].isascii() else _chinese(bare)
    if not bare or len(bare) > _LONGEST or value is None:
        raise UnitError(
            f"“{text[:20]}” is not one number", remedy="write digits, as 12000 or 1.2万, or a full Chinese numeral"
        )
    return -value if sign else value


def normalise(text: str) -> str:
    """Digits, signs and numerals in one form: full width, capitals (壹) and traditional forms are folded."""
    return text.translate(_CANONICAL).strip()


def _sign(text: str) -> tuple[bool, str]:
    if text[:1] in {"-", "负"}:
        return True, text[1:]
    return False, text.removeprefix("+")


def _arabic(text: str) -> Decimal | None:
    """Parts in digits with falling multiples: 1亿2000万. Only a single part may go without a multiple."""
    parts = list(_ARABIC.finditer(text))
    if "".join(part[0] for part in parts) != text or (len(parts) > 1 and not all(part[3] for part in parts)):
        return None
    total, room = Decimal(0), None
    for whole, fraction, multiple in (part.groups() for part in parts):
        factor = MULTIPLES[multiple] if multiple else 1
        value = EXACT.multiply(Decimal(whole.replace(",", "") + (fraction or "")), Decimal(factor))
        if room is not None and value >= room:
            return None
        total, room = EXACT.add(total, value), factor
    return total


def _chinese(text: str) -> Decimal | None:
    """A Chinese numeral: 半, a decimal with 点 and perhaps one multiple, or a whole number."""
    if text in {"半", "一半"}:
        return Decimal("0.5")
    whole, point, rest = text.partition("点")
    if not point:
        value = _whole(text)
        return None if value is None else Decimal(value)
    digits = rest.rstrip("十百千万亿")
    multiple, left = rest[len(digits) :], _whole(whole)
    if left is None or not digits or not set(digits) <= set(_DIGITS) or (multiple and multiple not in MULTIPLES):
        return None
    number = Decimal(f"{left}.{''.join(_DIGITS[char] for char in digits)}")
    return EXACT.multiply(number, Decimal(MULTIPLES.get(multiple, 1)))


def _whole(text: str) -> int | None:
    """A whole number: by 亿, then by 万, then up to four places; or digits read off one by one (二〇二四)."""
    for mark, factor in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = text.rpartition(mark)
        if found:
            return _joined(_whole(head), factor, tail)
    if set(text) <= set(_DIGITS) and (len(text) > 2 or "〇" in text):
        return int("".join(_DIGITS[char] for char in text))
    return _thousands(text)


def _joined(head: int | None, factor: int, tail: str) -> int | None:
    """``head`` times ``factor`` and what follows it: 一万二 is 12,000, 一万〇二 is 10,002."""
    if head is None or head == 0:
        return None
    if tail in _DIGITS and tail != "〇":
        return head * factor + int(_DIGITS[tail]) * factor // 10
    rest = _whole(tail.removeprefix("〇")) if tail else 0
    return None if rest is None or rest >= factor or tail == "〇" else head * factor + rest


def _thousands(text: str) -> int | None:
    """A number below ten thousand by its places: 一千〇五十, 十五, 一百二 (= 120)."""
    match = _THOUSANDS.fullmatch(text)
    if not text or match is None or (text.endswith("〇") and text != "〇"):
        return None
    part = {name: _value(match[name]) for name in ("q", "b", "s", "g")}
    tens = (part["s"] or 1) if match["ten"] else 0
    ones = part["g"]
    if ones and not match["ten"] and not match["z3"] and not match["z2"] and not match["z1"]:
        if part["b"]:
            return part["q"] * 1000 + part["b"] * 100 + ones * 10
        if part["q"]:
            return part["q"] * 1000 + ones * 100
    return part["q"] * 1000 + part["b"] * 100 + tens * 10 + ones


def _value(char: str | None) -> int:
    return int(_DIGITS.get("二" if char == "两" else char or "〇", "0"))
