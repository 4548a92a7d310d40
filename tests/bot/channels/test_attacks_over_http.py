"""Attacks and faults over real sockets, on a real server of two processes with both platforms.

After each of them the next honest message of somebody else is answered, and nothing was a 500.
"""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import socket
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from infra.clock import SystemClock
from tests.fakes.telegram_platform import SECRET as TELEGRAM_SECRET
from tests.fakes.telegram_platform import SECRET_HEADER, FakeTelegram
from tests.fakes.telegram_platform import TOKEN as TELEGRAM_TOKEN
from tests.fakes.web_server import serve
from tests.fakes.wechat_crypto import sha1_of
from tests.fakes.wechat_platform import AES_KEY, APP_ID, SECRET, TOKEN, Callback, FakePlatform
from tests.journeys.server import Server, data_folder

pytestmark = pytest.mark.slow
NAMES = itertools.count(1)
PLATFORM_SECONDS = 5.0
WORKING = "正在处理"


class Attacked:
    """The server, both platforms, and clients of every kind."""

    def __init__(self, server: Server, wechat: FakePlatform, telegram: FakeTelegram) -> None:
        self.server = server
        self.wechat = wechat
        self.telegram = telegram
        self.http = httpx.Client(base_url=server.address, timeout=30, trust_env=False)
        self._read: dict[str, int] = {}

    def stranger(self) -> Any:
        """Somebody on WeChat who has never written."""
        return self.wechat.person(f"oStranger_{next(NAMES)}")

    def sealed(self, person: Any, **fields: str) -> Callback:
        """A text of a person."""
        given = {"MsgType": "text", "Content": "您好", "MsgId": self.wechat.next_id()} | fields
        person.grants.append((SystemClock().now() + timedelta(hours=48), 5))
        return self.wechat.sealed(self.wechat.xml(person, given))

    def post(self, callback: Callback, **headers: str) -> httpx.Response:
        """A callback of WeChat, or what pretends to be one."""
        return self.http.post(
            "/wechat", params=callback.query, content=callback.body, headers=headers
        )

    def opened(self, answer: httpx.Response, person: Any) -> str:
        """What the person reads."""
        assert answer.status_code == httpx.codes.OK
        text: str = self.wechat.opened(answer.text, person)
        return text

    def read(self, answer: httpx.Response, person: Any) -> str:
        """What the person reads in the end: a busy machine says that it will come, and pushes."""
        text = self.opened(answer, person)
        if WORKING not in text:
            return text
        place = self._read.get(person.openid, 0)
        self.until(lambda: len(person.screen) > place, 30)
        self._read[person.openid] = len(person.screen)
        return "\n".join(person.screen[place:])

    def update(self, tree: Any, secret: str = TELEGRAM_SECRET) -> httpx.Response:
        """An update of Telegram; bytes go as they are."""
        content = tree if isinstance(tree, bytes) else json.dumps(tree).encode()
        return self.http.post("/telegram", content=content, headers={SECRET_HEADER: secret})

    def honest_messages_are_answered(self) -> None:
        """On both platforms, in time."""
        person = self.stranger()
        begun = time.monotonic()
        answer = self.post(self.sealed(person))
        assert time.monotonic() - begun < PLATFORM_SECONDS
        assert "您同意吗" in self.read(answer, person)
        other = self.telegram.person(7_000_000_000 + next(NAMES))
        update = self.telegram.update(message=other.message(text="/start"))
        assert self.update(update).status_code == httpx.codes.OK
        self.until(lambda: "您同意吗" in other.text())

    def until(self, ready: Any, seconds: float = 15) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + seconds
        while not ready():
            assert time.monotonic() < deadline, "it never came"
            time.sleep(0.05)

    def socket(self) -> socket.socket:
        """A bare connection."""
        host, port = self.server.address.removeprefix("http://").split(":")
        return socket.create_connection((host, int(port)), timeout=15)


