"""One register of concepts: strict to load, exact in its units, helpful where an id is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from luoshi.core.concepts import ConceptType, Period, Purpose, concepts, load_concepts
from luoshi.core.errors import RegisterError, UnknownConcept

if TYPE_CHECKING:
    from pathlib import Path

STAFF = """concepts:
  staff:
    label: {zh: 从业人员, en: Persons employed}
    unit: 人
    type: count
    period: instant
    purpose: administrative
    definition: {zh: 期末人数, en: Persons at the end of the period}
"""
ASKED_BY_RULES_AND_FORMS = """industry_code staff revenue revenue_prev revenue_prev2 assets debt_ratio
    main_revenue_share main_revenue_growth rd_spend rd_spend_prev rd_staff_share new_equity_2y years_in_segment
    ip_class1 procedure output_value industrial_value_added_growth electricity_use new_orders export_delivery_value"""


def _write(folder: Path, text: str, name: str = "a.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("concept_id", ASKED_BY_RULES_AND_FORMS.split())
def test_the_register_holds_what_rules_and_forms_ask(concept_id: str) -> None:
    assert concepts().get(concept_id).id == concept_id


def test_labels_of_the_register_are_different_in_both_languages() -> None:
    register = concepts()
    assert len({c.label.zh for c in register}) == len({c.label.en for c in register}) == len(register)


def test_facts_are_kept_in_canonical_units() -> None:
    measured = [concept.unit for concept in concepts() if concept.unit is not None]
    assert len(measured) > 20
    assert [unit.name for unit in measured if unit.factor != 1 and unit.name != "年"] == []


def test_a_concept_is_read_with_all_its_parts(tmp_path: Path) -> None:
    register = load_concepts(_write(tmp_path, STAFF))
    staff = register.get("staff")
    assert (len(register), "staff" in register, "none" in register) == (1, True, False)
    assert (staff.type, staff.period, staff.purpose) == (ConceptType.COUNT, Period.INSTANT, Purpose.ADMINISTRATIVE)
    assert staff.unit is not None
    assert (staff.unit.name, staff.label.en, staff.source) == ("人", "Persons employed", None)


@pytest.mark.parametrize(
    ("wrong", "right"), [("revenu", "revenue"), ("营业收人", "revenue"), ("staf", "staff"), ("Total asset", "assets")]
)
def test_an_unknown_id_is_refused_with_the_nearest_names(wrong: str, right: str) -> None:
    with pytest.raises(UnknownConcept) as caught:
        concepts().get(wrong)
    assert caught.value.remedy.startswith(f"did you mean {right} ")


def test_an_id_like_no_other_is_answered_with_the_ids_there_are() -> None:
    with pytest.raises(UnknownConcept, match=r"it holds .*staff"):
        concepts().get("zzzzzzzz")


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ("unit: 人", "unit: 丈", 4, "no known unit"),
        ("unit: 人", "unit: 度", 4, "could be"),
        ("    unit: 人\n", "", 2, "missing"),
        ("type: count", "type: money", 4, "no unit of a money"),
        ("type: count", "type: share", 4, "no unit of a share"),
        ("type: count", "type: code", 4, "has no unit"),
        ("type: count", "type: number", 5, "quantity"),
        ("period: instant", "period: week", 6, "quarter"),
        ("purpose: administrative", "purpose: any", 7, "voluntary"),
        (", en: Persons employed", "", 3, "en"),
        ("    definition", "    definitoin", 8, "definitoin"),
        ("  staff:", "  Staff:", 2, "no id"),
        ("  staff:", "  从业人员:", 2, "no id"),
        ("concepts:", "concept:", 1, "concept"),
    ],
)
def test_a_fault_in_the_register_is_named_with_file_and_line(
    tmp_path: Path, old: str, new: str, line: int, word: str
) -> None:
    assert old in STAFF
    with pytest.raises(RegisterError, match=rf"a\.yaml:{line} .*{word}"):
        load_concepts(_write(tmp_path, STAFF.replace(old, new, 1)))


def test_the_same_id_in_two_files_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, STAFF)
    with pytest.raises(RegisterError, match=r"b\.yaml:2 .*another file"):
        load_concepts(_write(tmp_path, STAFF, "b.yaml"))


def test_an_empty_folder_is_no_register(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="no concept was found"):
        load_concepts(tmp_path)
