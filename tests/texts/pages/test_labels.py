"""The words of the pages are complete in each language, and no template has words of its own."""

from __future__ import annotations

import re
from importlib.resources import files
from string import Formatter

import pytest
import yaml

from luoshi.core.errors import RegisterError, UsageError
from luoshi.texts import read, specimens
from luoshi.texts.pages.board import PROGRAMMES
from luoshi.texts.pages.filters import KINDS
from luoshi.texts.pages.labels import LANGUAGES, explained, labels, table
from luoshi.texts.records import Role, Section

FOLDER = files("luoshi.texts.pages")
TEMPLATES = sorted(path.name for path in FOLDER.iterdir() if path.name.endswith(".j2"))
REMAINDERS = (
    "headline dateline lead agenda attribution connective framing assessment formula attendance heading prose blank"
)


def source(name: str) -> str:
    return FOLDER.joinpath(name).read_text("utf-8")


def places(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


@pytest.mark.parametrize("key", sorted(table()))
def test_every_label_is_written_in_every_language_with_the_same_places(key: str) -> None:
    words = table()[key]
    assert set(words) == set(LANGUAGES)
    assert len({frozenset(places(word)) for word in words.values()}) == 1


def test_english_labels_hold_no_chinese_but_the_name_of_the_banner() -> None:
    mixed = {key for key, words in table().items() if re.search(r"[\u3000-\u9fff]", words["en"])}
    assert mixed == {"synthetic.title"}


def test_chinese_labels_are_chinese() -> None:
    foreign = {key for key, words in table().items() if not re.search(r"[\u4e00-\u9fff]", words["zh"])}
    assert foreign == {"why.joint"}, "a joint is no word"


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_no_words_of_its_own(name: str) -> None:
    bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", " ", source(name), flags=re.DOTALL)
    told = re.findall(r'\s(?:title|aria-label|placeholder|alt|label|value)="([^"]*)"', bare)
    shown = re.sub(r"<[^>]*>", " ", bare)
    assert not re.search(r"[^\W\d_]", shown.replace("sha256", "")), shown.split()
    assert not [word for word in told if re.search(r"[^\W\d_]", word) and not word.startswith("d-")]


def test_the_script_and_the_style_have_no_words_of_their_own() -> None:
    assert not re.search(r"[\u4e00-\u9fff]", source("script.js") + source("style.css"))
    assert not re.search(r'(?:textContent|innerHTML|title|ariaLabel) = ["`\']', source("script.js"))


def used_keys() -> set[str]:
    code = "".join(source(path.name) for path in FOLDER.iterdir() if path.name.endswith((".j2", ".py")))
    return set(re.findall(r'\b(?:t|words)\(f?["\']([a-z_]+\.[a-z_]+)["\']', code))


def test_every_phrase_that_is_asked_for_exists() -> None:
    assert used_keys() <= set(table())


def test_every_phrase_that_exists_is_asked_for() -> None:
    groups = {
        "kind",
        "section",
        "role",
        "programme",
        "remainder",
        "genre",
        "media",
        "script",
        "polarity",
        "field",
        "warning",
        "why",
        "terminal",
    }
    composed = {"summary.acts", "summary.outcomes", "board.commitments", "board.figures", "board.people"}
    composed |= {"summary.in_records", "summary.remainders", "summary.unnamed", "summary.leaves"}
    composed |= {f"keys.{what}" for what in ("next", "previous", "filter", "help")}
    spare = {key for key in table() if key.partition(".")[0] not in groups} - used_keys() - composed
    assert spare == set()


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_every_code_of_the_contract_has_a_name(lang: str) -> None:
    words = labels(lang)
    codes = {
        "kind": KINDS,
        "section": [*Section],
        "role": [*Role],
        "programme": (*PROGRAMMES, "none"),
        "remainder": REMAINDERS.split(),
        "script": ("Hans", "Hant", "mixed"),
        "polarity": ("positive", "negative"),
    }
    nameless = [
        f"{group}.{code}" for group, known in codes.items() for code in known if f"{group}.{code}" not in words.words
    ]
    assert nameless == []


def test_programmes_are_named_as_the_lexicon_names_them() -> None:
    path = files("luoshi.data").joinpath("texts", "lexicon", "programmes.yaml")
    register = yaml.safe_load(path.read_text("utf-8"))
    assert {f"programme.{code}": entry["label"] for code, entry in register.items()} == {
        f"programme.{code}": table()[f"programme.{code}"] for code in PROGRAMMES
    }


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert labels("zh").name("programme", "space") == "space"


def test_an_unknown_phrase_is_refused() -> None:
    with pytest.raises(RegisterError, match=r"summary\.nonsense"):
        labels("zh")("summary.nonsense")


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="choose one of: zh, en"):
        labels("fr")


def test_every_rule_that_makes_a_record_of_the_specimens_is_told_in_chinese() -> None:
    rules = {record.why for one in specimens() for record in read(one.path).records}
    assert len(rules) > 10
    assert {why for why in rules if re.search(r"[a-z]{3}", explained(why, labels("zh")))} == set()
    assert {why for why in rules if explained(why, labels("en")) != why} == set()