@pytest.fixture(scope="module")
def running() -> Iterator[Attacked]:
    """Started once; nothing in this file may break it for the next."""
    wechat, telegram = FakePlatform(SystemClock()), FakeTelegram()
    with (
        serve(wechat.api()) as wechat_api,
        serve(telegram.api()) as telegram_api,
        data_folder() as folder,
    ):
        server = Server(
            folder,
            2,
            LIAN_WECHAT_TOKEN=TOKEN,
            LIAN_WECHAT_AES_KEY=AES_KEY,
            LIAN_WECHAT_APP_ID=APP_ID,
            LIAN_WECHAT_APP_SECRET=SECRET,
            LIAN_WECHAT_API_BASE=wechat_api,
            LIAN_TELEGRAM_TOKEN=TELEGRAM_TOKEN,
            LIAN_TELEGRAM_SECRET=TELEGRAM_SECRET,
            LIAN_TELEGRAM_API_BASE=f"{telegram_api}/bot",
            LIAN_TELEGRAM_FILE_BASE=f"{telegram_api}/file/bot",
        ).start()
        attacked = Attacked(server, wechat, telegram)
        try:
            yield attacked
        finally:
            attacked.http.close()
            server.stop()


@pytest.fixture
def at(running: Attacked) -> Iterator[Attacked]:
    """The server; afterwards honest people are still answered, and nothing has fallen."""
    yield running
    running.honest_messages_are_answered()
    assert " 500 " not in running.server.log()


def test_signature_that_is_wrong_missing_or_foreign_is_refused(at):
    callback = at.sealed(at.stranger())
    for change in ({"msg_signature": "0" * 40}, {"msg_signature": ""}, {"timestamp": "1"}):
        assert at.post(Callback(callback.query | change, callback.body)).status_code == 403
    missing = {name: each for name, each in callback.query.items() if name != "msg_signature"}
    assert at.post(Callback(missing, callback.body)).status_code == 403
    encrypted = callback.body.decode().split("<Encrypt><![CDATA[")[1].split("]]>")[0]
    query = callback.query
    foreign = sha1_of("anothertoken", query["timestamp"], query["nonce"], encrypted)
    assert at.post(Callback(query | {"msg_signature": foreign}, callback.body)).status_code == 403


@pytest.mark.parametrize("mode", [None, "", "raw", "AES", "aes ", "aes,raw"])
def test_downgrade_to_plaintext_is_refused_in_every_spelling(at, mode):
    person = at.stranger()
    query = at.sealed(person).query
    plain = {"MsgType": "text", "Content": "同意", "MsgId": at.wechat.next_id()}
    body = at.wechat.xml(person, plain).encode()
    changed = {name: each for name, each in query.items() if name != "encrypt_type"}
    changed |= {} if mode is None else {"encrypt_type": mode}
    assert at.post(Callback(changed, body)).status_code == 403
    assert at.post(Callback(query, body)).status_code == 403


def test_doubled_query_fields_do_not_slip_past_the_signature(at):
    callback = at.sealed(at.stranger())
    pairs = [*callback.query.items(), ("encrypt_type", "raw"), ("timestamp", "1")]
    answer = at.http.post("/wechat", params=pairs, content=callback.body)
    assert answer.status_code == 403


def test_query_of_64_kilobytes_is_refused(at):
    callback = at.sealed(at.stranger())
    long = Callback(callback.query | {"nonce": "9" * 60_000}, callback.body)
    assert at.post(long).status_code in (400, 403, 414, 431)


def test_replay_gives_the_first_answer_and_no_second_turn(at):
    person = at.stranger()
    callback = at.sealed(person, Content="同意")
    first = at.read(at.post(callback), person)
    again = [at.post(callback) for _ in range(4)]
    assert all(each.text == "success" or at.opened(each, person) == first for each in again)
    later = at.sealed(person)
    assert at.read(at.post(later), person) != first


def test_same_number_of_two_people_is_two_messages(at):
    one, other = at.stranger(), at.stranger()
    number = at.wechat.next_id()
    at.post(at.sealed(one))
    at.post(at.sealed(one, Content="同意", MsgId=number))
    answer = at.read(at.post(at.sealed(other, MsgId=number)), other)
    assert "您同意吗" in answer


def test_same_number_with_other_words_changes_nothing(at):
    person = at.stranger()
    number = at.wechat.next_id()
    first = at.read(at.post(at.sealed(person, MsgId=number)), person)
    second = at.post(at.sealed(person, Content="同意", MsgId=number))
    assert second.text in ("", "success") or at.opened(second, person) == first


def test_names_that_differ_by_case_are_two_people(at):
    name = f"oCase_{next(NAMES)}"
    one, other = at.wechat.person(name), at.wechat.person(name.upper())
    at.post(at.sealed(one))
    assert "您遇到了什么事" in at.read(at.post(at.sealed(one, Content="同意")), one)
    assert "您同意吗" in at.read(at.post(at.sealed(other)), other)


