"""The chat page, its static files, and the pages behind signed links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

import bot.pages
from bot.channels.web import LinkedActs, WebPorts
from bot.exchange import Grant
from bot.messages import Image, Link, Message, Option, Sender
from bot.pages import Assets, page_router
from dialogs.schema.responses import Responses
from filing_backend.services.office import Limits
from tests.fakes.pictures import photo
from tests.fakes.web_server import FakeWeb, serve

STATIC = Path(bot.pages.__file__).parent / "static"
TEMPLATES = STATIC.parent / "templates"
HAN = re.compile(r"[\u4e00-\u9fff]")
# Younger than ES2019: WeChat's browser on old phones does not know them.
TOO_YOUNG = re.compile(
    r"\?\.[a-zA-Z(\[]|\?\?|\breplaceAll\(|\.at\(|^\s+#\w+|\(\?<[=!]|\bstatic \w+ ="
)


@pytest.fixture
def web() -> FakeWeb:
    return FakeWeb()


@pytest.fixture
def client(web: FakeWeb) -> Iterator[httpx.Client]:
    with serve(web.app()) as url, httpx.Client(base_url=url, trust_env=False) as client:
        yield client


@pytest.fixture
def link(web: FakeWeb):
    """Signs an address of a page for a new conversation."""
    started = web.conversations.start("web")

    def sign(target: str, channel: str = "web") -> str:
        name = target.split(":")[1]
        grant = Grant(target, started.conversation_id, started.person_id, channel)
        return f"/h/{name}/{web.signer.sign(grant)}"

    return sign


def test_chat_page_allows_no_inline_script_and_no_frame(client):
    answer = client.get("/")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert not re.search(r"<script(?![^>]*(src=|application/json))", answer.text)
    assert not re.search(r"\son\w+=|\sstyle=", answer.text)


def test_chat_page_asks_nobody_outside(client):
    assert not re.search(r"(src|href)=\"(?!/|#)", client.get("/").text)
    for path in STATIC.iterdir():
        text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "//" not in re.sub(r"^\s*//.*$|\s// .*$", "", text, flags=re.MULTILINE), path.name


def test_static_files_are_kept_for_ever_under_their_version(client):
    path = re.search(r"/h/static/\w+/chat\.js", client.get("/").text)
    assert path
    answer = client.get(path[0])
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert client.get("/h/static/old/chat.js").status_code == 404
    assert client.get(path[0].replace("chat.js", "../pages.py")).status_code == 404


def test_page_is_small(client):
    text = client.get("/").text
    names = {path.name for path in STATIC.iterdir()}
    version = re.search(r"/h/static/\w+/", text)
    assert version
    sent = sum(
        int(client.get(version[0] + name).headers.get("content-length", 0)) for name in names
    )
    assert sent + len(text.encode()) < 64 * 1024


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.js")), ids=lambda path: path.name)
def test_scripts_hold_no_words_and_nothing_younger_than_es2019(path):
    code = path.read_text("utf-8")
    assert not TOO_YOUNG.findall(code)
    statements = re.sub(r"^\s*(//|\*|/\*\*).*$|\s// .*$", "", code, flags=re.MULTILINE)
    assert not HAN.findall(re.sub(r"\(\?!.*?\)|万元", "", statements))


@pytest.mark.parametrize("path", sorted(TEMPLATES.iterdir()), ids=lambda path: path.name)
def test_templates_hold_no_words(path):
    assert not HAN.findall(path.read_text("utf-8"))


def test_every_word_a_script_says_exists():
    known = Responses.load("zh-CN").codes("pages")
    for path in STATIC.glob("*.js"):
        for code in re.findall(r"\bword\(\s*\"(\w+)\"", path.read_text("utf-8")):
            assert f"chat_{code}" in known, f"{path.name}: {code}"


def test_upload_page_takes_files_for_the_conversation(client, link, web):
    address = link("page:upload:iou")
    assert client.get(address).status_code == 200
    answer = client.post(
        address, data={"id": "1", "material": "iou"}, files={"file": ("a.jpg", photo())}
    )
    assert answer.status_code == 200
    assert answer.json()["messages"]
    assert web.materials.received[0][2] == "iou"


def asked(web, asks, text):
    """A question of the bot; its number."""
    (stored,) = web.conversations.stored.values()
    n = len(stored.messages) + 1
    stored.messages.append(Message(n, Sender.BOT, text, asks=asks))
    return n


@pytest.mark.parametrize(
    ("page", "asks"), [("upload:iou", "material:iou"), ("signature:plaintiffs[1]", None)]
)
def test_page_says_what_it_is_for(client, link, web, page, asks):
    n = asked(web, asks or page, "记下了。\n\n请拍<借条>，每一页都要拍。")
    shown = client.get(link(f"page:{page}:{n}")).text
    assert "请拍&lt;借条&gt;，每一页都要拍。" in shown
    assert "记下了" not in shown


@pytest.mark.parametrize("page", ["upload:iou:1", "upload:iou:99", "upload:iou", "upload:"])
def test_page_says_nothing_of_another_question(client, link, web, page):
    asked(web, "material:other", "请拍别的。")
    shown = client.get(link(f"page:{page}"))
    assert shown.status_code == 200
    assert 'class="text wanted"' not in shown.text


@pytest.mark.parametrize("sent", [{}, {"material": "id_card"}])
@pytest.mark.parametrize(
    ("page", "kind"), [("upload:iou:12", "iou"), ("upload:", None), ("signature:x", None)]
)
def test_page_takes_files_for_nothing_but_its_purpose(client, link, web, page, kind, sent):
    files = {"file": ("a.jpg", photo())}
    answer = client.post(link(f"page:{page}"), data={"id": "1", **sent}, files=files)
    assert answer.status_code == 200
    assert web.materials.received[0][2] == kind


def test_upload_page_works_without_a_script(client, link):
    address = link("page:upload:iou")
    page = client.get(address).text
    form_id = re.search(r'name="id" value="(\w+)"', page)
    assert form_id
    answer = client.post(
        address,
        data={"id": form_id[1]},
        files={"file": ("a.jpg", photo())},
        headers={"Accept": "text/html"},
    )
    assert "已经收到" in answer.text


def test_page_carries_no_file_that_the_backend_would_refuse():
    script = (STATIC / "upload.js").read_text("utf-8")
    found = re.search(r"LARGEST_FILE_MEBIBYTES = (\d+);", script)
    assert found
    assert int(found[1]) * 1024 * 1024 == Limits().file_bytes
    told = Responses.load("zh-CN").say("telegram", "file_too_large")
    assert f"每个文件最多收{found[1]}MB" in told


def test_preview_page_shows_the_pictures_of_its_message(client, link, web):
    conversation = web.conversations.stored[web.conversations.only_conversation()]
    conversation.messages.append(
        Message(2, Sender.BOT, "请看", images=(Image("preview:1", "第 1 页"),))
    )
    page = client.get(link("page:preview:2")).text
    picture = re.search(r'<img src="(/web/o/[^"]+)" alt="第 1 页"', page)
    assert picture
    assert client.get(picture[1]).headers["content-type"] == "image/png"


def test_link_of_one_page_opens_no_other(client, link):
    address = link("page:upload:iou")
    assert client.get(address.replace("/upload/", "/signature/")).status_code == 404
    assert client.get("/h/upload/forged").status_code == 404


def test_old_link_is_a_page_that_says_so(client, link, web):
    address = link("page:signature:plaintiffs[0]")
    web.signer.expire()
    answer = client.get(address, headers={"Accept": "text/html"})
    assert answer.status_code == 410
    assert "过期" in answer.text


@pytest.mark.parametrize("channel", ["wechat", "telegram"])
def test_old_link_of_a_chat_leads_to_no_other_conversation(client, link, web, channel):
    """What stands in a chat's history is never signed anew, and the web's chat is another one."""
    address = link("page:upload:iou", channel)
    web.signer.expire()
    page = client.get(address, headers={"Accept": "text/html"})
    sent = client.post(address, data={"id": "1"}, files={"file": ("a.jpg", photo())})
    assert (page.status_code, sent.status_code) == (410, 410)
    assert "回复“继续”" in page.text
    assert "回复“继续”" in sent.json()["error"]["text"]
    assert "会自动更新" not in page.text
    assert 'href="/"' not in page.text


@pytest.mark.parametrize(("channel", "from_chat"), [("wechat", True), ("web", False)])
def test_old_file_on_the_page_of_a_chat_leads_to_no_other_conversation(
    client, link, web, channel, from_chat
):
    (stored,) = web.conversations.stored.values()
    stored.messages.append(Message(2, Sender.BOT, "请看", images=(Image("preview:1", "第 1 页"),)))
    page = client.get(link("page:preview:2", channel)).text
    picture = re.search(r'<a href="(/web/o/[^"]+)"[^>]*><img', page)
    assert picture
    web.signer.expire()
    old = client.get(picture[1], headers={"Accept": "text/html"})
    assert old.status_code == 410
    assert ("回复“继续”" in old.text) is from_chat
    assert ('href="/"' not in old.text) is from_chat


def test_page_that_a_page_of_a_chat_leads_to_is_the_chats_too(client, link, web):
    (stored,) = web.conversations.stored.values()
    links = (Link("去窗口", "page:window:某法院"),)
    stored.messages.append(Message(2, Sender.BOT, "请看", links=links))
    page = client.get(link("page:preview:2", "wechat")).text
    found = re.search(r'href="(/h/window/[^"]+)"', page)
    assert found
    assert 'href="/"' not in client.get(found[1]).text


def test_broken_link_in_wechats_browser_leads_to_no_other_conversation(client):
    browser = {"Accept": "text/html", "User-Agent": "Mozilla/5.0 MicroMessenger/8.0.50"}
    assert 'href="/"' not in client.get("/h/upload/forged", headers=browser).text
    plain = {"Accept": "text/html"}
    assert 'href="/"' in client.get("/h/upload/forged", headers=plain).text


def test_preview_page_takes_no_files(client, link):
    answer = client.post(link("page:preview:1"), data={"id": "1"}, files={"file": ("a", b"1")})
    assert answer.status_code == 404


def test_window_page_names_the_court_and_asserts_no_address(client, link):
    page = client.get(link("page:window:北京市朝阳区人民法院")).text
    main = page[page.index("<main") : page.index("</main>")]
    assert "<h1>北京市朝阳区人民法院</h1>" in main
    assert 'href="geo:0,0?q=%E5%8C%97%E4%BA%AC' in main
    assert 'href="tel:12368"' in main
    assert "没有登记这家法院的地址" in main
    assert "身份证" in main


def test_window_page_asks_nobody_else_for_anything(client, link):
    page = client.get(link("page:window:北京市朝阳区人民法院")).text
    assert not re.search(r'(?:src|action)="(?!/)', page)
    assert not re.search(r'<link [^>]*href="(?!/)', page)
    assert "http" not in page


def test_window_page_leads_to_the_map_that_was_set(web, link):
    responses = Responses.load("zh-CN")
    assets = Assets(responses)
    app = FastAPI()
    door, map_url = None, "https://maps.example/search?q={name}"
    app.include_router(page_router(assets, _linked(web, responses, assets), door, map_url))
    with serve(app) as url, httpx.Client(base_url=url, trust_env=False) as http:
        page = http.get(link('page:window:某"法院&x')).text
    assert "https://maps.example/search?q=%E6%9F%90%22%E6%B3%95%E9%99%A2%26x" in page
    assert "<h1>某&#34;法院&amp;x</h1>" in page


def test_window_page_takes_no_files(client, link):
    answer = client.post(link("page:window:x"), data={"id": "1"}, files={"file": ("a", b"1")})
    assert answer.status_code == 404


def _linked(web, responses, assets):
    return LinkedActs(
        WebPorts(
            web.conversations,
            web.sessions,
            web.materials,
            web.signer,
            responses,
            web.limits,
            error_page=assets.error_page,
        )
    )


def test_window_page_in_wechat_gives_the_name_to_copy_where_no_map_would_open(client, link):
    page = client.get(link("page:window:北京市朝阳区人民法院", "wechat")).text
    assert "geo:" not in page
    assert "长按上面的名字复制" in page
    assert "geo:" in client.get(link("page:window:北京市朝阳区人民法院", "telegram")).text


def test_reading_page_shows_one_message_in_large_type(client, link, web):
    (stored,) = web.conversations.stored.values()
    options = (Option("yes", "都是真的<b>"), Option("no", "要改"))
    stored.messages.append(Message(2, Sender.BOT, "请核对。\n\n对吗？", options))
    page = client.get(link("page:read:2", "wechat"))
    assert page.status_code == 200
    assert 'class="card reading"' in page.text
    assert "都是真的&lt;b&gt;" in page.text
    assert "对吗？" in page.text
    assert "回到对话里接着办" in page.text


@pytest.mark.parametrize("what", ["99", "0", "-1", "x", "", "9" * 30])
def test_reading_page_of_no_message_says_so(client, link, what):
    page = client.get(link(f"page:read:{what}"))
    assert page.status_code == 200
    assert "没有可以看的页面" in page.text


def test_reading_page_takes_no_files(client, link):
    files = {"file": ("a.jpg", photo(), "image/jpeg")}
    assert client.post(link("page:read:1"), data={"id": "x"}, files=files).status_code == 404
