"""Words, files of words, and what a broken file says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from luoshi.core.errors import RegisterError
from luoshi.texts import lexicon as module
from luoshi.texts.lexicon import Finder, WordFile, Words, lexicon
from luoshi.texts.programmes import programmes

if TYPE_CHECKING:
    from pathlib import Path


def test_the_longest_word_wins_at_a_place_and_never_past_the_end() -> None:
    words = Words.of(frozenset({"抓", "抓好", "抓好落实"}))
    assert words.at("抓好落实年", 0, 5) == "抓好落实"
    assert words.at("抓好落实年", 0, 3) == "抓好"
    assert words.at("抓好落实年", 0, 1) == "抓"
    assert words.at("抓好", 2, 2) == ""


def test_words_are_found_anywhere_in_one_pass() -> None:
    finder = Finder.of(["意义重大", "挑战"])
    assert finder.within("面临挑战")
    assert not finder.within("面临机遇")


def test_every_class_of_the_shipped_lexicon_holds_words() -> None:
    lex = lexicon()
    assert all(getattr(lex, name) for name in ("verbs", "degrees", "actors", "prepositions", "negative", "stance"))


def test_a_verb_that_can_open_a_clause_is_no_adverbial_as_well() -> None:
    lex = lexicon()
    both = {w for w in lex.plain & lex.degrees if w not in lex.adverb_before_verb}
    assert both == set()


@pytest.mark.parametrize(
    ("content", "says"),
    [("[1]", "maps classes"), ("plain: ''", "maps classes"), ("other: 甲", "missing"), ("plain: '('", "no pattern")],
)
def test_a_broken_file_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, says: str
) -> None:
    (tmp_path / "words.yaml").write_text(content, "utf-8")
    monkeypatch.setattr(module, "data_path", lambda *parts: tmp_path / parts[-1])
    with pytest.raises(RegisterError, match=says) as caught:
        WordFile.load("words").pattern("plain")
    assert "words.yaml" in str(caught.value)


def test_the_twelve_programmes_have_names_in_both_languages() -> None:
    assert len(programmes()) == 12
    assert all(one.zh and one.en for one in programmes().values())