@pytest.mark.parametrize("padding", [0, 33, 255])
def test_bad_padding_is_refused(at, padding):
    person = at.stranger()
    fields = {"MsgType": "text", "Content": "您好", "MsgId": at.wechat.next_id()}
    encrypted = at.wechat.crypto.encrypt(at.wechat.xml(person, fields), padding=padding)
    assert at.post(at.wechat.signed(encrypted)).status_code in (200, 403)


def test_message_for_another_account_is_refused(at):
    encrypted = at.wechat.crypto.encrypt("<xml></xml>", app_id="wxffffffffffffffff")
    assert at.post(at.wechat.signed(encrypted)).status_code == 403


@pytest.mark.parametrize("length", [1, 15, 16, 17, 31, 32, 48])
def test_ciphertext_of_odd_length_is_refused(at, length):
    encrypted = base64.b64encode(b"\x01" * length).decode()
    answer = at.post(at.wechat.signed(encrypted))
    assert answer.status_code == 403
    assert answer.content == b""


@pytest.mark.parametrize(
    "body",
    [
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><Encrypt>&a;</Encrypt></xml>',
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>',
        '<?xml version="1.0" encoding="utf-16"?><xml/>'.encode("utf-16"),
        b"\xef\xbb\xbf<xml><Encrypt>A</Encrypt></xml>",
        b"<xml><Encrypt>A</Encrypt><Encrypt>B</Encrypt></xml>",
        b"<xml><Encrypt><a>A</a></Encrypt></xml>",
        b"<xml>" + b"<a>" * 60_000 + b"</xml>",
        b"<xml " + b'a="1" ' * 20_000 + b"/>",
        b"\x1f\x8b\x08\x00 not zipped",
        b"",
    ],
)
def test_odd_bodies_are_refused(at, body):
    answer = at.post(Callback(at.sealed(at.stranger()).query, body))
    assert answer.status_code in (400, 403)
    assert answer.content == b""


def test_zipped_body_is_not_unpacked(at):
    query = at.sealed(at.stranger()).query
    answer = at.post(Callback(query, b"\x1f\x8b" + b"\x00" * 100), **{"Content-Encoding": "gzip"})
    assert answer.status_code in (400, 403, 415)


def test_twenty_megabytes_are_refused_with_and_without_a_length(at):
    query = at.sealed(at.stranger()).query

    def chunks() -> Iterator[bytes]:
        for _ in range(400):
            yield b"x" * 50_000

    for content in (b"x" * 20_000_000, chunks()):
        try:
            answer = at.http.post("/wechat", params=query, content=content)
        except httpx.TransportError:
            continue  # the connection was closed while we still wrote
        assert answer.status_code == 413
    for content in (b"x" * 20_000_000, chunks()):
        try:
            answer = at.http.post(
                "/telegram", content=content, headers={SECRET_HEADER: TELEGRAM_SECRET}
            )
        except httpx.TransportError:
            continue
        assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/wechat", "/telegram"])
def test_slow_body_is_cut_and_holds_nobody_up(at, path):
    query = str(httpx.QueryParams(at.sealed(at.stranger()).query))
    head = (
        f"POST {path}?{query} HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n"
        f"{SECRET_HEADER}: {TELEGRAM_SECRET}\r\n\r\n"
    )
    slow = [at.socket() for _ in range(30)]
    for each in slow:
        each.sendall(head.encode() + b"<")
    begun = time.monotonic()
    at.honest_messages_are_answered()
    answers = [each.recv(100) for each in slow]
    assert time.monotonic() - begun < 8
    assert all(b" 408 " in each for each in answers)
    for each in slow:
        each.close()


def test_two_hundred_connections_that_say_nothing_hold_nobody_up(at):
    idle = [at.socket() for _ in range(200)]
    for each in idle:
        each.sendall(b"POST /wechat HTTP/1.1\r\nHost: x\r\nX-")
    at.honest_messages_are_answered()
    for each in idle:
        each.close()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_other_methods_are_none(at, method):
    for path in ("/wechat", "/telegram"):
        assert at.http.request(method, path).status_code in (400, 405)


def test_ten_copies_at_two_processes_have_one_answer(at):
    person = at.stranger()
    callback = at.sealed(person, Content="我想问问")

    async def at_once() -> list[httpx.Response]:
        async with httpx.AsyncClient(timeout=30, trust_env=False) as http:
            address = f"{at.server.address}/wechat"
            posts = (
                http.post(address, params=callback.query, content=callback.body) for _ in range(10)
            )
            return list(await asyncio.gather(*posts))

    answers = asyncio.run(at_once())
    texts = {text for each in answers if WORKING not in (text := at.opened(each, person))}
    texts |= {at.read(answers[0], person)}
    assert len(texts) == 1
    assert "您同意吗" in texts.pop()


