"""The quick look that spares most places of a text the search for a set hides no set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from luoshi.data import data_path
from luoshi.texts.recipients.register import bodies, load_bodies

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "请计划单列市、国务院各部委和中央和国家机关有关部门以及31个省份转告各省（区、市）及新疆生产建设兵团，各地照办。"


def test_each_way_to_name_a_set_is_found() -> None:
    found = [one.group() for one in bodies().phrase.finditer(TEXT)]
    assert found == [
        "计划单列市、国务院各部委和中央和国家机关有关部门以及31个省份",
        "各省（区、市）及新疆生产建设兵团，各地",
    ]


@pytest.mark.parametrize("written", ["[各每]部门", "\\u5404部门", ".部门"])
def test_words_that_name_more_characters_than_they_print_are_found_as_well(tmp_path: Path, written: str) -> None:
    path, shipped = tmp_path / "bodies.yaml", data_path("reference", "bodies.yaml").read_text("utf-8")
    path.write_text(shipped.replace("各部门|", f"{written}|"), "utf-8")
    assert [one.group() for one in load_bodies(path).phrase.finditer("请各部门照办")] == ["各部门"]
