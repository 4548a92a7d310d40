"""Callbacks in 安全模式: checked, decrypted and parsed; answers encrypted and signed.

The one typed door to wechatpy. The library raises almost anything on what it cannot read, compares
signatures with `!=` and looks at no timestamp; all of that is ours here.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from typing import Any

import xmltodict
from wechatpy.crypto import WeChatCrypto
from wechatpy.parser import parse_message
from wechatpy.replies import TextReply

from bot.channels.platform_errors import Malformed
from bot.channels.wechat.account import Account
from bot.channels.wechat.errors import CallbackRefused
from infra.clock import Clock

__all__ = ["REPLAY_SECONDS", "Envelope", "signature"]

REPLAY_SECONDS = 300
"""A platform's repetition comes within fifteen seconds; clocks may differ."""
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
DECLARATION = re.compile(rb"<!(?!\[CDATA\[)", re.IGNORECASE)
WORD = re.compile(r"[\w\-]{1,64}", re.ASCII)

Query = Mapping[str, str]


def signature(*parts: str) -> str:
    """SHA-1 over the sorted parts, as the platform makes it."""
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


class Envelope:
    """Opens and seals for one account."""

    def __init__(self, account: Account, clock: Clock) -> None:
        self._token = account.token
        self._crypto = WeChatCrypto(account.token, account.aes_key, account.app_id)
        self._clock = clock

    def address_proof(self, query: Query) -> str:
        """What to return when the platform verifies our address.

        Raises:
            CallbackRefused: the request is not the platform's.
        """
        timestamp, nonce = self._freshness(query)
        self._compare(query.get("signature", ""), signature(self._token, timestamp, nonce))
        echo = query.get("echostr", "")
        if not WORD.fullmatch(echo):
            raise CallbackRefused("no echostr", 400)
        return echo

    def open(self, query: Query, body: bytes) -> Mapping[str, Any]:
        """The fields of a message, by their names on the wire.

        Raises:
            CallbackRefused: plaintext, a foreign signature, stale, or not for this account.
            Malformed: genuine, but no message.
        """
        if query.get("encrypt_type") != "aes":
            raise CallbackRefused("not in 安全模式")
        timestamp, nonce = self._freshness(query)
        encrypted = _encrypted(body)
        expected = signature(self._token, timestamp, nonce, encrypted)
        given = query.get("msg_signature", "")
        self._compare(given, expected)
        try:
            plain = self._crypto.decrypt_message({"Encrypt": encrypted}, given, timestamp, nonce)
        except Exception as error:  # the library raises whatever its parts raise
            raise CallbackRefused(f"cannot be decrypted: {type(error).__name__}") from None
        return _fields(plain)

    def seal(self, text: str, receiver: str, sender: str) -> bytes:
        """The encrypted passive answer with a text. receiver, sender: as they came, swapped."""
        now = int(self._clock.now().timestamp())
        reply = TextReply(source=sender, target=receiver, content=safe_text(text), time=now)
        sealed: str = self._crypto.encrypt_message(reply.render(), secrets.token_hex(8), str(now))
        return sealed.encode()

    def _freshness(self, query: Query) -> tuple[str, str]:
        timestamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 12):
            raise CallbackRefused("no timestamp")
        if not nonce or len(nonce) > 128:
            raise CallbackRefused("no nonce")
        if abs(self._clock.now().timestamp() - int(timestamp)) > REPLAY_SECONDS:
            raise CallbackRefused("stale timestamp")
        return timestamp, nonce

    @staticmethod
    def _compare(given: str, expected: str) -> None:
        if not hmac.compare_digest(given.encode(), expected.encode()):
            raise CallbackRefused("the signature does not fit")


def safe_text(text: str) -> str:
    """Text that cannot leave its CDATA section and holds nothing that XML forbids."""
    return CONTROLS.sub("", text).replace("]]>", "]]＞")


def _encrypted(body: bytes) -> str:
    found = _parsed(body).get("Encrypt")
    if not isinstance(found, str) or not found.isascii():
        raise CallbackRefused("nothing encrypted")
    return found


def _parsed(body: bytes) -> Mapping[str, Any]:
    if DECLARATION.search(body):
        raise CallbackRefused("declarations are refused", 400)
    try:
        found = xmltodict.parse(body, disable_entities=True)["xml"]
    except Exception as error:  # expat's errors, and what odd trees lead to
        raise CallbackRefused(f"not XML: {type(error).__name__}", 400) from None
    if not isinstance(found, Mapping):
        raise CallbackRefused("an empty tree", 400)
    return found


def _fields(plain: str) -> Mapping[str, Any]:
    try:
        if DECLARATION.search(plain.encode()):
            raise Malformed("declarations are refused")
        fields = parse_message(plain)._data
    except Malformed:
        raise
    except Exception as error:  # a missing, doubled or nested field breaks the library anywhere
        raise Malformed(type(error).__name__) from None
    if not isinstance(fields, Mapping):
        raise Malformed("no fields")
    return fields
