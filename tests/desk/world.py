"""The small world in which the desk is tested: a few units of every level, and one person for each role, twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.hashers import make_password

from luoshi.desk.accounts.models import Level, Lineage, Person, Post, Unit
from luoshi.desk.accounts.roles import Role

__all__ = ["PASSWORD", "World", "build"]

PASSWORD = "lan-jiang-2031-liu"  # noqa: S105
SINCE = date(2020, 1, 1)


@dataclass
class World:
    """Units by attribute, people by role ("clerk") and by role elsewhere ("clerk@other")."""

    ministry: Unit
    bureau: Unit
    province: Unit
    division: Unit
    city: Unit
    county: Unit
    park: Unit
    enterprise: Unit
    other_province: Unit
    other_city: Unit
    other_enterprise: Unit
    people: dict[str, Person] = field(default_factory=dict)


_UNITS = (
    ("ministry", "T000000", "测试部", Level.MINISTRY, ""),
    ("bureau", "T000000-01", "测试部运行局", Level.OFFICE, "ministry"),
    ("province", "T100000", "澜江省工信厅", Level.PROVINCE, "ministry"),
    ("division", "T100000-01", "澜江省工信厅督查处", Level.OFFICE, "province"),
    ("city", "T110000", "沧屿市工信局", Level.CITY, "province"),
    ("county", "T110100", "望溪县工信局", Level.COUNTY, "city"),
    ("park", "T110900", "沧屿高新区", Level.PARK, "city"),
    ("enterprise", "T91A0001", "沧屿精工有限公司", Level.ENTERPRISE, "city"),
    ("other_province", "T200000", "云岭省工信厅", Level.PROVINCE, "ministry"),
    ("other_city", "T210000", "云岭市工信局", Level.CITY, "other_province"),
    ("other_enterprise", "T92A0001", "云岭机械有限公司", Level.ENTERPRISE, "other_city"),
)
_PLACES = {
    Role.CLERK: ("county", "other_city"),
    Role.FILLER: ("enterprise", "other_enterprise"),
    Role.APPROVER: ("enterprise", "other_enterprise"),
}


def _units() -> dict[str, Unit]:
    made: dict[str, Unit] = {}
    chains: dict[str, list[Unit]] = {}
    rows: list[Lineage] = []
    for key, code, name, level, above in _UNITS:
        made[key] = Unit.objects.create(code=code, name=name, level=level, parent=made.get(above), synthetic=True)
        chains[key] = [made[key], *chains.get(above, [])]
        rows += [Lineage(ancestor=up, unit=made[key], distance=far) for far, up in enumerate(chains[key])]
    Lineage.objects.bulk_create(rows)
    return made


def build() -> World:
    """Make the world in the database of the test."""
    units = _units()
    world = World(**units, people={})
    password = make_password(PASSWORD)
    for role in Role:
        places = _PLACES.get(role, ("province", "other_province"))
        for key, place in zip((f"{role}", f"{role}@other"), places, strict=True):
            person = Person.objects.create(
                username=key, name=f"测试{role.value}{'乙' if '@' in key else '甲'}", password=password
            )
            Post.objects.create(person=person, unit=units[place], role=role, since=SINCE)
            world.people[key] = person
    return world
