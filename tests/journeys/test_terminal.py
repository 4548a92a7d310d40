"""`lian chat` as a person has it: in a terminal, before a real server."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.fakes.pseudo_terminal import PseudoTerminal
from tests.journeys.server import Server

CHECKOUT = Path(__file__).parents[2]
PROMPT = "您> "
LONG = "我叫张伟，" + "这件事说来话长，" * 400 + "最后他欠我三万五千元。"
"""More than the 4,095 bytes at which a terminal without line editing cuts."""


@pytest.fixture
def terminal(mortal_server: Server, tmp_path: Path) -> Iterator[PseudoTerminal]:
    """The chat, waiting for the answer to its first question."""
    environment = {"LIAN_DATA_DIR": str(tmp_path), "LIAN_PORT": str(mortal_server.port)}
    command = [sys.executable, "-m", "lian", "chat"]
    with PseudoTerminal(command, environment, str(CHECKOUT)) as found:
        found.until("您同意吗")
        found.until(PROMPT)
        yield found


def said(server: Server, folder: Path) -> list[str]:
    """What the server has of the person's words."""
    token = json.loads((folder / "chat_session.json").read_text())["token"]
    answer = httpx.get(
        f"{server.address}/web/messages", headers={"Authorization": f"Bearer {token}"}
    )
    return [each["text"] for each in answer.json()["messages"] if each["from"] == "person"]


def answered(terminal: PseudoTerminal) -> None:
    terminal.until("立案通\n")
    terminal.until(PROMPT)


def test_what_is_typed_and_pasted_arrives_as_it_was(terminal, mortal_server, tmp_path):
    terminal.press("同意\r")
    answered(terminal)
    terminal.press(f"{LONG}\r")
    answered(terminal)
    terminal.paste("第一行\n第二行\n第三行")
    terminal.press("\r")
    answered(terminal)
    terminal.press("他没钱")
    terminal.resize(10, 24)
    terminal.press(b"\x7f\x7f\xe4\xb8")  # two characters taken back, half of one
    terminal.press("还\r")
    answered(terminal)
    terminal.press(b"\x04")
    terminal.until("已退出")
    assert terminal.ended() == 0
    words = said(mortal_server, tmp_path)
    assert words[:3] == ["同意", LONG, "第一行\n第二行\n第三行"]
    assert words[3].startswith("他")
    assert words[3].endswith("还")
    assert "没钱" not in words[3]


def test_server_that_is_killed_costs_no_word(terminal, mortal_server, tmp_path):
    mortal_server.kill()
    terminal.press("同意\r")
    terminal.until("网络断开")
    mortal_server.start()
    terminal.until("您遇到了什么事")
    terminal.until(PROMPT)
    terminal.interrupt_until("已退出")
    assert terminal.ended() == 0
    assert said(mortal_server, tmp_path) == ["同意"]
