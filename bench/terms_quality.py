"""How well are new terms found? Invented terms planted into editions, and known first uses in real reports.

Planted: an edition of invented clauses (the planter of the comparisons) and its successor with the usual edits, which
recombine old words: what they bring is no new term. Into the successor go invented terms, in one to four places each,
in frames of official style: members of lists, quotations, objects and modifiers. The edition before has the same frames
with its own words, so that the frames themselves are not new. ``recall`` is the share of them that
is found whole; ``precision_at_planted`` the share of planted ones among as many best candidates as were planted;
``precision`` the share among all candidates, which a person reads as a list. ``style``: the same edition with other
numbering and script brings nothing.

Real: terms whose first use in the reports is known; ``rank`` is where the list of that year has them (null: not found).

    python -m bench.terms_quality [--seeds 20] [--texts ../shared/data/texts] [--out bench/results/terms_quality.json]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.machine import machine, versions
from bench.reading.planting import FIELDS, plant
from luoshi.texts import read, read_text
from luoshi.texts.terms import Edition, discover, edition_of, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["main", "measure"]

ROOT = Path(__file__).resolve().parents[1]

_COINED = """
    潮汐算力 深蓝制氢 灯塔领航 云脊网络 海链工厂 柔光芯片 星野观测 碳账通兑 量子罗盘 雾航导引 冰原储能 蜂巢物流
    智鳞船体 归港夜市 微澜电站 银帆养老 稻浪传感 熔盐储热 盲盒质检 光纤织物 晶格涂层 水云数仓 拾贝行动 鲸群调度
    """
COINED = tuple(_COINED.split())
FRAMES = (
    "培育{}企业",
    "建设{}中心",
    "支持{}产业",
    "加快发展{}",
    "推广{}",
    "开展“{}”试点",
    "布局{}示范区",
    "完善{}标准",
    "发展海运、{}、渔业等产业",
    "推动渔业、{}融合",
)
KNOWN = {
    "2015": ("工业互联网", "中国制造2025"),
    "2021": ("量子信息",),
    "2022": ("专精特新",),
    "2024": ("低空经济", "新质生产力", "商业航天", "生物制造", "氢能"),
    "2025": ("内卷", "具身智能", "6G"),
}
CLAUSES, PLANTED = 120, 8


def main(arguments: list[str] | None = None) -> int:
    """Measure and write the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--texts", type=Path, default=ROOT.parent / "shared" / "data" / "texts")
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "results" / "terms_quality.json")
    options = parser.parse_args(arguments)
    result = {
        "date": date.today().isoformat(),  # noqa: DTZ011
        "machine": machine(),
        "versions": versions("luoshi"),
        "planted": measure(range(options.seeds)),
        "real": _real(options.texts / "gwr-national"),
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", "utf-8")
    print(json.dumps({key: result[key] for key in ("planted", "real")}, ensure_ascii=False, indent=2))
    return 0


def measure(seeds: Iterable[int]) -> dict[str, Any]:
    """Precision and recall over planted editions, and what style alone brings."""
    planted = found = best = listed = 0
    missed: list[str] = []
    for seed in seeds:
        old, new, terms = _editions(seed)
        names = [one.term for one in discover([old], [new])]
        planted += len(terms)
        listed += len(names)
        found += len(terms & set(names))
        best += len(terms & set(names[: len(terms)]))
        missed += sorted(terms - set(names))
    return {
        "planted": planted,
        "found": found,
        "candidates": listed,
        "recall": round(found / planted, 4),
        "precision": round(found / listed, 4),
        "precision_at_planted": round(best / planted, 4),
        "missed": missed[:20],
        "style": _style(),
    }


def _editions(seed: int) -> tuple[Edition, Edition, set[str]]:
    draw = random.Random(seed)  # noqa: S311
    one = plant(seed, CLAUSES, share=0.4)
    terms = draw.sample(COINED, PLANTED)
    clauses = [frame.format(term) for term in terms for frame in draw.sample(FRAMES, draw.choice((1, 2, 2, 3, 4)))]
    plain = [frame.format(field) for frame in FRAMES for field in draw.sample(FIELDS, 3)]
    texts = (one.old + _sentences(draw, plain), one.new + _sentences(draw, plain + clauses))
    return _edition("old", texts[0]), _edition("new", texts[1]), set(terms)


def _sentences(draw: random.Random, clauses: Sequence[str]) -> str:
    mixed = draw.sample(clauses, len(clauses))
    return "".join(f"\n要{'，'.join(mixed[at : at + 4])}。\n" for at in range(0, len(mixed), 4))


def _edition(name: str, text: str) -> Edition:
    return Edition(name, None, read_text(text))


def _style() -> dict[str, int]:
    """What numbering, punctuation and script alone bring."""
    found = 0
    for style in ("numbered", "ascii", "traditional"):
        one = plant(3, CLAUSES, style=style)
        found += len(discover([_edition("old", one.old)], [_edition("new", one.new)]))
    return {"found": found}


def _real(folder: Path) -> dict[str, Any] | None:
    """Ranks of known new terms among the candidates of their year; None without the texts."""
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        return None
    editions = in_order([edition_of(read(path)) for path in paths])
    years = {}
    for year, terms in KNOWN.items():
        at = next(n for n, edition in enumerate(editions) if edition.year == year)
        years[year] = _ranks(editions, at, terms)
    ranks = [rank for told in years.values() for rank in told["rank"].values()]
    return {"known": len(ranks), "found": sum(rank is not None for rank in ranks), "years": years}


def _ranks(editions: Sequence[Edition], at: int, terms: Sequence[str]) -> dict[str, Any]:
    before = time.process_time()
    names = [one.term for one in discover(editions[:at], editions[at : at + 1])]
    seconds = round(time.process_time() - before, 2)
    rank = {term: names.index(term) + 1 if term in names else None for term in terms}
    return {"editions_before": at, "candidates": len(names), "seconds": seconds, "rank": rank}


if __name__ == "__main__":
    sys.exit(main())
