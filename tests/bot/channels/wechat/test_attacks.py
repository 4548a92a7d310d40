"""What is not the platform's, and what is but makes no sense: never a 500, never an answer."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.wechat import Account
from bot.channels.wechat.envelope import Envelope
from infra.clock import FixedClock
from tests.fakes.wechat_crypto import PlatformCrypto, sha1_of
from tests.fakes.wechat_platform import AES_KEY, APP_ID, TOKEN, Callback

QUIET = {"text": "success"}


async def next_message_is_answered(stage):
    person = stage.platform.person("oHonest")
    shown = await person.say("您好")
    assert len(shown) == 1
    assert "您同意吗" in shown[0]


def message(stage, **fields):
    person = stage.platform.person()
    given = {"MsgType": "text", "Content": "您好", "MsgId": stage.platform.next_id()} | fields
    return stage.platform.xml(person, given)


async def test_address_is_proved_to_the_platform_only(wechat):
    timestamp = str(int(wechat.clock.now().timestamp()))
    good = {
        "signature": sha1_of(TOKEN, timestamp, "n1"),
        "timestamp": timestamp,
        "nonce": "n1",
        "echostr": "5838479218127813673",
    }
    answer = await wechat.http.get("/wechat", params=good)
    assert (answer.status_code, answer.text) == (200, good["echostr"])
    for change in (
        {"signature": "0" * 40},
        {"signature": "é"},
        {"timestamp": "1"},
        {"timestamp": "一"},
        {"nonce": ""},
        {"nonce": "other"},
        {"echostr": "<script>"},
    ):
        refused = await wechat.http.get("/wechat", params=good | change)
        assert refused.status_code in (400, 403), change
        assert refused.text == ""
    assert (await wechat.http.get("/wechat")).status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        {"msg_signature": "0" * 40},
        {"msg_signature": ""},
        {"msg_signature": "签名"},
        {"encrypt_type": "raw"},
        {"encrypt_type": ""},
        {"timestamp": "soon"},
        {"timestamp": "-5"},
        {"timestamp": "9" * 30},
        {"nonce": "n" * 200},
        {"nonce": ""},
    ],
)
async def test_foreign_requests_are_refused(wechat, change):
    callback = wechat.platform.sealed(message(wechat))
    answer = await wechat.post(Callback(callback.query | change, callback.body))
    assert (answer.status_code, answer.text) == (403, "")
    assert not wechat.rows("SELECT 1 FROM bot.channel_identities")
    await next_message_is_answered(wechat)


async def test_plaintext_with_a_valid_plain_signature_is_refused(wechat):
    callback = wechat.platform.sealed(message(wechat))
    query = {key: callback.query[key] for key in ("signature", "timestamp", "nonce")}
    plain = message(wechat).encode()
    for given in (query, query | {"encrypt_type": "aes"}, callback.query):
        answer = await wechat.post(Callback(given, plain))
        assert answer.status_code == 403
    assert not wechat.rows("SELECT 1 FROM bot.channel_identities")


async def test_signature_of_another_token_is_refused(wechat):
    other = PlatformCrypto("othertoken", AES_KEY, APP_ID)
    encrypted = other.encrypt(message(wechat))
    callback = wechat.platform.signed(encrypted)
    query = callback.query
    query["msg_signature"] = sha1_of("othertoken", query["timestamp"], query["nonce"], encrypted)
    assert (await wechat.post(callback)).status_code == 403


async def test_ciphertext_that_was_altered_or_is_for_another_account_is_refused(wechat):
    crypto, xml = wechat.platform.crypto, message(wechat)
    good = crypto.encrypt(xml)
    spoiled = [
        crypto.encrypt(xml, app_id="wxffffffffffffffff"),
        crypto.encrypt(xml, padding=0),
        crypto.encrypt(xml, padding=255),
        good[:-4],
        good[:44],
        "",
        "AAAA",
        "!!!!",
        good[:100] + ("A" if good[100] != "A" else "B") + good[101:],
    ]
    for encrypted in spoiled:
        answer = await wechat.post(wechat.platform.signed(encrypted))
        assert answer.status_code in (200, 403), encrypted[:20]
        assert answer.text in ("", "success")
    for position in range(0, len(good), 37):
        body = wechat.platform.signed(good)
        changed = good[:position] + ("A" if good[position] != "A" else "B") + good[position + 1 :]
        body.body = body.body.replace(good.encode(), changed.encode())
        assert (await wechat.post(body)).status_code == 403
    assert not wechat.rows("SELECT 1 FROM bot.channel_identities")
    await next_message_is_answered(wechat)


async def test_stale_request_is_refused_and_a_repetition_is_not(wechat):
    callback = wechat.platform.sealed(message(wechat))
    first = await wechat.post(callback)
    wechat.clock.advance(timedelta(seconds=15))
    again = await wechat.post(callback)
    person = wechat.platform.person()
    opened = [wechat.platform.opened(each.text, person) for each in (first, again)]
    assert opened[0] == opened[1]
    wechat.clock.advance(timedelta(minutes=6))
    assert (await wechat.post(callback)).status_code == 403


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><Content>&a;</Content></xml>',
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xml><Content>&b;</Content></xml>',
        "<xml/>",
        "",
        "not xml",
        "<xml><a></xml>",
        "<xml>" + "<a>" * 3000 + "</a>" * 3000 + "</xml>",
        "<other><MsgType>text</MsgType></other>",
        "<xml><MsgType>text</MsgType></xml>",
        "<xml><MsgType>event</MsgType></xml>",
        "\x00\x01",
    ],
)
async def test_odd_trees_are_answered_with_silence(wechat, xml):
    answer = await wechat.post(wechat.platform.sealed(xml))
    assert answer.status_code in (200, 400, 403)
    assert answer.text in ("", "success")
    outside = wechat.platform.sealed(message(wechat))
    outside.body = xml.encode()
    assert (await wechat.post(outside)).status_code in (400, 403)
    await next_message_is_answered(wechat)


@pytest.mark.parametrize("name", ["FromUserName", "ToUserName", "CreateTime", "MsgType", "MsgId"])
@pytest.mark.parametrize("fault", ["missing", "doubled", "nested", "odd"])
async def test_faulty_fields_are_answered_with_silence(wechat, name, fault):
    xml = message(wechat)
    start, end = xml.index(f"<{name}>"), xml.index(f"</{name}>") + len(name) + 3
    field = xml[start:end]
    by_fault = {
        "missing": "",
        "doubled": field * 2,
        "nested": f"<{name}><a>1</a></{name}>",
        "odd": f"<{name}>]]&gt;&lt;x&gt;' OR 1=1</{name}>",
    }
    answer = await wechat.post(wechat.platform.sealed(xml[:start] + by_fault[fault] + xml[end:]))
    assert answer.status_code == 200
    if (name, fault) == ("MsgType", "odd"):
        assert "看不了" in wechat.platform.opened(answer.text, wechat.platform.person())
    else:
        assert answer.text == "success"
    await next_message_is_answered(wechat)


async def test_doubled_words_are_answered_with_silence(wechat):
    xml = message(wechat).replace("<Content>", "<Content>一</Content><Content>")
    assert (await wechat.post(wechat.platform.sealed(xml))).text == "success"


@pytest.mark.parametrize(
    "text", ["", " ", "字" * 20_000, "\u202e\u0000".replace("\0", ""), "𠮷" * 50]
)
async def test_odd_words_have_an_answer_that_can_be_shown(wechat, text):
    shown = await wechat.platform.person().say(text)
    assert len(shown) == 1
    assert "您同意吗" in shown[0]


async def test_large_body_is_refused_before_it_is_read(wechat):
    query = wechat.platform.sealed(message(wechat)).query
    answer = await wechat.http.post("/wechat", params=query, content=b"x" * 20_000_000)
    assert answer.status_code == 413

    async def chunks():
        for _ in range(400):
            yield b"x" * 50_000

    answer = await wechat.http.post("/wechat", params=query, content=chunks())
    assert answer.status_code == 413
    await next_message_is_answered(wechat)


async def test_slow_body_is_cut(hurried):
    query = hurried.platform.sealed(message(hurried)).query

    async def drops():
        for _ in range(100):
            yield b"<"
            await asyncio.sleep(0.05)

    answer = await asyncio.wait_for(
        hurried.http.post("/wechat", params=query, content=drops()), timeout=10
    )
    assert answer.status_code == 408


async def test_link_of_another_person_or_altered_opens_nothing(wechat):
    ours = wechat.platform.person("oOne")
    await ours.event("subscribe")
    await ours.send("file", {"Title": "x"})
    address, _ = ours.links()[-1]
    head, _, tail = address.rpartition(".")
    assert (await wechat.http.get(f"{head}.{'A' * len(tail)}")).status_code == 404
    assert (await wechat.http.get(address.replace("/h/upload/", "/h/preview/"))).status_code == 404
    wechat.clock.advance(timedelta(hours=47))
    assert (await wechat.http.get(address)).status_code == 200
    wechat.clock.advance(timedelta(hours=2))
    assert (await wechat.http.get(address)).status_code == 410


async def test_nothing_that_was_said_stands_in_a_log(wechat, capfd):
    person = wechat.platform.person("oSecretOpenId")
    marked = "秘密13912345678"
    await person.say(marked)
    wechat.engine.fails = 1
    await person.say(marked)
    await wechat.post(wechat.platform.sealed(f"<xml><MsgType>{marked}</MsgType></xml>"))
    written = "".join(capfd.readouterr())
    for secret in (marked, "13912345678", "oSecretOpenId", wechat.platform.token or "token-"):
        assert secret not in written


def test_the_worked_example_of_the_platforms_page():
    """Token, key and app id of Tencent's page on message encryption; our fake makes its bytes."""
    crypto = PlatformCrypto("AAAAA", "A" * 43, "wxba5fad812f8e6fb9")
    text, app_id = crypto.decrypt(crypto.encrypt("<xml/>"))
    assert (text, app_id) == ("<xml/>", "wxba5fad812f8e6fb9")
    assert sha1_of("b", "a", "c") == hashlib.sha1(b"abc").hexdigest()


