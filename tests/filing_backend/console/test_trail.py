"""The audit trail as the supervisor sees it: who in full, filtered, exported with its seals."""

from __future__ import annotations

import csv
import io
from itertools import pairwise

from tests.filing_backend.conftest import Stand
from tests.filing_backend.console.conftest import Visitor, words

ITEM = {"element": "loans[0].amount_delivered", "reason:loans[0].amount_delivered": "请核对。"}


def rows(supervisor: Visitor, **query: str) -> list[dict[str, str]]:
    """The exported entries."""
    answer = supervisor.get("/trail/export", **query)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def test_the_trail_names_log_in_role_and_items_in_words(
    stand: Stand, clerk: Visitor, supervisor: Visitor
) -> None:
    number = stand.submitted()
    clerk.act(number, "return", **ITEM)
    page = words(supervisor.get("/trail"))
    assert "王书记员 （wang，立案人员）" in page
    assert "项目：借款1 · 实际出借金额" in page
    assert "elements=" not in page


def test_the_trail_is_filtered_by_person_act_and_thing(
    stand: Stand, clerk: Visitor, supervisor: Visitor
) -> None:
    number = stand.submitted()
    clerk.act(number, "return", **ITEM)
    found = rows(supervisor, who="staff:wang", what="filing.return", object=number)
    assert [each["动作（原文）"] for each in found] == ["filing.return"]
    assert rows(supervisor, who="staff:nobody") == []


def test_the_export_bears_the_chain_of_seals_and_is_noted_itself(
    stand: Stand, clerk: Visitor, supervisor: Visitor
) -> None:
    stand.submitted()
    clerk.get("/filings")
    found = rows(supervisor)
    assert [int(each["序号"]) for each in found] == list(range(1, len(found) + 1))
    for before, after in pairwise(found):
        assert after["前一条的封印"] == before["这一条的封印"]
    noted = stand.transact(lambda desk: desk.audit.of_object("trail"))
    assert [(each.act, each.actor) for each in noted] == [("trail.export", "staff:zhao")]
    assert noted[0].details["last_seal"] == found[-1]["这一条的封印"]


def test_a_thumbnail_is_no_reading(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    assert clerk.get(f"/filings/{number}/documents/complaint/thumbnail").status_code == 200
    acts = {each.act for each in stand.transact(lambda desk: desk.audit.of_object(number))}
    assert "document.view" not in acts


def test_a_correction_and_a_number_stand_in_the_trail(
    stand: Stand, clerk: Visitor, supervisor: Visitor
) -> None:
    number = stand.submitted()
    clerk.act(number, "accept", case_no="(2026)京0105民初1234号")
    (entry,) = rows(supervisor, what="filing.accept")
    assert entry["详情"] == "案号：(2026)京0105民初1234号"
    assert entry["对象"] == number
