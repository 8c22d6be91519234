"""Copies made dirty on purpose, whose damage is known because it was made here.

Spinning swaps words for synonyms. With the words of the lexicon the detector knows them all; so the lexicon can also
be halved by seed: one half of the synonyms spins, the detector has only the other (``halved``). Reordering and gluing
bend stock phrases without any new word. Pinyin, numerals and marks are put in at random places; sentences change
places in four ways.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from itertools import product
from typing import TYPE_CHECKING

from luoshi.texts.dirt.stock import made, stock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from luoshi.texts.dirt.stock import Stock

__all__ = [
    "DIRTIERS",
    "SHARES",
    "glued",
    "halved",
    "marks",
    "numerals",
    "pinyin",
    "reordered",
    "shuffled",
    "spun",
]

_SYLLABLES = """
    中zhōng 国guó 工gōng 业yè 经jīng 济jì 发fā 展zhǎn 会huì 议yì 企qǐ 市shì 场chǎng 科kē 技jì 创chuàng 新xīn 全quán
    面miàn 推tuī 进jìn 服fú 务wù 制zhì 度dù 政zhèng 策cè 安ān 质zhì 量liàng 建jiàn 设shè 改gǎi 革gé 开kāi 放fàng
"""
_PINYIN = {one[0]: one[1:] for one in _SYLLABLES.split()}
_PLAIN = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ", "aaaaeeeeiiiioooouuuuvvvv")
_DIGITS = dict(zip("一二三四五六七八九", "123456789", strict=True))
_TURNED = (
    (r"(?<=[。；：，\n])([一二三四五六七八九])是", lambda found: f"{_DIGITS[found[1]]}是"),
    (r"([三四五六])中全会", lambda found: f"{_DIGITS[found[1]]}中全会"),
    (r"党的(?:十九|二十)大", lambda found: "党的19大" if "九" in found[0] else "党的20大"),
    (r"([两四])个(维护|意识|自信|确立)", lambda found: f"{2 if found[1] == '两' else 4}个{found[2]}"),
    (r"进一步", lambda _: "进1步"),
    (r"一系列", lambda _: "1系列"),
    (r"一体化", lambda _: "1体化"),
    (r"“三农”", lambda _: "“3农”"),
    (r"一带一路", lambda _: "1带1路"),
    (r"5G", lambda _: "五G"),
    (r"(?<![\d.])([1-9])%", lambda found: f"{'一二三四五六七八九'[int(found[1]) - 1]}%"),
)
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]*\n*")


@cache
def halved(seed: int) -> tuple[Stock, Mapping[str, tuple[str, ...]]]:
    """The stock phrases with half of the synonyms, and the other half to spin with."""
    rng, whole = random.Random(seed), stock()  # noqa: S311
    taken = {word: tuple(one for one in others if rng.random() < 0.5) for word, others in whole.swaps.items()}
    left = {word: tuple(one for one in others if one not in taken[word]) for word, others in whole.swaps.items()}
    kept = made(whole.phrases, left, whole.slots, whole.right)
    return kept, {word: others for word, others in taken.items() if others}


def spun(text: str, rng: random.Random, *, share: float, swaps: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """A text with ``share`` of the words that can be swapped swapped, longest word first."""
    told = swaps if swaps is not None else {word: others for word, others in stock().swaps.items() if others}
    words = re.compile("|".join(sorted(map(re.escape, told), key=len, reverse=True)))
    return words.sub(lambda found: rng.choice(told[found[0]]) if rng.random() < share else found[0], text)


def _bending(bend: Callable[[list[str], random.Random], str]) -> Callable[..., str]:
    phrases = {"".join(parts): parts for parts in stock().phrases if len(parts) > 2}
    found_all = re.compile("|".join(sorted(map(re.escape, phrases), key=len, reverse=True)))

    def bent(text: str, rng: random.Random, *, share: float) -> str:
        return found_all.sub(
            lambda found: bend(list(phrases[found[0]]), rng) if rng.random() < share else found[0], text
        )

    return bent


def _exchange(parts: list[str], rng: random.Random) -> str:
    at = rng.randrange(len(parts) - 1)
    parts[at : at + 2] = parts[at + 1], parts[at]
    return "".join(parts)


def _leave_out(parts: list[str], rng: random.Random) -> str:
    del parts[rng.randrange(1, len(parts) - 1)]
    return "".join(parts)


def reordered(text: str, rng: random.Random, *, share: float) -> str:
    """Stock phrases of three parts or more with two neighbouring parts exchanged."""
    return _bending(_exchange)(text, rng, share=share)


def glued(text: str, rng: random.Random, *, share: float) -> str:
    """Stock phrases of three parts or more with an inner part left out."""
    return _bending(_leave_out)(text, rng, share=share)


def pinyin(text: str, rng: random.Random, *, count: int, form: str) -> str:
    """Syllables behind characters: ``toned`` 中（zhōng）, ``plain`` 中(zhong), ``bare`` 中zhong国."""
    places = [at + 1 for at, char in enumerate(text[:-1]) if char in _PINYIN and "\u4e00" <= text[at + 1] <= "\u9fff"]
    for at in sorted(rng.sample(places, min(count, len(places))), reverse=True):
        told = _PINYIN[text[at - 1]] if form == "toned" else _PINYIN[text[at - 1]].translate(_PLAIN)
        if form == "bare" and len(told) < 2:
            continue
        put = told if form == "bare" else f"（{told}）" if form == "toned" else f"({told})"
        text = text[:at] + put + text[at:]
    return text


def numerals(text: str, rng: random.Random, *, share: float) -> str:
    """Set phrases with numerals of the other kind."""
    for pattern, turned in _TURNED:
        text = re.sub(pattern, lambda found, t=turned: t(found) if rng.random() < share else found[0], text)  # type: ignore[misc]
    return text


def marks(text: str, rng: random.Random, *, count: int) -> str:
    """Marks of punctuation that stand twice."""
    places = [at for at, char in enumerate(text[:-1]) if char in "，。、；" and text[at + 1] not in "，。、；”"]
    for at in sorted(rng.sample(places, min(count, len(places))), reverse=True):
        text = text[: at + 1] + text[at] + text[at + 1 :]
    return text


def shuffled(text: str, rng: random.Random, *, how: str) -> str:
    """Sentences in another order: of the ``whole`` text, ``within`` paragraphs, whole ``paragraphs``, or a fifth of
    the ``neighbours`` exchanged. Line ends stay where they are."""
    if how == "paragraphs":
        lines = text.split("\n")
        rng.shuffle(lines)
        return "\n".join(lines)
    if how == "within":
        return "\n".join(shuffled(line, rng, how="whole") for line in text.split("\n"))
    told = _SENTENCE.findall(text)
    bare, tails = [one.rstrip("\n") for one in told], [one[len(one.rstrip("\n")) :] for one in told]
    if how == "whole":
        rng.shuffle(bare)
    else:
        for at in range(len(bare) - 1):
            if rng.random() < 0.2:
                bare[at : at + 2] = bare[at + 1], bare[at]
    return "".join(one + tail for one, tail in zip(bare, tails, strict=True))


def _dirtiers() -> Iterator[tuple[str, str, Dirtier]]:
    for share in SHARES:
        yield f"spun, {share:.0%} of the words", "spun_text", partial(spun, share=share)
    yield "phrases reordered, 50%", "spun_text", partial(reordered, share=0.5)
    yield "phrases glued, 50%", "spun_text", partial(glued, share=0.5)
    for form, count in product(("toned", "plain", "bare"), (1, 5)):
        yield f"pinyin, {form}, {count} syllables", "injected_pinyin", partial(pinyin, count=count, form=form)
    for share in (0.5, 1.0):
        yield f"numerals, {share:.0%} of them", "turned_numerals", partial(numerals, share=share)
    for count in (1, 5):
        yield f"marks, {count}", "doubled_marks", partial(marks, count=count)
    for how in ("whole", "within", "paragraphs", "neighbours"):
        yield f"shuffled, {how}", "sentence_order", partial(shuffled, how=how)


Dirtier = Callable[..., str]
SHARES = (0.1, 0.25, 0.5, 0.9)
DIRTIERS: Mapping[str, tuple[str, Dirtier]] = {name: (code, dirty) for name, code, dirty in _dirtiers()}
"""Each way to dirty a text by name: the warning that has to come, and the dirtier of a text and a generator."""
