"""Named programmes and mechanisms."""

from __future__ import annotations

import pytest

from luoshi.texts import read_text


@pytest.mark.parametrize(
    ("clause", "wanted"),
    [
        ("要实施“5G+工业互联网”提档工程。", ("“5G+工业互联网”提档工程",)),
        ("要抓好产业链强基专项行动实施。", ("产业链强基专项行动",)),
        ("要完善梯度培育体系、服务体系。", ("梯度培育体系", "服务体系")),
        ("要健全渔船动态监测和救助机制。", ("渔船动态监测和救助机制",)),
        ("要构建布局合理、运行高效的冷链运输体系。", ("冷链运输体系",)),
        ("要对老旧船舶推行“先检后航”。", ("“先检后航”",)),
        ("要创新体制机制。", ()),
        ("要发挥机制作用。", ()),
        ("要实施积极的财政政策。", ()),
        ("要落实《工业数据分级办法》。", ("《工业数据分级办法》",)),
        ("要统一思想和行动。", ()),
        ("要推行“综合查一次”制度。", ("“综合查一次”制度",)),
    ],
)
def test_names_count_and_generic_words_do_not(clause: str, wanted: tuple[str, ...]) -> None:
    (commitment,) = read_text(clause).commitments
    assert commitment.instruments == wanted
