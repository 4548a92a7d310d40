"""A short cell keeps only the words that answer it: no talk is printed unasked."""

from __future__ import annotations

from datetime import date

import pytest

from bot.understanding.asked_back import asked_back
from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Context
from bot.understanding.values import read
from dialogs.answers import Answers
from dialogs.interview.catalogue import load_interview
from dialogs.interview.commands import SetAnswer, SetNone
from dialogs.schema.definition import ElementType

LOAN = load_interview("private_lending")
TODAY = date(2026, 11, 22)
EMPLOYER, JOB = "plaintiffs[0].employer", "plaintiffs[0].job_title"


def _taken(path: str, text: str) -> dict[str, object]:
    """Each path with its value, its doubt in its place, None for 无."""
    answers = Answers({"plaintiffs[0].name": "王淑兰"}, {"plaintiffs": 1, "defendants": 1})
    element = LOAN.element(path)
    context = Context(TODAY, path, element, 0, interview=LOAN, answers=answers, heeded=True)
    commands = asked_back(text, EmbeddedEngine().understand(text, context).commands, context)
    told: dict[str, object] = {}
    for each in commands:
        if isinstance(each, SetAnswer):
            told[each.path] = each.doubt or each.value
        elif isinstance(each, SetNone):
            told[each.path] = None
    return told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("早就退了没班上了在家", {EMPLOYER: None, JOB: "退休"}),
        ("退休前在成都纺织厂", {EMPLOYER: None}),
        ("哪有啥单位哦种地的", {EMPLOYER: None}),
        ("天府新区那个厂子，成都宏运制衣有限公司", {EMPLOYER: "成都宏运制衣有限公司"}),
        ("我在成都宏运制衣有限公司上班", {EMPLOYER: "成都宏运制衣有限公司"}),
        ("都江堰市第一中学", {EMPLOYER: "都江堰市第一中学"}),
        ("成都市退休职工管理中心", {EMPLOYER: "成都市退休职工管理中心"}),
        ("退休了现在又在小区物业公司干保安返聘", {EMPLOYER: "words_of_talk"}),
    ],
)
def test_of_talk_about_a_workplace_its_name_stays(text: str, told: dict[str, object]) -> None:
    assert _taken(EMPLOYER, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("原来在纺织厂退休了现在腿也不好", "退休"),
        ("缝纫工，踩缝纫机的", "缝纫工"),
        ("我是缝纫工", "缝纫工"),
        ("我是个开出租车的", "开出租车的"),
        ("退休教师", "退休教师"),
        ("教师，班主任", "教师，班主任"),
        ("不锈钢焊工", "不锈钢焊工"),
        ("没退休还在上班", "words_of_talk"),
        ("以前干过保安现在没干了", "words_of_talk"),
    ],
)
def test_of_talk_about_work_the_word_for_it_stays(text: str, told: str) -> None:
    assert _taken(JOB, text) == {JOB: told}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("成都市武侯区玉林北路5号3单元301一直住这儿三十年了", "成都市武侯区玉林北路5号3单元301"),
        ("成都市武侯区玉林北路5号3单元301，我们都住这儿", "成都市武侯区玉林北路5号3单元301"),
        ("玉林北路5号3单元301一直住这儿三十年了", "玉林北路5号3单元301"),
        ("北京市朝阳区建国路88号院内东侧平房", "北京市朝阳区建国路88号院内东侧平房"),
    ],
)
def test_an_address_ends_at_its_house_number(text: str, address: str) -> None:
    assert read(ElementType.ADDRESS, text, TODAY).value["text"] == address


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("身份证上写的是王淑兰啊你给我写对了", "王淑兰"),
        ("身份证上写的是王淑兰啊，不是王淑蓝", "王淑兰"),
        ("我只知道他叫刘伟", "刘伟"),
    ],
)
def test_a_name_behind_a_lead_stands_without_the_talk(text: str, name: str) -> None:
    assert read(ElementType.PERSON_NAME, text, TODAY).value == name


def test_a_surname_is_no_name():
    assert read(ElementType.PERSON_NAME, "只晓得姓刘", TODAY).code == "name_not_full"
