"""The invented units of the volume, with somebody in each who can receive and report."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from luoshi.desk.accounts.divisions import divisions
from luoshi.desk.accounts.lineage import add_to_lineage
from luoshi.desk.accounts.models import Level, Person, Post, Unit
from luoshi.desk.accounts.roles import Role

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

__all__ = ["LAST_UNIT", "add_volume_units"]

LAST_UNIT = "DLJ0200"
"""A unit that every volume has: where it stands, one was loaded."""

_COUNTIES, _ENTERPRISES = 6, 8
_FIRST, _SECOND = "岚汀渚汀澄湄溯沅霁苕蘅芷栎槿岑岫峤砚穗麓", "浦陵渊屿汀渡埠栈坪垣畴塬圩堰峪隈洲磐溆汜"
_FAMILY, _GIVEN = (
    "鲍柴邸樊盖郝霍蒯蓝缪宁欧蒲裘桑谈危奚晏臧",
    "安澜、承岳、传远、观澄、怀谷、景行、令仪、鸣谦、念川",
)
_TRADES = ("机械制造", "电子材料", "船用设备", "精密仪器", "新型纤维", "工业软件", "智能装备", "绿色包装")
_ROLES = {
    Level.CITY: (Role.SUPERVISION, Role.CLERK),
    Level.COUNTY: (Role.CLERK,),
    Level.PARK: (Role.CLERK,),
    Level.ENTERPRISE: (Role.APPROVER,),
}


def add_volume_units(chance: random.Random, cities: int) -> tuple[int, int]:
    """Cities under the demonstration's province, each with counties, a park and enterprises; units and people added."""
    top = Unit.objects.get(code="DLJ0000")
    names = _names(chance)
    made: list[Unit] = []
    for number in range(2, 2 + cities):
        city = _unit(f"DLJ{number:02}00", f"{next(names)}市工业和信息化局", Level.CITY, top)
        made += [city, *(_unit(*told, city) for told in _below(number, names))]
    return len(made), _people(chance, made)


def _below(number: int, names: Iterator[str]) -> Iterator[tuple[str, str, Level]]:
    for n in range(1, _COUNTIES + 1):
        yield f"DLJ{number:02}{n:02}", f"{next(names)}县工业和信息化局", Level.COUNTY
    yield f"DLJ{number:02}90", f"{next(names)}高新技术产业开发区", Level.PARK
    for n in range(_ENTERPRISES):
        yield f"DLJE{number:02}{n:02}", f"{next(names)}{_TRADES[n % len(_TRADES)]}有限公司", Level.ENTERPRISE


def _names(chance: random.Random) -> Iterator[str]:
    """Pairs of characters with which no real division begins."""
    real = {division.name[:2] for division in divisions()}
    pairs = {f"{a}{b}" for a, b in product(_FIRST, _SECOND) if a != b} - real
    free = sorted(pairs)
    chance.shuffle(free)
    return iter(free)


def _unit(code: str, name: str, level: Level, parent: Unit) -> Unit:
    unit = Unit.objects.create(code=code, name=name, level=level, parent=parent, synthetic=True)
    add_to_lineage(unit)
    return unit


def _people(chance: random.Random, units: list[Unit]) -> int:
    """One person for each role of a unit. Nobody can sign in with a password that was never made."""
    wanted = [(unit, role) for unit in units for role in _ROLES[Level(unit.level)]]
    given = _GIVEN.split("、")
    people = Person.objects.bulk_create(
        [
            Person(
                username=f"{unit.code.lower()}-{role}",
                name=chance.choice(_FAMILY) + chance.choice(given),
                password=make_password(None),
            )
            for unit, role in wanted
        ],
        batch_size=200,
    )
    since = timezone.localdate().replace(month=1, day=1)
    since = since.replace(year=since.year - 3)
    pairs = zip(people, wanted, strict=True)
    Post.objects.bulk_create([Post(person=one, unit=unit, role=role, since=since) for one, (unit, role) in pairs])
    return len(people)
