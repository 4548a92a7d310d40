"""A loan case from the first message to the case number, through one round of correction."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile

import httpx
import pypdfium2
import pytest
from docx import Document

from tests.fakes.contract_client import Case, ContractClient
from tests.journeys.cases import plain_loan, rich_loan
from tests.journeys.clerk import Clerk
from tests.journeys.server import Server

CASE_NO = "(2026)京0105民初1234号"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_MESSAGES_OF_A_PLAIN_CASE = 40


def handed_over(server: Server, case: Case) -> tuple[ContractClient, str]:
    """A case driven until the court has it: the client and the filing's number."""
    client = ContractClient(server.client(), case)
    client.run()
    client.poll(30, "已经交给")
    return client, str(client.filings()[0]["number"])


def test_a_plain_case_needs_at_most_forty_messages(server: Server) -> None:
    client, number = handed_over(server, plain_loan())

    assert client.sent <= MOST_MESSAGES_OF_A_PLAIN_CASE
    assert client.filings()[0]["status"] == "submitted"
    Clerk(server.client(), server.clerk).accept(number)
    client.poll(20, "按撤诉处理")
    assert client.filings()[0]["status"] == "fee_due"


def test_a_rich_case_reaches_its_number_through_one_correction(server: Server) -> None:
    client, number = handed_over(server, rich_loan())
    clerk = Clerk(server.client(), server.clerk)

    returned = clerk.give_back(
        number,
        [("loans[0].amount_delivered", "与转账记录不一致"), ("material:iou", "借条照片看不清")],
    )
    client.poll(20, "退回")
    before = len(client.asked)
    client.run()
    asked_again = client.asked[before:]
    clerk.wait_for_review(number)
    accepted = clerk.accept(number, CASE_NO)
    client.poll(20, "已经立案")

    assert returned.status_code == httpx.codes.OK
    assert asked_again == [
        "loans[0].amount_delivered",
        "material:iou",
        "statement_of_truth",
        "signature:plaintiffs[0]",
    ]
    assert accepted.status_code == httpx.codes.OK
    filing = client.filings()[0]
    assert (filing["status"], filing["case_no"]) == ("filed", CASE_NO)


@pytest.fixture(scope="module")
def printed(server: Server) -> dict[str, str]:
    """The text of the rich case's complaint, as PDF and as DOCX."""
    client, _ = handed_over(server, rich_loan())
    texts = {}
    for document in client.filings()[0]["documents"]:
        if document["kind"] == "complaint":
            content = client.http.get(document["url"]).content
            read = _docx_text if document["media_type"] == WORD else _pdf_text
            texts[document["media_type"]] = read(content)
    return texts


TOLD = (
    "陈静",
    "11010519491231002X",
    "1949年12月31日",
    "13800138000",
    "北京市朝阳区建国路1号院2号楼301室",
    "杭州云栈贸易有限公司",
    "91350100M000100Y43",
    "赵敏",
    "王强",
    "13912345678",
    "浙江省杭州市上城区清泰街20号",
    "YZ-2022-017",
    "200,000",
    "196,000",
    "80,000",
    "2022年6月2日",
    "2022年9月15日",
    "2023年6月1日",
    "2023年9月15日",
    "30,000",
    "12,345.67",
    "2024年1月20日",
    "2024年8月9日",
    "2026年12月1日",
    "2024年10月8日",
    "对方说年底前一定还",
    "朋友介绍认识的生意伙伴",
    "公司进货周转",
    "要求王强对上述债务承担连带清偿责任",
)


@pytest.mark.parametrize("words", TOLD)
@pytest.mark.parametrize("media_type", ["application/pdf", WORD])
def test_what_was_told_stands_in_the_complaint(
    printed: dict[str, str], media_type: str, words: str
) -> None:
    assert _bare(words) in _bare(printed[media_type])


def _bare(text: str) -> str:
    return re.sub(r"[\s,，]", "", text)


def _pdf_text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def _docx_text(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_packet_is_a_zip_whose_manifest_holds_every_hash(server: Server) -> None:
    client, _ = handed_over(server, plain_loan())
    documents = client.filings()[0]["documents"]
    packet = next(each for each in documents if each["kind"] == "packet")

    content = client.http.get(packet["url"]).content

    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        manifest = opened.read("manifest.json").decode()
        names = [name for name in opened.namelist() if name != "manifest.json"]
        digests = [hashlib.sha256(opened.read(name)).hexdigest() for name in names]
    assert packet["media_type"] == "application/zip"
    assert len(digests) > len(documents)
    assert [each for each in digests if each not in manifest] == []
