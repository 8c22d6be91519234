"""The invented units, with codes outside GB/T 2260, beside the real divisions, which carry no invented fact."""

from __future__ import annotations

from luoshi.desk.accounts.divisions import load_divisions
from luoshi.desk.accounts.models import Level, Unit
from luoshi.desk.accounts.services import add_unit

__all__ = ["ROOT_CODE", "add_units"]

ROOT_CODE = "D000000"
"""The code of the root: where it stands, the demonstration was loaded."""

_UNITS = (
    ("ministry", ROOT_CODE, "工业和信息化部（演示）", "Ministry (demonstration)", Level.MINISTRY, None),
    ("lanjiang", "DLJ0000", "澜江省工业和信息化厅", "Lanjiang Department of Industry", Level.PROVINCE, "ministry"),
    ("wangxi", "DLJ0100", "望汐市工业和信息化局", "Wangxi Bureau of Industry", Level.CITY, "lanjiang"),
    ("liutan", "DLJ0101", "柳滩县工业和信息化局", "Liutan Bureau of Industry", Level.COUNTY, "wangxi"),
    ("wangxi-park", "DLJ0190", "望汐高新技术产业开发区", "Wangxi High-tech Park", Level.PARK, "wangxi"),
    ("lanchuan", "DLJE0001", "澜川船舶装备有限公司", "Lanchuan Marine Equipment", Level.ENTERPRISE, "wangxi"),
    ("chaosheng", "DLJE0002", "潮声电子材料有限公司", "Chaosheng Electronic Materials", Level.ENTERPRISE, "wangxi"),
    ("yunling", "DYL0000", "云岭省工业和信息化厅", "Yunling Department of Industry", Level.PROVINCE, "ministry"),
    ("jichuan", "DYL0100", "霁川市工业和信息化局", "Jichuan Bureau of Industry", Level.CITY, "yunling"),
    ("songping", "DYL0101", "松坪县工业和信息化局", "Songping Bureau of Industry", Level.COUNTY, "jichuan"),
    ("jichuan-park", "DYL0190", "霁川经济技术开发区", "Jichuan Development Zone", Level.PARK, "jichuan"),
    ("yunji", "DYLE0001", "云霁机床有限公司", "Yunji Machine Tools", Level.ENTERPRISE, "jichuan"),
    ("lingxiu", "DYLE0002", "岭秀纺织有限公司", "Lingxiu Textiles", Level.ENTERPRISE, "jichuan"),
)


def add_units() -> dict[str, Unit]:
    """The tree: a ministry, the two invented provinces, then the divisions of the register."""
    made: dict[str, Unit] = {}
    for key, code, name, name_en, level, above in _UNITS:
        parent = made[above] if above else None
        made[key] = add_unit(
            actor=None, code=code, name=name, name_en=name_en, level=level, parent=parent, synthetic=True
        )
    load_divisions()
    return made
