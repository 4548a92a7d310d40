"""Has everything imported already and forks a `lian serve` for every line it reads.

So a server can be killed and started again fifty times without importing fifty times. Run as
`python -m tests.journeys.zygote`; each line of input starts one, its process id is printed.
"""

from __future__ import annotations

import os
import sys

from lian.process import build
from lian.serve import serve

__all__ = ["main"]


def main() -> None:
    """Fork on every line, until the input ends."""
    assert build is not None
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            os.setsid()
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
            serve(processes=1)
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(-1, os.WNOHANG)


if __name__ == "__main__":
    main()
