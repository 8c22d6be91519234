"""Any spans over any text: the elements nest, no character is lost, and each mark covers exactly its own."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from luoshi.texts.pages.marked import Rest, Tagged, Thing, paragraphs, passage
from luoshi.texts.pages.nesting import Break, Chars, Close, Mark, Open, nest
from tests.texts.pages.markup import Page

TEXTS = st.text(st.sampled_from("甲乙丙\U00020bb7a<>&\"'\n\r\t 　。"), min_size=1, max_size=30)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark[int]]]:
    text = draw(TEXTS)
    bounds = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    pairs = draw(st.lists(bounds.filter(lambda pair: pair[0] != pair[1]), max_size=8))
    return text, [Mark(min(pair), max(pair), index) for index, pair in enumerate(pairs)]


def tagged(mark: Mark[int]) -> Mark[Thing]:
    n = mark.thing
    return Mark(mark.start, mark.end, Tagged("k-figure", f"t{n}", f"r{n}", f"数据 {n}", "zh-Hans", str(n)))


CROSSING = ("abcdef", [Mark(0, 4, 0), Mark(2, 6, 1), Mark(2, 6, 2), Mark(3, 4, 3)])


@given(marked_texts(), st.sets(st.integers(0, 30)))
@example(CROSSING, {3})
def test_every_close_is_of_the_innermost_open_mark(case: tuple[str, list[Mark[int]]], breaks: set[int]) -> None:
    text, marks = case
    stack: list[Mark[int]] = []
    for token in nest(marks, len(text), breaks):
        match token:
            case Open(mark, _):
                stack.append(mark)
            case Close(mark):
                assert stack.pop() is mark
            case Break(_):
                assert not stack
    assert not stack


@given(marked_texts(), st.sets(st.integers(0, 30)))
@example(CROSSING, {3})
def test_every_character_is_given_once_under_exactly_its_marks(
    case: tuple[str, list[Mark[int]]], breaks: set[int]
) -> None:
    text, marks = case
    at, here = 0, set()
    for token in nest(marks, len(text), breaks):
        match token:
            case Open(mark, _):
                here.add(mark.thing)
            case Close(mark):
                here.remove(mark.thing)
            case Chars(start, end):
                assert start == at < end
                for place in range(start, end):
                    assert here == {mark.thing for mark in marks if mark.start <= place < mark.end}
                at = end
    assert at == len(text)


@given(marked_texts())
@example(CROSSING)
def test_only_the_first_piece_of_a_mark_is_not_continued(case: tuple[str, list[Mark[int]]]) -> None:
    text, marks = case
    opened = [token for token in nest(marks, len(text)) if isinstance(token, Open)]
    first = [token.mark.thing for token in opened if not token.continued]
    assert sorted(first) == [mark.thing for mark in marks]


def test_a_mark_inside_another_is_never_cut() -> None:
    opened = [token for token in nest([Mark(2, 4, "in"), Mark(0, 6, "out")], 6) if isinstance(token, Open)]
    assert [(token.mark.thing, token.continued) for token in opened] == [("out", False), ("in", False)]


def test_of_two_marks_on_the_same_characters_the_earlier_is_outside() -> None:
    opened = [token.mark.thing for token in nest([Mark(0, 2, "one"), Mark(0, 2, "two")], 2) if isinstance(token, Open)]
    assert opened == ["one", "two"]


def test_a_mark_that_crosses_another_is_cut_once_and_continued() -> None:
    opened = [token for token in nest([Mark(0, 4, "a"), Mark(2, 6, "b")], 6) if isinstance(token, Open)]
    assert [(token.mark.thing, token.continued) for token in opened] == [("a", False), ("b", False), ("b", True)]


@given(marked_texts())
@example(("甲\r\n乙<b>\r丙\n", [Mark(0, 6, 0), Mark(2, 9, 1)]))
def test_stripping_the_tags_of_a_text_column_gives_the_text(case: tuple[str, list[Mark[int]]]) -> None:
    text, marks = case
    page = Page(str(paragraphs(text, [Mark(0, len(text), Rest("prose")), *map(tagged, marks)])))
    assert page.root.text == text


@given(marked_texts())
def test_each_span_of_a_column_has_one_anchor_and_all_its_characters(case: tuple[str, list[Mark[int]]]) -> None:
    text, marks = case
    page = Page(str(paragraphs(text, list(map(tagged, marks)))))
    for mark in marks:
        assert len(page.find(id=f"t{mark.thing}")) == 1
        pieces = page.find("span", **{"data-r": str(mark.thing)})
        assert "".join(piece.text for piece in pieces) == text[mark.start : mark.end]


@given(marked_texts(), st.data())
def test_a_passage_is_the_characters_between_its_bounds(case: tuple[str, list[Mark[int]]], data: st.DataObject) -> None:
    text, marks = case
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert Page(str(passage(text, start, end, list(map(tagged, marks))))).root.text == text[start:end]


def test_a_carriage_return_survives_the_reader_of_html() -> None:
    assert "&#13;\n" in str(paragraphs("甲\r\n乙", []))


def test_lines_become_paragraphs_and_empty_lines_are_marked() -> None:
    page = Page(str(paragraphs("甲\n\n乙", [])))
    assert [(p.text, "blank" in p.classes) for p in page.find("p")] == [("甲\n", False), ("\n", True), ("乙", False)]
