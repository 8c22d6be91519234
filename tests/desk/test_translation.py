"""Every sentence of the desk is there in Chinese, once, and what is compiled is what was written."""

from __future__ import annotations

import ast
import gettext
import re
from collections import defaultdict
from pathlib import Path

import pytest

import luoshi.desk

DESK = Path(luoshi.desk.__file__).parent
APPS = sorted(path.parent.name for path in DESK.glob("*/apps.py"))
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext"}
_TAG = re.compile(r"""{%-?\s*(?:translate|trans)\s+(?:"([^"]*)"|'([^']*)')""")
_FILTER = re.compile(r"""\b_\((?:"([^"]*)"|'([^']*)')\)""")
_BLOCK = re.compile(r"{%\s*blocktrans(?:late)?\b([^%]*)%}(.*?)(?:{%\s*plural|{%\s*endblocktrans)", re.DOTALL)


def _of_source(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS
        if named and node.args and isinstance(node.args[0], ast.Constant):  # type: ignore[attr-defined]
            found.add(str(node.args[0].value))  # type: ignore[attr-defined]
    return found


def _of_template(path: Path) -> set[str]:
    source = path.read_text("utf-8")
    found = {a or b for pattern in (_TAG, _FILTER) for a, b in pattern.findall(source)}
    for options, body in _BLOCK.findall(source):
        text = re.sub(r"{{\s*([\w.]+)[^}]*}}", r"%(\1)s", body)
        trimmed = " ".join(line.strip() for line in text.strip().splitlines()) if "trimmed" in options else text
        found.add(trimmed)
    return found


def _asked(app: str) -> set[str]:
    sources = (path for path in (DESK / app).rglob("*.py") if "migrations" not in path.parts)
    found = {text for path in sources for text in _of_source(path)}
    return found | {text for path in (DESK / app).rglob("*.html") for text in _of_template(path)}


def _po(app: str) -> Path:
    return DESK / app / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"


def _entries(po: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    part, held = "", {"msgid": "", "msgstr": ""}
    for line in [*po.read_text("utf-8").splitlines(), 'msgid ""']:
        told = re.match(r'(msgid|msgid_plural|msgstr(?:\[0\])?) (".*")$', line)
        if told:
            part = told[1].replace("[0]", "")
            if part == "msgid":
                found[held["msgid"]] = held["msgstr"]
                held = {"msgid": "", "msgstr": ""}
            held[part] = ast.literal_eval(told[2])
        elif line.startswith('"'):
            held[part] += ast.literal_eval(line)
    return {key: value for key, value in found.items() if key}


@pytest.mark.parametrize("app", APPS)
def test_every_sentence_of_the_app_is_translated(app: str) -> None:
    asked = _asked(app)
    told = _entries(_po(app)) if _po(app).exists() else {}
    assert sorted(text for text in asked if not told.get(text)) == []


@pytest.mark.parametrize("app", APPS)
def test_nothing_is_fuzzy_and_what_is_compiled_is_what_was_written(app: str) -> None:
    if not _po(app).exists():
        assert not _asked(app)
        return
    assert "#, fuzzy" not in _po(app).read_text("utf-8")
    with _po(app).with_suffix(".mo").open("rb") as compiled:
        catalog = gettext.GNUTranslations(compiled)
    wrong = [
        key
        for key, text in _entries(_po(app)).items()
        if text and text not in {catalog.gettext(key), catalog.ngettext(key, key, 1)}
    ]
    assert wrong == []


def test_one_sentence_has_one_translation_in_all_apps() -> None:
    told: dict[str, set[str]] = defaultdict(set)
    for app in APPS:
        for key, text in (_entries(_po(app)) if _po(app).exists() else {}).items():
            told[key].add(text)
    assert {key: texts for key, texts in told.items() if len(texts) > 1} == {}
