"""The clerk's queue: names, sums and days of waiting; every look at them is written down."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx

from filing_backend.persistence.tables import filings
from tests.filing_backend.conftest import Stand
from tests.filing_backend.console.conftest import Visitor, hidden, words
from tests.filing_backend.drafts import loan_draft

PLAINTIFF, DEFENDANT = "张三丰", "李四光"


def find(clerk: Visitor, wanted: str) -> httpx.Response:
    """Send the search form of the queue."""
    token = hidden(clerk.get("/filings"), "form_token")
    return clerk.post("/filings", {"form_token": token, "q": wanted})


def looks(stand: Stand) -> list[dict[str, Any]]:
    """What the audit trail says of the queue, oldest first."""
    entries = stand.transact(lambda desk: desk.audit.of_object("queue"))
    return [dict(each.details) for each in entries if each.act == "queue.search"]


def test_the_queue_tells_who_against_whom_for_how_much_and_how_long(
    stand: Stand, clerk: Visitor
) -> None:
    number = stand.submitted()
    stand.clock.advance(timedelta(days=3))
    clerk.log_in("wang")
    page = words(clerk.get("/filings"))
    for part in (f"{PLAINTIFF} 诉 {DEFENDANT}", number, "3 天", "民间借贷纠纷", "2026年11月27日止"):
        assert part in page


def test_a_filing_is_found_by_the_whole_name_of_a_party(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    assert number in words(find(clerk, DEFENDANT))
    assert "没有找到" in words(find(clerk, DEFENDANT[:2]))
    assert looks(stand) == [{"by": "name", "numbers": [number]}, {"by": "name", "numbers": []}]


def test_a_filing_is_found_by_the_whole_telephone_of_whoever_files(
    stand: Stand, clerk: Visitor
) -> None:
    number = stand.submitted(values={"defendants[0].phone": "13900139000"})
    assert number in words(find(clerk, "138 0013 8000"))
    assert number in words(find(clerk, "+86 13800138000"))
    assert "没有找到" in words(find(clerk, "8000"))
    assert "没有找到" in words(find(clerk, "13900139000"))
    assert [each["by"] for each in looks(stand)] == ["phone", "phone", "name", "phone"]
    assert "13800138000" not in str(looks(stand))


def test_a_filing_is_found_by_who_speaks_for_the_party(stand: Stand, clerk: Visitor) -> None:
    draft = loan_draft(values={"agents[0].agent_name": "周律明"})
    counts = {**draft["answers"]["counts"], "agents": 1}
    number = stand.submitted(answers={**draft["answers"], "counts": counts})
    assert number in words(find(clerk, "周律明"))


def test_a_look_at_the_names_is_in_the_trail_and_the_name_is_not(
    stand: Stand, clerk: Visitor
) -> None:
    stand.submitted()
    find(clerk, PLAINTIFF)
    entries = stand.transact(lambda desk: desk.audit.of_object("queue"))
    assert [each.act for each in entries] == ["queue.view", "queue.search"]
    assert {each.actor for each in entries} == {"staff:wang"}
    assert PLAINTIFF not in str(entries)


def test_no_page_of_the_supervisor_shows_a_name(stand: Stand, supervisor: Visitor) -> None:
    number = stand.submitted()
    for path in ("/overview", "/steps", f"/steps/{number}", "/trail"):
        assert PLAINTIFF not in supervisor.get(path).text


def test_names_of_a_deleted_person_are_found_no_more(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    clerk.act(number, "refuse", reason="被告不明确。")
    stand.bot_calls("DELETE", "/api/v1/persons/person-1")
    stand.work()
    assert "没有找到" in words(find(clerk, PLAINTIFF))
    assert "当事人信息已删除" in words(clerk.get("/filings", show="refused"))


def test_a_filing_from_before_names_were_indexed_is_found_too(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    stand.transact(lambda desk: desk.connection.execute(filings.update().values(names_index=None)))
    assert number in words(find(clerk, PLAINTIFF))
