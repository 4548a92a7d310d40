"""A court's text message gives what is written in it; a person's own words give nothing."""

from __future__ import annotations

import pytest

from bot.understanding.court_messages import CourtMessage, read_court_message

SMS = "【12368】您诉某服装厂劳动争议一案已立案，案号（2026）京0115民初88号。"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            f"{SMS}请于收到通知次日起7日内交纳案件受理费10元。",
            CourtMessage(
                "filed", "(2026)京0115民初88号", "", "10", "收到通知次日起7日内", "fee", True
            ),
        ),
        (
            "您的立案申请已审核通过，案号(2026)京0105民初123号，请于2026年12月1日前缴纳诉讼费",
            CourtMessage("passed", "(2026)京0105民初123号", "", "", "2026年12月1日前", "fee"),
        ),
        ("平台显示：待审核", CourtMessage("pending")),
        ("12368发短信说不予立案", CourtMessage("refused")),
        (
            "【北京市朝阳区人民法院】您提交的立案申请审核不通过，请在7日内补正。",
            CourtMessage(
                "returned", "", "北京市朝阳区人民法院", "", "7日内", "correction", signed=True
            ),
        ),
        (
            "【人民法院在线服务】您与甲一案定于2026年12月20日上午9:30在第三法庭开庭。",
            CourtMessage("", "", "", "", "2026年12月20日上午9:30", "hearing", signed=True),
        ),
    ],
)
def test_only_what_is_written_is_read(text: str, read: CourtMessage) -> None:
    assert read_court_message(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "法院审核通过了吗",
        "我2024年3月5日借给李伟5万元，说好立案以后还",
        "他说已经提交立案申请了，我想问一下",
        "小程序上显示审核通过了吗？",
        "【注意】明天记得带身份证",
    ],
)
def test_a_persons_own_words_are_no_message_of_a_court(text: str) -> None:
    assert read_court_message(text) is None
