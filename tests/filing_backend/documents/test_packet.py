"""The packet holds every paper and original with its digest, in the same bytes every time."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

from pikepdf import Pdf

from filing_backend.documents.assemble import Assembled, assemble, complaint, warm_up
from filing_backend.documents.case_file import Kind, MediaType
from filing_backend.documents.evidence import page_count
from filing_backend.documents.pages import page_texts
from tests.filing_backend.documents.conftest import CaseMaker
from tests.filing_backend.documents.rich_case import GROUPS, MATERIALS, TOP, answers

CHECKOUT = Path(__file__).resolve().parents[3]


def archive(assembled: Assembled) -> zipfile.ZipFile:
    packet = assembled.one(Kind.PACKET, MediaType.ZIP)
    assert packet is not None
    return zipfile.ZipFile(io.BytesIO(packet.content))


def bound(assembled: Assembled) -> bytes:
    packet = assembled.one(Kind.PACKET)
    assert packet is not None
    return packet.content


def test_every_kind_of_paper_is_made(assembled: Assembled) -> None:
    made = {(each.kind.value, each.media_type) for each in assembled.documents}
    pdf = str(MediaType.PDF)
    assert made == {
        ("complaint", pdf),
        ("complaint", str(MediaType.DOCX)),
        ("workings", pdf),
        ("evidence_list", pdf),
        ("evidence_bundle", pdf),
        ("authorization", pdf),
        ("service_address", pdf),
        ("packet", str(MediaType.ZIP)),
        ("packet", pdf),
    }


def test_the_manifest_names_every_file_with_its_digest(assembled: Assembled) -> None:
    with archive(assembled) as opened:
        manifest = json.loads(opened.read("manifest.json"))
        listed = {each["path"]: each for each in manifest["files"]}
        assert set(opened.namelist()) == {"manifest.json", *listed}
        for path, entry in listed.items():
            content = opened.read(path)
            assert hashlib.sha256(content).hexdigest() == entry["sha256"]
            assert len(content) == entry["size"]
    assert manifest["number"] == "L20261121-0A1B2C"


def test_originals_are_in_the_archive_unaltered_and_cannot_lead_out_of_it(
    assembled: Assembled,
) -> None:
    with archive(assembled) as opened:
        names = [name for name in opened.namelist() if name.startswith("originals/")]
        assert [opened.read(name) for name in names] == [each.content for each in MATERIALS]
    assert all(name.count("/") == 1 and "/." not in name for name in names)


def test_the_bound_packet_has_bookmarks_numbers_and_the_digests(assembled: Assembled) -> None:
    pdf = bound(assembled)
    with Pdf.open(io.BytesIO(pdf)) as opened:
        total = len(opened.pages)
        with opened.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert titles == [
        "民事起诉状",
        "计算说明",
        "当事人身份证明",
        "授权委托书",
        "委托代理手续",
        "证据目录",
        "证据材料",
        "送达地址确认书",
    ]
    texts = ["".join(text.split()) for text in page_texts(pdf)]
    assert [f"卷宗第{n}页/共{total}页" in text for n, text in enumerate(texts, 1)] == [True] * total
    complaint = assembled.one(Kind.COMPLAINT)
    assert complaint is not None
    assert complaint.sha256 in texts[1]
    assert all(each.sha256 in texts[1] for each in MATERIALS)


def test_the_service_address_and_the_power_of_attorney_say_what_was_given(
    assembled: Assembled,
) -> None:
    service, power = assembled.one(Kind.SERVICE_ADDRESS), assembled.one(Kind.AUTHORIZATION)
    assert service is not None
    assert power is not None
    text = "".join("".join(page_texts(service.content)).split())
    for words in (
        "送达地址确认书",
        "欧阳·阿依努尔",
        "北京市海淀区中关村东路19号",
        "13800138000",
        "是☑",
    ):
        assert words in text
    text = "".join("".join(page_texts(power.content)).split())
    for words in (
        "周正",
        "北京明理律师事务所",
        "特别授权☑",
        "进行和解",
        "李㐂旺",
        "民间借贷纠纷一案",
    ):
        assert words in text


def test_a_preview_counts_the_pages_without_the_files(make_case: CaseMaker) -> None:
    full = complaint(make_case())
    bare = tuple(
        replace(each, content=b"", pages=page_count(each)) for each in make_case().materials
    )
    assert page_texts(complaint(make_case(materials=bare)).content) == page_texts(full.content)


def test_a_plain_case_has_no_power_of_attorney_and_still_a_list(make_case: CaseMaker) -> None:
    plain = {key: GROUPS[key][:1] for key in ("plaintiffs", "defendants", "loans")}
    made = assemble(make_case(answers=answers(TOP, plain), materials=(), workings={}))
    kinds = {each.kind for each in made.documents}
    assert kinds == {Kind.COMPLAINT, Kind.EVIDENCE_LIST, Kind.SERVICE_ADDRESS, Kind.PACKET}


def test_a_plaintiff_that_is_a_company_gets_a_certificate(make_case: CaseMaker) -> None:
    company = {**GROUPS["defendants"][1], "org_name": "北京晨曦纺织有限公司"}
    held = answers(TOP, {**GROUPS, "plaintiffs": [company]})
    certificate = assemble(make_case(answers=held)).one(Kind.LEGAL_REP_CERTIFICATE)
    assert certificate is not None
    assert "北京晨曦纺织有限公司" in "".join(page_texts(certificate.content))


def test_the_same_case_gives_the_same_bytes_in_every_process(assembled: Assembled) -> None:
    found = []
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            cwd=CHECKOUT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        found.append(json.loads(done.stdout))
    assert found[0] == found[1] == [each.sha256 for each in assembled.documents]


PROGRAM = """
import json
from dialogs.interview.catalogue import load_interview
from filing_backend.documents.assemble import assemble
from filing_backend.documents.case_file import CaseFile
from tests.fakes.materials import signature_png
from tests.filing_backend.documents.rich_case import MATERIALS, TODAY, rich_answers

case = CaseFile(
    interview=load_interview("private_lending"),
    answers=rich_answers(),
    today=TODAY,
    court="北京市朝阳区人民法院",
    materials=MATERIALS,
    signatures={"plaintiffs[0]": signature_png()},
    workings={"principal_claimed": ("40,500元＋30,000.50元＝70,500.50元",)},
    number="L20261121-0A1B2C",
)
print(json.dumps([each.sha256 for each in assemble(case).documents]))
"""


def test_warming_up_sets_a_page_as_the_packet_does() -> None:
    warm_up()
