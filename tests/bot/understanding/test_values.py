"""One answer to one question: right values in, sentences for wrong ones."""

from __future__ import annotations

from datetime import date

import pytest

from bot.understanding.values import find, read
from dialogs.schema.definition import ElementType, Option
from dialogs.schema.responses import Responses

TODAY = date(2026, 11, 21)
OPTIONS = (
    Option("iou", "借条"),
    Option("contract", "借款合同"),
    Option("chat", "聊天记录", ("微信",)),
    Option("none", "没有"),
)
RESPONSES = Responses.load("zh-CN")

GOOD = [
    ("money", "三万五", "35000"),
    ("money", "3.5万", "35000"),
    ("money", "叁万伍仟元整", "35000"),
    ("money", "３万", "30000"),
    ("money", "5块2", "5.20"),
    ("money", "5万零500", "50500"),
    ("money", "一共47,000.50元", "47000.50"),
    ("date", "去年3月5号", "2025-03-05"),
    ("date", "2023.3.5", "2023-03-05"),
    ("date", "上个月15号", "2026-10-15"),
    ("date", "去年底", "2025-12-31"),
    ("date", "农历2025年八月十五", "2025-10-06"),
    ("date", "20230305", "2023-03-05"),
    ("percent_per_year", "月息2分", "24"),
    ("percent_per_year", "年利率一分五", "15"),
    ("percent_per_year", "月息3厘", "3.6"),
    ("percent_per_year", "24%", "24"),
    ("duration", "半年", {"count": "6", "unit": "month"}),
    ("yes_no", "有的", True),
    ("yes_no", "没有", False),
    ("choice", "①", "iou"),
    ("choice", "微信", "chat"),
    ("choice", "第二个", "contract"),
    ("choices", "1和3", ["iou", "chat"]),
    ("person_name", "我叫欧阳娜娜", "欧阳娜娜"),
    ("person_name", "买买提.艾力", "买买提·艾力"),
    ("cn_id_number", "110105 19491231 002x", "11010519491231002X"),
    ("uscc", "91110105ma00yyy01d", "91110105MA00YYY01D"),
    ("phone", "+86 138 0013 8000", "13800138000"),
    ("phone", "010-12345678", "01012345678"),
    ("case_no", "（2026）京0105民初1234号", "(2026)京0105民初1234号"),
    ("court", "北京市朝阳区人民法院", "北京市朝阳区人民法院"),
    ("number", "一百零五", "105"),
    ("text", " 做生意 ", "做生意"),
    (
        "address",
        "北京市朝阳区建国路88号",
        {"text": "北京市朝阳区建国路88号", "code": "110105"},
    ),
    (
        "date_range",
        "2023年3月5日到2024年3月4日",
        {"from": "2023-03-05", "to": "2024-03-04"},
    ),
]
BAD = [
    ("money", "很多", "money_not_exact"),
    ("money", "哈哈", "money_unreadable"),
    ("money", "-500", "money_negative"),
    ("money", "五千美元", "money_foreign"),
    ("number", "不少", "number_unreadable"),
    ("percent_per_year", "LPR四倍", "rate_is_lpr"),
    ("percent_per_year", "按银行的来", "rate_is_lpr"),
    ("percent_per_year", "跟银行贷款利息一样", "rate_is_lpr"),
    ("percent_per_year", "银行存款利率", "rate_unreadable"),
    ("percent_per_year", "随便", "rate_unreadable"),
    ("date", "2023年2月30日", "date_impossible"),
    ("date", "2023年3月", "date_day_missing"),
    ("date", "以前", "date_unreadable"),
    ("date_range", "很久", "date_range_unreadable"),
    ("duration", "三", "duration_without_unit"),
    ("duration", "好久", "duration_unreadable"),
    ("yes_no", "三万", "yes_no_unreadable"),
    ("choice", "9", "choice_number_out_of_range"),
    ("choice", "哈哈哈哈", "choice_unreadable"),
    ("choices", "哈哈哈哈", "choice_unreadable"),
    ("person_name", "123", "name_with_digits"),
    ("person_name", "为什么", "name_unreadable"),
    ("cn_id_number", "110105194912310021", "id_checksum"),
    ("cn_id_number", "12345", "id_format"),
    ("uscc", "9111", "uscc_format"),
    ("phone", "138", "phone_format"),
    ("phone", "87654321", "phone_without_area"),
    ("address", "哈哈", "address_unreadable"),
    ("court", "随便", "court_unreadable"),
    ("case_no", "1234号", "case_no_format"),
    ("text", "😀", "text_without_words"),
    ("long_text", "", "empty"),
    ("file", "照片", "file_expected"),
    ("signature", "签", "signature_expected"),
    ("group", "有", "group_expected"),
]


@pytest.mark.parametrize(("kind", "text", "value"), GOOD)
def test_an_answer_is_read(kind, text, value):
    reading = read(ElementType(kind), text, TODAY, OPTIONS)
    assert reading.value == value
    assert reading.code is None


@pytest.mark.parametrize(("kind", "text", "code"), BAD)
def test_a_wrong_answer_is_met_by_a_sentence_with_an_example(kind, text, code):
    reading = read(ElementType(kind), text, TODAY, OPTIONS)
    assert (reading.value, reading.code) == (None, code)
    assert "例：" in RESPONSES.say("errors", code, **reading.values)


def test_every_type_has_a_wrong_answer_in_this_test():
    assert {kind for kind, _, _ in BAD} == {kind.value for kind in ElementType}


@pytest.mark.parametrize("kind", list(ElementType))
@pytest.mark.parametrize(
    "text",
    ["", "\u200b", "\ud83d", "😀" * 500, "一" * 10_000, "9" * 10_000, "' OR 1=1 --", "<b>三万</b>"],
)
def test_nothing_raises(kind, text):
    read(kind, text, TODAY, OPTIONS)
    find(text, None, TODAY)


@pytest.mark.parametrize(
    ("kind", "text", "first", "others"),
    [
        ("money", "三十", "30", ("300000",)),
        ("money", "两三万", "20000", ("30000",)),
        ("percent_per_year", "2分", "24", ("20",)),
        ("date", "12月5日", "2025-12-05", ("2026-12-05",)),
    ],
)
def test_ambiguous_words_keep_their_other_readings(kind, text, first, others):
    reading = read(ElementType(kind), text, TODAY)
    assert (reading.value, reading.alternatives) == (first, others)


def test_spans_point_into_the_words_as_given():
    text = "借\u200b了３万５，2021年3月5号"
    found = find(text, None, TODAY)
    assert [(one.text, one.value) for one in found] == [
        ("３万５", "35000"),
        ("2021年3月5号", "2021-03-05"),
    ]
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "医院是北京大学第三医院",
        "四个月",
        "三院",
        "车牌京A12345",
        "第二次",
        "6 7 8 9 10月",
        "3号楼201",
    ],
)
def test_a_number_that_counts_or_names_is_no_sum(text: str) -> None:
    assert read(ElementType.MONEY, text, TODAY).value is None


@pytest.mark.parametrize(
    ("text", "sum_said"),
    [
        ("误工8000一个月，四个月", "8000"),
        ("每月1号交4500", "4500"),
        ("住3号楼201，月租3200", "3200"),
    ],
)
def test_the_sum_is_taken_from_among_what_counts(text: str, sum_said: str) -> None:
    reading = read(ElementType.MONEY, text, TODAY)

    assert (reading.value, reading.alternatives) == (sum_said, ())