def test_forty_people_at_once_each_read_their_own(at):
    people = [at.stranger() for _ in range(40)]

    async def talk(http: httpx.AsyncClient, person: Any, words: str) -> Any:
        callback = at.sealed(person, Content=words)
        answer = await http.post(
            f"{at.server.address}/wechat", params=callback.query, content=callback.body
        )
        return await asyncio.to_thread(at.read, answer, person)

    async def everybody() -> list[list[Any]]:
        async with httpx.AsyncClient(timeout=30, trust_env=False) as http:
            return [
                list(await asyncio.gather(*(talk(http, each, words) for each in people)))
                for words in ("您好", "同意", "民间借贷纠纷", "个人")
            ]

    first, *_, last = asyncio.run(everybody())
    assert all("您同意吗" in each for each in first)
    assert all("姓名" in each for each in last)


@pytest.mark.parametrize(
    "fields",
    [
        {"EventKey": "qrscene_court_" + "北" * 5000},
        {"EventKey": "qrscene_court_../../etc/passwd"},
        {"EventKey": "qrscene_case_' OR 1=1--"},
        {"EventKey": "qrscene_case_private_lending\x85"},
        {"EventKey": "", "Ticket": "x" * 10_000},
    ],
)
def test_forged_scene_means_nothing(at, fields):
    person = at.stranger()
    given = {"MsgType": "event", "Event": "subscribe"} | fields
    answer = at.post(at.wechat.sealed(at.wechat.xml(person, given)))
    assert "您同意吗" in at.opened(answer, person)
    assert "passwd" not in at.opened(answer, person)


@pytest.mark.parametrize(
    "created", ["99999999999999999999", "-1", "0", "1e9", "１７９５１４００００"]
)
def test_odd_times_of_events_do_no_harm(at, created):
    person = at.stranger()
    given = {"MsgType": "event", "Event": "CLICK", "EventKey": "help", "CreateTime": created}
    answer = at.post(at.wechat.sealed(at.wechat.xml(person, given)))
    assert answer.status_code == httpx.codes.OK


@pytest.mark.parametrize(
    "words",
    [
        "]]></Content><Content>x", "<a href='weixin://bizmsgmenu?msgmenucontent=x'>x</a>",
        "\u202e\u2066反\u2069", "%s%n{0}{{7*7}}{% raw %}", "\u0085\u2028\u2029",
        "🏛️" * 500, "A" * 2048, "字" * 10_000,
    ],
)  # fmt: skip
def test_words_that_would_be_markup_come_back_as_words_or_not_at_all(at, words):
    person = at.stranger()
    at.post(at.sealed(person))
    at.post(at.sealed(person, Content="同意"))
    shown = at.opened(at.post(at.sealed(person, Content=words)), person)
    assert "49" not in shown.replace(words, "")
    assert "<a href='weixin" not in shown


def test_tap_with_the_number_of_another_persons_message_is_only_words(at):
    person = at.stranger()
    at.post(at.sealed(person))
    for forged in ("1.1", "999999.1", "-1.1", "1.99999", "2.1.1", "1.1\x85", "9" * 400 + ".1"):
        shown = at.opened(at.post(at.sealed(person, Content="不", bizmsgmenuid=forged)), person)
        assert shown


def test_photo_of_fifty_megabytes_is_not_read_to_its_end(at):
    person = at.stranger()
    at.post(at.sealed(person))
    at.wechat.media["huge"] = (b"x" * 50_000_000, "image/jpeg")
    fields = {"MsgType": "image", "MediaId": "huge", "PicUrl": ""}
    answer = at.post(at.sealed(person, **fields))
    assert "存不上" in at.opened(answer, person) or "正在处理" in at.opened(answer, person)
    del at.wechat.media["huge"]


def test_photo_that_is_an_executable_is_refused_in_words(at):
    person = at.stranger()
    at.post(at.sealed(person))
    at.post(at.sealed(person, Content="同意"))
    at.wechat.media["exe"] = (b"MZ\x90\x00" + b"\x00" * 2000, "image/jpeg")
    answer = at.post(at.sealed(person, MsgType="image", MediaId="exe", PicUrl=""))
    assert at.opened(answer, person)


