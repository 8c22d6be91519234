"""The components: geometry from values, gaps, escaping, tables with their state in the address, exports."""

from __future__ import annotations

import datetime as dt
import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.template import Context, Template
from openpyxl import load_workbook

from luoshi.desk.accounts.models import Person
from luoshi.desk.design import charts, tiles
from luoshi.desk.design.charts import Chart, Series
from luoshi.desk.design.exports import file_name, guarded
from luoshi.desk.design.figures import Figure

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from django.test import Client

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert("1")</script>'


@pytest.fixture
def reader(client: Client) -> Client:
    person = Person.objects.create(username="reader", name="读者")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def body(response: HttpResponseBase) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]


def drawn(tag: str, **values: object) -> str:
    return Template("{% load design %}" + tag).render(Context(values))


def test_a_line_breaks_where_a_value_is_not_known() -> None:
    svg = charts.line_svg(Chart("t", ["a", "b", "c", "d"], [Series("s", [1, 2, None, 4])]))
    path = re.findall(r'class="line" d="([^"]+)"', svg)[0]
    assert (path.count("M"), path.count("L")) == (2, 1)


def test_the_axis_of_a_line_covers_its_values_in_round_steps() -> None:
    assert charts.ticks(4.2, 6.1) == [4.0, 4.5, 5.0, 5.5, 6.0, 6.5]
    assert charts.ticks(3, 3)[0] <= 3 < charts.ticks(3, 3)[-1]


def test_a_bar_that_is_not_known_is_a_dash_and_not_a_bar() -> None:
    svg = charts.bar_svg(Chart("t", ["a", "b"], [Series("s", [10, None])]))
    assert svg.count("<rect") == 2  # one bar, one swatch
    assert svg.count('class="gap"') == 1


def test_bars_are_as_high_as_their_values() -> None:
    svg = charts.bar_svg(Chart("t", ["a", "b"], [Series("s", [5, 10])]))
    low, high = (float(height) for height in re.findall(r'height="([\d.]+)"><title>', svg))
    assert high == pytest.approx(2 * low, abs=0.2)


def test_a_sparkline_says_its_last_value_and_keeps_gaps() -> None:
    svg = charts.sparkline([1, None, Decimal(3)], "growth")
    assert svg.count("M") == 2
    assert 'aria-label="growth 3"' in svg
    assert "No data" in charts.sparkline([None], "x") or "暂无数据" in charts.sparkline([None], "x")


def test_the_tile_map_has_34_places_each_on_its_own_tile() -> None:
    assert len({place.code for place in tiles.PLACES}) == 34
    assert len({(place.row, place.column) for place in tiles.PLACES}) == 34


def test_a_place_without_a_value_is_not_in_the_lowest_class() -> None:
    grid = tiles.as_map({"11": 0, "310000": 10})
    steps = {place.code: grid.step(place) for place in tiles.PLACES}
    assert (steps["11"], steps["31"], steps["44"]) == (0, 4, None)
    assert len(tiles.rows(grid)) == 34


@pytest.mark.parametrize(
    "tag",
    [
        "{% status_tag 'bad' bad %}",
        "{% page_header title=bad lead=bad source=bad as_of=bad %}",
        "{% summary_list pairs %}",
        "{% empty_state bad bad %}",
        "{% timeline entries %}",
        "{% task_list entries %}",
        "{% tabs views %}",
        "{% sparkline numbers bad %}",
        "{% line_chart chart %}{% bar_chart chart %}",
        "{% tile_grid grid %}",
        "{% provenance figure %}",
        "{% submit bad %}",
        "{% dialog 'x' bad %}{{ bad }}{% enddialog %}",
    ],
)
def test_every_tag_escapes_what_it_shows(tag: str) -> None:
    entry = {"title": HOSTILE, "at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC), "by": HOSTILE, "hint": HOSTILE}
    chart = Chart(HOSTILE, [HOSTILE], [Series(HOSTILE, [1])], HOSTILE, HOSTILE, HOSTILE)
    html = drawn(
        tag,
        bad=HOSTILE,
        pairs=[(HOSTILE, HOSTILE)],
        entries=[{**entry, "text": HOSTILE, "tag": ("bad", HOSTILE)}],
        views=[("a", HOSTILE, "#a")],
        numbers=[1, 2],
        chart=chart,
        grid=tiles.TileMap({"11": 1}, HOSTILE, HOSTILE),
        figure=Figure(HOSTILE, HOSTILE, HOSTILE, HOSTILE, steps=(HOSTILE,)),
    )
    assert "<script" not in html
    assert "&lt;script" in html


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_a_text_that_could_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


def test_numbers_and_dates_stay_numbers_and_dates() -> None:
    assert guarded(Decimal("-1.50")) == Decimal("-1.50")
    assert guarded(dt.datetime(2026, 1, 1, tzinfo=dt.UTC)) == dt.datetime(2026, 1, 1, 8)  # noqa: DTZ001


def test_the_name_of_an_export_is_safe() -> None:
    assert file_name("../a/b:事项", "csv", dt.date(2026, 1, 2)) == "ab事项-2026-01-02.csv"


@pytest.mark.parametrize(("code", "word", "lang"), [("zh-hans", "设计系统", "zh-Hans"), ("en", "Design system", "en")])
def test_the_living_page_shows_both_languages(reader: Client, code: str, word: str, lang: str) -> None:
    Person.objects.update(language=code)
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    page = reader.get("/design/").content.decode()
    assert word in page
    assert f'<html lang="{lang}">' in page


def test_nobody_sees_the_living_page_without_signing_in(client: Client) -> None:
    assert client.get("/design/").status_code in {302, 403, 404}


def test_order_page_and_columns_stand_in_the_address(reader: Client) -> None:
    page = reader.get("/design/?sort=-number&page=2&columns=title,note").content.decode()
    numbers = re.findall(r'<tr id="(2026-\d{5})"', page)
    assert numbers == [f"2026-{n:05}" for n in range(70, 20, -1)]
    assert 'aria-sort="descending"' in page
    assert 'data-label="时限"' not in page
    assert 'data-label="Due"' not in page


@pytest.mark.parametrize("query", ["page=99999", "page=x", "sort=nothing", "columns=nothing", "per_page=100000"])
def test_a_foolish_address_still_gives_a_page(reader: Client, query: str) -> None:
    response = reader.get(f"/design/?{query}")
    assert response.status_code == 200
    assert response.content.count(b'<tr id="2026') <= 50


def test_an_export_holds_the_page_or_everything(reader: Client) -> None:
    shown = body(reader.get("/design/?export=csv&rows=shown&page=3")).decode("utf-8-sig")
    everything = body(reader.get("/design/?export=csv&rows=all")).decode("utf-8-sig")
    assert len(re.findall(r"^2026-", shown, re.MULTILINE)) == 20
    assert len(re.findall(r"^2026-", everything, re.MULTILINE)) == 120
    assert "Sample note" in everything or "示例备注" in everything
    assert "Sample note" not in shown
    assert "示例备注" not in shown


def test_a_workbook_opens_again_with_source_and_day(reader: Client) -> None:
    response = reader.get("/design/?export=xlsx&rows=all&sort=-number")
    rows = list(load_workbook(io.BytesIO(body(response)), read_only=True).active.values)
    heads = next(i for i, row in enumerate(rows) if len([cell for cell in row if cell]) > 3)
    assert rows[heads + 1][0] == "2026-00120"
    assert any("2026-06-30" in str(cell) for row in rows[:heads] for cell in row)
    assert "attachment" in response.headers["Content-Disposition"]
