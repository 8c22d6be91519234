"""Loads the demonstration, whole or not at all, and once: a second time nothing changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from luoshi.core.errors import UsageError
from luoshi.desk.accounts.models import Person, Unit
from luoshi.desk.demo.accounts import FILE, account_lines, keep
from luoshi.desk.demo.matters import open_demo_matters
from luoshi.desk.demo.people import add_people, new_password
from luoshi.desk.demo.units import ROOT_CODE, add_units
from luoshi.desk.ledger.models import Matter
from luoshi.desk.texts.models import Audience, Document
from luoshi.desk.texts.services import store_reading
from luoshi.texts import as_json, read, specimens

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from luoshi.texts import Specimen

__all__ = ["Loaded", "load", "prepare"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is there now. ``password`` is empty where the demonstration had been loaded before."""

    units: int
    documents: int
    matters: int
    accounts: Path
    password: str = ""


def prepare(lang: str = "zh") -> list[str]:
    """Bring the database up to date, load the demonstration, and say what there is, in lines to print."""
    home: Path = settings.HOME
    (home / "static").mkdir(parents=True, exist_ok=True)  # the web server warns where it is missing
    call_command("migrate", interactive=False, verbosity=0)
    return _told(load(home), lang)


@transaction.atomic
def load(home: Path) -> Loaded:
    """Load all of it in one transaction. Refuses a database that holds units or people of its own."""
    password = ""
    if not Unit.objects.filter(code=ROOT_CODE, parent=None, synthetic=True).exists():
        _refuse_others(home)
        password = new_password()
        units = add_units()
        people = add_people(units, password)
        documents = [_store(one, units, people) for one in specimens()]
        open_demo_matters(units, people, documents)
        keep(home, password)
    return Loaded(
        Unit.objects.count(), Document.objects.count(), Matter.objects.count(), home / FILE, password=password
    )


def _refuse_others(home: Path) -> None:
    if Unit.objects.exists() or Person.objects.exists():
        raise UsageError(
            "the database holds data of its own; invented data are not mixed with them",
            where=str(home),
            remedy="set LUOSHI_HOME to another folder (or unset DATABASE_URL)",
        )


def _store(specimen: Specimen, units: Mapping[str, Unit], people: Mapping[str, Person]) -> Document:
    """Read a specimen and store it for the department of its province."""
    reading = read(specimen.path)
    other = specimen.name.startswith("yunling")
    return store_reading(
        person=people["yunling-supervision" if other else "supervision"],
        unit=units["yunling" if other else "lanjiang"],
        original_bytes=specimen.path.read_bytes(),
        media="txt",
        reading_json={**as_json(reading), "text": reading.document.text},
        source=specimen.path.name,
        synthetic=True,
        audience=Audience.PARTIES,
    )


def _told(loaded: Loaded, lang: str) -> list[str]:
    counts = (loaded.units, loaded.documents, loaded.matters)
    if lang == "en":
        head = "Demonstration, all data invented: {} units (with the real divisions), {} documents, {} matters.".format(
            *counts
        )
        secret = f"Password of everybody: {loaded.password}" if loaded.password else "The password was shown before."
        return [head, *account_lines(lang), secret, f"Kept in {loaded.accounts}"]
    head = "演示数据，全部虚构：单位{}个（含真实行政区划）、文件{}份、事项{}项。".format(*counts)
    secret = f"以上账号共用口令：{loaded.password}" if loaded.password else "口令在首次装入时已显示。"
    return [head, *account_lines(lang), secret, f"口令文件：{loaded.accounts}"]
