"""Reads what a person types, sends it on, shows what comes back."""

from __future__ import annotations

import shlex
import threading
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import httpx

from bot.channels.terminal.client import Answer, ChatClient, NoServer, Refused, WireMessage
from bot.channels.terminal.screen import MATERIAL, SIGNATURE, Screen

__all__ = ["Terminal"]

LOOK_AGAIN_SECONDS = 2.0
LEAVE_SECONDS = 5.0


class Terminal:
    """One conversation in one terminal.

    read: gives the next line, None at the end of input. write: shows a text.
    draw_name: makes a PNG of a written name, None if the typeface lacks a character.
    """

    def __init__(
        self,
        client: ChatClient,
        screen: Screen,
        read: Callable[[str], str | None],
        write: Callable[[str], None],
        draw_name: Callable[[str], bytes | None],
        look_again_seconds: float = LOOK_AGAIN_SECONDS,
    ) -> None:
        self._client = client
        self._screen = screen
        self._read = read
        self._write = write
        self._draw_name = draw_name
        self._look_again_seconds = look_again_seconds
        self._shown = 0
        self._asks = ""
        self._unsent: list[tuple[str, str]] = []
        self._one_at_a_time = threading.Lock()
        self._left = threading.Event()
        self._commands: dict[str, Callable[[str], None]] = {
            "/help": lambda _: self._tell("help"),
            "/file": self._upload,
            "/sign": self._sign,
            "/filings": lambda _: self._filings(),
            "/new": lambda _: self._begin_anew(),
        }

    def run(self) -> None:
        """Talk until the person leaves.

        Raises:
            NoServer: nobody answers.
        """
        messages, resumed = self._client.begin()
        self._tell("welcome")
        if resumed:
            self._tell("resumed")
            messages = self._since_the_last_answer(messages)
        self._show(messages, own=True)
        watcher = threading.Thread(target=self._watch, daemon=True)
        watcher.start()
        try:
            while self._step():
                pass
        except KeyboardInterrupt:
            """The person does not wait for the answer; it is there when they come back."""
        finally:
            self._left.set()
            watcher.join(LEAVE_SECONDS)
        if self._unsent:
            self._tell("unsent", words="\n".join(words for _, words in self._unsent))
        self._tell("bye")

    def _step(self) -> bool:
        line = self._read(self._screen.say("prompt") + " ")
        if line is None or line.strip() in ("/quit", "/exit"):
            return False
        try:
            with self._one_at_a_time:
                self._take(line)
        except Refused as error:
            self._write(error.text)
        except NoServer:
            self._tell("kept" if self._unsent else "no_server", url=self._client.url)
        except httpx.TransportError:  # the turn is done, its answer is shown by the next look
            self._tell("lost")
        return True

    def _take(self, line: str) -> None:
        name, _, rest = line.strip().partition(" ")
        if not name:
            self._send()
        elif not name.startswith("/"):
            self._unsent.append((uuid4().hex, line))
            self._send()
        elif name in self._commands:
            self._commands[name](rest.strip())
        else:
            self._tell("unknown_command", command=name)

    def _send(self) -> None:
        """Send what was typed, in its order; what does not arrive stays to be sent."""
        while self._unsent:
            message_id, words = self._unsent[0]
            try:
                answer = self._client.say(words, message_id)
            except Refused:
                del self._unsent[0]
                raise
            del self._unsent[0]
            self._answered(answer)

    def _answered(self, answer: Answer) -> None:
        """Show an answer; after joining or leaving, messages are counted anew."""
        if answer.moved:
            self._shown, self._asks = 0, ""
            self._show(answer.messages)
        else:
            self._show_turn(answer.messages)
        if answer.moved:
            for message in self._client.messages(0):
                self._note(message)

    def _upload(self, arguments: str) -> None:
        try:
            paths = [Path(path).expanduser() for path in shlex.split(arguments)]
        except ValueError:  # a quotation mark is part of the name
            paths = [Path(arguments).expanduser()]
        if not paths:
            self._tell("file_missing")
            return
        files = [
            (path.name, content) for path in paths if (content := self._read_file(path)) is not None
        ]
        if len(files) < len(paths):
            return
        asked = self._asks.startswith(MATERIAL)
        material = self._asks[len(MATERIAL) :] if asked else None
        self._show_turn(self._client.upload(files, material))

    def _read_file(self, path: Path) -> bytes | None:
        try:
            return path.read_bytes()
        except (OSError, ValueError):
            self._tell("no_file", path=path)
            return None

    def _sign(self, argument: str) -> None:
        if not argument:
            self._tell("sign_missing")
            return
        if not self._asks.startswith(SIGNATURE):
            self._tell("sign_not_asked")
            return
        path = Path(argument).expanduser()
        if path.is_file():
            content = self._read_file(path)
        elif (content := self._draw_name(argument)) is None:
            self._tell("sign_no_font", name=argument)
        if content is None:
            return
        name = path.name if path.is_file() else "signature.png"
        self._show_turn(self._client.upload([(name, content)]))

    def _filings(self) -> None:
        filings = self._client.filings()
        if not filings:
            self._tell("filings_none")
        for filing in filings:
            self._write(self._screen.filing(filing))

    def _begin_anew(self) -> None:
        self._send()  # what was said before belongs to the conversation before
        messages = self._client.begin_anew()
        self._shown, self._asks = 0, ""
        self._show(messages)

    def _watch(self) -> None:
        """Show what comes by itself: results of jobs, the court's answer."""
        while not self._left.wait(self._look_again_seconds):
            with self._one_at_a_time:
                try:
                    self._show(self._client.messages(self._shown))
                except (httpx.TransportError, Refused):
                    continue  # the next look or the next answer will tell
                try:
                    self._send()
                except Refused as error:
                    self._write(error.text)
                except (httpx.TransportError, NoServer):
                    continue

    def _show_turn(self, answer: list[WireMessage]) -> None:
        """Show what a turn answered, and first what had come by itself since the last look."""
        own_and_answer = 2
        if answer and answer[0]["n"] > self._shown + own_and_answer:
            answer = self._client.messages(self._shown)
        self._show(answer)

    def _show(self, messages: list[WireMessage], own: bool = False) -> None:
        for message in messages:
            if message["n"] <= self._shown:
                continue
            self._note(message)
            if message["from"] == "person" and not own:
                continue
            self._write("\n" + self._screen.message(message))

    def _note(self, message: WireMessage) -> None:
        """How far the conversation is, and what is asked."""
        self._shown = message["n"]
        if message["from"] == "person":
            self._asks = ""
        elif message["asks"]:
            self._asks = message["asks"]

    def _since_the_last_answer(self, messages: list[WireMessage]) -> list[WireMessage]:
        said = [message["n"] for message in messages if message["from"] == "person"]
        return [message for message in messages if not said or message["n"] >= said[-1]]

    def _tell(self, code: str, **values: object) -> None:
        self._write(self._screen.say(code, **values))
