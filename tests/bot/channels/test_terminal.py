"""The conversation in a terminal, through the web API."""

from __future__ import annotations

import stat
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from bot.channels.terminal import ChatClient, NoServer, Terminal, alone_with
from bot.channels.terminal.screen import Screen
from bot.messages import Sender
from dialogs.schema.responses import Responses
from lian.chat import app
from tests.fakes.pictures import page_picture, photo

STORY = ("1", "李四借了我5万元。", "1", "张三", "47000", "2024年3月5日", "1、2")


class Line(httpx.HTTPTransport):
    """The line to the server, which may be cut for some requests."""

    cut: str = ""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self.cut and f"{request.method} {request.url.path}".startswith(self.cut):
            raise httpx.ConnectError("cut")
        return super().handle_request(request)


class Talk:
    """A person at a terminal with a list of lines to type."""

    def __init__(self, http: httpx.Client, folder: Path) -> None:
        self._http = http
        self._file = folder / "data" / "session.json"
        self.shown: list[str] = []
        self._more = threading.Condition()

    def told(self, words: str) -> bool:
        """Wait until these words are shown."""
        with self._more:
            return self._more.wait_for(lambda: words in "\n".join(self.shown), 20)

    def _show(self, text: str) -> None:
        with self._more:
            self.shown.append(text)
            self._more.notify_all()

    def type(self, lines: Iterable[str], look_again_seconds: float = 60) -> str:
        """Type the lines, then leave; everything that was shown."""
        waiting = iter(lines)
        self.shown = []
        screen = Screen(Responses.load(), "http://lian")
        terminal = Terminal(
            ChatClient(self._http, self._file, sleep=lambda _: None),
            screen,
            lambda _: next(waiting, None),
            self._show,
            lambda name: page_picture(name) if name == "张三" else None,
            look_again_seconds,
        )
        terminal.run()
        return "\n".join(self.shown)

    @property
    def session_file(self) -> Path:
        return self._file


@pytest.fixture
def talk(client, tmp_path) -> Talk:
    return Talk(client, tmp_path)


def test_whole_interview_in_a_terminal(talk, tmp_path):
    picture = tmp_path / "借 条.jpg"
    picture.write_bytes(photo())
    shown = talk.type([*STORY, f"/file '{picture}'", "/sign 张三", "1", "/filings"])
    assert "1. 同意，开始" in shown
    assert "下载起诉状（PDF）：http://lian/web/o/" in shown
    assert "已经提交给法院" in shown
    assert "案号 (2026)京0105民初1234号" in shown


def test_each_question_says_how_a_terminal_answers_it(talk, tmp_path):
    picture = tmp_path / "a.jpg"
    picture.write_bytes(photo())
    shown = talk.type([*STORY, f"/file {picture}"])
    assert "输入前面的数字，或者直接打字。" in shown
    assert "可以选几项，把数字一起输入，比如“1、3”。" in shown
    assert "输入 /file 文件路径" in shown
    assert "输入 /sign 加您的姓名" in shown
    assert "点下面" not in shown


def test_session_is_kept_for_its_owner_only_and_goes_on(talk, web):
    talk.type(["1", "李四借了我5万元。"])
    assert stat.S_IMODE(talk.session_file.stat().st_mode) == 0o600
    shown = talk.type([])
    assert "接着上次的对话" in shown
    assert "这看起来是民间借贷纠纷" in shown
    assert "您好，我是立案通" not in shown
    assert len(web.conversations.stored) == 1


def test_news_that_came_since_the_last_look_stands_before_the_next_answer(talk, web):
    def lines():
        yield "1"
        web.conversations.push(web.conversations.only_conversation(), "法院有消息了")
        yield "李四借了我5万元。"

    shown = talk.type(lines())
    assert "法院有消息了" in shown
    assert shown.index("法院有消息了") < shown.index("这看起来是民间借贷纠纷")


def test_new_begins_another_conversation(talk, web):
    assert "您好，我是立案通" in talk.type(["1", "/new"])
    assert len(web.conversations.stored) == 2


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("/help", "/file 路径"),
        ("/file", "请在 /file 后面写上文件路径"),
        ("/file nowhere.jpg", "没有找到文件 nowhere.jpg"),
        ("/sign 张三", "现在还不用签名"),
        ("/sign", "请在 /sign 后面写上"),
        ("/dance", "没有 /dance 这个命令"),
        ("/filings", "还没有提交过案件"),
    ],
)
def test_commands_say_what_to_do(talk, line, answer):
    assert answer in talk.type([line])


def test_signature_needs_a_typeface_or_a_picture(talk, tmp_path):
    picture = tmp_path / "a.jpg"
    picture.write_bytes(photo())
    shown = talk.type([*STORY, f"/file {picture}", "/sign 𠮷田", f"/sign {picture}"])
    assert "没有能写“𠮷田”的字体" in shown
    assert "起诉状已经做好" in shown


def test_fault_of_the_server_is_tried_again_under_the_same_id(talk, web):
    talk.type([])
    web.conversations.failures = 2
    assert "请您用自己的话" in talk.type(["1"])
    assert web.conversations.turns == 1


@pytest.fixture
def line(address) -> Iterator[Line]:
    with Line() as made:
        yield made


@pytest.fixture
def talk_over(line, address, tmp_path) -> Iterator[Talk]:
    """A talk whose line may be cut."""
    with httpx.Client(transport=line, base_url=address) as http:
        yield Talk(http, tmp_path)


