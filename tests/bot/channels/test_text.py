"""Texts cut for a platform: nothing is lost, nothing is too long, a question stays whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.text import Section, characters, pack, pieces, utf8_bytes

WORDS = st.text(alphabet="字a。；\n 𠮷，", max_size=400)


def bare(text: str) -> str:
    return "".join(text.split())


@given(WORDS, st.integers(8, 90))
def test_pieces_lose_nothing_and_fit(text, limit):
    found = pieces(text, limit, utf8_bytes)
    assert all(utf8_bytes(each) <= limit for each in found)
    assert bare("".join(found)) == bare(text)


@given(st.lists(WORDS, max_size=8), st.integers(16, 200))
def test_sections_keep_their_order(texts, limit):
    found = pack([Section(each) for each in texts], limit, characters)
    assert all(characters(each) <= limit for each in found)
    assert bare("".join(found)) == bare("".join(texts))


@given(WORDS, st.text(alphabet="选项\n1.", min_size=1, max_size=60))
def test_whole_section_is_never_cut(text, question):
    found = pack([Section(text), Section(question, whole=True)], 200, utf8_bytes)
    assert question.strip() == "" or sum(question.strip() in each for each in found) >= 1


def test_whole_section_that_cannot_fit_shows_its_shorter_form():
    section = Section("长" * 100, whole=True, shorter="短")
    assert pack([section], 200, utf8_bytes) == ["短"]


def test_cut_falls_between_sentences():
    text = "第一句话在这里。第二句话在这里。第三句话。"
    assert pieces(text, 17, characters) == ["第一句话在这里。第二句话在这里。", "第三句话。"]
