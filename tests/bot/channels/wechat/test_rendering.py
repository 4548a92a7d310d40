"""A message as a WeChat text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.text import pack, utf8_bytes
from bot.channels.wechat.envelope import safe_text
from bot.channels.wechat.rendering import LONGEST_TEXT, Renderer
from bot.exchange import SessionRef
from bot.messages import InputHint, Message, Option, Sender
from dialogs.schema.responses import Responses
from tests.fakes.conversations import FakeSigner


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(Responses.load(), FakeSigner(), "https://lian.example")


def offering(*labels: str, kind: str = "options", text: str = "怎么给的？") -> Message:
    options = tuple(Option(f"o{n}", each) for n, each in enumerate(labels))
    return Message(9, Sender.BOT, text, options, "a", InputHint(kind))


def text_of(renderer, message):
    (section,) = renderer.sections(message, SessionRef("c", "p"))
    return section.text


def test_several_choices_are_said_to_go_as_numbers(renderer):
    text = text_of(renderer, offering("转账", "现金", kind="choices"))
    assert text.endswith("可以选几项，把数字一起回复，比如“1、3”。只选一项的，点一下就行。")
    assert text.count("bizmsgmenu") == 2


def test_one_choice_is_said_to_be_tapped(renderer):
    assert text_of(renderer, offering("转账", "现金")).endswith("点一下，或者回复前面的数字。")


@pytest.mark.parametrize("count", [2, 9, 14, 30, 60])
def test_question_and_options_stay_in_one_text(renderer, count):
    message = offering(*(f"第{n}家人民法院（某某区）" for n in range(count)), text="选哪家？")
    (text,) = pack(renderer.sections(message, SessionRef("c", "p")), LONGEST_TEXT, utf8_bytes)
    assert utf8_bytes(text) <= LONGEST_TEXT
    assert all(f"{n + 1}. " in text for n in range(count))


@pytest.mark.parametrize(
    ("asks", "target"),
    [
        ("material:iou", "page:upload:iou:9"),
        ("signature:plaintiffs[1]", "page:signature:plaintiffs[1]:9"),
    ],
)
def test_page_is_linked_to_with_the_question_that_it_is_for(renderer, asks, target):
    text = text_of(renderer, Message(9, Sender.BOT, "请传。", asks=asks))
    assert renderer._signer.open(text.split('"')[1].rpartition("/")[2]).target == target


@given(
    st.text(alphabet="问什么？。，是 a𠮷", min_size=1, max_size=300),
    st.lists(
        st.text(alphabet="选项很长，、（）<&]]>\n a𠮷", min_size=1, max_size=300).filter(str.strip),
        min_size=1,
        max_size=30,
    ),
    st.text(alphabet="话。\n 𠮷", max_size=2000),
    st.sampled_from(["options", "choices"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_question_is_never_cut_from_its_options(renderer, question, labels, before, kind):
    message = offering(*labels, kind=kind, text=f"{before}\n\n{question}")
    texts = pack(renderer.sections(message, SessionRef("c", "p")), LONGEST_TEXT, utf8_bytes)
    assert all(utf8_bytes(safe_text(each)) <= LONGEST_TEXT for each in texts)
    lines = texts[-1].split("\n")
    numbers = [n for n in range(1, len(labels) + 1) if any(x.startswith(f"{n}. ") for x in lines)]
    assert len(numbers) == len(labels)
    assert "".join(question.split()) in "".join(texts[-1].split())


def test_what_would_end_its_enclosure_is_made_safe_before_it_is_measured(renderer):
    sections = renderer.sections(offering(text="]]>" * 600), SessionRef("c", "p"))
    texts = pack(sections, LONGEST_TEXT, utf8_bytes)
    assert all(utf8_bytes(safe_text(each)) <= LONGEST_TEXT for each in texts)


@pytest.mark.parametrize("label", ['"><script>', "a&b=c#d?", "]]>", "<a href=x>", "全角＆“引号”"])
def test_label_cannot_leave_its_link(renderer, label):
    text = text_of(renderer, offering(label))
    address = text.split('href="')[1].split('"')[0]
    assert address.startswith("weixin://bizmsgmenu?msgmenucontent=")
    assert address.count("&") == 1
    assert text.count("<a ") == text.count("</a>") == 1


@pytest.mark.parametrize("word", ["字", "😀", "é", "a", "𠮷"])
@pytest.mark.parametrize("between", ["", "。", "\n\n"])
def test_no_text_is_longer_than_the_platform_shows(renderer, word, between):
    """2,048 bytes of UTF-8, and no character is cut in two."""
    for count in range(500, 560):
        words = between.join([word * 4] * count)
        sections = renderer.sections(offering(text=words), SessionRef("c", "p"))
        texts = pack(sections, LONGEST_TEXT, utf8_bytes)
        assert max(len(each.encode()) for each in texts) <= 2048
        assert "".join(texts).count(word) == 4 * count