def said(web) -> list[str]:
    """What the only person has said."""
    (conversation,) = web.conversations.stored.values()
    return [each.text for each in conversation.messages if each.sender is Sender.PERSON]


def test_words_that_did_not_arrive_are_kept_and_sent_in_their_order(talk_over, line, web):
    def lines():
        line.cut = "POST /web/messages"
        yield "1"
        yield "李四借了我5万元。"
        line.cut = ""
        yield ""
        yield ""

    shown = talk_over.type(lines())
    assert shown.count("您刚才的话我留着") == 2
    assert said(web) == ["1", "李四借了我5万元。"]
    assert "没有发出去" not in shown


def test_words_that_did_not_arrive_go_by_themselves_once_the_line_is_back(talk_over, line, web):
    arrived = threading.Event()
    turn = web.conversations.turn

    def noticed(inbound):
        arrived.set()
        return turn(inbound)

    web.conversations.turn = noticed

    def lines():
        line.cut = "POST /web/messages"
        yield "1"
        line.cut = ""
        assert arrived.wait(20)

    talk_over.type(lines(), look_again_seconds=0.01)
    assert said(web) == ["1"]


def test_words_that_are_refused_later_are_not_dropped_silently(talk_over, line):
    def lines():
        line.cut = "POST /web/messages"
        yield "长" * 300_000
        line.cut = ""
        assert talk_over.told("这次发送的内容太大")

    shown = talk_over.type(lines(), look_again_seconds=0.01)
    assert "没有发出去" not in shown


def test_words_that_never_arrived_are_shown_again_on_leaving(talk_over, line):
    def lines():
        line.cut = "POST /web/messages"
        yield "李四借了我5万元。"

    shown = talk_over.type(lines())
    assert "下面的话没有发出去，下次请再说一遍：\n李四借了我5万元。" in shown


def test_line_that_breaks_between_answer_and_news_ends_nothing(talk_over, line, web):
    def lines():
        yield "1"
        web.conversations.push(web.conversations.only_conversation(), "法院有消息了")
        line.cut = "GET"
        yield "李四借了我5万元。"
        line.cut = ""
        yield "/help"

    shown = talk_over.type(lines())
    assert "/file 路径" in shown
    assert said(web) == ["1", "李四借了我5万元。"]
    assert "这看起来是民间借贷纠纷" in talk_over.type([])


def test_file_with_a_quotation_mark_in_its_name_is_found(talk, tmp_path):
    picture = tmp_path / "it's.jpg"
    picture.write_bytes(photo())
    assert "请在屏幕上手写您的姓名" in talk.type([*STORY, f"/file {picture}"])


@pytest.mark.parametrize("line", ["/file .", "/file 'a b", "/file a\x00b"])
def test_what_cannot_be_read_is_no_file(talk, line):
    assert "没有找到文件" in talk.type([line])


def test_leaving_while_an_answer_is_awaited_is_leaving(talk_over, line):
    def lines():
        line.handle_request = interrupted
        yield "李四借了我5万元。"

    def interrupted(_request):
        del line.handle_request
        raise KeyboardInterrupt

    shown = talk_over.type(lines())
    assert "下面的话没有发出去" in shown
    assert shown.endswith("已退出。下次运行 lian chat 接着填。")


def test_without_a_server_one_sentence_says_what_to_run(tmp_path, monkeypatch):
    monkeypatch.setenv("LIAN_DATA_DIR", str(tmp_path))
    result = CliRunner().invoke(app, ["--url", "http://127.0.0.1:9"])
    assert result.exit_code == 1
    assert "make run" in result.stderr


def test_second_terminal_says_that_the_conversation_is_open_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setenv("LIAN_DATA_DIR", str(tmp_path))
    with alone_with(tmp_path / "chat_session.json"):
        result = CliRunner().invoke(app, ["--url", "http://127.0.0.1:9"])
    assert result.exit_code == 1
    assert "在另一个窗口里开着" in result.stderr
    assert "make run" in CliRunner().invoke(app, ["--url", "http://127.0.0.1:9"]).stderr


def test_conversation_is_kept_where_no_new_one_could_be_begun(talk_over, line, web):
    def lines():
        yield "1"
        line.cut = "POST /web/session"
        yield "/new"
        line.cut = ""
        yield "李四借了我5万元。"

    shown = talk_over.type(lines())
    assert "没有连上" in shown
    assert said(web) == ["1", "李四借了我5万元。"]
    assert "这看起来是民间借贷纠纷" in shown


def test_words_said_before_a_new_conversation_stay_in_the_old_one(talk_over, line, web):
    def lines():
        line.cut = "POST /web/messages"
        yield "1"
        line.cut = ""
        yield "/new"
        yield "同意"

    talk_over.type(lines())
    first, second = web.conversations.stored.values()
    told = [
        [each.text for each in conversation.messages if each.sender is Sender.PERSON]
        for conversation in (first, second)
    ]
    assert told == [["1"], ["同意"]]


@pytest.mark.parametrize("kept", ["[]", "1", "{", '"x"'])
def test_odd_session_file_is_none(talk, kept):
    talk.session_file.parent.mkdir()
    talk.session_file.write_text(kept)
    assert "您好，我是立案通" in talk.type([])


def test_client_tells_a_dead_server_from_a_slow_one(tmp_path):
    http = httpx.Client(base_url="http://127.0.0.1:9", trust_env=False)
    with http, pytest.raises(NoServer):
        ChatClient(http, tmp_path / "s").begin()
