"""What holds for every two texts: nothing is lost, nothing is said twice, the sides mirror each other."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from bench.reading.planting import plant
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.texts import compare, read_text, specimens
from luoshi.texts.editions.clauses import bare
from luoshi.texts.editions.redline import apply
from luoshi.texts.folding import fold

if TYPE_CHECKING:
    from luoshi.texts import Comparison
    from luoshi.texts.editions import Change, Side

ADVERBS = st.sampled_from(["", "全力", "大力", "稳步", "加快", "坚决", "全面", "深入", "抓紧", "积极稳妥"])
VERBS = st.sampled_from(["推进", "建设", "完善", "研究制定", "鼓励企业建设", "支持", "防止", "完成", "加快", "把"])
THINGS = st.sampled_from(
    ["用水改造", "样品库", "泵站、管网、水厂", "财政政策", "30个样板", "信用档案", "“五进”活动", "水", ""]
)
LIMITS = st.sampled_from(["", "", "年底前", "6月底前", "到2031年"])
CLAUSES = st.builds("{}{}{}{}".format, LIMITS, ADVERBS, VERBS, THINGS)
SENTENCES = st.builds(
    "{}{}。".format,
    st.sampled_from(["要", "必须", "会议强调，要", "一是", "会议指出，去年以来，", "会议决定，"]),
    st.lists(CLAUSES, min_size=1, max_size=6).map("，".join),
)
COMMUNIQUES = st.lists(st.lists(SENTENCES, min_size=1, max_size=3).map("".join), min_size=1, max_size=3).map("\n".join)
ANY = st.text(alphabet="要会议强调加快推进和、，。；：“”一二三是的等工业6.0%万元\n 着力把为了对7月日", max_size=120)
TEXTS = COMMUNIQUES | ANY | COMMUNIQUES.map(lambda text: text.replace("，", ","))
MIRRORED = {"added": "dropped", "strengthened": "weakened", "split": "merged"}
MIRROR = {**MIRRORED, **{there: here for here, there in MIRRORED.items()}}


def _compared(old: str, new: str) -> Comparison:
    return compare(read_text(old), read_text(new))


def _everything(comparison: Comparison) -> tuple[Change, ...]:
    return (*comparison.changes, *comparison.reported)


def _sides(comparison: Comparison, side: str) -> list[Side]:
    return [one for change in _everything(comparison) for one in getattr(change, side)]


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_an_edition_beside_itself_has_everything_kept(text: str) -> None:
    comparison = _compared(text, text)
    assert comparison.nothing_changed
    assert all(change.similarity == 1 for change in _everything(comparison))


@settings(max_examples=250, deadline=None)
@given(TEXTS, TEXTS)
def test_every_clause_of_either_side_is_in_exactly_one_change(old: str, new: str) -> None:
    comparison = _compared(old, new)
    kinds = {"Commitment", "Achievement", "Decision"}
    for side, reading in (("old", comparison.old), ("new", comparison.new)):
        wanted = [n for n, record in enumerate(reading.records, 1) if type(record).__name__ in kinds]
        assert sorted(one.record for one in _sides(comparison, side)) == wanted
        for one in _sides(comparison, side):
            assert one.span == reading.records[one.record - 1].span


@settings(max_examples=250, deadline=None)
@given(TEXTS, TEXTS)
def test_with_the_sides_exchanged_the_statuses_are_mirrored(old: str, new: str) -> None:
    there, back = _compared(old, new), _compared(new, old)
    assert _verdicts(there, mirrored=False) == _verdicts(back, mirrored=True)


def _verdicts(comparison: Comparison, *, mirrored: bool) -> Counter[tuple[object, ...]]:
    return Counter(
        (
            tuple(side.record for side in (change.new if mirrored else change.old)),
            tuple(side.record for side in (change.old if mirrored else change.new)),
            MIRROR.get(change.status.value, change.status.value) if mirrored else change.status.value,
            change.axis,
            change.similarity,
        )
        for change in _everything(comparison)
    )


@settings(max_examples=250, deadline=None)
@given(TEXTS, TEXTS)
def test_the_edits_of_a_change_lead_from_its_old_side_to_its_new_one(old: str, new: str) -> None:
    for change in _everything(_compared(old, new)):
        olds, news = ("".join(side.span.quote for side in sides) for sides in (change.old, change.new))
        assert "".join(edit.old.quote for edit in change.edits if edit.old) == olds
        assert "".join(edit.new.quote for edit in change.edits if edit.new) == news
        assert fold(apply(old, change.edits)).text == fold(news).text or not _one_script(olds, news)
        for edit in change.edits:
            assert edit.old is None or old[edit.old.start : edit.old.end] == edit.old.quote
            assert edit.new is None or new[edit.new.start : edit.new.end] == edit.new.quote


def _one_script(old: str, new: str) -> bool:
    """Folding looks at the neighbours of a comma between digits, so a part may fold otherwise than the whole."""
    return "," not in old + new


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_steps_quote_their_own_documents_and_strength_names_one(old: str, new: str) -> None:
    for change in _everything(_compared(old, new)):
        for step in change.steps:
            assert step.old is None or old[step.old.start : step.old.end] == step.old.quote
            assert step.new is None or new[step.new.start : step.new.end] == step.new.quote
        if change.status.value in {"strengthened", "weakened", "number-changed", "deadline-changed", "moved"}:
            assert change.axis in {step.axis for step in change.steps if step.clear}


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_style_alone_changes_no_clause(text: str) -> None:
    """The reading may find other clauses in another style; those that it finds again are kept or only moved."""
    comparison = _compared(text, text.replace("，", ","))
    for change in comparison.changes:
        pair = [bare(fold("".join(side.span.quote for side in sides)).text) for sides in (change.old, change.new)]
        if pair[0] == pair[1]:
            assert change.status.value in {"kept", "moved"}


@pytest.mark.parametrize("one", specimens(), ids=lambda one: one.name)
def test_a_specimen_beside_itself_is_kept_whole(one: object) -> None:
    text = getattr(one, "path").read_bytes().decode("utf-8")  # noqa: B009
    comparison = _compared(text, text)
    assert comparison.nothing_changed
    assert {change.status.value for change in comparison.changes} == {"kept"}


def _same(clauses: int, unit: str) -> str:
    """Clauses that differ in length alone, so that each is like each."""
    return "".join(f"会议强调，要推进{unit * (n % 97 + 2)}。\n" for n in range(clauses))


@pytest.mark.parametrize("kind", ["planted", "alike"])
def test_the_work_grows_with_the_text_and_not_with_its_square(kind: str) -> None:
    """Eight times the clauses take less than sixteen times the calls: steps are counted, not seconds."""
    sizes = (200, 1600)
    if kind == "planted":
        small, large = (_calls(plant(3, clauses).old, plant(3, clauses).new) for clauses in sizes)
    else:
        small, large = (_calls(_same(clauses, "水"), _same(clauses, "火水")) for clauses in sizes)
    assert large < 16 * small


def _calls(old: str, new: str) -> int:
    import cProfile
    import pstats

    one, other = read_text(old), read_text(new)
    profile = cProfile.Profile()
    profile.runcall(compare, one, other)
    return int(getattr(pstats.Stats(profile), "total_calls"))  # noqa: B009


def test_a_clause_without_an_end_is_compared_in_bounded_space() -> None:
    """The table of a shortest edit script over such lengths alone would take 800 MB.

    `ru_maxrss` would not do: a process begins with the peak of the one that started it.
    """
    code = (
        "from pathlib import Path\n"
        "from luoshi.texts import compare, read_text\n"
        "old = '会议强调，要推进' + '用水改造及泵站检修' * 9000 + '。'\n"
        "found = compare(read_text(old), read_text(old.replace('及', '和', 4000)))\n"
        "assert sum(found.summary.values()) == 1, found.summary\n"
        "status = Path('/proc/self/status').read_text()\n"
        "print(status.split('VmHWM:')[1].split()[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 400_000
