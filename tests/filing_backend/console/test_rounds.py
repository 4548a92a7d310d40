"""A filing that came back: what was sent back stands first, with how it is now."""

from __future__ import annotations

from typing import Any

from tests.fakes.materials import jpeg_photo
from tests.filing_backend.conftest import Stand
from tests.filing_backend.console.conftest import Visitor, words
from tests.filing_backend.drafts import loan_draft, upload, upload_all

AMOUNT, DAY, CARD, IOU = (
    "loans[0].amount_delivered",
    "loans[0].delivered_on",
    "material:id_card",
    "material:iou",
)


def send_back(clerk: Visitor, number: str, *places: str) -> None:
    reasons = {f"reason:{each}": f"{each}不对。" for each in places}
    assert clerk.act(number, "return", element=list(places), **reasons).status_code == 303


def correct(stand: Stand, number: str, draft: dict[str, Any]) -> None:
    headers = {"Idempotency-Key": "correct-0001"}
    path = f"/api/v1/filings/{number}/corrections"
    assert stand.bot_calls("POST", path, json=draft, headers=headers).status_code == 200
    stand.work()


def summary(clerk: Visitor, number: str) -> str:
    """The card on what was sent back, without line breaks."""
    page = words(clerk.get(f"/filings/{number}"))
    return page.split("上次退回的", 1)[1].split("系统发现的问题")[0]


def test_what_was_sent_back_stands_first_with_how_it_came_back(
    stand: Stand, clerk: Visitor
) -> None:
    number = stand.submitted()
    send_back(clerk, number, AMOUNT, DAY, CARD, IOU)
    corrected = upload_all(stand, loan_draft(values={AMOUNT: "46000"}))
    new_iou = upload(stand, corrected, "iou", [("again.jpg", jpeg_photo(710, 910))])
    ids = {"kind": "iou", "material_ids": [new_iou[0]["material_id"]]}
    kept = [each for each in corrected["materials"] if each["kind"] == "transfer_record"]
    correct(stand, number, {**corrected, "materials": [*kept, ids]})

    came = summary(clerk, number)
    assert came.startswith(" 4 处")
    for said in (
        "借款1 · 实际出借金额 已改 47,000元 → 46,000元",
        "借款1 · 提供借款的时间 没有改",
        "材料：原告身份证 还是没有交",
        "已重新交",
    ):
        assert said in came


def test_what_else_was_changed_is_named(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    send_back(clerk, number, AMOUNT)
    values = {AMOUNT: "46000", "plaintiffs[0].phone": "13900139000"}
    correct(stand, number, upload_all(stand, loan_draft(values=values)))
    others = summary(clerk, number).split("另外还变了：")[1]
    assert "原告1 · 联系电话" in others
    assert "实际出借金额" not in others


def test_an_item_that_was_taken_out_is_named(stand: Stand, clerk: Visitor) -> None:
    second = {
        "defendants[1].kind": "natural",
        "defendants[1].name": "王五洲",
        "defendants[1].domicile": {"text": "北京市朝阳区安定路3号", "code": "110105"},
    }
    draft = loan_draft(values=second)
    counts = {**draft["answers"]["counts"], "defendants": 2}
    number = stand.submitted(values=second, answers={**draft["answers"], "counts": counts})
    send_back(clerk, number, AMOUNT)
    correct(stand, number, upload_all(stand, loan_draft(values={AMOUNT: "46000"})))
    assert "被告2（去掉了）" in summary(clerk, number)


def test_nothing_is_said_of_a_round_before_the_first(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    assert "上次退回的" not in words(clerk.get(f"/filings/{number}"))
    send_back(clerk, number, AMOUNT)
    assert "上次退回的 1 处" not in words(clerk.get(f"/filings/{number}"))


def test_whose_case_it_is_stands_on_its_page_and_where_it_is_decided(
    stand: Stand, clerk: Visitor
) -> None:
    number = stand.submitted()
    whose = "张三丰 诉 李四光 · 42,000元"
    assert whose in words(clerk.get(f"/filings/{number}"))
    assert whose in words(clerk.act(number, "accept", step="ask"))


def test_hints_are_not_counted_as_problems(stand: Stand, clerk: Visitor) -> None:
    number = stand.submitted()
    page = clerk.get(f"/filings/{number}").text
    findings = page.split('id="findings"')[1].split('id="answers"')[0]
    graver, hints = findings.split('<details class="hints">')
    problems = graver.count('class="note warn"') + graver.count('class="note block"')
    assert f'<span class="count">{problems}</span>' in graver
    assert 'class="note info"' not in graver
    told = hints.count('class="note info"')
    assert f"另有 {told} 条提示" in hints
