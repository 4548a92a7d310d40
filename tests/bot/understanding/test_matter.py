"""What of a story is printed: whole phrases, without the question at its end."""

import pytest

from bot.understanding.matter import matter


@pytest.mark.parametrize(
    ("told", "printed"),
    [
        ("他打了我，我现在天天看病的你说我可咋办啊", "他打了我，我现在天天看病的"),
        ("他欠我五万块一直不还，要咋个告他嘛", "他欠我五万块一直不还"),
        ("借了五万不还你说我该怎么办", "借了五万不还"),
        ("公司倒闭了我也不知道该咋办", "公司倒闭了"),
        ("他欠我五万不还能不能告他", "他欠我五万不还"),
        ("老板跑了我们十几个人要咋个办嘛", "老板跑了我们十几个人"),
        ("2024年3月借了他五万你给说说我可咋办", "2024年3月借了他五万"),
    ],
)
def test_a_question_is_cut_where_its_clause_begins(told: str, printed: str) -> None:
    assert matter(told) == printed


@pytest.mark.parametrize(
    "told",
    [
        "我说要去告他",
        "我跟他要了三次两万块他问我怎么办",
        "医生说要怎么处理",
    ],
)
def test_a_question_that_is_told_stays_whole(told: str) -> None:
    assert matter(told) == told
