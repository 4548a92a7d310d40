"""A command in a pseudo-terminal of its own, as a person has it before them."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

__all__ = ["PseudoTerminal"]

PATIENCE_SECONDS = 60.0
AGAIN_SECONDS = 15.0
ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|[@-_])")


class PseudoTerminal:
    """Starts a command; `shown` is everything it has written, without the terminal's escapes."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], folder: str) -> None:
        self._side, other = pty.openpty()
        self.resize(24, 80)
        self.process = subprocess.Popen(
            command,
            stdin=other,
            stdout=other,
            stderr=other,
            cwd=folder,
            env={"TERM": "xterm", "LANG": "C.UTF-8", **environment},
            start_new_session=True,
            preexec_fn=_takes_the_terminal,
        )
        os.close(other)
        self._written = b""
        self._read_to = 0

    @property
    def raw(self) -> str:
        return self._written.decode("utf-8", "replace")

    @property
    def shown(self) -> str:
        return ESCAPES.sub("", self.raw).replace("\r", "")

    def press(self, text: str | bytes) -> None:
        """Press keys."""
        keys = text.encode() if isinstance(text, str) else text
        while keys:
            ready = select.select([self._side], [self._side], [], PATIENCE_SECONDS)
            if ready[0]:
                self._take()
            if ready[1]:
                keys = keys[os.write(self._side, keys[:512]) :]

    def paste(self, text: str) -> None:
        """Paste, as a terminal that knows bracketed paste does it."""
        self.press(f"\x1b[200~{text}\x1b[201~")

    def interrupt_until(self, words: str) -> None:
        """Press Ctrl-C, and again as a person does if nothing happens, until these words come.

        A signal in the moment between a prompt and the reading behind it waits for the next key.
        """
        for _ in range(int(PATIENCE_SECONDS / AGAIN_SECONDS)):
            self.press(b"\x03")
            try:
                self.until(words, AGAIN_SECONDS)
            except AssertionError:
                continue
            return
        raise AssertionError(f"{words!r} does not come: {self.shown[self._read_to :]!r}")

    def until(self, words: str, patience: float = PATIENCE_SECONDS) -> str:
        """Wait until these words come on the screen; all that came since the last wait.

        Raises:
            AssertionError: they do not come.
        """
        ends = time.monotonic() + patience
        while words not in self.shown[self._read_to :]:
            left = ends - time.monotonic()
            assert left > 0, f"{words!r} does not come: {self.shown[self._read_to :]!r}"
            if select.select([self._side], [], [], min(left, 0.2))[0] and not self._take():
                time.sleep(0.05)
        shown = self.shown
        place = shown.index(words, self._read_to) + len(words)
        found, self._read_to = shown[self._read_to : place], place
        return found

    def resize(self, rows: int, columns: int) -> None:
        """Another size of the window; the command is told."""
        fcntl.ioctl(self._side, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def ended(self) -> int:
        """Wait for the end; its code."""
        ends = time.monotonic() + PATIENCE_SECONDS
        while self.process.poll() is None:
            assert time.monotonic() < ends, f"it does not end: {self.shown!r}"
            if select.select([self._side], [], [], 0.1)[0]:
                self._take()
        while select.select([self._side], [], [], 0)[0] and self._take():
            pass
        return int(self.process.returncode)

    def _take(self) -> bool:
        try:
            found = os.read(self._side, 65536)
        except OSError:  # nobody has the other side any more
            return False
        self._written += found
        return bool(found)

    def __enter__(self) -> PseudoTerminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._side)


def _takes_the_terminal() -> None:
    # Who runs the tests in the background hands on that it is ignored.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
