"""Whatever is typed or pasted: no exception, work that does not grow with its square."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Context
from bot.understanding.stories import facts
from bot.understanding.values import find, read
from dialogs.interview.catalogue import load_interview
from dialogs.schema.definition import ElementType

TODAY = date(2026, 11, 21)
LOAN = load_interview("private_lending")
ENGINE = EmbeddedEngine()
MOST = 10_000
SECONDS = 5.0
"""CPU time for 10,000 characters, ten times what they take: what grows by the square fails."""

SAMPLES = {
    "story": "我表弟2021年3月借了我八万，打了借条说年底还，利息一分，后来还了两万。",
    "no marks": "他二零二四年四月十八号跟我借了两万六说年底还",
    "digits": "1234567890",
    "numerals": "一二三四五六七八九十百千万亿",
    "one numeral": "一",
    "dates": "2023-5-6 ",
    "feasts": "春节",
    "blanks": " ",
    "wide blanks": "　",
    "lines": "\n",
    "commas": "，",
    "brackets": "(0",
    "decimals": "1.",
    "grouped": "1,",
    "places": "北京",
    "streets": "路村",
    "address": "北京市朝阳区建国路88号",
    "names": "张王李",
    "denials": "没有没写不是",
    "cues": "说好还约定还向我借",
    "emoji": "😀👍🏻",
    "english": "I lent him 50,000 yuan on May 6th. ",
    "russian": "Он должен мне деньги ",
    "arabic": "اقترض مني مبلغا ",
    "uyghur and tibetan": "ئۇ مەندىن པོ་ལ་ ",
    "sql": "'; DROP TABLE drafts; -- ",
    "html": "<script>alert(1)</script><a href='x'>&nbsp;",
    "template": "{{ 7*7 }}${x}%s%n",
    "zero width": "三\u200b万\u200d五\ufeff",
    "bidi": "\u202e五万\u202c\u2066元\u2069",
    "combining": "借\u0301\u0302",
    "half surrogates": "借\ud800五万\udc00",
    "controls": "\x00\x1b[31m\x07五万",
    "extension B": "𠀀𪚥𠮷",
    "private use": "\ue000\uf8ff\U0010ffff",
}


def filled(name: str) -> str:
    sample = SAMPLES[name]
    return (sample * (MOST // len(sample) + 1))[:MOST]


def contexts() -> list[Context]:
    asked = ("loans[0].amount_delivered", "loans[0].due_on", "plaintiffs[0].domicile")
    return [Context(TODAY), Context(TODAY, interview=LOAN)] + [
        Context(TODAY, path, LOAN.element(path), 0, (), LOAN) for path in asked
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_ten_thousand_characters_cost_little_work(name):
    text = filled(name)
    for work in (
        lambda: find(text, None, TODAY),
        lambda: facts(text, LOAN, TODAY),
        *(lambda context=context: ENGINE.understand(text, context) for context in contexts()),
    ):
        start = time.process_time()
        work()
        assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("name", SAMPLES)
def test_every_value_found_stands_in_the_words(name):
    text = SAMPLES[name] * 3
    for one in find(text, None, TODAY):
        assert text[one.start : one.end] == one.text
        assert 0 <= one.start < one.end <= len(text)


ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("一二三万元块年月日号分厘借还给说好，。 0123456789.-%\u200b\u202e\ud800𠮷"),
    ),
    max_size=60,
)


@settings(max_examples=60, deadline=None)
@given(ODD)
def test_any_text_is_understood_or_not_but_never_fails(text):
    for one in find(text, None, TODAY):
        assert text[one.start : one.end] == one.text
    for fact in facts(text, LOAN, TODAY):
        assert text[fact.start : fact.end] == fact.text
    for context in contexts():
        ENGINE.understand(text, context)
    for kind in ElementType:
        if kind is not ElementType.GROUP:
            reading = read(kind, text, TODAY)
            assert reading.value is not None or reading.code


COMMANDS = {
    "values": ["values", "--today", "2026-11-21"],
    "cases": ["cases"],
    "intents": ["intents"],
    "story": ["story", "--case", "private_lending", "--today", "2026-11-21"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_batch_command_answers_every_line(command):
    texts = [
        "",
        *SAMPLES.values(),
        *(filled(name) for name in ("story", "blanks", "emoji", "cues")),
    ]
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    done = subprocess.run(
        [sys.executable, "-m", "lian", "nlu", *COMMANDS[command]],
        input=lines.encode(), capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert len(answers) == len(texts)
    assert not any("error" in answer for answer in answers)
