"""Themes through the editions of a series, and what a kept series tells the matters of its editions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from luoshi.desk.audit.models import Change
from luoshi.desk.jobs.worker import run_pending
from luoshi.desk.texts.editions import computing, services
from luoshi.desk.texts.editions.days import day_of
from luoshi.desk.texts.models import Document, Fate, Series
from tests.desk.texts.editions.conftest import stored
from tests.desk.texts.editions.test_compare import opened, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.desk.world import World

    SignIn = Callable[[str], Client]
    Three = tuple[Document, ...]

pytestmark = pytest.mark.django_db


def kept(world: World, documents: Three, key: str = "analyst") -> Series:
    return services.save_series(
        person=world.people[key], unit=world.province, name="全省工业和信息化工作会议", documents=documents
    )


def test_each_theme_has_a_row_and_each_edition_a_column(three: Three, signed_in: SignIn) -> None:
    where = f"{reverse('texts:series')}?doc={','.join(str(one.pk) for one in reversed(three))}&shown=all"
    page = text_of(signed_in("analyst"), where)
    days = [page.index(f">{day}<") for day in ("2031-01-05", "2032-01-06", "2033-01-07")]
    assert days == sorted(days)
    assert "7 / 7 个主题" in page
    back = page[page.index("组织开展节能诊断") :]
    assert "此版无" in back[: back.index("</tr>")]


@pytest.mark.parametrize(("shown", "number"), [("lasting", 2), ("gone", 4), ("back", 1), ("new", 0), ("carried", 5)])
def test_themes_are_filtered(three: Three, signed_in: SignIn, shown: str, number: int) -> None:
    where = f"{reverse('texts:series')}?doc={','.join(str(one.pk) for one in three)}&shown={shown}"
    assert f"{number} / 7 个主题" in text_of(signed_in("analyst"), where)


def test_a_word_finds_its_themes_and_the_export_holds_them(three: Three, signed_in: SignIn) -> None:
    where = f"{reverse('texts:series')}?doc={','.join(str(one.pk) for one in three)}&shown=all&text=集群"
    answer: Any = signed_in("analyst").get(f"{where}&export=csv")
    rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert [row.count("集群") for row in rows if row[:1].isdecimal()] == [4]


def test_who_does_not_see_an_edition_gets_no_series_of_it(three: Three, world: World, signed_in: SignIn) -> None:
    foreign = stored(world, "old", other=True)
    where = f"{reverse('texts:series')}?doc={three[0].pk},{foreign.pk}"
    assert signed_in("analyst").get(where).status_code == 404
    found = kept(world, three)
    assert signed_in("analyst@other").get(f"{reverse('texts:series')}?series={found.pk}").status_code == 404
    assert found.name not in text_of(signed_in("analyst@other"), reverse("texts:series"))


def test_a_series_is_kept_changed_and_taken_apart_with_an_entry_in_the_log(
    three: Three, world: World, signed_in: SignIn
) -> None:
    client = signed_in("analyst")
    data = {"name": "工作会议", "unit": world.province.pk, "doc": [one.pk for one in three[:2]]}
    assert client.post(reverse("texts:series-save"), data).status_code == 302
    found = Series.objects.get()
    client.post(
        reverse("texts:series-save"), {**data, "series": found.pk, "name": "年会", "doc": [one.pk for one in three]}
    )
    found.refresh_from_db()
    assert (found.name, found.documents.count()) == ("年会", 3)
    assert "年会" in text_of(client, f"{reverse('texts:series')}?series={found.pk}")
    assert client.post(reverse("texts:series-remove", args=[found.pk])).status_code == 302
    said = list(Change.objects.filter(action__startswith="series.").order_by("pk").values_list("action", flat=True))
    assert said == ["series.saved", "series.changed", "series.removed"]
    assert Document.objects.count() == 3


def test_who_may_not_add_documents_may_not_keep_a_series(three: Three, world: World, signed_in: SignIn) -> None:
    for key in ("leader", "analyst@other"):
        with pytest.raises(PermissionDenied):
            kept(world, three, key)
    data = {"name": "x", "unit": world.province.pk, "doc": [one.pk for one in three]}
    assert signed_in("leader").post(reverse("texts:series-save"), data).status_code == 403
    assert signed_in("analyst@other").post(reverse("texts:series-save"), data).status_code == 404


def test_a_series_needs_a_name_of_its_own_and_two_editions(three: Three, world: World, signed_in: SignIn) -> None:
    kept(world, three)
    client = signed_in("analyst")
    data = {"name": "全省工业和信息化工作会议", "unit": world.province.pk, "doc": [one.pk for one in three]}
    assert client.post(reverse("texts:series-save"), data).status_code == 422
    assert client.post(reverse("texts:series-save"), {**data, "name": "另", "doc": [three[0].pk]}).status_code == 422
    assert Series.objects.count() == 1


def test_a_matter_is_told_what_the_next_edition_did_to_its_sentence(
    three: Three, world: World, signed_in: SignIn
) -> None:
    gone, still = opened(world, three[0], "全力稳住"), opened(world, three[0], "工业互联网")
    kept(world, three)
    run_pending()
    page = text_of(signed_in("clerk"), reverse("ledger:matter", args=[gone.pk]))
    assert "该任务所在语句已删去" not in page, "the clerk does not see the next edition"
    for document in three[1:]:
        document.audience = "everyone"
        document.save()
    page = text_of(signed_in("clerk"), reverse("ledger:matter", args=[gone.pk]))
    assert "该任务所在语句已删去" in page
    assert f"old={three[0].pk}&amp;new={three[1].pk}" in page
    assert "后续版本" not in text_of(signed_in("clerk"), reverse("ledger:matter", args=[still.pk]))


def test_following_a_series_twice_or_after_a_stop_notes_the_same(three: Three, world: World) -> None:
    kept(world, three)
    run_pending()
    first = sorted(Fate.objects.values_list("document", "number", "edition", "status"))
    kept_again = services.save_series(
        person=world.people["analyst"], unit=world.province, name="x", documents=three, series=Series.objects.get()
    )
    run_pending()
    assert sorted(Fate.objects.values_list("document", "number", "edition", "status")) == first
    assert len(first) > 5
    services.remove_series(person=world.people["analyst"], series=kept_again)
    assert not Fate.objects.exists()


def test_too_many_editions_are_refused_in_words(three: Three, signed_in: SignIn, monkeypatch: Any) -> None:
    monkeypatch.setattr(computing, "MOST_EDITIONS", 2)
    where = f"{reverse('texts:series')}?doc={','.join(str(one.pk) for one in three)}"
    assert "超过 2 个版本" in text_of(signed_in("analyst"), where, 422)


def test_the_day_of_an_edition_is_read_off_where_no_date_is_known(three: Three) -> None:
    document = three[0]
    document.date = None
    told = {"a-2024-12-12.txt": "2024-12-12", "a_20241212.txt": "2024-12-12", "gwr-2025.txt": "2025", "a.txt": ""}
    for source, day in told.items():
        document.source = source
        assert day_of(document) == day
    document.title = "2026年工作要点"
    assert day_of(document) == "2026"
