"""A client that knows only the web contract and `lian elements`: it answers what is asked.

It holds a case as `{path: value}`; for a group it says 还有 as long as it has items left, to an
optional question it names what it has and then 无, and it uploads what a material asks for.
"""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from dialogs.interview.catalogue import load_interview
from dialogs.schema.files import titles
from lian.elements import lines

__all__ = ["Case", "ContractClient", "Stuck", "topics_of"]

MOST_TURNS = 300


class Stuck(AssertionError):
    """The conversation asks something the client has no answer for, or asks it again and again."""


@dataclass(frozen=True)
class Case:
    """What the person knows and holds. Values are typed as a person would."""

    name: str
    answers: Mapping[str, str]
    files: Mapping[str, Sequence[tuple[str, str, bytes]]] = field(default_factory=dict)
    signature: bytes = b""

    def count(self, group: str) -> int:
        """Items of a group that the case holds."""
        found = {
            int(match[1]) for path in self.answers if (match := re.match(rf"{group}\[(\d+)]", path))
        }
        return max(found) + 1 if found else 0


class ContractClient:
    """Drives one conversation. `sent` counts the person's messages, files of one turn once."""

    def __init__(self, http: httpx.Client, case: Case) -> None:
        self.http = http
        self.case = case
        self.sent = 0
        self.asked: list[str] = []
        self.messages: list[dict[str, Any]] = []
        self.counts: dict[str, int] = {}
        self.opened: set[str] = set()
        self.topics = topics_of(case.name)
        self._ids = itertools.count(1)
        response = http.post("/web/session")
        assert response.status_code == httpx.codes.CREATED, response.text
        self.headers = {"Authorization": f"Bearer {response.json()['token']}"}
        self._take(response.json()["messages"])

    @property
    def question(self) -> dict[str, Any] | None:
        """The last message of the bot that asks something."""
        asked = (each for each in reversed(self.messages) if each["from"] == "bot" and each["asks"])
        return next(asked, None)

    def say(self, text: str) -> list[dict[str, Any]]:
        """Send words."""
        return self._post({"text": text})

    def choose(self, option: str) -> list[dict[str, Any]]:
        """Send an option."""
        return self._post({"option": option})

    def upload(
        self, files: Sequence[tuple[str, str, bytes]], material: str | None = None
    ) -> list[dict[str, Any]]:
        """Send files."""
        data = {"id": self._id()} | ({"material": material} if material else {})
        parts = [("file", (name, content, media)) for name, media, content in files]
        response = self.http.post("/web/files", headers=self.headers, data=data, files=parts)
        return self._answered(response)

    def run(self, until: str | None = None) -> None:
        """Answer questions until `until` is asked, or nothing is asked any more."""
        for _ in range(MOST_TURNS):
            question = self.question
            if question is None or question["asks"] == until or self._handed_over():
                return
            self.asked.append(question["asks"])
            if self.asked[-4:] == [question["asks"]] * 4:
                raise Stuck(f"asked four times: {question['asks']}: {question['text']}")
            self.answer(question)
        raise Stuck(f"still asking after {MOST_TURNS} turns: {self.asked[-10:]}")

    def answer(self, question: Mapping[str, Any]) -> None:
        """Answer one question as the contract says."""
        kind, colon, name = question["asks"].partition(":")
        handler = getattr(self, f"_{kind}", None) if colon or kind in BARE else None
        if handler is not None:
            handler(question, name)
        else:
            self.say(self.case.answers.get(question["asks"], "不知道"))

    def poll(self, seconds: float, until: str) -> dict[str, Any]:
        """Read new messages until one contains `until`."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.refresh()
            for message in self.messages:
                if message["from"] == "bot" and until in message["text"]:
                    return message
            time.sleep(0.2)
        raise Stuck(f"no message with {until!r}; last: {self.messages[-1]['text']}")

    def refresh(self) -> None:
        """Read what came by itself."""
        last = max((message["n"] for message in self.messages), default=0)
        response = self.http.get("/web/messages", params={"after": last}, headers=self.headers)
        self._take(self._ok(response)["messages"])

    def filings(self) -> list[dict[str, Any]]:
        """The person's filings."""
        found: list[dict[str, Any]] = self._ok(self.http.get("/web/filings", headers=self.headers))[
            "filings"
        ]
        return found

    def _handed_over(self) -> bool:
        asked = [message["n"] for message in self.messages if message["asks"]]
        own = [message["n"] for message in self.messages if message["from"] == "bot"]
        return bool(self.asked) and self.asked[-1].startswith("signature") and own[-1] > asked[-1]

    def _consent(self, _question: Mapping[str, Any], _name: str) -> None:
        self.say("同意")

    def _case_type(self, _question: Mapping[str, Any], _name: str) -> None:
        self.say(self.case.name)

    def _confirm_facts(self, _question: Mapping[str, Any], _name: str) -> None:
        self.say("对")

    def _confirm(self, _question: Mapping[str, Any], _name: str) -> None:
        self.choose("yes")

    def _choose(self, _question: Mapping[str, Any], name: str) -> None:
        self.say(self.case.answers.get(name, "1"))

    def _more(self, _question: Mapping[str, Any], name: str) -> None:
        had = self._had(name)
        if had < self.case.count(name):
            self.counts[name] = had + 1
            self.choose("yes")
        else:
            self.choose("no")

    def _had(self, group: str) -> int:
        begun = any(path.startswith(f"{group}[0]") for path in self.asked)
        return self.counts.setdefault(group, 1 if begun else 0)

    def _optional(self, question: Mapping[str, Any], _name: str) -> None:
        for option in question["options"]:
            path = option["id"]
            group = path.removeprefix("more:")
            if path in self.case.answers or (
                group != path and self.case.count(group) > self._had(group)
            ):
                if group != path:
                    self.counts[group] = self._had(group) + 1
                self.choose(path)
                return
        for option in question["options"]:
            if option["id"] in self._topics_left():
                self.opened.add(option["id"])
                self.choose(option["id"])
                return
        self.say("无")

    def _topics_left(self) -> set[str]:
        """The topics, not opened yet, under which the case has something that was not asked."""
        held = (path for path, said in self.case.answers.items() if said not in ("无", "不知道"))
        held = (path for path in held if path not in self.asked)
        templates = {re.sub(r"\[\d+]", "[i]", path) for path in held}
        templates |= {f"more:{group}" for group in self._groups_left()}
        return {self.topics[each] for each in templates if each in self.topics} - self.opened

    def _groups_left(self) -> set[str]:
        """The groups of which the case has items, and none was asked."""
        held = {path.partition("[")[0] for path in self.case.answers if "[" in path}
        return held - {path.partition("[")[0] for path in self.asked if "[" in path}

    def _material(self, _question: Mapping[str, Any], name: str) -> None:
        files = self.case.files.get(name)
        if files:
            self.upload(files, name)
        else:
            self.say("没有")

    def _court(self, question: Mapping[str, Any], _name: str) -> None:
        wanted = self.case.answers.get("court")
        self.say(wanted or question["options"][0]["label"])

    def _review(self, question: Mapping[str, Any], _name: str) -> None:
        raise Stuck(f"the bot will not go on: {question['text']}")

    def _statement_of_truth(self, _question: Mapping[str, Any], _name: str) -> None:
        self.choose("yes")

    def _signature(self, _question: Mapping[str, Any], _name: str) -> None:
        self.upload([("signature.png", "image/png", self.case.signature)])

    def _submit(self, _question: Mapping[str, Any], _name: str) -> None:
        self.choose("yes")

    def _post(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        response = self.http.post(
            "/web/messages", json={"id": self._id(), **body}, headers=self.headers
        )
        return self._answered(response)

    def _answered(self, response: httpx.Response) -> list[dict[str, Any]]:
        self.sent += 1
        messages: list[dict[str, Any]] = self._ok(response)["messages"]
        self._take(messages)
        return messages

    def _take(self, messages: Sequence[dict[str, Any]]) -> None:
        known = {message["n"] for message in self.messages}
        self.messages.extend(each for each in messages if each["n"] not in known)
        self.messages.sort(key=lambda message: message["n"])

    def _ok(self, response: httpx.Response) -> Any:
        assert response.status_code == httpx.codes.OK, (response.status_code, response.text)
        return response.json()

    def _id(self) -> str:
        return f"client-{next(self._ids)}"


def topics_of(title: str) -> dict[str, str]:
    """Path or `more:<group>` → topic, as `lian elements` prints them."""
    ids = [each for each, name in titles().items() if name == title]
    every = [line for each in ids for line in lines(load_interview(each))]
    groups = {f"more:{each['path'].partition('[')[0]}": each["topic"] for each in every}
    return groups | {each["path"]: each["topic"] for each in every if not each["required"]}


BARE = {
    "consent",
    "case_type",
    "confirm_facts",
    "court",
    "review",
    "statement_of_truth",
    "submit",
}
