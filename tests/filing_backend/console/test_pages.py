"""What the pages show: the queue, the filing beside its findings, the supervisor's figures."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from dialogs.schema.files import DIALOGS, read_yaml
from dialogs.schema.responses import Responses
from filing_backend.contracts.statuses import DeadlineKind, DocumentKind, Status
from filing_backend.domain.events import EventKind
from tests.filing_backend.conftest import Stand
from tests.filing_backend.console.conftest import Visitor, hidden, words

CONSOLE = Path(__file__).parents[3] / "filing_backend" / "console"
CASE_NO = "(2026)京0105民初1234号"
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'"


def second(stand: Stand, **changes: object) -> str:
    return stand.submitted("key-00000002", draft_id="draft-2", person_id="person-2", **changes)


def test_overdue_reviews_come_first(stand: Stand, clerk: Visitor) -> None:
    late = stand.submitted()
    stand.clock.advance(timedelta(days=10))
    clerk.log_in("wang")
    early = second(stand)
    stand.decide(early, decision="return", items=[{"element": "court", "reason": "x"}])
    page = clerk.get("/filings", show="all")
    assert page.text.index(late) < page.text.index(early)
    assert "有 1 件超过 7 日审核期限" in words(page)
    assert "2026年11月27日止，已超 3 天" in words(page)


def test_a_review_is_overdue_only_after_its_last_day(stand: Stand, clerk: Visitor) -> None:
    stand.submitted()
    stand.clock.advance(timedelta(days=7))
    clerk.log_in("wang")
    assert "今天是最后一天" in words(clerk.get("/filings"))
    assert "超过 7 日" not in words(clerk.get("/filings"))


def test_filings_are_found_by_number_and_by_case_number(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    assert number in words(clerk.get("/filings", q=number[-6:].lower()))
    assert "没有找到" in words(clerk.get("/filings", q=CASE_NO))
    clerk.act(number, "accept", case_no=CASE_NO)
    token = hidden(clerk.get("/filings"), "form_token")
    form = {"form_token": token, "q": "（2026）京0105 民初1234号"}
    assert number in words(clerk.post("/filings", form))
    assert "没有找到" in words(clerk.get("/filings", q="%"))


def test_answers_stand_beside_what_was_found_on_them(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    page = clerk.get(f"/filings/{number}")
    row = page.text.split('id="at-loans[0].amount_delivered"')[1].split('class="why"')[0]
    assert "47,000元" in row
    assert "请核实" in row
    assert 'href="#at-loans[0].amount_delivered"' in page.text
    assert "民间借贷规定第26条" in words(page)


def test_what_a_person_wrote_is_never_code(stand: Stand, clerk: Visitor) -> None:
    name = "<script>alert(1)</script>"
    values = {"plaintiffs[0].name": name, "facts_story": EVIL, "purpose": EVIL}
    number = stand.submitted(values=values)
    token = {"element": "court", "reason:court": EVIL}
    shown = clerk.get(f"/filings/{number}")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown.text
    pages = [
        shown,
        clerk.get("/filings"),
        clerk.get("/filings", q=EVIL),
        clerk.act(number, "return", step="", **token),
        clerk.act(number, "accept", case_no=EVIL[:50]),
        clerk.ask("GET", f"/log-in?to={EVIL}"),
    ]
    for page in pages:
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text


def test_a_filing_whose_content_was_deleted_keeps_its_steps(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    clerk.act(number, "refuse", reason="不属于受案范围。")
    stand.bot_calls("DELETE", "/api/v1/persons/person-1")
    page = clerk.get(f"/filings/{number}")
    assert page.status_code == 200
    assert "张三丰" not in page.text
    assert "只留下编号、状态和时间" in words(page)


def test_a_missing_filing_is_a_page_that_says_so(clerk: Visitor) -> None:
    answer = clerk.get("/filings/L20261120-NOBODY")
    assert answer.status_code == 404
    assert "没有这个编号的立案申请" in words(answer)


def test_files_are_sent_so_that_nothing_in_them_runs(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    saved = clerk.get(f"/filings/{number}/documents/complaint/file")
    assert saved.headers["content-disposition"].startswith("attachment;")
    assert "sandbox" in saved.headers["content-security-policy"]
    assert saved.content.startswith(b"%PDF")
    picture = clerk.get(f"/filings/{number}/documents/complaint/pages/1.png")
    assert picture.content.startswith(b"\x89PNG")
    for page in ("0", "999", "x", "-1"):
        path = f"/filings/{number}/documents/complaint/pages/{page}.png"
        assert clerk.get(path).status_code == 404


def test_a_supervisor_sees_steps_reasons_and_figures(
    stand: Stand, clerk: Visitor, supervisor: Visitor
) -> None:
    number = stand.submitted()
    stand.clock.advance(timedelta(hours=5))
    reason = {"element": "loans[0].amount_delivered", "reason:loans[0].amount_delivered": "不一致"}
    clerk.act(number, "return", **reason)
    page = words(supervisor.get("/overview"))
    assert "借款 · 实际出借金额 1 审查人员另写的理由（1 次）" in page
    assert "审查用时（中位数） 5小时0分钟" in page
    assert "首次审查通过率 0.0% 0 / 1 件" in page
    assert "王书记员 （wang，立案人员） 退回补正 1" in page
    steps = words(supervisor.get(f"/steps/{number}"))
    assert "退回补正 由王书记员" in steps
    assert "历时 5小时0分钟" in steps
    assert "张三丰" not in steps
    assert "47,000" not in steps
    assert number in words(supervisor.get("/steps"))


def test_own_words_of_a_clerk_are_not_in_the_overview(
    stand: Stand, clerk: Visitor, supervisor: Visitor
) -> None:
    place = "plaintiffs[0].domicile"
    vague = "地址不够具体，请写到门牌号。"
    clerk.act(stand.submitted(), "return", element=place, **{f"reason:{place}": vague})
    own = {f"reason:{place}": "户口本上是5号楼201。"}
    clerk.act(second(stand), "return", element=place, **own)
    page = words(supervisor.get("/overview"))
    assert f"{vague}（1 次）" in page
    assert "审查人员另写的理由（1 次）" in page
    assert "5号楼" not in page


def test_the_first_pass_share_counts_first_decisions_only(
    stand: Stand, clerk: Visitor, supervisor: Visitor
) -> None:
    clerk.act(stand.submitted(), "accept")
    clerk.act(second(stand), "refuse", reason="不属于受案范围。")
    assert "首次审查通过率 50.0% 1 / 2 件" in words(supervisor.get("/overview"))


def test_an_audit_entry_that_was_changed_is_found(stand: Stand, supervisor: Visitor) -> None:
    stand.submitted()
    assert "全部记录完整" in words(supervisor.get("/trail", check="1"))
    with stand.database.transaction() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql("UPDATE filing.audit SET actor = 'staff:other' WHERE seq = 2")
    assert "第 2 条起的记录被改动过" in words(supervisor.get("/trail", check="1"))


def test_the_title_of_a_finding_speaks_to_nobody() -> None:
    """The person and the clerk read the same one."""
    words_of = read_yaml(DIALOGS / "responses" / "zh-CN" / "findings.yml")
    assert [each["title"] for each in words_of.values() if "您" in each["title"]] == []


def test_every_code_has_words_and_all_words_are_used() -> None:
    codes = Responses.load().codes("console")
    files = [*CONSOLE.glob("*.py"), *CONSOLE.glob("templates/*.html")]
    text = "\n".join(path.read_text() for path in files)
    used = set(re.findall(r"""["']([a-z][a-z0-9_]+)["']""", text))
    asked = set(re.findall(r"""\b(?:t|say)\(["']([a-z_]+)["'][,)]""", text))
    assert asked - {"console", "findings", "notices"} <= codes
    built = (
        "act_ actor_ came_ col_ conflict_ confirm_title_ confirm_do_ done_ document_ error_ event_ "
        "jump_ known_ level_ material_level_ nav_ role_ status_ tab_ trail_ deadline_"
    )
    assert {code for code in codes - used if not code.startswith(tuple(built.split()))} == set()
    for kinds, head in ((Status, "status"), (EventKind, "event"), (DocumentKind, "document")):
        assert {f"{head}_{kind}" for kind in kinds} <= codes
    assert {f"deadline_{kind}" for kind in DeadlineKind} <= codes
