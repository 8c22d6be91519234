"""A span proves its quotation, a selector finds it again, and the store gives back what it was given."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from luoshi.core.errors import QuoteMismatch, StoreError, UsageError
from luoshi.core.spans import Document, DocumentStore, QuoteSelector, Span

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)
LETTERS = "工业信息化企业发展推进加强创新融合链数字绿色安全"
CHINESE = st.text(LETTERS, min_size=1, max_size=30)
WORDS = st.lists(CHINESE, min_size=3, max_size=12)
OPEN_CLAUSE = "会议要求，要加强运行监测，推动政策落实。会议强调，要加强运行监测，守住安全底线。"


@given(TEXTS, st.data())
def test_the_text_between_the_offsets_is_the_quotation(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Document(text).span(start, end)
    assert text[span.start : span.end] == span.quote == text[start:end]


@given(TEXTS, st.integers(-300, 300), st.integers(-300, 300))
def test_offsets_outside_the_text_make_no_span(text: str, start: int, end: int) -> None:
    assume(not 0 <= start < end <= len(text))
    with pytest.raises(QuoteMismatch):
        Document(text).span(start, end)


@given(TEXTS, TEXTS)
def test_a_quotation_that_is_not_there_is_refused(text: str, quote: str) -> None:
    assume(text[: len(quote)] != quote)
    with pytest.raises(QuoteMismatch, match="not the quotation"):
        Span(Document(text), 0, min(len(quote), len(text)), quote)


def test_offsets_count_code_points_and_not_bytes() -> None:
    assert Document("𠮷林工业").span(1, 2).quote == "林"


def test_documents_are_equal_by_their_characters() -> None:
    assert len({Document("甲"), Document("甲"), Document("乙")}) == 2


def test_a_document_refuses_the_hash_of_another_text() -> None:
    with pytest.raises(QuoteMismatch, match="hash"):
        Document("甲", Document("乙").sha256)


@given(st.text(LETTERS[:4] + " \n", min_size=1, max_size=120), st.data())
def test_a_selector_gives_the_same_characters_or_says_nothing(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Document(text).span(start, data.draw(st.integers(start + 1, len(text))))
    found = span.selector().locate(Document("".join(text.split())))
    assert found is None or found.quote == "".join(span.quote.split())


@given(st.permutations(LETTERS), st.data())
def test_a_quotation_that_stands_once_is_always_found(letters: list[str], data: st.DataObject) -> None:
    document = Document("".join(letters))
    start = data.draw(st.integers(0, len(letters) - 1))
    span = document.span(start, data.draw(st.integers(start + 1, len(letters))))
    assert span.selector().locate(document) == span


@given(WORDS, st.data())
def test_a_quotation_survives_a_new_copy_with_other_spaces_widths_and_boilerplate(
    words: list[str], data: st.DataObject
) -> None:
    clauses = [f"第{n}项{word}" for n, word in enumerate(words)]
    old = Document("，".join(clauses) + "。")
    at = data.draw(st.integers(0, len(clauses) - 1))
    start = old.text.index(clauses[at])
    selector = old.span(start, start + len(clauses[at])).selector()
    comma = data.draw(st.sampled_from(["，", ",", "，\n", ", ", "　，"]))
    head = data.draw(st.sampled_from(["", "来源：新华社\n\n", "【字体：大 中 小】 打印\n"]))
    spaced = [word[:2] + data.draw(st.sampled_from(["", " ", "\n", "\u3000", "\u200b"])) + word[2:] for word in clauses]
    new = Document(head + comma.join(spaced) + "。\n责任编辑：某某")
    found = selector.locate(new)
    assert found is not None
    assert found.quote == spaced[at]
    assert found.start == new.text.index(spaced[at], len(head))


def test_the_neighbourhood_tells_two_equal_clauses_apart() -> None:
    document = Document(OPEN_CLAUSE)
    second = OPEN_CLAUSE.rindex("加强运行监测")
    selector = document.span(second, second + 6).selector()
    found = selector.locate(Document("（转载）" + OPEN_CLAUSE))
    assert found is not None
    assert found.start == second + 4


def test_two_places_that_fit_equally_well_are_no_answer() -> None:
    assert QuoteSelector("加强运行监测").locate(Document(OPEN_CLAUSE)) is None


def test_a_quotation_with_another_character_is_not_found() -> None:
    document = Document("要加强运行监测")
    selector = document.span(1, 7).selector()
    assert selector.locate(Document("要加强运行检测")) is None


def test_a_quotation_of_white_space_alone_is_not_found() -> None:
    assert QuoteSelector(" \n").locate(Document("甲 乙 \n 丙")) is None


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_the_store_gives_back_every_character(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    store, document = DocumentStore(tmp_path_factory.getbasetemp() / "store"), Document(text)
    store.put(document)
    assert store.get(document.sha256).text == text
    assert document.sha256 in store


def test_storing_twice_leaves_one_file_and_no_remnant(tmp_path: Path) -> None:
    store = DocumentStore(tmp_path)
    first, again = store.put(Document("甲\r\n乙")), store.put(Document("甲\r\n乙"))
    assert first == again
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [first]


@pytest.mark.parametrize("damage", [b"\xff", "乙".encode(), b""])
def test_a_damaged_copy_is_noticed_and_mended_by_storing_again(tmp_path: Path, damage: bytes) -> None:
    store, document = DocumentStore(tmp_path), Document("甲")
    store.put(document).write_bytes(damage)
    with pytest.raises(StoreError, match="no longer"):
        store.get(document.sha256)
    store.put(document)
    assert store.get(document.sha256) == document


def test_a_write_that_fails_leaves_the_stored_text_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, document = DocumentStore(tmp_path), Document("甲")
    path = store.put(document)
    path.write_bytes(b"old")

    def full(_: Path, target: Path) -> Path:
        raise OSError(28, "no space left", str(target))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UsageError, match="no space"):
        store.put(document)
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("digest", ["", "abc", "../../etc/passwd", "G" * 64, "A" * 64])
def test_what_is_no_hash_never_becomes_a_path(tmp_path: Path, digest: str) -> None:
    with pytest.raises(StoreError, match="not a hash"):
        DocumentStore(tmp_path).get(digest)


def test_a_document_that_was_never_stored_is_missing(tmp_path: Path) -> None:
    digest = Document("甲").sha256
    assert digest not in DocumentStore(tmp_path)
    with pytest.raises(StoreError, match="is stored"):
        DocumentStore(tmp_path).get(digest)