@pytest.mark.parametrize(
    ("encrypted", "signed"),
    [
        (
            "Q3stYC6hdFzMh9T8HCvyDEGOG6Ww6Ufcj89uy47bfeQnnWmPvJ/o/LL6NQLO9YuVDWAoVs78x3EkDwHFqRKf"
            "44d/zM+HeyjaVsa1OesFSp0EjR27YZnt2Ao25OOBB3Nwo+Uo0hCrfsLvFiu7/kdNRAu9cpVEJ+t6/dcy5jFN"
            "VMo=",
            "13014daf7900ac71cdab5ceecf1dbcaaf024e175",
        ),
        (
            "OmgdXe213YEPSjHD5tLLXxFVydBfS8jQE9PnNN8bqjBCduRc4N4v3F+Bmj2S/KsJgXDLDc23Cf96Klq7g+qg"
            "aDKfKsacIrUgjC/N0xU+tuchHDGNV7Y5tCX75hckW+P14LGcF90yL77dyDYiRm1EaZ5hYWywCdZeBbb7o47E"
            "vQA=",
            "9254cb14d4bb697c0426f0b5514c7eb233f6b3f4",
        ),
    ],
    ids=["@wecom/crypto 1.0.1", "wechat-crypto 0.0.2"],
)
def test_what_independent_implementations_encrypt_is_read(encrypted, signed):
    """Made once with these npm packages; both also read what we seal, signature included."""
    account = Account(TOKEN, AES_KEY, APP_ID, "secret", "https://api.example")
    envelope = Envelope(account, FixedClock(datetime.fromtimestamp(1795140000, UTC)))
    query = {
        "timestamp": "1795140000",
        "nonce": "nonce1",
        "encrypt_type": "aes",
        "msg_signature": signed,
    }
    fields = envelope.open(query, f"<xml><Encrypt>{encrypted}</Encrypt></xml>".encode())
    assert dict(fields) == {"MsgType": "text", "Content": "您好，借款5万元"}
