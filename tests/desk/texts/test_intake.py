"""Every way into the documents, and everything hostile that comes that way."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from luoshi.desk.jobs.worker import run_pending
from luoshi.desk.texts import child, services
from luoshi.desk.texts.models import Document, Intake, Leaf, Original, Record
from luoshi.texts.importing.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.desk.world import World

    SignIn = Callable[[str], Client]

pytestmark = pytest.mark.django_db
TASK = "会议强调，要推进技术改造，抓好整改落实。\n"


def zipped(entries: dict[str, bytes], **how: Any) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data, **how)
    return box.getvalue()


def docx(body: bytes) -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": body})


def pdf_without_text() -> bytes:
    import pypdfium2 as pdfium

    box, paper = io.BytesIO(), pdfium.PdfDocument.new()
    paper.new_page(200, 200)
    paper.save(box)
    return box.getvalue()


BAD: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "blank": lambda: b" \r\n",
    "binary": lambda: bytes(range(256)) * 20,
    "truncated": lambda: TASK.encode()[:-2],
    "big5": lambda: ("要推動產業轉型升級，加強標準建設，優化營商環境，落實各項工作。" * 3).encode("big5"),
    "over size": lambda: b"a" * (LIMITS.file_bytes + 1),
    "nul": lambda: TASK.encode() + b"\0" + TASK.encode(),
    "surrogate": lambda: TASK.encode() + b"\xed\xa0\x80",
    "docx bomb": lambda: docx(b"<w:document>" + b" " * 60_000_000),
    "docx damaged": lambda: docx(b"<w:document")[:-30],
    "zip bomb": lambda: zipped({"a.txt": b"\xe8\xa6\x81" * 10_000_000}),
    "zip in zip": lambda: zipped({"b.zip": zipped({"a.txt": TASK.encode()})}),
    "zip of too many": lambda: zipped({f"{n}.txt": b"x" for n in range(501)}),
    "empty zip": lambda: b"PK\x05\x06" + b"\0" * 18,
    "pdf without text": pdf_without_text,
    "truncated pdf": lambda: pdf_without_text()[:60],
}


def send(client: Client, unit: int, *files: tuple[str, bytes], text: str = "", audience: str = "unit") -> Any:
    given = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(
        reverse("texts:upload"), {"unit": unit, "audience": audience, "uploads": given, "text": text}, follow=True
    )


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_gets_a_clear_page_and_nothing_is_stored_half(what: str, world: World, signed_in: SignIn) -> None:
    client = signed_in("analyst")
    assert send(client, world.province.pk, ("a.txt", BAD[what]())).status_code == 200
    run_pending()
    intake = Intake.objects.get()
    assert intake.state == "refused"
    assert intake.what
    assert intake.remedy
    assert intake.data is None
    page = client.get(reverse("texts:batch", args=[intake.batch])).content.decode()
    assert page.count("<td>") >= 3
    assert not any(model.objects.exists() for model in (Document, Record, Leaf, Original))


def test_an_encrypted_zip_is_refused(world: World, signed_in: SignIn) -> None:
    data = bytearray(zipped({"a.txt": TASK.encode()}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + at] |= 1
    send(signed_in("analyst"), world.province.pk, ("a.zip", bytes(data)))
    assert Intake.objects.get().state == "refused"


def test_names_that_lead_elsewhere_keep_only_their_last_part(world: World, signed_in: SignIn) -> None:
    data = zipped({"../../etc/passwd.txt": TASK.encode(), "C:\\x\\y.txt": (TASK + "二").encode(), "__MACOSX/._a": b"x"})
    send(signed_in("analyst"), world.province.pk, ("../../up.zip", data))
    run_pending()
    assert list(Intake.objects.values_list("name", "state")) == [("passwd.txt", "read"), ("y.txt", "read")]


def test_chinese_names_of_windows_archives_are_read(world: World, signed_in: SignIn) -> None:
    data = zipped({"AAAA.txt": TASK.encode()}).replace(b"AAAA.txt", "通报".encode("gbk") + b".txt")
    send(signed_in("analyst"), world.province.pk, ("a.zip", data))
    assert Intake.objects.get().name == "通报.txt"


def test_a_zip_gives_one_row_a_file_and_the_good_ones_are_read(world: World, signed_in: SignIn) -> None:
    client = signed_in("analyst")
    send(client, world.province.pk, ("a.zip", zipped({"a.txt": TASK.encode(), "b.txt": b""})))
    run_pending()
    assert list(Intake.objects.values_list("name", "state")) == [("a.txt", "read"), ("b.txt", "refused")]
    page = client.get(reverse("texts:batch", args=[Intake.objects.all()[0].batch]))
    assert "a.txt" in page.content.decode()
    assert Document.objects.get().audience == "unit"


def test_a_single_file_opens_its_document_and_a_known_one_says_so(world: World, signed_in: SignIn) -> None:
    client = signed_in("analyst")
    for state in ("read", "known"):
        send(client, world.province.pk, ("a.txt", TASK.encode()))
        run_pending()
        intake = Intake.objects.order_by("-id")[0]
        assert intake.state == state
        answer = client.get(reverse("texts:batch", args=[intake.batch]))
        document = Document.objects.get()
        assert answer["Location"].startswith(reverse("texts:document", args=[document.pk]))
        assert ("known" in answer["Location"]) == (state == "known")


def test_a_pasted_text_is_read(world: World, signed_in: SignIn) -> None:
    send(signed_in("analyst"), world.province.pk, text=TASK)
    run_pending()
    document = Document.objects.get()
    assert document.source == services.PASTED
    assert document.commitments == 2


def test_neither_file_nor_text_is_told_on_the_form(world: World, signed_in: SignIn) -> None:
    answer = signed_in("analyst").post(reverse("texts:upload"), {"unit": world.province.pk, "audience": "unit"})
    assert answer.status_code == 422
    assert not Intake.objects.exists()


@pytest.mark.parametrize(
    "key", ["leader", "clerk", "auditor", "administrator", "security_officer", "enterprise_filler"]
)
def test_who_may_not_add_sees_no_form(key: str, signed_in: SignIn) -> None:
    assert signed_in(key).get(reverse("texts:upload")).status_code == 403


def test_nobody_adds_for_another_unit(world: World, signed_in: SignIn) -> None:
    answer = send(signed_in("analyst"), world.other_province.pk, ("a.txt", TASK.encode()))
    assert answer.status_code == 422
    assert not Intake.objects.exists()


def test_a_batch_is_shown_to_whoever_handed_it_in_only(world: World, signed_in: SignIn) -> None:
    send(signed_in("analyst"), world.province.pk, ("a.txt", b""))
    address = reverse("texts:batch", args=[Intake.objects.get().batch])
    assert signed_in("analyst").get(address).status_code == 200
    assert signed_in("supervision_officer").get(address).status_code == 404


def test_the_page_of_a_batch_asks_again_only_while_files_wait(world: World, signed_in: SignIn) -> None:
    client = signed_in("analyst")
    send(client, world.province.pk, ("a.txt", TASK.encode()), ("b.txt", b""))
    address = reverse("texts:batch", args=[Intake.objects.all()[0].batch])
    assert "hx-trigger" in client.get(address).content.decode()
    run_pending()
    assert "hx-trigger" not in client.get(address).content.decode()


def test_a_second_run_goes_on_after_what_was_settled(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [(f"{n}.txt", f"{TASK}{n}".encode()) for n in range(3)]
    services.add_files(person=world.people["analyst"], unit=world.province, files=files, audience="unit")
    once, calls = child.read_bytes, list[str]()

    def read(data: bytes, name: str) -> dict[str, Any]:
        calls.append(name)
        if len(calls) == 2:
            raise OSError("the machine goes down")
        return once(data, name)

    monkeypatch.setattr(child, "read_bytes", read)
    run_pending()
    from luoshi.desk.jobs.models import Job

    Job.objects.update(run_at="2020-01-01T00:00:00Z")
    run_pending()
    assert calls == ["0.txt", "1.txt", "1.txt", "2.txt"]
    assert Document.objects.count() == 3


def test_html_with_a_script_is_text_without_it(world: World, signed_in: SignIn) -> None:
    body = "<body><p>会议要求，要推进技术改造。</p><script>alert(2)</script></body>"
    html = f"<html><title><script>alert(1)</script></title>{body}</html>"
    client = signed_in("analyst")
    send(client, world.province.pk, ("<img src=x onerror=alert(3)>.html", html.encode()))
    run_pending()
    page = client.get(reverse("texts:document", args=[Document.objects.get().pk])).content.decode()
    assert not re.search(r"<script(?![^>]* src=)", page)
    assert "<img src=x" not in page


def test_markup_in_a_text_and_its_title_stays_text(world: World, signed_in: SignIn) -> None:
    nasty = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    send(signed_in("analyst"), world.province.pk, text=f"关于{nasty}的通报\n{TASK}要推进{nasty}改造。\n")
    run_pending()
    document = Document.objects.get()
    client = signed_in("supervision_officer")
    for address in (
        reverse("texts:document", args=[document.pk]),
        reverse("texts:documents"),
        reverse("texts:confirm", args=[document.pk]),
        reverse("texts:correct", args=[document.pk, 1]),
    ):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