@pytest.mark.parametrize("secret", ["", "x", TELEGRAM_SECRET.lower(), TELEGRAM_SECRET + " x"])
def test_update_with_a_foreign_secret_is_refused(at, secret):
    person = at.telegram.person(8_000_000_000 + next(NAMES))
    update = at.telegram.update(message=person.message(text="/start"))
    assert at.update(update, secret).status_code == 403
    time.sleep(0.3)
    assert not person.screen


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000, b'{"a":' * 50_000, b'{"update_id":1e400}', b'{"update_id":NaN}', b"",
        b'{"update_id":1,"update_id":2}', b'"\xff"', b"null", b'{"update_id":9223372036854775808}',
        b'{"update_id":5,"message":{"text":"\\ud800"}}',
    ],
)  # fmt: skip
def test_update_that_is_none_is_acknowledged_and_dropped(at, body):
    assert at.update(body).status_code == httpx.codes.OK


def test_number_of_an_update_used_by_another_person_is_not_theirs(at):
    one, other = (at.telegram.person(8_100_000_000 + next(NAMES)) for _ in range(2))
    update = at.telegram.update(message=one.message(text="/start"))
    at.update(update)
    at.until(lambda: "您同意吗" in one.text())
    at.update(update | {"message": other.message(text="/start")})
    time.sleep(0.3)
    assert not other.screen


@pytest.mark.parametrize(
    "text", ["a\x00b", "\x00", "\u202e" * 50, "/" * 400, "/start@" + "x" * 500]
)
def test_odd_words_on_telegram_have_an_answer(at, text):
    person = at.telegram.person(8_200_000_000 + next(NAMES))
    at.update(at.telegram.update(message=person.message(text="/start")))
    at.until(lambda: "您同意吗" in person.text())
    seen = len(person.screen)
    at.update(at.telegram.update(message=person.message(text=text)))
    at.until(lambda: len(person.screen) > seen)
    assert "系统出了点问题" not in person.text(seen)


def page_of(at: Attacked) -> tuple[Any, str]:
    """A person's upload page."""
    person = at.stranger()
    at.wechat.show(person, at.post(at.sealed(person)))
    at.wechat.show(person, at.post(at.sealed(person, Content="同意")))
    at.wechat.show(person, at.post(at.sealed(person, MsgType="file", Title="x.pdf", FileKey="k")))
    address = next(link for link, _ in reversed(person.links()) if "/h/upload/" in link)
    return person, address


def test_link_that_was_changed_in_any_character_opens_nothing(at):
    _, address = page_of(at)
    head, _, token = address.rpartition("/")
    assert at.http.get(address).status_code == httpx.codes.OK
    for place in range(0, len(token), 7):
        other = "A" if token[place] != "A" else "B"
        answer = at.http.get(f"{head}/{token[:place]}{other}{token[place + 1 :]}")
        assert answer.status_code == 404, place
    for odd in (token + "A", token + "%00", token + "/..", token[:-1], token * 2):
        assert at.http.get(f"{head}/{odd}").status_code in (400, 404)


def test_link_of_one_page_opens_no_other_and_takes_nothing_more(at):
    _, address = page_of(at)
    for name in ("preview", "signature", "window", "static"):
        changed = address.replace("/h/upload/", f"/h/{name}/")
        assert at.http.get(changed).status_code in (400, 404)
        assert at.http.post(changed, data={"id": "x"}).status_code in (400, 404, 405)
    token = address.rpartition("/")[2]
    bearer = {"Authorization": f"Bearer {token}"}
    assert at.http.get("/web/messages", headers=bearer).status_code == 401
    assert at.http.get(f"/web/o/{token}").status_code in (400, 404)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\x00b.jpg", "x" * 900 + ".jpg", "<b>.jpg", ""]
)
def test_odd_file_names_are_names_only(at, name):
    _, address = page_of(at)
    files = {"file": (name, b"\xff\xd8\xff not really", "image/jpeg")}
    answer = at.http.post(address, data={"id": f"odd-{next(NAMES)}"}, files=files)
    assert answer.status_code in (200, 400, 422)
    assert "passwd" not in answer.text or "/etc" not in answer.text


def test_two_hundred_megabytes_on_the_upload_page_are_refused_in_words(at):
    _, address = page_of(at)
    files = {"file": ("a.jpg", b"x" * 250_000_000, "image/jpeg")}
    try:
        answer = at.http.post(address, data={"id": "big"}, files=files)
    except httpx.TransportError:
        return  # closed while we still wrote
    assert answer.status_code in (200, 413)
    assert "error" not in answer.json() or answer.json()["error"]["text"]
