"""Dirty copies are found with their places, clean ones are left alone, spun text is refused where it would mislead."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from bench.reading.dirtying import DIRTIERS, halved, shuffled, spun

from luoshi.cli import main
from luoshi.core.errors import FileRefused, RegisterError
from luoshi.texts import as_json, compare, proof_text, read_text
from luoshi.texts.dirt import DIRTY, SPUN_TEXT, spinning
from luoshi.texts.dirt.stock import load_stock, stock
from luoshi.texts.folding import fold
from luoshi.texts.pages import reading_page
from luoshi.texts.pages.labels import table
from tests.texts.dirt.samples import CLEAN, SPUN, codes, ours, warnings
from tests.texts.gold import REAL

if TYPE_CHECKING:
    from pathlib import Path

REAL_TEXTS = sorted((REAL / "texts").glob("*/*.txt"))
ABSENT = "the real texts are not beside the project"


def _run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(a) for a in arguments])
    return int(left.value.code or 0)


@pytest.mark.parametrize("name", sorted(ours()))
def test_a_specimen_is_clean(name: str) -> None:
    assert codes(ours()[name]) == []


def test_an_invented_communique_is_clean_in_both_scripts() -> None:
    from opencc import OpenCC

    assert codes(CLEAN) == []
    assert codes(OpenCC("s2t").convert(CLEAN)) == []


def test_spun_text_is_found_with_what_was_meant() -> None:
    warn = warnings(SPUN)[0]
    assert warn.code == SPUN_TEXT
    meant = {place.span.quote: place.meant for place in warn.places}
    assert meant["规模之上工业"] == "规模以上工业"
    assert meant["关键中心技术攻关"] == "关键核心技术攻关"
    assert warn.count == len(warn.places)
    assert all(SPUN[p.span.start : p.span.end] == p.span.quote for p in warn.places)


def test_the_score_of_spinning_rises_with_the_words_that_were_swapped() -> None:
    text = "".join(ours().values())
    scores = [spinning(spun(text, random.Random(1), share=share)).score for share in (0, 0.1, 0.3, 0.6)]  # noqa: S311
    assert scores == sorted(scores)
    assert scores[0] == 0
    assert scores[-1] > 0.4


def test_phrases_whose_parts_changed_places_or_were_left_out_count_as_misses() -> None:
    told = spinning("要推动发展高质量，深化供给侧改革结构性，以习近平同志核心的党中央。")
    assert [miss.meant for miss in told.misses] == [
        "推动高质量发展",
        "深化供给侧结构性改革",
        "以习近平同志为核心的党中央",
    ]


def test_a_word_that_nobody_knows_gives_itself_away_inside_a_long_phrase() -> None:
    told = spinning("坚持以习近平同志为甲乙的党中央，贯彻丙丁新发展理念，规模以上戊己增长。")
    assert [miss.meant for miss in told.misses] == ["以习近平同志为核心的党中央", "规模以上工业"]


def test_synonyms_that_are_good_official_language_are_no_misses() -> None:
    assert spinning("防范化解风险，积极开展大学毕业生就业服务，推进社会经济发展。").misses == ()


def test_without_half_of_the_synonyms_the_other_half_still_counts() -> None:
    kept, taken = halved(1)
    text = "".join(ours().values())
    assert spinning(spun(text, random.Random(2), share=0.9), kept).misses  # noqa: S311
    assert not set(kept.swaps["企业"]) & set(taken.get("企业", ()))


@pytest.mark.parametrize(
    ("text", "code", "places"),
    [
        ("要加强工（gōng）业运行监测。", "injected_pinyin", ["（gōng）"]),
        ("要加强工(gong)业yè运行监测。", "injected_pinyin", ["(gong)", "yè"]),
        ("要加强工gong业运行监测。", "injected_pinyin", ["gong"]),
        ("学习贯彻党的20届3中全会精神。", "turned_numerals", ["党的20届", "3中全会"]),
        ("会议强调，1是加强监测。", "turned_numerals", ["1是"]),
        ("要进1步做好“3农”工作，做到“2个维护”。", "turned_numerals", ["进1步", "3农", "2个维护"]),
        ("利润增长六点零%，五G用户增加。", "turned_numerals", ["六点零%", "五G"]),
        ("要加强监测，，完善机制。。", "doubled_marks", ["，，", "。。"]),
        ("要加强监测，、完善机制,,好。", "doubled_marks", ["，、", ",,"]),
    ],
)
def test_damage_of_single_characters_is_found_at_its_place(text: str, code: str, places: list[str]) -> None:
    warn = next(warn for warn in warnings(text) if warn.code == code)
    assert [place.span.quote for place in warn.places] == places


@pytest.mark.parametrize(
    "text",
    [
        "AI（人工智能）、5G和6G、C919、pH值、e网通、APP上线，app也上线，X射线。",
        "第19届亚运会、2024年7月26日、3个月、1项、一是加强、增长6.0%、百分之六。",
        "省略……号——和“引号”，《书名》。（一）好。",
        "四是加强，五是完善。",
    ],
)
def test_what_only_looks_like_damage_is_left_alone(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("会议强调，要做好三件事。一是建设。三是管理。二是运营。", "3 stands before 2"),
        ("一、总体要求\n三、保障措施\n二、重点任务\n", "3 stands before 2"),
        ("二是运营。一是建设。", "the list began with a later number"),
        ("要加强监测。会议强调，要完善机制。", "its beginning comes later"),
        ("此外要加强监测。甲。乙。丙。丁。戊。己。", "nothing was said before"),
        ("甲会召开\n会议还强调，要加强监测。会议指出，形势向好。", "nothing was said before"),
        ("甲会召开\n会议指出，好。会议还研究了其他事项。会议强调，要好。", "a closing sentence"),
        (
            "会议指出好。要好。要快。要稳。会议强调好。3月8日，甲会在乙市召开，会期一天，某人主持会议。",
            "an opening sentence",
        ),
    ],
)
def test_a_broken_order_is_found(text: str, said: str) -> None:
    warn = next(warn for warn in warnings(text) if warn.code == "sentence_order")
    assert said in {place.meant for place in warn.places}


@pytest.mark.parametrize(
    "text",
    [
        "一是建设。二是运营。三是管理。会议要求，一是抓紧。二是抓实。",
        "一、总体要求\n（一）目标。\n（二）任务。\n二、措施\n（一）领导。\n（二）宣传。\n",
        "会议指出，好。会议还强调，要好。会议还研究了其他事项。",
    ],
)
def test_lists_that_begin_again_and_lists_inside_lists_are_in_order(text: str) -> None:
    assert codes(text) == []


def test_a_long_text_whose_sentences_were_shuffled_is_found_without_any_number() -> None:
    topics = ["轴承滚子", "茶叶加工", "磁性材料", "矿山索道", "食用菌", "锅炉部件", "乐器制作", "石材雕刻", "果品分选"]
    told = [
        f"{topic}的{part}由{topic}小组承担。"
        for topic in topics
        for part in ("登记", "复核", "归档", "送检", "评价", "维护")
    ]
    plain = "\n".join(told)
    assert codes(plain) == []
    mixed = shuffled(plain, random.Random(4), how="whole")  # noqa: S311
    assert codes(mixed) == ["sentence_order"]


@pytest.mark.parametrize("name", sorted(DIRTIERS))
def test_every_planted_kind_of_damage_has_a_warning_of_its_own(name: str) -> None:
    code, dirty = DIRTIERS[name]
    assert code in DIRTY
    assert f"warning.{code}" in table()
    changed = dirty("".join(ours().values()), random.Random(3))  # noqa: S311
    for warn in warnings(changed):
        assert all(changed[p.span.start : p.span.end] == p.span.quote for p in warn.places)


def test_a_reading_warns_with_count_and_places_in_json_and_on_the_page() -> None:
    reading = read_text(SPUN)
    told = next(w for w in as_json(reading)["document"]["warnings"] if w["code"] == SPUN_TEXT)
    assert told["count"] == len(told["places"]) > 5
    assert {"text": "规模之上工业", "meant": "规模以上工业"}.items() <= next(
        p for p in told["places"] if p["text"] == "规模之上工业"
    ).items()
    assert "规模之上工业（应为 规模以上工业）" in reading_page(reading, lang="zh")
    assert "规模之上工业 (should be 规模以上工业)" in reading_page(reading, lang="en")


def test_comparison_and_proof_refuse_spun_text_and_go_on_where_they_are_told_to() -> None:
    clean, bad = read_text(CLEAN), read_text(SPUN, source="copy.txt")
    for pair in ((clean, bad), (bad, clean)):
        with pytest.raises(FileRefused, match="spun text") as refused:
            compare(*pair)
        assert "copy.txt, characters " in refused.value.where
        assert "--allow-spun" in refused.value.remedy
    assert compare(clean, bad, allow_spun=True).changes
    with pytest.raises(FileRefused, match="spun text"):
        proof_text(SPUN)
    assert proof_text(SPUN, allow_spun=True).figures
    assert proof_text(CLEAN).figures


def test_the_command_line_refuses_spun_text_with_exit_code_2_and_a_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(CLEAN, "utf-8")
    bad.write_text(SPUN, "utf-8")
    for command in (("compare", good, bad), ("proof", bad)):
        assert _run(*command) == 2
        err = capsys.readouterr().err.strip().splitlines()
        assert "spun text" in err[-1]
        assert "bad.txt" in err[-1]
        assert _run(*command, "--allow-spun") in {0, 1}
        capsys.readouterr()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("phrases: 甲|乙\nswaps: {甲: 丙}\nslots: {}\n", "right"),
        ("phrases: 甲|乙\nswaps: [甲]\nslots: {}\nright: 丁\n", "mapping"),
        ("phrases: 甲|乙\nswaps: {}\nslots: {}\nright: 丁\nmore: 1\n", "more"),
    ],
)
def test_a_broken_register_of_phrases_is_refused_with_its_place(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "stock.yaml"
    path.write_text(content, "utf-8")
    with pytest.raises(RegisterError, match=said) as refused:
        load_stock(path)
    assert "stock.yaml" in refused.value.where


def test_no_phrase_of_the_register_is_a_distortion_of_another() -> None:
    for parts in stock().phrases:
        text = "".join(parts)
        assert not [miss for miss in spinning(text).misses if miss.meant != text], text


@pytest.mark.skipif(not REAL_TEXTS, reason=ABSENT)
def test_no_real_text_is_called_spun_shuffled_or_full_of_pinyin() -> None:
    told = {path.stem: codes(path.read_bytes().decode("utf-8")) for path in REAL_TEXTS[::4]}
    assert {name: found for name, found in told.items() if set(found) - {"doubled_marks"}} == {}


@pytest.mark.skipif(not REAL_TEXTS, reason=ABSENT)
def test_real_texts_that_were_spun_are_found() -> None:
    rng = random.Random(6)  # noqa: S311
    texts = [path.read_bytes().decode("utf-8") for path in REAL_TEXTS[::12] if path.stat().st_size < 25_000]
    found = [spinning(fold(spun(text, rng, share=0.25)).text).spun for text in texts]
    assert sum(found) >= 0.9 * len(found)
